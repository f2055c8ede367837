"""Deaths that come after the deed: "one of the injured died on Monday" happened when they were injured."""

from __future__ import annotations

from typing import Final

from tidings.claims.syntax import ancestors, case_of, kids
from tidings.model.doc import Doc

_DIE: Final = frozenset({"die", "succumb", "perish"})
_HURT: Final = frozenset({"wounded", "injured", "hurt", "shot", "stabbed"})
FURTHER: Final = frozenset(
    "more another further other second third fourth fifth sixth seventh eighth ninth tenth".split()
)
"""Words of those who come last: "a third man", "two more"."""
_WOUNDS: Final = frozenset({"wound", "injury", "burn"})


def day_of_death(doc: Doc, trigger: int, head: int) -> bool:
    """Whether a time (its head `head`) says when somebody died of what `trigger` tells and not when that was
    done: it hangs on the dying, and who died had been hurt or died of wounds."""
    dying = trigger if _dies(doc, trigger) else None
    if dying is None:  # "wounded" of "one of the wounded died on Monday"
        dying = next((u for u in ancestors(doc, trigger) if _dies(doc, u)), None)
    if dying is None or doc.parse.head[head] != dying or not head > dying:
        return False
    of_wounds = any(
        doc.parse.lemma[k].lower() in _WOUNDS and case_of(doc, k) in ("of", "from", "to")
        for k in kids(doc, dying, "obl")
    )
    in_hospital = any(doc.parse.lemma[k].lower() == "hospital" for k in kids(doc, dying, "obl"))
    return of_wounds or any(
        _was_hurt(doc, s) or (in_hospital and _is_one_more(doc, s)) for s in kids(doc, dying, "nsubj")
    )


def _is_one_more(doc: Doc, subject: int) -> bool:
    """ "A third man", "another woman", "two more": told besides those who died before."""
    return any(doc.tokens[k].text.lower() in FURTHER for k in (subject, *kids(doc, subject, "amod", "det")))


def one_more(doc: Doc, dying: int) -> bool:
    """ "One of the injured died": one more than were dead before, and no toll of the deed."""
    return _dies(doc, dying) and any(
        doc.tokens[s].text.lower() in ("one", "another")
        and _was_hurt(doc, s)
        and any(case_of(doc, n) == "of" for n in kids(doc, s, "nmod"))
        for s in kids(doc, dying, "nsubj")
    )


def _dies(doc: Doc, i: int) -> bool:
    return doc.parse.lemma[i].lower() in _DIE and doc.parse.pos[i] == "VERB"


def _was_hurt(doc: Doc, subject: int) -> bool:
    below = [subject, *kids(doc, subject, "amod", "acl", "nmod")]
    below += [k for n in kids(doc, subject, "nmod") for k in kids(doc, n, "amod", "acl")]
    return any(doc.tokens[k].text.lower() in _HURT for k in below)
