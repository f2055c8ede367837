"""Whether a report says in so many words that a mention tells of another deed than one told before."""

from __future__ import annotations

from typing import Final

from tidings.claims.drafts import Draft
from tidings.claims.harm import DIE, INJURE, KILL
from tidings.claims.syntax import base, kids
from tidings.claims.triggers import is_verbal
from tidings.model.doc import Doc

APART: Final = frozenset("separately meanwhile elsewhere".split())
BESIDES: Final = APART | frozenset("also later earlier".split())
"""Adverbs with which a clause goes on to the next deed: "The rebels also attacked the police station"."""
OTHERS: Final = frozenset("another other separate".split())
"""What a noun of a further deed has before it: "another blast", "seven other murders"."""
ORDINALS: Final = frozenset("first second third fourth fifth".split())
EARLIER: Final = frozenset("earlier previous prior preceding".split())
BEFORE: Final = 2
"""Sentences within which what was told before is what such a clause adds to."""
KINDS: Final = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "explosives/firearms abduct/firearms abduct/torture aerial/heavy-weapons arrest/deport arrest/seize"
        " disapprove/legal riot/strike disarm/withdraw"
    ).split()
)
"""Modes that one deed seldom has both of: a shooting is no bombing, a condemnation no charge."""


def is_another(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether `b`, behind `a` in the text, is told as a deed besides it."""
    if a.mode and b.mode and frozenset((a.mode, b.mode)) in KINDS:
        return True
    apart = doc.tokens[b.trigger].sent - doc.tokens[a.trigger].sent
    if not is_verbal(doc, b.trigger) and _has(doc, b.trigger, OTHERS, "amod", "det"):
        return True
    if _counted_apart(doc, a.trigger, b.trigger) or (apart and not a.background and _is_earlier(doc, a, b)):
        return True
    at = b.frame.main
    if not 0 < apart <= BEFORE:
        return False
    if _opens_apart(doc, b.trigger):
        return True
    if not is_verbal(doc, at) or not _has(doc, at, BESIDES, "advmod"):
        return False
    if doc.parse.lemma[at].lower() in KILL | DIE | INJURE:
        return False  # "two drivers were also killed" of the same attack
    return at == b.trigger or base(doc.parse.dep[b.trigger]) != "nsubj"  # "the talks also dealt with"


def _counted_apart(doc: Doc, a: int, b: int) -> bool:
    """ "The first blast" and "the second"."""
    one, other = (_adjectives(doc, i) & ORDINALS for i in (a, b))
    return bool(one and other) and not one & other


def _is_earlier(doc: Doc, a: Draft, b: Draft) -> bool:
    """Whether `b` is "the earlier bloodshed", beside the verb that the report begins with."""
    first = next((s.i for s in doc.sentences if s.kind == "body"), 0)
    begins = doc.tokens[a.trigger].sent == first and is_verbal(doc, a.trigger)
    return begins and bool(_adjectives(doc, b.trigger) & EARLIER)


def _adjectives(doc: Doc, i: int) -> frozenset[str]:
    """What stands before a noun as adjective or determiner, in lower case; nothing before a verb."""
    if is_verbal(doc, i):
        return frozenset()
    return frozenset(doc.tokens[k].text.lower() for k in kids(doc, i, "amod", "det"))


def _opens_apart(doc: Doc, i: int) -> bool:
    """Whether its sentence opens so: "Elsewhere, …", "In a separate incident, …", "In another village …"."""
    sentence = doc.sentence_of(i)
    words = [
        doc.tokens[k].text.lower() for k in range(sentence.first, min(sentence.first + 4, sentence.last))
    ]
    if words[0] in APART:
        return True
    return words[0] == "in" and bool(OTHERS & set(words[1:3])) and "words" not in words


def _has(doc: Doc, i: int, words: frozenset[str], *deps: str) -> bool:
    return any(doc.parse.lemma[k].lower() in words for k in kids(doc, i, *deps))
