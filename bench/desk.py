"""How fast the desk answers on a large store, and how much it sends.

python bench/desk.py [--reports 10000] [--store FILE] [--only WORDS]

Makes an invented store of about that many reports of ten events each (`large.py`; with --store it is kept
and taken again) and asks for every page, twice: with nothing in memory, and again. Last somebody judges a
record, and what that takes and makes slow for the next one who asks is measured too. Prints milliseconds of
the processor and by the clock, and kilobytes as a browser gets them (packed).
"""

from __future__ import annotations

import argparse
import gzip
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from invented import COUNTRIES, group_name, town_name
from large import make
from starlette.testclient import TestClient

from tidings.desk import Desk, make_app, static

HERE = "http://127.0.0.1:8320"
FIRST_VISIT = (
    "/static/vega.js", "/static/picture.js", "/static/desk.js", "/static/desk.css", "/static/situation.css",
    "/static/situation.js", "/static/situation_map.js", "/static/situation_time.js",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked for: of each thing the one that most is told of. `event`: one that was linked, not
    copied: only there what a judgement makes anew is as much as it would be."""

    incident: str
    report: str
    actor: str
    source: str
    outlet: str
    event: str
    disputed: str
    day: str

    @classmethod
    def of(cls, path: Path) -> Known:
        connection = sqlite3.connect(path)

        def first(query: str) -> str:
            row = connection.execute(query).fetchone()
            return str(row[0]) if row else ""

        found = cls(
            incident=first("SELECT id FROM incident ORDER BY reports DESC LIMIT 1"),
            report=first("SELECT report FROM source_report ORDER BY by_day DESC LIMIT 1"),
            actor=first("SELECT key FROM actor ORDER BY events DESC LIMIT 1"),
            source=first("SELECT key FROM source_key ORDER BY reports DESC LIMIT 1"),
            outlet=first("SELECT outlet FROM source_report GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"),
            event=first(
                "SELECT event FROM incident_event WHERE judged = 0 AND row < 500 ORDER BY confidence LIMIT 1"
            ),
            disputed=first("SELECT id FROM incident WHERE disputed > 0 ORDER BY outlets DESC LIMIT 1"),
            day=first("SELECT published FROM holdings_day ORDER BY 1 LIMIT 1 OFFSET 100"),
        )
        connection.close()
        return found


def pages(known: Known) -> Iterator[tuple[str, str]]:
    """What is asked, in words and as an address."""
    day, group, town, country = known.day, group_name(3, 2), town_name(3, 5), COUNTRIES[0]

    def at(path: str, **asked: object) -> str:
        return f"{path}?{urlencode(asked)}"

    year = {"since": f"{day[:4]}-01-01", "until": f"{day[:4]}-12-31"}
    yield "situation", "/"
    yield "situation: map", "/picture/map.json"
    yield "situation: timeline", "/picture/timeline.json"
    yield "situation: outlines, zoomed in", "/situation/world.json"
    yield "situation: type", at("/situation.json", type="ASSAULT")
    yield "situation: type and dates", at("/situation.json", type="ASSAULT", **year)
    yield "situation: actor", at("/situation.json", actor=group)
    yield "situation: country", at("/situation.json", place=country)
    yield "situation: area", at("/situation.json", bbox="0,0,40,40")
    yield "situation: most killed first", at("/situation.json", sort="killed")
    yield "situation: page 100", at("/situation.json", page=100)
    yield "situation: map moved", "/situation/cells.json?lon=20&lat=20&zoom=3&width=1000&height=420"
    yield "incident", f"/incident/{known.incident}"
    yield "incident, disputed", f"/incident/{known.disputed}"
    yield "history of an event", f"/history/{known.event}"
    yield "report", f"/report/{known.report}"
    yield "disputes", "/disputes"
    yield "disputes: the dead, widest first", at("/disputes", field="killed", sort="spread")
    yield "promises", "/promises"
    yield "promises: overdue", at("/promises", standing="overdue", sort="due")
    yield "promises: a place", at("/promises", place=town)
    yield "promises: as of a day", at("/promises", as_of=day)
    yield "review", "/review"
    yield "review: disputed", at("/review", queue="disputed")
    yield "states", "/states"
    yield "states as of a day", at("/states", as_of=day)
    yield "states as of, presence, page 2", at("/states", as_of=day, kind="presence", page=2)
    yield "states: map", at("/picture/held.json", as_of=day)
    yield "states known on a day", at("/states", as_of=day, known_on=day)
    yield "actors", "/actors"
    yield "actors: named", at("/actors", named=group.split()[0])
    yield "actor, the busiest", at("/actor", key=known.actor)
    yield "actor: months", at("/picture/actor-months.json", key=known.actor)
    yield "network", "/actors/network"
    yield "network of 200", at("/actors/network", most=200, described=1)
    yield "network of 200: picture", at("/picture/network.json", most=200, described=1)
    yield "network of a year", at("/actors/network", **year)
    yield "sources", "/sources"
    yield "sources: denials", at("/sources", kind="denials")
    yield "outlet", at("/source", name=known.outlet)
    yield "source, the most cited", at("/source", name=known.source)
    yield "search: a common word", at("/search", q="said")
    yield "search: a name", at("/search", q=group)
    yield "search: records", at("/search", q="attacked", **{"in": "records"})
    yield "search: newest first", at("/search", q="attacked", order="newest")
    yield "search page", "/search"
    yield "add", "/add"
    yield "API page", "/api"
    for name in ("incidents", "events", "timeline", "states", "promises", "actors", "ties", "outlets",
                 "sources", "reports"):  # fmt: skip
        yield f"API {name}", f"/api/v1/{name}"
    yield "API timeline of a year", at("/api/v1/timeline", **year)
    yield "API timeline, far on", at("/api/v1/timeline", offset=50_000)
    yield "API incidents, far on", at("/api/v1/incidents", offset=40_000)
    yield "API open promises", at("/api/v1/promises", open="true")
    yield "API search", at("/api/v1/search", q="attacked")
    yield "API incident", f"/api/v1/incidents/{known.incident}"
    yield "API report", f"/api/v1/reports/{known.report}"


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds of the processor and by the clock, bytes packed; `status` of HTTP."""

    busy: float
    clock: float
    sent: int
    status: int


def ask(client: TestClient, path: str) -> Taken:
    start, used = time.perf_counter(), time.process_time()
    answer = client.get(path)
    taken, busy = time.perf_counter() - start, time.process_time() - used
    return Taken(busy * 1000, taken * 1000, len(gzip.compress(answer.content, 6)), answer.status_code)


def client_of(path: Path) -> TestClient:
    """Of a desk that has nothing in memory but what it says itself."""
    return TestClient(make_app(Desk(path)), base_url=HERE)


def say(label: str, first: Taken, again: Taken | None = None) -> None:
    parts = [f"{t.busy:7.0f} {t.clock:7.0f}" if t else " " * 15 for t in (first, again)]
    problem = f"  HTTP {first.status}" if first.status != 200 else ""
    print(f"  {label:<34} {parts[0]}   {parts[1]}  {first.sent / 1024:8.1f}{problem}", flush=True)


def judge(path: Path, known: Known) -> None:
    """What a judgement costs, and the start page after it."""
    client = client_of(path)
    client.get("/")
    client.get("/promises")
    form = {
        "seal": next(iter(client.cookies.values())), "action": "set", "event": known.event,
        "field": "status", "value": "denied", "by": "bench",
    }  # fmt: skip
    start, used = time.perf_counter(), time.process_time()
    answer = client.post("/judge", data=form, headers={"Sec-Fetch-Site": "same-origin", "Origin": HERE})
    say("a judgement", Taken((time.process_time() - used) * 1000, (time.perf_counter() - start) * 1000,
                             len(answer.content), answer.status_code))  # fmt: skip
    for label, page in (
        ("situation after it", "/"),
        ("promises after it", "/promises"),
        ("review", "/review"),
    ):
        say(label, ask(client, page), ask(client, page))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--reports", type=int, default=10_000)
    arguments.add_argument("--store", type=Path)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    static.prepare()
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "large.db"
        if not path.exists():
            make(path, given.reports)
        connection = sqlite3.connect(path)
        tables = ("report", "event", "incident", "promises_promise", "holdings_claim", "actor")
        many = [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
        connection.close()
        print(
            "{:,} reports, {:,} events, {:,} incidents, {:,} promises, {:,} claims, {:,} actors".format(*many)
        )
        known = Known.of(path)
        client_of(path).get("/static/desk.css")
        print("                                        nothing in memory      again           KB")
        for label, page in pages(known):
            if given.only in label:
                client = client_of(path)
                say(label, ask(client, page), ask(client, page))
        if given.only in "first visit":
            client = client_of(path)
            sent = sum(ask(client, at).sent for at in
                       ("/", "/picture/map.json", "/picture/timeline.json", *FIRST_VISIT))  # fmt: skip
            print(f"  first visit in all {sent / 1024:,.0f} KB")
        if given.only in "a judgement":
            judge(path, known)


if __name__ == "__main__":
    main()
