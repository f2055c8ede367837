"""Requests that other sites, other programs of this machine or a slip of the hand may make."""

from __future__ import annotations

import shutil
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_asking import HERE, asking, seal
from every_page import addresses
from starlette.routing import Route
from starlette.testclient import TestClient

from tidings.desk import Guard
from tidings.desk.guard import SEAL_COOKIE
from tidings.desk.pages import situation

TOKEN = "a-token-of-some-length"
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def guarded(answer: Any) -> bool:
    """Whether the answer carries all that keeps a browser from making more of it than it is."""
    policy = answer.headers.get("content-security-policy", "")
    return (
        "default-src 'none'" in policy
        and "unsafe" not in policy
        and all(answer.headers.get(name) == value for name, value in HEADERS.items())
    )


def posted_to(client: TestClient) -> list[str]:
    """The addresses of everything that changes something."""
    found = [r.path for r in client.app.routes if isinstance(r, Route) and "POST" in (r.methods or ())]  # type: ignore[attr-defined]
    assert {"/judge", "/add"} <= set(found)
    return found


def test_every_kind_of_answer_is_guarded(client: TestClient, sample_store: Path) -> None:
    pages = [*addresses(sample_store).values(), "/export/incidents.csv", "/export/events.geojson",
             "/picture/map.svg",
             "/picture/timeline.json", "/api/v1/incidents", "/api/v1/incidents/i0", "/api/nothing",
                  "/static/vega.js",
             "/static/none.js", "/event/e0000000000", "/situation.json?since=x",
                  "/situation/world.json"]  # fmt: skip
    assert [page for page in pages if not guarded(client.get(page))] == []
    assert guarded(client.post("/judge"))
    assert guarded(client.delete("/"))
    assert guarded(client.get("/", headers={"host": "evil.example"}))
    assert guarded(client.post("/judge", headers={"content-length": str(10**9)}))
    assert guarded(asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN)).get("/"))


def test_an_error_of_our_own_is_a_guarded_page_without_its_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr(situation, "_gather", failing)
    page, told = client.get("/"), client.get("/situation.json", headers={"accept": "application/json"})
    assert (page.status_code, told.status_code) == (500, 500)
    assert guarded(page)
    assert guarded(told)
    assert "secret" not in page.text + told.text
    assert "went wrong" in page.text
    assert "error" in told.json()


def test_asking_changes_nothing(desk_store: Path) -> None:
    client = asking(desk_store)
    client.get("/")
    before = dump(desk_store)
    for page in (*addresses(desk_store).values(), "/export/events.csv", "/picture/map.png", "/api/v1/states"):
        client.get(page)
        client.head(page)
    assert dump(desk_store) == before


def dump(store: Path) -> list[str]:
    with sqlite3.connect(store) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [f"{name} {connection.execute(f'SELECT count(*) FROM {name}').fetchone()}" for name in names]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8320.evil.example"},
        {"origin": "http://evil@127.0.0.1:8320"},
        {"origin": "http://["},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_another_origin_cannot_change_anything_even_with_the_seal(
    changing: TestClient, headers: dict[str, str]
) -> None:
    sent = {"seal": seal(changing), "action": "undo", "text": "A report of nothing."}
    for path in posted_to(changing):
        assert changing.post(path, data=sent, headers=headers).status_code == 403, path


def test_nothing_is_changed_without_the_seal_of_this_browser(changing: TestClient) -> None:
    own = seal(changing)
    for path in posted_to(changing):
        for wrong in ({}, {"seal": ""}, {"seal": own[:-1]}, {"seal": own[:-1] + "é"}, {"seal": "a" * 43}):
            assert changing.post(path, data={"action": "undo", **wrong}).status_code == 403
        short = {"cookie": f"{SEAL_COOKIE}=short", SEAL_COOKIE: "short"}
        assert changing.post(path, data={"seal": "short"}, headers=short).status_code == 403


def test_a_seal_of_half_a_character_is_refused(changing: TestClient) -> None:
    seal(changing)
    body = b'--x\r\nContent-Disposition: form-data; name="seal"\r\n\r\n\\ud800\r\n--x--\r\n'
    kind = {"content-type": "multipart/form-data; boundary=x; charset=unicode_escape"}
    assert changing.post("/judge", content=body, headers=kind).status_code == 403


@pytest.mark.parametrize("other", ["a/b=1", "a=[b]{x}", "expires=1", "=", '"', "a" * 4000, "x=\x80\xff"])
def test_cookies_of_other_programs_do_not_hide_ours(client: TestClient, other: str) -> None:
    own = seal(client)
    for cookie in (f"{other}; {SEAL_COOKIE}={own}", f"{SEAL_COOKIE}={own}; {other}"):
        answer = client.get("/add", headers={"cookie": cookie.encode("latin-1")})  # type: ignore[dict-item]
        assert answer.status_code == 200
        assert own in answer.text


def test_the_name_in_a_cookie_is_only_a_name(client: TestClient, sample_store: Path) -> None:
    incident = addresses(sample_store)["incident"]
    page = client.get(incident, headers={"cookie": "tidings_by=%22><script>alert(1)</script>%00%FF"}).text
    assert "<script>alert" not in page


def test_a_token_in_the_address_leads_to_no_other_site(sample_store: Path) -> None:
    guard = Guard(hosts=frozenset({"*"}), token=TOKEN)
    for path in (
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "//evil.example/%0d%0aSet-Cookie:a=b",
    ):
        to = asking(sample_store, guard).get(f"{HERE}{path}?token={TOKEN}").headers["location"]
        assert to.startswith("/")
        assert not to.startswith(("//", "/\\"))
        assert "\n" not in to


def test_the_token_is_in_no_page_and_no_answer_but_the_cookie(sample_store: Path) -> None:
    client = asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN))
    first = client.get(f"/?token={TOKEN}")
    assert TOKEN not in first.text + first.headers["location"]
    assert "SameSite=strict" in first.headers["set-cookie"].replace("Strict", "strict")
    for page in ("/", "/api", "/api/openapi.json", "/no-such-page", "/?since=x"):
        answer = client.get(page)
        assert TOKEN not in answer.text + str(dict(answer.headers))


@pytest.mark.parametrize("wrong", ["", "é", "a-token-of-some-lengtH", TOKEN + "x", "%00"])
def test_a_wrong_token_opens_nothing(sample_store: Path, wrong: str) -> None:
    client = asking(sample_store, Guard(hosts=frozenset({"*"}), token=TOKEN))
    bearer = {"authorization": f"Bearer {wrong}".encode("latin-1")}
    assert client.get("/", headers=bearer).status_code == 401  # type: ignore[arg-type]
    assert client.get("/", params={"token": wrong}).status_code == 401
    assert client.post("/judge", params={"token": TOKEN}).status_code == 401  # only a page leads in


@pytest.mark.parametrize(
    "place", ["//evil.example", "/\\evil.example", "http://evil.example", "javascript:alert(1)", "\\\\e"]
)
def test_a_judgement_leads_to_no_other_site(changing: TestClient, sample_store: Path, place: str) -> None:
    event = addresses(sample_store)["history"].rpartition("/")[2]
    sent = {"seal": seal(changing), "action": "wrong", "event": event, "next": place}
    answer = changing.post("/judge", data=sent)
    assert answer.status_code == 400
    assert "location" not in answer.headers


def test_a_judgement_goes_back_to_a_part_of_a_page(changing: TestClient, sample_store: Path) -> None:
    event = addresses(sample_store)["history"].rpartition("/")[2]
    sent = {"seal": seal(changing), "action": "wrong", "event": event, "next": "/review?queue=doubtful#edit"}
    to = changing.post("/judge", data=sent).headers["location"]
    assert to.startswith("/review?queue=doubtful&said=j")
    assert to.endswith("#edit")


def test_a_name_that_no_cookie_holds_is_refused_before_anything_is_judged(
    changing: TestClient, sample_store: Path
) -> None:
    event = addresses(sample_store)["history"].rpartition("/")[2]
    sent = {"seal": seal(changing), "action": "wrong", "event": event, "by": "A" * 5000}
    assert changing.post("/judge", data=sent).status_code == 400
    assert changing.get("/export/history.jsonl").text == ""


NUMBERS = [
    "9" * 5000,
    "0" * 5000 + "1",
    "000000001" + "9" * 30,
    "-1",
    "NaN",
    "inf",
    "1e9",
    "²",
    "٣",
    "x",
    "\x00",
    "1.5",
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    "address",
    ["/?page=", "/?outlets=", "/?confidence=", "/?zoom=", "/?bbox=0,0,0,", "/situation.json?width=",
         "/search?q=a&page=",
     "/sources?page=", "/sources?cited=", "/disputes?page=", "/promises?page=", "/states?page=",
          "/actors?page=",
     "/actors/network?most=", "/review?below=", "/api/v1/incidents?limit=", "/api/v1/events?offset=",
          "/report/{}?part=",
     "/report/{}?at=0-"],
)  # fmt: skip
def test_odd_numbers_are_answered_or_refused(
    client: TestClient, sample_store: Path, address: str, number: str
) -> None:
    report = addresses(sample_store)["report"].rpartition("/")[2]
    path, _, name = address.format(report).rpartition("&" if "&" in address else "?")
    name, _, start = name.partition("=")
    answer = client.get(path, params={**({"q": "a"} if "/search" in path else {}), name: start + number})
    assert answer.status_code in (200, 400)
    assert len(answer.text) < 200_000


@pytest.mark.parametrize(
    "day", ["0001", "0001-01-01", "9999", "9999-12-31", "0000", "2025-02-30", "10000", "\x00"]
)
@pytest.mark.parametrize(
    "address",
    ["/?since=", "/?until=", "/?known_on=", "/situation.json?since=", "/situation.json?until=",
         "/picture/timeline.json?until=",
     "/states?as_of=", "/states?known_on=", "/promises?as_of=", "/disputes?known_on=",
          "/actors/network?since=",
     "/search?q=a&until=", "/api/v1/states?as_of=", "/api/v1/timeline?until=", "/picture/held.json?as_of="],
)  # fmt: skip
def test_the_ends_of_the_calendar_are_days_like_others(client: TestClient, address: str, day: str) -> None:
    assert client.get(address + day.replace("\x00", "%00")).status_code in (200, 400, 404)


WORDS = [
    "\x00",
    "'",
    '"',
    "*",
    "a*",
    "AND",
    "NEAR(",
    "(",
    '"a',
    "a:b",
    "-",
    "^",
    "%",
    "_",
    "{x}",
    "a" * 5000,
    "\u2028",
    "🙂",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_are_never_a_query_language(client: TestClient, words: str) -> None:
    for path, name in (
        ("/search", "q"), ("/search", "outlet"), ("/", "actor"), ("/", "place"), ("/", "type"), ("/",
             "report"),
        ("/actors", "named"), ("/actor", "name"), ("/actor", "key"), ("/source", "name"), ("/states",
             "place"),
        ("/api/v1/search", "q"), ("/export/values.csv", "incident"), ("/export/history.jsonl", "id"),
        ("/picture/toll.json", "incident"),
    ):  # fmt: skip
        answer = client.get(path, params={name: words})
        assert answer.status_code in (200, 400, 404), (path, name)


@pytest.mark.parametrize(
    "path", ["/static/..%2fapp.py", "/static/%2e%2e", "/static/..%5capp.py", "/static/%00.js",
         "/static//etc/passwd",
             "/report/..%2f..%2fetc", "/picture/..%2fx.json", "/export/..%2fx.csv", "/static/.css"],
)  # fmt: skip
def test_paths_lead_nowhere_else(client: TestClient, path: str) -> None:
    assert client.get(HERE + path).status_code == 404


def test_a_body_without_a_length_that_goes_on_is_refused(changing: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield f"seal={seal(changing)}&text=".encode()
        for _ in range(33):
            yield b"a" * 2**20

    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = changing.post("/add", content=pieces(), headers=kind)
    assert answer.status_code in (400, 413)
    assert guarded(answer)


@pytest.mark.parametrize("length", ["²", "-1", "1e3", "9" * 5000, "0x10"])
def test_an_odd_length_is_refused(changing: TestClient, length: str) -> None:
    answer = changing.post("/judge", content=b"", headers={"content-length": length.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code in (400, 413)


def test_more_fields_or_files_than_a_form_has_are_refused(changing: TestClient) -> None:
    own = seal(changing)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert changing.post("/add", content=f"seal={own}" + "&a=1" * 5000, headers=kind).status_code == 400
    files = [("files", (f"{n}.txt", b"x")) for n in range(501)]
    assert changing.post("/add", data={"seal": own}, files=files).status_code == 400


def test_what_is_no_form_is_refused(changing: TestClient) -> None:
    own = {"x-tidings-seal": seal(changing)}
    for kind in (
        "application/json",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ):
        answer = changing.post("/judge", content=b'{"action": "undo"}', headers={**own, "content-type": kind})
        assert answer.status_code == 400, kind


def test_who_wants_json_hears_errors_as_json(changing: TestClient) -> None:
    answer = changing.post("/judge", data={"seal": seal(changing)}, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert "action" in answer.json()["error"]


def test_a_store_that_is_gone_is_said_and_found_again(desk_store: Path) -> None:
    client = asking(desk_store)
    assert client.get("/").status_code == 200
    moved = desk_store.with_name("moved.db")
    shutil.move(desk_store, moved)
    for path in ("/", "/disputes", "/api/v1/events", "/picture/map.json"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert "no store here" in answer.text
        assert guarded(answer)
    shutil.move(moved, desk_store)
    assert client.get("/").status_code == 200


def test_half_a_request_takes_nobody_elses_turn(served: str) -> None:
    host, port = served.removeprefix("http://").split(":")
    waiting = [socket.create_connection((host, int(port))) for _ in range(60)]  # more than there are threads
    for one in waiting:
        one.sendall(f"POST /judge HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 900\r\n\r\nab".encode())
    with socket.create_connection((host, int(port)), timeout=10) as other:
        other.sendall(
            f"GET /static/desk.css HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode()
        )
        assert other.recv(100).startswith(b"HTTP/1.1 200")
    for one in waiting:
        one.close()
