"""Scores records on gold reports, with the figures and the names of the set's own scorer.

Events are aligned one to one where their evidence overlaps. Every figure is end to end: a field of an
event that was not found counts as missed, a field of an event that the gold has not counts as false.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tidings.evaluate.figures import PRF_HEADER, Json, Outcome, Tally
from tidings.evaluate.formats import Tell, within
from tidings.evaluate.formats_gold import read_gold
from tidings.evaluate.gold_match import (
    NUMBERS,
    align,
    days,
    event_affinity,
    place,
    same_name,
    same_place,
    same_type,
    state_affinity,
)
from tidings.model.contract import to_json
from tidings.model.record import Coded
from tidings.model.report import Report

FIELDS: Final = ("actors", "recipients", "place", "when")
ORDER: Final = (
    "found", "typed", *FIELDS, "numbers", "sources", "status", "background", "event right",
    "report right", "states",
)  # fmt: skip
Tallies = defaultdict[str, Tally]
Same = Callable[[Any, Any], bool]


def score_gold(
    path: Path, code: Callable[[Report], Coded], *, only: frozenset[str] | None, tell: Tell
) -> Outcome:
    tallies: Tallies = defaultdict(Tally)
    predictions: list[Json] = []
    events = 0
    for report, gold in read_gold(path, tell):
        if only is not None and report.doc not in only:
            continue
        coded = within(report.doc, tell, code, report)
        if coded is None:
            continue
        found = to_json(coded)
        add_report(tallies, report.text, gold, found)
        events += len(gold["events"])
        predictions.append(found)
    names = [n for n in ORDER if n in tallies] + sorted(n for n in tallies if ":" in n)
    figures = figures_of(tallies)
    rows = [tallies[name].row(name) for name in names]
    rows += [(name, "", "", f"{figures[name]:.1f}", "") for name in ("field F1", "type macro F1")]
    return Outcome(len(predictions), events, "events", figures, PRF_HEADER, tuple(rows), tuple(predictions))


def figures_of(tallies: Tallies) -> Json:
    """[precision, recall, F1] in percent to a tenth, per name; "field F1" is the mean of actors,
    recipients, place and when, "type macro F1" that of the types that the gold has."""
    figures: Json = {name: [round(100 * share, 1) for share in t.shares] for name, t in tallies.items()}
    types = [t.shares[2] for name, t in tallies.items() if name.startswith("type:") and t.gold]
    fields = sum((tallies[name].shares[2] if name in tallies else 0.0) for name in FIELDS) / len(FIELDS)
    figures["field F1"] = round(100 * fields, 1)
    figures["type macro F1"] = round(100 * sum(types) / max(1, len(types)), 1)
    return figures


def add_report(tallies: Tallies, text: str, annotation: Json, predicted: Json) -> None:
    """Count one report: `annotation` from its .ann.json, `predicted` in the record format."""
    gold, found = annotation["events"], predicted.get("events", [])
    pairs = align(gold, found, lambda g, f: event_affinity(g, f, text))
    typed = [(i, j) for i, j in pairs if same_type(gold[i], found[j])]
    for name, right in (("found", pairs), ("typed", typed)):
        tallies[name].add(len(right), len(found) - len(right), len(gold) - len(right))
    _add_types(tallies, gold, found, typed)
    match = dict(pairs)
    whole = len(pairs) == len(gold) == len(found)
    for i, event in enumerate(gold):
        whole &= _add_event(tallies, event, found[match[i]] if i in match else None)
    taken = set(match.values())
    for j, event in enumerate(found):
        if j not in taken:
            _add_fields(tallies, event, {})
    tallies["report right"].add(right=int(whole), missed=int(not whole))
    _add_states(tallies, text, annotation.get("states", []), predicted.get("states", []))


def _add_types(tallies: Tallies, gold: list[Json], found: list[Json], typed: list[tuple[int, int]]) -> None:
    right = Counter(gold[i]["type"] for i, _ in typed)
    golds, founds = Counter(g["type"] for g in gold), Counter(f["type"] for f in found)
    for kind in right | golds | founds:
        n = right[kind]
        tallies[f"type:{kind}"].add(n, max(0, founds[kind] - n), golds[kind] - n)


def _add_event(tallies: Tallies, gold: Json, found: Json | None) -> bool:
    """Count a gold event with the one found for it; whether type, parties, place and time are right."""
    right = _add_fields(tallies, found or {}, gold)
    if found is None:
        tallies["event right"].add(missed=1)
        return False
    for name, same in (
        ("status", found.get("status") == gold["status"]),
        ("background", bool(found.get("background")) == gold["background"]),
    ):
        tallies[name].add(int(same), int(not same), int(not same))
    right = right and same_type(gold, found)
    tallies["event right"].add(right=int(right), missed=int(not right))
    return right


def _add_fields(tallies: Tallies, found: Json, gold: Json) -> bool:
    """Count the fields of two events, or of one where the other is {}; whether all but the numbers and
    the sources are right."""
    right = True
    for role in ("actors", "recipients", "sources"):
        whole = _add_slots(tallies[role], found.get(role) or [], gold.get(role) or [])
        right &= whole or role == "sources"
    right &= _add_value(tallies["place"], place(found), place(gold), same_place)
    right &= _add_value(tallies["when"], days(found), days(gold), lambda a, b: bool(a == b))
    for number in NUMBERS:
        same: Same = lambda a, b: list(a) == list(b)  # noqa: E731
        _add_value(tallies["numbers"], found.get(number), gold.get(number), same)
    return right


def _add_slots(tally: Tally, found: list[Any], gold: list[Any]) -> bool:
    used: set[int] = set()
    for slot in found:
        at = next((i for i, g in enumerate(gold) if i not in used and same_name(slot, g)), None)
        if at is not None:
            used.add(at)
    tally.add(len(used), len(found) - len(used), len(gold) - len(used))
    return len(used) == len(found) == len(gold)


def _add_value(tally: Tally, found: Any, gold: Any, same: Same) -> bool:
    if not found or not gold:
        tally.add(0, int(bool(found)), int(bool(gold)))
        return not found and not gold
    right = same(found, gold)
    tally.add(int(right), int(not right), int(not right))
    return right


def _add_states(tallies: Tallies, text: str, gold: list[Json], found: list[Json]) -> None:
    pairs = align(gold, found, lambda g, f: state_affinity(g, f, text))
    tallies["states"].add(len(pairs), len(found) - len(pairs), len(gold) - len(pairs))
    for kind in {s["kind"] for s in gold} | {s["kind"] for s in found}:
        n = sum(gold[i]["kind"] == kind for i, _ in pairs)
        mine, true = (sum(s["kind"] == kind for s in states) for states in (found, gold))
        tallies[f"state:{kind}"].add(n, mine - n, true - n)
