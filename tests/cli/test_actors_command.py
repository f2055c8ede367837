"""`tidings actors`: the list, one actor, lists of one's own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from make import ATTACK, REPORT, at, coded

from tidings.cli import cli
from tidings.ledger import Store
from tidings.model.record import Party


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "hand.db"
    who, whom = (Party(name, (name,), (at("Gunmen"),)) for name in ("Boko Haram", "Ember Front"))
    with Store.open(path) as ledger:
        one = coded(REPORT, events=[replace(ATTACK, actors=(who,), recipients=(whom,))])
        ledger.add_coded(one, reader="hand/1")
    return path


def run(store: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["actors", *args, "--store", str(store)], env={"COLUMNS": "100"})


def test_the_list_has_kind_country_and_counts(store: Path) -> None:
    done = run(store)
    assert done.exit_code == 0, done.output
    (line,) = [line for line in done.output.splitlines() if line.startswith("Boko Haram")]
    assert line.split()[2:] == ["REB", "armed", "group", "NGA", "1", "0", "1"]


def test_one_actor_is_shown_with_names_why_and_reports(store: Path) -> None:
    done = run(store, "boko", "haram")
    assert done.exit_code == 0, done.output
    for value in (
        "REB armed group",
        "NGA (NG)",
        "in groups.tsv",
        "1 done, 0 suffered",
        "Boko Haram (1)",
        "vellmar",
    ):
        assert value in done.output, value


def test_json_has_all_of_a_row(store: Path) -> None:
    (row,) = json.loads(run(store, "Boko Haram", "--format", "json").output)
    assert (row["sector"], row["country3"], row["done"], row["reports"]) == ("REB", "NGA", 1, ["vellmar"])


def test_a_list_of_ones_own_counts_in_later_commands(store: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("name,country,sector\nEmber Front,Chad,REB\nBad,Chad,nothing\n", encoding="utf-8")
    done = run(store, "add", str(mine))
    assert done.exit_code == 3
    assert "1 actor read, 1 of them new." in done.output
    assert f"{mine}, line 3: sector 'nothing' is not known." in done.output
    (row,) = json.loads(run(store, "Ember Front", "--format", "json").output)
    assert (row["sector"], row["country"], row["source"]) == ("REB", "TD", "mine.csv")
    exported = CliRunner().invoke(cli, ["export", "--format", "csv", "--store", str(store)])
    assert ",Ember Front,TCD,REB," in exported.output


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("Nobody Here",), "no actor 'Nobody Here'"),
        (("--kind", "XXX"), "sector 'XXX' is not known"),
        (("--country", "Nowhereland"), "country 'Nowhereland' is not known"),
        (("add",), "give a file"),
        (("add", "x.csv", "--kind", "REB"), "takes files and --store only"),
        (("...",), "has no letters or digits"),
    ],
)
def test_arguments_that_cannot_be_meant_are_refused(store: Path, args: tuple[str, ...], said: str) -> None:
    done = run(store, *args)
    assert done.exit_code == 2
    assert said in done.output
