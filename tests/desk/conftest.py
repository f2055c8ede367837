"""The desk on a store read from the samples: asked in this process, and in a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from desk_asking import asking
from every_page import CHROMIUM, serving
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient


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


@pytest.fixture(scope="session")
def served(sample_store: Path) -> Iterator[str]:
    """The address of a desk that runs beside the tests, on the store that all share: none may change it."""
    with serving(sample_store) as at:
        yield at


@pytest.fixture
def changing_served(desk_store: Path) -> Iterator[str]:
    """The same on a store of the test's own."""
    with serving(desk_store) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium, one for the tests of a module: starting it takes longer than most of them."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def browser_page(browser: Browser, served: str) -> Iterator[Page]:
    """A page at the served desk, which it must not change; what its console calls an error fails the test."""
    with watched(browser, served) as page:
        yield page


@pytest.fixture
def changing_page(browser: Browser, changing_served: str) -> Iterator[Page]:
    """The same at a desk of its own, to be changed."""
    with watched(browser, changing_served) as page:
        yield page


@contextmanager
def watched(browser: Browser, at: str) -> Iterator[Page]:
    errors: list[str] = []
    context = browser.new_context(base_url=at)
    page = context.new_page()
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
