"""What reports hold shows as text, on every page and in every file: names, titles, addresses, words."""

from __future__ import annotations

import csv
import io
import json
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from desk_asking import HERE, asking, seal
from make import ATTACK, SOLDIERS, VELLMAR
from starlette.testclient import TestClient

from tidings.desk import Desk
from tidings.desk.asked import Asked
from tidings.desk.onefile import make
from tidings.ledger import Store
from tidings.ledger.derived import bring_up_to_date
from tidings.model.contract import with_ids
from tidings.model.mention import Interval
from tidings.model.record import Coded, Evidence, Number, Party, Source, Weapon, When
from tidings.model.report import Report
from tidings.model.span import Span
from tidings.views.current import all_views

BAD = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(2)>",
    "' onmouseover='alert(3)",
    "javascript:alert(4)",
    "</script><script>alert(5)//",
    "{{7*7}} {% x %} {name} %s ${7*7}",
    "\u202egnp.exe\u202c",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "@SUM(A1)",
    "+1|cmd",
    "\u2028alert(6)\u2029",
    "]]><svg onload=alert(7)>",
    "-->x<!--",
    "</style></title></textarea><iframe src=//evil.example>",
    "data:text/html,<b>8</b>",
    "Ünïcode 北京 بغداد \U0001f4a5",
    "a\x07b\x00c\x1b[31m",
    "datum.alert(9) + \\u003cb\\u003e \\",
]  # fmt: skip


def hostile(n: int, bad: str) -> Coded:
    """A report in which every text is `bad`."""
    start = f"{bad} fired at {bad} in {bad} on day {n}, killing 4, {bad} said with {bad}."
    day = date(2020, 1, 1) + timedelta(days=40 * n)  # far from each other, so that each is an incident

    def at(count: int) -> tuple[Span, ...]:
        where = -1
        for _ in range(count):
            where = start.index(bad, where + 1)
        return (Span(where, where + len(bad)),)

    report = Report(bad, start, day, title=bad, outlet=bad, url=bad, published_why=bad)
    words = start.index(f"on day {n}")
    when = When(Interval(day, day), (Span(words, words + 6),), why=bad)
    event = replace(
        ATTACK, evidence=(Evidence(Span(0, len(start)), Span(len(bad) + 1, len(bad) + 6)),),
        actors=(Party(bad, (bad,), at(1)),), recipients=(Party(bad + "x", (bad,), at(2)),),
        place=replace(VELLMAR, name=bad, spans=at(3), why=bad), when=when,
        killed=Number((4, 4 + n), at(4)), weapon=Weapon(bad, at(5)),
        sources=(Source(bad, (bad,), "said", at(4)),), claims=(), why=(("injured", bad),),
    )  # fmt: skip
    state = replace(
        SOLDIERS, kind="control", evidence=event.evidence, holder=Party(bad, (bad,), at(1)), count=None,
        place=replace(VELLMAR, name=bad, spans=at(3), why=bad),
    )  # fmt: skip
    return with_ids(report, (event,), (state,), notes=(bad,))


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "<b>s.db"
    with Store.open(path) as store:
        for n, bad in enumerate(BAD):
            store.add_coded(hostile(n, bad), reader="hand/1")
        bring_up_to_date(store, all_views())
    return path


@pytest.fixture
def client(hostile_store: Path) -> TestClient:
    return asking(hostile_store)


class Seen(HTMLParser):
    """What a browser would make of a page that could do harm."""

    def __init__(self) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.harm += [
            f"{tag} {name}" for name in given if name.startswith("on") or name in ("style", "srcdoc")
        ]
        if tag in ("iframe", "object", "embed", "base"):
            self.harm.append(tag)
        if tag == "img" and not (given.get("src") or "").startswith("/picture/"):
            self.harm.append(tag)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.harm.append(str(given))
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            if (to := given.get(name)) is not None:
                if name == "href":
                    self.links.append(to)
                if not re.match(r"/(?!/)|#|\?|$", to):
                    self.harm.append(f"{name}={to}")


def turned(html: str) -> list[str]:
    """Stretches that turn direction or are no text; what a field of a form holds is sent again as it is."""
    return re.findall(".{0,40}[\u202a-\u202e\u2066-\u2069\x00\x07\x1b]", re.sub(r'value="[^"]*"', "", html))


def seen(html: str) -> Seen:
    found = Seen()
    found.feed(html)
    return found


def crawled(client: TestClient) -> Iterator[tuple[str, str]]:
    """Pages that can be reached from the start page by links, each kind (by path and query) twice at most."""
    waiting, known = ["/", "/search?q=fired", "/actors/network?described=1", "/api"], set()
    while waiting and len(known) < 60:
        address = waiting.pop(0)
        answer = client.get(HERE + address)
        if answer.status_code == 303 or address.startswith("/actor?"):  # of what is no name there is no page
            continue
        assert answer.status_code == 200, address
        if "text/html" not in answer.headers["content-type"]:
            continue
        yield address, answer.text
        for link in seen(answer.text).links:
            to = link.partition("#")[0]
            path, _, query = to.partition("?")
            name = path if path.count("/") < 2 else path.rpartition("/")[0]
            key = (name, tuple(sorted(part.partition("=")[0] for part in query.split("&"))))
            few = sum(1 for one in known if one[0] == key)
            if (
                path.startswith("/")
                and not path.startswith(("/static", "/export", "/picture"))
                and (key, to) not in known
                and few < 2
            ):
                known.add((key, to))
                waiting.append(to)


@pytest.mark.slow
def test_no_page_runs_or_loads_what_a_report_holds(client: TestClient) -> None:
    pages = dict(crawled(client))
    assert len(pages) > 10
    for address, html in pages.items():
        assert seen(html).harm == [], address
        assert not turned(html), address


def test_every_hostile_report_and_incident_is_shown_as_text(client: TestClient, hostile_store: Path) -> None:
    for n, bad in enumerate(BAD):
        coded = hostile(n, bad)
        for path in (f"/report/{coded.report.id}", f"/incident/{coded.events[0].id}",
                     f"/history/{coded.events[0].id}", f"/review?at={coded.events[0].id}",
                     f"/pair/{coded.events[0].id}", f"/actor?name={quote(bad)}", f"/source?name={quote(bad)}",
                     f"/search?q={quote(bad)}", f"/states?actor={quote(bad)}",
                     f"/?actor={quote(bad)}"):  # fmt: skip
            answer = client.get(path, follow_redirects=True)
            assert answer.status_code in (200, 400, 404), path
            assert seen(answer.text).harm == [], path
            assert "<script>alert" not in answer.text
            assert not turned(answer.text), path


@pytest.mark.parametrize(
    "name", ["incidents", "events", "disputes", "promises", "outlets", "cited", "review", "history", "search"]
)
def test_no_cell_of_a_table_is_a_formula(client: TestClient, name: str) -> None:
    answer = client.get(f"/export/{name}.csv?q=fired&queue=doubtful&below=1")
    assert answer.status_code == 200
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert all(not cell.lstrip().startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)
    assert all(not re.match(r"\s*-[^0-9]", cell) for row in rows for cell in row)
    assert re.fullmatch(r'attachment; filename="[a-z.-]+"', answer.headers["content-disposition"])


@pytest.mark.parametrize("name", ["events.jsonl", "incidents.jsonl", "events.geojson", "incidents.geojson"])
def test_files_of_data_hold_the_words_as_they_are(client: TestClient, name: str) -> None:
    answer = client.get(f"/export/{name}")
    found = (
        [json.loads(line) for line in answer.text.split("\n") if line] if "jsonl" in name else answer.json()
    )
    assert found
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["map", "timeline", "held", "network"])
def test_pictures_hold_names_as_text(client: TestClient, name: str) -> None:
    picture = client.get(f"/picture/{name}.svg?described=1&as_of=2022-07-01")
    assert picture.status_code == 200
    root = ET.fromstring(picture.content)
    for one in root.iter():
        tag = one.tag.rpartition("}")[2]
        assert tag not in ("script", "foreignObject", "a", "iframe")
        assert not [n for n in one.attrib if n.lower().startswith("on") or n.endswith("href")], tag
    spec = client.get(f"/picture/{name}.json?described=1&as_of=2022-07-01").text
    # Names are data; none has become a part of an expression.
    for expression in re.findall(r'"(?:signal|update|expr|test)":"((?:[^"\\]|\\.)*)"', spec):
        assert "alert" not in expression
    assert client.get(f"/picture/{name}.png?described=1").status_code == 200


def test_the_one_file_report_runs_only_what_is_ours(hostile_store: Path) -> None:
    made = make(Desk(hostile_store), Asked(), title=BAD[0] + BAD[13], made=date(2022, 7, 1))
    html = made.html
    assert made.incidents == len(BAD)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    allowed = len(re.findall("sha256-", policy[1].partition("script-src")[2]))
    scripts = re.findall(r"<script>", html)
    assert len(scripts) == allowed
    assert html.lower().count("<script") == html.lower().count("</script>")
    page = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    found = seen(page)
    assert [harm for harm in found.harm if harm != "form action="] == []
    assert all(link.startswith("#") for link in found.links)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x07\x1b]", page)
    for text in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, flags=re.S):
        json.loads(text)


def test_halves_of_characters_reach_no_page(hostile_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    Desk(path).make()
    client = asking(path)
    own = seal(client).encode()
    body = (
        b'--x\r\nContent-Disposition: form-data; name="seal"\r\n\r\n' + own
        + b'\r\n--x\r\nContent-Disposition: form-data; name="published"\r\n\r\n\\ud800\r\n--x\r\n'
        + b'Content-Disposition: form-data; name="text"\r\n\r\nGunmen \\ud800 killed 4.\r\n--x--\r\n'
    )  # fmt: skip
    kind = {"content-type": "multipart/form-data; boundary=x; charset=unicode_escape"}
    answer = client.post("/add", content=body, headers=kind)
    assert answer.status_code == 400


@pytest.mark.slow
def test_a_megabyte_with_a_thousand_events_is_shown_in_parts(tmp_path: Path) -> None:
    line = (
        "Gunmen fired at a depot in Vellmar, killing 4, the ministry said. " + "More words follow here. " * 38
    )
    text = line * (1_000_000 // len(line))
    events = []
    for n in range(len(text) // len(line)):
        start = n * len(line)
        event = replace(
            ATTACK, evidence=(Evidence(Span(start, start + 65), Span(start + 7, start + 12)),),
            actors=(Party("Gunmen", ("Gunmen",), (Span(start, start + 6),)),), recipients=(), when=None,
            place=replace(VELLMAR, spans=(Span(start + 27, start + 34),)), weapon=None, sources=(), claims=(),
            killed=Number((n, n), (Span(start + 44, start + 45),)),
        )  # fmt: skip
        events.append(event)
    coded = with_ids(Report("long", text, date(2022, 6, 9)), events, ())
    assert len(coded.events) > 900
    path = tmp_path / "s.db"
    with Store.open(path) as store:
        store.add_coded(coded, reader="hand/1")
        bring_up_to_date(store, all_views())
    client = asking(path)
    started = time.process_time()
    page = client.get(f"/report/{coded.report.id}")
    assert page.status_code == 200
    assert len(page.text) < 5_000_000
    assert time.process_time() - started < 5
    assert client.get(f"/report/{coded.report.id}?at=999000-999010").status_code == 200
    incident = client.get(f"/incident/{coded.events[0].id}", follow_redirects=True)
    assert incident.status_code == 200
    for other in ("/", "/review", "/search?q=depot", "/sources", "/actor?name=gunmen"):
        assert client.get(other).status_code == 200
