"""What a user writes after `tidings set … FIELD`, as the JSON that judgements keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tidings.errors import UsageError
from tidings.model.contract import dumps_json
from tidings.model.days_given import days_of
from tidings.model.judgement_fields import FIELDS, NUMBERS, ONE_PARTY, PARTIES, PLACE_KEYS
from tidings.model.record import Event, State

if TYPE_CHECKING:
    from tidings.mentions.gazetteer import Candidate

NONE: Final = "none"
_NUMBER: Final = re.compile(
    r"(?P<upto>up to\s+)?(?P<low>[0-9][0-9,]*)\s*"
    r"(?:(?P<more>\+|or more)|(?:-|–|to)\s*(?P<high>[0-9][0-9,]*))?"
)
_FLAGS: Final = {"yes": True, "true": True, "no": False, "false": False}
_PRECISION: Final = {
    "town": "town", "capital": "town", "country": "country", "district": "district", "sea": "sea",
    "base": "site", "site": "site", "airport": "site",
}  # fmt: skip
DEGREE_DIGITS: Final = 5


def read_value(record: Event | State, field: str, text: str) -> str:
    """JSON of the value for this field of the record. Raises UsageError that says how it is written."""
    text = " ".join(text.split())
    sort = "event" if isinstance(record, Event) else "state"
    if field not in FIELDS[sort]:
        raise UsageError(
            f"{field!r} is no field of {'an' if sort == 'event' else 'a'} {sort} that can be set. Those are: "
            f"{', '.join(FIELDS[sort])}."
        )
    if not text:
        raise UsageError(f"the value is empty. To empty {field}, give {NONE}.")
    return dumps_json(_value(record, field, text))


def _value(record: Event | State, field: str, text: str) -> Any:
    is_none = text.casefold() == NONE
    if field in PARTIES:
        names = [name.strip() for name in text.split(";")]
        return [] if is_none else list(dict.fromkeys(name for name in names if name))
    if is_none:
        if field in ("type", "kind", "background") or (field == "status" and isinstance(record, Event)):
            raise UsageError(f"{field} cannot be empty.")
        return None
    if field in NUMBERS:
        return _number(field, text)
    if field == "when":
        return _when(text)
    if field == "place":
        return _place(text, record.place.country if record.place else None)
    if field == "background":
        if text.casefold() not in _FLAGS:
            raise UsageError(f"background {text!r} is neither yes nor no.")
        return _FLAGS[text.casefold()]
    if field == "type":
        return text.upper()
    return text if field in (*ONE_PARTY, "weapon", "role") else text.lower()


def _number(field: str, text: str) -> list[int | None]:
    found = _NUMBER.fullmatch(text.casefold())
    if found is None or (found["upto"] and (found["more"] or found["high"])):
        raise UsageError(f'{field}: {text!r} is no number of people. Write 9, 9-12, 9+, "up to 9" or {NONE}.')
    low = int(found["low"].replace(",", ""))
    if found["upto"]:
        return [None, low]
    if found["more"]:
        return [low, None]
    high = int(found["high"].replace(",", "")) if found["high"] else low
    if high < low:
        raise UsageError(f"{field}: {text!r} runs from more to fewer.")
    return [low, high]


def _when(text: str) -> dict[str, str | None]:
    first, slash, last = text.partition("/")
    try:
        start = days_of(first) if first.strip() else None
        end = days_of(last) if last.strip() else None
    except ValueError:
        do = f"write it as 2020-03-16, 2020-03 or 2020, or START/END of such, or {NONE}"
        raise UsageError(f"{text!r} is no day; {do}.") from None
    if start is None and end is None:
        raise UsageError(f"{text!r} has neither a first nor a last day.")
    if not slash and start:
        precision = "day" if start[0] == start[1] else "month" if start[0].month == start[1].month else "year"
        return {"start": start[0].isoformat(), "end": start[1].isoformat(), "precision": precision}
    days = start[0] if start else None, end[1] if end else None
    if days[0] and days[1] and days[0] > days[1]:
        raise UsageError(f"{text!r} ends before it starts.")
    return {
        "start": days[0].isoformat() if days[0] else None,
        "end": days[1].isoformat() if days[1] else None,
        "precision": "range",
    }


def _place(text: str, near: str | None) -> dict[str, Any]:
    """`near`: the country of the place that the record had, which decides between namesakes."""
    from tidings.ledger.names import country_codes

    name, *rest = [part.strip() for part in text.split(",")]
    country = None
    if rest:
        codes = country_codes(rest[0])
        if not codes:
            raise UsageError(f'{rest[0]!r} is no country. Write the place as NAME, COUNTRY: "Taji, IQ".')
        (country,) = codes
    if len(rest) > 1:
        return _made(name, country, *_point(rest[1:]), None, "site")
    if not rest and (codes := country_codes(name)):
        return _made(name, next(iter(codes)), None, None, None, "country")
    found = _looked_up(name, country or near)
    if found is None and country is None:
        found = _looked_up(name, None)
    if found is None:
        if country is None:
            raise UsageError(f'no place {name!r} is known. Give its country too: "{name}, IQ".')
        return _made(name, country, None, None, None, "unresolved")
    whole = found.kind in ("country", "continent")
    point = (None, None) if whole else (found.lat, found.lon)
    return _made(name, found.country, *point, found.geonames, _PRECISION.get(found.kind, "region"))


def _looked_up(name: str, country: str | None) -> Candidate | None:
    """The place of this name in the country: a town before the district or region around it, of several the
    one of most people. Raises UsageError where no country is
    given and places of several have the name."""
    from pathlib import Path

    from tidings.mentions.gazetteer import Gazetteer
    from tidings.settings import Settings

    own = Settings.from_environment().gazetteer
    gazetteer = Gazetteer.open(own=Path(own) if own else None)
    try:
        found = [c for c in gazetteer.lookup(name) if country in (None, c.country)]
    finally:
        gazetteer.close()
    usual = [c for c in found if c.match == "exact"] or found
    countries = sorted({c.country or "" for c in usual})
    if len(countries) > 1:
        several = ", ".join(filter(None, countries))
        raise UsageError(f"{name!r} is a place in {several}. Give the country too.")
    towns = [c for c in usual if c.kind in ("town", "capital")]
    return max(towns or usual, key=lambda c: (c.people, -c.id), default=None)


def _point(degrees: list[str]) -> tuple[float, float]:
    try:
        lat, lon = (round(float(part), DEGREE_DIGITS) for part in degrees)
    except ValueError:
        lat, lon = 91.0, 0.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise UsageError(f"{', '.join(degrees)!r} is no point. Give latitude and longitude: 33.5, 44.25.")
    return lat, lon


def _made(*values: Any) -> dict[str, Any]:
    name, country, lat, lon, geonames, precision = values
    round_ = [None if d is None else round(float(d), DEGREE_DIGITS) + 0.0 for d in (lat, lon)]
    return dict(zip(PLACE_KEYS, (name, country, *round_, geonames, precision), strict=True))
