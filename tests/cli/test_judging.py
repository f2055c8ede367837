"""`tidings judge`, `wrong`, `set`, `undo`, `history`, `judgements`: what they say and what comes of it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from make import ATTACK, REPORT, coded
from sqlalchemy import text

from tidings.cli import cli
from tidings.ledger import Store
from tidings.model.contract import with_ids

OTHER = coded(replace(REPORT, outlet="Other", doc="other"), events=[replace(ATTACK, killed=None)])
EVENT, STATE = coded().events[0].id, coded().states[0].id
SECOND = OTHER.events[0].id


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "hand.db"
    with Store.open(path) as ledger:
        for one in (coded(), OTHER):
            ledger.add_coded(one, reader="hand/1")
    return path


def run(store: Path, *args: str, by: str = "ana") -> Result:
    return CliRunner().invoke(cli, [*args, "--store", str(store)], env={"COLUMNS": "160", "TIDINGS_BY": by})


def ok(store: Path, *args: str, by: str = "ana") -> str:
    done = run(store, *args, by=by)
    assert done.exit_code == 0, done.output
    return done.output


def record(store: Path, id: str = EVENT) -> dict[str, Any]:
    records = json.loads(ok(store, "show", "--format", "json")) + json.loads(
        ok(store, "states", "--format", "json")
    )
    return next((found for found in records if found["id"] == id), {})


@pytest.mark.parametrize(
    ("field", "given", "value"),
    [
        ("killed", "9", [9, 9]), ("killed", "9-12", [9, 12]), ("injured", "1,200+", [1200, None]),
        ("size", "up to 60", [None, 60]), ("killed", "none", None), ("status", "Denied", "denied"),
        ("background", "yes", True), ("mode", "aerial", "aerial"), ("weapon", "a drone", "a drone"),
    ],
)  # fmt: skip
def test_a_value_is_set_as_people_write_it(store: Path, field: str, given: str, value: object) -> None:
    said = ok(store, "set", EVENT[:7], field, given, "--because", "as the ministry says now")
    assert said.startswith(f"{EVENT[:9]}: {field} is ")
    found = record(store)
    assert found[field] == value
    assert (found["judged"][0]["by"], found["judged"][0]["because"]) == ("ana", "as the ministry says now")


@pytest.mark.parametrize(
    ("given", "start", "end", "precision"),
    [
        ("2020-02-03", "2020-02-03", "2020-02-03", "day"), ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2020", "2020-01-01", "2020-12-31", "year"),
        ("2020-02/2020-03-04", "2020-02-01", "2020-03-04", "range"),
        ("2020-02-03/", "2020-02-03", None, "range"),
    ],
)  # fmt: skip
def test_days_are_set(store: Path, given: str, start: str, end: str | None, precision: str) -> None:
    ok(store, "set", EVENT, "when", given)
    found = record(store)["when"]
    assert (found["start"], found["end"], found["precision"], found["spans"]) == (start, end, precision, [])


@pytest.mark.parametrize(
    ("given", "country", "point", "precision"),
    [
        ("Kirkuk, Iraq", "IQ", True, "town"), ("Iraq", "IQ", False, "country"),
        ("Ember Farm, KE, -1.25, 36.75", "KE", True, "site"), ("Emberfarmqu, KE", "KE", False, "unresolved"),
    ],
)  # fmt: skip
def test_a_place_is_looked_up(store: Path, given: str, country: str, point: bool, precision: str) -> None:
    ok(store, "set", EVENT, "place", given)
    found = record(store)["place"]
    assert (found["country"], found["lat"] is not None, found["precision"]) == (country, point, precision)
    assert EVENT in ok(store, "show", "--place", given.split(",")[0], "--ids")


def test_names_are_separated_by_semicolons_and_known_ones_keep_their_words(store: Path) -> None:
    ok(store, "set", EVENT, "actors", "Gunmen; Ember League")
    spans = [(party["name"], bool(party["spans"])) for party in record(store)["actors"]]
    assert spans == [("Gunmen", True), ("Ember League", False)]
    ok(store, "set", STATE, "holder", "Ember League")
    assert record(store, STATE)["holder"]["name"] == "Ember League"


def test_tables_and_csv_say_who_set_what(store: Path) -> None:
    ok(store, "set", EVENT, "killed", "9")
    assert "set by ana: killed" in ok(store, "show")
    assert ",killed by ana\r\n" in CliRunner().invoke(
        cli, ["export", "--format", "csv", "--store", str(store)]
    ).output.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("set", EVENT, "colour", "red"), "'colour' is no field of an event"),
        (("set", STATE, "killed", "9"), "'killed' is no field of a state"),
        (("set", EVENT, "killed", "nine"), "'nine' is no number of people"),
        (("set", EVENT, "killed", "-3"), "killed: '-3' is no number of people. Write 9,"),
        (("set", EVENT, "--because", "-4", "killed", "-12"), "killed: '-12' is no number of people"),
        (("set", EVENT, "killed", "9", "-3"), "unexpected extra argument (-3)"),
        (("set", EVENT, "killed", "--nine"), "No such option"),
        (("set", EVENT, "killed", "9-3"), "runs from more to fewer"),
        (("set", EVENT, "killed", " "), "the value is empty"),
        (("set", EVENT, "type", "none"), "type cannot be empty"),
        (("set", EVENT, "type", "brawl"), "type 'BRAWL' is not known"),
        (("set", EVENT, "mode", "arrest"), "mode 'arrest' is none of ASSAULT"),
        (("set", EVENT, "status", "done"), "status 'done' is not known"),
        (("set", STATE, "status", "current"), "status 'current' is none of presence"),
        (("set", EVENT, "background", "maybe"), "is neither yes nor no"),
        (("set", EVENT, "when", "yesterday"), "'yesterday' is no day"),
        (("set", EVENT, "when", "11/03/2024"), "'11/03/2024' is no day; write it as 2020-03-16, 2020-03"),
        (("set", EVENT, "when", "2020-03-01/soon"), "'2020-03-01/soon' is no day"),
        (("set", EVENT, "when", "2020-03/2020-02"), "ends before it starts"),
        (("set", EVENT, "when", "/"), "neither a first nor a last day"),
        (("set", EVENT, "place", "Kirkuk, Nowhereland"), "'Nowhereland' is no country"),
        (("set", EVENT, "place", "X, KE, 91, 0"), "is no point"),
        (("wrong", "e00000"), "no event 'e00000' in the store"),
        (("wrong", "e1"), "'e1' is no id of an event or state"),
        (("judge", "same", EVENT, STATE), f"'{STATE}' is no id of an event"),
        (("judge", "same", EVENT, "i00000"), "`tidings incidents ID` those of an incident's events"),
        (("judge", "same", EVENT, EVENT), "both are the same event"),
        (("undo",), "ana has no judgement left to undo"),
        (("undo", "j00000"), "no judgement 'j00000'"),
        (("undo", EVENT), "is no id of a judgement"),
        (("history", "i00000"), "no incident 'i00000'"),
        (("wrong", EVENT, "--by", " "), "the name is empty"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_kept(
    store: Path, args: tuple[str, ...], said: str
) -> None:
    done = run(store, *args)
    assert done.exit_code == 2
    assert said in done.output
    with Store.open(store, read_only=True) as ledger:
        assert ledger.judgements() == []


def test_undo_takes_back_ones_own_last(store: Path) -> None:
    before = ok(store, "show", "--format", "json")
    ok(store, "set", EVENT, "killed", "9")
    ok(store, "wrong", EVENT)
    ok(store, "wrong", SECOND, by="ben")
    assert json.loads(ok(store, "show", "--format", "json")) == []
    assert ok(store, "undo", "--because", "misread").startswith("j")
    assert record(store)["killed"] == [9, 9]
    ok(store, "undo", by="ben")
    ok(store, "undo")
    assert ok(store, "show", "--format", "json") == before
    assert run(store, "undo").exit_code == 2


@pytest.mark.parametrize(
    "args", [("set", EVENT, "killed", "9"), ("wrong", EVENT), ("judge", "same", EVENT, SECOND)]
)
def test_the_way_back_names_the_judgement_and_not_anothers_last(store: Path, args: tuple[str, ...]) -> None:
    ok(store, "wrong", STATE)
    said = ok(store, *args, "--by", "bob")
    id = said.split("By bob, ")[1].split(";")[0]
    assert f"`tidings undo {id}` takes it back" in said
    undone = ok(store, "undo", id)
    assert undone.startswith(f"{id[:9]} is undone.")
    (other,) = [one for one in json.loads(ok(store, "judgements", "list", "--format", "json"))
                if one["by"] == "bob"]  # fmt: skip
    assert (other["id"], other["status"]) == (id, "undone")


def test_judgements_that_contradict_each_other_are_listed(store: Path) -> None:
    ok(store, "wrong", STATE)
    assert "No judgements contradict" in ok(store, "judgements", "list", "--conflicts")
    ok(store, "judge", "same", EVENT[:8], SECOND)
    ok(store, "judge", "different", SECOND, EVENT, "--because", "two depots", by="ben")
    found = json.loads(ok(store, "judgements", "list", "--conflicts", "--format", "json"))
    assert [(one["by"], one["verdict"], one["status"]) for one in found] == [
        ("ana", "same", "outvoted"),
        ("ben", "different", "counts"),
    ]
    assert "contradicted by" in ok(store, "judgements", "list", "--conflicts", "--by", "ana")


def test_an_empty_list_of_judgements_says_whose_it_is(store: Path) -> None:
    assert ok(store, "judgements", "list") == "Nobody has judged anything.\n"
    ok(store, "wrong", STATE)
    assert ok(store, "judgements", "list", "--by", "zed") == "zed has judged nothing.\n"
    assert ok(store, "judgements", "list", "--by", "zed", "--conflicts") == "zed has judged nothing.\n"
    assert ok(store, "judgements", "list", "--by", "ana", "--conflicts") == "Nobody contradicts ana.\n"


def test_history_tells_readings_reasons_and_judgements(store: Path) -> None:
    with Store.open(store) as ledger:
        again = [replace(coded().events[0], status="possible")]
        ledger.add_coded(with_ids(REPORT, again, coded().states), reader="hand/2")
    ok(store, "set", EVENT, "killed", "9", "--because", "the ministry")
    ok(store, "set", EVENT, "killed", "12", by="ben")
    told = ok(store, "history", EVENT[:6])
    for said in (
        "by hand/1", "by hand/2, which counts", '"Gunmen from the Harrow Front', "(0 to 75)",
        "The text gives no number of injured.", "by ana", "killed is 9, because: the ministry (outvoted",
        "killed is 12 (counts", "killed 4 or more, as read", "Lowland Post", "set by ben: killed",
    ):  # fmt: skip
        assert said in told, said
    (found,) = json.loads(ok(store, "history", EVENT, "--format", "json"))
    assert [reading["record"]["status"] for reading in found["readings"]] == ["occurred", "possible"]
    assert len(found["judgements"]) == 2


def test_history_of_a_judgement_says_what_became_of_it(store: Path) -> None:
    id = ok(store, "wrong", EVENT).split(", ")[1][:21]
    ok(store, "undo", id[:6], "--because", "it was one", by="ben")
    told = ok(store, "history", id)
    assert "undone by ben in j" in told
    assert "it was one" in told
    assert f"ASSAULT {EVENT} in report {REPORT.id}, characters 0 to 75" in told


def test_history_of_an_incident_is_that_of_its_events(store: Path) -> None:
    ok(store, "judge", "same", EVENT, SECOND)
    ok(store, "link", "--quiet")
    with Store.open(store, read_only=True) as ledger, ledger.reading() as connection:
        query = text("SELECT incident FROM incident_event WHERE event = :event")
        incident = connection.execute(query, {"event": EVENT}).scalar_one()
    told = ok(store, "history", incident[:8])
    assert f"incident {incident}, of 2 events" in told
    assert EVENT in told
    assert SECOND in told
    ok(store, "undo")
    ok(store, "judge", "different", EVENT, SECOND)
    told = ok(store, "history", incident)
    assert (EVENT in told) != (SECOND in told)


@pytest.mark.parametrize("name", ["j.csv", "j.jsonl"])
def test_judgements_go_to_a_colleague_and_change_nothing_twice(
    store: Path, tmp_path: Path, name: str
) -> None:
    theirs = tmp_path / "theirs.db"
    theirs.write_bytes(store.read_bytes())
    ok(store, "set", EVENT, "killed", "9", "--because", "=a, 'b'")
    ok(store, "judge", "same", EVENT, SECOND)
    ok(store, "undo")
    ok(store, "judgements", "export", str(tmp_path / name))
    assert "3 judgements read, 3 of them new." in ok(theirs, "judgements", "import", str(tmp_path / name))
    assert "3 judgements read, 0 of them new." in ok(theirs, "judgements", "import", str(tmp_path / name))
    assert ok(store, "export") == ok(theirs, "export")
    assert ok(store, "judgements", "list") == ok(theirs, "judgements", "list")


def test_an_export_to_a_file_says_how_many_and_where(store: Path, tmp_path: Path) -> None:
    ok(store, "wrong", EVENT)
    assert ok(store, "judgements", "export", str(tmp_path / "j.csv")) == (
        f"1 judgement written to {tmp_path / 'j.csv'}.\n"
    )
    assert "written to" not in ok(store, "judgements", "export", "-")


@pytest.mark.parametrize(
    "args",
    [("judge", "same", EVENT, SECOND), ("wrong", EVENT), ("set", EVENT, "killed", "9"), ("undo",), ("link",)],
)
def test_a_mistyped_store_is_told_and_not_made(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = run(tmp_path / "mistyped.db", *args)
    assert done.exit_code == 4
    assert "there is no store here" in done.output
    assert not list(tmp_path.iterdir())


def test_a_bad_line_is_named_with_exit_three(store: Path, tmp_path: Path) -> None:
    ok(store, "wrong", EVENT)
    file = tmp_path / "j.jsonl"
    ok(store, "judgements", "export", str(file))
    file.write_text("{}\n" + file.read_text("utf-8").replace("ana", "eve") + '{"id": "j', encoding="utf-8")
    done = run(store, "judgements", "import", str(file))
    assert done.exit_code == 3
    assert f"Not read: {file}, line 1: kind: a text is expected." in done.output
    assert f"Not read: {file}, line 2: id: the content gives j" in done.output
    assert f"Not read: {file}, line 3: it is no JSON: " in done.output
    assert "0 judgements read" in done.output


def test_a_file_that_is_no_list_of_judgements_is_told_once(store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    done = run(store, "judgements", "import", str(tmp_path / "empty.csv"))
    give = "Give a file that `tidings judgements export` wrote.\n"
    assert (done.exit_code, done.output) == (3, f"Error: {tmp_path / 'empty.csv'}: it is empty. {give}")
    (tmp_path / "all.jsonl").write_text(ok(store, "export"), encoding="utf-8")
    done = run(store, "judgements", "import", str(tmp_path / "all.jsonl"))
    said = f"Error: {tmp_path / 'all.jsonl'}: it is no list of judgements. {give}"
    assert (done.exit_code, done.output) == (3, said)


@pytest.mark.parametrize("name", ["none.csv", "none.jsonl"])
def test_what_a_store_without_judgements_exports_is_read(store: Path, tmp_path: Path, name: str) -> None:
    ok(store, "judgements", "export", str(tmp_path / name))
    assert ok(store, "judgements", "import", str(tmp_path / name)).startswith("0 judgements read")


def test_a_store_with_judgements_is_sound(store: Path) -> None:
    ok(store, "set", EVENT, "type", "protest")
    ok(store, "wrong", STATE)
    assert "is sound: 2 reports, 2 events, 1 state." in ok(store, "verify")


def test_a_set_value_is_the_persons_wherever_an_incident_is_shown(store: Path) -> None:
    ok(store, "set", EVENT, "killed", "99")
    lines = ok(store, "incidents", EVENT).splitlines()
    (shown,) = [line for line in lines if " 99 " in line and "how many" not in line]
    assert "set by ana" in shown
    sides = ok(store, "compare", EVENT)
    assert "set by ana" in sides
    (side,) = [one for one in json.loads(ok(store, "compare", EVENT, "--format", "json")) if "judged" in one]
    assert (side["judged"], side["values"]["killed"], side["words"]) == ("ana", [[99, 99]], "")


def test_a_set_count_is_the_persons_in_the_states_of_a_day(store: Path) -> None:
    ok(store, "set", STATE, "count", "450")
    assert "450 set by ana" in ok(store, "states", "--as-of", "2022-07-01")
    (row,) = json.loads(ok(store, "states", "--as-of", "2022-07-01", "--format", "json"))
    marked = [(one["source"], one["judged"]) for one in row["counts"] if "judged" in one]
    assert marked == [("set by ana", {"count": "ana"})]
