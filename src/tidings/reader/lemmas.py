"""Lemmas from a word and its Penn Treebank tag, by rules and a table of irregular forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tidings.reader.irregular import forms_of

VERBS: Final = forms_of("verb")
NOUNS: Final = forms_of("noun")
CLOSED: Final = forms_of("closed")
DEGREES: Final = {tag: forms_of(tag) for tag in ("JJR", "JJS", "RBR", "RBS")}

_DOUBLED = re.compile(r"([bdfgkmnprtvz])\1$")
_VOWEL = re.compile(r"[aeiouy]")
_BARE: Final = re.compile(
    r"(?:ll|rl|wl|ss|ias|[nv]or|tor|sor|dor|thor|bor|[nvclr]op|sip|ship|som|tom|oom|don|son|[^r]ait|uit|eat|oat"
    r"|[aeo]in|[aeou]il|[aeo]{2}[bcdfghjklmnprstvwxz]|[ou]ur|[eo]ir|[aeo]id|ew|igh)$"
)
"""Endings of stems that take no e ("remain", "shell", "monitor") against `_TAKES_E`."""

_TAKES_E: Final = re.compile(
    r"(?:[cuvz]|[^aeiou]l|[rdl]g|[aeiu]ng|[aeiou]g|[aeiounrlp]s|[^aeiou][aiou][tbdkr]|[^aeiou][cpr]ed"
    r"|[^aeiou][iu][nl]|qu[ai][rtl]|[^aeiou][aiou]m|[^aeiou][aio]p|qu[ei]r|iat|eat|uat|iev|[ao]us)$"
)
"""Endings of stems that lost an e ("seiz", "captur", "evacuat")."""

_TAKES_E_EVEN_SO: Final = re.compile(
    r"(?:creat|oos|nor|stor|plor|scor|i[ao]t|u[ao]t|ou[sv]|[ae]as|eav|eiv|iev|[^l]ais|ieg|eagu|nounc|oic|[ao]uc)$"
)
"""Endings that take an e although `_BARE` matches ("releas", "ignor")."""


@lru_cache(maxsize=100_000)
def lemma_of(word: str, tag: str) -> str:
    """Lemma in lower case; proper nouns (NNP, NNPS) keep their case and form."""
    if tag in ("NNP", "NNPS"):
        return word
    low = word.lower()
    if tag[:2] == "VB" or tag == "MD":
        return _verb(low, tag)
    if low in CLOSED and tag not in ("NN", "NNS", "PRP$"):
        return CLOSED[low]
    if tag == "NNS":
        return NOUNS.get(low) or _singular(low)
    if tag[:2] in ("JJ", "RB") and tag[2:]:
        return DEGREES.get(tag, {}).get(low) or _positive(low, "er" if tag[2] == "R" else "est")
    return low


def _verb(low: str, tag: str) -> str:
    if low in ("'d", "’d"):
        return "would" if tag == "MD" else "have"
    if tag == "MD":
        return {"wo": "will", "'ll": "will", "’ll": "will", "ca": "can", "sha": "shall"}.get(low, low)
    if tag in ("VB", "VBP") and low not in _FINITE and (tag == "VB" or not _only_past(low)):
        return low
    if low in VERBS:
        return VERBS[low]
    for prefix in ("re", "over", "out", "un", "under", "mis", "co-", "re-", "fore", "with", "up"):
        if (
            low.startswith(prefix)
            and low[len(prefix) :] in VERBS
            and (len(low) > len(prefix) + 5 or (prefix in _PAST_PREFIXES and tag != "VBG"))
        ):
            return prefix + VERBS[low[len(prefix) :]]
    if tag == "VBZ":
        return _third_person(low)
    if tag in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
        return low[:-3] + "y" if low.endswith("ied") else _stem(low[:-2])
    if tag == "VBG" and low.endswith("ing") and len(low) > 4:
        return _stem(low[:-3])
    return low


def _only_past(low: str) -> bool:
    """Whether a word tagged as present can only be a past form ("overran"), the tagger's slip."""
    if low in _LEMMAS or low in _BASES_TOO:
        return False
    return low in VERBS or any(low.startswith(p) and low[len(p) :] in VERBS for p in ("over", "re", "with"))


_PAST_PREFIXES: Final = frozenset({"over", "re", "with"})
"""Of "overran", "retook", "withdrew": short stems are verbs after these too."""
_LEMMAS: Final = frozenset(VERBS.values())
_BASES_TOO: Final = frozenset(
    ["fell", "found", "lay", "saw", "wound", "ground", "bound", "left", "felt", "wed", "bore", "rent", "lit"]
)


_FINITE: Final = frozenset(
    {"am", "are", "is", "was", "were", "has", "'m", "'re", "'s", "'ve", "’m", "’re", "’s", "’ve"}
)


def _stem(stem: str) -> str:
    """What is left of "-ed" or "-ing", with a silent e put back or a doubled consonant made one."""
    if not _VOWEL.search(stem):
        return stem
    if stem.endswith(("ll", "ff")):
        return stem
    if _DOUBLED.search(stem):
        return stem[:-1]
    if stem.endswith("ee"):
        return stem
    if _TAKES_E_EVEN_SO.search(stem):
        return stem + "e"
    return stem + "e" if _TAKES_E.search(stem) and not _BARE.search(stem) else stem


def _third_person(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if re.search(r"(?:ss|sh|[^ah]ch|tch|each|x|zz|oach|o)es$", low):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def _singular(low: str) -> str:
    head, hyphen, last = low.rpartition("-")
    if hyphen and last in NOUNS:
        return f"{head}-{NOUNS[last]}"
    if "-in-" in low and low.endswith(("-law", "-chief", "-laws")):
        first, rest = low.split("-", 1)
        return f"{_singular(first)}-{rest}"
    for ending in ("man", "woman", "child", "wife"):
        plural = {"man": "men", "woman": "women", "child": "children", "wife": "wives"}[ending]
        if low.endswith(plural) and len(low) > len(plural) + 2:
            return low[: -len(plural)] + ending
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    in_es = re.search(r"(?:ss|sh|ch|x|zz|[^aeo]o|[bcdfghjklmnprtv]us)es$", low)
    if in_es and not re.search(r"(?:ab|exc|f|m|r)uses$", low):
        return low[:-2]
    if low[0].isdigit():
        return low
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 2:
        return low[:-2] if low[-2] in "'’" else low[:-1]
    return low


_POSITIVE_E: Final = re.compile(
    r"(?:[cgsuv]|[^aeiou]l|[^aeiou][aiou][rdt]|[^aeiou][iu][ndt]|fr|tru|blu|[^e]at|[^aeiou]am)$"
)
_POSITIVE_BARE: Final = re.compile(r"(?:ng|ss|great|ll|harsh|rs|us|ow|eas)$")


def _positive(low: str, ending: str) -> str:
    if not low.endswith(ending) or len(low) < len(ending) + 3:
        return low
    stem = low[: -len(ending)]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLED.search(stem):
        return stem[:-1]
    if _POSITIVE_E.search(stem) and not _POSITIVE_BARE.search(stem):
        return stem + "e"
    return stem
