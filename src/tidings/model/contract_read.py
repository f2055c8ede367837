"""JSON in the record format to records. Every failure is a ValueError that names record and field."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn, TypeVar

from tidings.model.codes import FORMAT
from tidings.model.contract_write import dumps_json
from tidings.model.mention import Interval
from tidings.model.own_types import OwnType
from tidings.model.record import (
    Coded,
    Correction,
    Dispute,
    Event,
    Evidence,
    Number,
    Party,
    Place,
    Range,
    Source,
    State,
    Unclear,
    Weapon,
    When,
)
from tidings.model.report import Report
from tidings.model.span import Span

T = TypeVar("T")


def loads(line: bytes | str) -> Coded:
    """Read one line of JSON Lines. Raises ValueError for broken JSON too."""
    return from_json(json.loads(line))


def from_json(value: object, *, text: str | None = None) -> Coded:
    """Read one report with its records.

    `text` stands in where the object carries none. Keys that the format allows to be absent (`names`,
    `trigger`, every null) may be; unknown keys are passed over. Ids are taken as they stand: `check`
    says whether they are right. Raises ValueError for another format, a missing text or a value of
    the wrong kind.
    """
    node = _Node(value, "report")
    if (found := node.string("format")) != FORMAT:
        node.fail("format", f"{FORMAT} is expected, this is {found!r}")
    report = Report(
        doc=node.string("doc"),
        text=text if text is not None and node.get("text") is None else node.string("text"),
        published=node.day("published"),
        published_why=node.string("published_why", ""),
        title=node.text("title"),
        outlet=node.text("outlet"),
        url=node.text("url"),
        language=node.string("language", "en"),
    )
    return Coded(
        report,
        tuple(event_from_json(e, at=f"events[{i}]") for i, e in enumerate(node.items("events"))),
        tuple(state_from_json(s, at=f"states[{i}]") for i, s in enumerate(node.items("states"))),
        node.strings("notes"),
        node.each("unclear", _unclear),
        node.each("types", _own_type),
    )


def types_from_json(value: object) -> tuple[OwnType, ...]:
    """Declared types as `types_json` writes them."""
    return _Node({"types": value}, "coding").each("types", _own_type)


def event_from_json(value: object, *, at: str = "event") -> Event:
    node = _Node(value, at)
    weapon = node.text("weapon")
    return Event(
        id=node.string("id", ""),
        type=node.string("type"),
        mode=node.text("mode"),
        status=node.string("status"),
        background=node.flag("background"),
        evidence=node.each("evidence", _evidence),
        actors=node.each("actors", _party),
        recipients=node.each("recipients", _party),
        place=node.maybe("place", _place),
        when=node.maybe("when", _when),
        killed=_number(node, "killed"),
        injured=_number(node, "injured"),
        detained=_number(node, "detained"),
        size=_number(node, "size"),
        weapon=Weapon(weapon, node.spans("weapon_spans")) if weapon is not None else None,
        sources=node.each("sources", _source),
        claims=node.each("claims", _dispute),
        confidence=node.real("confidence") or 0.0,
        confidences=node.maybe("confidences", _chances) or (),
        why=node.each("why", lambda n: (n.string("field"), n.string("why"))),
        judged=node.each("judged", _correction),
    )


def state_from_json(value: object, *, at: str = "state") -> State:
    node = _Node(value, at)
    return State(
        id=node.string("id", ""),
        kind=node.string("kind"),
        evidence=node.each("evidence", _evidence),
        holder=node.maybe("holder", _party),
        other=node.maybe("other", _party),
        role=node.text("role"),
        role_span=node.maybe("role_span", _span),
        relation=node.text("relation"),
        place=node.maybe("place", _place),
        site=node.maybe("site", _party),
        count=_number(node, "count"),
        of=node.text("of"),
        when=node.maybe("when", _when),
        status=node.text("status"),
        sources=node.each("sources", _source),
        confidence=node.real("confidence") or 0.0,
        judged=node.each("judged", _correction),
    )


def unclear_from_json(value: object, *, at: str = "unclear") -> Unclear:
    return _unclear(_Node(value, at))


class _Node:
    """A JSON object and the way to it, so that an error can say where it is: `within` the whole or a node,
    there `key` and, in a list, `n`. Put together only for an error, since a store reads millions."""

    __slots__ = ("_key", "_n", "_within", "get", "value")

    def __init__(self, value: object, within: str | _Node, key: str = "", n: int | None = None) -> None:
        self._within, self._key, self._n = within, key, n
        if not isinstance(value, dict):
            raise ValueError(f"{self.at}: an object is expected, this is {_shown(value)}")
        self.value: dict[str, Any] = value
        self.get: Callable[[str], Any] = value.get

    @property
    def at(self) -> str:
        if isinstance(self._within, str):
            return self._within
        return f"{self._within.at}.{self._key}" + ("" if self._n is None else f"[{self._n}]")

    def fail(self, key: str, what: str) -> NoReturn:
        raise ValueError(f"{self.at}.{key}: {what}")

    def wrong(self, key: str, expected: str) -> NoReturn:
        self.fail(key, f"{expected} is expected, this is {_shown(self.get(key))}")

    def string(self, key: str, default: str | None = None) -> str:
        found = self.text(key)
        if found is None and default is None:
            self.wrong(key, "text")
        return found if found is not None else default or ""

    def text(self, key: str) -> str | None:
        found = self.get(key)
        if found is not None and not isinstance(found, str):
            self.wrong(key, "text")
        return found

    def flag(self, key: str) -> bool:
        found = self.get(key)
        if found is None:
            return False
        if not isinstance(found, bool):
            self.wrong(key, "true or false")
        return found

    def whole(self, key: str) -> int | None:
        found: int | None = self.get(key)
        if found is not None and not _is_whole(found):
            self.wrong(key, "a whole number")
        return found

    def real(self, key: str) -> float | None:
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found, int | float) or isinstance(found, bool):
            self.wrong(key, "a number")
        return float(found)

    def chance(self, key: str) -> float:
        found = self.real(key)
        if found is None:
            self.wrong(key, "a number")
        return found

    def day(self, key: str) -> date | None:
        found = self.text(key)
        try:
            return date.fromisoformat(found) if found else None
        except ValueError:
            self.wrong(key, "an ISO date")

    def items(self, key: str) -> list[Any]:
        found = self.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.wrong(key, "a list")
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        found = self.items(key)
        if not all(isinstance(item, str) for item in found):
            self.wrong(key, "a list of texts")
        return tuple(found)

    def each(self, key: str, read: Callable[[_Node], T]) -> tuple[T, ...]:
        found = self.items(key)
        return tuple([read(_Node(v, self, key, i)) for i, v in enumerate(found)]) if found else ()

    def maybe(self, key: str, read: Callable[[_Node], T]) -> T | None:
        found = self.get(key)
        return None if found is None else read(_Node(found, self, key))

    def spans(self, key: str = "spans") -> tuple[Span, ...]:
        found = self.items(key)
        try:
            return tuple([_quick_span(v) for v in found])
        except (TypeError, LookupError, ValueError):
            return self.each(key, _span)  # says where what is wrong stands

    def range(self, key: str) -> Range:
        found = self.get(key)
        if (
            not isinstance(found, list)
            or len(found) != 2
            or not all(n is None or _is_whole(n) for n in found)
        ):
            self.wrong(key, "[low, high]")
        return (found[0], found[1])


def _own_type(node: _Node) -> OwnType:
    return OwnType(
        node.string("name"), node.text("parent"), node.strings("modes"), node.string("description", "")
    )


def _span(node: _Node) -> Span:
    start, end = node.whole("start"), node.whole("end")
    if start is None or end is None:
        raise ValueError(f"{node.at}: start and end are expected, this is {_shown(node.value)}")
    try:
        return Span(start, end)
    except ValueError as error:
        raise ValueError(f"{node.at}: {error}") from None


def _quick_span(value: Any) -> Span:
    """Without a node; raises for anything but two numbers in order, as spans nearly always are."""
    start, end = value["start"], value["end"]
    if type(start) is int and type(end) is int:
        return Span(start, end)
    raise TypeError


def _evidence(node: _Node) -> Evidence:
    try:
        trigger = node.get("trigger")
        return Evidence(_quick_span(node.value), None if trigger is None else _quick_span(trigger))
    except (TypeError, LookupError, ValueError):
        return Evidence(_span(node), node.maybe("trigger", _span))


def _chances(node: _Node) -> tuple[tuple[str, float], ...]:
    return tuple((name, node.chance(name)) for name in node.value)


def _unclear(node: _Node) -> Unclear:
    evidence = node.each("evidence", _evidence)
    if len(evidence) != 1:
        node.wrong("evidence", "a list of one evidence")
    return Unclear(evidence[0], tuple(_named_chance(node, pair) for pair in node.items("types")))


def _named_chance(node: _Node, pair: object) -> tuple[str, float]:
    if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
        node.wrong("types", "[[type, chance], …]")
    return pair[0], _Node({"types": pair[1]}, node.at).chance("types")


def _party(node: _Node) -> Party:
    name = node.string("name")
    return Party(
        name, node.strings("names") or (name,), node.spans(),
        id=node.text("id"), country=node.text("country"), kind=node.text("kind"),
    )  # fmt: skip


def _place(node: _Node) -> Place:
    return Place(
        node.string("name"),
        node.text("country"),
        node.spans(),
        lat=node.real("lat"),
        lon=node.real("lon"),
        geonames=node.whole("geonames"),
        precision=node.string("precision", "unresolved"),
        why=node.string("why", ""),
    )


def _when(node: _Node) -> When:
    interval = Interval(node.day("start"), node.day("end"), node.string("precision", "day"))
    return When(interval, node.spans(), why=node.string("why", ""))


def _number(node: _Node, key: str) -> Number | None:
    if node.get(key) is None:
        return None
    spans = node.maybe("number_spans", lambda n: n.spans(key))
    return Number(node.range(key), spans or ())


def _source(node: _Node) -> Source:
    name = node.string("name")
    return Source(name, node.strings("names") or (name,), node.string("cue", ""), node.spans())


def _dispute(node: _Node) -> Dispute:
    value = node.get("value")
    return Dispute(
        node.string("source"),
        node.string("field"),
        value if isinstance(value, str) else node.range("value"),
        node.spans(),
    )


def _correction(node: _Node) -> Correction:
    value, was = (dumps_json(node.get(key)) for key in ("value", "was"))
    return Correction(
        node.string("field"), value, was, node.string("by"), node.string("at"), node.text("because")
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=repr)[:60]
