"""PLOVER's gold standard records: sentences with source and target actors, their countries and sectors.

The file of openeventdata/PLOVER (PLOVER_GSR_CAMEO.txt): one JSON list of objects with `id`, `text`, `source`
and `target`, lists of actors with `actorText`, `code` and perhaps `sector`. A code is an ISO 3166 alpha-3
country, or a sector where there is no country (IGO). A sector may carry an ethnic or religious code behind
it ("CVLkur"); its first three letters are the sector. `***` says that it was left open.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tidings.errors import InputError
from tidings.evaluate.formats import Tell, attempt, read_file, stop
from tidings.mentions.actors_lists import SECTORS, alpha3

LAYOUT: Final = "Give PLOVER_GSR_CAMEO.txt: a JSON list of objects with id, text, source and target."
SAME: Final = {"JRN": "MED", "CIV": "CVL", "IMG": "REB"}
"""Codes of the set for sectors that are called otherwise here."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One actor. `sector` a code of SECTORS, `country` ISO alpha-3; None where the set says nothing of it."""

    text: str
    sector: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Record:
    name: str
    text: str
    actors: tuple[Coded, ...]


def read_gsr(path: Path, tell: Tell = stop) -> Iterator[Record]:
    """The records in the file's order, those about the file itself left out."""
    try:
        value = json.loads(read_file(path))
    except ValueError as error:
        raise InputError(str(path), f"broken JSON ({error})", LAYOUT) from None
    if not isinstance(value, list):
        raise InputError(str(path), "no JSON list", LAYOUT)
    for number, item in enumerate(value, start=1):
        record = attempt(tell, _record, item, f"{path}, record {number}")
        if record is not None:
            yield record


def _record(item: Any, where: str) -> Record | None:
    if not isinstance(item, dict) or not isinstance(item.get("id"), str):
        raise InputError(where, "no object with an id", LAYOUT)
    if item.get("event") == "DOCUMENT":
        return None
    if not isinstance(item.get("text"), str):
        raise InputError(where, "no text", LAYOUT)
    actors = []
    for side in ("source", "target"):
        several = item.get(side) or []
        if isinstance(several, str):  # one of the set's is a word and no list
            continue
        for actor in several:
            if not isinstance(actor, dict) or not isinstance(actor.get("actorText"), str):
                raise InputError(where, f"an actor of {side} without actorText", LAYOUT)
            actors.append(_coded(actor))
    return Record(item["id"], item["text"], tuple(actors))


def _coded(actor: dict[str, Any]) -> Coded:
    code, told = str(actor.get("code") or ""), str(actor.get("sector") or "")[:3]
    sector = SAME.get(told, told) if told else SAME.get(code, code)
    # CIV is Ivory Coast as a code and civilians as a sector
    country = code if code in alpha3().values() else None
    if country is not None and not told:
        sector = ""
    return Coded(actor["actorText"], sector if sector in SECTORS else None, country)
