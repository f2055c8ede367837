"""Phrases by which a sentence says how far a promise is kept, or that it speaks of one made before."""

from __future__ import annotations

import re
from typing import Final


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:" + "|".join(phrases) + r")\b")


_ITS: Final = r"(?:its|the|their|his|her)"
_MADE: Final = (
    r"(?:promised|pledged|agreed|vowed|undertaken|announced|offered|threatened|demanded|ordered|declared|"
    r"committed|settled|planned)"
)
_DEAL: Final = r"(?:deal|accord|agreement|pact|plan|pledge|promise|order|truce)"

WHOLE: Final = _any(
    r"(?:last|final)(?! (?:day|night|week|month|year|time|minute|hour|moment|\w+day)\b)", "remaining",
    "rest of", r"fulfil(?:s|led)?", r"complet(?:e|es|ed|ing|ion)", "concluded", "no longer any", "all",
    "entire", "both", "in full", "fully",
)  # fmt: skip
"""Of a deed: the last of what was promised, or all of it."""
PART: Final = _any(
    r"first(?! time)", "second", "third", "half", r"part(?:ly|ial|ially)?", "some of", "most of", "initial",
    "so far", r"a (?:quarter|third) of",
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) of (?:the|its|their|three)",
)  # fmt: skip
BEGUN: Final = _any(
    r"beg[aiu]n(?:s|ning)?", r"start(?:ed|ing)", "under way", "underway", r"c[ao]mes? into (?:force|effect)",
    "took effect", "in progress", "holding",
)  # fmt: skip
CALLED_OFF: Final = _any(
    r"cancel(?:s|led|ed|ling|ing|lation)?", r"call(?:s|ed|ing)? off", r"scrap(?:s|ped|ping)?",
    r"abandon(?:s|ed|ing)?", r"shelv(?:e|es|ed|ing)", r"suspend(?:s|ed|ing)?", "suspension",
    r"revok(?:e|es|ed|ing)", r"rescind(?:s|ed|ing)?", r"halt(?:s|ed|ing)?", r"drop(?:s|ped|ping)?",
    r"revers(?:e|es|ed|ing)", rf"lift(?:s|ed|ing)? {_ITS} threat",
    rf"withdr(?:aw|aws|ew|awn) {_ITS} (?:offer|pledge|promise|threat|demand)", r"back(?:s|ed|ing)? out",
    r"(?:went|go|goes) back on", r"will not (?:go ahead|take place)", "climbed down", "off the table",
    r"no longer (?:on offer|stands?|on the table)", r"(?:let|lets) (?:\w+ )?(?:\w+ )?lapse",
)  # fmt: skip
BROKEN: Final = _any(
    r"br(?:eak|eaks|oke|oken|eaking)", r"violat(?:e|es|ed|ing|ion)", r"breach(?:es|ed|ing)?",
    r"collaps(?:e|es|ed|ing)", rf"ended {_ITS} (?:cease-?fire|truce)", r"walk(?:s|ed)? away from",
    r"renounc(?:e|es|ed|ing)",
)  # fmt: skip
SIGNED: Final = _any(
    rf"(?:sign|initial)(?:s|ed|ing)? (?:\w+[ -]){{1,4}}?{_DEAL}\b[^.]*\b(?:will|would|is to|are to)"
)
"""Of a treaty signed: that it says what will be done."""
SENDING: Final = _any(
    r"(?:is|are) (?:\w+ly )?(?:send|deploy|mov|withdraw|pull|transferr|reinforc|deliver)ing"
)
AS_PROMISED: Final = _any(
    rf"as (?:\w+\s){{0,4}}?(?:had |was |were )?{_MADE}", r"as (?:set|laid) (?:out|down)",
    rf"kept {_ITS} (?:word|promise)",
)  # fmt: skip
"""Of a deed: that somebody had promised it."""
RECALLS: Final = _any(
    rf"(?:had|have|has|having)\s(?:\w+ly\s|since\s|already\s|also\s)?{_MADE}", rf"as {_MADE}",
    rf"(?:under|in line with|according to|despite|in spite of|breach of|terms of) "
    rf"(?:the|its|their|a|an|that) (?:\w+\s){{0,2}}{_DEAL}",
    rf"{_ITS} (?:\w+\s)?(?:{_DEAL}|commitment|undertaking|offer|threat|ultimatum|demand|vow)",
    rf"(?:{_MADE}|undertook) "
    r"(?:last|in (?:early |mid-|late )?[A-Z]\w+|a (?:week|month|year)|\w+ (?:weeks|months))",
)  # fmt: skip
"""Of a promise: that it was made before."""
_OWNED: Final = re.compile(rf"['’]s? (?:\w+\s)?(?:{_DEAL}|commitment|offer|threat|ultimatum|demand|vow)\b")
_FULFILLED: Final = _any(
    r"fulfil(?:s|led|ls)?", r"honou?r(?:s|ed)", rf"kept {_ITS}", "carried out", "implemented", "delivered on",
    r"(?:is|was|been|were) (?:kept|met|complete|completed|done)",
)  # fmt: skip
KEPT_HERE: Final = re.compile(
    rf"(?i)\b{_MADE}\b(?! to (?!the|its|their|his|her)\b)(?:(?! by\b)[^.,;:]){{0,40}}? "
    r"(?:has |have |had |was |were )?(?:arrived|came|been delivered|delivered|landed|reached)\b"
)
"""Of a promise: that what was promised is there ("the battalion that the army promised arrived")."""
_NOT: Final = _any(
    "not", "never", "no", "nothing", "still", "yet to", "only", "half", "part", "if", "unless", "will",
    "would", "until",
)  # fmt: skip


def says_fulfilled(sentence: str) -> bool:
    """Of a sentence about a promise: that it was kept, and wholly."""
    if KEPT_HERE.search(sentence) and not PART.search(sentence):
        return not _NOT.search(sentence)
    return _FULFILLED.search(sentence) is not None and not _NOT.search(sentence)


def says_recalled(sentence: str) -> bool:
    """Of a sentence about a promise: that it was made before."""
    return any(words.search(sentence) for words in (RECALLS, _OWNED, KEPT_HERE))
