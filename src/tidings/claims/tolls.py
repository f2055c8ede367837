"""How many were killed, injured, detained, or took part, and in which words.

A count belongs to who is counted: the object of "killed", the subject of "were wounded" or "died",
the nouns before "dead". A singular person ("a soldier was killed") counts as one. Joined victims
are added ("55 civilians and two police officers"). A combined figure ("killed or wounded") goes
in neither field, as the guidelines have it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidings.claims.frames import Frame
from tidings.claims.roster import Roster
from tidings.claims.syntax import base, case_of, conjuncts, determiner, is_passive, kids, objects, subjects
from tidings.claims.triggers import is_verbal
from tidings.mentions.counts import add_counts, count_of_phrase
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc
from tidings.model.mention import Count
from tidings.model.record import Number
from tidings.model.span import Span

KILL = frozenset(
    "kill slay murder assassinate behead execute massacre slaughter butcher lynch hang martyr"
    " gun decapitate".split()
)
DIE = frozenset("die perish".split())
INJURE = frozenset("wound injure hurt maim hospitalize hospitalise".split())
DETAIN = frozenset(
    "arrest detain capture jail imprison abduct kidnap hold seize nab apprehend intern round"
    " take remand".split()
)
KILL_NOUNS = frozenset(
    "killing murder assassination execution death massacre slaying beheading slaughter fatality".split()
)
TOLL_WORDS = {"dead": "killed", "killed": "killed", "wounded": "injured", "injured": "injured", "missing": ""}


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


def people_counted(
    doc: Doc, roster: Roster, heads: tuple[int, ...] | list[int], *, one: bool = True
) -> Number | None:
    """The sum over the heads that count people; None where a named or counted one is missing.

    `one`: a singular person without a number counts as one.
    """
    total: Count | None = None
    spans: list[Span] = []
    for h in heads:
        count = _count(doc, roster, h, one=one)
        if count is None:
            if total is None:
                continue
            return Number((total.low, None), tuple(spans))
        total = count if total is None else add_counts(total, count)
        spans.append(count.span)
    if total is None or (total.low is None and total.high is None):
        return None
    return Number((total.low, total.high), tuple(spans))


def _count(doc: Doc, roster: Roster, h: int, *, one: bool) -> Count | None:
    parse = doc.parse
    found = count_of_phrase(doc, h)
    if found is not None:
        return found
    if not one:
        return None
    kind = roster.kind_of(h)
    singular = parse.tag[h] in ("NN", "NNP")
    if singular and kind == "person":
        if (
            parse.tag[h] == "NNP"
            or determiner(doc, h) in ("a", "an", "the", "one", "another", "its", "their")
            or kids(doc, h, "nmod:poss", "appos", "flat")
        ):
            return Count(1, 1, doc.span(h, h), h, h)
        if parse.dep[h] in ("conj", "nsubj:pass", "obj") and roster.named_head(h) is not None:
            return Count(1, 1, doc.span(h, h), h, h)
    return None


def tolls_of(doc: Doc, roster: Roster, frame: Frame) -> Tolls:
    """What the frame's own words count."""
    tolls = Tolls()
    i, parse = frame.trigger, doc.parse
    lemma = parse.lemma[i].lower()
    victims = tuple(frame.recipients)
    if is_verbal(doc, i):
        if lemma in KILL or (
            lemma == "shoot" and any(parse.lemma[c].lower() == "dead" for c in doc.children(i))
        ):
            if not _with_wounded(doc, i):
                tolls.put("killed", people_counted(doc, roster, _victims(doc, i)))
        elif lemma in DIE:
            tolls.put("killed", people_counted(doc, roster, subjects(doc, i)))
        elif lemma in INJURE:
            tolls.put("injured", people_counted(doc, roster, _victims(doc, i)))
        elif lemma in DETAIN and frame.type in ("COERCE", "ASSAULT") and frame.mode in ("arrest", "abduct"):
            tolls.put("detained", people_counted(doc, roster, _victims(doc, i) or victims))
        _co_tolls(doc, roster, i, tolls)
    else:
        if lemma in KILL_NOUNS:
            counted = people_counted(
                doc,
                roster,
                [c for k in kids(doc, i, "nmod") if case_of(doc, k) == "of" for c in conjuncts(doc, k)],
            )
            poss = (
                [c for k in kids(doc, i, "nmod:poss") for c in conjuncts(doc, k)]
                if "nmod:of" not in frame.entry.by
                else []
            )
            tolls.put(
                "killed",
                counted
                or (
                    people_counted(doc, roster, poss)
                    if lemma in ("death", "murder", "assassination")
                    else None
                ),
            )
        if lemma in ("arrest", "detention", "abduction", "kidnapping", "capture"):
            tolls.put("detained", people_counted(doc, roster, victims))
        _effects(doc, roster, frame, tolls)
    if frame.type in VERBAL_TYPES:
        tolls.killed = tolls.injured = None  # casualties belong to the deed, not to the talk of it
    if _or_killed(doc, i):
        tolls.killed = tolls.injured = None
    if frame.type in ("PROTEST", "MOBILIZE") or (frame.type == "RETREAT" and frame.mode not in GIVEN_BACK):
        tolls.put("size", _size(doc, roster, frame))
    return tolls


GIVEN_BACK = frozenset({"release", "return", "resign"})
"""Modes of RETREAT whose people are given back, not taking part."""


def _or_killed(doc: Doc, i: int) -> bool:
    """ "killed or wounded", seen from the second word."""
    parse, head = doc.parse, doc.parse.head[i]
    if parse.dep[i] != "conj" or head < 0 or parse.lemma[head].lower() not in KILL | INJURE:
        return False
    return parse.lemma[i].lower() in KILL | INJURE and any(
        parse.lemma[k].lower() == "or" for k in kids(doc, i, "cc")
    )


def _victims(doc: Doc, verb: int) -> tuple[int, ...]:
    return objects(doc, verb)


def _with_wounded(doc: Doc, verb: int) -> bool:
    """ "killed or wounded": a combined figure."""
    return any(
        doc.parse.lemma[c].lower() in INJURE
        and any(doc.parse.lemma[k].lower() == "or" for k in kids(doc, c, "cc"))
        for c in kids(doc, verb, "conj")
    )


def _co_tolls(doc: Doc, roster: Roster, verb: int, tolls: Tolls) -> None:
    """Figures of co-ordinated and dependent casualty verbs: "killed 3 and wounded 12", "leaving 5 dead"."""
    parse = doc.parse
    for c in (*kids(doc, verb, "conj"), *kids(doc, verb, "advcl"), *kids(doc, verb, "parataxis")):
        lemma = parse.lemma[c].lower()
        if lemma in INJURE:
            own = objects(doc, c) if kids(doc, c, "obj", "nsubj:pass") else ()
            tolls.put("injured", people_counted(doc, roster, own))
        elif lemma in KILL:
            tolls.put("killed", people_counted(doc, roster, objects(doc, c)))
        elif lemma in DIE:
            tolls.put("killed", people_counted(doc, roster, subjects(doc, c)))
        elif lemma == "leave":
            _leave(doc, roster, c, tolls)
    if parse.lemma[verb].lower() == "leave":
        _leave(doc, roster, verb, tolls)


def _leave(doc: Doc, roster: Roster, verb: int, tolls: Tolls) -> None:
    """ "left 12 dead", "leaving dozens wounded", "left 4 dead and 10 injured"."""
    parse = doc.parse
    results = list(kids(doc, verb, "xcomp", "obj", "advmod"))
    people = [*kids(doc, verb, "obj")]
    for k in results:
        field = TOLL_WORDS.get(parse.lemma[k].lower()) or TOLL_WORDS.get(doc.tokens[k].text.lower())
        if field:
            heads = [c for p in people for c in conjuncts(doc, p) if c != k] or [*kids(doc, k, "nsubj")]
            tolls.put(field, people_counted(doc, roster, tuple(heads)))
            for c in kids(doc, k, "conj"):
                other = TOLL_WORDS.get(doc.tokens[c].text.lower())
                if other:
                    tolls.put(
                        other, people_counted(doc, roster, tuple(kids(doc, c, "nsubj", "nummod", "obj")))
                    )
    for k in people:
        for c in kids(doc, k, "amod", "acl", "advmod"):
            field = TOLL_WORDS.get(doc.tokens[c].text.lower())
            if field:
                tolls.put(field, people_counted(doc, roster, (k,)))


def _effects(doc: Doc, roster: Roster, frame: Frame, tolls: Tolls) -> None:
    """Figures on verbs that the noun is subject of, or that modify it: "an attack that killed 70"."""
    parse, i = doc.parse, frame.trigger
    verbs = [*kids(doc, i, "acl")]
    head = parse.head[i]
    if head >= 0 and base(parse.dep[i]) == "nsubj" and is_verbal(doc, head):
        verbs.append(head)
        verbs.extend(k for k in kids(doc, head, "conj") if is_verbal(doc, k))
    if (
        head >= 0
        and base(parse.dep[i]) == "obl"
        and is_verbal(doc, head)
        and case_of(doc, i)
        in (
            "in",
            "during",
            "by",
            "from",
            "after",
            "when",
            "as a result of",
            "following",
        )
    ):
        lemma = parse.lemma[head].lower()
        if lemma in KILL | DIE | INJURE:
            verbs.append(head)
    if frame.verb is not None and frame.verb not in verbs and base(parse.dep[i]) == "nsubj":
        verbs.append(frame.verb)
    for v in verbs:
        lemma = parse.lemma[v].lower()
        if lemma in KILL and not _with_wounded(doc, v):
            tolls.put("killed", people_counted(doc, roster, objects(doc, v)))
        elif lemma in DIE:
            tolls.put("killed", people_counted(doc, roster, subjects(doc, v)))
        elif lemma in INJURE:
            tolls.put("injured", people_counted(doc, roster, objects(doc, v)))
        elif lemma == "claim":
            lives = [o for o in objects(doc, v) if parse.lemma[o].lower() == "life"]
            if lives:
                tolls.put("killed", people_counted(doc, roster, tuple(lives), one=False))
        _co_tolls(doc, roster, v, tolls)


def _size(doc: Doc, roster: Roster, frame: Frame) -> Number | None:
    """How many took part: a number on the actors, or on the crowd that the noun is made of."""
    found = people_counted(doc, roster, list(frame.actors), one=False)
    if found is not None:
        return found
    if (
        is_verbal(doc, frame.trigger)
        and not is_passive(doc, frame.trigger)
        and frame.type in ("MOBILIZE", "RETREAT")
    ):
        moved = [o for o in objects(doc, frame.trigger) if roster.kind_of(o) in ("force", "person", "org")]
        return people_counted(doc, roster, moved, one=False)
    if frame.type == "MOBILIZE":
        moved = [
            *objects(doc, frame.trigger),
            *[k for k in kids(doc, frame.trigger, "nmod") if case_of(doc, k) == "of"],
        ]
        return people_counted(doc, roster, moved, one=False)
    return None
