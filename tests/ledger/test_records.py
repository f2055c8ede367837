"""What is read of the ledger once is what it says, whatever was asked before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from make import REPORT, coded

from tidings.ledger import Store, records
from tidings.ledger.records import Records
from tidings.ledger.store import coding_id


def test_records_are_those_of_the_coding_also_when_little_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "KEPT", 2)
    several = [coded(replace(REPORT, doc=f"r{n}", outlet=f"Outlet {n}")) for n in range(5)]
    with Store.open(tmp_path / "s.db") as store:
        for one in several:
            store.add_coded(one, reader="test")
        ids = [coding_id(one.report.id, "test") for one in several]
        known = Records()
        with store.reading() as connection:
            for asked in (ids[:2], ids[1:4], ids, ids[:1]):
                found = known.of(connection, asked)
                assert list(found) == sorted(asked)
                for id, one in zip(ids, several, strict=True):
                    if id in asked:
                        assert found[id].id == one.report.id
                        assert found[id].report == one.report
                        assert found[id].events == one.events
                        assert found[id].states == one.states
