"""States, actors and the API in a browser: by pointer, by keyboard, in both schemes, and by axe."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
HAND_OVER = "2025-07-01"
PLACE = "Bukiri, Democratic Republic of the Congo is held by"


def test_the_slider_moves_across_a_hand_over_by_keyboard(browser_page: Page) -> None:
    browser_page.goto("/states?as_of=2025-06-30")
    control = browser_page.get_by_role("region", name="Who holds which place")
    expect(control).to_contain_text(f"{PLACE} Joint Lakes Mission")
    slide = browser_page.get_by_role("slider")
    slide.focus()
    browser_page.keyboard.press("ArrowRight")
    expect(slide).to_have_attribute("aria-valuetext", HAND_OVER)
    expect(control).to_contain_text(re.compile(PLACE.replace(",", "(?: base)?,", 1) + " Congolese army"))
    expect(browser_page).to_have_url(f"/states?as_of={HAND_OVER}")
    expect(slide).to_be_focused()
    browser_page.wait_for_function("() => document.querySelector('[data-picture]')?.picture")


def test_jumping_to_a_change_moves_the_slider_and_keeps_the_focus(browser_page: Page) -> None:
    browser_page.goto("/states?as_of=2025-06-30")
    later = browser_page.get_by_role("link", name="Later change")
    later.focus()
    browser_page.keyboard.press("Enter")
    expect(browser_page.get_by_role("heading", name=f"What holds on {HAND_OVER}")).to_be_visible()
    expect(browser_page.get_by_role("slider")).to_have_attribute("aria-valuetext", HAND_OVER)
    expect(browser_page.get_by_role("link", name="Later change")).to_be_focused()


def test_without_scripts_the_form_asks_for_a_day(browser_page: Page, served: str) -> None:
    browser = browser_page.context.browser
    assert browser is not None
    page = browser.new_context(java_script_enabled=False, base_url=served).new_page()
    page.goto("/states")
    page.get_by_label("Day", exact=True).fill(HAND_OVER)
    page.get_by_role("button", name="Apply").click()
    assert page.get_by_role("region", name="Who holds which place").inner_text().count("Congolese army")
    assert page.get_by_role("slider").count() == 0


def test_the_map_zooms_by_its_buttons(browser_page: Page) -> None:
    browser_page.goto(f"/states?as_of={HAND_OVER}")
    browser_page.wait_for_function("() => document.querySelector('[data-picture]')?.picture")
    zoom = "() => document.querySelector('[data-picture]').picture.signal('zoom')"
    before = browser_page.evaluate(zoom)
    browser_page.get_by_role("button", name="Zoom in").click()
    browser_page.wait_for_function(f"{zoom} > {before}")
    browser_page.get_by_role("button", name="Show all").click()
    browser_page.wait_for_function(f"{zoom} === {before}")


def test_a_row_leads_to_its_report_at_the_words(browser_page: Page) -> None:
    browser_page.goto(f"/states?as_of={HAND_OVER}")
    words = browser_page.locator(".held blockquote a").first
    assert "?at=" in (words.get_attribute("href") or "")


def test_from_the_list_over_the_network_to_an_actor(browser_page: Page) -> None:
    browser_page.goto("/actors")
    browser_page.get_by_role("link", name="Who acts on whom").click()
    browser_page.get_by_label("Also those only described").check()
    browser_page.get_by_role("button", name="Apply").click()
    browser_page.wait_for_function("() => document.querySelector('[data-picture]')?.picture")
    marks = browser_page.locator("[data-picture] svg .mark-symbol path")
    assert marks.count() > 5
    browser_page.get_by_role("region", name="Ties").get_by_role("link").first.click()
    expect(browser_page.get_by_role("heading", level=1)).to_be_visible()
    assert "/actor?" in browser_page.url


def test_pointing_at_an_actor_shows_its_own_ties(browser_page: Page) -> None:
    browser_page.goto("/actors/network?described=1")
    browser_page.wait_for_function("() => document.querySelector('[data-picture]')?.picture")
    browser_page.locator("[data-picture] svg .mark-symbol.actors path").first.hover()
    browser_page.wait_for_function(
        "() => document.querySelector('[data-picture]').picture.signal('over') >= 0"
    )
