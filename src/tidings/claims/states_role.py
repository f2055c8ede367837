"""The words of an office: where its name begins and ends, what body it is of, whether it is still held.

Which nouns are heads of a role says states_office. The body is looked for in this order: the
possessor ("Turkey's deputy prime minister"), an of-phrase ("head of the council"), a name before the noun
("State Department spokesman"), a phrase with at, with, in, for, to ("director at the institute"), a
country or people before the noun ("Iranian general"), a place after the name ("Senator X of Arizona").
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.claims.roster import Roster
from tidings.claims.states_draft import body_kind, case_at, is_a, lemma, modifiers, named_body, person_at
from tidings.claims.states_office import (
    general_after,
    is_title,
    is_titled_office,
    office_word,
    role_class,
    title_before,
)
from tidings.claims.states_words import words
from tidings.claims.syntax import base, case_of, conjuncts, kids, subjects
from tidings.model.doc import Doc

LINKS = ("at", "with", "in", "for", "to", "on")
"""Before the body, the surer first: "director for Asia at the institute"."""
OF_GROUPS = frozenset("leader chief commander head spokesman spokeswoman spokesperson founder member".split())
OF_STATES = frozenset("minister president premier governor mayor king queen chancellor".split())
"""Offices that no building has."""
POSTED = frozenset("ambassador envoy consul representative rapporteur minister".split())
"""What stands after "to" is where they are sent, not whose they are."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office's words. `head`: its noun; `first`..`last`: its words without the body's name."""

    head: int
    first: int
    last: int
    body: int | None
    rank: bool
    chair: bool
    status: str


def role_at(doc: Doc, roster: Roster, i: int) -> Role | None:
    """The role whose head noun is token `i`; None where it names none, or is part of another's name."""
    kind = role_class(doc, i)
    if not kind:
        return None
    entity = roster.entity_at(i)
    if entity is not None and entity.first != entity.last and entity.kind != "nationality":
        # "Office of the Prime Minister" is a body; "King Abdullah" a person with the title in the name
        titled = entity.kind == "person" and i == entity.first
        if not titled and not is_title(doc, roster, i) and not is_titled_office(doc, roster, i):
            return None
    if title_before(doc, i) is not None:
        if doc.parse.head[i] == title_before(doc, i):
            return None
        kind = "office"
    elif (general := general_after(doc, i)) is not None and doc.parse.head[general] != i:
        return None
    if _is_part_of_role(doc, i):
        return None
    first, last = _words(doc, roster, i)
    body = _body(doc, roster, i)
    return Role(i, first, last, body, kind == "rank", kind == "chair", _status(doc, i))


def _is_part_of_role(doc: Doc, i: int) -> bool:
    """ "Brigadier" in "Brigadier General", "police" in "police chief": a part of another role."""
    head = doc.parse.head[i]
    after = i + 1 if i + 1 < len(doc.tokens) else i
    if _is_of_title(doc, i, after):
        return True
    if after > i and role_class(doc, i) == "rank" == role_class(doc, after):
        return True
    return (
        head >= 0
        and base(doc.parse.dep[i]) in ("compound", "flat", "amod")
        and bool(role_class(doc, head))
        and 0 < head - i <= 3
    )


def _is_of_title(doc: Doc, t: int, i: int) -> bool:
    """Whether `t` is the word before the office `i` that says of what ("Justice Minister"); the parse may
    hang both on the name."""
    return (
        t + 1 == i
        and t >= doc.sentence_of(i).first
        and is_a(doc, t, "of-title")
        and lemma(doc, i) in ("minister", "secretary", "chief", "ministry")
        and doc.tokens[t].text[0].isupper() == doc.tokens[i].text[0].isupper()
    )


def _words(doc: Doc, roster: Roster, i: int) -> tuple[int, int]:
    first = i
    own = {t for m in modifiers(doc, i) for t in doc.subtree(m) if t < i} - _bodies_before(doc, roster, i)
    while first - 1 in own and not _is_status(doc, first - 1):
        first -= 1
    while first > 0 and role_class(doc, first - 1) == "rank" == role_class(doc, i):
        first -= 1
    if _is_of_title(doc, first - 1, i):
        first -= 1
    title = title_before(doc, i)
    first = first if title is None else min(first, title)
    while first < i and doc.parse.pos[first] in ("PUNCT", "PART", "DET", "CCONJ"):
        first += 1
    last = i
    elect = [t.text.lower() for t in doc.tokens[i + 1 : i + 3]]
    if elect and elect[0] == "-" and elect[-1] in words("future"):
        last = i + 2
    last = max(last, general_after(doc, i) or i)
    if i + 2 < len(doc.tokens) and doc.tokens[i + 1].text.lower() == "of" and is_a(doc, i + 2, "of-title"):
        last = i + 2
    for c in kids(doc, i, "nmod"):
        if c > i and case_of(doc, c) in ("to", "for") and lemma(doc, i) in POSTED and c - i <= 4:
            last = max(last, c)
    if not first <= i <= last or any(person_at(doc, roster, t) for t in range(i + 1, last + 1)):
        return first, i
    return first, last


def _bodies_before(doc: Doc, roster: Roster, i: int) -> set[int]:
    """Tokens of names and possessors before the noun."""
    out: set[int] = set()
    for t in range(doc.sentence_of(i).first, i):
        entity = roster.entity_at(t)
        if entity is not None and entity.kind in (
            "org",
            "force",
            "place",
            "nationality",
            "person",
            "facility",
        ):
            out.add(t)
    for c in kids(doc, i, "nmod:poss"):
        out.update(doc.subtree(c))
    return out


def _is_status(doc: Doc, t: int) -> bool:
    return is_a(doc, t, "former") or is_a(doc, t, "future")


def _status(doc: Doc, i: int) -> str:
    """Whether the role is said to be past ("ex-", "then-", "late") or to come ("-elect")."""
    if office_word(doc, i) != lemma(doc, i):
        return "former"
    start = max(doc.sentence_of(i).first, i - 7)
    tree = {t for m in modifiers(doc, i) for t in doc.subtree(m)} | set(range(max(start, i - 2), i))
    for t in range(start, i):
        if t in tree and is_a(doc, t, "former") and not (lemma(doc, t) == "then" and t + 1 < i - 2):
            return "former"
        if t in tree and lemma(doc, t) == "incoming":
            return "future"
    after = [doc.tokens[t].text.lower() for t in range(i + 1, min(len(doc.tokens), i + 3))]
    if after and (after[0] in words("future") or (after[0] == "-" and after[-1] in words("future"))):
        return "future"
    head = doc.parse.head[i]
    titled = head > i and doc.parse.dep[i] in ("nmod:desc", "compound", "flat")
    if titled and any(k < i and is_a(doc, k, "former") for k in kids(doc, head, "amod")):
        # "the late President X": the adjective may hang on the name
        return "former"
    return "current"


def _body(doc: Doc, roster: Roster, i: int) -> int | None:
    """Head token of the body or person that the role is held for, None where the text gives none here."""
    for c in kids(doc, i, "nmod:poss"):
        if lemma(doc, i) == "counterpart" and doc.parse.pos[c] == "PRON":
            continue
        if doc.parse.pos[c] == "PRON" and roster.party(c) is None:
            return _subject_meant(doc, roster, i, c)
        if roster.is_party(c) and roster.party(c) is not None and not _is_vague(doc, roster, i, c):
            return named_body(doc, roster, c)
    after = [c for c in kids(doc, i, "nmod") if c > i]
    for c in after:
        if (
            case_at(doc, roster, c) == "of"
            and not is_a(doc, c, "no-body")
            and (found := _inside(doc, roster, c)) is not None
        ):
            return None if _is_vague(doc, roster, i, found) else named_body(doc, roster, found)
    before = _deep(doc, i)
    named = [c for c in before if roster.entity_at(c) is not None]
    for c in named:
        if body_kind(doc, roster, c) in ("org", "force") and not is_a(doc, c, "creed"):
            return c
    if (linked := _linked(doc, roster, i, after)) is not None:
        return named_body(doc, roster, linked)
    for wanted in ("country", "nationality", "place"):
        for c in named:
            if roster.kind_of(c) == wanted and not is_a(doc, c, "creed"):
                return c
    for c in before:
        if roster.kind_of(c) in ("org", "force") and doc.parse.pos[c] in ("NOUN", "PROPN"):
            # "army chief" is the whole name of the role, an "army spokesman" speaks for the army
            return c if lemma(doc, i).startswith("spokes") and not is_a(doc, c, "no-body") else None
    name = doc.parse.head[i]
    if name >= 0 and doc.parse.dep[i] == "nmod:desc":
        for c in kids(doc, name, "nmod"):
            if (
                c > name
                and case_of(doc, c) == "of"
                and roster.kind_of(c) in ("place", "country", "org", "force")
            ):
                return c
    return None


def _subject_meant(doc: Doc, roster: Roster, i: int, pronoun: int) -> int | None:
    """ "the rebels buried their commander": the subject, where the roster knows no name for "their"."""
    verb = doc.parse.head[i]
    if verb < 0 or doc.parse.pos[verb] != "VERB" or lemma(doc, pronoun) not in ("their", "they", "its", "it"):
        return None
    fits = (s for s in subjects(doc, verb) if s != i and roster.kind_of(s) in ("org", "force", "person"))
    return next(
        (s for s in fits if doc.parse.tag[s] in ("NNS", "NNPS") or roster.kind_of(s) != "person"), None
    )


def _is_vague(doc: Doc, roster: Roster, i: int, body: int) -> bool:
    """ "The country's president", "its chief": what is meant stands elsewhere; none is better than a guess.
    "Its" or "their" leader or spokesman is hardly a country's, and the roster's last name is often one."""
    if doc.parse.pos[body] == "PRON":
        party = roster.cluster(body)
        return party is not None and party.kind == "country" and lemma(doc, i) in OF_GROUPS
    bare = roster.cluster(body) is None and not kids(doc, body, "amod", "compound", "nmod")
    return bare and is_a(doc, body, "vague")


def _linked(doc: Doc, roster: Roster, i: int, after: list[int]) -> int | None:
    """The body after "at", "with", "for"; a spokesman may speak for anything."""
    for link in LINKS:
        for c in after:
            if case_at(doc, roster, c) != link or (link == "to" and lemma(doc, i) in POSTED):
                continue
            if lemma(doc, i) in OF_STATES and roster.kind_of(c) == "facility":
                continue  # "was sworn in as minister at the palace"
            if body_kind(doc, roster, c) in ("org", "force", "person", "facility"):
                return c
            if link == "for" and lemma(doc, i).startswith("spokes"):
                return c
    return None


def _deep(doc: Doc, i: int) -> list[int]:
    """Modifiers before the noun, and their own modifiers, in text order."""
    out: list[int] = []
    queue = list(modifiers(doc, i))
    while queue:
        c = queue.pop()
        out.append(c)
        queue.extend(k for k in conjuncts(doc, c) if k not in out and k not in queue)
        queue.extend(k for k in modifiers(doc, c) if k not in out and k not in queue)
    return sorted(out)


def _inside(doc: Doc, roster: Roster, c: int) -> int | None:
    """The party of an of-phrase, one phrase further in where its noun is part of the title."""
    if is_a(doc, c, "of-title") and roster.cluster(c) is None:
        for k in kids(doc, c, "nmod"):
            if case_of(doc, k) in ("of", "at", "for", "in") and roster.is_party(k):
                return k
        return None
    if roster.is_party(c) or roster.kind_of(c) == "facility":
        return _based(doc, c) or c
    return None


def _based(doc: Doc, place: int) -> int | None:
    """The body in "director of Geneva, Switzerland-based X", where the place was read as the body."""
    for t in range(place + 1, min(place + 6, doc.sentence_of(place).last)):
        if doc.tokens[t].text.lower() == "based" and doc.tokens[t - 1].text == "-" and doc.parse.head[t] > t:
            return doc.parse.head[t]
    return None
