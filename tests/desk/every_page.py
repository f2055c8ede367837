"""The address of each page of the desk, on a given store; and a picture of each:

python tests/desk/every_page.py OUT [--store FILE]

Writes PAGE-1440-light.png and so on to OUT: at 1440 and 390 pixels, light and dark, whole pages. Without
--store the shipped samples are read first. Needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import uvicorn
from playwright.sync_api import Page, sync_playwright
from sqlalchemy import select

from tidings.cli.group import cli
from tidings.desk import Desk, make_app
from tidings.ledger import Store
from tidings.views.linking.tables import incident, incident_event, incident_name

SAMPLES = Path(__file__).parents[2] / "samples"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
WIDTHS = {1440: 900, 390: 844}


def addresses(store: Path) -> dict[str, str]:
    """Name to address, of every page: those of the menu, and one each of what they lead to."""
    with Store.open(store, read_only=True) as ledger, ledger.reading() as connection:
        told = connection.execute(
            select(incident.c.id).order_by(incident.c.disputed.desc(), incident.c.reports.desc()).limit(1)
        ).scalar_one()
        row = connection.execute(
            select(incident_event.c.report, incident_event.c.event).where(incident_event.c.incident == told)
        ).first()
        name = connection.execute(
            select(incident_name.c.folded).where(incident_name.c.role == "actor").limit(1)
        ).scalar_one()
    assert row is not None
    return {
        "situation": "/",
        "situation-filtered": "/?type=ASSAULT&status=occurred",
        "situation-none": "/?place=Nowhereville",
        "incident": f"/incident/{told}",
        "incident-correct": f"/incident/{told}?correct=injured#set-{row.event}",
        "pair": f"/pair/{row.event}",
        "history": f"/history/{row.event}",
        "disputes": "/disputes",
        "disputes-killed": "/disputes?field=killed",
        "promises": "/promises",
        "review": "/review?below=0.9",
        "review-disputed": "/review?queue=disputed",
        "review-empty": "/review?below=0",
        "report": f"/report/{row.report}",
        "search": "/search?q=base",
        "search-records": "/search?q=ministry&in=records",
        "search-none": "/search?q=zzzz",
        "add": "/add",
        "sources": "/sources",
        "source": "/source?name=Interior+Ministry",
        "states": "/states?as_of=2025-07-01",
        "states-offices": "/states?kind=position",
        "states-none": "/states?place=Nowhereville",
        "actors": "/actors",
        "actor": f"/actor?name={quote(name)}",
        "actor-described": "/actor?name=described+only",
        "network": "/actors/network?described=1",
        "api": "/api",
        "words": "/words",
        "no-such-page": "/no-such-page",
        "cannot-be-asked": "/?since=yesterday",
    }


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of a desk that runs beside."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        config = uvicorn.Config(make_app(Desk(store, by="Ada")), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def settle(page: Page) -> None:
    """Wait until nothing is fetched and every picture is drawn."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-picture]')]"
        ".every((one) => one.picture || (one.textContent.trim() && !one.querySelector('noscript')))"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("out", type=Path)
    ask.add_argument("--store", type=Path)
    ask.add_argument("--only", help="names of pages that hold this")
    asked = ask.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = asked.store
        if store is None:
            store = Path(folder) / "samples.db"
            cli(["read", str(SAMPLES), "--store", str(store), "--quiet"], standalone_mode=False)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(store) as at:
            for width, height in WIDTHS.items():
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height}, color_scheme=scheme
                    )
                    page = context.new_page()
                    for name, address in addresses(store).items():
                        if asked.only and asked.only not in name:
                            continue
                        page.goto(at + address)
                        settle(page)
                        file = asked.out / f"{name}-{width}-{scheme}.png"
                        page.screenshot(path=file, full_page=True)
                        print(file)
                    context.close()
        browser.close()


if __name__ == "__main__":
    main()
