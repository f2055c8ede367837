"""What a person decides about records: two events are the same or not, a record is wrong, a field has another
value, an earlier judgement is undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from tidings.model.contract_write import dumps_json
from tidings.model.judgement_fields import check_value
from tidings.model.report import digest
from tidings.model.span import Span

VERDICTS: Final[dict[str, tuple[str, ...]]] = {
    "pair": ("same", "different"), "record": ("wrong",), "field": ("set",), "undo": ("undone",),
}  # fmt: skip
"""What can be said in a judgement of each kind."""
_UNSTORED: Final = re.compile(r"[\ud800-\udfff]|\\u0000")
_END: Final = "9000"
"""Judgements made later than one in the store are dated after it, so none may be dated at the end of time."""
COLUMNS: Final = ("id", "kind", "targets", "verdict", "field", "value", "because", "by", "at")


@dataclass(frozen=True, slots=True)
class Target:
    """A record as it stood when it was judged, so that it is found again after another reading.

    `record`: its id then. `sort`: "event" or "state"; `type`: its event type or state kind. `span` and
    `trigger`: its first evidence. `alone`: no other record of the report had that type and overlapping
    evidence.
    """

    report: str
    record: str
    sort: str
    type: str
    span: Span
    trigger: Span | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """`targets`: of a pair two events, of an undoing none. `undoes`: the id of what is undone. `value` is
    JSON as judgement_fields has it, None but for kind "field". `at`: UTC as ISO text with microseconds."""

    kind: str
    verdict: str
    by: str
    at: str
    targets: tuple[Target, ...] = ()
    undoes: str | None = None
    field: str | None = None
    value: str | None = None
    because: str | None = None

    @property
    def id(self) -> str:
        """Hash of everything it says, who said it and when: `j` and 20 hex digits."""
        return _id(self)

    @property
    def order(self) -> tuple[str, str]:
        """Of judgements that cannot all hold, the last in this order counts."""
        return self.at, self.id

    def row(self) -> dict[str, Any]:
        """Everything but the id. Raises nothing; `check` says whether it makes sense."""
        return {
            "kind": self.kind,
            "targets": self.targets_json(),
            "verdict": self.verdict,
            "field": self.field,
            "value": self.value,
            "because": self.because,
            "by": self.by,
            "at": self.at,
        }

    def targets_json(self) -> list[dict[str, Any]]:
        if self.undoes is not None:
            return [{"judgement": self.undoes}]
        return [_target_json(t) for t in self.targets]

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, **self.row()}


@lru_cache(maxsize=1 << 16)
def _id(one: Judgement) -> str:
    # Asked for again and again: it orders judgements, and all are loaded with each portion of reports.
    row = one.row()
    return digest("judgement", *(row[name] for name in COLUMNS[1:]))


def judgement_from_json(value: Any) -> Judgement:
    """What `to_json` wrote. Raises ValueError that names the field for anything else: an unknown kind or
    field, a target without a report, a value that the field cannot have, an id that does not fit."""
    if not isinstance(value, dict):
        raise ValueError("an object is expected")
    if unknown := sorted(map(str, set(value) - set(COLUMNS))):
        raise ValueError(f"{', '.join(unknown)}: no such field")
    kind, verdict, by, at = (_text(value, name) for name in ("kind", "verdict", "by", "at"))
    field, held, because = (_text_or_none(value, name) for name in ("field", "value", "because"))
    targets = value.get("targets")
    if not isinstance(targets, list) or not all(isinstance(t, dict) for t in targets):
        raise ValueError("targets: a list of objects is expected")
    undoes = _text(targets[0], "judgement") if kind == "undo" and len(targets) == 1 else None
    found = Judgement(
        kind, verdict, by, at,
        () if kind == "undo" else tuple(_target(t) for t in targets),
        undoes, field, held, because,
    )  # fmt: skip
    check_judgement(found)
    if value.get("id") != found.id:
        raise ValueError(f"id: the content gives {found.id}, not {value.get('id')!r}")
    return found


def check_judgement(one: Judgement) -> None:
    """Raises ValueError for a judgement that cannot be meant, naming the field."""
    if one.kind not in VERDICTS:
        raise ValueError(f"kind: {one.kind!r} is none of {', '.join(VERDICTS)}")
    if one.verdict not in VERDICTS[one.kind]:
        raise ValueError(f"verdict: {one.verdict!r} is none of {', '.join(VERDICTS[one.kind])}")
    expected = {"pair": 2, "record": 1, "field": 1, "undo": 0}[one.kind]
    if len(one.targets) != expected or (one.kind == "undo") != (one.undoes is not None):
        raise ValueError("targets: a pair has two, anything else has one")
    if one.kind == "pair":
        if any(t.sort != "event" for t in one.targets):
            raise ValueError("targets: only events are the same or different")
        if one.targets[0] == one.targets[1]:
            raise ValueError("targets: both are the same record")
    if (one.kind == "field") != (one.field is not None and one.value is not None):
        raise ValueError("field: given where a value is set, and only there")
    if one.field is not None and one.value is not None:
        check_value(one.targets[0].sort, one.field, one.value)
    for name, held in one.row().items():
        if _UNSTORED.search(dumps_json(held)):
            raise ValueError(f"{name}: it holds a character that cannot be stored")
    if not one.by.strip():
        raise ValueError("by: the name is empty")
    _check_time(one.at)


def stamp(at: datetime) -> str:
    """UTC as ISO text with microseconds, which sorts as the times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _check_time(text: str) -> None:
    try:
        if stamp(datetime.fromisoformat(text)) == text and text < _END:
            return
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"at: {text!r} is no UTC time such as 2020-03-16T08:30:00.000000+00:00")


def _target(value: dict[str, Any]) -> Target:
    sort = next((name for name in ("event", "state") if name in value), None)
    if sort is None:
        raise ValueError("targets: neither an event nor a state is named")
    trigger, alone = value.get("trigger"), value.get("alone", False)
    if not isinstance(alone, bool):
        raise ValueError("targets: alone is true or false")
    return Target(
        _text(value, "report"), _text(value, sort), sort, _text(value, "type" if sort == "event" else "kind"),
        _span(value), None if trigger is None else _span(trigger), alone,
    )  # fmt: skip


def _target_json(target: Target) -> dict[str, Any]:
    trigger = target.trigger
    return {
        "report": target.report,
        target.sort: target.record,
        "type" if target.sort == "event" else "kind": target.type,
        "start": target.span.start,
        "end": target.span.end,
        "trigger": {"start": trigger.start, "end": trigger.end} if trigger else None,
        "alone": target.alone,
    }


def _span(value: Any) -> Span:
    start, end = (value.get(n) for n in ("start", "end")) if isinstance(value, dict) else (None, None)
    if type(start) is not int or type(end) is not int:
        raise ValueError("targets: start and end are expected")
    try:
        return Span(start, end)
    except ValueError as error:
        raise ValueError(f"targets: {error}") from None


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str) or not found:
        raise ValueError(f"{name}: a text is expected")
    return found


def _text_or_none(value: dict[str, Any], name: str) -> str | None:
    return None if value.get(name) is None else _text(value, name)
