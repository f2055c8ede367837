"""How many were killed, injured, detained, or took part in a deed, and in which words.

A count belongs to who is counted: what a word says of the dead and hurt (harm.py) is the deed's where the
word is its trigger, hangs on it or governs it. What no trigger reaches ("… Fourteen people were hurt.") is
placed in tolls_beside.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.ground_time import is_days_apart
from tidings.claims.harm import DETAIN, DIE, INJURE, KILL, before, harms_at
from tidings.claims.roster import Roster
from tidings.claims.syntax import base, case_of, conjuncts, is_passive, kids, objects, subjects
from tidings.claims.triggers import is_verbal
from tidings.claims.victims import are_others, both, of_phrase, people_counted, people_with
from tidings.mentions.counts import count_of_phrase, counts_in
from tidings.model.doc import Doc
from tidings.model.record import Number

KILL_NOUNS: Final = frozenset(
    "killing murder assassination execution death massacre slaying beheading slaughter fatality".split()
)
ARREST_NOUNS: Final = frozenset("arrest detention abduction kidnapping capture".split())
HELD: Final = frozenset("custody prison jail bar detention arrest captivity".split())
"""Where people are held: "17 of them were in custody"."""
TRY: Final = frozenset(
    "try attempt seek want plan plot hope intend threaten vow order aim conspire fail refuse bid".split()
)
"""Whoever does so has not done it yet: nobody is dead or held."""
LEAD: Final = frozenset("take lead carry drag haul march drive bring".split())
AWAY: Final = frozenset({"away", "off"})
"""With these it is people who are taken: "led away"."""
GIVEN_BACK: Final = frozenset({"release", "return", "resign"})
"""Modes of RETREAT whose people are given back, not taking part."""
FREE: Final = frozenset({"free", "release", "liberate", "regain", "pardon"})
CAUSED: Final = frozenset({"in", "during", "by", "from", "after", "when", "as a result of", "following"})
"""Cases of a deed that somebody was killed in."""
VIOLENT: Final = frozenset({"ASSAULT", "PROTEST", "COERCE"})
"""Types that have dead and hurt."""
WITH_DEAD: Final = frozenset({"ASSAULT", "PROTEST"})
"""Types whose clauses beside tell of their own dead; beside an arrest they tell of another deed."""
CROWD: Final = frozenset("protester protestor demonstrator rioter marcher".split())
"""Of these, also where they storm or stone something, all are counted as taking part."""
DRAW: Final = frozenset("draw attract bring".split())
"""What a rally does with those who come."""
ATTEND: Final = frozenset("attend join hold stage mount organize organise fill".split())
NOT_PEOPLE: Final = frozenset(
    "battalion brigade division regiment army unit company squadron platoon ship warship vessel frigate"
    " destroyer carrier boat submarine plane jet aircraft warplane fighter-jet bomber helicopter drone tank"
    " truck vehicle missile rocket battery system gun howitzer train lorry bus car convoy group country"
    " state nation party ministry bank percent".split()
)
"""Units, vehicles and weapons: how many of them is not how many people."""


@dataclass(slots=True)
class Tolls:
    killed: Number | None = None
    injured: Number | None = None
    detained: Number | None = None
    size: Number | None = None

    def put(self, field: str, number: Number | None) -> None:
        """Write a figure where none stands yet."""
        if number is not None and getattr(self, field) is None:
            setattr(self, field, number)

    def add(self, doc: Doc, field: str, number: Number, *, surely: bool = False) -> None:
        """Add a figure of others to the one that stands: "killed 11 rebels, while three soldiers died".
        `surely`: they are others, whatever they are called."""
        own = getattr(self, field)
        if own is not None and (surely or are_others(doc, own, number)):
            setattr(self, field, both(own, number))


def tolls_of(doc: Doc, roster: Roster, frame: Frame) -> Tolls:
    """What the frame's own words count."""
    tolls = Tolls()
    i = frame.trigger
    if _is_tried(doc, i):
        return tolls
    if frame.type in VIOLENT:  # casualties belong to the deed, not to the talk of it or the help after it
        last: dict[str, int] = {}
        for t in _words(doc, roster, frame):
            for field, number in harms_at(doc, roster, t).items():
                if (earlier := last.get(field)) is not None and _is_beside(doc, earlier, t):
                    own_men = {doc.parse.lemma[w].lower() == "lose" for w in (earlier, t)}
                    surely = len(own_men) > 1 or _dies_later(doc, t)  # "lost six men and killed 40"
                    tolls.add(doc, field, number, surely=surely)
                    continue
                last.setdefault(field, t)
                tolls.put(field, number)
        if not is_verbal(doc, i) and doc.parse.lemma[i].lower() in KILL_NOUNS:
            tolls.put("killed", _of_noun(doc, roster, frame))
    if frame.type in ("COERCE", "ASSAULT"):
        tolls.put("detained", _detained(doc, roster, frame))
        tolls.put("detained", _led_away(doc, roster, frame))
    freed = frame.mode in GIVEN_BACK or doc.parse.lemma[i].lower() in FREE
    if frame.type in ("PROTEST", "MOBILIZE") or (frame.type == "RETREAT" and not freed):
        tolls.put("size", _size(doc, roster, frame))
    if frame.type == "PROTEST" and not is_verbal(doc, i):
        tolls.put("size", _gathered(doc, roster, i))
    if frame.type == "ASSAULT":
        crowd = [
            h
            for h in frame.actors
            if any(doc.parse.lemma[n].lower() in CROWD for n in (h, *of_phrase(doc, h)))
        ]
        tolls.put("size", people_counted(doc, roster, crowd, one=False))
    return tolls


def _is_tried(doc: Doc, verb: int) -> bool:
    """ "tried to kill", "an attempt to seize the mayor"."""
    parse = doc.parse
    above = parse.head[verb]
    if above < 0 or parse.lemma[above].lower() not in TRY or not is_verbal(doc, verb):
        return False
    infinitive = any(doc.tokens[k].text.lower() == "to" for k in kids(doc, verb, "mark", "aux"))
    return infinitive and base(parse.dep[verb]) in ("xcomp", "acl", "ccomp", "advcl")


def _is_beside(doc: Doc, a: int, b: int) -> bool:
    """Whether the clause of `b` is joined to that of `a` by "and", or set against it by "while"."""
    if doc.parse.head[b] != a or not ((is_verbal(doc, a) or kids(doc, a, "cop")) and is_verbal(doc, b)):
        return False
    marks = {doc.tokens[k].text.lower() for k in kids(doc, b, "mark", "cc")}
    return bool(marks & {"and", "while", "whereas"})


def _dies_later(doc: Doc, t: int) -> bool:
    """ "killed three on the spot and two more died in hospital", "two were dead and one died later"."""
    later = any(doc.tokens[k].text.lower() in ("later", "subsequently") for k in kids(doc, t, "advmod"))
    return doc.parse.lemma[t].lower() in DIE and (
        later or any(doc.tokens[s].text.lower() in ("more", "another", "others") for s in subjects(doc, t))
    )


def _of_its_place(doc: Doc, roster: Roster, noun: int) -> list[int]:
    """ "the bombing of a clinic that killed two": the clause that the parser hangs on the clinic. It is the
    deed that kills, not what it was done to, where that is no person."""
    out: list[int] = []
    for n in kids(doc, noun, "nmod"):
        for at in (n, *kids(doc, n, "nmod")):
            if roster.kind_of(at) in ("person", "org", "force"):
                continue
            for c in kids(doc, at, "acl:relcl"):
                killing = doc.parse.lemma[c].lower() in KILL | INJURE and not is_passive(doc, c)
                if killing and kids(doc, c, "obj"):
                    out += [c, *kids(doc, c, "conj")]
    return out


def _words(doc: Doc, roster: Roster, frame: Frame) -> list[int]:
    """The words whose casualties are the frame's: its own, those that hang on it and those that govern it."""
    i, parse = frame.trigger, doc.parse
    out = [i]
    if not is_verbal(doc, i):
        head = parse.head[i]
        out += kids(doc, i, "acl")
        if frame.type == "ASSAULT":
            out += _of_its_place(doc, roster, i)
        if head >= 0 and is_verbal(doc, head) and base(parse.dep[i]) == "nsubj":
            out += [head, *(k for k in kids(doc, head, "conj") if is_verbal(doc, k))]
        elif head >= 0 and base(parse.dep[i]) == "obl" and case_of(doc, i) in CAUSED:
            out += (
                [head] if parse.lemma[head].lower() in KILL | DIE | INJURE or not is_verbal(doc, head) else []
            )
        if frame.verb is not None and base(parse.dep[i]) == "nsubj":
            out.append(frame.verb)
    if frame.type in WITH_DEAD:
        for t in tuple(out):
            out += _joined(doc, roster, t)
    return list(dict.fromkeys(out))


def _joined(doc: Doc, roster: Roster, t: int) -> list[int]:
    """Co-ordinated and dependent words: "killed 3 and wounded 12", "…, leaving 5 dead"; also the verb that
    the parser hangs on the number before it."""
    out = [
        c
        for c in kids(doc, t, "conj", "advcl", "parataxis")
        if _open(doc, t, c) and not _by_others(doc, roster, t, c)
    ]
    out += [c for k in out for c in kids(doc, k, "conj")]
    for o in kids(doc, t, "obj"):
        out += [c for c in kids(doc, o, "conj") if doc.parse.pos[c] == "VERB"]
    return out


def _open(doc: Doc, t: int, c: int) -> bool:
    """Whether the clause tells more of the same: a participle, or one whose verb is of casualties. One with
    "if" or "unless" is none, nor one of another day, nor what was before: "bombed a port after two soldiers
    were killed"."""
    if is_days_apart(doc, c) and doc.parse.lemma[t].lower() not in DIE:
        return False
    marks = {doc.parse.lemma[m].lower() for m in kids(doc, c, "mark")}
    if "after" in marks and kids(doc, c, "nsubj") and doc.parse.lemma[t].lower() not in KILL | DIE | INJURE:
        return False
    return not marks & {"if", "unless", "until"}


def _by_others(doc: Doc, roster: Roster, t: int, c: int) -> bool:
    """Whether the clause beside tells what others did to somebody: "jets struck a depot, and rebels killed
    two guards"."""
    if doc.parse.dep[c] != "conj" or is_passive(doc, c) or not kids(doc, c, "obj"):
        return False
    doers = [{roster.key(s) for s in kids(doc, verb, "nsubj") if roster.is_party(s)} for verb in (t, c)]
    named = all(doc.parse.pos[s] not in ("PRON", "NUM") for s in kids(doc, c, "nsubj"))
    weapon = any(roster.kind_of(s) in ("weapon", "platform") for s in kids(doc, t, "nsubj"))
    return named and bool(doers[1]) and bool(doers[0] or weapon) and not doers[0] & doers[1]


def _of_noun(doc: Doc, roster: Roster, frame: Frame) -> Number | None:
    """ "the killing of 14 civilians", "his murder" where the owner is who was killed."""
    i = frame.trigger
    counted = people_counted(doc, roster, [c for k in of_phrase(doc, i) for c in conjuncts(doc, k)])
    if counted is not None or doc.parse.lemma[i].lower() not in ("death", "murder", "assassination"):
        return counted
    owners = kids(doc, i, "nmod:poss") if "nmod:of" not in frame.entry.by else ()
    return people_counted(doc, roster, [c for k in owners for c in conjuncts(doc, k)])


def _detained(doc: Doc, roster: Roster, frame: Frame) -> Number | None:
    i, parse = frame.trigger, doc.parse
    lemma, victims = parse.lemma[i].lower(), tuple(frame.recipients)
    if is_verbal(doc, i) and lemma not in HELD - DETAIN:
        if lemma not in DETAIN or frame.mode not in ("arrest", "abduct", "capture", None):
            return None
        people = objects(doc, i) or victims
        if (parse.dep[i] == "acl" and parse.tag[i] == "VBN") or people == (parse.head[i],):
            people = before(doc, i)
        alone = len(people) == 1 and parse.pos[people[0]] == "NUM" and not of_phrase(doc, people[0])
        persons = alone or all(roster.kind_of(_noun(doc, p)) == "person" for p in people)  # "captured five"
        if frame.mode not in ("arrest", "abduct") and not persons:
            return None
        return _passed_over(doc, i) or people_with(doc, roster, i, people)
    if lemma in ARREST_NOUNS or frame.mode in ("arrest", "abduct"):
        own = count_of_phrase(doc, i) if parse.tag[i] == "NNS" else None
        if own is not None:
            return Number((own.low, own.high), (own.span,))  # "led to 420 arrests"
    inside = {doc.tokens[k].text.lower() for k in kids(doc, i, "case")} & {"in", "into", "behind", "under"}
    if lemma in HELD and inside:
        above = parse.head[i] if base(parse.dep[i]) in ("obl", "nmod") else i
        if above >= 0 and (is_verbal(doc, above) or above == i):
            return people_counted(doc, roster, subjects(doc, above)) or people_counted(doc, roster, victims)
        counted = people_counted(doc, roster, (above,)) if above >= 0 else None
        return counted or people_counted(doc, roster, victims)
    return people_counted(doc, roster, victims) if lemma in ARREST_NOUNS else None


def _passed_over(doc: Doc, verb: int) -> Number | None:
    """The number right before a participle that is joined to another: "17 were hurt and 48 detained"."""
    if doc.parse.dep[verb] != "conj" or doc.parse.tag[verb] not in ("VBN", "VBD") or kids(doc, verb, "obj"):
        return None
    for count in counts_in(doc, doc.sentence_of(verb)):
        behind = count.first > 0 and doc.tokens[count.first - 1].text.lower() in ("and", ",")
        if count.last == verb - 1 and behind:
            return Number((count.low, count.high), (count.span,))
    return None


def _led_away(doc: Doc, roster: Roster, frame: Frame) -> Number | None:
    """ "raided the office and took eleven people with them", "and led away three reporters"."""
    for verb in (frame.trigger, *kids(doc, frame.trigger, "conj")):
        if doc.parse.lemma[verb].lower() not in LEAD or doc.parse.pos[verb] != "VERB":
            continue
        off = {doc.tokens[k].text.lower() for k in kids(doc, verb, "compound:prt", "advmod")}
        along = any(case_of(doc, k) == "with" and doc.parse.pos[k] == "PRON" for k in kids(doc, verb, "obl"))
        if off & AWAY or along:
            return people_counted(doc, roster, objects(doc, verb))
    return None


def _size(doc: Doc, roster: Roster, frame: Frame) -> Number | None:
    """How many took part: a number on the actors, or on those who were moved."""
    i = frame.trigger
    found = people_counted(doc, roster, _people(doc, frame.actors), one=False)
    if found is not None or frame.type not in ("MOBILIZE", "RETREAT"):
        return found
    if is_verbal(doc, i) and not is_passive(doc, i):
        moved = [o for o in objects(doc, i) if roster.kind_of(_noun(doc, o)) in ("force", "person", "org")]
        return people_counted(doc, roster, _people(doc, moved), one=False)
    if frame.type == "MOBILIZE":
        moved = [*objects(doc, i), *of_phrase(doc, i)]
        return people_counted(doc, roster, _people(doc, moved), one=False)
    return None


def _gathered(doc: Doc, roster: Roster, noun: int) -> Number | None:
    """ "thousands sang at a rally", "some 500 people attended the vigil": those who were there."""
    for clause in kids(doc, noun, "acl:relcl"):
        if doc.parse.lemma[clause].lower() in DRAW:
            who = people_counted(doc, roster, _people(doc, kids(doc, clause, "obj")), one=False)
            if who is not None:
                return who
    verb = doc.parse.head[noun]
    if verb < 0 or not is_verbal(doc, verb) or is_passive(doc, verb):
        return None
    dep, lemma = base(doc.parse.dep[noun]), doc.parse.lemma[verb].lower()
    if lemma in DRAW and dep == "nsubj":
        return people_counted(doc, roster, _people(doc, kids(doc, verb, "obj")), one=False)
    part = lemma == "take" and any(doc.parse.lemma[o].lower() == "part" for o in kids(doc, verb, "obj"))
    if not part and lemma in KILL | DIE | INJURE | DETAIN:
        return None
    there = (dep == "obl" and case_of(doc, noun) in ("at", "in", "during", "for")) or (
        dep == "obj" and lemma in ATTEND
    )
    return people_counted(doc, roster, _people(doc, list(subjects(doc, verb))), one=False) if there else None


def _noun(doc: Doc, head: int) -> int:
    """What a bare number counts: the soldiers of "400 of its soldiers"."""
    counted = of_phrase(doc, head) if doc.parse.pos[head] == "NUM" else []
    return counted[0] if counted else head


def _people(doc: Doc, heads: Sequence[int]) -> list[int]:
    return [h for h in heads if doc.parse.lemma[h].lower() not in NOT_PEOPLE or not kids(doc, h, "nummod")]
