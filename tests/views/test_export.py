import csv
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from make import ATTACK, REPORT, TEXT, coded, day, number, party
from strategies import TEXTS, codeds

from tidings.ledger import Store
from tidings.model.contract import dumps, loads
from tidings.model.record import Coded, Event
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views import (
    EVENT_COLUMNS,
    STATE_COLUMNS,
    event_rows,
    state_rows,
    write_events_csv,
    write_jsonl,
    write_states_csv,
)


def event_table(*codeds: Coded) -> list[dict[str, str]]:
    out = io.BytesIO()
    assert write_events_csv(event_rows(codeds), out) == sum(len(one.events) for one in codeds)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))


def state_table(*codeds: Coded) -> list[dict[str, str]]:
    out = io.BytesIO()
    assert write_states_csv(state_rows(codeds), out) == sum(len(one.states) for one in codeds)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline=""), strict=True))


def cell(column: str, event: Event) -> str:
    (row,) = event_table(coded(events=[event]))
    return row[column]


def test_json_lines_of_a_store_are_those_of_its_reports(tmp_path: Path) -> None:
    several = [coded(replace(REPORT, published=date(2022, 6, n))) for n in (3, 1, 2)]
    out = io.BytesIO()
    with Store.open(tmp_path / "a.db") as store:
        for one in several:
            store.add_coded(one, reader="reader 1")
        assert write_jsonl(store.codeds(), out) == 3
    by_day = [several[1], several[2], several[0]]
    assert out.getvalue() == b"".join(dumps(one) + b"\n" for one in by_day)
    assert [loads(line) for line in out.getvalue().splitlines()] == by_day


def test_an_event_is_one_row_with_what_is_unknown_left_empty() -> None:
    (row,) = event_table(coded())
    assert list(row) == list(EVENT_COLUMNS)
    assert (row["doc"], row["published"], row["type"], row["background"]) == (
        "vellmar", "2022-06-09", "ASSAULT", "false",
    )  # fmt: skip
    assert (row["actors"], row["recipients"]) == ("Gunmen; Harrow Front", "guards")
    assert (row["start"], row["end"], row["when_precision"]) == ("2022-06-07", "2022-06-07", "day")
    assert (row["killed_low"], row["killed_high"], row["injured_low"]) == ("4", "", "")
    assert (row["lat"], row["geonames"], row["claims"]) == ("51.35806", "3207197", "A doctor: killed 6")
    assert (row["evidence"], row["trigger"]) == (TEXT[:75], "fired")
    assert TEXT[int(row["evidence_start"]) : int(row["evidence_end"])] == row["evidence"]


def test_a_state_is_one_row() -> None:
    (row,) = state_table(coded())
    assert list(row) == list(STATE_COLUMNS)
    assert (row["kind"], row["holder"], row["place"], row["status"]) == (
        "presence", "soldiers", "Vellmar", "holds",
    )  # fmt: skip
    assert (row["count_low"], row["count_high"], row["start"]) == ("855", "945", "")


def test_none_said_is_zero_and_not_empty() -> None:
    none = replace(ATTACK, injured=number(0, 0, "four"))
    assert cell("injured_low", none) == "0"


@pytest.mark.parametrize(
    "start", ["=1+1", "+49", "-2", "@SUM(A1)", "＝1", "\t=1", "\r\n =1", "\u200b=1", "\ufeff=1"]
)
def test_a_name_that_a_spreadsheet_would_run_is_shown_with_an_apostrophe(start: str) -> None:
    event = replace(ATTACK, actors=(replace(party("Gunmen"), name=start),))
    assert cell("actors", event) == "'" + start.strip()


def test_a_negative_number_is_no_formula() -> None:
    assert ATTACK.place
    assert cell("lon", replace(ATTACK, place=replace(ATTACK.place, lon=-9.5))) == "-9.5"


def test_line_breaks_in_the_evidence_do_not_break_the_row() -> None:
    text = TEXT.replace(" at a depot", "\r\n\r\nat a\u2028depot\x0c")
    report = Report(doc="x", text=text)
    one = coded(report, events=[replace(ATTACK, evidence=(replace(ATTACK.evidence[0], span=Span(0, 75)),))])
    assert event_table(one)[0]["evidence"].startswith(
        "Gunmen from the Harrow Front fired rockets at a depot in"
    )


@settings(deadline=None)
@given(codeds())
def test_every_table_is_rows_of_the_same_width_without_formulas_or_controls(one: Coded) -> None:
    for rows, columns in ((event_table(one), EVENT_COLUMNS), (state_table(one), STATE_COLUMNS)):
        for row in rows:
            assert list(row) == list(columns)
            for name, value in row.items():
                assert columns[name] in ("real", "whole") or not value.startswith(("=", "+", "-", "@"))
                assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in value)


def test_an_open_bound_in_a_claim_is_left_open() -> None:
    claims = tuple(replace(ATTACK.claims[0], value=v) for v in ((6, None), (None, 9), (1, 2), "by night"))
    assert cell("claims", replace(ATTACK, claims=claims)) == (
        "A doctor: killed 6-; A doctor: killed -9; A doctor: killed 1-2; A doctor: killed by night"
    )


def test_rows_come_by_day_with_undated_ones_last() -> None:
    events = [
        replace(ATTACK, when=when, status=status)
        for when, status in (
            (None, "planned"),
            (day(date(2022, 6, 8), None), "occurred"),
            (day(None, date(2022, 6, 7)), "denied"),
        )
    ]
    assert [row["status"] for row in event_table(coded(events=events))] == ["denied", "occurred", "planned"]


@settings(deadline=None)
@given(TEXTS)
def test_json_lines_hold_any_text(text: str) -> None:
    out = io.BytesIO()
    write_jsonl([coded(Report(doc=text, text=text), events=(), states=())], out)
    assert json.loads(out.getvalue())["text"] == text
