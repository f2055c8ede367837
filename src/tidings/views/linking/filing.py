"""What an event is filed under, looked up by and compared with: from its own report alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from tidings.ledger.records import Read
from tidings.link.events import Told, keys_of, looks_up, to_row, told_of, topic_of
from tidings.model.contract import dumps_json


@dataclass(frozen=True, slots=True)
class Filing:
    """`n`: which of its report's events it is. `row`: `told` as JSON. `keys`: period, key, worth and first as
    in `incident_key`; `asked`: key, period and first as in `lookup`."""

    told: Told
    n: int
    row: str
    confidence: float
    judged: int
    keys: tuple[tuple[int, int, int, int], ...]
    asked: tuple[tuple[int, int, int], ...]


def filings(coding: str, read: Read) -> list[Filing]:
    """Of each event of a coding, in their order."""
    topic = topic_of(read.report) if read.events else frozenset()
    out = []
    for n, event in enumerate(read.events):
        told = told_of(read.report, event, id=read.id, topic=topic)
        row, judged = dumps_json(to_row(told)), int(bool(event.judged))
        out.append(Filing(told, n, row, float(event.confidence), judged, key_rows(told), _asked(told)))
    return out


def key_rows(told: Told) -> tuple[tuple[int, int, int, int], ...]:
    """Two keys of one hash are one."""
    found: dict[tuple[int, int], int] = {(f.period, key_number(f.key)): f.worth for f in keys_of(told)}
    first: dict[int, int] = {}
    for period, key in found:
        first[key] = min(period, first.get(key, period))
    return tuple((period, key, worth, int(first[key] == period)) for (period, key), worth in found.items())


def _asked(told: Told) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (key, period, int(period == asked.first))
        for asked in looks_up(told)
        for key in sorted({key_number(key) for key in asked.worth})
        for period in range(asked.first, asked.last + 1)
    )


@lru_cache(maxsize=65536)
def key_number(key: str) -> int:
    """A signed number of 64 bits, as SQLite keeps them. Two keys of one number only bring two events together
    that are then compared."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
