"""Whom a denial or a refusal answers: who has said just before what is denied, or asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tidings.claims.attribution import Attribution, sources_of
from tidings.claims.frames import Frame
from tidings.claims.harm import TOTALS
from tidings.claims.roster import PARTY, TARGETS, Roster
from tidings.claims.syntax import base, case_of, conjuncts, definite, is_verb, kids, objects
from tidings.model.codes import VERBAL_TYPES
from tidings.model.doc import Doc

ALONE: Final = frozenset({"decline", "deny", "disagree", "refuse"})
"""Verbs that stand without what they answer."""
FIGURES: Final = TOTALS | {"figure"}
BACK: Final = 1
"""Sentences before the denial's own in which the answered word is looked for."""


def answered(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, before: list[Frame]
) -> list[int]:
    """Head tokens of whom a REJECT answers: whose word is denied ("Western accusations"), to whom something
    is refused ("refused to let the crew leave"), or, where what is denied has been said before, who said,
    asked, offered or accused last in its sentence and the one before. `before`: the frames told earlier."""
    if not is_verb(doc, frame.main):
        return []
    return (
        _whose_word(doc, roster, frame)
        or _refused(doc, roster, frame)
        or _last_to_speak(doc, roster, attributions, frame, before)
    )


def _whose_word(doc: Doc, roster: Roster, frame: Frame) -> list[int]:
    for o in objects(doc, frame.main):
        if roster.kind_of(o) in PARTY | TARGETS:
            continue
        near = [c for c in kids(doc, o, "amod", "compound") if roster.kind_of(c) in PARTY - {"person"}]
        by = [c for c in kids(doc, o, "nmod") if case_of(doc, c) in ("by", "from") and roster.is_party(c)]
        if near or by:
            return list(conjuncts(doc, by[0] if by else near[0]))
    return []


def _refused(doc: Doc, roster: Roster, frame: Frame) -> list[int]:
    """Of "refused to let police remove the body", "refused to give a statement to the officers"."""
    for deed in kids(doc, frame.main, "xcomp"):
        if is_verb(doc, deed):
            found = [*kids(doc, deed, "iobj"), *objects(doc, deed)]
            found += [c for c in kids(doc, deed, "obl") if case_of(doc, c) in ("to", "with")]
            for o in found:
                if roster.kind_of(o) in PARTY and roster.party(o) is not None:
                    return list(conjuncts(doc, o))
    return []


def _last_to_speak(
    doc: Doc, roster: Roster, attributions: list[Attribution], frame: Frame, before: list[Frame]
) -> list[int]:
    if not _refers_back(doc, roster, frame):
        return []
    own = {roster.key(a) for a in frame.actors}
    aside = base(doc.parse.dep[frame.main]) in ("acl:relcl", "advcl:relcl")
    if not aside:
        own |= {roster.key(s) for a in sources_of(attributions, frame.trigger) for s in a.sources}
    for _, heads in sorted(_words(doc, attributions, frame, before, aside), reverse=True):
        for h in heads:
            if roster.key(h) not in own and roster.party(h) is not None:
                return [h]
    return []


def _refers_back(doc: Doc, roster: Roster, frame: Frame) -> bool:
    """Whether what is denied has been said before: "denied it", "rejected the charge", "refused"."""
    parse, verb = doc.parse, frame.main
    told = (*kids(doc, verb, "ccomp"), *(c for c in kids(doc, verb, "xcomp") if is_verb(doc, c)))
    if told:
        return False
    denied = objects(doc, verb)
    if not denied:
        return parse.lemma[verb].lower() in ALONE and not kids(doc, verb, "obl")
    return any(parse.pos[o] in ("PRON", "DET", "VERB") or _is_word(doc, roster, verb, o) for o in denied)


def _is_word(doc: Doc, roster: Roster, verb: int, noun: int) -> bool:
    """Whether a noun is what somebody has said: "the charge", "a claim that the mayor rejected"."""
    known = definite(doc, noun) or doc.parse.head[verb] == noun
    thing = doc.parse.lemma[noun].lower() in FIGURES or roster.kind_of(noun) not in PARTY | TARGETS
    of = [c for c in kids(doc, noun, "acl", "ccomp", "nmod") if c != verb and case_of(doc, c) != "as"]
    return known and thing and not of


def _words(
    doc: Doc, attributions: list[Attribution], frame: Frame, before: list[Frame], aside: bool
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(token of the word of saying, heads of whose word it is) of what is said before the trigger.
    `aside`: the denial stands in a relative clause, and so within what somebody else says."""
    first = doc.tokens[frame.trigger].sent - BACK
    for a in attributions:
        told = aside or frame.trigger not in a.content
        if a.cue < frame.trigger and doc.tokens[a.cue].sent >= first and told:
            yield a.cue, a.sources
    for one in before:
        near = first <= doc.tokens[one.trigger].sent and one.trigger < frame.trigger
        if near and one.type in VERBAL_TYPES:
            yield one.trigger, tuple(one.actors)
