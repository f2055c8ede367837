"""`tidings show` and `tidings states` on records made by hand."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from make import ATTACK, DOUBT, REPORT, SOLDIERS, at, coded, day, party
from running import Run, clean_environment, installed_command

from tidings.cli import cli
from tidings.ledger import Store
from tidings.model.phrases import holds
from tidings.model.report import Report

PLEA = replace(
    ATTACK, type="REQUEST", mode=None, status="planned", actors=(party("Interior Ministry"),), recipients=(),
    place=None, when=None, killed=None, weapon=None, sources=(), claims=(), confidence=0.25,
)  # fmt: skip
LATER = replace(ATTACK, when=day(date(2022, 7, 1), date(2022, 7, 31)), background=True)
OTHER = replace(REPORT, doc="second telling", outlet="Upland Post")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "hand.db"
    with Store.open(path) as ledger:
        ledger.add_coded(coded(events=(ATTACK, PLEA)), reader="hand/1")
        ledger.add_coded(coded(OTHER, events=(LATER,), states=()), reader="hand/1")
    return path


def shown(store: Path, *args: str, columns: int = 100) -> str:
    done = CliRunner().invoke(cli, [*args, "--store", str(store)], env={"COLUMNS": str(columns)})
    assert done.exit_code == 0, done.output
    return done.output


def types(store: Path, *args: str) -> list[str]:
    return [record["type"] for record in json.loads(shown(store, "show", "--format", "json", *args))]


def test_the_table_says_who_did_what_to_whom_where_when_and_by_whose_account(store: Path) -> None:
    table = shown(store, "show", columns=160)
    first = table.splitlines()[2]
    for value in (
        "2022-06-07",
        "ASSAULT",
        "Gunmen, Harrow Front →",
        "Vellmar, DE",
        "killed 4 or",
        "Interior",
    ):
        assert value in first
    for value in (
        "heavy-weapons",
        "occurred",
        "guards",
        "2022-07",
        "background",
        "vellmar",
        "second telling",
    ):
        assert value in table
    assert '"Gunmen from the Harrow Front fired rockets' in table


@pytest.mark.parametrize("columns", [60, 80, 100, 131, 132, 200])
def test_the_table_fits_its_width(store: Path, columns: int) -> None:
    lines = shown(store, "show", columns=columns).splitlines()
    assert max(map(len, lines)) == columns
    assert shown(store, "states", columns=columns).count("presence") == 1


def test_events_stand_by_day_and_those_without_one_last(store: Path) -> None:
    assert types(store) == ["ASSAULT", "ASSAULT", "REQUEST"]
    assert "REQUEST" in shown(store, "show").split("2022-07")[1]


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (("--type", "request"), ["REQUEST"]),
        (("--mode", "heavy-weapons"), ["ASSAULT", "ASSAULT"]),
        (("--status", "planned"), ["REQUEST"]),
        (("--actor", "harrow front"), ["ASSAULT", "ASSAULT"]),
        (("--actor", "guards"), ["ASSAULT", "ASSAULT"]),
        (("--place", "vellmar"), ["ASSAULT", "ASSAULT"]),
        (("--place", "Germany"), ["ASSAULT", "ASSAULT"]),
        (("--since", "2022-06-08"), ["ASSAULT"]),
        (("--until", "2022-06"), ["ASSAULT"]),
        (("--since", "2023"), []),
        (("--source", "doctor"), ["ASSAULT", "ASSAULT"]),
        (("--report", "second telling"), ["ASSAULT"]),
        (("--min-confidence", "0.5"), ["ASSAULT", "ASSAULT"]),
        (("--limit", "1"), ["ASSAULT"]),
        (("--type", "ASSAULT", "--report", "vellmar"), ["ASSAULT"]),
    ],
)
def test_each_filter_keeps_what_it_asks_for(store: Path, args: tuple[str, ...], found: list[str]) -> None:
    assert types(store, *args) == found


def test_states_have_filters_of_their_own(store: Path) -> None:
    assert "soldiers in Vellmar, DE: 855 to" in shown(
        store, "states", "--kind", "presence", "--actor", "soldiers", columns=200
    )
    assert json.loads(shown(store, "states", "--kind", "control", "--format", "json")) == []
    assert "No states match. The store has 1 state of 2 reports." in shown(
        store, "states", "--status", "lost"
    )


@pytest.mark.parametrize(
    ("changes", "phrase"),
    [
        ({"kind": "presence"}, "soldiers in Vellmar, DE: 855 to 945"),
        ({"kind": "presence", "holder": None}, "somebody in Vellmar, DE: 855 to 945"),
        ({"kind": "control", "count": None}, "soldiers holding Vellmar, DE"),
        ({"kind": "control", "count": None, "status": "lost"}, "soldiers having lost Vellmar, DE"),
        ({"kind": "control", "count": None, "status": "contested"}, "soldiers contesting Vellmar, DE"),
        ({"kind": "membership", "other": party("Harrow Front")}, "soldiers: part of Harrow Front"),
        (
            {"kind": "membership", "other": party("Harrow Front"), "relation": "backed-by"},
            "soldiers: backed by Harrow Front",
        ),
        ({"kind": "position", "role": "doctor", "other": party("Ministry")}, "soldiers: doctor, Ministry"),
        ({"kind": "tally", "of": "killed"}, "855 to 945 killed (Vellmar, DE)"),
    ],
)
def test_a_state_is_told_in_a_phrase(changes: dict[str, Any], phrase: str) -> None:
    assert holds(replace(SOLDIERS, **changes)) == phrase


def test_a_json_record_names_its_report(store: Path) -> None:
    record = json.loads(shown(store, "show", "--format", "json", "--limit", "1"))[0]
    assert (record["doc"], record["report"]) == ("vellmar", REPORT.id)
    assert record["killed"] == [4, None]


def test_a_report_is_found_by_name_id_and_the_ids_beginning(store: Path) -> None:
    whole = shown(store, "show", "vellmar")
    assert shown(store, "show", REPORT.id) == shown(store, "show", REPORT.id[:6]) == whole
    assert f"vellmar ({REPORT.id})" in whole


def test_the_marks_taken_out_give_the_text_back(store: Path) -> None:
    whole = shown(store, "show", "vellmar")
    assert "⟦1,2 Gunmen" in whole
    assert "⟦s1 About 900 soldiers are in Vellmar. s1⟧" in whole
    assert REPORT.text in re.sub(r"⟦[s\d,]+ | [s\d,]+⟧", "", whole)


def test_a_report_is_printed_with_chances_and_with_what_is_unclear(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as ledger:
        ledger.add_coded(coded(unclear=[DOUBT]), reader="hand/1")
    whole = shown(tmp_path / "a.db", "show", "vellmar", columns=200)
    assert "81%: type 94%, actors 62%, when 88%" in whole
    assert "50%" in whole
    assert 'unclear  ACCUSE 38% or ASSAULT 12%: "A doctor put the dead at six."' in whole


def test_a_report_and_filters_together_cannot_be_meant(store: Path) -> None:
    done = CliRunner().invoke(cli, ["show", "vellmar", "--type", "ASSAULT", "--store", str(store)])
    assert done.exit_code == 2
    assert "give either REPORT or filters" in done.stderr


@pytest.mark.parametrize("args", [("--since", "soon"), ("--type", "WAR"), ("--actor", "?!"), ("nobody",)])
def test_what_cannot_be_meant_exits_two(store: Path, args: tuple[str, ...]) -> None:
    done = CliRunner().invoke(cli, ["show", *args, "--store", str(store)])
    assert done.exit_code == 2
    assert done.stderr


def test_without_a_store_the_user_is_told_how_to_make_one(run: Run) -> None:
    done = run("show")
    assert done.returncode == 4
    assert "there is no store here. `tidings read` makes one." in done.stderr


def test_the_environment_names_the_store_and_the_option_goes_before_it(run: Run, store: Path) -> None:
    assert "ASSAULT" in run("show", TIDINGS_STORE=str(store)).stdout
    assert run("show", "--store", "none.db", TIDINGS_STORE=str(store)).returncode == 4


def test_piped_output_is_utf_8_without_colour_in_any_locale(run: Run, store: Path) -> None:
    done = run("show", "--store", store, COLUMNS="200", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "Gunmen, Harrow Front → guards" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.slow
def test_a_reader_that_stops_early_is_no_error(store: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.db"
    with Store.open(big) as ledger:
        for n in range(300):
            ledger.add_coded(coded(replace(REPORT, outlet=f"Post {n}", doc=f"d{n}")), reader="hand/1")
    for args in ("show", "states", "export", "export --format csv", "show --format json"):
        line = f"{' '.join(installed_command())} {args} --store {big} | head -n 1"
        done = subprocess.run(
            ["bash", "-c", line], capture_output=True, encoding="utf-8", env=clean_environment(), timeout=60
        )
        assert done.stderr == "", args
        assert done.stdout.count("\n") == 1


def test_escape_sequences_and_reordering_characters_are_shown_not_obeyed(tmp_path: Path) -> None:
    text = REPORT.text.replace("a depot", "a \x1b[2Jde\u202epot\x9b31m")
    hostile = Report(
        doc="evil\x1b]0;name\x07", text=text, title="Title \u202e\x1b[31m", published=REPORT.published
    )
    path = tmp_path / "hostile.db"
    with Store.open(path) as ledger:
        span = at("guards", text)
        event = replace(
            PLEA, evidence=(replace(PLEA.evidence[0], span=at(text.split(",")[0], text), trigger=None),),
            actors=(replace(party("guards"), spans=(span,), name="g\x1b[5muards", names=("g\x1b[5muards",)),),
        )  # fmt: skip
        ledger.add_coded(coded(hostile, events=(event,), states=()), reader="hand/1")
    for args in (
        ("show",),
        ("show", hostile.id),
        ("show", "--format", "json"),
        ("show", hostile.id, "--format", "json"),
    ):
        out = shown(path, *args)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out), args
        assert "1b[2J" in out or args == ("show", "--format", "json")
