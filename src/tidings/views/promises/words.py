"""What the words of a sentence say beyond the record: which things, how many of them, all or a part."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from tidings.link.words import stem
from tidings.mentions.lexicon import load_triggers
from tidings.mentions.numerals import SCALES, TENS, UNITS, digits_value
from tidings.reader.lemmas import lemma_of

COMMON: Final = frozenset(
    """a an the of to in and for on at by with from as be is are was were been have has had do did it its his her
    their he she they them him that this these those which who whom whose will would not or but after before can
    could may might must shall should more most two one three other also new year years month months week weeks
    day days than then there when where while into out up down over under about between through during since until
    said say says told tell tells announced announce announces reported report reports according spokesman
    spokeswoman minister ministry official officials president government people monday tuesday wednesday thursday
    friday saturday sunday january february march april may june july august september october november december
    last first next all some no any both each only still so if because what how we our us i you your now just yet
    agreed agree promised promise pledged pledge vowed vow undertook undertaken planned plan threatened threaten
    warned warn ordered order demanded demand urged urge offered offer called call asked ask declared declare
    half second part stage date deadline time later earlier days""".split()
)
"""Words that say nothing of what was promised: those of grammar, of reporting, of promising itself."""

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_NUMBER: Final = re.compile(r"\d[\d,.]*\d|\d")
_KINDS: Final = {
    same: words[0]
    for words in (
        "soldier soldiers troop troops trooper troopers men fighter fighters personnel force".split(),
        "prisoner prisoners detainee detainees captive captives hostage hostages inmate inmates".split(),
        "base bases camp camps post posts garrison garrisons outpost outposts barracks".split(),
        "tonne tonnes ton tons".split(),
        "truck trucks lorry lorries".split(),
        "stage stages phase phases step steps instalment instalments tranche tranches batch batches".split(),
    )
    for same in words
}
"""Words for one sort of thing, counted together."""

_SENSES: Final = 2
"""Sorts of deed from which a word ("send", "take") tells nothing of which is meant."""
SPOKEN: Final = frozenset({"AGREE", "CONCEDE", "THREATEN", "REQUEST", "ACCUSE", "REJECT", "SUPPORT"})

AS_PROMISED: Final = re.compile(
    r"(?i)\bas (?:\w+\s){0,4}?(?:had |was |were )?(?:promised|pledged|agreed|undertaken|announced|planned|vowed|threatened|"
    r"demanded|ordered|settled)\b|\bas (?:set|laid) (?:out|down)\b|\bkept (?:its|his|her|their) (?:word|promise)\b"
)
"""Words by which a report says of a deed that somebody had promised it."""
WHOLE: Final = re.compile(
    r"(?i)\b(?:(?:last|final)(?! (?:day|night|week|month|year|time|minute|hour|moment|\w+day)\b)|remaining|rest of|fulfil(?:s|led)?|complet(?:e|es|ed|ing|ion)|concluded|no longer any|"
    r"all (?:of )?(?:its|the|their|his|her)?|entire|both|in full|fully)\b"
)
PART: Final = re.compile(
    r"(?i)\b(?:first|second|third|half|part(?:ly|ial|ially)?|some of|one of|two of|three of|most of|"
    r"initial|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) of (?:the|its|their|those)|"
    r"a (?:quarter|third) of|so far)\b"
)
BEGUN: Final = re.compile(
    r"(?i)\b(?:beg[aiu]n(?:s|ning)?|start(?:ed|ing)|under way|underway|came into (?:force|effect)|took effect|"
    r"comes? into (?:force|effect)|in progress|holding)\b"
)
CALLED_OFF: Final = re.compile(
    r"(?i)\b(?:cancel(?:s|led|ed|ling|ing|lation)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|abandon(?:s|ed|ing)?|"
    r"shelv(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|suspension|revok(?:e|es|ed|ing)|rescind(?:s|ed|ing)?|halt(?:s|ed|ing)?|"
    r"drop(?:s|ped|ping)?|revers(?:e|es|ed|ing)|lift(?:s|ed|ing)? (?:its|the|their) threat|"
    r"withdr(?:aw|aws|ew|awn) (?:its|the|his|her|their) (?:offer|pledge|promise|threat|demand)|"
    r"back(?:s|ed|ing)? out|went back on|go(?:es)? back on|will not (?:go ahead|take place)|climbed down|off the table|no longer (?:on offer|stands?|on the table))\b"
)
FULFILLED: Final = re.compile(
    r"(?i)\b(?:fulfil(?:s|led|ls)?|honou?r(?:s|ed)|kept (?:its|his|her|their)|carried out|implemented|delivered on|"
    r"(?:is|was|been|were) (?:kept|met|complete|completed|done))\b"
)
_NOT: Final = re.compile(
    r"(?i)\b(?:not|never|no|nothing|still|yet to|only|half|part|if|unless|will|would|until)\b"
)
BROKEN: Final = re.compile(
    r"(?i)\b(?:br(?:eak|eaks|oke|oken|eaking)|violat(?:e|es|ed|ing|ion)|breach(?:es|ed|ing)?|"
    r"collaps(?:e|es|ed|ing)|ended (?:its|the|their) (?:cease-?fire|truce)|walk(?:s|ed)? away from|renounc(?:e|es|ed|ing))\b"
)

RECALLS: Final = re.compile(
    r"(?i)\b(?:had|have|has|having)\s(?:\w+ly\s|since\s|already\s|also\s)?(?:promised|pledged|agreed|vowed|undertaken|"
    r"announced|offered|threatened|demanded|ordered|declared|committed|settled)\b"
    r"|\bas (?:agreed|promised|announced|planned|pledged|threatened|demanded)\b"
    r"|\b(?:under|in line with|according to|despite|in spite of|breach of|terms of) (?:the|its|their|a|an|that) "
    r"(?:\w+\s){0,2}(?:deal|accord|agreement|pact|plan|pledge|promise|order|truce)\b"
    r"|(?:'s|’s|\b(?:the|its|their|his|her)) (?:\w+\s)?(?:pledge|promise|commitment|undertaking|deal|plan|offer|threat|"
    r"ultimatum|demand|vow)\b"
    r"|\b(?:promised|pledged|agreed|announced|undertook|vowed|threatened) (?:in|last|on|a)\b"
)
"""Words by which a report speaks of a promise as known."""


@lru_cache(maxsize=65536)
def stems(sentence: str) -> frozenset[str]:
    """Stems of the words that say what it is about, names among them."""
    words = (word.lower() for word in _WORD.findall(sentence))
    return frozenset(
        _KINDS.get(word) or stem(word)
        for word in words
        if len(word) > 2 and word not in COMMON and not word.isdigit()
    )


def named(sentence: str) -> frozenset[str]:
    """Stems of the words with a capital letter."""
    words = [word for word in _WORD.findall(sentence) if word[0].isupper()]
    return stems(" ".join(words))


@cache
def _deeds_by_lemma() -> dict[str, frozenset[str]]:
    """Types of deeds that a word may name, by its lemma; of words for up to `_SENSES` sorts of deed."""
    found: dict[str, set[str]] = {}
    for (lemma, _), several in load_triggers().items():
        found.setdefault(lemma, set()).update(
            t.type for t in several if t.type not in (*SPOKEN, "NONE", None)
        )
    return {lemma: frozenset(types) for lemma, types in found.items() if 0 < len(types) <= _SENSES}


@lru_cache(maxsize=65536)
def deeds_named(word: str) -> frozenset[str]:
    """Types of the deeds that the word, of any form, may name."""
    known = _deeds_by_lemma()
    lemmas = {word, *(lemma_of(word, tag) for tag in ("VBD", "VBN", "VBG", "VBZ", "NNS"))}
    return frozenset().union(*(known.get(lemma, frozenset()) for lemma in lemmas))


def deeds_in(sentence: str) -> frozenset[str]:
    """Types of the deeds that the sentence's words may name: those of what was promised, and others."""
    words = {word.lower() for word in _WORD.findall(sentence)}
    return frozenset().union(*(deeds_named(word) for word in words))


def says_fulfilled(sentence: str) -> bool:
    """Of a sentence about a promise: that it was kept, and wholly."""
    return FULFILLED.search(sentence) is not None and not _NOT.search(sentence)


def name_words(folded: str) -> frozenset[str]:
    """Stems of a folded name's words."""
    return frozenset(stem(word) for word in folded.split() if len(word) > 2 and word not in COMMON)


def amounts(sentence: str) -> dict[str, int]:
    """How many of what: the largest number before each word for a thing ("30,000 tonnes": 30000), with at most
    two words between. "150 of 400 soldiers" gives 400 under "soldier" and 150 under "part:soldier"."""
    words = [m[0] for m in re.finditer(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:[-'’][^\W\d_]+)*", sentence)]
    out: dict[str, int] = {}
    numbers = [_value(word) for word in words]
    for i, value in enumerate(numbers):
        if value is None or (i and numbers[i - 1] is not None):
            continue
        end = i + 1
        while end < len(words) and words[end].lower() in SCALES:
            value *= SCALES[words[end].lower()]
            end += 1
        part = value if words[end : end + 1] and words[end].lower() == "of" else None
        if part is not None:
            later = next(
                (k for k in range(end + 1, min(end + 3, len(words))) if numbers[k] is not None), None
            )
            if later is None:
                continue
            value, end = numbers[later] or 0, later + 1
        for word in words[end : end + 3]:
            if (unit := _unit(word)) is not None:
                out[unit] = max(out.get(unit, 0), value)
                if part is not None:
                    out[f"part:{unit}"] = part
                break
            if word.lower() in COMMON - {"promised", "planned"}:
                break
    return out


def places_listed(sentence: str, among: str) -> tuple[str, ...]:
    """The names in a row that hold `among`: "at Nangade, Macomia and Mueda". Empty where it stands alone."""
    for found in _LIST.finditer(sentence):
        names = [name.strip() for name in re.split(r",\s*(?:and\s+)?|\s+and\s+", found[0])]
        if among in names:
            return tuple(names)
    return ()


_NAME: Final = r"[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*"
_LIST: Final = re.compile(rf"{_NAME}(?:,\s{_NAME})*(?:,)?\sand\s{_NAME}")


def _value(word: str) -> int | None:
    if _NUMBER.fullmatch(word):
        value = digits_value(word)
        return int(value) if value is not None and value == int(value) and value > 0 else None
    low = word.lower()
    return {**UNITS, **TENS}.get(low) or (SCALES.get(low) if low in ("hundred", "thousand") else None)


def _unit(word: str) -> str | None:
    """The thing that a plural stands for; None for words that are none."""
    low = word.lower()
    if low in _KINDS:
        return _KINDS[low]
    if len(low) > 3 and low.endswith("s") and low not in COMMON and word[0].islower():
        return stem(low)
    return None
