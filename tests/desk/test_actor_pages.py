"""Actors: the list, one of them, and who acts on whom."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


def rows(page: str) -> list[str]:
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    return [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", row)).strip() for row in body.split("<tr>")[1:]]


def test_actors_are_listed_with_kind_and_country(client: TestClient) -> None:
    found = rows(client.get("/actors").text)
    assert any("Iraqi Security Forces" in row and "Iraq" in row for row in found)
    assert not any("described only" in row for row in found)
    assert any("described only" in row for row in rows(client.get("/actors?described=1").text))


def test_actors_are_filtered_and_ordered(client: TestClient) -> None:
    assert all(" military " in row for row in rows(client.get("/actors?kind=MIL").text))
    assert all(" Iraq " in row for row in rows(client.get("/actors?country=IQ").text))
    names = rows(client.get("/actors?order=name").text)
    assert [n.casefold()[0] for n in names] == sorted(n.casefold()[0] for n in names)
    assert "No actors match" in client.get("/actors?named=qqqq").text


@pytest.mark.parametrize("query", ["kind=wizards", "country=Mordor", "order=size", "page=x"])
def test_what_cannot_be_asked_of_actors_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/actors?{query}").status_code == 400


def test_an_actor_of_the_list_has_a_page_that_leads_to_incidents_and_words(client: TestClient) -> None:
    listed = client.get("/actors").text
    for address in re.findall(r'class="who"><a href="([^"]*)"', listed)[:8]:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert re.search(r'href="/incident/i[0-9a-f]{20}"', answer.text) or "no incident" in answer.text


def test_an_actor_is_found_by_any_of_its_names(client: TestClient) -> None:
    page = client.get("/actor?name=iraqi army").text
    assert "<h1>Iraqi Security Forces</h1>" in page
    assert "Names in reports" in page


def test_a_name_of_nobody_is_said_and_a_name_of_several_asks_which(client: TestClient) -> None:
    nobody = client.get("/actor?name=Zebulon Quux")
    assert nobody.status_code == 404
    assert "No actor is called Zebulon Quux" in nobody.text
    several = client.get("/actor?name=described only").text
    assert "Several actors are called described only" in several
    assert client.get("/actor").status_code == 400


def test_the_network_s_table_and_picture_hold_the_same(client: TestClient) -> None:
    query = "described=1&most=30"
    table = rows(client.get(f"/actors/network?{query}").text)
    spec = client.get(f"/picture/network.json?{query}").json()
    people, arrows = (next(d["values"] for d in spec["data"] if d["name"] == n) for n in ("people", "arrows"))
    assert len(arrows) == len(table) > 3
    assert len(people) <= 30
    assert all(0 <= one["u"] <= 1 and 0 <= one["v"] <= 1 for one in people)
    assert all(any(one["name"] in row for row in table) for one in people)


def test_the_network_is_filtered(client: TestClient) -> None:
    assault = rows(client.get("/actors/network?described=1&type=ASSAULT").text)
    assert assault
    assert all("Assault" in row for row in assault)
    assert "No ties match" in client.get("/actors/network?until=1900-01-01").text
    around = rows(client.get("/actors/network?described=1&actor=Iraqi Security Forces").text)
    assert all("Iraqi Security Forces" in row for row in around)
    assert "No actor is called Quux" in client.get("/actors/network?actor=Quux").text


@pytest.mark.parametrize("query", ["most=500", "least=0", "since=2025-02&until=2024"])
def test_what_cannot_be_asked_of_the_network_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/actors/network?{query}").status_code == 400


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_the_network_is_to_be_had_as_a_file(client: TestClient, kind: str) -> None:
    answer = client.get(f"/picture/network.{kind}?described=1")
    assert answer.content[:4] in (b"<svg", b"\x89PNG")


def test_months_of_an_actor_are_a_picture(client: TestClient) -> None:
    listed = client.get("/api/v1/actors?order=suffered&limit=1").json()["items"][0]
    spec = client.get("/picture/actor-months.json", params={"key": listed["key"]}).json()
    assert {v["side"] for v in spec["data"][0]["values"]} <= {"Did", "Suffered"}
    assert client.get("/picture/actor-months.json?key=nobody").status_code == 404
