"""The review queue, pairs, and histories."""

from __future__ import annotations

import re
from html import unescape

import pytest
from desk_finding import events, judged, lines, shelling
from starlette.testclient import TestClient

AT = re.compile(r'name="event" value="(e[0-9a-f]{20})"')


def shown(page: str) -> str:
    found = AT.search(page)
    assert found
    return found[1]


def waiting(client: TestClient, query: str = "below=0.9") -> list[dict[str, object]]:
    return lines(client, f"/export/review.jsonl?{query}")


def test_the_least_sure_record_comes_first(client: TestClient) -> None:
    rows = waiting(client)
    sure = [float(str(row["confidence"])) for row in rows]
    assert sure == sorted(sure)
    assert shown(client.get("/review?below=0.9").text) == rows[0]["id"]


def test_going_on_and_back_follows_the_queue(client: TestClient) -> None:
    first, second = (str(row["id"]) for row in waiting(client)[:2])
    page = unescape(client.get(f"/review?below=0.9&at={first}").text)
    assert f"at={second}" in page
    assert f'data-key="k" href="/review?queue=doubtful&below=0.9&at={first}"' in unescape(
        client.get(f"/review?below=0.9&at={second}").text
    )


@pytest.mark.parametrize("fields", [{"action": "right"}, {"action": "wrong"}])
def test_what_was_decided_leaves_the_queue_and_comes_back_undone(
    changing: TestClient, fields: dict[str, str]
) -> None:
    event = str(waiting(changing)[0]["id"])
    answer = judged(changing, event=event, **fields)
    assert answer.status_code == 303
    assert event not in [row["id"] for row in waiting(changing)]
    judged(changing, action="undo")
    assert event == waiting(changing)[0]["id"]


def test_right_keeps_the_value_that_was_in_doubt(changing: TestClient) -> None:
    row = waiting(changing)[0]
    judged(changing, action="right", event=row["id"])
    (said,) = lines(changing, "/export/history.jsonl")
    assert said["field"] in ("type", "status", "background", "place", "when", "actors", "recipients")
    assert said["verdict"] == "set"
    page = unescape(changing.get(f"/history/{row['id']}").text)
    assert f"{said['by']}," in page


def test_the_disputed_queue_holds_the_events_of_disputed_incidents(client: TestClient) -> None:
    found = {str(row["id"]) for row in waiting(client, "queue=disputed")}
    assert set(events(client, shelling(client))) <= found
    assert "sources disagree" in client.get("/review?queue=disputed").text


def test_an_empty_queue_says_what_to_do(client: TestClient) -> None:
    assert "Raise it below" in client.get("/review?below=0").text


def test_any_event_can_be_judged_there(client: TestClient) -> None:
    event = events(client, shelling(client))[0]
    page = client.get(f"/review?below=0&at={event}").text
    assert shown(page) == event
    assert "not in the queue" in page


@pytest.mark.parametrize("query", ["queue=other", "below=2", "below=little"])
def test_what_cannot_be_asked_of_the_queue_is_said(client: TestClient, query: str) -> None:
    assert client.get(f"/review?{query}").status_code == 400


def test_a_pair_is_looked_for_among_other_incidents(client: TestClient) -> None:
    id = shelling(client)
    event = events(client, id)[0]
    page = client.get(f"/pair/{event}?type=ASSAULT").text
    own = set(events(client, id))
    assert not own & set(re.findall(r'name="other" value="(e[0-9a-f]{20})"', page))
    assert re.search(r'name="other" value="i[0-9a-f]{20}"', page)


def test_a_search_that_finds_nothing_says_so(client: TestClient) -> None:
    event = events(client, shelling(client))[0]
    assert "Nothing matches" in client.get(f"/pair/{event}?actor=nobody+at+all").text


def test_an_event_joins_the_incident_that_a_search_found(changing: TestClient) -> None:
    id = shelling(changing)
    event = events(changing, id)[0]
    page = changing.get(f"/pair/{event}?type=ASSAULT").text
    other = re.findall(r'name="other" value="(i[0-9a-f]{20})"', page)[0]
    answer = judged(changing, action="same", event=event, other=other)
    assert answer.status_code == 303
    joined = changing.get(answer.headers["location"].partition("?")[0])
    assert joined.status_code == 200
    assert changing.get(f"/incident/{event}").headers["location"] in answer.headers["location"]


def test_the_history_of_a_judgement_tells_what_became_of_it(changing: TestClient) -> None:
    event = events(changing, shelling(changing))[0]
    said = judged(changing, action="set", event=event, field="killed", value="9", by="Ben")
    id = said.headers["location"].partition("said=")[2]
    assert "killed is 9" in changing.get(f"/history/{id}").text
    judged(changing, action="undo", judgement=id, by="Cleo")
    assert "by Cleo" in changing.get(f"/history/{id}").text


def test_the_history_of_an_incident_has_each_of_its_events(client: TestClient) -> None:
    id = shelling(client)
    page = client.get(f"/history/{id}").text
    for event in events(client, id):
        assert f"h{event}" in page
    assert len(lines(client, f"/export/history.jsonl?id={id}")) == len(events(client, id))


def test_a_history_of_nothing_is_said(client: TestClient) -> None:
    answer = client.get("/history/e00000000000")
    assert answer.status_code == 400
    assert "no event" in answer.text
