"""The start page: answers, filters, and what it gives as pictures and files."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from desk_asking import asking
from starlette.testclient import TestClient

from tidings.desk import Guard
from tidings.ledger import Store

Json = dict[str, Any]
BIDI = "\u202e"


def told(client: TestClient, query: str = "") -> Json:
    answer = client.get(f"/situation.json?{query}")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def exported(client: TestClient, kind: str, query: str = "", thing: str = "incidents") -> str:
    answer = client.get(f"/export/{thing}.{kind}?{query}")
    assert answer.status_code == 200, answer.text
    return answer.text


def records(client: TestClient, query: str = "") -> list[Json]:
    return [json.loads(line) for line in exported(client, "jsonl", query).splitlines()]


def count(page: Json) -> int:
    found = re.search(r"<strong>([\d,]+) of", page["parts"]["found"])
    assert found
    return int(found[1].replace(",", ""))


def test_the_answers_people_come_for_are_on_top_and_lead_to_the_words(client: TestClient) -> None:
    page = client.get("/").text
    for path in ("/promises", "/disputes?field=killed", "/?sort=killed", "/search"):
        assert f'href="{path}"' in page.replace("&amp;", "&")
    cards = page[: page.index('id="filters"')]
    spans = re.findall(r'href="/report/(r[0-9a-f]+)\?at=(\d+)-(\d+)"', cards)
    assert len(spans) >= 5


def test_a_disputed_toll_shows_what_each_source_says(client: TestClient) -> None:
    page = client.get("/").text
    card = page[page.index("Reports disagree on the dead") : page.index("Deadliest incidents")]
    says = re.findall(r'class="chip" href="/report/r[0-9a-f]+\?at=\d+-\d+">[^<]+: ([^<]+)<', card)
    assert len(set(says)) >= 2


@pytest.mark.parametrize(
    "query",
    ["", "type=ASSAULT", "status=planned", "disputed=1", "outlets=2", "confidence=0.8", "background=0",
     "since=2026-03&until=2026-04", "bbox=-20,-40,60,60", "actor=army", "source=ministry"],
)  # fmt: skip
def test_the_page_and_its_files_choose_the_same_incidents(client: TestClient, query: str) -> None:
    page = told(client, query)
    assert count(page) == len(records(client, query))
    assert len(exported(client, "csv", query).splitlines()) == count(page) + 1


def test_filters_meet_what_they_ask(client: TestClient) -> None:
    everything = {r["id"]: r for r in records(client)}
    assaults = {r["id"] for r in records(client, "type=ASSAULT&confidence=0.7")}
    assert assaults == {
        id for id, r in everything.items() if r["type"] == "ASSAULT" and r["confidence"] >= 0.7
    }  # fmt: skip
    assert 0 < len(assaults) < len(everything)
    disputed = {r["id"] for r in records(client, "disputed=1")}
    assert disputed == {id for id, r in everything.items() if r["disputed"]}


def test_each_view_is_shown_under_all_filters_but_its_own(client: TestClient) -> None:
    whole, narrowed = told(client), told(client, "type=ASSAULT&since=2026-03-01")
    types = 'data-key="type=REQUEST"'
    assert types in narrowed["parts"]["facets"]
    assert narrowed["time"]["signals"]["from"] > 0
    assert sum(r["y1"] - r["y0"] for r in narrowed["time"]["counts"]) <= sum(
        r["y1"] - r["y0"] for r in whole["time"]["counts"]
    )


def test_a_country_is_never_drawn_as_a_point(client: TestClient) -> None:
    loose = [
        r for r in records(client) if r["place"] and r["place"]["precision"] in ("country", "unresolved")
    ]
    assert loose
    points = {(round(c["lon"], 2), round(c["lat"], 2)) for c in told(client)["map"]["cells"]}
    for one in loose:
        if one["place"]["lat"] is not None:
            assert (round(one["place"]["lon"], 2), round(one["place"]["lat"], 2)) not in points
    held = {row["id"] for row in told(client)["map"]["held"]}
    assert held == {r["place"]["country"] for r in loose if r["place"]["country"]}


def test_everything_is_somewhere_on_the_page_or_said_not_to_be(client: TestClient) -> None:
    page = told(client, "lon=0&lat=20&zoom=0.5&width=2000&height=1500")
    seen = sum(cell["n"] for cell in page["map"]["cells"]) + sum(row["n"] for row in page["map"]["held"])
    said = re.search(r"(\d+) incidents? ha", page["parts"]["places"])
    assert seen + int(said[1] if said else 0) == count(page)


def test_the_file_for_maps_is_geojson(client: TestClient) -> None:
    collection = json.loads(exported(client, "geojson"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == len(records(client))
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        place = feature["properties"]["place"]
        if not place or place["lat"] is None or place["precision"] in ("country", "unresolved"):
            assert feature["geometry"] is None
            continue
        lon, lat = feature["geometry"]["coordinates"]
        assert (lon, lat) == (place["lon"], place["lat"])
        assert -180 <= lon <= 180
        assert -90 <= lat <= 90


def test_files_of_events_hold_the_events_of_the_chosen_incidents(client: TestClient) -> None:
    chosen = {r["id"] for r in records(client, "status=planned")}
    rows = list(csv.DictReader(exported(client, "csv", "status=planned", "events").splitlines()))
    assert {row["incident"] for row in rows} == chosen
    collection = json.loads(exported(client, "geojson", "status=planned", "events"))
    assert len(collection["features"]) == len(rows)


def test_the_list_is_sorted_and_paged(client: TestClient) -> None:
    killed = [
        (r["killed"] or {}).get("best") or 0
        for r in records(client, "sort=killed&status=occurred&background=0")
    ]
    assert killed == sorted(killed, reverse=True)
    first, second = told(client, "page=1"), told(client, "page=2")
    ids = [re.findall(r'href="/incident/(\w+)"', page["parts"]["listed"]) for page in (first, second)]
    assert len(ids[0]) == 50
    assert not set(ids[0]) & set(ids[1])


def test_what_was_known_on_a_day_is_shown_as_it_was(client: TestClient) -> None:
    by_then = records(client, "known_on=2026-03-31")
    assert by_then
    assert all(r["published"][1] <= "2026-03-31" for r in by_then)
    assert count(told(client, "known_on=2026-03-31")) == len(by_then)


@pytest.mark.parametrize(
    ("query", "field"),
    [("sort=size", "sort"), ("page=0", "page"), ("zoom=99&lat=1&lon=1", "zoom"), ("bbox=1,2,3", "bbox"),
     ("type=NO_SUCH", "NO_SUCH")],
)  # fmt: skip
def test_what_cannot_be_asked_names_the_field(client: TestClient, query: str, field: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert field in answer.text


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_pictures_are_files_too(client: TestClient, name: str) -> None:
    assert client.get(f"/picture/{name}.svg?type=ASSAULT").text.startswith("<svg")
    assert client.get(f"/picture/{name}.png?type=ASSAULT").content.startswith(b"\x89PNG")


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Store.open(path).close()
    client = asking(path)
    client.app.state.desk.make()  # type: ignore[attr-defined]
    page = client.get("/")
    assert page.status_code == 200
    assert 'href="/add"' in page.text
    assert count(told(client)) == 0


def test_a_filter_is_shown_as_text_whatever_is_in_it(client: TestClient) -> None:
    page = client.get("/", params={"actor": f"<script>alert(1)</script>{BIDI}x"}).text
    assert "<script>alert" not in page
    assert "U+202E" in page


def test_tiles_come_only_from_where_the_user_said(sample_store: Path) -> None:
    assert "data-tiles" not in asking(sample_store).get("/").text
    client = asking(sample_store, Guard(tiles="https://tiles.example/{z}/{x}/{y}.png"))
    page = client.get("/")
    assert "https://tiles.example/{z}/{x}/{y}.png" in page.text
    assert "img-src 'self' https://tiles.example data:" in page.headers["content-security-policy"]
