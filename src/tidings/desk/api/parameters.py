"""What a request may ask: each parameter is one value that reads it, checks it and describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from tidings.desk.asked import share, whole, yes
from tidings.desk.asked_actors import first_day
from tidings.desk.asked_day import one_day
from tidings.desk.words import t
from tidings.errors import UsageError

Json = dict[str, Any]
LARGEST_PAGE: Final = 1_000
USUAL_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Parameter:
    """`read` takes the name and the text, and raises UsageError. `inside`: "query" or "path". `says`: the key
    of its description. `example`: for the page of examples, None for none."""

    name: str
    schema: Json
    read: Callable[[str, str], Any] = field(repr=False, compare=False)
    inside: str = "query"
    says: str = ""
    example: str | None = None
    required: bool = False

    @property
    def what(self) -> str:
        return t(f"api.asks_{self.says or self.name}")

    def describe(self) -> Json:
        """As in an OpenAPI document."""
        more = {"example": self.example} if self.example is not None else {}
        required = {"required": True} if self.required or self.inside == "path" else {}
        return {
            "name": self.name, "in": self.inside, "description": self.what, "schema": self.schema, **required,
            **more,
        }  # fmt: skip


def text(name: str, **more: Any) -> Parameter:
    return Parameter(name, {"type": "string", "minLength": 1}, _text, **more)


def choice(name: str, values: Iterable[str], **more: Any) -> Parameter:
    known = tuple(values)
    return Parameter(name, {"type": "string", "enum": list(known)}, partial(_one_of, known), **more)


def day(name: str, *, first: bool = False, **more: Any) -> Parameter:
    """A day, month or year; of a month or year the first day or the last."""
    schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}
    return Parameter(name, schema, first_day if first else one_day, **more)


def flag(name: str, **more: Any) -> Parameter:
    return Parameter(name, {"type": "boolean"}, yes, **more)


def part(name: str, **more: Any) -> Parameter:
    return Parameter(name, {"type": "number", "minimum": 0, "maximum": 1}, share, **more)


def number(name: str, *, least: int = 1, most: int, usual: int | None = None, **more: Any) -> Parameter:
    schema: Json = {"type": "integer", "minimum": least, "maximum": most}
    if usual is not None:
        schema["default"] = usual
    return Parameter(name, schema, partial(_number, least, most), **more)


def read(
    parameters: Iterable[Parameter], query: Mapping[str, str], path: Mapping[str, str]
) -> dict[str, Any]:
    """What a request asks, by name; what it leaves out is left out. Raises UsageError for an unknown name,
    too: a filter with a slip in its name would seem to have matched everything."""
    known = {one.name: one for one in parameters}
    for name in query:
        if name not in known or known[name].inside != "query":
            names = ", ".join(one.name for one in known.values() if one.inside == "query")
            raise UsageError(f"{name!r} cannot be asked here. What can be: {names or 'nothing'}.")
    given = {**{name: value.strip() for name, value in query.items()}, **path}
    found = {name: known[name].read(name, value) for name, value in given.items() if value}
    if lacking := [one.name for one in known.values() if one.required and one.name not in found]:
        raise UsageError(f"{lacking[0]} is missing: {known[lacking[0]].what}")
    return found


def _text(name: str, value: str) -> str:
    return value


def _one_of(known: tuple[str, ...], name: str, value: str) -> str:
    found = {one.casefold(): one for one in known}.get(value.casefold())
    if found is None:
        raise UsageError(f"{name} {value!r} is not known. Known are: {', '.join(known)}.")
    return found


def _number(least: int, most: int, name: str, value: str) -> int:
    if least == 0 and value == "0":
        return 0
    return whole(name, value, most=most)


LIMIT: Final = number("limit", most=LARGEST_PAGE, usual=USUAL_PAGE)
OFFSET: Final = number("offset", least=0, most=10_000_000, usual=0)
