"""Every page in a browser: no errors, nothing wider than the screen, nothing that axe calls serious."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from every_page import CHROMIUM, addresses, serving, settle
from playwright.sync_api import Browser, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")]
PAGES = (
    "situation", "situation-filtered", "incident", "history", "disputes", "promises", "review", "report",
    "search", "add", "sources", "states", "actors", "actor", "network", "api", "no-such-page",
    "cannot-be-asked",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def every(sample_store: Path) -> Iterator[dict[str, str]]:
    with serving(sample_store) as at:
        yield {name: at + address for name, address in addresses(sample_store).items()}


def test_no_page_is_left_out(every: dict[str, str]) -> None:
    assert set(PAGES) == set(every)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_errors_and_fits(
    browser: Browser, every: dict[str, str], name: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    answer = page.goto(every[name])
    settle(page)
    assert answer is not None
    expected = {"no-such-page": 404, "cannot-be-asked": 400}.get(name, 200)
    assert answer.status == expected
    # The browser itself says on the console that a page was answered 404 or 400.
    assert [text for text in wrong if str(expected) not in text] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(browser: Browser, every: dict[str, str], name: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe runs as a script of its own
    page = context.new_page()
    page.goto(every[name])
    settle(page)
    found = Axe().run(page).response["violations"]
    assert [
        (one["id"], node["html"][:120])
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ] == []
    context.close()
