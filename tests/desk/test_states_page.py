"""The page of states: a day, what changes on it, and the words everything was read from."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

HAND_OVER = "2025-07-01"
"""On this day of the samples one place passes from one holder to another."""


def held(page: str, kind: str) -> str:
    """The table of a kind, without its tags."""
    found = re.search(rf'<section id="s-{kind}">(.*?)</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", found.group(1))) if found else ""


def test_before_and_after_a_hand_over_others_hold_the_place(client: TestClient) -> None:
    place = r"Bukiri(?: base)? , Democratic Republic of the Congo is held by"
    before = held(client.get("/states?as_of=2025-06-30").text, "control")
    after = held(client.get(f"/states?as_of={HAND_OVER}").text, "control")
    assert re.search(f"{place} Joint Lakes Mission", before)
    assert re.search(f"{place} Congolese army", after)
    assert not re.search(f"{place} Joint Lakes Mission", after)


def test_the_day_names_its_changes_and_leads_to_the_nearest_others(client: TestClient) -> None:
    page = client.get(f"/states?as_of={HAND_OVER}").text
    changes = page[page.index('id="turns"') : page.index("</section>")]
    assert "begins" in changes
    assert "ends" in changes
    earlier, later = (re.search(rf'rel="{way}" href="([^"]*)"', page) for way in ("prev", "next"))
    assert earlier is not None
    assert later is not None
    assert "Nothing changes" not in client.get(later.group(1).replace("&amp;", "&")).text
    assert "Nothing changes" not in client.get(earlier.group(1).replace("&amp;", "&")).text


def test_every_row_leads_to_its_words(client: TestClient) -> None:
    page = client.get("/states?kind=control").text
    rows = page.count('class="held__what"')
    assert rows
    assert len(re.findall(r'/report/r[0-9a-f]{20}\?at=\d+-\d+"', page)) >= rows


def test_known_on_leaves_out_what_was_published_later(client: TestClient) -> None:
    day = "/states?as_of=2025-07-02&kind=control"
    assert "Congolese army" in held(client.get(day).text, "control")
    assert "Congolese army" not in held(client.get(f"{day}&known_on=2025-06-30").text, "control")


def test_filters_narrow_and_an_empty_answer_says_what_to_do(client: TestClient) -> None:
    page = client.get("/states?place=Bukiri").text
    assert "Bukiri" in held(page, "control")
    assert "Shaqra" not in page
    assert "clear the filters" in client.get("/states?place=Nowhereville").text


@pytest.mark.parametrize("query", ["kind=weather", "status=gone", "as_of=soon", "place=%3F", "page=0"])
def test_what_cannot_be_asked_of_a_day_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/states?{query}").status_code == 400


def test_the_map_has_points_for_places_and_none_for_countries(client: TestClient) -> None:
    spec = client.get(f"/picture/held.json?as_of={HAND_OVER}").json()
    points = next(data for data in spec["data"] if data["name"] == "points")["values"]
    assert points
    assert all(-180 <= point["lon"] <= 180 and -90 <= point["lat"] <= 90 for point in points)
    labels = " ".join(point["label"] for point in points)
    assert "Guayaquil: soldiers 1,200" in labels
    page = client.get(f"/states?as_of={HAND_OVER}").text
    beside = page[page.index("Whole countries") :]
    assert "eastern Congo" in beside[: beside.index("</p>")]  # a region
    assert "eastern Congo" not in labels


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_map_is_to_be_had_as_a_file(client: TestClient, kind: str) -> None:
    answer = client.get(f"/picture/held.{kind}?as_of={HAND_OVER}")
    assert answer.status_code == 200
    assert answer.content[:4] in (b"<svg", b"\x89PNG")


def test_the_slider_names_first_and_last_day(client: TestClient) -> None:
    page = client.get(f"/states?as_of={HAND_OVER}").text
    assert f'aria-valuetext="{HAND_OVER}"' in page
    last, value = (int(re.search(rf'{name}="(\d+)"', page)[1]) for name in ("max", "value"))  # type: ignore[index]
    assert 0 < value <= last


def test_nothing_of_a_report_becomes_code(client: TestClient) -> None:
    page = client.get("/states?actor=<script>alert(1)</script>").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
