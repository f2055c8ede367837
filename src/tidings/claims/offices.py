"""Whom "the minister" means: the person whom the report has called minister before.

A definite role noun in the singular ("the spokesman", "the Turkish foreign minister") is the last person
named before it who bears that noun, and the words before it too: in front of the name ("ministry spokesman
Ali Reza"), beside it ("Ali Reza, the spokesman of …") or by saying so ("Ali Reza is the spokesman").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from tidings.claims.syntax import base, conjuncts, determiner, kids, with_of
from tidings.model.doc import Doc

if TYPE_CHECKING:
    from tidings.claims.roster import Roster

FAR: Final = 12
"""Sentences back."""
MOST: Final = 20
"""Names looked at."""
BEFORE: Final = 9
"""Words before a name in which its titles stand."""
SAME: Final = {"spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman",
               "policewoman": "policeman", "congresswoman": "congressman", "premier": "minister",
               "gen": "general", "col": "colonel", "lt": "lieutenant", "capt": "captain",
               "sgt": "sergeant", "maj": "major"}  # fmt: skip
"""Words for one office."""
PAST: Final = frozenset("former late ex onetime then".split())
WIDER: Final = {
    "officer": frozenset(
        "general colonel lieutenant captain major sergeant brigadier commander admiral marshal inspector"
        " superintendent constable detective sheriff corporal".split()
    ),
    "official": frozenset(
        "spokesman minister secretary director commissioner governor prefect mayor adviser administrator"
        " undersecretary coordinator".split()
    ),
}
"""Nouns that who bears another may be called by as well: "the officer" is Colonel X."""
LOOSE: Final = frozenset("leader member".split())
"""Nouns that too many bear."""
BESIDE: Final = frozenset({"det", "punct", "acl", "conj", "cc", "case", "appos", "cop", "nsubj", "mark"})
"""What may hang on a description and narrows nothing down."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A name with an office. `last`: the name's last token; `words`: what the office's phrase names."""

    last: int
    words: frozenset[str]


def holder(doc: Doc, roster: Roster, head: int, bearers: Mapping[str, Sequence[Bearer]]) -> int | None:
    """A token of the name of the person that a description stands for; None where it is none. `bearers`: as
    bearers_of gives them."""
    parse = doc.parse
    if parse.tag[head] not in ("NN", "NNP") or determiner(doc, head) not in ("the", "this", "that"):
        return None
    noun = _office(doc, head)
    if noun in LOOSE or not roster.is_person_noun(head) or roster.entity_at(head) is not None:
        return None
    wanted: list[frozenset[str]] = []
    for c in doc.children(head):
        dep = base(parse.dep[c])
        if dep in ("amod", "compound") and c < head:
            wanted += [_means(doc, roster, t) for t in doc.subtree(c)]
        elif dep not in BESIDE:
            return None
    here = doc.tokens[head].sent
    gone = any(w & PAST for w in wanted)
    known = bearers.get(noun, ())
    for b in reversed(known[: bisect_left(known, head, key=attrgetter("last"))][-MOST:]):
        if here - doc.tokens[b.last].sent > FAR:
            break
        if all(b.words & w for w in wanted) and gone == bool(b.words & PAST):
            return b.last
    return None


def bearers_of(doc: Doc, roster: Roster) -> dict[str, list[Bearer]]:
    """The persons of a report by the offices that it gives them, in text order."""
    out: dict[str, list[Bearer]] = {}
    for entity in sorted(doc.entities, key=lambda e: e.first):
        cluster = roster.named_cluster(entity.last) if entity.kind == "person" else None
        if cluster is not None:
            for office, words in _offices_of(doc, roster, entity.first, entity.last):
                out.setdefault(office, []).append(Bearer(entity.last, words))
    return out


def _office(doc: Doc, i: int) -> str:
    noun = doc.parse.lemma[i].lower().rstrip(".")
    return SAME.get(noun, noun)


def _means(doc: Doc, roster: Roster, i: int) -> frozenset[str]:
    """What a word before a noun can be known by: itself, or the party that it names ("Turkish", "Turkey")."""
    named = roster.named_cluster(i)
    own = frozenset({doc.tokens[i].text.lower(), doc.parse.lemma[i].lower()})
    return own | {named.key} if named is not None else own


def _offices_of(doc: Doc, roster: Roster, first: int, last: int) -> list[tuple[str, frozenset[str]]]:
    """The role nouns in front of a name, beside it, or said of it, each with what its phrase names."""
    parse = doc.parse
    out: list[tuple[str, frozenset[str]]] = []
    start = first
    sent = doc.tokens[first].sent
    while start > max(0, first - BEFORE) and doc.tokens[start - 1].sent == sent:
        if parse.pos[start - 1] not in ("NOUN", "PROPN", "ADJ", "PART"):
            break
        start -= 1
    phrases = [(range(start, first), [t for t in range(start, first) if roster.is_person_noun(t)])]
    names = range(first, last + 1)
    for t in names:
        beside = [*kids(doc, t, "appos")]
        if base(parse.dep[t]) == "appos" and parse.head[t] not in names:
            beside.append(parse.head[t])
        if base(parse.dep[t]) == "nsubj" and kids(doc, parse.head[t], "cop"):
            beside.append(parse.head[t])
        for b in beside:
            for c in conjuncts(doc, b):
                if roster.is_person_noun(c):
                    begin, end = with_of(doc, c)
                    phrases.append((range(begin, end + 1), [c]))
    for span, nouns in phrases:
        words = frozenset().union(*(_means(doc, roster, t) for t in span))
        offices = {_office(doc, n) for n in nouns}
        offices |= {wide for wide, narrow in WIDER.items() if offices & narrow}
        out += [(office, words) for office in sorted(offices)]
    return out
