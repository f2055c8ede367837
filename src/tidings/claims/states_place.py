"""Where and when a state holds: the places in a noun phrase or beside a verb, the day beside a word."""

from __future__ import annotations

from collections import Counter

from tidings.claims.ground import head_of, path
from tidings.claims.states_draft import place_at
from tidings.claims.syntax import ancestors, base, case_of, conjuncts, determiner, kids
from tidings.mentions.gazetteer import country_of_capital
from tidings.mentions.lexicon import noun_classes
from tidings.mentions.places_words import (
    BASE_NOUNS,
    BUILDINGS,
    DISTRICT_NOUNS,
    REGION_NOUNS,
    SITE_NOUNS,
    TERRAIN_NOUNS,
)
from tidings.model.doc import Doc

INSIDE = frozenset(
    "in at on inside within across throughout along near around outside into to from off over under between"
    " south north east west close through out".split()
)
"""Prepositions after which something is at a place; how near it is, the place's own span tells."""
NEAR = 3.2
"""Way in the tree, in the costs of `ground.path`, within which a day belongs to a state. Found by eye:
further away stand the days of deeds told in the same sentence."""


PARTS = frozenset(
    "part half most rest side outskirts edge swath north south east west center centre seat".split()
)
_TOWN = frozenset({"town", "unresolved"})
_AREA = frozenset({"region", "district", "site", "unresolved", "sea"})
MEANT = {
    "city": _TOWN, "town": _TOWN, "village": _TOWN, "capital": _TOWN, "country": frozenset({"country"}),
    "region": _AREA, "area": _AREA | _TOWN, "province": _AREA, "territory": _AREA, "district": _AREA,
    "island": _AREA, "enclave": _AREA | _TOWN,
}  # fmt: skip
"""Nouns that take up a place named before, with the precisions it may have."""


NO_TOWN = (
    frozenset({"road", "street", "highway", "avenue"})
    | SITE_NOUNS
    | BUILDINGS
    | REGION_NOUNS
    | DISTRICT_NOUNS
    | TERRAIN_NOUNS
    | BASE_NOUNS
)
"""Words in names that are no towns'."""


def places_of(doc: Doc, i: int) -> list[int]:
    """Indices into doc.places of what a noun names or whose sort of place it is ("the town of X", "border
    towns of X and Y", "X province", "bases near X"); empty where it is no place."""
    if (own := place_at(doc, i)) is not None:
        return [own]
    if not is_place_noun(doc, i):
        return []
    if (beside := _apposed(doc, i)) is not None:
        return [beside]
    bare = not kids(doc, i, "amod", "compound") and not any(c > i for c in kids(doc, i, "nmod"))
    if bare and (meant := place_meant(doc, i)) is not None:
        return [meant]
    for group in (
        [c for c in kids(doc, i, "nmod") if case_of(doc, c) == "of"],
        [c for c in kids(doc, i, "appos", "flat", "nmod:desc") if c > i],
        # "the last base of the mission, X" may have X beside the mission
        [k for c in kids(doc, i, "nmod") if case_of(doc, c) == "of" for k in kids(doc, c, "appos") if k > c],
        [c for c in kids(doc, i, "compound", "amod") if c < i],
        [c for c in kids(doc, i, "nmod") if case_of(doc, c) in INSIDE],
    ):
        found = [n for c in group for k in conjuncts(doc, c) for n in _deep_places(doc, k)]
        if found:
            return list(dict.fromkeys(found))
    return []


def _apposed(doc: Doc, i: int) -> int | None:
    """The place that the noun is said of: "X, an air base", "X, the territory claimed by both"."""
    head = doc.parse.head[i]
    if doc.parse.dep[i] == "appos" and head >= 0 and (named := place_at(doc, head)) is not None:
        return named
    start = doc.sentence_of(i).first
    for t in range(i - 1, max(start, i - 6), -1):
        if doc.tokens[t].text == ",":
            article = doc.tokens[t + 1].text.lower() in ("a", "an", "the")
            return place_at(doc, t - 1) if article and t > start else None
        if doc.parse.pos[t] in ("VERB", "ADP", "CCONJ"):
            return None
    return None


def _deep_places(doc: Doc, i: int) -> list[int]:
    own = place_at(doc, i)
    return [own] if own is not None else (places_of(doc, i) if is_place_noun(doc, i) else [])


def is_place_noun(doc: Doc, i: int) -> bool:
    """Whether a common noun is a sort of place, a building or a part of a place ("border", "half of X")."""
    word = doc.parse.lemma[i].lower()
    classes = {c for c, _ in noun_classes().get(word, ())}
    return place_at(doc, i) is not None or bool(classes & {"place", "facility"}) or word in PARTS


def place_meant(doc: Doc, i: int) -> int | None:
    """The place that "the city" or "the region" stands for: the last one named before it, in this sentence
    or the one before, that can be one. "The country" is the one named most before it, "the capital" that of
    the country named most, where there is one such."""
    word = doc.parse.lemma[i].lower()
    wanted = MEANT.get(word)
    if wanted is None or determiner(doc, i) not in ("the", "this", "that"):
        return None
    before = [n for n, p in enumerate(doc.places) if p.last < i]
    often = Counter(doc.places[n].country for n in before)
    if word == "capital":
        most = max(often.values(), default=0)
        fits = [n for n in before if is_capital(doc, n) and often[doc.places[n].country] == most]
        alone = len({doc.places[n].country for n in fits}) == 1
        return fits[-1] if alone else None
    named = [n for n in before if not _is_dateline(doc, n)]
    fits = [n for n in named if not doc.places[n].is_demonym and doc.places[n].precision in wanted]
    if word == "country":
        often = Counter(doc.places[n].country for n in named)
        return max(fits, key=lambda n: (often[doc.places[n].country], n), default=None)
    if wanted == _TOWN:
        fits = [n for n in fits if _is_town(doc, n) and (word == "city" or not is_capital(doc, n))]
    near = [n for n in fits if doc.tokens[doc.places[n].first].sent >= doc.tokens[i].sent - 1]
    # "a ceasefire signed in X": named by the way, taken only where there is no other
    straight = [n for n in near if not _is_aside(doc, n)]
    return max(straight or near, default=None)


def _is_town(doc: Doc, n: int) -> bool:
    """Whether a place may be a town: where no gazetteer has it, by the words of its name."""
    place = doc.places[n]
    words = {doc.tokens[t].text.lower() for t in range(place.first, place.last + 1)}
    return place.precision != "unresolved" or not words & NO_TOWN


def is_capital(doc: Doc, n: int) -> bool:
    """Whether a place is a country's capital, by its name or by what the text calls it."""
    place = doc.places[n]
    country = country_of_capital(place.name)
    if country is not None:
        return place.country == country and not place.is_demonym
    before = place.first - 1 - (place.first > 1 and doc.tokens[place.first - 1].text == ",")
    return before >= 0 and doc.tokens[before].text.lower() == "capital"


def predicate_case(doc: Doc, i: int) -> str:
    """The preposition of a predicate, also after "that": "says that troops are in X"."""
    own = kids(doc, i, "case")
    return doc.tokens[own[0]].text.lower() if len(own) == 1 else case_of(doc, i)


def place_pointed_at(doc: Doc, i: int) -> list[int]:
    """What "there" beside a predicate, or as one, points at: the last place named in its sentence or the one
    before; "here" the place of the dateline."""
    words = {doc.tokens[k].text.lower(): k for k in (i, *kids(doc, i, "advmod"))}
    if "here" in words:
        return [n for n in range(len(doc.places)) if _is_dateline(doc, n)][:1]
    if "there" not in words or doc.parse.dep[words["there"]] == "expl":
        return []
    return last_place(doc, words["there"])


def last_place(doc: Doc, i: int) -> list[int]:
    """The last place, no country, that the sentence names before a word, or the sentence before."""
    sent = doc.tokens[i].sent
    fits = (n for n, p in enumerate(doc.places) if p.last < i and doc.tokens[p.first].sent >= sent - 1)
    return [n for n in fits if not doc.places[n].is_demonym and doc.places[n].precision != "country"][-1:]


def _is_aside(doc: Doc, n: int) -> bool:
    head = head_of(doc, doc.places[n].first, doc.places[n].last)
    return any(base(doc.parse.dep[t]) == "acl" for t in ancestors(doc, head))


def _is_dateline(doc: Doc, n: int) -> bool:
    place = doc.places[n]
    return place.name.isupper() or doc.sentence_of(place.first).kind in ("byline", "dateline")


def places_beside(doc: Doc, i: int) -> list[int]:
    """Indices into doc.places of where a predicate has it: "stationed in X", "trapped at the Y crossing"."""
    out: list[int] = []
    for c in kids(doc, i, "obl", "nmod"):
        if doc.parse.dep[c] == "nmod:poss" or case_of(doc, c).split(" ")[0] not in INSIDE:
            continue
        for k in conjuncts(doc, c):
            out.extend(_deep_places(doc, k))
    return list(dict.fromkeys(out))


def time_beside(doc: Doc, i: int) -> int | None:
    """Index into doc.times of the day that stands with a word, None where none is near in the tree."""
    sentence = doc.sentence_of(i)
    best: tuple[float, int] | None = None
    for n, time in enumerate(doc.times):
        if time.interval is None or not sentence.first <= time.first < sentence.last:
            continue
        way = path(doc, head_of(doc, time.first, time.last), i)
        if way is None or any(base(doc.parse.dep[t]) in ("ccomp", "parataxis") for t in way.down):
            continue
        if way.cost <= NEAR and (best is None or way.cost < best[0]):
            best = (way.cost, n)
    return best[1] if best is not None else None


def caption_day(doc: Doc, i: int) -> int | None:
    """The day a picture was taken: the last full date of a caption."""
    sentence = doc.sentence_of(i)
    inside = [
        n for n, t in enumerate(doc.times)
        if sentence.first <= t.first < sentence.last and t.interval is not None
        and t.interval.precision == "day" and doc.tokens[t.last].text.isdecimal() and t.last > t.first
        and len(doc.tokens[t.last].text) == 4
    ]  # fmt: skip
    return inside[-1] if inside else None


def is_caption(doc: Doc, i: int) -> bool:
    """A caption by its kind, or by a full date with a verb in the present."""
    sentence = doc.sentence_of(i)
    if sentence.kind in ("headline", "standfirst"):
        return False
    root = next((t for t in (i, *ancestors(doc, i)) if doc.parse.head[t] < 0), i)
    present = doc.parse.tag[root] in ("VBP", "VBZ", "VB", "NN", "NNP") or any(
        doc.parse.tag[a] in ("VBP", "VBZ") for a in kids(doc, root, "aux")
    )
    return present and (sentence.kind == "caption" or caption_day(doc, i) is not None)


def caption_place(doc: Doc, i: int) -> list[int]:
    """The place of a picture: the first of the places in a row before its date ("in X, Syria, March 11,
    2016"), else what stands after "in" nearest to the date."""
    day = caption_day(doc, i)
    if day is None:
        return []
    sentence, date = doc.sentence_of(i), doc.times[day]
    named = [
        n for n, p in enumerate(doc.places) if not p.is_demonym and sentence.first <= p.first < sentence.last
    ]
    start, row = date.first, []
    for n in reversed(named):
        between = doc.text[doc.places[n].span.end : doc.tokens[start].start]
        if doc.places[n].last < start and not between.strip(" ,;–—"):
            row.append(n)
            start = doc.places[n].first
    if row:
        return [row[-1]]
    after = [n for n in named if doc.places[n].first > date.last]
    return (
        after[:1]
        or [
            n for n in named if case_of(doc, head_of(doc, doc.places[n].first, doc.places[n].last)) in INSIDE
        ][-1:]
    )
