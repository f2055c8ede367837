"""Tallies: how many were killed, hurt, displaced or detained over a period or by something that goes on.

A count of people with a word of harm is a running total where the text says since when or how long
("since July", "in three years", "so far"), where it has the perfect ("have been killed"), or where what did
it goes on for long ("the insurgency has killed", "killed in the war"). The toll of one attack on one day is
the attack's, not a tally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidings.claims.roster import Roster
from tidings.claims.states_draft import Draft, is_a, is_negated, lemma, value
from tidings.claims.states_people import people_of
from tidings.claims.states_place import places_beside, places_of, time_beside
from tidings.claims.syntax import (
    ancestors,
    base,
    case_of,
    conjuncts,
    infinitive,
    is_passive,
    kids,
    objects,
    subjects,
)
from tidings.mentions.counts import count_of_phrase, counts_in
from tidings.model.doc import Doc
from tidings.model.mention import Count

SO_FAR = re.compile(
    r"\b(?:since|so far|to date|over the (?:past|last)"
    r"|in the (?:past|last) (?:\w+ )?(?:days|weeks|months|years)"
    r"|(?:over|during|in) (?:the )?(?:\w+ ){0,2}years|this year"
    r"|in total|altogether|overall|during the (?:war|conflict|unrest))\b",
    re.I,
)
MANY = 50
"""From how many on a bare perfect ("have been killed") is a running total: of the nine below that in the
development and 135 written reports, seven are the toll of one attack told in the perfect."""
KEPT = frozenset(
    {("bar", "behind"), ("custody", "in"), ("prison", "in"), ("detention", "in"), ("jail", "in")}
)
HOME = frozenset({"home", "house", "village"})
AWAY = frozenset({"flee", "leave", "desert", "abandon", "evacuate"})


def find_tallies(doc: Doc, roster: Roster) -> list[Draft]:
    """Every mention of a running total of people, in text order."""
    out: list[Draft] = []
    for token in doc.tokens:
        i = token.i
        for of, counted in _counted(doc, roster, i):
            for noun in counted:
                count = _count(doc, noun)
                if count is None or not _runs_on(doc, i, count):
                    continue
                head = people_of(doc, noun) or _people_before(doc, i)
                began = _beginning(doc, i)
                when = time_beside(doc, i) if began is None else began
                out.append(
                    Draft(
                        "tally",
                        i,
                        head,
                        count=count,
                        of=of,
                        place=_place(doc, i),
                        when=when,
                        since=began is not None,
                    )
                )
    return out


def _count(doc: Doc, i: int) -> Count | None:
    found = count_of_phrase(doc, i)
    if found is None:
        sentence = doc.sentence_of(i)
        found = next((c for c in counts_in(doc, sentence) if c.first <= i <= c.last), None)
    return found if found is not None and (found.low or found.high or 0) > 1 else None


def _people_before(doc: Doc, i: int) -> int | None:
    """Whom a bare number counts: those of the verb before ("312 workers were held and 46 have died")."""
    up = doc.parse.head[i]
    if up < 0 or base(doc.parse.dep[i]) != "conj" or doc.parse.pos[up] != "VERB":
        return None
    return next(
        (p for s in (*objects(doc, up), *subjects(doc, up)) if (p := people_of(doc, s)) is not None), None
    )


def _counted(doc: Doc, roster: Roster, i: int) -> Iterator[tuple[str, list[int]]]:
    """What happened, and the nouns it happened to."""
    pos = doc.parse.pos[i]
    if pos == "VERB" and not is_negated(doc, i) and not infinitive(doc, i):
        if any(doc.parse.tag[a] == "MD" for a in kids(doc, i, "aux")):
            return
        if is_a(doc, i, "harms"):
            own = lemma(doc, i) in ("die", "perish", "flee")
            yield value(doc, i, "harms"), _people(doc, subjects(doc, i) if own else objects(doc, i))
        if lemma(doc, i) in ("leave", "force", "drive", "oblige"):
            yield from _left(doc, roster, i)
        if lemma(doc, i) in ("lose", "claim") and any(lemma(doc, o) == "life" for o in objects(doc, i)):
            lives = [o for o in objects(doc, i) if lemma(doc, o) == "life"]
            yield "killed", _people(doc, subjects(doc, i) if lemma(doc, i) == "lose" else lives)
    elif pos in ("ADJ", "NOUN") and is_a(doc, i, "harms"):
        if (
            doc.parse.dep[i] == "amod"
            and doc.parse.head[i] > i
            and count_of_phrase(doc, doc.parse.head[i]) is None
        ):
            return
        # "1.3 million displaced since 2014", "the 91 killings recorded since April"
        if count_of_phrase(doc, i) is not None:
            yield value(doc, i, "harms"), [i]
    elif (lemma(doc, i), case_of(doc, i)) in KEPT:
        held = subjects(doc, i) or ((doc.parse.head[i],) if doc.parse.head[i] >= 0 else ())
        yield "detained", _people(doc, held)


def _people(doc: Doc, heads: tuple[int, ...] | list[int]) -> list[int]:
    return [h for h in heads if _count(doc, h) is not None]


def _left(doc: Doc, roster: Roster, i: int) -> Iterator[tuple[str, list[int]]]:
    """ "left 55 people dead", "forced thousands from their homes", "have left their homes"."""
    results = [k for k in kids(doc, i, "xcomp", "obj", "advmod", "acl") if is_a(doc, k, "harms")]
    for k in results:
        inner = [
            *kids(doc, k, "nsubj"),
            *[c for o in kids(doc, i, "obj") if o != k for c in conjuncts(doc, o)],
        ]
        people = _people(doc, inner)
        yield value(doc, k, "harms"), people or _people(doc, [k])
    for o in kids(doc, i, "obj"):
        for k in kids(doc, o, "acl", "amod", "advmod"):
            if is_a(doc, k, "harms"):
                yield value(doc, k, "harms"), _people(doc, [o])
    moved = [i, *kids(doc, i, "obj", "nsubj:pass")]  # the parser may hang "from their homes" on the people
    beside = [k for m in moved for k in kids(doc, m, "obl", "nmod")]
    phrases = [k for k in beside if lemma(doc, k) in HOME and case_of(doc, k) in ("from", "out of")]
    made = [k for k in kids(doc, i, "xcomp", "ccomp") if lemma(doc, k) in AWAY]
    if lemma(doc, i) != "leave" and (phrases or made):
        yield "displaced", _people(doc, subjects(doc, i) if is_passive(doc, i) else objects(doc, i))
    if lemma(doc, i) == "leave" and any(
        lemma(doc, o) in HOME or places_of(doc, o) for o in kids(doc, i, "obj")
    ):
        yield "displaced", _people(doc, subjects(doc, i))


def _runs_on(doc: Doc, i: int, count: Count) -> bool:
    """Whether the total is of a period: said, in the perfect, or of something that goes on."""
    told = _says_how_long(doc, i)
    if doc.parse.tag[i] == "VBG" and not kids(doc, i, "aux"):
        # "…, killing 61 people": the toll of what the sentence tells
        return told and (count.low or 0) >= MANY
    if told:
        return True
    if value(doc, i, "harms") == "displaced" and any(
        doc.parse.tag[a] in ("VBP", "VBZ") for a in kids(doc, i, "aux", "cop")
    ):
        return True
    perfect = any(lemma(doc, a) == "have" and doc.parse.tag[a] in ("VBP", "VBZ") for a in kids(doc, i, "aux"))
    if perfect and (count.low or 0) >= MANY:
        return True
    around = (
        [*subjects(doc, i), *kids(doc, i, "obl")]
        if doc.parse.pos[i] == "VERB"
        else list(kids(doc, i, "nmod"))
    )
    return any(is_a(doc, k, "scale") for k in around)


def _says_how_long(doc: Doc, i: int) -> bool:
    """ "since July" and the like in the word's own clause."""
    sentence = doc.sentence_of(i)
    for match in SO_FAR.finditer(doc.text[sentence.start : sentence.end]):
        start = sentence.start + match.start()
        t = next(k for k in range(sentence.first, sentence.last) if doc.tokens[k].end > start)
        way = list(ancestors(doc, t))
        clause = next((u for u in way if doc.parse.pos[u] in ("VERB", "ADJ") or is_a(doc, u, "harms")), -1)
        if clause < 0:
            continue
        # "since the battle began" is a clause of its own under the one it belongs to
        while doc.parse.dep[clause] == "advcl" and clause != i and doc.parse.head[clause] >= 0:
            clause = doc.parse.head[clause]
        if any(doc.parse.dep[u] == "appos" for u in way[: way.index(clause) if clause in way else 0]):
            # "34 men died, the bloodiest day since …"
            continue
        if i in (clause, *conjuncts(doc, clause)) or clause in (doc.parse.head[i], *conjuncts(doc, i)):
            return True
    return False


def _beginning(doc: Doc, i: int) -> int | None:
    """Index into doc.times of the day in "since the offensive began on July 8", which began the period."""
    for verb in (i, *(u for u in ancestors(doc, i) if i in conjuncts(doc, u)), *conjuncts(doc, i)):
        for clause in kids(doc, verb, "advcl"):
            marks = [m for m in kids(doc, clause, "mark") if lemma(doc, m) == "since"]
            if marks:
                # a day right behind the clause is the clause's, wherever the parser hung it
                below = range(marks[0], max(doc.subtree(clause)) + 4)
                here = doc.tokens[i].sent
                dated = [
                    n for n, t in enumerate(doc.times)
                    if t.interval is not None and t.first in below and doc.tokens[t.first].sent == here
                ]  # fmt: skip
                return dated[0] if dated else None
    return None


def _place(doc: Doc, i: int) -> int | None:
    if lemma(doc, i) in AWAY:
        # "have fled the city"
        for o in objects(doc, i):
            if found := places_of(doc, o):
                return found[0]
    around = [i]
    if base(doc.parse.dep[i]) in ("xcomp", "conj", "acl") and doc.parse.head[i] >= 0:
        around.append(doc.parse.head[i])
    for t in around:
        if found := places_beside(doc, t):
            return found[0]
    people = [*subjects(doc, i), *objects(doc, i)] if doc.parse.pos[i] == "VERB" else [i]
    for p in people:
        for k in kids(doc, p, "nmod"):
            if case_of(doc, k) == "in" and (found := places_of(doc, k)):
                return found[0]
    return None
