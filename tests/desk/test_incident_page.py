"""One incident whole, and what people decide about it."""

from __future__ import annotations

import csv
import json
import re
from html import unescape
from pathlib import Path

import pytest
from desk_asking import asking, seal
from desk_finding import events, judged, lines, shelling, values
from starlette.testclient import TestClient
from tellings import coded, told

from tidings.ledger import Store
from tidings.model.record import Evidence
from tidings.model.span import Span

OVERRIDE = "\u202e"


def test_each_source_has_a_column_and_each_value_leads_to_its_words(client: TestClient) -> None:
    id = shelling(client)
    page = unescape(client.get(f"/incident/{id}").text)
    for one in values(client, id, "killed"):
        start, end = one["spans"][0]
        assert f"/report/{one['report']}?at={start}-{end}" in page
        assert one["source"] in page
    assert "sources disagree" in page


def test_an_event_or_the_beginning_of_an_id_leads_to_the_incident(client: TestClient) -> None:
    id = shelling(client)
    for asked in (events(client, id)[0], id[:9]):
        answer = client.get(f"/incident/{asked}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/incident/{id}")


def test_an_incident_that_is_not_there_is_not_found(client: TestClient) -> None:
    assert client.get("/incident/i00000000000000000000").status_code == 404


def test_what_was_known_on_a_day_leaves_out_later_reports(client: TestClient) -> None:
    id = shelling(client)
    first = min(one["published"] for one in values(client, id, "killed"))
    page = client.get(f"/incident/{id}?known_on={first}").text
    assert f"published by {first}" in page
    assert len(page) < len(client.get(f"/incident/{id}").text)


def test_the_picture_of_the_toll_has_a_mark_for_each_figure(client: TestClient) -> None:
    id = shelling(client)
    spec = client.get(f"/picture/toll.json?incident={id}&field=killed").json()
    points = next(d["values"] for d in spec["data"] if d["name"] == "points")
    assert len(points) == len(values(client, id, "killed"))
    assert client.get(f"/picture/toll.svg?incident={id}&field=killed").text.startswith("<svg")


def test_a_picture_of_no_toll_is_refused(client: TestClient) -> None:
    answer = client.get(f"/picture/toll.json?incident={shelling(client)}&field=place")
    assert answer.status_code == 400
    assert "killed" in answer.json()["error"]


def test_values_are_exported_for_spreadsheets(client: TestClient) -> None:
    id = shelling(client)
    rows = list(csv.DictReader(client.get(f"/export/values.csv?incident={id}").text.splitlines()))
    assert {row["field"] for row in rows} >= {"killed", "status", "when"}
    assert all(row["incident"] == id for row in rows)


def test_a_corrected_figure_is_the_incident_s_and_can_be_undone(changing: TestClient) -> None:
    id = shelling(changing)
    before = values(changing, id, "killed")
    event = before[0]["event"]
    answer = judged(
        changing, action="set", event=event, field="killed", value="77-80", by="Ben", because="typing error"
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/incident/{id}?said=j")
    page = changing.get(answer.headers["location"]).text
    assert "killed is 77 to 80" in page
    assert "typing error" in page
    assert [77, 80] in [one["value"] for one in values(changing, id, "killed")]
    said = answer.headers["location"].partition("said=")[2]
    judged(changing, action="undo", judgement=said, by="Ben")
    assert [one["value"] for one in values(changing, id, "killed")] == [one["value"] for one in before]


def test_two_events_are_told_apart_and_put_together_again(changing: TestClient) -> None:
    id = shelling(changing)
    first, *others = events(changing, id)
    answer = judged(changing, action="different", event=first, other=others)
    assert answer.status_code == 303
    apart = {changing.get(f"/incident/{event}").headers.get("location") for event in (first, others[0])}
    assert len(apart) == 2
    judged(changing, action="same", event=first, other=f"http://desk/incident/{others[0]}")
    place = changing.get(f"/incident/{first}").headers["location"]
    assert others[0] in events(changing, place.removeprefix("/incident/"))


def test_an_event_that_is_none_leaves_the_incident_and_stays_in_its_history(changing: TestClient) -> None:
    id = shelling(changing)
    event, *others = events(changing, id)
    judged(changing, action="wrong", event=event, member=others, because="a drill")
    place = changing.get(f"/incident/{others[0]}").headers["location"]
    assert event not in events(changing, place.removeprefix("/incident/"))
    page = changing.get(f"/history/{event}").text
    assert "judged to be no event" in page
    assert "a drill" in page


def test_a_script_gets_json_and_the_next_place(changing: TestClient) -> None:
    event = events(changing, shelling(changing))[0]
    answer = changing.post(
        "/judge",
        data={
            "action": "set",
            "event": event,
            "field": "status",
            "value": "denied",
            "by": "Ben",
            "next": "/",
        },
        headers={"accept": "application/json", "x-tidings-seal": seal(changing)},
    )
    assert answer.json()["next"] == f"/?said={answer.json()['id']}"


def test_the_name_is_remembered_for_the_next_form(changing: TestClient) -> None:
    id = shelling(changing)
    judged(changing, action="set", event=events(changing, id)[0], field="killed", value="3", by="Zoë Ruß")
    assert 'name="by" value="Zoë Ruß"' in changing.get(f"/incident/{id}").text


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"action": "burn"}, "action"),
        ({"action": "set", "event": "e00000000000", "field": "killed", "value": "1"}, "e00000000000"),
        ({"action": "same", "event": "e00000000000"}, "other"),
        ({"action": "wrong"}, "event"),
        ({"action": "undo", "judgement": "j0000000000"}, "j0000000000"),
    ],
)
def test_what_cannot_be_decided_is_said(changing: TestClient, fields: dict[str, str], named: str) -> None:
    answer = judged(changing, **fields)
    assert answer.status_code == 400
    assert named in answer.text


def test_a_value_that_fits_no_field_is_explained(changing: TestClient) -> None:
    event = events(changing, shelling(changing))[0]
    answer = judged(changing, action="set", event=event, field="killed", value="many")
    assert answer.status_code == 400
    assert "no number of people" in unescape(answer.text)


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_a_form_leads_to_no_other_site(changing: TestClient, place: str) -> None:
    event = events(changing, shelling(changing))[0]
    answer = judged(changing, action="set", event=event, field="killed", value="3", next=place)
    assert answer.status_code == 400


def test_nobody_judges_without_a_seal_or_from_another_site(changing: TestClient) -> None:
    event = events(changing, shelling(changing))[0]
    fields = {"action": "wrong", "event": event, "by": "Eve"}
    assert changing.post("/judge", data=fields).status_code == 403
    forged = changing.post("/judge", data={**fields, "seal": "0" * 43})
    foreign = changing.post(
        "/judge", data={**fields, "seal": seal(changing)}, headers={"origin": "https://evil.example"}
    )
    assert (forged.status_code, foreign.status_code) == (403, 403)
    assert lines(changing, "/export/history.jsonl") == []


def test_hostile_words_show_as_words(tmp_path: Path) -> None:
    words = f"<script>alert(1)</script> {OVERRIDE}struck Karn."
    path = tmp_path / "hostile.db"
    row = told(
        "<b>doc</b>", 3, text=words, outlet="<img src=x onerror=alert(1)>", actors=["<i>Front</i>"],
        evidence=(Evidence(Span(0, len(words)), Span(26, 33)),), killed=3,
    )  # fmt: skip
    with Store.open(path) as store:
        store.add_coded(coded(row), reader="test")
    client = asking(path)
    client.app.state.desk.make()  # type: ignore[attr-defined]
    (id,) = {one["incident"] for one in lines(client, f"/export/values.jsonl?incident={row.event.id}")}
    for address in (f"/incident/{id}", f"/history/{id}", "/review?below=1", f"/pair/{row.event.id}"):
        page = client.get(address).text
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<i>Front" not in page
        assert OVERRIDE not in page


def test_an_exported_cell_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "formula.db"
    row = told("a", 3, text="The Front struck Karn.", by="=HYPERLINK(1)", killed=3)
    with Store.open(path) as store:
        store.add_coded(coded(row), reader="test")
    client = asking(path)
    client.app.state.desk.make()  # type: ignore[attr-defined]
    rows = csv.DictReader(client.get(f"/export/values.csv?incident={row.event.id}").text.splitlines())
    assert {one["source"] for one in rows} == {"'=HYPERLINK(1)"}
    assert json.loads(client.get(f"/export/values.jsonl?incident={row.event.id}").text.splitlines()[0])


def test_what_a_person_set_is_theirs_on_every_page(changing: TestClient) -> None:
    id = shelling(changing)
    event = next(one["event"] for one in values(changing, id, "killed") if one["lasts"])
    judged(changing, action="set", event=event, field="killed", value="999", by="ana")
    place = changing.get(f"/incident/{event}").headers["location"].removeprefix("/incident/")
    (one,) = [one for one in values(changing, place, "killed") if one["value"] == [999, 999]]
    assert (one["event"], one["source"], one["judged"], one["spans"]) == (event, "set by ana", "ana", [])
    page = changing.get(f"/incident/{place}").text
    assert re.search(r'<th scope="col">[^<]*(?:<bdi>)?set by ana', page)
    assert re.search(rf'<a href="/history/{event}"[^>]*>[^/]*999', page)
    for address in ("/disputes", "/", f"/review?at={event}"):
        answer = changing.get(address)
        assert answer.status_code == 200
        assert "999" not in answer.text or "set by ana" in answer.text
    picture = changing.get(f"/picture/toll.json?incident={place}&field=killed").json()
    points = next(d["values"] for d in picture["data"] if d["name"] == "points")
    assert [p["source"] for p in points if p["best"] == 999] == ["set by ana"]
