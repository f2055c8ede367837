"""Who may ask what."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_asking import asking, seal
from starlette.testclient import TestClient

from tidings.desk import Guard

TOKEN = "a-token-of-some-length"


def test_every_answer_forbids_foreign_scripts(client: TestClient) -> None:
    for path in ("/", "/no-such-page", "/static/desk.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example:8320"}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8320", "127.0.0.1", "[::1]:8320"])
def test_names_of_this_machine_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_without_the_token_nothing_is_shown(sample_store: Path) -> None:
    client = asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN))
    for path in ("/", "/static/desk.css", "/?token=wrong"):
        assert client.get(path).status_code == 401


def test_the_token_in_the_address_becomes_a_cookie(sample_store: Path) -> None:
    client = asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN))
    first = client.get(f"/?token={TOKEN}&type=ASSAULT")
    assert (first.status_code, first.headers["location"]) == (303, "/?type=ASSAULT")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert client.get("/").status_code == 200


def test_a_program_shows_the_token_in_a_header(sample_store: Path) -> None:
    client = asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN))
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/", headers={"content-length": str(10**9)}).status_code == 413


def test_what_cannot_be_asked_is_said(client: TestClient) -> None:
    answer = client.get("/?since=yesterday")
    assert answer.status_code == 400
    assert "since" in answer.text
    assert "yesterday" in answer.text


def test_the_seal_stays_with_the_browser(client: TestClient) -> None:
    first = seal(client)
    assert first in client.get("/").text
    assert client.cookies["tidings_seal"] == first
