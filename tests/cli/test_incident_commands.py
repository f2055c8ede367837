"""`tidings incidents`, `timeline` and `compare` on records made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from battles import BATTLE, BOMB, ELSEWHERE
from click.testing import CliRunner
from tellings import KARN, OSTRIN, coded, told

from tidings.cli import cli
from tidings.ledger import Store

MINE = "A mine blew up a bus on the road out of Karn; {} people died, the {} said."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "s.db"
    with Store.open(path) as ledger:
        for doc, day, killed, by in (
            ("Post", 3, 4, "Interior Ministry"),
            ("Star", 4, 6, "hospital"),
            ("Echo", 5, 5, "Interior Ministry"),
        ):
            text = MINE.format(killed, by)
            row = told(doc, day, text=text, killed=killed, by=by, on=2, place=KARN, actors=["Harrow Front"])
            ledger.add_coded(coded(row), reader="hand/1")
        plan = told(
            "Lamp", 6, text="A walk-out is planned.", type="PROTEST", on=20, status="planned", place=OSTRIN
        )
        ledger.add_coded(coded(plan), reader="hand/1")
    return path


def run(store: Path, *args: str, code: int = 0, columns: int = 160) -> str:
    done = CliRunner().invoke(cli, [*args, "--store", str(store)], env={"COLUMNS": str(columns)})
    assert done.exit_code == code, done.output
    return done.output


def records(store: Path, *args: str) -> Any:
    return json.loads(run(store, *args, "--format", "json"))


@pytest.fixture(scope="module")
def mine(store: Path) -> str:
    (found,) = records(store, "incidents", "--place", "Karn")
    return str(found["id"])


@pytest.mark.parametrize("args", [("incidents",), ("compare", "--pairs")])
def test_the_ids_that_a_person_judges_by_stand_with_the_words(
    store: Path, mine: str, args: tuple[str, ...]
) -> None:
    shown = run(store, args[0], mine, *args[1:])
    (found,) = records(store, "incidents", "--place", "Karn")
    whole = json.loads(run(store, "incidents", found["id"], "--format", "json"))
    for telling in (whole[0] if isinstance(whole, list) else whole)["tellings"]:
        assert f"{telling['doc']} {telling['event'][:9]}" in shown


@pytest.mark.parametrize("columns", [80, 160])
def test_the_list_has_one_row_for_all_reports_of_a_happening(store: Path, columns: int) -> None:
    table = " ".join(run(store, "incidents", columns=columns).split())
    assert table.count("ASSAULT") == 1
    for value in ("2023-05-02", "Karn, DE", "Harrow Front", "3 outlets", "disputed: killed"):
        assert value in table


def test_one_of_a_thing_is_told_in_the_singular(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    with Store.open(path) as ledger:
        ledger.add_coded(coded(told("Post", 3, place=KARN)), reader="hand/1")
    assert run(path, "link").startswith("1 event is 1 incident; 1 reading linked in ")
    assert "The store has 1 event.\n" in run(path, "incidents", "--place", "Belme")
    assert "The store has 1 event of 1 report.\n" in run(path, "show", "--place", "Belme")
    assert run(path, "report", "--out", str(tmp_path / "f.html")).startswith("1 incident in ")


def test_figures_read_as_best_with_low_and_high(store: Path) -> None:
    assert "killed 5 (5 to 6)" in " ".join(run(store, "incidents").split())


def test_filters_choose_incidents(store: Path) -> None:
    def types(*args: str) -> list[str]:
        return [one["type"] for one in records(store, "incidents", *args)]

    assert types() == ["ASSAULT", "PROTEST"]
    assert types("--disputed") == ["ASSAULT"]
    assert types("--sources", "3") == ["ASSAULT"]
    assert types("--sources", "4") == []
    assert types("--status", "planned") == ["PROTEST"]
    assert types("--limit", "1") == ["ASSAULT"]
    assert "No incidents match" in run(store, "incidents", "--place", "Belme")


def test_known_on_answers_with_the_reports_published_by_then(store: Path, mine: str) -> None:
    (found,) = records(store, "incidents", "--known-on", "2023-05-03")
    assert found["killed"] == {"low": 4, "best": 4, "high": 4}
    assert records(store, "incidents", mine, "--known-on", "2023-05-04")["killed"]["high"] == 6
    assert "4" in run(store, "incidents", "--known-on", "2023-05-03")


def test_one_incident_is_printed_with_every_value_its_report_and_its_words(store: Path, mine: str) -> None:
    text = " ".join(run(store, "incidents", mine[:8]).split())
    assert text.count("superseded") >= 1
    for value in ("Interior Ministry", "hospital", "2023-05-04", "Post", "Star", "Echo", '"A mine"'):
        assert value in text


def test_one_incident_as_json_leads_from_every_value_to_report_and_span(store: Path, mine: str) -> None:
    found = records(store, "incidents", mine)
    series = [(v["value"], v["source"], v["lasts"]) for v in found["values"]["killed"]]
    assert series == [
        ([4, 4], "Interior Ministry", False),
        ([6, 6], "hospital", True),
        ([5, 5], "Interior Ministry", True),
    ]
    for values in found["values"].values():
        assert all(v["spans"] and v["report"] and v["event"] for v in values)


def test_an_incident_goes_with_no_filter_and_must_exist(store: Path, mine: str) -> None:
    assert "either INCIDENT or filters" in run(store, "incidents", mine, "--disputed", code=2)
    assert "no incident" in run(store, "incidents", "i00000000", code=2)


@pytest.mark.parametrize("command", ["show", "states", "incidents", "timeline", "promises", "report"])
def test_a_filter_by_an_unknown_report_is_told_as_that_report_is(
    store: Path, tmp_path: Path, command: str
) -> None:
    out = tmp_path / "f.html"
    said = run(store, command, "--report", "nosuch", *(["--out", str(out)] * (command == "report")), code=2)
    assert said == run(store, "show", "nosuch", code=2)
    assert not out.exists()


def test_the_timeline_lists_days(store: Path) -> None:
    lines = run(store, "timeline")
    assert "announced" in lines
    entries = records(store, "timeline", "--since", "2023-05-06")
    assert [(e["day"], e["entry"]) for e in entries] == [
        ("2023-05-06", "announced"),
        ("2023-05-20", "happens"),
    ]
    assert "No incidents match" in run(store, "timeline", "--since", "2024")


def test_the_timeline_makes_no_day_out_of_a_month(tmp_path: Path) -> None:
    with Store.open(tmp_path / "m.db") as ledger:
        ledger.add_coded(coded(told("Post", 3, on=(1, 31), place=KARN)), reader="hand/1")
    shown = run(tmp_path / "m.db", "timeline")
    assert "2023-05 " in shown
    assert "2023-05-01" not in shown


@pytest.mark.parametrize("columns", [60, 160])
def test_sources_stand_side_by_side_with_their_last_figures(store: Path, mine: str, columns: int) -> None:
    sides = records(store, "compare", mine)
    assert [(s["source"], s["values"]["killed"]) for s in sides] == [
        ("Interior Ministry", [[5, 5]]),
        ("hospital", [[6, 6]]),
    ]
    assert [r["doc"] for r in sides[0]["reports"]] == ["Post", "Echo"]
    text = run(store, "compare", mine, columns=columns)
    assert "Interior Ministry" in text
    assert "hospital" in text


def test_pairs_are_explained_by_every_comparator(store: Path, mine: str) -> None:
    pairs = records(store, "compare", mine, "--pairs")
    assert pairs
    assert all(one["why"] and all(w["why"] for w in one["why"]) for one in pairs)
    assert "together" in run(store, "compare", mine, "--pairs")
    (plan,) = records(store, "incidents", "--type", "PROTEST")
    assert "no pair" in run(store, "compare", plan["id"], "--pairs")


def test_a_whole_and_its_parts_are_shown_and_explained(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with Store.open(path) as ledger:
        for one in (BATTLE, BOMB, ELSEWHERE):
            ledger.add_coded(one, reader="hand/1")
    by = {one["tellings"][0]["doc"]: one for one in records(path, "incidents")}
    assert by["r2"]["part_of"] == by["r1"]["id"]
    assert by["r1"]["parts"] == [by["r2"]["id"]]
    assert (by["r5"]["part_of"], by["r5"]["parts"]) == (None, [])
    assert "part of  2023-05-04 to 2023-05-09; ASSAULT" in run(path, "incidents", by["r2"]["id"])
    assert "parts  2023-05-05; ASSAULT" in run(path, "incidents", by["r1"]["id"])
    assert "within 2023-05-03 to 2023-05-09" in run(path, "compare", "--parts", by["r2"]["id"])
    (link,) = records(path, "compare", "--parts", by["r1"]["id"])
    assert (link["part"], link["whole"]) == (by["r2"]["id"], by["r1"]["id"])
    assert "no parts" in run(path, "compare", "--parts", by["r5"]["id"])
    assert "either" in run(path, "compare", "--parts", "--pairs", by["r5"]["id"], code=2)
