"""The view of copies gives the groups of `groups_of`, in whatever portions reports come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.link.copies import groups_of
from tidings.model.record import Coded
from tidings.model.report import Report
from tidings.views.copies import Copies, copies_report, group_of

STEM = (
    "Three bridges over the Karn were closed on Friday after engineers found cracks, the roads office in"
    " Ostrin said. Lorries are sent round by Wexel, which adds two hours. Repairs take until May at best."
)
REPORTS = [
    Report(f"r{n}", text, date(2023, 3, 1 + n % 5), outlet=f"Outlet {n}")
    for n, text in enumerate(
        (
            STEM,
            STEM,
            "OSTRIN - " + STEM + " The mayor spoke of a long spring.",
            STEM.replace("engineers", "inspectors").replace("sent round", "led round"),
            STEM.replace("Three", "Two").replace("Friday", "Monday").replace("two", "four"),
            "A ferry ran aground at Belme on Sunday. All 61 people on board were brought ashore by noon.",
        )
    )
]


def add(store: Store, reports: list[Report]) -> None:
    for report in reports:
        store.add_coded(Coded(report, (), ()), reader="hand/1")


def groups(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        rows = connection.execute(select(copies_report.c.report, copies_report.c.group)).all()
        found = {row.report: row.group for row in rows}
        assert group_of(connection, [*found, "nobody"]) == found
    return found


@pytest.mark.parametrize("portion", [1, 2, 200])
@pytest.mark.parametrize("backwards", [False, True])
def test_groups_are_those_of_all_reports_at_once(tmp_path: Path, portion: int, backwards: bool) -> None:
    with Store.open(tmp_path / "s.db") as store:
        several = REPORTS[::-1] if backwards else REPORTS
        for at in (0, 3):
            add(store, several[at : at + 3])
            bring_up_to_date(store, [Copies()], portion=portion)
        assert groups(store) == groups_of(REPORTS)
        assert len(set(groups(store).values())) == 3
        rebuild(store, [Copies()])
        assert groups(store) == groups_of(REPORTS)


def test_a_report_read_again_stays_in_its_group(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db") as store:
        add(store, REPORTS)
        bring_up_to_date(store, [Copies()])
        store.add_coded(Coded(REPORTS[0], (), ()), reader="other/2")
        bring_up_to_date(store, [Copies()])
        assert groups(store) == groups_of(REPORTS)
