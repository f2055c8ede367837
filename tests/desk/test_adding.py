"""Reports come in through the desk: pasted, as files, from the web; each input's fate is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk_asking import asking, seal
from make import ATTACK, REPORT, TEXT, coded
from starlette.testclient import TestClient

from tidings.desk import Desk
from tidings.desk.adding import Adding, File, Job, Pasted
from tidings.ledger import Store
from tidings.model.record import Coded
from tidings.model.report import Report

Json = dict[str, Any]


class Hand:
    """Stands for the pipeline: codes the text of `make`, fails where it is told to."""

    version = "hand/1"

    def code(self, report: Report) -> Coded:
        if "fail here" in report.text:
            raise ZeroDivisionError("as told")
        return coded(report, events=(ATTACK,)) if report.text == TEXT else Coded(report, (), ())


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    path = tmp_path / "s.db"
    Desk(path).make()
    client = asking(path)
    client.app.state.adding = Adding(Desk(path, by="Ada"), open_pipeline=Hand)  # type: ignore[attr-defined,arg-type]
    return client


def send(client: TestClient, fields: dict[str, str] | None = None, **files: bytes) -> Json:
    """What became of what was sent, when all is read."""
    sent = [("files", (name.replace("_", "."), data)) for name, data in files.items()]
    answer = client.post(
        "/add", data={"seal": seal(client), **(fields or {})}, files=sent or None,
        headers={"accept": "application/json"},
    )  # fmt: skip
    assert answer.status_code == 202, answer.text
    return follow(client, answer.json()["address"])


def follow(client: TestClient, address: str) -> Json:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        told: Json = client.get(address, headers={"accept": "application/json"}).json()
        if told["over"]:
            return told
        time.sleep(0.02)
    raise AssertionError("it is not over")


def test_a_pasted_text_becomes_a_report_with_what_is_known_of_it(client: TestClient) -> None:
    told = send(
        client, {"text": TEXT, "title": "Depot shelled", "outlet": "Lowland Post", "published": "2022-06-09"}
    )
    (entry,) = told["entries"]
    assert entry["report"] == REPORT.id
    assert (entry["events"], entry["states"], entry["error"]) == (1, 1, None)
    assert "Depot shelled" in client.get(f"/report/{REPORT.id}").text
    assert "/incident/i" in client.get(f"/report/{REPORT.id}").text  # linked before the job is over


def test_line_ends_of_browsers_are_no_part_of_a_text(client: TestClient) -> None:
    told = send(client, {"text": "One line here.\r\nAnother line here."})
    page = client.get(f"/report/{told['entries'][0]['report']}?at=15-22").text
    assert ">Another<" in page


def test_files_of_several_kinds_are_read_and_bad_ones_told_by_name(client: TestClient) -> None:
    lines = "\n".join(json.dumps({"text": f"Report {n} tells of nothing much."}) for n in range(3))
    told = send(
        client, one_txt=TEXT.encode(), many_jsonl=lines.encode(), empty_txt=b" ",
        picture_txt=b"\x89PNG\r\n\x1a\n", page_html=b"<html><body><p>No.</p></body></html>",
    )  # fmt: skip
    errors = {e["name"]: e["error"] for e in told["entries"] if e["error"]}
    assert set(errors) == {"empty.txt", "picture.txt", "page.html"}
    assert "PNG" in errors["picture.txt"]
    assert told["read"] == 4


def test_a_report_that_is_there_already_is_told_so(client: TestClient) -> None:
    send(client, {"text": TEXT})
    assert send(client, {"text": TEXT})["entries"][0]["known"] is True


def test_one_report_that_fails_does_not_stop_the_others(client: TestClient) -> None:
    told = send(client, a_txt=b"Words that fail here.", b_txt=TEXT.encode())
    assert [bool(e["error"]) for e in told["entries"]] == [True, False]
    assert "ZeroDivisionError" in told["entries"][0]["error"]


def test_addresses_of_this_machine_are_refused(client: TestClient) -> None:
    told = send(
        client, {"addresses": "http://127.0.0.1:8320/\nfile:///etc/passwd http://169.254.169.254/latest"}
    )
    assert [e["report"] for e in told["entries"]] == [None] * 3
    assert "private network" in told["entries"][0]["error"]


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": "  "}, {"text": "A b.", "published": "soon"}, {"text": "A b.", "published": "2022"},
     {"addresses": " ".join(f"http://a{n}.example" for n in range(21))}],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_at_once(client: TestClient, fields: dict[str, str]) -> None:
    assert client.post("/add", data={"seal": seal(client), **fields}).status_code == 400


def test_without_the_seal_nothing_is_read(client: TestClient) -> None:
    seal(client)
    assert client.post("/add", data={"text": TEXT}).status_code == 403
    assert (
        client.post("/add", data={"text": TEXT}, headers={"origin": "http://evil.example"}).status_code == 403
    )


def test_a_browser_without_scripts_is_led_to_the_page_that_tells(client: TestClient) -> None:
    answer = client.post("/add", data={"seal": seal(client), "text": TEXT})
    assert answer.status_code == 303
    follow(client, answer.headers["location"])
    page = client.get(answer.headers["location"]).text
    assert "1 read, 0 not read; 1 event and 1 state." in page
    assert client.get("/add/no-such-job").status_code == 404


def test_a_text_that_is_too_long_is_refused_by_name(client: TestClient) -> None:
    told = send(client, {"text": "word " * 200_001, "title": "Long"})
    assert "more than one report can have" in told["entries"][0]["error"]


def wait_for(there: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not there():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_jobs_wait_for_each_other_and_old_ones_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Desk(path).make()
    adding = Adding(Desk(path), open_pipeline=Hand)  # type: ignore[arg-type]
    jobs: list[Job] = []
    for n in range(53):
        jobs.append(adding.add([Pasted(text=f"Report number {n} of many.")]))
        wait_for(lambda: jobs[-1].over)
    assert adding.job(jobs[0].id) is None
    assert adding.job(jobs[-1].id) is jobs[-1]
    with Store.open(path, read_only=True) as store:
        assert store.counts().reports == 53


def test_a_store_that_is_gone_fails_the_job_and_not_the_next(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "s.db"
    adding = Adding(Desk(path), open_pipeline=Hand)  # type: ignore[arg-type]
    first = adding.add([File("a.txt", TEXT.encode())])
    wait_for(lambda: first.over)
    assert first.error is not None
    path.parent.mkdir()
    second = adding.add([File("a.txt", TEXT.encode())])
    wait_for(lambda: second.over)
    assert (second.state, second.entries[0].events) == ("done", 1)
