"""Reads the case files under tests/cases: a report in a few words, and the events it should give.

A case is a block of lines between empty ones; lines that begin with # are for the reader.

    published: 2021-05-12           left out: 12 May 2021, a Wednesday
    title: Rebels shell the port    the headline, where the case is about one
    text: Rebels shelled the port on Monday.
    ASSAULT | who: Rebels | whom: port | when: 2021-05-10
    no ACCUSE
    and others

After the text comes a line for each event, which says of it only what the case is about. Further events
are wrong unless the last line is "and others"; "no ACCUSE" bars one type even then. Without any line the
text tells of no event.

`who`, `whom`, `sources`: names with commas between, without articles; "A = B" are two names of one party;
sources stand outermost first. `place`: name, and the country where it matters ("Tripoli, LB"). `when`: a day,
or two with ".." between. Numbers: "3", "43 .. open". "-" is empty. `told`: in how many sentences the event
is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from blocks import blocks

from tidings import Reading, read_text
from tidings.model.codes import EVENT_TYPES, MODES, STATUSES
from tidings.model.record import Event, Number, Party, Source

FOLDERS = (
    "frames", "status", "attribution", "place", "time_of_event", "coreference", "merging", "tolls",
)  # fmt: skip
PUBLISHED = date(2021, 5, 12)
NAMES = ("who", "whom", "sources")
NUMBERS = ("killed", "injured", "detained", "size")
KEYS = (*NAMES, "place", "when", "status", "mode", "background", "weapon", "told", *NUMBERS)


@dataclass(frozen=True, slots=True)
class Claim:
    """One expected event: its type and what is said of it, as written."""

    type: str
    values: dict[str, str]
    line: str


@dataclass(frozen=True, slots=True)
class Case:
    """One block of a case file. `absent`: types of which no event may be there."""

    name: str
    text: str
    title: str | None
    published: date | None
    claims: tuple[Claim, ...]
    absent: tuple[str, ...]
    others: bool

    def read(self) -> Reading:
        return read_text(self.text, published=self.published, title=self.title)


def cases_in(folder: str) -> list[Case]:
    """The cases of a folder's files, in the order of their names. Raises ValueError naming the file."""
    out: list[Case] = []
    for path, lines in blocks(folder):
        try:
            out.append(case_of(lines, f"{folder}/{path.stem}"))
        except ValueError as error:
            raise ValueError(f"{folder}/{path.name}: {error}") from None
    return out


def case_of(lines: list[str], name: str) -> Case:
    """Raises ValueError where a line is not as the head of this file has it."""
    fields: dict[str, list[str]] = {"published": [], "title": [], "text": []}
    at = 0
    while at < len(lines) and (key := lines[at].partition(": ")[0]) in fields:
        fields[key].append(lines[at].partition(": ")[2])
        at += 1
    if not fields["text"]:
        raise ValueError(f"{lines[0]!r}: a case has a text")
    others = lines[-1] == "and others"
    expected = lines[at : len(lines) - others]
    title = fields["title"][0] if fields["title"] else None
    published = fields["published"][0] if fields["published"] else PUBLISHED.isoformat()
    return Case(
        f"{name}: {fields['text'][0][:60]}",
        "\n\n".join([title, *fields["text"]] if title else fields["text"]),
        title,
        None if published == "unknown" else date.fromisoformat(published),
        tuple(claim_of(line) for line in expected if not line.startswith("no ")),
        tuple(type_of(line.removeprefix("no ")) for line in expected if line.startswith("no ")),
        others,
    )


def claim_of(line: str) -> Claim:
    type_, *parts = line.split(" | ")
    values = {}
    for part in parts:
        key, colon, value = part.partition(": ")
        if key not in KEYS or not colon or not value.strip():
            raise ValueError(f"{part!r}: a value is 'key: value' with one of {', '.join(KEYS)}")
        values[key] = value.strip()
    if values.get("status", STATUSES[0]) not in STATUSES:
        raise ValueError(f"unknown status in {line!r}")
    if values.get("mode", "-") not in ("-", *MODES[type_of(type_)]):
        raise ValueError(f"unknown mode in {line!r}")
    return Claim(type_of(type_), values, line)


def type_of(word: str) -> str:
    if word not in EVENT_TYPES:
        raise ValueError(f"{word!r} is no event type")
    return word


def differences(case: Case, events: tuple[Event, ...]) -> list[str]:
    """What is wrong, one line each, then all that was read; empty where all is as the case says."""
    free = list(events)
    wrong: list[str] = []
    for claim in sorted(case.claims, key=lambda c: -len(c.values)):  # who says most chooses first
        found = next((e for e in free if fits(claim, e)), None)
        if found is None:
            wrong.append(f"missing: {claim.line}")
        else:
            free.remove(found)
    absent = case.absent if case.others else EVENT_TYPES
    wrong += [f"must not be there: {shown(e)}" for e in free if e.type in absent]
    return [*wrong, *(f"read: {shown(e)}" for e in events)] if wrong else []


def fits(claim: Claim, event: Event) -> bool:
    return claim.type == event.type and all(_fits(key, value, event) for key, value in claim.values.items())


def _fits(key: str, value: str, event: Event) -> bool:
    if key in NAMES:
        parties = {"who": event.actors, "whom": event.recipients, "sources": event.sources}[key]
        return _same_parties(value, parties, ordered=key == "sources")
    if key == "place":
        name, comma, country = value.partition(", ")
        if event.place is None:
            return value == "-"
        return plain(name) == plain(event.place.name) and (not comma or country == event.place.country)
    return value == _value(key, event)


def _same_parties(value: str, parties: tuple[Party | Source, ...], *, ordered: bool) -> bool:
    expected = [] if value == "-" else value.split(", ")
    if len(expected) != len(parties):
        return False
    free = list(parties)
    for slot in expected:
        names = {plain(n) for n in slot.split(" = ")}
        pool = free[:1] if ordered else free
        found = next((p for p in pool if names <= {plain(n) for n in (p.name, *p.names)}), None)
        if found is None:
            return False
        free.remove(found)
    return True


def plain(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", name.casefold().replace("’", "'"))


def _value(key: str, event: Event) -> str:
    """A value as case files write it."""
    if key == "told":
        return str(len({e.span for e in event.evidence}))
    if key == "background":
        return "yes" if event.background else "no"
    if key == "when":
        if event.when is None:
            return "-"
        start, end = (
            d.isoformat() if d else "open" for d in (event.when.interval.start, event.when.interval.end)
        )
        return start if start == end else f"{start} .. {end}"
    if key == "weapon":
        return event.weapon.name if event.weapon else "-"
    if key == "place":
        return ", ".join(filter(None, (event.place.name, event.place.country))) if event.place else "-"
    found: Number | str | None = getattr(event, key)
    if isinstance(found, Number):
        low, high = ("open" if bound is None else str(bound) for bound in found.value)
        return low if low == high else f"{low} .. {high}"
    return found or "-"


def shown(event: Event) -> str:
    """An event in the manner of a case file, with all that it has."""
    parties = {"who": event.actors, "whom": event.recipients, "sources": event.sources}
    values = {key: ", ".join(" = ".join(p.names) for p in found) or "-" for key, found in parties.items()}
    values |= {key: _value(key, event) for key in KEYS if key not in NAMES}
    return " | ".join([event.type, *(f"{k}: {v}" for k, v in values.items() if v != "-")])
