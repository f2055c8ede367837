"""How fast the start page of the desk answers on a large store, and how much it sends.

python bench/desk.py [--incidents 100000] [--reports 20000]

Makes a store of a few linked reports, and as many rows of incidents and of reports as asked for beside them:
linking so many would take hours, and the page reads the rows alone. Prints seconds, of the processor too, and
kilobytes as a browser gets them (packed).
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from invented import COUNTRIES, name_of, reports
from situation import fill
from sqlalchemy import insert
from starlette.testclient import TestClient

from tidings.desk import Desk, make_app
from tidings.ledger import Store
from tidings.ledger.names import fold
from tidings.ledger.schema import receipt, report
from tidings.model.codes import MODES
from tidings.views.linking.tables import incident, incident_name, incident_word

HERE = "http://127.0.0.1:8320"
ASKED = {
    "type": "/situation.json?type=ASSAULT",
    "type and dates": "/situation.json?type=ASSAULT&since=2016-01-01&until=2016-12-31",
    "actor": "/situation.json?actor=" + name_of("group", 3, 2),
    "place": "/situation.json?place=" + COUNTRIES[0],
    "area": "/situation.json?bbox=0,0,40,40",
    "most killed first": "/situation.json?sort=killed",
    "page 100": "/situation.json?page=100",
    "map moved": "/situation/cells.json?lon=20&lat=20&zoom=3&width=1000&height=420",
}
STATUSES = ("occurred",) * 16 + ("ongoing", "planned", "planned", "possible", "denied")
FIRST, DAYS = date(2014, 1, 1), 3650


def heads(many: int) -> Iterator[dict[str, Any]]:
    """Records as `head_json` makes them; one of five has no place, one of ten a country alone."""
    rng = random.Random(11)
    towns = [(rng.uniform(-35, 60), rng.uniform(-100, 140)) for _ in range(len(COUNTRIES) * 80)]
    types = [(type, mode) for type, modes in MODES.items() for mode in modes or (None,)]
    for n in range(many):
        country, town = min(rng.randrange(60), rng.randrange(60)), rng.randrange(80)
        lat, lon = towns[country * 80 + town]
        kind = rng.choice(("town",) * 6 + ("region", "country", None, None))
        day = (FIRST + timedelta(rng.randrange(DAYS))).isoformat()
        told = (date.fromisoformat(day) + timedelta(rng.randrange(3))).isoformat()
        type, mode = rng.choice(types)
        dead = rng.choice((0, 0, 1, 2, 3))
        place = {
            "name": name_of("town", country, town) if kind != "country" else COUNTRIES[country],
            "country": COUNTRIES[country], "lat": lat if kind != "country" else None,
            "lon": lon if kind != "country" else None, "geonames": None, "precision": kind,
        }  # fmt: skip
        yield {
            "id": f"i{n:020x}", "type": type, "mode": mode, "status": rng.choice(STATUSES),
            "background": False,
            "when": {"start": day, "end": day, "precision": "day"}, "place": place if kind else None,
            "actors": [name_of("group", country, rng.randrange(6))], "recipients": ["traders"],
            "killed": {"low": dead, "best": dead, "high": dead + 1} if dead else None,
            "injured": None, "detained": None, "size": None, "weapon": None, "claimed_by": [],
            "denied_by": [],
            "disputed": ["when"] if n % 20 == 0 else [], "reports": 2, "outlets": 1 + n % 3,
            "changes": [{"published": told, "status": "occurred"}], "published": [told, told],
            "confidence": round(rng.uniform(0.5, 1), 4),
        }  # fmt: skip


def row(head: dict[str, Any]) -> dict[str, Any]:
    place, killed = head["place"] or {}, head["killed"] or {}
    return {
        **{name: head[name] for name in ("id", "type", "mode", "status", "reports", "outlets", "confidence")},
        "background": 0, "first_day": head["when"]["start"], "last_day": head["when"]["end"],
        **{name: place.get(name) for name in ("country", "precision", "lat", "lon")},
        "disputed": len(head["disputed"]), "disputes": " ".join(head["disputed"]),
        **{f"killed_{name}": killed.get(name) for name in ("low", "best", "high")},
        "published_first": head["published"][0], "published_last": head["published"][1],
        "by_day": head["when"]["start"], "by_told": head["published"][0], "record": json.dumps(head),
    }  # fmt: skip


def make(path: Path, incidents: int, more: int) -> None:
    with Store.open(path) as store:
        fill(store, reports(60))
    Desk(path).make()
    text = "Nobody reads this. " * 80
    with Store.open(path) as store, store.writing() as connection:
        made = list(heads(incidents))
        connection.execute(insert(incident), [row(head) for head in made])
        names = {(fold(a), "actor", head["id"]) for head in made for a in head["actors"]}
        connection.execute(
            insert(incident_name), [{"folded": f, "role": r, "incident": i} for f, r, i in sorted(names)]
        )
        words = sorted({(word, folded) for folded, _, _ in names for word in folded.split()})
        connection.exec_driver_sql("DELETE FROM incident_word")
        connection.execute(insert(incident_word), [{"word": w, "folded": f} for w, f in words])
        ids = [f"r{n:019x}" for n in range(more)]
        day = FIRST.isoformat()
        connection.execute(
            insert(report), [{"id": id, "text": text, "published": day, "at": "2026-01-01"} for id in ids]
        )
        known = {"published_why": "", "language": "en", "at": "2026-01-01"}
        connection.execute(insert(receipt), [{"report": id, "doc": id, **known} for id in ids])


def ask(client: TestClient, label: str, path: str) -> int:
    start, used = time.perf_counter(), time.process_time()
    body = client.get(path).raise_for_status().content
    taken, busy = time.perf_counter() - start, time.process_time() - used
    sent = len(gzip.compress(body, 6))
    print(f"  {label:<28} {taken * 1000:7.0f} ms, processor {busy * 1000:7.0f} ms, {sent / 1024:7.1f} KB")
    return sent


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--incidents", type=int, default=100_000)
    arguments.add_argument("--reports", type=int, default=20_000)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        make(path, given.incidents, given.reports)
        print(
            f"{given.incidents:,} incidents, {given.reports:,} reports, {path.stat().st_size / 2**20:,.0f} MB"
        )
        client = TestClient(make_app(Desk(path)), base_url=HERE)
        client.get("/static/vega.js")
        sent = ask(client, "page, nothing in memory", "/")
        ask(client, "page again", "/")
        for name in ("map", "timeline"):
            sent += ask(client, f"picture: {name}", f"/picture/{name}.json")
        for name in ("vega.js", "picture.js", "desk.js", "desk.css", "situation.css"):
            sent += ask(client, name, f"/static/{name}")
        for name in ("situation.js", "situation_map.js", "situation_time.js"):
            sent += ask(client, name, f"/static/{name}")
        print(f"  first visit in all {sent / 1024:,.0f} KB")
        ask(client, "outlines, when zoomed in", "/situation/world.json")
        for label, asked in ASKED.items():
            ask(client, label, asked)


if __name__ == "__main__":
    main()
