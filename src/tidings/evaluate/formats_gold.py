"""Gold reports: a folder of NAME.json (a report as `tidings read` takes it) and NAME.ann.json
(`events` and `states`, as the annotation guidelines describe them)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tidings.errors import InputError
from tidings.evaluate.figures import Json
from tidings.evaluate.formats import Tell, attempt, folder_of, read_file, stop
from tidings.model.report import Report
from tidings.read import read_paths

LAYOUT = "Give a folder with NAME.json and NAME.ann.json for each report."
_EVENT = 'An event holds "type", "status", "background" and "mentions": [{"quote", "trigger"}].'
_STATE = 'A state holds "kind" and "mentions": [{"quote"}].'


def read_gold(path: Path, tell: Tell = stop) -> Iterator[tuple[Report, Json]]:
    """Reports with their annotations, by name. One whose files cannot be read is told and passed over."""
    folder_of(path, expected=LAYOUT)
    files = sorted(path.glob("*.ann.json"))
    if not files:
        raise InputError(str(path), "no *.ann.json in it", LAYOUT)
    for file in files:
        pair = attempt(tell, _pair, file)
        if pair is not None:
            yield pair


def _pair(file: Path) -> tuple[Report, Json]:
    return _report(file), _annotation(file)


def _report(file: Path) -> Report:
    beside = file.with_name(file.name.removesuffix(".ann.json") + ".json")
    if not beside.is_file():
        raise InputError(str(file), f"no {beside.name} beside it", LAYOUT)
    found = next(iter(read_paths([str(beside)])))
    if isinstance(found, InputError):
        raise found
    return found


def _annotation(file: Path) -> Json:
    try:
        value = json.loads(read_file(file))
    except ValueError as error:
        raise InputError(str(file), f"broken JSON ({error})", LAYOUT) from None
    if not isinstance(value, dict) or not isinstance(value.get("events"), list):
        raise InputError(str(file), "no list of events", 'Expected {"events": […], "states": […]}.')
    for key, needed, expected in (
        ("events", ("type", "status", "background", "mentions"), _EVENT),
        ("states", ("kind", "mentions"), _STATE),
    ):
        for number, record in enumerate(value.get(key, []), start=1):
            where = f"{file}, {key} {number}"
            if not isinstance(record, dict) or (missing := [k for k in needed if k not in record]):
                raise InputError(
                    where,
                    f"lacks {', '.join(missing)}" if isinstance(record, dict) else "no object",
                    expected,
                )
            if not all(
                isinstance(m, dict) and ("quote" in m or {"start", "end"} <= set(m))
                for m in record["mentions"]
            ):
                raise InputError(where, "a mention has neither quote nor offsets", expected)
    return value
