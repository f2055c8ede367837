"""Reads and checks the reports under training/written/, and unpacks them into the gold layout.

python training/written.py check [FILE...]          says what is wrong, exit code 1 where anything is
python training/written.py unpack OUT [--again]     writes NAME.json and NAME.ann.json as score.py reads them
python training/written.py count                    reports, sentences, events by type, status, states

A file is a report in plain text between two fences of fields; README.md in the folder describes it.
`--again` takes the second annotations (NAME.again) instead of the first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tidings.model.codes import MODES, RELATIONS, STATE_KINDS, STATUSES

FOLDER = Path(__file__).parent / "written"
NUMBERS = ("killed", "injured", "detained", "size")
EVENT_KEYS = {
    "type", "types_ok", "mode", "status", "background", "mentions", "actors", "recipients", "place", "when",
    *NUMBERS, "weapon", "sources", "claims",
}  # fmt: skip
STATE_KEYS = {
    "kind", "mentions", "holder", "other", "role", "relation", "place", "site", "count", "of", "when",
    "status", "sources",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """One report with its annotation; `events` and `states` with every key of the gold format."""

    doc: str
    fields: dict[str, str]
    text: str
    events: list[dict[str, Any]]
    states: list[dict[str, Any]]


def read(path: Path, *, again: bool = False) -> Written:
    """Raises ValueError naming file and line where the file is not of the format."""
    lines = path.read_text(encoding="utf-8").splitlines()
    fields: dict[str, str] = {}
    at = 0
    while at < len(lines) and lines[at].startswith("# "):
        key, colon, value = lines[at][2:].partition(":")
        if not colon:
            raise ValueError(f"{path.name}:{at + 1}: a field is '# name: value'")
        fields[key.strip()] = value.strip()
        at += 1
    body: list[str] = []
    while at < len(lines) and lines[at] != "## events":
        body.append(lines[at])
        at += 1
    if again:
        lines, at = path.with_suffix(".again").read_text(encoding="utf-8").splitlines(), 0
    records: dict[str, list[dict[str, Any]]] = {"events": [], "states": []}
    section = ""
    for number in range(at, len(lines)):
        line = lines[number].strip()
        if line in ("## events", "## states"):
            section = line[3:]
        elif line:
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number + 1}: {error}") from None
            if not section or not isinstance(record, dict):
                raise ValueError(
                    f"{path.name}:{number + 1}: a record is one JSON object a line under '## events'"
                )
            records[section].append(_event(record) if section == "events" else _state(record))
    return Written(path.stem, fields, "\n".join(body).strip("\n"), records["events"], records["states"])


def _event(r: dict[str, Any]) -> dict[str, Any]:
    if unknown := r.keys() - EVENT_KEYS:
        raise ValueError(f"an event has no key {', '.join(sorted(unknown))}")
    return {
        "type": r.get("type"), "types_ok": r.get("types_ok", []), "mode": r.get("mode"),
        "status": r.get("status", "occurred"), "background": r.get("background", False),
        "mentions": _mentions(r), "actors": r.get("actors", []), "recipients": r.get("recipients", []),
        "place": _place(r.get("place")), "when": r.get("when"), **{n: r.get(n) for n in NUMBERS},
        "weapon": r.get("weapon"), "sources": r.get("sources", []), "claims": r.get("claims", []),
    }  # fmt: skip


def _state(r: dict[str, Any]) -> dict[str, Any]:
    if unknown := r.keys() - STATE_KEYS:
        raise ValueError(f"a state has no key {', '.join(sorted(unknown))}")
    return {
        "kind": r.get("kind"), "mentions": _mentions(r), "holder": r.get("holder"), "other": r.get("other"),
        "role": r.get("role"), "relation": r.get("relation"), "place": _place(r.get("place")),
        "site": r.get("site"), "count": r.get("count"), "of": r.get("of"), "when": r.get("when"),
        "status": r.get("status"), "sources": r.get("sources", []),
    }  # fmt: skip


def _mentions(r: dict[str, Any]) -> list[dict[str, str]]:
    return [{"quote": m[0], "trigger": m[1]} for m in r.get("mentions", [])]


def _place(p: list[str | None] | None) -> dict[str, str | None] | None:
    return {"name": p[0], "country": p[1]} if p else None


def problems(w: Written) -> Iterator[str]:
    """All that is wrong with one report's annotation."""
    for key in ("published", "title", "outlet", "kind"):
        if not w.fields.get(key):
            yield f"no '# {key}:'"
    yield from _day(w.fields.get("published", ""))
    for n, e in enumerate(w.events, start=1):
        for what in _event_problems(w, e):
            yield f"event {n} ({e['type']}): {what}"
    for n, s in enumerate(w.states, start=1):
        for what in _state_problems(w, s):
            yield f"state {n} ({s['kind']}): {what}"


def _event_problems(w: Written, e: dict[str, Any]) -> Iterator[str]:
    if e["type"] not in MODES:
        yield "unknown type"
        return
    for other in e["types_ok"]:
        if other not in MODES:
            yield f"unknown type {other!r}"
    if e["mode"] is not None and e["mode"] not in MODES[e["type"]]:
        yield f"{e['mode']!r} is no mode of it"
    if e["status"] not in STATUSES:
        yield f"unknown status {e['status']!r}"
    yield from _spans(w, e)
    for role in ("actors", "recipients"):
        for slot in e[role]:
            if not isinstance(slot, list) or not slot:
                yield f"{role}: a slot is a list of names"
            else:
                yield from _names(w, role, slot)
    yield from _names(w, "sources", e["sources"])
    if e["weapon"]:
        yield from _names(w, "weapon", [e["weapon"]])
    yield from _place_problems(w, e)
    yield from _when_problems(e)
    for key in NUMBERS:
        yield from _range(key, e[key])


def _state_problems(w: Written, s: dict[str, Any]) -> Iterator[str]:
    if s["kind"] not in STATE_KINDS:
        yield "unknown kind"
    if s["relation"] is not None and s["relation"] not in RELATIONS:
        yield f"unknown relation {s['relation']!r}"
    yield from _spans(w, s)
    for role in ("holder", "other", "site"):
        if s[role] is not None and not isinstance(s[role], list):
            yield f"{role}: a list of names"
        yield from _names(w, role, s[role] or [])
    yield from _names(w, "role", [s["role"]] if s["role"] else [])
    yield from _names(w, "sources", s["sources"])
    yield from _place_problems(w, s)
    yield from _when_problems(s)
    yield from _range("count", s["count"])


def _spans(w: Written, r: dict[str, Any]) -> Iterator[str]:
    if not r["mentions"]:
        yield "no mention"
    for m in r["mentions"]:
        if m["quote"] not in w.text:
            yield f"the quote is not in the text: {m['quote'][:60]!r}"
        if m["trigger"] not in m["quote"]:
            yield f"the trigger {m['trigger']!r} is not in its quote"


def _names(w: Written, role: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if not isinstance(name, str) or name not in w.text:
            yield f"{role}: {name!r} is not in the text"


def _place_problems(w: Written, r: dict[str, Any]) -> Iterator[str]:
    place = r["place"]
    if place:
        yield from _names(w, "place", [place["name"]])
        if place["country"] is not None and not re.fullmatch("[A-Z]{2}", place["country"]):
            yield f"place: {place['country']!r} is no country code"


def _when_problems(r: dict[str, Any]) -> Iterator[str]:
    if r["when"] is not None:
        if len(r["when"]) != 2:
            yield "when: [first day, last day]"
            return
        days = [d for d in r["when"] if d]
        for day in days:
            yield from _day(day)
        if len(days) == 2 and days[0] > days[1]:
            yield "when: the days are in the wrong order"


def _day(day: str) -> Iterator[str]:
    try:
        date.fromisoformat(day)
    except ValueError:
        yield f"{day!r} is no ISO day"


def _range(key: str, value: Any) -> Iterator[str]:
    if value is None:
        return
    if len(value) != 2 or all(v is None for v in value):
        yield f"{key}: [low, high] with at least one bound"
    elif None not in value and value[0] > value[1]:
        yield f"{key}: the bounds are in the wrong order"


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ask.add_subparsers(dest="what", required=True)
    for name in ("check", "count"):
        sub.add_parser(name).add_argument("files", nargs="*", type=Path)
    unpack = sub.add_parser("unpack")
    unpack.add_argument("out", type=Path)
    unpack.add_argument("--again", action="store_true")
    a = ask.parse_args()
    if a.what == "unpack":
        files = (
            [p.with_suffix(".txt") for p in sorted(FOLDER.glob("*.again"))]
            if a.again
            else sorted(FOLDER.glob("*.txt"))
        )
        for path in files:
            w = read(path, again=a.again)
            head = {
                "doc": w.doc,
                "published": w.fields["published"],
                "title": w.fields["title"],
                "text": w.text,
            }
            write_gold(a.out, head, w.events, w.states)
        return 0
    bad = 0
    total: Counter[str] = Counter()
    for path in a.files or sorted(FOLDER.glob("*.txt")):
        for again in (False, True) if path.with_suffix(".again").exists() else (False,):
            try:
                w = read(path, again=again)
                found = list(problems(w))
            except ValueError as error:
                found, w = [str(error)], None
            for what in found:
                bad += 1
                print(f"{path.name}{' (again)' if again else ''}: {what}")
            if w and not again:
                total["reports"] += 1
                total["words"] += len(w.text.split())
                total["sentences"] += len(re.findall(r"[.!?][\"”’']?(?:\s|$)", w.text))
                total["events"] += len(w.events)
                total["states"] += len(w.states)
                total.update(f"type {e['type']}" for e in w.events)
                total.update(f"status {e['status']}" for e in w.events)
                total.update(f"state {s['kind']}" for s in w.states)
    if a.what == "count":
        for key, n in sorted(total.items()):
            print(f"{key:24}{n:7}")
    else:
        print(f"{total['reports']} reports, {bad} problems")
    return 1 if bad else 0


def write_gold(
    out: Path, head: dict[str, Any], events: list[dict[str, Any]], states: list[dict[str, Any]]
) -> None:
    """One report and its annotation, NAME.json and NAME.ann.json, as score.py reads them."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / f"{head['doc']}.json", head)
    _write(out / f"{head['doc']}.ann.json", {"doc": head["doc"], "events": events, "states": states})


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
