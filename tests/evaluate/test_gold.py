"""Scoring on gold reports: the rules on invented records, and the same figures as the set's own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from make import TEXT
from running import SHARED, Run

from tidings.evaluate.figures import Tally
from tidings.evaluate.gold import add_report, figures_of
from tidings.evaluate.gold_match import align, gold_spans, same_name, same_place, same_type

GOLD = {
    "type": "ASSAULT", "status": "occurred", "background": False,
    "mentions": [{"quote": "fired rockets at a depot", "trigger": "fired"}],
    "actors": [["Harrow Front", "Gunmen"]], "recipients": [["guards"]],
    "place": {"name": "Vellmar", "country": "DE"}, "when": ["2022-06-07", "2022-06-07"], "killed": [4, None],
}  # fmt: skip
FOUND = {
    "type": "ASSAULT", "status": "occurred", "background": False, "evidence": [{"start": 0, "end": 60}],
    "actors": [{"name": "the Harrow Front", "names": []}], "recipients": [{"name": "guards", "names": []}],
    "place": {"name": "Vellmar", "country": "DE"}, "when": {"start": "2022-06-07", "end": "2022-06-07"},
    "killed": [4, None], "sources": [],
}  # fmt: skip


def figures(gold: list[Any], found: list[Any]) -> dict[str, Any]:
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    add_report(tallies, TEXT, {"events": gold}, {"events": found})
    return figures_of(tallies)


def test_an_event_read_right_is_right_in_every_figure() -> None:
    scored = figures([GOLD], [FOUND])
    assert all(scored[k] == [100.0] * 3 for k in ("found", "typed", "actors", "place", "when", "numbers"))
    assert scored["event right"] == scored["report right"] == [100.0] * 3
    assert scored["field F1"] == scored["type macro F1"] == 100.0


def test_fields_of_an_event_that_was_not_found_are_missed() -> None:
    scored = figures([GOLD], [])
    assert scored["found"] == scored["actors"] == scored["event right"] == [0.0] * 3
    assert "status" not in scored


def test_fields_of_an_event_that_is_not_in_the_gold_are_false() -> None:
    elsewhere = FOUND | {"evidence": [{"start": 150, "end": 190}]}
    scored = figures([GOLD], [FOUND, elsewhere])
    assert scored["found"] == scored["actors"] == scored["numbers"] == [50.0, 100.0, 66.7]
    assert scored["event right"] == [100.0] * 3
    assert scored["report right"] == [0.0] * 3


def test_a_wrong_day_is_both_false_and_missed_and_the_event_not_right() -> None:
    scored = figures([GOLD], [FOUND | {"when": {"start": "2022-06-08", "end": "2022-06-08"}}])
    assert scored["when"] == [0.0] * 3
    assert scored["field F1"] == 75.0
    assert scored["event right"][1] == 0.0


def test_names_match_where_the_words_of_one_stand_in_a_row_in_the_other() -> None:
    assert same_name({"name": "the Harrow Front’s fighters"}, ["Harrow Front"])
    assert same_name("Kéban", ["x", "Keban dam"])
    assert not same_name("Front of Harrow", "Harrow Front")
    assert not same_name("the", "the")


def test_places_match_unless_their_countries_differ() -> None:
    tripoli = {"name": "Tripoli", "country": "LB"}
    assert same_place({"name": "tripoli", "country": None}, tripoli)
    assert not same_place({"name": "Tripoli", "country": "LY"}, tripoli)
    assert not same_place(None, tripoli)


def test_a_promise_and_the_planned_deed_are_one_type() -> None:
    assert same_type({"type": "CONCEDE", "status": "occurred"}, {"type": "RETREAT", "status": "planned"})
    assert not same_type({"type": "CONCEDE", "status": "occurred"}, {"type": "RETREAT", "status": "occurred"})
    assert same_type({"type": "AID", "types_ok": ["SUPPORT"]}, {"type": "SUPPORT"})


def test_a_quote_stands_wherever_its_words_do() -> None:
    assert gold_spans("ab ab", [{"quote": "ab"}, {"start": 1, "end": 2}]) == [(0, 2), (3, 5), (1, 2)]


def test_the_best_pairs_are_made_first_and_each_record_once() -> None:
    worth = {("a", "x"): 1.0, ("a", "y"): 2.0, ("b", "y"): 3.0}
    gold, found = [{"id": "a"}, {"id": "b"}], [{"id": "x"}, {"id": "y"}]
    pairs = align(gold, found, lambda g, f: worth.get((g["id"], f["id"]), 0.0))
    assert sorted(pairs) == [(0, 0), (1, 1)]


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.model
def test_every_figure_is_that_of_the_sets_own_scorer(run: Run, tmp_path: Path) -> None:
    folder = SHARED / "gold" / "dev"
    done = run("evaluate", "gold", folder, "--json", "--predictions", "coded.jsonl")
    assert done.returncode == 0, done.stderr
    command = [sys.executable, SHARED / "gold" / "score.py", folder, tmp_path / "coded.jsonl", "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    ours = json.loads(done.stdout)
    assert len(theirs) > 20
    assert {name: ours.get(name) for name in theirs} == theirs


@pytest.mark.slow
@pytest.mark.shared
def test_the_figures_agree_where_every_record_is_spoilt_in_its_own_way(tmp_path: Path) -> None:
    """Gold records as predictions, every third field changed: ties and odd fields come up, too."""
    folder = SHARED / "gold" / "dev"
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    lines = []
    for file in sorted(folder.glob("*.ann.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        report = json.loads((folder / file.name.replace(".ann.json", ".json")).read_text(encoding="utf-8"))
        found = spoilt(gold, report["text"])
        add_report(tallies, report["text"], gold, found)
        lines.append(json.dumps({"doc": report["doc"], **found}))
    (tmp_path / "p.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, SHARED / "gold" / "score.py", folder, tmp_path / "p.jsonl", "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    assert figures_of(tallies) == theirs


SPOILT = {
    "actors": [], "place": None, "when": None, "killed": None, "holder": None, "type": "REQUEST",
    "status": "planned", "count": None,
}  # fmt: skip


def spoilt(gold: dict[str, Any], text: str) -> dict[str, Any]:
    out: dict[str, Any] = {"events": [], "states": []}
    for kind in ("events", "states"):
        for n, record in enumerate(gold.get(kind, [])):
            spans = gold_spans(text, record["mentions"])
            found = {k: v for k, v in record.items() if k != "mentions"}
            found["evidence"] = [{"start": a, "end": b} for a, b in spans[: 1 + n % 2]]
            for k, (name, other) in enumerate(SPOILT.items()):
                if name in found and (n + k) % 3 == 0:
                    found[name] = other
            out[kind] += [found] * (2 if n % 5 == 0 else 1)
    return out
