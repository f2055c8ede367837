import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from make import ATTACK, coded, day

from tidings.errors import UsageError
from tidings.ledger import EventFilter, StateFilter, Store
from tidings.views import EVENT_COLUMNS, STATE_COLUMNS, to_arrow, to_pandas

UNDATED = replace(ATTACK, when=None, killed=None, place=None, status="planned")


def test_a_data_frame_keeps_types_and_unknowns() -> None:
    pandas = pytest.importorskip("pandas")
    frame = to_pandas([coded(events=[ATTACK, UNDATED])])
    assert list(frame.columns) == list(EVENT_COLUMNS)
    first, second = frame.iloc[0], frame.iloc[1]
    assert (first.killed_low, first.start, first.actors) == (
        4, pandas.Timestamp("2022-06-07"), ["Gunmen", "Harrow Front"],
    )  # fmt: skip
    assert pandas.isna(first.killed_high)
    assert pandas.isna([second.killed_low, second.start, second.lat, second.place]).all()
    assert str(frame.dtypes["killed_low"]) == "Int64"


def test_days_before_1677_stay_days() -> None:
    pandas = pytest.importorskip("pandas")
    frame = to_pandas([coded(events=[replace(ATTACK, when=day(date(1410, 7, 15), date(1410, 7, 15)))])])
    assert frame.start[0] == pandas.Timestamp("1410-07-15")


def test_an_arrow_table_keeps_types_and_unknowns() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = to_arrow([coded(events=[ATTACK, UNDATED])])
    assert table.column_names == list(EVENT_COLUMNS)
    assert table.schema.field("actors").type == pyarrow.list_(pyarrow.string())
    assert table["start"].to_pylist() == [date(2022, 6, 7), None]
    assert table["killed_low"].to_pylist() == [4, None]


def test_states_and_filters_and_stores_work_alike(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    with Store.open(tmp_path / "a.db") as store:
        store.add_coded(coded(events=[ATTACK, UNDATED]), reader="reader 1")
        assert list(to_pandas(store, where=EventFilter(status="planned")).status) == ["planned"]
        assert to_arrow(store, records="states").column_names == list(STATE_COLUMNS)
        assert len(to_pandas(store, records="states", where=StateFilter(kind="control"))) == 0


def test_no_records_give_an_empty_table_of_the_same_columns() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    assert to_pandas([]).dtypes.equals(to_pandas([coded()]).dtypes)
    assert to_arrow([]).schema == to_arrow([coded()]).schema


def test_a_filter_of_the_other_records_is_refused() -> None:
    pytest.importorskip("pandas")
    with pytest.raises(UsageError, match="events take an EventFilter"):
        to_pandas([], where=StateFilter())


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("pandas", "pyarrow"):
        monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=r"pandas is not installed.*pip install 'tidings\[pandas\]'"):
        to_pandas([])
    with pytest.raises(UsageError, match=r"pyarrow is not installed.*pip install 'tidings\[arrow\]'"):
        to_arrow([])
