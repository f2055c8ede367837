"""Where a report names places: the reader's spans, corrected and completed from the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tidings.mentions.gazetteer import Gazetteer, country_of_name, is_demonym
from tidings.mentions.places_words import (
    BASE_NOUNS,
    BUILDINGS,
    DIRECTIONS,
    DISTRICT_NOUNS,
    GIVEN_NAMES,
    LOCATIVE,
    NO_PLACES,
    REGION_NOUNS,
    SITE_NOUNS,
    TERRAIN_NOUNS,
    TOWN_NOUNS,
)
from tidings.model.doc import Doc
from tidings.model.mention import Entity

LARGE: Final = 100_000
"""Towns of this size are taken on their name alone where the reader marked nothing."""
_LONGEST: Final = 5
_WIDE: Final = frozenset({"country", "area", "continent", "sea", "region", "base", "capital", "site"})
_AFTER: Final = REGION_NOUNS | DISTRICT_NOUNS | TOWN_NOUNS | BASE_NOUNS | SITE_NOUNS | TERRAIN_NOUNS
_COUNTRY_WORDS: Final = frozenset({"us", "u.s.", "u.s", "uk", "u.k.", "u.k", "usa", "uae", "u.a.e.", "eu"})
_ACTING: Final = frozenset({"compound", "amod", "nmod:poss", "flat"})
_SMALL_NAMES: Final = 6
"""Names in small letters from which a report is taken for copy without capitals."""
_NOT_NAMES: Final = frozenset(
    "al el bin ibn abu de del la las los le les van von der den da di du y of st".split()
)
_PROPER: Final = frozenset({"PROPN", "NOUN", "ADJ", "X"})


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens that name a place. `core_first`..`core_last`: the name without direction and type word.

    `demonym`: the words name a country or people but no location. `facility`: a building or site
    that gazetteers seldom know.
    """

    first: int
    last: int
    core_first: int
    core_last: int
    demonym: bool = False
    facility: bool = False


def named_places(doc: Doc, gazetteer: Gazetteer) -> list[Named]:
    """Every stretch that names a place or carries a demonym, in text order, none overlapping."""
    taken: dict[int, int] = {}
    out: list[Named] = []
    for n, entity in enumerate(doc.entities):
        for t in range(entity.first, entity.last + 1):
            taken[t] = n
    people, small = _last_names(doc), _is_in_lower_case(doc)
    for entity in doc.entities:
        out.extend(_from_entity(doc, gazetteer, entity, people, small=small))
    out.extend(_missed(doc, gazetteer, taken))
    out.sort(key=lambda m: (m.first, -m.last))
    kept: list[Named] = []
    for named in out:
        if not kept or named.first > kept[-1].last:
            kept.append(named)
    return kept


def _words(doc: Doc, first: int, last: int) -> str:
    return doc.text[doc.tokens[first].start : doc.tokens[last].end]


def _lower(doc: Doc, i: int) -> str:
    return doc.tokens[i].text.casefold()


def _in_sentence(doc: Doc, i: int, like: int) -> bool:
    return 0 <= i < len(doc.tokens) and doc.tokens[i].sent == doc.tokens[like].sent


def after_preposition(doc: Doc, first: int) -> bool:
    """True where the name follows a preposition of place, articles and directions between left out."""
    i = first - 1
    while _in_sentence(doc, i, first) and (_lower(doc, i) == "the" or _lower(doc, i) in DIRECTIONS):
        i -= 1
    return _in_sentence(doc, i, first) and _lower(doc, i) in LOCATIVE


def _last_names(doc: Doc) -> frozenset[str]:
    return frozenset(doc.tokens[e.last].text for e in doc.entities if e.kind == "person")


def _from_entity(
    doc: Doc, gazetteer: Gazetteer, entity: Entity, people: frozenset[str], *, small: bool
) -> Iterator[Named]:
    """`small`: the report writes names without capitals."""
    if entity.kind in ("place", "facility", "nationality"):
        for first, last in _pieces(doc, entity.first, entity.last):
            words = _words(doc, first, last)
            if entity.kind == "nationality" or is_demonym(words):
                if is_demonym(words):
                    yield Named(first, last, first, last, demonym=True)
                elif entity.kind == "place" or _is_wide(gazetteer, words):
                    yield _grown(doc, gazetteer, first, last, facility=False)
                continue
            if words.casefold() in _COUNTRY_WORDS and doc.parse.dep[last] in _ACTING:
                # "US troops": names the country, not where they are
                yield Named(first, last, first, last, demonym=True)
                continue
            if words.casefold() in NO_PLACES:
                continue
            if not any(c.isupper() for c in words) and not (small and _has_small_name(doc, first, last)):
                continue
            if last > first and _lower(doc, first) in _COUNTRY_WORDS and not gazetteer.lookup(words):
                # "U.S. Marine": an adjective and more
                yield Named(first, first, first, first, demonym=True)
                continue
            if words in people and not gazetteer.lookup(words) and not gazetteer.lookup_loosely(words):
                continue
            yield _grown(doc, gazetteer, first, last, facility=entity.kind == "facility")
    elif small and entity.kind == "org" and _lower(doc, entity.last) in REGION_NOUNS | DISTRICT_NOUNS:
        if _has_small_name(doc, entity.first, entity.last):
            yield _grown(doc, gazetteer, entity.first, entity.last, facility=False)
    elif entity.kind in ("org", "person", "force", "other"):
        yield from _mistyped(doc, gazetteer, entity)


def _pieces(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A span parted at commas, without articles, possessive marks and punctuation at its ends."""
    start = first
    for i in range(first, last + 2):
        if i == last + 1 or doc.tokens[i].text in (",", ";", "—", "–"):
            a, b = start, i - 1
            while a <= b and (_lower(doc, a) in ("the", "a", "an") or not doc.tokens[a].text[0].isalnum()):
                if doc.tokens[a].text[0] in "'’‘" and len(doc.tokens[a].text) > 1:
                    break
                a += 1
            while a <= b and (
                _lower(doc, b) in ("'s", "’s", "'", "’") or not doc.tokens[b].text[-1].isalnum()
            ):
                if doc.tokens[b].text.endswith(".") and len(doc.tokens[b].text) > 1:
                    break
                b -= 1
            if a <= b:
                yield a, b
            start = i + 1


def _grown(doc: Doc, gazetteer: Gazetteer, first: int, last: int, *, facility: bool) -> Named:
    """A name with the direction before it and the type word behind it."""
    core_first, core_last = first, last
    known = bool(gazetteer.lookup(_words(doc, first, last)))
    owned = None if known else possessive_in(doc, first, last)
    if owned is not None and gazetteer.lookup(_words(doc, first, owned - 1)):
        core_first = owned + 1  # "Istanbul's Fatih district"
        known = bool(gazetteer.lookup(_words(doc, core_first, last)))
    while not known and core_first < core_last and _lower(doc, core_first) in DIRECTIONS | {"-", "and"}:
        core_first += 1
    if (
        not known
        and core_first < core_last
        and _lower(doc, core_last) in REGION_NOUNS | DISTRICT_NOUNS | TOWN_NOUNS
    ):
        core_last -= 1
        while core_last > core_first and _lower(doc, core_last) in ("'s", "’s", "'", "’"):
            core_last -= 1
    if _in_sentence(doc, first - 1, first) and _lower(doc, first - 1) in DIRECTIONS:
        first -= 1
    is_country = country_of_name(_words(doc, core_first, core_last)) is not None
    i = last + 1
    if _in_sentence(doc, i, last) and not is_country and doc.parse.pos[i] in _PROPER:
        pair = _lower(doc, i + 1) if _in_sentence(doc, i + 1, last) else ""
        if (
            _lower(doc, i) in ("air", "military", "refugee", "naval", "army", "international", "border")
            and pair in SITE_NOUNS
        ):
            return Named(first, i + 1, core_first, core_last, facility=True)
        if _lower(doc, i) in _AFTER and _lower(doc, i) not in (
            "border",
            "capital",
            "state",
            "road",
            "street",
        ):
            site = _lower(doc, i) in SITE_NOUNS
            return Named(first, i, core_first, core_last, facility=facility or site)
    return Named(first, last, core_first, core_last, facility=facility)


def possessive_in(doc: Doc, first: int, last: int) -> int | None:
    """The token of a possessive mark between two names: of "Dhaka's Malibagh"."""
    found = (i for i in range(first + 1, last) if _lower(doc, i) in ("'s", "’s", "'", "’"))
    return next(found, None)


def _is_wide(gazetteer: Gazetteer, words: str) -> bool:
    return any(c.kind in _WIDE and (c.kind != "region" or c.people > LARGE) for c in gazetteer.lookup(words))


def _is_large(gazetteer: Gazetteer, words: str) -> bool:
    return any(
        (c.match == "exact" and (c.kind in _WIDE or c.people >= LARGE))
        or c.kind in ("country", "capital", "area")
        for c in gazetteer.lookup(words)
    )


def _mistyped(doc: Doc, gazetteer: Gazetteer, entity: Entity) -> Iterator[Named]:
    """Places that the reader took for people or organisations, and buildings named by their body.

    "in Jordan" read as a person, "at the Grand University" as an organisation. What acts or speaks
    stays what it is: only a preposition of place decides.
    """
    first, last = entity.first, entity.last
    while first < last and _lower(doc, first) == "the":
        first += 1
    words = _words(doc, first, last)
    placed = after_preposition(doc, entity.first)
    head = _lower(doc, last)
    object_like = doc.parse.dep[last].split(":")[0] in ("obj", "obl", "nmod", "appos", "conj")
    building = (head in BUILDINGS and object_like) or (placed and head in SITE_NOUNS)
    if entity.kind in ("org", "other") and building and last > first:
        yield Named(first, last, first, last, facility=True)
        return
    i = last + 1
    if (
        entity.kind in ("org", "person", "force")
        and placed
        and _in_sentence(doc, i, last)
        and _lower(doc, i) in SITE_NOUNS
    ):
        yield Named(first, i, first, i, facility=True)
        return
    if last - first > 2 or not words[:1].isupper():
        return
    named_country = country_of_name(words) is not None and not words.isupper()
    believed = placed or entity.kind != "person" or _listed_with_country(doc, first, last)
    if (named_country and believed) or (placed and entity.kind != "force" and _is_large(gazetteer, words)):
        yield _grown(doc, gazetteer, first, last, facility=False)


def _listed_with_country(doc: Doc, first: int, last: int) -> bool:
    """Chad in "Chad and Mali"."""
    for link, other in ((first - 1, first - 2), (last + 1, last + 2)):
        if (
            _in_sentence(doc, other, first)
            and _lower(doc, link) in ("and", "or", ",")
            and country_of_name(doc.tokens[other].text)
        ):
            return True
    return False


def _missed(doc: Doc, gazetteer: Gazetteer, taken: dict[int, int]) -> Iterator[Named]:
    """Names the reader left unmarked: longest capitalised run that the gazetteer knows as large.

    Without a preposition of place a neighbouring capitalised word forbids it ("Paris Hilton").
    """
    pos = doc.parse.pos
    i = 0
    while i < len(doc.tokens):
        token = doc.tokens[i]
        if i in taken or not token.text[0].isupper():
            i += 1
            continue
        words = token.text
        if is_demonym(words) and (pos[i] in ("ADJ", "PROPN", "NOUN")) and words.casefold() != "pole":
            yield Named(i, i, i, i, demonym=True)
            i += 1
            continue
        if pos[i] not in ("PROPN", "ADJ", "NOUN") or not any(c.isalpha() for c in words):
            i += 1
            continue
        stop = i
        while (
            stop + 1 < len(doc.tokens)
            and stop + 1 - i < _LONGEST
            and stop + 1 not in taken
            and _in_sentence(doc, stop + 1, i)
            and (
                doc.tokens[stop + 1].text[0].isupper()
                or doc.tokens[stop + 1].text in ("-", "of", "and", "al", "el")
            )
        ):
            stop += 1
        found = next(
            (last for last in range(stop, i - 1, -1) if _stands_alone(doc, gazetteer, i, last, taken)), None
        )
        if found is None:
            i += 1
            continue
        yield _grown(doc, gazetteer, i, found, facility=False)
        i = found + 1


def _is_in_lower_case(doc: Doc) -> bool:
    """Whether a report comes as old wire copy does, names without capitals: "in usulutan department"."""
    return sum(_is_small_name(doc, t.i) for t in doc.tokens) >= _SMALL_NAMES


def _has_small_name(doc: Doc, first: int, last: int) -> bool:
    return any(_is_small_name(doc, t) for t in range(first, last + 1))


def _is_small_name(doc: Doc, i: int) -> bool:
    word = doc.tokens[i].text
    return doc.parse.pos[i] == "PROPN" and word.islower() and word.isalpha() and word not in _NOT_NAMES


def _stands_alone(doc: Doc, gazetteer: Gazetteer, first: int, last: int, taken: dict[int, int]) -> bool:
    if not doc.tokens[last].text[0].isupper() or doc.parse.pos[last] not in ("PROPN", "NOUN", "ADJ"):
        return False
    words = _words(doc, first, last)
    placed = after_preposition(doc, first)
    found = gazetteer.lookup(words)
    if not found or (len(words) < 3 and not country_of_name(words)):
        return False
    if words.casefold() in GIVEN_NAMES and not placed:
        return False
    if words.casefold() in _COUNTRY_WORDS and doc.parse.dep[last] in _ACTING:
        return False
    for neighbour in (first - 1, last + 1):
        if (
            _in_sentence(doc, neighbour, first)
            and doc.parse.pos[neighbour] == "PROPN"
            and doc.tokens[neighbour].text[0].isupper()
            and (neighbour in taken or not _is_title(doc, neighbour))
            and not words.isupper()
        ):
            return False
    if first == last and doc.parse.pos[first] != "PROPN":
        return any(c.kind == "country" for c in found)
    if placed:
        return any(
            c.kind != "airport" and (c.match == "exact" or c.people > 5_000 or c.kind in _WIDE) for c in found
        )
    return any(
        c.kind in ("country", "area", "continent", "sea")
        or (
            c.match == "exact" and (c.kind in ("capital", "base") or (c.kind == "town" and c.people >= LARGE))
        )
        for c in found
    )


def _is_title(doc: Doc, i: int) -> bool:
    return _lower(doc, i) in (
        "mr",
        "mr.",
        "mrs.",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    )
