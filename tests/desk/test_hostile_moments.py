"""Two things at once: judging while others read, a store that changes meanwhile, an end in the middle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desk_asking import asking, seal
from every_page import addresses
from make import REPORT, coded
from running import SAMPLES, clean_environment, installed_command
from starlette.testclient import TestClient

from tidings.desk import Desk
from tidings.desk import adding as adding_module
from tidings.desk.adding import Adding, File, Pasted
from tidings.errors import StoreError, UsageError
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date, rebuild
from tidings.ledger.judging import judge_wrong
from tidings.model.record import Coded
from tidings.model.report import Report
from tidings.views.current import all_views
from tidings.views.incidents import load, of_event, several


def test_a_page_sees_one_moment_of_the_store(desk_store: Path) -> None:
    """An incident that a page has found is there when it asks for it, also if judged away meanwhile."""
    desk, client = Desk(desk_store, by="Ada"), asking(desk_store)
    event = addresses(desk_store)["history"].rpartition("/")[2]
    with desk.reading() as store:
        incident = of_event(store, event)
        assert incident is not None
        desk.change(lambda writing: judge_wrong(writing, event, by="Bo"))
        assert of_event(store, event) == incident
        assert load(store, incident).id == incident
    with desk.reading() as store:
        assert of_event(store, event) != incident
    assert client.get("/").status_code == 200


def test_pages_answer_while_others_judge_and_views_are_made_anew(desk_store: Path) -> None:
    client = asking(desk_store)
    own, event = seal(client), addresses(desk_store)["history"].rpartition("/")[2]
    pages = ["/", "/situation.json", "/disputes", "/promises", "/review", "/states", "/actors", "/sources",
             "/search?q=base", "/export/incidents.csv", "/api/v1/incidents"]  # fmt: skip
    failed: list[object] = []
    over = threading.Event()

    def read() -> None:
        reader = TestClient(client.app, base_url=str(client.base_url), follow_redirects=False)
        while not over.is_set():
            for page in pages:
                try:
                    answer = reader.get(page)
                except Exception as error:
                    failed.append((page, error))
                else:
                    if answer.status_code != 200:
                        failed.append((page, answer.status_code, answer.text[-400:]))

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(2):
        for fields in ({"action": "wrong", "event": event}, {"action": "undo"}):
            answer = client.post("/judge", data={"seal": own, **fields})
            assert answer.status_code == 303, answer.text
        with Store.open(desk_store) as store:
            rebuild(store, all_views())
    over.set()
    thread.join(60)
    assert failed == []


def test_pages_answer_between_a_judgement_and_its_linking(desk_store: Path) -> None:
    """Another program's judgement is in the ledger before the views have taken it in."""
    desk, client = Desk(desk_store, by="Ada"), asking(desk_store)
    with desk.reading() as store:
        deadliest = desk.kept.answers(store).deadliest[0]["id"]
        events = [told.event.id for one in several(store, [deadliest]) for told in one.tellings]
    with Store.open(desk_store) as store:
        for event in events:
            judge_wrong(store, event, by="Bo")
    for page in ("/", "/situation.json", "/disputes", "/review", "/api/v1/incidents"):
        assert client.get(page).status_code == 200, page


def test_judgements_at_the_same_time_are_all_kept(desk_store: Path) -> None:
    client = asking(desk_store)
    own, event = seal(client), addresses(desk_store)["history"].rpartition("/")[2]
    answers: list[int] = []

    def judge(n: int) -> None:
        one = TestClient(
            client.app, base_url=str(client.base_url), follow_redirects=False, cookies=dict(client.cookies)
        )
        sent = {
            "seal": own,
            "action": "set",
            "event": event,
            "field": "killed",
            "value": str(n),
            "by": f"P{n}",
        }
        answers.append(one.post("/judge", data=sent).status_code)

    several = [threading.Thread(target=judge, args=(n,)) for n in range(4)]
    for one in several:
        one.start()
    for one in several:
        one.join(60)
    assert answers == [303] * 4
    with Store.open(desk_store, read_only=True) as store:
        assert {one.by for one in store.judgements()} == {"P0", "P1", "P2", "P3"}


def store_of(path: Path, outlet: str) -> Path:
    with Store.open(path) as store:
        store.add_coded(
            coded(Report("a", REPORT.text, date(2022, 6, 9), title=outlet, outlet=outlet)), reader="hand/1"
        )
        bring_up_to_date(store, all_views())
    return path


def test_another_store_in_its_place_is_seen_though_it_counts_the_same(tmp_path: Path) -> None:
    client = asking(store_of(tmp_path / "one.db", "Lowland Post"))
    assert "Lowland Post" in client.get("/").text
    shutil.move(store_of(tmp_path / "two.db", "Harbour Gazette"), tmp_path / "one.db")
    page = client.get("/").text
    assert "Harbour Gazette" in page
    assert "Lowland Post" not in page


def test_an_error_of_linking_is_told_and_not_for_ever_awaited(
    desk_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidings.desk import desk as module

    def failing(*_: object, **__: object) -> int:
        raise ZeroDivisionError("as told")

    monkeypatch.setattr(module, "bring_up_to_date", failing)
    monkeypatch.setattr(module, "is_up_to_date", lambda *_: False)
    desk = Desk(desk_store)
    with desk.reading():
        pass
    wait_for(lambda: desk.linking is not None and desk.linking.error is not None)


@pytest.mark.slow
def test_a_store_that_another_program_holds_is_told(desk_store: Path) -> None:
    client = asking(desk_store)
    own, event = seal(client), addresses(desk_store)["history"].rpartition("/")[2]
    with Store.open(desk_store) as other, other.writing():
        answer = client.post("/judge", data={"seal": own, "action": "wrong", "event": event})
        assert answer.status_code == 503
        assert "another program is using the store" in answer.text
        assert client.get("/").status_code == 200
    assert client.post("/judge", data={"seal": own, "action": "wrong", "event": event}).status_code == 303


def test_no_page_leaves_the_file_open(desk_store: Path) -> None:
    client = asking(desk_store)
    pages = [
        *addresses(desk_store).values(),
        "/export/events.csv",
        "/api/v1/events?limit=1",
        "/picture/map.json",
    ]
    for page in pages:
        client.get(page)
    before = opened(desk_store)
    for page in pages:
        client.get(page)
    assert opened(desk_store) <= before
    assert threading.active_count() < 60


def opened(path: Path) -> int:
    links = [Path("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
    return sum(str(path) in os.readlink(link) for link in links if link.is_symlink())


class Slow:
    """Stands for the pipeline: waits until it is let go on."""

    version = "slow/1"

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def code(self, report: Report) -> Coded:
        self.begun.set()
        assert self.go_on.wait(20)
        if "odd" in report.text:
            return Coded(report, coded().events, ())  # spans of another text
        return Coded(report, (), ())


def wait_for(there: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not there():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_the_report_in_hand_is_finished_and_no_other_begun_when_the_desk_stops(tmp_path: Path) -> None:
    path, slow = tmp_path / "s.db", Slow()
    Desk(path).make()
    adding = Adding(Desk(path), open_pipeline=lambda: slow)  # type: ignore[arg-type, return-value]
    job = adding.add([Pasted(text="First report of two."), Pasted(text="Second report of two.")])
    assert slow.begun.wait(20)
    assert adding.close(wait=0.1) is False
    slow.go_on.set()
    assert adding.close(wait=20) is True
    assert (job.state, len(job.entries)) == ("failed", 1)
    assert "stopped" in (job.error or "")
    with Store.open(path, read_only=True) as store:
        assert store.counts().reports == 1


def test_an_odd_record_or_input_stops_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, slow = tmp_path / "s.db", Slow()
    slow.go_on.set()
    Desk(path).make()

    def failing(data: bytes, *_: object, **__: object) -> object:
        raise RecursionError("too deep")

    monkeypatch.setattr(adding_module, "read_bytes", failing)
    adding = Adding(Desk(path), open_pipeline=lambda: slow)  # type: ignore[arg-type, return-value]
    job = adding.add(
        [Pasted(text="An odd report."), File("deep.json", b"[" * 9), Pasted(text="A plain report.")]
    )
    wait_for(lambda: job.over)
    assert [one.error is None for one in job.entries] == [False, False, True]
    assert job.entries[1].name == "deep.json"
    assert job.state == "done"


def test_what_waits_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, slow = tmp_path / "s.db", Slow()
    Desk(path).make()
    monkeypatch.setattr(adding_module, "MOST_WAITING", 100)
    adding = Adding(Desk(path), open_pipeline=lambda: slow)  # type: ignore[arg-type, return-value]
    first = adding.add([Pasted(text="A report. " * 20)])  # one alone may be larger
    with pytest.raises(UsageError, match="waits"):
        adding.add([Pasted(text="Another.")])
    slow.go_on.set()
    wait_for(lambda: first.over)
    wait_for(lambda: adding.add([Pasted(text="Another.")]) is not None)


def test_a_job_of_many_inputs_is_a_page_of_some(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Desk(path).make()
    client = asking(path)
    job = client.app.state.adding.add([])  # type: ignore[attr-defined]
    wait_for(lambda: job.over)
    one = adding_module.Entry("good", "r0123456789")
    job.entries += [one] * 20_000 + [adding_module.Entry("bad", error="It is empty.")]
    page = client.get(f"/add/{job.id}").text
    assert len(page) < 1_000_000
    assert "It is empty." in page
    assert "19,001" in page or "19001" in page


@pytest.mark.slow
def test_ctrl_c_while_reports_are_read_ends_in_peace(tmp_path: Path, compiled_gazetteer: None) -> None:
    path = tmp_path / "s.db"
    command = [*installed_command(), "serve", "--store", str(path), "--no-browser", "--port", "0"]
    text = "\n\n".join(file.read_text("utf-8") for file in sorted(SAMPLES.glob("*.txt"))) * 8
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean_environment()
    ) as serving:
        assert serving.stdout is not None
        address = serving.stdout.readline().rsplit(" ", 1)[-1].strip()
        with urllib.request.urlopen(address + "add", timeout=60) as page:
            cookie = page.headers["set-cookie"].partition(";")[0]
        sent = urllib.parse.urlencode({"seal": cookie.partition("=")[2], "text": text}).encode()
        with urllib.request.urlopen(
            urllib.request.Request(address + "add", sent, {"Cookie": cookie}), timeout=60
        ):
            pass
        time.sleep(1.5)
        serving.send_signal(signal.SIGINT)
        _, errors = serving.communicate(timeout=60)
    assert serving.returncode == 130
    assert "terminate" not in errors
    assert "Traceback" not in errors
    assert f"{path}: there was no store here; an empty one is made." in errors
    with Store.open(path) as store:
        assert store.counts().reports <= 1


def test_a_store_that_cannot_be_opened_is_told_when_the_desk_starts(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 50)
    with pytest.raises(StoreError):
        Desk(tmp_path / "s.db").make()
