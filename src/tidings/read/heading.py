"""What a text as copied from a site says about itself: its headline and the outlet it is from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from tidings.read.publication import is_date_line, without_dates

_MAX_HEADLINE: Final = 200
_HEAD: Final = 4
_FURNITURE = re.compile(
    r"(?:home|menu|share|print|save|listen|advertisement|skip to (?:main )?content|world|news|politics|"
    r"breaking(?: news)?|live|exclusive|press release|opinion|for immediate release|"
    r".{0,40} [>›»] .{0,60})[:.]?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|from|source|via)\b:?\s+(?P<name>[^|·•]{2,60})", re.IGNORECASE)
# What outlets call themselves; a byline without one of these words names a person.
_OUTLET = re.compile(
    r"\b(?:news|newsroom|times|post|dispatch|herald|tribune|agency|press|radio|tv|television|daily|weekly|"
    r"observer|guardian|gazette|journal|monitor|mail|mirror|star|sun|telegraph|standard|chronicle|courier|"
    r"bulletin|review|today|online|network|wire|newswire|media|broadcasting|independent|express|inquirer|"
    r"voice|institute|ministry|watch|reuters|afp|ap|upi|dpa|efe|ansa|tass|xinhua|anadolu|bbc|cnn|"
    r"al[ -]jazeera|\w+\.(?:com|org|net|news|info))\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\s+(?:staff(?: (?:writers?|reporters?))?|correspondents?|reporters?|english edition|in \w+)$",
    re.IGNORECASE,
)
_SMALL: Final = frozenset({"of", "the", "and", "for", "in", "de", "al", "la"})
_DATELINE_AGENCY = re.compile(r"^[A-Z][^()\n]{2,60}\((?P<name>[A-Z][\w. /-]{1,24})\)\s*[-–—:]")


@dataclass(frozen=True, slots=True)
class Heading:
    title: str | None
    outlet: str | None


def read_heading(text: str) -> Heading:
    """The headline (first line that can be one) and the outlet where a byline, a date line or an
    agency dateline states it. None where the text does not say."""
    lines = [line for raw in text[:20_000].splitlines() if (line := raw.strip(" \t\r\ufeff#*"))]
    head = lines[:12]
    title = _headline(head)
    for i, line in enumerate(head):
        if line != title and (name := _outlet_in(line) or _outlet_beside(head, i)):
            return Heading(title, name)
    return Heading(title, None)


def _headline(head: list[str]) -> str | None:
    for i, line in enumerate(head[:_HEAD]):
        if _FURNITURE.fullmatch(line) or is_date_line(line, first=i == 0) or _BYLINE.match(line):
            continue
        rest = head[i + 1 :]
        if not rest or not _could_be_headline(line):
            return None
        return line
    return None


def _could_be_headline(line: str) -> bool:
    return len(line) <= _MAX_HEADLINE and line[-1] not in ".;,:" and not _DATELINE_AGENCY.match(line)


def _outlet_in(line: str) -> str | None:
    # "The River Front (RF) - a militia" opens like a dateline; those have a town in capitals or a known word.
    if (agency := _DATELINE_AGENCY.match(line)) and (
        line.split()[0].strip(",").isupper() or _OUTLET.search(agency["name"])
    ):
        return agency["name"].strip()
    if len(line) > 160 or line[-1] in "?!":
        return None
    by = _BYLINE.match(line)
    if not by and not is_date_line(line):
        return None
    for piece in re.split(r"\s*[|·•,\t]\s*|\s+[-–—]\s+", without_dates(line)):
        name = re.sub(r"^(?:by|from|source|via)\b:?\s+", "", piece.strip(" .:()"), flags=re.IGNORECASE)
        person, _, employer = name.partition(" for ")
        if employer and not _OUTLET.search(person):
            name = employer
        if _is_outlet(name := _STAFF.sub("", name)):
            return name
    return None


def _outlet_beside(head: list[str], i: int) -> str | None:
    """A line of its own that names an outlet, next to the date or byline."""
    beside = head[max(0, i - 1) : i] + head[i + 1 : i + 2]
    near = any(is_date_line(line) or _BYLINE.match(line) for line in beside)
    return head[i] if near and _is_outlet(head[i]) else None


def _is_outlet(name: str) -> bool:
    words = name.split()
    return (
        len(words) <= 6 and all(w[0].isupper() or w in _SMALL for w in words) and bool(_OUTLET.search(name))
    )
