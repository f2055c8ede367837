"""The API answers as its own description says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tidings.desk.api.endpoints import ENDPOINTS, ROOT, Endpoint
from tidings.desk.api.schemas import SCHEMAS

Json = dict[str, Any]
_TYPES: Any = {
    "string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict,
    "null": type(None),
}  # fmt: skip


def wrong(value: Any, schema: Json, at: str = "$") -> list[str]:
    """Where a value is not as the schema says; knows what our schemas use."""
    if "$ref" in schema:
        return wrong(value, SCHEMAS[schema["$ref"].rpartition("/")[2]], at)
    if "anyOf" in schema:
        several = [wrong(value, one, at) for one in schema["anyOf"]]
        return [] if [] in several else several[0]
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(
        isinstance(value, _TYPES[k]) and not (isinstance(value, bool) and k in ("integer", "number"))
        for k in kinds
    ):
        return [f"{at}: {value!r} is no {kinds}"]
    out = []
    if "enum" in schema and value not in schema["enum"]:
        out.append(f"{at}: {value!r} is none of {schema['enum']}")
    if (
        schema.get("format") == "date"
        and isinstance(value, str)
        and not re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    ):
        out.append(f"{at}: {value!r} is no day")
    if isinstance(value, list) and "items" in schema:
        out += [w for n, one in enumerate(value) for w in wrong(one, schema["items"], f"{at}[{n}]")]
    if isinstance(value, dict):
        known, rest = schema.get("properties", {}), schema.get("additionalProperties", True)
        out += [f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value]
        for name, one in value.items():
            if name in known:
                out += wrong(one, known[name], f"{at}.{name}")
            elif rest is False:
                out.append(f"{at}: {name} is not described")
            elif isinstance(rest, dict):
                out += wrong(one, rest, f"{at}.{name}")
    return out


def address(client: TestClient, one: Endpoint) -> str:
    if not one.one:
        return ROOT + one.path
    many = ROOT + one.path.removesuffix("/{id}")
    return f"{many}/{client.get(many).json()['items'][0]['id']}"


def asked(one: Endpoint) -> dict[str, str]:
    """What it cannot do without."""
    return {"q": "talks"} if one.name == "search" else {}


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda e: e.name)
def test_an_answer_is_as_described(client: TestClient, one: Endpoint) -> None:
    answer = client.get(address(client, one), params=asked(one))
    assert answer.status_code == 200
    found = answer.json()
    assert wrong(found, one.schema) == []
    assert one.one or found["items"]


@pytest.mark.parametrize("one", [e for e in ENDPOINTS if not e.one], ids=lambda e: e.name)
def test_pages_follow_each_other_without_gap_or_repetition(client: TestClient, one: Endpoint) -> None:
    whole = client.get(ROOT + one.path, params={**asked(one), "limit": 1000}).json()
    assert whole["next"] is None
    first = client.get(ROOT + one.path, params={**asked(one), "limit": 2}).json()
    second = client.get(first["next"]).json() if first["next"] else {"items": []}
    assert [*first["items"], *second["items"]] == whole["items"][:4]


@pytest.mark.parametrize("one", ENDPOINTS, ids=lambda e: e.name)
def test_examples_answer(client: TestClient, one: Endpoint) -> None:
    if one.example:
        assert client.get(f"{ROOT}{one.path}?{one.example}").status_code == 200


def test_the_document_describes_what_is_there(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {ROOT + one.path for one in ENDPOINTS}
    names = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(names)) == len(names)
    for path, item in document["paths"].items():
        inside = {p["name"] for p in item["get"]["parameters"] if p["in"] == "path"}
        assert inside == set(re.findall(r"\{(\w+)\}", path))
    refs = set(re.findall(r'"\$ref": ?"#/components/(\w+)/(\w+)"', str(document).replace("'", '"')))
    assert refs
    assert all(name in document["components"][part] for part, name in refs)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("incidents?limt=3", 400), ("incidents?type=NOT%20ONE", 400), ("incidents?limit=0", 400),
        ("incidents?limit=9999", 400), ("incidents?confidence=2", 400), ("states?kind=x", 400),
        ("timeline?since=soon", 400), ("actors?order=size", 400), ("ties?actor=Quux", 400),
        ("search", 400), ("search?q=%22", 400), ("incidents/i00000", 404), ("reports/nope", 404),
        ("nothing", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_as_json(client: TestClient, path: str, status: int) -> None:
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == status
    assert wrong(answer.json(), SCHEMAS["Error"]) == []
    assert answer.json()["error"]


def test_filters_mean_what_they_mean_on_the_command_line(client: TestClient) -> None:
    found = client.get(f"{ROOT}/incidents?type=assault&disputed=true").json()["items"]
    assert found
    assert all(one["type"] == "ASSAULT" and one["disputed"] for one in found)
    early = client.get(f"{ROOT}/incidents?known_on=2024-05-14").json()["items"]
    assert early
    assert all(one["published"][0] <= "2024-05-14" for one in early)


def test_offsets_lead_into_the_text(client: TestClient) -> None:
    told = 0
    for one in client.get(f"{ROOT}/reports").json()["items"]:
        report = client.get(f"{ROOT}/reports/{one['id']}").json()
        whole = client.get(f"{ROOT}/events", params={"report": report["id"]}).json()["items"]
        spans = [e for event in whole for e in event["event"]["evidence"]]
        assert all(0 <= s["start"] < s["end"] <= len(report["text"]) for s in spans)
        told += len(spans)
    assert told


def test_nothing_can_be_changed(client: TestClient) -> None:
    assert client.post(f"{ROOT}/incidents").status_code == 405


def test_the_page_shows_every_endpoint_with_an_example_that_answers(client: TestClient) -> None:
    page = client.get("/api").text
    tries = re.findall(r'href="(/api/v1/[^"]*)"', page)
    assert len(tries) == len(ENDPOINTS)
    assert all(client.get(one.replace("&amp;", "&")).status_code == 200 for one in tries)
