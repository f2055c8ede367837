"""The reports shipped with the project can all be read, and each states its day."""

import re
from pathlib import Path

from tidings.model.report import Report
from tidings.read import read_paths

FOLDER = Path(__file__).parents[2] / "samples"
REPORTS = list(read_paths([str(FOLDER)]))


def test_every_sample_is_a_report_with_title_and_day() -> None:
    assert len(REPORTS) >= 20
    for report in REPORTS:
        assert isinstance(report, Report)
        assert report.title, report.doc
        assert report.published, report.doc
        assert report.language == "en"


def test_every_sample_has_the_length_of_a_report() -> None:
    assert all(isinstance(r, Report) and 150 <= len(r.text.split()) <= 450 for r in REPORTS)


def test_the_three_tellings_of_one_attack_differ_in_their_figures() -> None:
    figure = re.compile(r"(\w+)(?: people)?(?: were| had been)? (?:killed|died)", re.IGNORECASE)
    tolls = []
    for name in ("1-ministry", "2-hospital", "3-army"):
        found = figure.search((FOLDER / f"tal-mirwan-{name}.txt").read_text(encoding="utf-8"))
        tolls.append(found and found[1].lower())
    assert tolls == ["five", "nine", "seven"]


def test_the_read_me_lists_every_sample() -> None:
    listed = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [f.name for f in FOLDER.iterdir() if f.name != "README.md" and f"`{f.name}`" not in listed] == []
