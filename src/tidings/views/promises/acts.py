"""Spoken events that promise nothing: what is done in being said or told ("lifted the ban", "apologised"), a
question, a wish that no deed can meet."""

from __future__ import annotations

import re
from typing import Final

_PLEDGES: Final = re.compile(
    r"(?i)agree|undert|pledg|promis|vow|offer|declar|ready|willing|announc|accept|commit|assur|guarant|plan|"
    r"truce|cease"
)
"""Triggers of a CONCEDE by which something is still to come."""
_AHEAD: Final = re.compile(
    r"(?i)\b(?:will|would|shall|to|may|might|could|can|['’]ll)\s(?:(?:not|also|soon|then|have|\w+ly)\s){0,2}"
    r"(?:be\s)?$"
)
"""What stands before a verb of which the deed is to come: "would [withdraw]", "agreed to [free]"."""
_JOINED: Final = re.compile(r"(?i)\b(?:will|would|shall|['’]ll)\s[^.;:!?\n]*\band\s(?:\w+ly\s)?$")
"""The same before the second of two verbs: "will withdraw from two bases and [hand] them over"."""
_PAST: Final = re.compile(r"(?i)(?:ed|ing)\b")
_OWNED_UP: Final = re.compile(r"(?i)admi|acknowl|confess|apolog|regret|acquit|recogni|conced|releas")
"""Triggers of a CONCEDE that does nothing which was promised, or is a deed by its own type."""
_NO_DEMAND: Final = re.compile(
    r"(?i)^\s(?:(?!to\b|that\b|for\b)[\w'’-]+\s){0,4}?(?:(?:why|how|whether|if|who|what|where)\b|to know\b|"
    r"not to be (?:named|identified|quoted)\b|for (?:nothing|anonymity)\b)"
)
"""After "asked": it is a question, or asks for nothing that is reported."""
_NO_DEED: Final = re.compile(
    r"(?i)^\s(?:(?!to\b|that\b|for\b)[\w'’-]+\s){0,6}?(?:for\s(?:\w+\s)?(?:calm|patience|restraint|unity|"
    r"understanding|prayers?)\b|to (?:trust|be (?:patient|calm)|(?:stay|remain|keep) (?:calm|patient)|"
    r"keep their heads|show (?:restraint|patience)|exercise restraint|pray)\b|not to seek revenge\b|"
    r"(?:calm|patience|restraint)\b)"
)
"""After "asked", "called": what is wished for in general, which nothing ever reports as done."""
_CALLED_OFF: Final = re.compile(
    r"(?i)\b(?:called off|cancell?ed|scrapped|shelved|dropped|abandoned)\s"
    r"(?:(?:a|an|the|its|their|his|her)\s)?(?:[\w'’-]+\s){0,2}$"
)
_TAKEN_BACK: Final = re.compile(
    r"(?i)\b(?:revok(?:es?|ed|ing)|rescind(?:s|ed|ing)?|lift(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)|"
    r"overturn(?:s|ed|ing)?|reverse[sd]?)\s(?:(?:a|an|the|its|their|his|her|that|this)\s)?(?:[\w'’-]+\s){0,2}$"
)
"""Before an order or a demand: "revoked the evacuation [order]"."""
_IS_BACK: Final = re.compile(
    r"(?i)^\s(?:[\w'’-]+\s){0,6}?(?:was|were|has been|have been|had been)\s(?:since\s|later\s)?"
    r"(?:revoked|rescinded|lifted|withdrawn|overturned|reversed)\b"
)
_AS: Final = re.compile(r"(?i)\bas\s$")
""""Left the bridge as [agreed]" tells of the deed."""
_LAPSED: Final = re.compile(r"(?i)\blet (?:it|them|that) lapse\b|\b(?:was|were) (?:called off|cancell?ed)\b")


def is_act(type: str, before: str, trigger: str) -> bool:
    """Whether a CONCEDE is done in itself. `before`: the words of the sentence before its trigger."""
    ahead = _AHEAD.search(before) or (_JOINED.search(before) and not _PAST.search(trigger))
    return type == "CONCEDE" and not _PLEDGES.search(trigger) and not ahead


def keeps_promises(trigger: str) -> bool:
    """Of an act: whether somebody may have promised it. Nobody promises to admit."""
    return not _OWNED_UP.search(trigger)


def is_void(type: str, before: str, after: str) -> bool:
    """Whether nothing is to come of it: a question, a wish in general, a plan told as called off."""
    if type == "REQUEST":
        taken_back = _TAKEN_BACK.search(before) or _CALLED_OFF.search(before) or _IS_BACK.match(after)
        return any((taken_back, _NO_DEMAND.match(after), _NO_DEED.match(after)))
    if type == "AGREE" and _AS.search(before):
        return True
    return _CALLED_OFF.search(before) is not None or _LAPSED.search(after) is not None
