"""Whether an asserted fact is what the program answers; where not, the cause that can be told.

Answers are JSON objects as the commands print them with `--format json`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Final, Protocol

from tidings.evaluate.figures import Json
from tidings.evaluate.formats_stories import Fact
from tidings.evaluate.gold_match import name_words, names_of
from tidings.evaluate.stories_match import Matched
from tidings.ledger.names import country_codes

NOT_READ: Final = "not read"
NOT_LINKED: Final = "not linked"
LINKED_TOO_MUCH: Final = "linked too much"
WRONG: Final = "wrong value"
ABOUT: Final = 0.05
"""What "about" reads to either side of a number, as the guidelines have it."""
CAUSES: Final = (NOT_READ, NOT_LINKED, LINKED_TOO_MUCH, WRONG)


class Asked(Protocol):
    """A store with a story's reports, asked what a user can ask. `known_on`: with the reports published by
    that day alone; None: with all."""

    @property
    def incident_of(self) -> Mapping[str, str]:
        """Incident of each event, by id."""
        ...

    @property
    def part_of(self) -> Mapping[str, str]:
        """The incident that each is a part of, by id; those of none are left out."""
        ...

    def incident(self, id: str, known_on: date | None) -> Json: ...
    def states(self, day: date, known_on: date | None) -> list[Json]: ...
    def promises(self, day: date) -> list[Json]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """`cause` is None where the fact is right; `answer` is what was answered, for the list of misses."""

    cause: str | None
    answer: Any = None


RIGHT: Final = Verdict(None)


def judge(fact: Fact, asked: Asked, matched: Matched) -> Verdict:
    """`matched`: the events of the reports that count by the fact's day, by the happening they stand for."""
    if fact.kind in ("state", "no-state"):
        return _judge_state(fact, asked)
    mine = [event for event, happening in matched.items() if happening == fact.given["happening"]]
    if fact.kind == "promise":
        return _judge_promise(fact, asked, mine, matched)
    if not mine:
        return Verdict(NOT_READ)
    votes = Counter(asked.incident_of[event] for event in mine)
    id = min(votes, key=lambda one: (-votes[one], one))
    incident = asked.incident(id, fact.known_on)
    right, answer = _VALUES[fact.kind](fact.given, incident)
    if right:
        return RIGHT
    if len(votes) > 1:
        return Verdict(NOT_LINKED, answer)
    others = {matched[event] for event in matched if asked.incident_of.get(event) == id}
    return Verdict(LINKED_TOO_MUCH if len(others) > 1 else WRONG, answer)


def _toll(given: Json, incident: Json) -> tuple[bool, Any]:
    toll = incident.get(given["field"]) or {}
    answer = {key: toll.get(key) for key in ("low", "best", "high")}
    wanted = {key: given[key] for key in answer if key in given}
    return all(answer[key] == wanted[key] for key in wanted), answer


def _disputed(given: Json, incident: Json) -> tuple[bool, Any]:
    disputed = incident.get("disputed") or []
    return (given["field"] in disputed) == given["is"], disputed


def _status(given: Json, incident: Json) -> tuple[bool, Any]:
    return incident.get("status") == given["is"], incident.get("status")


def _day(given: Json, incident: Json) -> tuple[bool, Any]:
    when = incident.get("when") or {}
    answer = (when.get("start"), when.get("end"))
    return answer == (given["start"], given["end"]), answer


def _place(given: Json, incident: Json) -> tuple[bool, Any]:
    place = incident.get("place")
    return same_place(place, given), place and (place.get("name"), place.get("country"))


def _names(key: str) -> Callable[[Json, Json], tuple[bool, Any]]:
    def compare(given: Json, incident: Json) -> tuple[bool, Any]:
        found = incident.get(key) or []
        return all(any(same_party(one, name) for one in found) for name in given["names"]), found

    return compare


def _outlets(given: Json, incident: Json) -> tuple[bool, Any]:
    return incident.get("outlets") == given["outlets"], incident.get("outlets")


_VALUES: Final[dict[str, Callable[[Json, Json], tuple[bool, Any]]]] = {
    "toll": _toll,
    "disputed": _disputed,
    "status": _status,
    "day": _day,
    "place": _place,
    "claimed-by": _names("claimed_by"),
    "denied-by": _names("denied_by"),
    "reported-by": _outlets,
}


def _judge_promise(fact: Fact, asked: Asked, mine: list[str], matched: Matched) -> Verdict:
    rows = asked.promises(date.fromisoformat(fact.given["on"]))
    if not mine:
        return Verdict(NOT_READ)
    told = [(_holds(row, mine, asked.incident_of), row) for row in rows]
    most = max((n for n, _ in told), default=0)
    if not most:
        return Verdict(WRONG, "no promise")
    row = min((row for n, row in told if n == most), key=lambda row: (row["announced"] or "", row["id"]))
    by = fact.given.get("by")
    deeds = {matched.get(one["event"]) for deed in row["by"] for one in deed["told"]}
    if row["standing"] == fact.given["is"] and (by is None or by in deeds):
        return RIGHT
    if by is not None and by not in matched.values():
        return Verdict(NOT_READ, row["standing"])
    several = sum(n > 0 for n, _ in told) > 1
    return Verdict(NOT_LINKED if several else WRONG, (row["standing"], *sorted(filter(None, deeds))))


def _holds(row: Json, mine: list[str], incident_of: Mapping[str, str]) -> int:
    """How many of the events are in the promise, or in an incident of it."""
    told = {one["event"] for one in row["told"]}
    return sum(event in told or incident_of.get(event) in row["incidents"] for event in mine)


def _judge_state(fact: Fact, asked: Asked) -> Verdict:
    given = fact.given
    rows = asked.states(date.fromisoformat(given["on"]), fact.known_on)
    alike = [row for row in rows if row["kind"] == given["kind"] and _same_holder(row, given)]
    found = [row for row in alike if _same_state(row, given)]
    holding = [row for row in found if _state_status(row) != "ended"]
    if fact.kind == "no-state":
        return Verdict(WRONG, _state_said(holding[0])) if holding else RIGHT
    wanted = given.get("status")
    if any(_state_status(row) == wanted for row in found) if wanted else holding:
        return RIGHT
    return Verdict(WRONG, [_state_said(row) for row in alike[:3]]) if alike else Verdict(NOT_READ)


def _same_holder(row: Json, given: Json) -> bool:
    if "holder" not in given:
        return True
    parties = [row.get("holder"), *(one.get("holder") for one in row.get("contested") or ())]
    return any(
        same_party(party, given["holder"]) or _same_nation(party, given["holder"]) for party in parties
    )


def _same_state(row: Json, given: Json) -> bool:
    where = [row.get("place"), row.get("site")]
    return (
        (
            "other" not in given
            or any(same(row.get("other"), given["other"]) for same in (same_party, _same_nation))
        )
        and ("role" not in given or same_party(row.get("role"), given["role"]))
        and ("count" not in given or same_count(row.get("count"), given["count"]))
        and ("place" not in given or any(same_party(one, given["place"]) for one in where))
    )


def _same_nation(found: Any, wanted: Any) -> bool:
    """ "Ugandan soldiers", of whom the answer has the country, are "Uganda"."""
    country = found.get("country") if isinstance(found, dict) else None
    return country is not None and any(country in country_codes(name) for name in names_of(wanted))


def same_count(found: Any, wanted: list[int | None]) -> bool:
    """The same bounds, or around them by no more than "about" reads: 142 to 158 is 150."""
    if not found:
        return False
    low, high = found[0], found[1]
    least, most = wanted[0], wanted[1]
    low_right = low == least or (
        low is not None and least is not None and least - ceil(least * ABOUT) <= low <= least
    )
    high_right = high == most or (
        high is not None and most is not None and most <= high <= most + ceil(most * ABOUT)
    )
    return low_right and high_right


def _state_status(row: Json) -> str:
    status = str(row.get("status"))
    return {"current": "holds", "lost": "ended", "former": "ended"}.get(status, status)


def _state_said(row: Json) -> Any:
    keys = ("holder", "other", "role", "place", "site", "count")
    said = [names_of(row[key])[:1] if key != "count" else row[key] for key in keys if row.get(key)]
    return [*said, row["status"]]


def same_party(found: Any, wanted: Any) -> bool:
    """Whether all words of the shorter name are among those of the longer, for any of their names."""
    for one in map(name_words, names_of(found)):
        for other in map(name_words, names_of(wanted)):
            short, long = sorted((set(one), set(other)), key=len)
            if short and short <= long:
                return True
    return False


def same_place(found: Any, wanted: Json) -> bool:
    """A name in common, or the one within the other, and no two different countries."""
    if not found or not same_party(found, {"name": wanted["name"]}):
        return False
    countries = (found.get("country") if isinstance(found, dict) else None), wanted.get("country")
    return None in countries or countries[0] == countries[1]
