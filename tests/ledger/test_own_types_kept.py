"""Events of a user's own types in a store: kept, found, checked, told apart from what nobody declared."""

from __future__ import annotations

import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from make import ATTACK, REPORT, coded

from tidings.cli import cli
from tidings.errors import UsageError
from tidings.ledger import EventFilter, Store, verify
from tidings.ledger.verify import replay
from tidings.model.contract import check, dumps, loads
from tidings.model.own_types import OwnType
from tidings.model.record import Coded
from tidings.views import write_events_csv, write_jsonl

SHELLING = OwnType("SHELLING", "ASSAULT", ("at-night",), "Fire of heavy weapons")
OWN = replace(
    coded(events=[replace(ATTACK, type="SHELLING", mode="at-night")]), types=(SHELLING,)
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.open(tmp_path / "a.db") as store:
        store.add_coded(OWN, reader="reader 1 model a")
    return Store.open(tmp_path / "a.db", read_only=True)


def test_a_type_that_no_model_declares_is_refused_as_before(tmp_path: Path) -> None:
    with Store.open(tmp_path / "b.db") as store, pytest.raises(ValueError, match="'SHELLING' is none of"):
        store.add_coded(replace(OWN, types=()), reader="reader 1")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "ASSAULT"}, "types: ASSAULT is a PLOVER type"),
        ({"parent": "WAR"}, "types: the parent of SHELLING, 'WAR', is none of AGREE"),
        ({"name": "shelling"}, "types: 'shelling' is no name of a type"),
        ({"modes": ()}, "mode: 'at-night' is no mode of SHELLING"),
    ],
)
def test_what_a_model_declares_is_checked_too(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        check(replace(OWN, types=(replace(SHELLING, **change),)))  # type: ignore[arg-type]


def test_the_record_format_carries_the_types_and_only_where_there_are_any() -> None:
    assert loads(dumps(OWN)) == OWN
    assert json.loads(dumps(OWN))["types"] == [
        {"name": "SHELLING", "parent": "ASSAULT", "modes": ["at-night"], "description": SHELLING.description}
    ]
    assert "types" not in json.loads(dumps(coded()))


def test_a_store_keeps_the_types_and_is_sound(store: Store, tmp_path: Path) -> None:
    assert store.coded(REPORT.id) == OWN
    assert store.own_types() == [SHELLING]
    assert list(verify(store)) == []
    with Store.open(tmp_path / "copy.db") as copy:
        replay(store, copy)
        assert copy.coded(REPORT.id) == OWN


def test_events_are_found_by_type_and_mode_in_any_case(store: Store) -> None:
    for asked in (EventFilter(type="shelling"), EventFilter(mode="AT-NIGHT"), EventFilter()):
        assert [row.event.type for row in store.events(asked)] == ["SHELLING"]
        assert all(asked.matches(row) for row in store.events())
    assert list(store.events(EventFilter(type="ASSAULT"))) == []


def test_a_type_or_mode_that_the_store_does_not_know_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match=r"type 'ATTACK' is not known\. Known are: AGREE.*ASSAULT, SHELLING"):
        list(store.events(EventFilter(type="attack")))
    with pytest.raises(UsageError, match=r"mode 'loud' is not known\. Known are: .*, at-night"):
        list(store.events(EventFilter(mode="loud")))


def test_types_taken_out_of_the_store_by_hand_are_found(store: Store) -> None:
    store.close()
    with sqlite3.connect(store.path) as raw:
        raw.execute("DROP TRIGGER coding_no_update")
        raw.execute("UPDATE coding SET types = '[]'")
    raw.close()
    with Store.open(store.path, read_only=True) as changed:
        assert "'SHELLING' is none of the event types" in next(verify(changed)).what


def test_the_command_shows_filters_and_exports_them(store: Store) -> None:
    def run(*args: str) -> str:
        return CliRunner().invoke(cli, [*args, "--store", str(store.path)]).output

    assert "SHELLING" in run("show", "--type", "Shelling")
    assert json.loads(run("show", "--type", "SHELLING", "--format", "json"))[0]["mode"] == "at-night"
    assert "type 'SHELING' is not known" in run("show", "--type", "SHELING")


def test_files_hold_them(store: Store) -> None:
    lines, rows = io.BytesIO(), io.BytesIO()
    found: list[Coded] = list(store.codeds())
    write_jsonl(found, lines)
    write_events_csv(store.events(), rows)
    assert json.loads(lines.getvalue())["events"][0]["type"] == "SHELLING"
    assert b",SHELLING,at-night," in rows.getvalue()
