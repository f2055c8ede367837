"""Every page in a browser: no errors, nothing wider than the screen, nothing that axe calls serious."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from every_page import WIDTHS, addresses, serving, settle
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "situation", "situation-filtered", "situation-none", "incident", "incident-correct", "pair", "history",
    "disputes", "disputes-killed", "promises", "review", "review-disputed", "review-empty", "report",
    "search", "search-records", "search-none", "add", "sources", "source", "states", "states-offices",
    "states-none", "actors", "actor", "actor-described", "network", "api", "words", "no-such-page",
    "cannot-be-asked",
)  # fmt: skip
EMPTY = ("/", "/disputes", "/promises", "/states", "/actors", "/actors/network", "/sources", "/search",
         "/search?q=x", "/review", "/add", "/words")  # fmt: skip
REFUSED = {"no-such-page": 404, "cannot-be-asked": 400}


@pytest.fixture(scope="module")
def every(served: str, sample_store: Path) -> dict[str, str]:
    return {name: served + address for name, address in addresses(sample_store).items()}


@pytest.fixture(scope="module")
def served_empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    from tidings.desk import Desk

    path = tmp_path_factory.mktemp("first") / "new.db"
    Desk(path, by="Ada").make()
    with serving(path) as at:
        yield at


def grave(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe calls serious or critical, by all rules or by these."""
    options = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else None
    return [
        (one["id"], node["html"][:120])
        for one in Axe().run(page, options=options).response["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_no_page_is_left_out(every: dict[str, str]) -> None:
    assert set(PAGES) == set(every)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_without_errors_fits_and_has_no_grave_fault(
    browser: Browser, every: dict[str, str], name: str
) -> None:
    """Wide and light, then narrow and dark, with all that can be unfolded."""
    context = browser.new_context(color_scheme="light", viewport={"width": 1440, "height": WIDTHS[1440]})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    answer = page.goto(every[name])
    settle(page)
    assert answer is not None
    assert answer.status == REFUSED.get(name, 200)
    assert too_wide(page) <= 0
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    assert grave(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": WIDTHS[390]})
    settle(page)
    assert too_wide(page) <= 0
    assert grave(page, "color-contrast", "scrollable-region-focusable") == []  # what colours and width change
    # The browser itself says on the console that a page was answered 404 or 400.
    assert [text for text in wrong if str(REFUSED.get(name, "?")) not in text] == []
    context.close()


def test_on_an_empty_store_every_page_opens_and_says_what_to_do(browser: Browser, served_empty: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": WIDTHS[390]})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    for address in EMPTY:
        answer = page.goto(served_empty + address)
        settle(page)
        assert answer is not None
        assert (address, answer.status, wrong) == (address, 200, [])
        assert too_wide(page) <= 0, address
        assert "`tidings" not in page.inner_text("body"), address
        assert page.locator("main a[href='/add'], form#add").count(), address
    page.close()
