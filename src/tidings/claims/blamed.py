"""Whom blame or praise of a deed is of: who has done it.

Of "Masked men burnt the chapel. The bishop condemned the attack" the masked men are blamed, and of "the court
freed the editor, a step that unions welcomed" the court is praised. The deed is what the words name, by a
mention of its own ("condemned the shelling"), or what was told last where they only point at it ("called it
a crime", "a step that the union denounced"). Likewise who is asked to free somebody is who has taken him.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.frames import Frame
from tidings.claims.roster import PARTY, Roster
from tidings.claims.syntax import antecedent, base, definite, kids, objects, obliques
from tidings.claims.triggers import is_verbal
from tidings.model.doc import Doc

OF_DEEDS: Final = frozenset({"ACCUSE", "SUPPORT"})
"""Types that are said of what somebody has done."""
MODES: Final = frozenset({None, "disapprove", "allege"})
ABOUT: Final = ("over", "about", "at", "of", "for", "against", "to", "with")
TAKING: Final = frozenset({"arrest", "abduct", "seize"})
"""Modes of deeds that somebody is freed from."""
POINTING: Final = frozenset("it this that which what".split())
ANY_DEED: Final = frozenset(
    "act action attack move step decision measure incident violence crime deed gesture ruling verdict vote"
    " development bloodshed killing raid plan policy response behaviour behavior abuse atrocity aggression"
    " crackdown assault operation".split()
)
OF_THINGS: Final = frozenset(
    "condemn denounce decry deplore welcome hail call describe criticize criticise slam praise applaud term"
    " lament regret".split()
)
"""Verbs whose "it" is mostly what somebody has done."""
BACK: Final = 2
"""Sentences before in which what is pointed at was told."""


def blamed(doc: Doc, roster: Roster, groups: Sequence[list[Draft]], own: int) -> list[int]:
    """Head tokens of who has done the deed that a group of mentions blames or praises; none where the words
    name whom they blame, no deed is told, or nobody has done it. `own`: the group's place in `groups`."""
    mine = {roster.key(h) for d in groups[own] for h in d.actors}
    for draft in groups[own]:
        if draft.type not in OF_DEEDS or draft.mode not in MODES:
            continue
        for word in _spoken_of(doc, draft):
            told = _told(doc, roster, groups, own, draft, word)
            if told is None or _names_whom(doc, roster, draft, word, groups[told]):
                continue
            doers = max(groups[told], key=lambda d: d.surest[0]).actors
            if doers and not {roster.key(h) for h in doers} & mine:
                return doers
    return []


def holders(doc: Doc, roster: Roster, groups: Sequence[list[Draft]], own: int) -> list[int]:
    """Head tokens of who holds those whose release a group of mentions asks for: of "police detained the
    editor. Amnesty demanded his release" the police. None where the words name whom they ask."""
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    for draft in groups[own]:
        if draft.type != "REQUEST":
            continue
        asked = {*obliques(doc, draft.trigger, "for"), *kids(doc, draft.trigger, "ccomp")}
        asked |= {*objects(doc, draft.trigger)} if is_verbal(doc, draft.trigger) else set()
        freeing = [f for f in frames if f.trigger in asked and f.mode == "release"]
        taken = [r for f in freeing for r in (*f.recipients, *kids(doc, f.trigger, "nmod:poss"))]
        freed = {roster.key(r) for r in taken}
        named = {roster.key(h) for h in draft.recipients if h in draft.frame.recipients}
        for group in groups if freed and named <= freed else ():
            held = [d for d in group if d.mode in TAKING and d.actors]
            if any(roster.key(r) in freed for d in held for r in d.recipients):
                return max(held, key=lambda d: d.surest[0]).actors
    return []


def _names_whom(doc: Doc, roster: Roster, draft: Draft, word: int, told: list[Draft]) -> bool:
    """Whether the grammar gives a recipient that is neither the word for the deed nor whom it was done to."""
    suffering = {roster.key(h) for d in told for h in (*d.recipients, *d.frame.recipients)}
    named = {h for h in draft.frame.recipients if h in draft.recipients and h != word}
    return any(roster.key(h) not in suffering for h in named)


def _spoken_of(doc: Doc, draft: Draft) -> Iterator[int]:
    """Heads of what is blamed or praised."""
    frame = draft.frame
    if is_verbal(doc, frame.trigger):
        yield from (antecedent(doc, o) for o in objects(doc, frame.trigger))
    yield from obliques(doc, frame.trigger, *ABOUT)


def _told(
    doc: Doc, roster: Roster, groups: Sequence[list[Draft]], own: int, draft: Draft, word: int
) -> int | None:
    """The place in `groups` of the deed that a word names or points at."""
    pointing = _points(doc, draft, word)
    if roster.kind_of(word) in PARTY and not pointing:
        return None
    if any(roster.is_party(k) for k in kids(doc, word, "nmod:poss")):
        return None  # "the governor's decision"
    for n, group in enumerate(groups):
        if n != own and any(word in (d.trigger, d.frame.verb) for d in group):
            return n
    if not pointing:
        return None
    here = doc.tokens[draft.trigger].sent
    best: tuple[int, int] | None = None
    for n, group in enumerate(groups):
        for d in group:
            near = 0 <= here - doc.tokens[d.trigger].sent <= BACK and d.trigger < word
            deed = n != own and d.type not in OF_DEEDS
            if deed and near and (best is None or d.trigger > best[0]):
                best = (d.trigger, n)
    return best[1] if best is not None else None


def _points(doc: Doc, draft: Draft, word: int) -> bool:
    """Whether a word means what was told before: "it", "the step", "a step that" the verb is said of."""
    parse = doc.parse
    if doc.tokens[word].text.lower() in POINTING:
        return parse.lemma[draft.trigger].lower() in OF_THINGS
    known = definite(doc, word) or base(parse.dep[word]) == "appos" or parse.head[draft.trigger] == word
    return known and parse.lemma[word].lower() in ANY_DEED
