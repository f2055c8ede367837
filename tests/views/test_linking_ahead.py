"""With a second process that reads ahead, without it, and when it is killed: the same is held."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from running import ROOT, clean_environment
from sqlalchemy import select
from test_incidents_gathered import ALL, DAY, telling

from tidings.ledger import Store, ahead
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.views.actors.tables import METADATA as ACTORS
from tidings.views.current import all_views
from tidings.views.holdings.view import METADATA as HOLDINGS
from tidings.views.linking import gather, incident, incident_event, incident_name
from tidings.views.promises import view
from tidings.views.promises.tables import METADATA as PROMISES

REPORTS = [*ALL, *(telling(50 + n, f"Vellmont {n}", DAY, 3, deed="raid") for n in range(40))]
_OF = incident_event.c
_QUERIES = (
    select(incident).order_by(incident.c.id),
    select(incident_name).order_by(*incident_name.primary_key),
    select(_OF.event, _OF.coding, _OF.n, _OF.incident, _OF.told, _OF.bar).order_by(_OF.event),
    *(
        select(table).order_by(*table.primary_key)
        for tables in (ACTORS, HOLDINGS, PROMISES)
        for table in tables.tables.values()
        if table.name != "promises_open"
    ),
)


def held(store: Store) -> list[Sequence[Any]]:
    with store.reading() as connection:
        return [connection.execute(query).all() for query in _QUERIES]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(tmp_path / "s.db")
    for one in REPORTS:
        store.add_coded(one, reader="test")
    return store


@pytest.fixture
def alone(store: Store) -> list[Sequence[Any]]:
    """What the views hold when one process has done everything."""
    rebuild(store, all_views(), portion=7)
    found = held(store)
    assert all(found[:3])
    return found


@pytest.mark.slow
def test_a_second_process_changes_nothing(
    store: Store, alone: list[Sequence[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: Counter[str] = Counter()
    of = ahead.Ahead.of

    def counted(self: ahead.Ahead, items: Sequence[Any]) -> dict[Any, Any]:
        found = of(self, items)
        given.update(_sort_of(value) for value in found.values())
        return found

    monkeypatch.setattr(ahead, "FEWEST", 1)
    monkeypatch.setattr(gather, "AT_ONCE", 1)
    monkeypatch.setattr(view, "AT_ONCE", 1)
    monkeypatch.setattr(ahead.Ahead, "of", counted)
    monkeypatch.setattr(ahead.os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    rebuild(store, all_views(), portion=7)
    assert given["stages"] > len(REPORTS) / 2
    assert given["incidents"]
    assert given["links"]
    assert held(store) == alone


def _sort_of(value: Any) -> str:
    """Of what is made of a coding, of a lot of incidents, of a lot of promises."""
    return "links" if isinstance(value, list) else "stages" if "incident" in value else "incidents"


@pytest.mark.slow
def test_without_the_second_process_the_first_does_all(
    store: Store, alone: list[Sequence[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "FEWEST", 1)
    monkeypatch.setattr(ahead, "_START", "import sys; sys.stdout.write('no pickle'); sys.exit(3)")
    rebuild(store, all_views(), portion=7)
    assert held(store) == alone


def test_whoever_waits_is_told_while_incidents_are_grouped(store: Store) -> None:
    told: list[tuple[int, int]] = []
    total = bring_up_to_date(store, all_views(), portion=20, told=lambda *n: told.append(n))
    assert told.count((total, total)) >= 2


LINKING = """
import sys
from tidings.ledger import Store
from tidings.views.current import all_views
from tidings.views.linking import gather
from tidings.ledger.derived import bring_up_to_date
from tidings.views.promises import view
gather.AT_ONCE = view.AT_ONCE = 1
with Store.open(sys.argv[1]) as store:
    told = lambda done, of: print("settling", flush=True) if done == of else None
    bring_up_to_date(store, all_views(), told=told)
"""


@pytest.mark.slow
def test_what_is_killed_while_settling_is_held_whole_in_the_end(
    store: Store, alone: list[Sequence[Any]]
) -> None:
    moments = random.Random(20200316)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE view SET version = 'older'")  # so all is made anew
    environment = clean_environment() | {"PYTHONPATH": os.pathsep.join(sys.path)}
    stopped = 0
    for _ in range(4):
        linking = subprocess.Popen(
            [sys.executable, "-c", LINKING, str(store.path)],
            stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
        )  # fmt: skip
        assert linking.stdout
        if linking.stdout.readline() == "settling\n":
            time.sleep(moments.uniform(0, 0.15))
        stopped += linking.poll() is None
        linking.kill()
        linking.communicate()
    assert stopped
    bring_up_to_date(store, all_views())
    assert held(store) == alone
