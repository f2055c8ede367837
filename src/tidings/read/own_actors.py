"""Lists of actors that users have: CSV, JSON, JSON Lines, simple YAML, entities of FollowTheMoney.

One row or object an actor, or a person in one office; the fields are FIELDS. Names of several values are
separated by "|" or ";" in CSV and are lists elsewhere. What is wrong with a row is told with the file and
line, and the other rows are read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from tidings.errors import InputError
from tidings.mentions.actors_lists import SECTORS, alpha3
from tidings.mentions.gazetteer import country_of_demonym, country_of_name
from tidings.model.days_given import days_of
from tidings.model.own_actors import OwnActor
from tidings.read.simple_yaml import read_yaml

Tell = Callable[[InputError], None]
FIELDS: Final = ("name", "alias", "country", "sector", "part_of", "role", "from", "to", "person")
ENDINGS: Final = (".csv", ".tsv", ".json", ".jsonl", ".ftm", ".yaml", ".yml")
_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DO: Final = f"Fields are {', '.join(FIELDS)}; name and sector are needed."
_SCHEMATA: Final = {
    "Person": "CVL", "Organization": "NGO", "Company": "BUS", "PublicBody": "GOV", "LegalEntity": "BUS",
}  # fmt: skip
"""FollowTheMoney schemata that are actors, with the sector where no topic says more."""
_TOPICS: Final = (
    ("crime.terror", "REB"), ("gov.igo", "IGO"), ("gov.judicial", "JUD"), ("role.judge", "JUD"),
    ("gov.security", "COP"), ("mil", "MIL"), ("pol.party", "PTY"), ("pol.union", "LAB"), ("rel", "REL"),
    ("media", "MED"), ("role.journo", "MED"), ("role.act", "OPP"), ("role.pol", "GOV"), ("role.pep", "GOV"),
    ("gov", "GOV"), ("crime", "CRM"), ("role.spy", "SPY"), ("role.oligarch", "ELI"), ("asset.frozen", ""),
)  # fmt: skip
"""Topics in the order in which they decide; a topic also covers what begins with it and a dot."""


def read_own_actors(path: Path, tell: Tell) -> Iterator[OwnActor]:
    """The actors of one file. Raises InputError where the file itself cannot be read."""
    if path.suffix.lower() not in ENDINGS:
        raise InputError(str(path), "is no list of actors", f"Give a file that ends in {', '.join(ENDINGS)}.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read", "Check the path.") from None
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"byte {error.start} is no UTF-8", "Save it as UTF-8.") from None
    for line, row in _rows(path, text, tell):
        where = f"{path}, line {line}"
        try:
            yield _ftm(row, where, path.name) if "schema" in row else _actor(row, where, path.name)
        except InputError as error:
            tell(error)


def _rows(path: Path, text: str, tell: Tell) -> Iterator[tuple[int, dict[str, Any]]]:
    ending = path.suffix.lower()
    if ending in (".csv", ".tsv"):
        yield from _csv(path, text, "\t" if ending == ".tsv" else ",", tell)
    elif ending in (".yaml", ".yml"):
        yield from read_yaml(text, str(path), tell)
    else:
        yield from _json(path, text, tell)


def _csv(path: Path, text: str, comma: str, tell: Tell) -> Iterator[tuple[int, dict[str, Any]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma)
    heading = [cell.strip().lower() for cell in next(reader, [])]
    if "name" not in heading:
        raise InputError(f"{path}, line 1", "no column name", f"The first line names the columns. {_DO}")
    if unknown := [h for h in heading if h and h not in FIELDS]:
        raise InputError(f"{path}, line 1", f"column {unknown[0]!r} is not known", _DO)
    last = reader.line_num
    for cells in reader:
        line, last = last + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(heading):
            what = f"{len(cells)} cells under {len(heading)} headings"
            tell(InputError(f"{path}, line {line}", what, "Quote cells that hold a comma."))
            continue
        yield line, dict(zip(heading, (cell.strip() for cell in cells), strict=False))


def _json(path: Path, text: str, tell: Tell) -> Iterator[tuple[int, dict[str, Any]]]:
    if text.lstrip().startswith("["):
        try:
            value = json.loads(text)
        except ValueError as error:
            raise InputError(str(path), f"broken JSON ({error})", "Give a list of objects.") from None
        # Where each object starts: the decoder gives offsets only one value at a time.
        decoder, at = json.JSONDecoder(), text.index("[") + 1
        for one in value:
            at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
            line = text.count("\n", 0, at) + 1
            at = decoder.raw_decode(text, at)[1]
            if isinstance(one, dict):
                yield line, one
            else:
                tell(InputError(f"{path}, line {line}", "no object", _DO))
        return
    for line, part in enumerate(text.split("\n"), start=1):
        if not part.strip():
            continue
        try:
            value = json.loads(part)
        except ValueError as error:
            tell(InputError(f"{path}, line {line}", f"broken JSON ({error})", "Give one object a line."))
            continue
        if isinstance(value, dict):
            yield line, value
        else:
            tell(InputError(f"{path}, line {line}", "no object", _DO))


def _actor(row: dict[str, Any], where: str, file: str) -> OwnActor:
    if unknown := [key for key in row if key not in FIELDS]:
        raise InputError(where, f"field {unknown[0]!r} is not known", _DO)
    name = str(row.get("name") or "").strip()
    if not any(c.isalnum() for c in name):
        raise InputError(where, "no name", _DO)
    person = str(row.get("person") or "").strip().lower()
    if person not in ("", "true", "false", "yes", "no", "1", "0"):
        raise InputError(where, f"person is {person!r}", "Write true or false.")
    since, until = _held(row, where)
    return OwnActor(
        names=tuple(dict.fromkeys((name, *_several(row.get("alias"))))),
        country=_country(row.get("country"), where),
        sector=_sector(row.get("sector"), where),
        part_of=_several(row.get("part_of")),
        role=str(row.get("role") or "").strip(),
        since=since,
        until=until,
        person=person in ("true", "yes", "1") or bool(row.get("role")),
        file=file,
    )


def _ftm(row: dict[str, Any], where: str, file: str) -> OwnActor:
    """An entity of FollowTheMoney: schema and properties, each a list of texts."""
    schema, properties = row.get("schema"), row.get("properties")
    if schema not in _SCHEMATA:
        do = f"Read are {', '.join(_SCHEMATA)}."
        raise InputError(where, f"schema {schema!r} is no actor", do)
    if not isinstance(properties, dict):
        raise InputError(where, "no properties", "Give an entity with schema and properties.")
    values = {key: [str(v) for v in value] for key, value in properties.items() if isinstance(value, list)}
    names = [*values.get("name", ()), *values.get("alias", ()), *values.get("weakAlias", ())]
    if not names:
        raise InputError(where, "no name", "Give an entity with properties.name.")
    places = [*values.get("country", ()), *values.get("jurisdiction", ()), *values.get("nationality", ())]
    topics = values.get("topics", [])
    told = next(
        (sector for topic, sector in _TOPICS if any(f"{t}.".startswith(f"{topic}.") for t in topics)), ""
    )
    return OwnActor(
        names=tuple(dict.fromkeys(names)),
        country=_country(places[0], where) if places else None,
        sector=told or _SCHEMATA[schema],
        role=next(iter(values.get("position", ())), ""),
        person=schema == "Person",
        file=file,
    )


def _held(row: dict[str, Any], where: str) -> tuple[str, str]:
    """The days from and to which an office is held, as they are written; "" for one that is not given."""
    since, until = (str(row.get(field) or "").strip() for field in ("from", "to"))
    first, last = _days(since, f"{where}, field from"), _days(until, f"{where}, field to")
    if first and last and last[1] < first[0]:
        what = f"{until!r} lies before {since!r}, from which it is held"
        raise InputError(f"{where}, field to", what, "Swap from and to, or correct one.")
    return since, until


def _days(text: str, where: str) -> tuple[date, date] | None:
    """First and last day of what is written; None for ""."""
    if not text:
        return None
    try:
        if _DAY.fullmatch(text):
            return days_of(text)
    except ValueError:
        pass
    raise InputError(where, f"{text!r} is no day", "Write it as 2020-03-16, 2020-03 or 2020.")


def _several(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[|;]", str(value or ""))
    return tuple(dict.fromkeys(str(part).strip() for part in parts if str(part).strip()))


def _country(value: Any, where: str) -> str | None:
    said = str(value or "").strip()
    if said in ("", "-"):
        return None
    by_three = {three: two for two, three in alpha3().items()}
    code = said.upper() if said.upper() in alpha3() else by_three.get(said.upper())
    code = code or country_of_name(said) or country_of_demonym(said)
    if code is None:
        raise InputError(
            where, f"country {said!r} is not known", "Write an ISO 3166 code or an English name."
        )
    return code


def _sector(value: Any, where: str) -> str:
    said = str(value or "").strip()
    by_word = {word: code for code, word in SECTORS.items()}
    code = said.upper() if said.upper() in SECTORS else by_word.get(said.lower())
    if code is None:
        known = ", ".join(f"{code} ({word})" for code, word in SECTORS.items())
        raise InputError(where, f"sector {said!r} is not known", f"Known are {known}.")
    return code
