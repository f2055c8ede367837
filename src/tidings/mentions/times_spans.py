"""Lengths of time, what comes again, and words for past, present and future."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from tidings.mentions.times_grammar import PART_CODES, weekday_number
from tidings.mentions.times_grammar import words_value as number_of
from tidings.mentions.times_setting import Match, Reading, Setting, duration_value, unit_name

_AGEING: Final = re.compile(
    r"\s(?:\w+\s)?(?:war|conflict|truce|cease\w*|ban|siege|insurgency|uprising|dispute|crisis|embargo|rebellion|agreement|"
    r"campaign|curfew|blockade|offensive|operation|unrest|coalition|deal|treaty|strike|standoff|slump)\b"
)
"""After "five-year-old": what has lasted, where others have an age."""


def read_duration(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    unit = unit_name(m["unit"])
    if (groups.get("old") and not _AGEING.match(s.after)) or s.after.startswith("-long"):
        return None
    if groups.get("tens"):
        return Reading("DURATION", duration_value(None, unit), None, "a length of time")
    quantity = groups.get("n")
    if quantity is not None:
        low = quantity.lower()
        if unit == "second" and not groups["s"] and groups["h"] != "-":
            return None
        if (
            (unit in ("quarter", "season") and re.match(r"(?:a|an|one)\b", low))
            or m.group().endswith("three-quarters")
            or (unit == "day" and low in ("one", "some") and not groups["approx"] and groups["h"] != "-")
        ):
            return None
        if low in ("some", "many", "few") and not groups["s"]:
            return None
        if (
            low in ("a", "an")
            and not groups["approx"]
            and (groups["h"] == "-" or re.match(r"(?i)\s(?:before|after)\b", s.after))
            and unit == "night"
        ):
            return None
        if low in ("a", "an", "per") and re.search(
            r"(?i)(?:(?:times|once|twice|percent|per\scent|\d|dollars|barrels|thousand|million|billion|tons|hours?|days?|cents)|"
            r"\d\s(?:\w+\s)?[a-z]+s)\s$",
            s.before,
        ):
            return None
    if quantity is None and not groups.get("long") and unit in ("second", "quarter", "season", "night"):
        return None
    amount = (
        number_of(
            re.sub(
                r"(?i)[-\s](?:more|other|additional|full|long|straight|consecutive|whole|solid)$",
                "",
                quantity,
            )
        )
        if quantity
        else None
    )
    if (
        quantity is None
        and unit in ("decade", "year", "month", "week", "day", "hour")
        and (groups.get("long") == "-long")
    ):
        amount = number_of("one")
    if amount is not None and groups.get("half"):
        amount += Fraction(1, 2)
    why = "a length of time"
    if re.match(r"(?i)\s(?:before|after)\b", s.after):
        why = "a length of time before or after what follows, whose day is not known here"
    return Reading("DURATION", duration_value(amount, unit), None, why)


_COMES_EACH: Final = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y", "annual": "P1Y",
    "annually": "P1Y", "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W", "bimonthly": "P2M",
}  # fmt: skip


def read_set(m: Match, s: Setting) -> Reading | None:
    groups = m.groupdict()
    if groups.get("adj"):
        if re.match(r"\s[A-Z]", s.after) or (groups["adj"][0].isupper() and s.before.strip()):
            return None
        if groups["adj"].lower() in ("annual", "quarterly") and re.match(r"\s[a-z]", s.after):
            return None  # "annual sales": what sort of sales, in TimeBank no time
        return Reading("SET", _COMES_EACH[groups["adj"].lower()], None, "something that comes again")
    if groups.get("w"):
        part = f"T{PART_CODES[groups['p'].lower()]}" if groups.get("p") else ""
        value = f"XXXX-WXX-{weekday_number(groups['w']) + 1}{part}"
        return Reading("SET", value, None, "something that comes again")
    if groups.get("p"):
        return Reading(
            "SET", f"XXXX-XX-XXT{PART_CODES[groups['p'].lower()]}", None, "something that comes again"
        )
    unit = unit_name(groups["unit"])
    n = groups.get("n")
    amount = (
        number_of("two")
        if (n or "").lower() == "other"
        else number_of(n)
        if n and n.lower() != "few"
        else number_of("one")
    )
    return Reading("SET", duration_value(amount, unit), None, "something that comes again")


def read_reference(m: Match, s: Setting) -> Reading | None:
    kind = next(k for k in ("now", "past", "future") if m.groupdict().get(k))
    if m.group() == "Now":
        return None  # "Now, he says": it goes on with the telling, in seven of eight places
    value = {"now": "PRESENT_REF", "past": "PAST_REF", "future": "FUTURE_REF"}[kind]
    return Reading(
        "DATE",
        value,
        None,
        "points to the " + {"now": "present", "past": "past", "future": "future"}[kind] + ", no day is given",
    )
