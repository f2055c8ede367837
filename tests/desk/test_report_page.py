"""A report with its marks: every character is there, marks nest and overlap, hostile text shows as text."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from desk_asking import asking
from hypothesis import given
from hypothesis import strategies as st
from make import ATTACK, REPORT, SOLDIERS, TEXT, coded
from starlette.testclient import TestClient

from tidings.desk import marked
from tidings.desk.marked import lines_of, parts_of
from tidings.desk.pages.report import web_address
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date
from tidings.model.record import Coded, Evidence
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.current import all_views
from tidings.views.marks import LAYERS, Mark, Use, marks_of

HOSTILE = (
    "<script>alert(1)</script> hit the depot.\n"
    '<img src=x onerror="alert(2)"> "\'&amp; javascript:alert(3)\n'
    "The \u202egnitoohs\u202c was in V\u200fellmar.\r\nNot a gap \x07 but a bell."
)


def made(path: Path, *several: Coded) -> TestClient:
    with Store.open(path) as store:
        for one in several:
            store.add_coded(one, reader="hand/1")
        bring_up_to_date(store, all_views())
    return asking(path)


@pytest.fixture
def one(tmp_path: Path) -> TestClient:
    return made(tmp_path / "one.db", coded())


def shown(page: str) -> str:
    """The text that a reader sees in the pane."""
    pane = page.partition('id="text"')[2].partition(">")[2].partition("</div>")[0]
    return html.unescape(re.sub("<[^>]*>", "", pane))


def test_the_text_is_there_with_its_marks_and_records(one: TestClient) -> None:
    page = one.get(f"/report/{REPORT.id}").text
    assert TEXT in shown(page)
    assert '<a href="#r-1" class="l-counts"' in page
    assert "The Tuesday before publication." in page
    assert "/incident/i" in page
    assert "Vellmar, DE (town, 51.36, 9.48)" in page


def test_a_report_is_found_by_its_name_and_by_the_start_of_its_id(one: TestClient) -> None:
    assert one.get("/report/vellmar").status_code == 200
    assert one.get(f"/report/{REPORT.id[:8]}").status_code == 200
    assert one.get("/report/nobody").status_code == 404


def test_an_address_points_at_words(one: TestClient) -> None:
    page = one.get(f"/report/{REPORT.id}?at=0-6").text
    assert re.search(r'class="[^"]* at" data-s="0"[^>]*>Gunmen<', page)
    for wrong in ("6-0", "0-99999", "x", "1-2-3", "-1-2"):
        assert one.get(f"/report/{REPORT.id}?at={wrong}").status_code == 400


def test_layers_are_chosen_in_the_address(one: TestClient) -> None:
    page = one.get(f"/report/{REPORT.id}?layers=places,times").text
    assert 'class="text show-places show-times "' in page
    assert 'class="text "' in one.get(f"/report/{REPORT.id}?layers=none").text
    assert 'class="text show-counts "' in one.get(f"/report/{REPORT.id}?layers=none&layers=counts").text
    assert one.get(f"/report/{REPORT.id}?layers=colours").status_code == 400


def test_a_record_leads_to_its_words(one: TestClient) -> None:
    event = coded().events[0]
    answer = one.get(f"/event/{event.id}")
    start, end = event.evidence[0].span.start, event.evidence[0].span.end
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/report/{REPORT.id}?at={start}-{end}&record={event.id}"
    assert 'class="card record asked"' in one.get(answer.headers["location"]).text
    assert one.get(f"/state/{coded().states[0].id}").status_code == 303
    assert one.get("/event/e0000000000").status_code == 404


def test_reports_lead_to_the_earlier_and_the_later_and_to_copies(tmp_path: Path) -> None:
    later = replace(REPORT, doc="later", published=date(2022, 6, 12), outlet="Harbour Gazette")
    last = Report("last", "A ferry ran aground.", None)
    client = made(tmp_path / "s.db", coded(), coded(later), Coded(last, (), ()))
    page = client.get(f"/report/{later.id}").text
    assert f'<a href="/report/{REPORT.id}" rel="prev">' in page
    assert f'<a href="/report/{last.id}" rel="next">' in page
    assert f'also carried by <a href="/report/{REPORT.id}">Lowland Post</a>' in page
    assert "Nothing was read" in client.get(f"/report/{last.id}").text


def test_hostile_text_shows_as_text(tmp_path: Path) -> None:
    report = Report(
        "<b>doc</b>", HOSTILE, date(2022, 6, 9), title="<script>alert(4)</script>",
        outlet='"><svg onload=alert(5)>', url="javascript:alert(6)",
    )  # fmt: skip
    page = made(tmp_path / "s.db", Coded(report, (), ())).get(f"/report/{report.id}").text
    assert not re.search(r"<script(?! src=\"/static/)", page)
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "<b>" not in page
    assert 'href="javascript' not in page
    assert not re.search("[\u202e\u202c\u200f\x07]", page)
    assert "⟨U+202E⟩gnitoohs⟨U+202C⟩" in shown(page)


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://news.example/a?b=c", True),
        ("HTTP://news.example", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" data:text/html,x", False),
        ("//news.example", False),
        ("http://[", False),
        ("https://", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str | None, leads: bool) -> None:
    assert (web_address(url) is not None) == leads


def test_a_text_of_a_million_characters_is_shown_whole(tmp_path: Path) -> None:
    text = TEXT + "\n" + "The night was quiet in all the villages of the plain.\n" * 18_500
    report = replace(REPORT, doc="long", text=text[:1_000_000])
    events = tuple(replace(ATTACK, confidence=n / 2000) for n in range(1))
    answer = made(tmp_path / "s.db", coded(report, events=events)).get(f"/report/{report.id}")
    assert answer.elapsed.total_seconds() < 3
    assert shown(answer.text).count("The night was quiet") == report.text.count("The night was quiet")


def test_a_report_of_very_many_marks_comes_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_MARKS", 5)
    text = "\n".join([TEXT] * 4)
    step = len(TEXT) + 1
    events = tuple(
        replace(ATTACK, evidence=(Evidence(Span(n * step, n * step + 20), Span(n * step, n * step + 6)),))
        for n in range(4)
    )
    report = replace(REPORT, doc="parts", text=text)
    client = made(tmp_path / "s.db", coded(report, events=events, states=()))
    first = client.get("/report/parts").text
    parts = int(re.findall(r"Part 1 of ([0-9]+)", first)[0])
    pages = [client.get(f"/report/parts?part={n}").text for n in range(1, parts + 1)]
    assert parts > 1
    assert "\n".join(shown(page).strip() for page in pages).split() == text.split()
    assert sum(page.count('class="card record') for page in pages) == 4
    at = text.rindex("A doctor")
    assert f"Part {parts} of {parts}" in client.get(f"/report/parts?at={at}-{at + 8}").text
    assert client.get("/report/parts?part=99").status_code == 400


marks = st.builds(
    lambda layer, start, size: Mark(layer, Span(start, start + size), (Use("1", "evidence", "v"),)),
    st.sampled_from(LAYERS), st.integers(0, 60), st.integers(1, 30),
)  # fmt: skip


@given(st.text(alphabet="ab \n", min_size=95, max_size=99), st.lists(marks, max_size=12))
def test_cutting_keeps_every_character_and_every_mark(text: str, several: list[Mark]) -> None:
    ordered = sorted(several, key=lambda m: (m.span.start, -m.span.end, LAYERS.index(m.layer)))
    cuts = [cut for line in lines_of(text, ordered, LAYERS, Span(3, 40)) for cut in line.cuts]
    assert all(text[cut.start : cut.start + len(cut.text)] == cut.text for cut in cuts)
    kept = {n for cut in cuts for n in range(cut.start, cut.start + len(cut.text))}
    assert all(text[n].isspace() for n in set(range(len(text))) - kept)
    for cut in cuts:
        whole = Span(cut.start, cut.start + len(cut.text))
        assert set(cut.marks) == {n for n, m in enumerate(ordered) if m.span.overlaps(whole)}
        assert all(ordered[n].span.covers(whole) for n in cut.marks)
        assert cut.at == Span(3, 40).covers(whole)


@given(st.text(alphabet="ab \n", min_size=95, max_size=99), st.lists(marks, max_size=12))
def test_parts_are_the_whole_text(text: str, several: list[Mark]) -> None:
    parts = parts_of(text, sorted(several, key=lambda m: m.span.start))
    assert "".join(part.of(text) for part in parts) == text


def test_the_innermost_mark_is_the_link(one: TestClient) -> None:
    coded_ = coded(events=(ATTACK,), states=(SOLDIERS,))
    found = marks_of(coded_)
    for line in lines_of(TEXT, found, LAYERS):
        for cut in line.cuts:
            if cut.target:
                inner = found[cut.marks[0]]
                assert inner.span.start == cut.start
                assert all(len(inner.span) <= len(found[n].span) for n in cut.marks)
