"""A mention of somebody's hold on something: whose, on which place, told as done or not.

"They" who say that they took a place are those who say it, "both" the last two parties named together,
"X, whose army" is X, and fighters of a force are the force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidings.claims.roster import Roster
from tidings.claims.states_beside import acting_for
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma
from tidings.claims.states_place import is_place_noun, places_of, time_beside
from tidings.claims.states_role import role_at
from tidings.claims.syntax import (
    ancestors,
    antecedent,
    base,
    conjuncts,
    determiner,
    infinitive,
    kids,
    subjects,
)
from tidings.model.doc import Doc

HOLDERS = frozenset({"org", "force", "country", "nationality", "person", "place"})
SAYING = frozenset("say claim announce report declare state add boast".split())
TRYING = frozenset(
    "try struggle battle fight seek aim attempt hope plan want vow push prepare launch fail".split()
)
DOING = frozenset({"claim", "continue", "appear", "manage"})
"""Verbs whose infinitive is told as done: "claims to control X"."""
VAGUE_PARTS = frozenset("part half most rest side edge seat center centre".split())


@dataclass(frozen=True, slots=True)
class Hold:
    """`holders` have `things`, all head tokens; without holders the text does not say who (a siege)."""

    trigger: int
    holders: tuple[int, ...]
    things: tuple[int, ...]
    status: str
    firm: bool = True


def drafts_of(doc: Doc, roster: Roster, hold: Hold) -> Iterator[Draft]:
    """One draft for each holder and place; what no place has the name of is a site."""
    i, when = hold.trigger, time_beside(doc, hold.trigger)
    holders: list[int | None] = [
        m for h in hold.holders for m in _meant(doc, roster, i, h) if roster.party(m) is not None
    ]
    if not hold.holders and hold.status == "besieges":
        holders = [None]
    for holder in holders:
        for thing in hold.things:
            places = places_of(doc, thing)
            for n in places:
                place = doc.places[n]
                if holder is None or not place.first <= holder <= place.last:
                    yield Draft("control", i, holder, place=n, status=hold.status, when=when, firm=hold.firm)
            if not places and holder is not None and thing != holder and _is_held(doc, roster, holder, thing):
                yield Draft("control", i, holder, site=thing, status=hold.status, when=when, firm=hold.firm)


# -- who and what ------------------------------------------------------------------------------


def holders_among(doc: Doc, roster: Roster, heads: Iterable[int]) -> tuple[int, ...]:
    """Those of the heads that can hold something; "both" among them."""
    return tuple(
        h
        for h in heads
        if roster.kind_of(h) in HOLDERS or lemma(doc, h) == "both" or named_again(doc, roster, h) is not None
    )


def bodies_among(roster: Roster, heads: Iterable[int]) -> tuple[int, ...]:
    """Those of the heads that are forces, organisations or states, by name or not."""
    return tuple(h for h in heads if roster.kind_of(h) in ("org", "force", "country"))


def named_again(doc: Doc, roster: Roster, i: int) -> int | None:
    """The body whose name "the command" takes up: the last one before whose name ends in the noun."""
    if roster.entity_at(i) is not None or determiner(doc, i) not in ("the", "this", "that"):
        return None
    if kids(doc, i, "amod", "compound", "nmod", "acl"):
        return None
    word = doc.tokens[i].text.lower()
    for t in range(i - 1, -1, -1):
        if doc.tokens[t].text.lower() == word and doc.tokens[t].text != doc.tokens[i].text:
            entity = roster.entity_at(t)
            if entity is not None and entity.first < t == entity.last and entity.kind in ("org", "force"):
                return t
    return None


def is_holder(roster: Roster, i: int) -> bool:
    """A party, or a common noun for one ("rebel", "government", "opposition")."""
    return roster.kind_of(i) in HOLDERS and roster.party(i) is not None


def placed(doc: Doc, heads: Iterable[int]) -> tuple[int, ...]:
    """Those of the heads that name a place or a sort of place with its name."""
    return tuple(h for h in heads if places_of(doc, h))


def is_site(doc: Doc, roster: Roster, i: int) -> bool:
    """A place or building that may go without a name; "half" and "the rest" of something may not."""
    if lemma(doc, i) in VAGUE_PARTS:
        return False
    return is_place_noun(doc, i) or roster.kind_of(i) in ("place", "facility")


def _is_held(doc: Doc, roster: Roster, holder: int, thing: int) -> bool:
    """A site by name, a stretch of land, or a building in the hands of a force or state: that a charity
    runs a clinic is no control."""
    armed = roster.kind_of(holder) in ("force", "country") or is_a(doc, holder, "forces")
    building = roster.kind_of(thing) == "facility" and roster.entity_at(thing) is None
    return is_site(doc, roster, thing) and (armed or not building)


def is_the_site(doc: Doc, roster: Roster, i: int) -> bool:
    """ "the presidential palace", "the area": what can be told from others, unlike "two towns"."""
    if roster.entity_at(i) is not None:
        return roster.kind_of(i) in ("place", "facility")
    return is_site(doc, roster, i) and determiner(doc, i) == "the"


def _meant(doc: Doc, roster: Roster, trigger: int, holder: int) -> list[int]:
    word = lemma(doc, holder)
    if whose := [k for k in kids(doc, holder, "nmod:poss") if lemma(doc, k) == "whose"]:
        return [antecedent(doc, k) for k in whose]
    if (named := named_again(doc, roster, holder)) is not None:
        return [named]
    if word in ("we", "our", "us"):
        return [_spoken_for(doc, roster, holder)]
    if word == "both":
        return _last_pair(doc, roster, holder)
    if word in ("they", "it"):
        for up in ancestors(doc, trigger):
            if lemma(doc, up) in SAYING:
                said = [s for s in subjects(doc, up) if roster.kind_of(s) in HOLDERS and s != holder]
                return said[:1] or _plural_before(doc, roster, up) or [holder]
        return _force_before(doc, roster, holder) or [holder]
    return [acting_for(doc, roster, holder)]


def _spoken_for(doc: Doc, roster: Roster, we: int) -> int:
    """The body of the spokesman who says "we" in the same sentence, else the speaker."""
    sentence = doc.sentence_of(we)
    for t in range(sentence.first, sentence.last):
        role = role_at(doc, roster, t)
        if (
            role is not None
            and role.body is not None
            and roster.kind_of(role.body) in ("org", "force", "country")
        ):
            return role.body
    return we


def _plural_before(doc: Doc, roster: Roster, i: int) -> list[int]:
    """The last plural party before a word of its sentence: who says it, where the parse has no subject."""
    for t in range(i - 1, doc.sentence_of(i).first - 1, -1):
        if doc.parse.tag[t] in ("NNS", "NNPS") and roster.kind_of(t) in HOLDERS:
            return [t]
    return []


def _force_before(doc: Doc, roster: Roster, i: int) -> list[int]:
    """The subject before a pronoun that is a force, in its sentence or the one before: it takes places."""
    sent = doc.tokens[i].sent
    for s in range(sent, max(-1, sent - 2), -1):
        sentence = doc.sentences[s]
        for t in range(sentence.first, min(i, sentence.last)):
            subject = base(doc.parse.dep[t]) == "nsubj" and doc.parse.pos[t] != "PRON"
            if subject and (roster.kind_of(t) == "force" or is_a(doc, t, "forces")):
                return [t]
    return []


def _last_pair(doc: Doc, roster: Roster, i: int) -> list[int]:
    for t in range(i - 1, doc.sentence_of(i).first - 1, -1):
        pair = conjuncts(doc, t)
        if len(pair) == 2 and max(pair) < i and all(roster.kind_of(k) in HOLDERS for k in pair):
            return list(pair)
    return []


# -- done or only wanted -----------------------------------------------------------------------


def is_real(doc: Doc, i: int) -> bool:
    """Told as done or holding: no modal, no infinitive, no condition, no participle of purpose."""
    parse, up = doc.parse, doc.parse.head[i]
    if infinitive(doc, i):
        return up >= 0 and lemma(doc, up) in DOING and is_real(doc, up)
    if is_negated(doc, i) or any(parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
        return False
    if any(lemma(doc, m) in ("if", "unless", "whether") for m in kids(doc, i, "mark")):
        return False
    if parse.dep[i] == "conj" and up >= 0 and parse.pos[up] == "VERB":
        return parse.tag[i] in ("VBD", "VBZ", "VBP") or is_real(doc, up)
    return parse.tag[i] != "VBG" or bool(kids(doc, i, "aux")) or parse.dep[i] in ("advcl", "acl")


def tried(doc: Doc, i: int) -> int | None:
    """The verb of trying over an infinitive ("battling to retain"), also where the parse misses it."""
    before = i - 2 if i >= 2 and doc.tokens[i - 1].text.lower() == "to" else i
    for up in (before, doc.parse.head[i]):
        if up >= 0 and lemma(doc, up) in TRYING:
            return up
    return None
