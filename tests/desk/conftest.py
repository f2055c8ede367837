"""The desk on a store read from the samples: asked in this process, and in a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from desk_asking import asking
from playwright.sync_api import Page, sync_playwright
from starlette.testclient import TestClient

from tidings.desk import Desk, make_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def desk_store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the samples' store, to be changed."""
    path = tmp_path / "desk.db"
    shutil.copy(sample_store, path)
    return path


@pytest.fixture
def client(sample_store: Path) -> TestClient:
    """Asks only: the store is shared by all tests."""
    return asking(sample_store)


@pytest.fixture
def changing(desk_store: Path) -> TestClient:
    """May change its store; `seal(client)` is what its forms carry."""
    return asking(desk_store)


@pytest.fixture
def served(desk_store: Path) -> Iterator[str]:
    """The address of a desk that runs beside the test, on a store of its own."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        config = uvicorn.Config(make_app(Desk(desk_store, by="Ada")), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def browser_page(served: str) -> Iterator[Page]:
    """A page of Debian's chromium at the served desk; what its console calls an error fails the test."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium")
    errors: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=served).new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
        browser.close()
    assert errors == []
