"""Deeds that did not come about: foiled, prevented, called off."""

from __future__ import annotations

from tidings.claims.frames import Frame
from tidings.claims.syntax import base, is_passive, kids
from tidings.model.doc import Doc

PREVENT_VERBS = frozenset("prevent avert avoid stop thwart foil fail refuse refrain block cancel".split())
CALLED_OFF = frozenset("CONSULT COOPERATE MOBILIZE".split())
"""Types whose nouns name what is arranged beforehand: a meeting called off has not been held, a protest
called off may have begun."""
FOILING = frozenset("foil thwart avert prevent disrupt".split())
"""Verbs whose doer keeps a deed from being done."""


def is_called_off(doc: Doc, frame: Frame, verb: int) -> bool:
    """ "the talks were called off", "scrapped a visit", "cancelled a strike planned for Friday"."""
    parse, i = doc.parse, frame.trigger
    lemma, dep = parse.lemma[verb].lower(), base(parse.dep[i])
    if not (dep == "obj" or (dep == "nsubj" and is_passive(doc, verb))):
        return False
    off = any(doc.tokens[k].text.lower() == "off" for k in kids(doc, verb, "compound:prt", "advmod"))
    if lemma not in ("cancel", "scrap") and not (lemma == "call" and off):
        return False
    ahead = any(parse.lemma[k].lower() in ("plan", "schedule") for k in kids(doc, i, "acl", "amod"))
    return frame.type in CALLED_OFF or ahead


def foiling(doc: Doc, noun: int) -> int | None:
    """The verb that says that a plot or bid came to nothing: "foiled a plot to", "a plot was thwarted"."""
    parse, verb = doc.parse, doc.parse.head[noun]
    if verb < 0 or parse.lemma[verb].lower() not in FOILING:
        return None
    dep = base(parse.dep[noun])
    return verb if dep == "obj" or (dep == "nsubj" and is_passive(doc, verb)) else None
