"""TempEval-3: TimeML files as they are read, and time expressions as the task scores them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tidings.errors import InputError
from tidings.evaluate.formats import stop
from tidings.evaluate.formats_tempeval3 import Timex, read_tempeval3
from tidings.evaluate.timexes import matched, score_tempeval3
from tidings.model.report import Report
from tidings.model.span import Span

HEAD = '<?xml version="1.0" ?><TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="{day}">then</TIMEX3></DCT>'


def tml(path: Path, body: str, day: str = "2021-05-12") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{HEAD.format(day=day)}<TEXT>{body}</TEXT></TimeML>", encoding="utf-8")
    return path


def marked(words: str, value: str, kind: str = "DATE") -> str:
    return f'<TIMEX3 tid="t1" type="{kind}" value="{value}">{words}</TIMEX3>'


def timex(start: int, end: int, value: str = "2021", kind: str = "DATE") -> Timex:
    return Timex(Span(start, end), kind, value)


def test_an_article_has_its_text_without_tags_and_its_expressions_in_place(tmp_path: Path) -> None:
    body = f"\nThey <EVENT eid='e1'>met</EVENT> {marked('on <EVENT>two</EVENT> days &amp; more', 'P2D')}."
    tml(tmp_path / "deep" / "a.tml", body, day="2021-05-12T09:30")
    (article,) = read_tempeval3(tmp_path)
    assert (article.name, article.created) == ("deep/a", date(2021, 5, 12))
    assert article.text == "\nThey met on two days & more."
    (found,) = article.timexes
    assert (found.span.of(article.text), found.value) == ("on two days & more", "P2D")


def test_the_creation_time_is_read_and_not_scored(tmp_path: Path) -> None:
    tml(tmp_path / "a.tml", "It fell.", day="soon")
    (article,) = read_tempeval3(tmp_path)
    assert article.created is None
    assert article.timexes == ()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("<TimeML><TEXT>Open", "broken XML"),
        ("<TimeML><TEXT>No date.</TEXT></TimeML>", "no TIMEX3 in a <DCT>"),
        (HEAD.format(day="2021-05-12") + "</TimeML>", "0 <TEXT>, not one"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><TimeML/>', "it declares XML entities"),
        (
            HEAD.format(day="2021-05-12") + '<TEXT><TIMEX3 tid="t7">May</TIMEX3></TEXT></TimeML>',
            "the TIMEX3 't7' has no type or no value",
        ),
    ],
)
def test_a_file_that_is_no_timeml_is_told_and_the_others_read(
    tmp_path: Path, content: str, what: str
) -> None:
    (tmp_path / "a.tml").write_text(content, encoding="utf-8")
    tml(tmp_path / "b.tml", "It fell.")
    errors: list[InputError] = []
    assert [a.name for a in read_tempeval3(tmp_path, errors.append)] == ["b"]
    (error,) = errors
    assert what in str(error)
    assert "a.tml" in str(error)


def test_a_path_with_no_such_file_is_refused_and_one_file_will_do(tmp_path: Path) -> None:
    for path, what in ((tmp_path, r"no \.tml file"), (tmp_path / "none", "no such file or folder")):
        with pytest.raises(InputError, match=what):
            list(read_tempeval3(path))
    assert [a.name for a in read_tempeval3(tml(tmp_path / "a.tml", "It fell."))] == ["a"]


def test_each_expression_is_matched_once_the_same_extent_first() -> None:
    gold = (timex(0, 4), timex(5, 9))
    whole, second = timex(0, 9), timex(5, 9)
    assert matched((whole, second), gold) == [(second, gold[1]), (whole, gold[0])]
    assert matched((timex(4, 5),), gold) == []


def test_figures_are_those_of_the_task(tmp_path: Path) -> None:
    tml(tmp_path / "a.tml", f"{marked('Monday', '2021-05-10')} or {marked('next May', '2022-05')} or 3.")

    def answers(report: Report) -> tuple[Timex, ...]:
        assert report.published == date(2021, 5, 12)
        return (timex(0, 6, "2021-05-10"), timex(15, 18, "2021-05"), timex(22, 23, "3", "SET"))

    outcome = score_tempeval3(tmp_path, answers, only=None, tell=stop)
    figures = outcome.figures
    assert (outcome.documents, outcome.items) == (1, 2)
    # two of three found match one of two each: P 2/3, R 1
    assert (figures["relaxed_precision"], figures["relaxed_recall"], figures["relaxed_f1"]) == (
        66.67,
        100,
        80,
    )
    assert (figures["strict_f1"], figures["value_f1"], figures["type_f1"]) == (40, 40, 80)
    # the task's own way to the figure: relaxed F1 times the share of matched values that are right
    assert figures["value_f1"] == figures["relaxed_f1"] * figures["value_accuracy"] / 100
    assert outcome.predictions[1] == {
        "doc": "a", "start": 15, "end": 18, "text": "May", "type": "DATE", "value": "2021-05",
    }  # fmt: skip


def test_only_takes_names_with_or_without_folders(tmp_path: Path) -> None:
    for name in ("x/a", "x/b"):
        tml(tmp_path / f"{name}.tml", marked("May", "2021-05"))
    for names in ({"x/a"}, {"a"}):
        outcome = score_tempeval3(tmp_path, lambda _: (), only=frozenset(names), tell=stop)
        assert (outcome.documents, outcome.figures["relaxed_f1"]) == (1, 0)
