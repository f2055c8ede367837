"""The deed for which something else is done: "convicted of murdering two nurses in 2009", "jailed for his
role in the massacre of monks at Nyange", "marched against the strike on a hospital".

Where and when that deed was is told inside its own words, and is not where and when somebody was convicted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tidings.claims.frames import Frame
from tidings.claims.syntax import ancestors, base, case_of, kids
from tidings.claims.triggers import is_verbal
from tidings.model.doc import Doc

ABOUT: Final = frozenset({"over", "for", "with", "against", "of"})
"""Cases of a deed for which something else is done: "arrested over the killing", "in connection with it"."""
OLD: Final = 365
"""Days before publication from which on a day told last is that of what somebody is convicted of."""


def in_what_for(doc: Doc, type_: str, verb: int, head: int) -> bool:
    """Whether a time or place (its head `head`) stands inside the words of the violence for which a deed of
    the type was done."""
    return any(f in ancestors(doc, head) and _is_told(doc, f, head) for f in _below(doc, type_, verb, head))


def day_of_what_for(doc: Doc, type_: str, verb: int, n: int, heads: Mapping[int, int]) -> bool:
    """Whether the time `n` is that of the violence for which a deed of the type was done. `heads`: heads of
    the times near it, by index into doc.times."""
    parse, time = doc.parse, heads[n]
    if in_what_for(doc, type_, verb, time):
        return True
    below = _below(doc, type_, verb, time) if parse.head[time] == verb else []
    if not below:
        return False
    if _is_old(doc, n) and any(_is_told(doc, f, time) for f in below):
        return True  # "jailed for ordering the massacre of monks in 1994"
    # "convicted in 2017 of genocide in July 1995"
    return any(m != n and parse.head[h] == verb and verb < h < min(below) for m, h in heads.items())


def is_of_what_was_done(doc: Doc, type_: str, deed: int, head: int) -> bool:
    """Whether a place (its head `head`) is that of what was done about a violence: where somebody was held
    "over the bombing", or the court is that found him guilty of it."""
    if type_ != "ASSAULT" or head > deed or not doc.has("frames"):
        return False
    above = list(ancestors(doc, deed))
    if not above or doc.tokens[head].sent != doc.tokens[deed].sent:
        return False
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    for f in frames:
        verb = f.main
        if f.type == "ASSAULT" or verb not in above or not is_verbal(doc, verb) or head in (verb, f.trigger):
            continue
        if not _is_what_for(doc, verb, deed):
            continue
        if doc.parse.head[head] == verb:
            return base(doc.parse.dep[head]) == "obl"
        if any(s in ancestors(doc, head) for s in kids(doc, verb, "nsubj")):
            return True
    return False


def _is_old(doc: Doc, n: int) -> bool:
    interval, published = doc.times[n].interval, doc.report.published
    return bool(published and interval and interval.end and (published - interval.end).days >= OLD)


def _below(doc: Doc, type_: str, verb: int, end: int) -> list[int]:
    """The violence before `end` for which what the verb tells was done; none for what is violence itself."""
    here = doc.tokens[verb].sent == doc.tokens[end].sent
    if type_ == "ASSAULT" or not here or not is_verbal(doc, verb) or not doc.has("frames"):
        return []
    frames: list[Frame] = doc.layer("frames")  # type: ignore[assignment]
    return [
        f.trigger
        for f in frames
        if f.type == "ASSAULT" and verb < f.trigger < end
        and (doc.parse.tag[f.trigger] == "VBG" or not is_verbal(doc, f.trigger))
        and _is_what_for(doc, verb, f.trigger)
    ]  # fmt: skip


def _is_told(doc: Doc, deed: int, end: int) -> bool:
    """Whether a deed is told with whom it was done to, and no bare word: "charged with murder on Monday"."""
    return any(k < end for k in kids(doc, deed, "nmod", "obj"))


def _is_what_for(doc: Doc, verb: int, deed: int) -> bool:
    """Whether the deed is why or against what something was done: by the preposition of it or of the noun on
    which it hangs ("for his role in the massacre", "for ordering the massacre")."""
    parse, at = doc.parse, deed
    found = [k for k in range(verb, deed) if parse.lemma[k].lower() == "guilty" and verb in ancestors(doc, k)]
    while parse.head[at] >= 0 and parse.head[at] not in (verb, *found):
        ordering = parse.dep[at] == "obj" and parse.tag[parse.head[at]] == "VBG"
        if base(parse.dep[at]) != "nmod" and not ordering:
            return False
        at = parse.head[at]
    if parse.head[at] not in (verb, *found) or base(parse.dep[at]) not in ("obl", "advcl"):
        return False
    words = kids(doc, at, "mark", "case")
    marks = {doc.tokens[k].text.lower() for k in words}
    if "in" in marks and parse.pos[words[0] - 1] == "NOUN" and parse.head[words[0] - 1] == verb:
        marks = {case_of(doc, words[0] - 1)}  # "for his part in the massacre", both on the verb
    return bool(marks & ABOUT)
