"""Finding records in what the desk exports."""

from __future__ import annotations

import json
from typing import Any

from desk_asking import seal
from httpx2 import Response
from starlette.testclient import TestClient

Json = dict[str, Any]


def lines(client: TestClient, address: str) -> list[Json]:
    """The rows of an export as JSON Lines."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def shelling(client: TestClient) -> str:
    """The samples' incident whose dead are disputed."""
    (found,) = {row["incident"] for row in lines(client, "/export/disputes.jsonl?field=killed")}
    return str(found)


def values(client: TestClient, incident: str, field: str) -> list[Json]:
    rows = lines(client, f"/export/values.jsonl?incident={incident}")
    return [row for row in rows if row["field"] == field]


def events(client: TestClient, incident: str) -> list[str]:
    rows = lines(client, f"/export/values.jsonl?incident={incident}")
    return list(dict.fromkeys(row["event"] for row in rows))


def judged(client: TestClient, **fields: Any) -> Response:
    """The answer to a form, as a browser without JavaScript gets it."""
    return client.post("/judge", data={"seal": seal(client), **fields})
