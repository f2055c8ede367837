"""Stopped between reading and grouping, the next call goes on and ends where an unstopped one does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select
from test_incidents_gathered import ALL, DAY, read_into, shown, telling

from tidings.ledger import Store
from tidings.ledger.derived import Change, View, bring_up_to_date, is_up_to_date
from tidings.ledger.judging import judge_wrong
from tidings.views.copies import Copies
from tidings.views.incidents import incidents
from tidings.views.linking import Incidents, gather
from tidings.views.linking.tables import incident_open

REPORTS = [*ALL, *(telling(50 + n, f"Vellmont {n}", DAY + timedelta(40 * n), 3) for n in range(1, 5))]


class Stopped(Incidents):
    """Stops before it groups for the `at`-th time."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.left = at

    def settle(self, connection: Connection, change: Change) -> bool:
        self.left -= 1
        if not self.left:
            raise RuntimeError("stopped")
        return super().settle(connection, change)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_grouping_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(gather, "AT_ONCE", 2)
    with Store.open(tmp_path / "a.db") as whole, Store.open(tmp_path / "b.db") as stopped:
        read_into(whole, REPORTS)
        for one in REPORTS:
            stopped.add_coded(one, reader="test")
        with pytest.raises(RuntimeError):
            bring_up_to_date(stopped, [Copies(), Stopped(at)], portion=3)
        assert not is_up_to_date(stopped, [Copies(), Incidents()])
        with stopped.reading() as connection:
            assert connection.execute(select(incident_open)).all()
        bring_up_to_date(stopped, [Copies(), Incidents()], portion=3)
        assert shown(stopped) == shown(whole)


def test_incidents_can_be_asked_at_every_portion(tmp_path: Path) -> None:
    """Of an incident whose events are all judged wrong, the row is there after its events have gone."""
    path = tmp_path / "a.db"
    asked: list[int] = []

    def ask(done: int, all: int) -> None:
        with Store.open(path, read_only=True) as other:
            asked.append(len(list(incidents(other))))

    views: list[View] = [Copies(), Incidents()]
    with Store.open(path) as store:
        read_into(store, REPORTS)
        bring_up_to_date(store, views)
        whole = list(incidents(store))
        for event in [telling.event.id for one in whole[:2] for telling in one.tellings]:
            judge_wrong(store, event, by="Ada")
        bring_up_to_date(store, views, portion=1, told=ask)
        assert len(list(incidents(store))) == len(whole) - 2
    assert len(asked) > 2
