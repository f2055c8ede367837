"""Which office a role is: "Minister of Defense" and "defence minister" are one, whoever holds it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from tidings.ledger.names import fold
from tidings.views.holdings.names import Who, main_key

_DROPPED: Final = frozenset(
    "the a an of for and to in s his her its their our acting interim caretaker former ex outgoing"
    " incoming new newly current incumbent designate elect longtime then late duly elected first nominal"
    " federal national republic".split()
)
_SPELT: Final = {
    "defense": "defence", "chairwoman": "chair", "chairman": "chair", "chairperson": "chair",
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "congresswoman": "congressman", "boss": "head",
    "chief": "head", "affairs": "", "ministry": "minister", "secretary-general": "secretary general",
    "pm": "prime minister", "ministers": "minister", "premiership": "premier", "presidency": "president",
}  # fmt: skip
_ONE: Final = frozenset(
    "minister president premier prime governor mayor commander head king queen emir sultan pope chancellor"
    " chair leader secretary director prefect ambassador speaker caliph".split()
)
_BESIDE: Final = frozenset(
    "deputy vice adviser advisor spokesman member aide assistant senior cabinet party opposition section cell"
    " local several one subordinate field local district".split()
)
_RANKS: Final = frozenset(
    "general colonel captain major lieutenant brigadier admiral marshal sergeant superintendent inspector"
    " private corporal justice judge mr ms dr rear field air commodore".split()
)
_NATIONAL: Final = frozenset(
    {"minister", "president", "premier", "prime", "king", "queen", "chancellor", "emir"}
)
_STARTS: Final = re.compile(
    r"\b(?:sworn in|took the oath|takes? office|took office|takes? over|took over|appointed|named|installed"
    r"|inaugurated|replaces|replaced|succeeds|succeeded|elected|promoted|became|assumed"
    r"|(?:stands?|will stand|fills?|will fill) in for|in (?:his|her|their) place)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def office_core(role: str, org: tuple[str, ...] = ()) -> str:
    """The words of the office in alphabetical order, without those of the organisation. Empty for a bare
    rank, which is no office."""
    of = {word for name in org for word in fold(name).split()}
    words = []
    for word in fold(role).split():
        plain = _SPELT.get(word, word)
        if word not in _DROPPED and plain:
            words += plain.split()
    kept = [w for w in words if w not in of] or words
    if not kept or set(kept) <= _RANKS:
        return ""
    return " ".join(sorted(set(kept)))


def has_one_holder(core: str) -> bool:
    words = set(core.split())
    return bool(words & _ONE) and not words & _BESIDE


def office_family(core: str, org: Who | None, holder: Who) -> str:
    """What keeps claims about one office together and few: at "president" of all countries a question about
    one took seconds. Offices of a state go by their state; what several may be, by whose last name."""
    if not has_one_holder(core):
        return f"{core}@{holder.keys[0].split()[-1]}"
    if is_national(core):
        return f"{core}@{main_key(org) if org else '?'}"
    return core


def core_of(family: str) -> str:
    return family.partition(":")[2].partition("@")[0]


def is_national(core: str) -> bool:
    return bool(set(core.split()) & _NATIONAL)


def tells_start(words: str) -> bool:
    return bool(_STARTS.search(words))
