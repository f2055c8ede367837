"""In a browser: reading a report by keyboard, searching, and a pasted report that is coded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from every_page import serving
from playwright.sync_api import Browser, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

PASTED = (
    "Rockets kill four in Vellmar\n\nGunmen fired rockets at a depot in Vellmar, Germany, on Tuesday 7 June"
    " 2022, killing four guards, the Interior Ministry said."
)
BOMB = "𝔄 bomb killed 3 people in Kassel on 7 June 2022. \u202eenO\u202c word more."


@pytest.fixture(scope="module")
def adding_served(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One desk for all that is added here: it loads the reader's weights once."""
    path = tmp_path_factory.mktemp("adding") / "desk.db"
    shutil.copy(sample_store, path)
    with serving(path) as at:
        yield at


@pytest.fixture
def adding_page(browser: Browser, adding_served: str) -> Iterator[Page]:
    page = browser.new_context(base_url=adding_served).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.context.close()
    assert errors == []


def add(page: Page, text: str) -> None:
    page.goto("/add")
    page.get_by_label("Text of the report").fill(text)
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 read, 0 not read")).to_be_visible(timeout=60_000)


def test_a_pasted_report_is_coded_and_read(adding_page: Page) -> None:
    page = adding_page
    add(page, PASTED)
    page.get_by_role("link", name="Rockets kill four in Vellmar").click()
    reading = page.locator("#reading-body")
    page.locator("#text a", has_text="four").first.hover()
    expect(reading).to_contain_text("killed: 4")
    page.locator("body").press("n")
    expect(page.locator("#text a:focus")).to_have_count(1)
    first = page.evaluate("document.activeElement.dataset.s")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.dataset.s") != first
    page.keyboard.press("p")
    assert page.evaluate("document.activeElement.dataset.s") == first
    expect(reading).not_to_contain_text("Point at a mark")


def test_layers_are_switched_off_for_the_eye_and_the_keyboard(browser_page: Page) -> None:
    page = browser_page
    page.goto("/search?q=rocket")
    page.locator(".hits h3 a").first.click()
    page.wait_for_selector("#mark-next", state="visible")
    on = page.locator("#layers input[type=checkbox]:checked")
    while on.count():
        on.first.uncheck()
    page.get_by_label("counts").check()
    assert page.url.endswith("layers=counts")
    reachable = page.locator('#text a[tabindex="0"]')
    assert reachable.count() > 0
    assert page.locator('#text a[tabindex="0"]:not(.l-counts)').count() == 0
    page.reload()
    assert page.get_by_label("counts").is_checked()
    assert not page.get_by_label("places").is_checked()


def test_words_that_are_chosen_have_an_address(adding_page: Page) -> None:
    page = adding_page
    add(page, BOMB)
    page.locator("#entries a").click()
    page.wait_for_selector("#mark-next", state="visible")
    page.evaluate(
        """() => {
          const find = (words) => {
            const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              const at = node.data.indexOf(words);
              if (at >= 0) return [node, at];
            }
          };
          const range = document.createRange();
          range.setStart(...find("word"));
          const [node, at] = find("more");
          range.setEnd(node, at + 4);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.get_by_role("button", name="Link to these words").click()
    start, end = map(int, re.findall(r"at=([0-9]+)-([0-9]+)", page.url)[0])
    assert BOMB[start:end] == "word more"
    page.goto(page.url)
    assert "".join(page.locator("#text .at").all_inner_texts()).strip() == "word more"
    assert page.locator("#text .turning").count() == 2


def test_an_address_brings_its_words_into_sight(adding_page: Page, tmp_path: Path) -> None:
    page = adding_page
    long = PASTED + "\n" + "\n\n".join(f"Paragraph {n} is about the weather of the day." for n in range(300))
    add(page, long + "\nThe last line tells of a quiet night.")
    page.locator("#entries a").click()
    at = long.index("Paragraph 250")
    page.goto(f"{page.url}?at={at}-{at + 13}")
    expect(page.locator("#text .at")).to_be_in_viewport()


def test_files_are_dropped_and_bad_ones_told(adding_page: Page, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PASTED, "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"%PDF-1.7 no text")
    page = adding_page
    page.goto("/add")
    page.locator("input[type=file]").set_input_files([tmp_path / "good.txt", tmp_path / "bad.txt"])
    expect(page.locator("#chosen")).to_contain_text("2 chosen: good.txt, bad.txt")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 read, 1 not read")).to_be_visible(timeout=60_000)
    expect(page.locator("tr.bad")).to_contain_text("PDF")


def test_what_is_no_report_is_refused_with_what_to_do(adding_page: Page, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("day,killed\n2022-06-07,4\n", "utf-8")
    page = adding_page
    page.goto("/add")
    page.locator("input[type=file]").set_input_files([tmp_path / "table.csv"])
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("0 read, 1 not read")).to_be_visible(timeout=60_000)
    expect(page.locator("tr.bad")).to_contain_text("a .csv file is no report")
    expect(page.locator("tr.bad")).to_contain_text("paste its text")


def test_a_report_without_a_day_is_told_so_in_words_of_the_page(adding_page: Page) -> None:
    add(adding_page, "Guards shot two men at the depot in Vellmar, Germany.")
    expect(adding_page.locator("#entries")).to_contain_text("no publication date was given or found")
    assert "--published" not in adding_page.inner_text("main")
    adding_page.get_by_role("link", name="See what was read").click()
    expect(adding_page.locator("#text")).to_contain_text("Guards shot two men")
