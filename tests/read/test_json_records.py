import io
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidings.errors import InputError
from tidings.model.report import Report
from tidings.read import record
from tidings.read.record import MAX_LINE_BYTES, day_from

TEXT = "Two men were held in the port on Monday."


def read_json(text: str, **options: Any) -> list[Report | InputError]:
    return [item for _, item in record.read_json(text, **options)]


def read_json_lines(lines: io.BytesIO, **options: Any) -> list[Report | InputError]:
    return [item for _, item in record.read_json_lines(lines, **options)]


def only(value: object, **options: date) -> Report | InputError:
    (result,) = read_json(json.dumps(value), where="a.json", doc="a", **options)
    return result


def test_the_fields_of_an_input_record_are_taken_over() -> None:
    record = {
        "doc": "d",
        "published": "2024-03-05",
        "title": "T",
        "text": TEXT,
        "outlet": "O",
        "url": "https://o.example",
    }
    report = only(record)
    assert report == Report("d", TEXT, date(2024, 3, 5), report.published_why, "T", "O", "https://o.example")  # type: ignore[union-attr]


def test_only_text_is_required_and_other_keys_are_passed_over() -> None:
    report = only({"text": TEXT, "events": []})
    assert isinstance(report, Report)
    assert (report.doc, report.published, report.title) == ("a", None, None)


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"title": "T"}, "text"),
        ({"text": None}, "text"),
        ({"text": 5}, "text"),
        ({"text": TEXT, "title": ["T"]}, "title"),
        ({"text": TEXT, "published": "17 March"}, "published"),
        ({"text": TEXT, "published": "2020-02-31"}, "published"),
        ({"text": TEXT, "published": 20200317}, "published"),
        ({"text": TEXT + "\ud800"}, "text"),
        ({"text": TEXT + "\x00"}, "text"),
        ({"text": TEXT, "url": "\udfff"}, "url"),
    ],
)
def test_a_bad_field_is_named(record: dict[str, object], field: str) -> None:
    error = only(record)
    assert isinstance(error, InputError)
    assert error.where == f"a.json, field {field}"


@pytest.mark.parametrize("text", ["", "  \n", "12 - 34"])
def test_text_without_words_is_an_error(text: str) -> None:
    assert isinstance(only({"text": text}), InputError)


@pytest.mark.parametrize("value", [3, "text", None, True, [[]]])
def test_what_is_no_object_is_an_error(value: object) -> None:
    assert isinstance(only(value), InputError)


def test_a_bad_item_of_a_list_does_not_stop_the_others() -> None:
    results = list(read_json(json.dumps([{"text": TEXT}, 7, {"text": TEXT}]), where="a.json", doc="a"))
    assert [r.doc if isinstance(r, Report) else r.where for r in results] == ["a:1", "a.json, item 2", "a:3"]


def test_a_broken_third_line_of_five_is_named_and_the_others_are_read() -> None:
    good = json.dumps({"text": TEXT})
    lines = io.BytesIO("\n".join([good, good, good[:-3], good, good]).encode())
    results = list(read_json_lines(lines, where="a.jsonl", doc="a"))
    assert [isinstance(r, Report) for r in results] == [True, True, False, True, True]
    assert isinstance(results[2], InputError)
    assert results[2].where == "a.jsonl, line 3"


def test_a_wrongly_encoded_line_does_not_stop_the_others() -> None:
    good = json.dumps({"text": TEXT}).encode()
    lines = io.BytesIO(good + b"\n" + '{"text": "Порт закрыт"}'.encode("cp1251") + b"\n" + good)
    assert [isinstance(r, Report) for r in read_json_lines(lines, where="a", doc="a")] == [True, False, True]


def test_a_line_without_end_is_refused_and_the_next_one_read() -> None:
    lines = io.BytesIO(b"x" * (2 * MAX_LINE_BYTES) + b"\n" + json.dumps({"text": TEXT}).encode() + b"\n")
    first, second = read_json_lines(lines, where="a", doc="a")
    assert isinstance(first, InputError)
    assert isinstance(second, Report)
    assert second.doc == "a:2"


def test_empty_lines_are_passed_over_but_counted() -> None:
    lines = io.BytesIO(b"\n\n" + json.dumps({"text": TEXT}).encode() + b"\r\n\n")
    (report,) = read_json_lines(lines, where="a", doc="a")
    assert isinstance(report, Report)
    assert report.doc == "a:3"


@pytest.mark.parametrize(
    "broken", ["[" * 100_000, "9" * 5_000 + "x", '{"text": ' + "9" * 5_000 + "}", "{", ""]
)
def test_broken_json_is_an_input_error(broken: str) -> None:
    with pytest.raises(InputError):
        list(read_json(broken, where="a.json", doc="a"))


def test_a_datetime_gives_its_day_as_written() -> None:
    assert day_from("2020-03-17T23:30:00-05:00", where="x") == date(2020, 3, 17)


def test_the_input_s_own_date_goes_before_the_one_given_for_all() -> None:
    report = only({"text": TEXT, "published": "2024-03-05"}, published=date(2020, 1, 1))
    assert isinstance(report, Report)
    assert report.published == date(2024, 3, 5)


def test_an_address_gives_the_day_where_nothing_else_does() -> None:
    report = only({"text": TEXT, "url": "https://o.example/2024/03/05/held"})
    assert isinstance(report, Report)
    assert report.published == date(2024, 3, 5)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.sampled_from(["text", "published", "doc", "title"]), v),
        max_leaves=8,
    )
)
def test_any_json_gives_reports_or_input_errors(value: object) -> None:
    for result in read_json(json.dumps(value), where="x", doc="x"):
        assert isinstance(result, Report | InputError)
