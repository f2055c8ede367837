"""Incidents, disputes, promises and the review queue in a browser."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def open_shelling(page: Page) -> None:
    """From the list of disputes to the incident whose dead are disputed."""
    page.goto("/disputes")
    page.get_by_role("navigation", name="What is disputed").get_by_role("link", name="Killed").click()
    page.locator("article.dispute h2 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assault (heavy weapons)")


def correct(page: Page) -> None:
    """Set the dead where they stand, by keyboard."""
    page.locator(".figures .card", has_text="Killed").get_by_role("link", name="Correct").press("Enter")
    form = page.locator("details.correct[open] form").first
    form.get_by_label("Right value").fill("77")
    form.get_by_label("Why").fill("counted twice")
    form.get_by_label("Right value").press("Enter")


def event_with_a_likely_other(page: Page) -> str:
    """The first event in the queue of all that another incident's resembles."""
    for line in page.request.get("/export/review.jsonl?below=1").text().splitlines():
        event: str = json.loads(line)["id"]
        if "No event of another incident resembles it" not in page.request.get(f"/pair/{event}").text():
            return event
    raise AssertionError("the samples have no two events that are likely one")


def tellings_beside(page: Page, event: str) -> int:
    """How many tellings the event's incident has, its page left open."""
    page.goto(f"/pair/{event}")
    page.get_by_role("link", name="Back to its incident").click()
    page.wait_for_url("**/incident/**")
    return page.locator(".telling").count()


def press(page: Page, key: str) -> None:
    """Once the page's script listens."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)


def test_a_toll_is_corrected_and_that_undone(changing_page: Page) -> None:
    page = changing_page
    open_shelling(page)
    before = page.locator("#field-killed").inner_text()
    correct(page)
    expect(page.locator(".done")).to_contain_text("killed is 77")
    expect(page.locator("#field-killed")).to_contain_text("77")
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("undone")
    assert page.locator("#field-killed").inner_text() == before


def test_a_figure_leads_to_its_words(browser_page: Page) -> None:
    page = browser_page
    open_shelling(page)
    links = page.locator("#field-killed td a")
    assert links.count() >= 2
    for link in links.all():
        assert re.fullmatch(r"/report/r[0-9a-f]{20}\?at=\d+-\d+", link.get_attribute("href") or "")


def test_two_events_are_joined_and_parted_again(changing_page: Page) -> None:
    page = changing_page
    event = event_with_a_likely_other(page)
    told = tellings_beside(page, event)
    page.locator("details.correct summary").first.click()
    page.locator("details.correct").first.get_by_role("link", name="The same as another event").click()
    page.get_by_role("button", name="The same").first.click()
    expect(page.locator(".done")).to_contain_text("the same happening")
    assert page.locator(".telling").count() > told
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("undone")
    assert tellings_beside(page, event) == told


def test_the_picture_of_the_toll_is_drawn(browser_page: Page) -> None:
    page = browser_page
    open_shelling(page)
    page.locator(".canvas svg").first.wait_for()
    assert page.locator(".canvas svg path").count() > 3


def test_the_review_queue_is_stepped_through_by_keyboard(changing_page: Page) -> None:
    page = changing_page
    page.goto("/review?below=0.9")
    place = page.locator("#item .muted")
    total = int(place.inner_text().split()[-1])
    expect(place).to_have_text(f"1 of {total}")
    press(page, "j")
    expect(place).to_have_text(f"2 of {total}")
    press(page, "ArrowUp")
    expect(place).to_have_text(f"1 of {total}")
    press(page, "r")
    expect(page.locator(".done")).to_be_visible()
    expect(place).to_have_text(f"1 of {total - 1}")
    press(page, "w")
    expect(place).to_have_text(f"1 of {total - 2}")
    press(page, "u")
    expect(place).to_have_text(f"1 of {total - 1}")
    press(page, "e")
    expect(page.locator("#value")).to_be_focused()
    page.keyboard.type("none")
    press(page, "Escape")
    expect(page.locator("#value")).not_to_be_focused()


def test_a_likely_pair_is_joined_and_that_undone_by_keyboard(changing_page: Page) -> None:
    page = changing_page
    page.goto(f"/review?at={event_with_a_likely_other(page)}")
    press(page, "s")
    expect(page.locator(".done")).to_contain_text("the same happening")
    press(page, "u")
    expect(page.locator(".done")).to_contain_text("undone")


def test_a_figure_is_corrected_from_where_it_stands(changing_page: Page) -> None:
    page = changing_page
    open_shelling(page)
    card = page.locator(".figures .card", has_text="Injured")
    card.get_by_role("link", name="Correct this figure").click()
    form = page.locator("details.correct[open] form").first
    expect(form.get_by_label("Field")).to_have_value("injured")
    form.get_by_label("Right value").fill("21")
    form.get_by_role("button", name="Save this value").click()
    expect(page.locator(".figures .card", has_text="Injured").locator(".figure")).to_contain_text("21")
    page.locator(".done").get_by_role("button", name="Undo").click()
    expect(page.locator(".done")).to_contain_text("undone")


def test_by_keyboard_alone_from_the_start_page_to_a_correction_and_back(changing_page: Page) -> None:
    page = changing_page
    page.goto("/")

    def follow(name: str) -> None:
        """Tab to the link or button of this name and press Enter."""
        for _ in range(300):
            page.keyboard.press("Tab")
            if name in (page.evaluate("document.activeElement.textContent") or ""):
                page.keyboard.press("Enter")
                return
        raise AssertionError(f"{name} is not reached with the Tab key")

    follow("Tal Mirwan, IQ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assault (heavy weapons), Tal Mirwan")
    follow("Correct this figure")
    page.get_by_label("Right value").locator("visible=true").first.focus()
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("killed is 6")
    follow("Undo")
    expect(page.locator(".done")).to_contain_text("undone")
