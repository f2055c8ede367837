"""One mention of a state, before the mentions of a report are merged; and the syntax that all kinds share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tidings.claims.roster import Roster
from tidings.claims.states_words import classes, words
from tidings.claims.syntax import case_of, kids
from tidings.model.doc import Doc
from tidings.model.mention import Count

PARTY_KINDS = frozenset({"org", "force", "country", "nationality", "person"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention. Parties are head tokens, `place` and `when` index doc.places and doc.times.

    `owner`: whose the holder is ("UNIFIL has 10,000 troops"). `role`: first and last token of the
    office's words. `firm`: the text states it; where False it is only presupposed ("President X"), and
    whoever reports the sentence is no source of it. `since`: `when` is only the beginning.
    """

    kind: str
    trigger: int
    holder: int | None = None
    other: int | None = None
    role: tuple[int, int] | None = None
    relation: str | None = None
    place: int | None = None
    site: int | None = None
    count: Count | None = None
    of: str | None = None
    when: int | None = None
    status: str | None = None
    firm: bool = True
    owner: int | None = None
    since: bool = False


def lemma(doc: Doc, i: int) -> str:
    return doc.parse.lemma[i].lower()


def is_a(doc: Doc, i: int, kind: str) -> bool:
    """Whether the token is one of the words of a class of states.tsv, as a lemma or as it is written."""
    return kind in classes(doc.parse.lemma[i], doc.tokens[i].text)


def value(doc: Doc, i: int, kind: str) -> str:
    known = words(kind)
    return known.get(lemma(doc, i)) or known.get(doc.tokens[i].text.lower(), "")


def modifiers(doc: Doc, i: int) -> tuple[int, ...]:
    """Heads of what stands before a noun and modifies it: adjectives, compounds, possessors, titles."""
    return tuple(
        c for c in kids(doc, i, "amod", "compound", "nmod", "obl") if c < i and (
            doc.parse.dep[c] == "nmod:poss" or not case_of(doc, c)
        )
    )  # fmt: skip


def person_at(doc: Doc, roster: Roster, i: int) -> bool:
    """Whether a person's name stands at the token."""
    entity = roster.entity_at(i)
    return entity is not None and entity.kind == "person"


def is_negated(doc: Doc, i: int) -> bool:
    denied = any(lemma(doc, k) in ("not", "n't", "n’t", "never", "no") for k in kids(doc, i, "advmod", "det"))
    return denied or is_no_longer(doc, i)


def is_no_longer(doc: Doc, i: int) -> bool:
    longer = [k for k in kids(doc, i, "advmod") if doc.tokens[k].text.lower() in ("longer", "more")]
    return any(lemma(doc, k - 1) == "no" for k in longer if k)


def copula_of(doc: Doc, i: int) -> int | None:
    found = kids(doc, i, "cop")
    return found[0] if found else None


def bodies(doc: Doc, roster: Roster, heads: tuple[int, ...] | list[int]) -> Iterator[int]:
    """Those of the heads that are organisations, forces, states, peoples or persons."""
    for h in heads:
        if roster.kind_of(h) in PARTY_KINDS:
            yield h


def body_kind(doc: Doc, roster: Roster, i: int) -> str | None:
    """The kind of what is named at a token, where it acts: "U.N." and "White House" are taken for places by
    the reader, but no town or country answers to the name."""
    kind = roster.kind_of(i)
    if kind == "place":
        found = place_at(doc, i)
        return "org" if found is None or doc.places[found].precision == "site" else kind
    return kind


def place_at(doc: Doc, i: int) -> int | None:
    """Index into doc.places of the place named at the token, demonyms left out."""
    for n, place in enumerate(doc.places):
        if place.first <= i <= place.last:
            return None if place.is_demonym else n
    return None


def twin(doc: Doc, roster: Roster, i: int) -> int:
    """The token, or one of the same capitals that is a name: the reader may miss "IS" in "IS-held"."""
    text = doc.tokens[max(i, 0)].text
    if i < 0 or not text.isupper() or len(text) < 2 or roster.entity_at(i) is not None:
        return i
    return next((t.i for t in doc.tokens if t.text == text and roster.entity_at(t.i) is not None), i)


def case_at(doc: Doc, roster: Roster, i: int) -> str:
    """The preposition of a name, also where the parse hangs it on another word of the name."""
    found = case_of(doc, i)
    entity = roster.entity_at(i)
    if found or entity is None:
        return found
    return next((c for t in range(entity.first, entity.last + 1) if (c := case_of(doc, t))), "")


def named_body(doc: Doc, roster: Roster, i: int) -> int:
    """The name beside a described body: "the rebel group Front X", "an alliance called the Y Council";
    the noun itself where there is none."""
    if roster.entity_at(i) is not None or roster.kind_of(i) not in ("org", "force"):
        return i
    for c in kids(doc, i, "appos", "flat", "nmod:desc"):
        if c > i and body_kind(doc, roster, c) in ("org", "force") and roster.entity_at(c) is not None:
            return c
    if i + 1 < len(doc.tokens) and body_kind(doc, roster, i + 1) in ("org", "force"):
        entity = roster.entity_at(i + 1)
        if entity is not None and entity.first == i + 1:
            return entity.last
    for verb in doc.subtree(i):
        if 0 < verb - i < 12 and lemma(doc, verb) in ("call", "name", "know", "dub"):
            after = verb + 1
            while after < verb + 3 and doc.tokens[min(after, len(doc.tokens) - 1)].text.lower() in (
                "as",
                "the",
            ):
                after += 1
            entity = roster.entity_at(after)
            if entity is not None and body_kind(doc, roster, entity.last) in ("org", "force"):
                return entity.last
    return i
