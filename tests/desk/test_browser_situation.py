"""The start page in a browser: brushing, keyboard, themes, widths."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
INNER = """() => {
  const picture = document.getElementById("map").picture, [wide, tall] = [picture.width(), picture.height()];
  const { x, y, n } = picture.data("cells").find((c) => c.x > 30 && c.y > 30 && c.x < wide - 30
    && c.y < tall - 30);
  return { x, y, n };
}"""
"""A cell that is wholly on the map."""


def opened(page: Page, path: str = "/") -> Page:
    page.goto(path)
    page.wait_for_selector("#map canvas")
    page.wait_for_selector("#time svg")
    return page


def count(page: Page) -> int:
    return int(page.inner_text("#found strong").split(" of ")[0].replace(",", ""))


def narrowed(page: Page, act: Callable[[], object]) -> int:
    """How many incidents are left after `act` has narrowed the page."""
    with page.expect_response(lambda answer: "/situation.json" in answer.url):
        act()
    page.wait_for_selector("#situation:not(.waiting)")
    return count(page)


def drag(page: Page, element: str, share: tuple[float, float], to: tuple[float, float]) -> None:
    page.locator(element).scroll_into_view_if_needed()
    box = page.locator(element).bounding_box()
    assert box
    (x1, y1), (x2, y2) = ((box["x"] + a * box["width"], box["y"] + b * box["height"]) for a, b in (share, to))
    page.mouse.move(x1, y1)
    page.mouse.down()
    page.mouse.move(x2, y2, steps=6)
    page.mouse.up()


def test_an_area_dragged_on_the_map_narrows_everything(browser_page: Page) -> None:
    page = opened(browser_page)
    page.click('[data-map="whole"]')
    page.click('[data-map="select"]')
    before, times = count(page), page.inner_text("#times")
    left = narrowed(page, lambda: drag(page, "#map canvas", (0.05, 0.1), (0.95, 0.95)))
    assert 0 < left < before
    assert "bbox=" in page.url
    assert page.inner_text("#times") != times
    assert narrowed(page, lambda: page.click('[data-map="drop"]')) == before


def test_a_click_on_a_place_narrows_to_it(browser_page: Page) -> None:
    page = opened(browser_page)
    page.wait_for_timeout(300)
    page.locator("#map").scroll_into_view_if_needed()
    cell = page.evaluate(INNER)
    box = page.locator("#map canvas").bounding_box()
    assert box
    before = count(page)
    left = narrowed(page, lambda: page.mouse.click(box["x"] + cell["x"], box["y"] + cell["y"]))
    assert cell["n"] <= left < before  # what lies within a kilometre is let through too


def test_a_period_dragged_on_the_timeline_narrows_everything(browser_page: Page) -> None:
    page = opened(browser_page)
    before = count(page)
    assert narrowed(page, lambda: drag(page, "#time svg", (0.3, 0.3), (0.6, 0.3))) < before
    assert page.input_value("[name=since]") in page.url
    assert page.locator('[data-key="drop-since"]').is_visible()


def test_bars_are_chosen_with_the_keyboard(browser_page: Page) -> None:
    page = opened(browser_page)
    page.focus("#time")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert re.search(r"\d+ incidents", page.inner_text("#time-told"))
    before = count(page)
    assert 0 < narrowed(page, lambda: page.keyboard.press("Enter")) < before


def test_the_map_is_moved_and_chosen_with_the_keyboard(browser_page: Page) -> None:
    page = opened(browser_page)
    page.focus("#map")
    zoom = float(page.evaluate("desk.situation.view().zoom"))
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    assert float(page.evaluate("desk.situation.view().zoom")) == pytest.approx(zoom + 1, abs=0.01)
    before = count(page)
    assert narrowed(page, lambda: page.keyboard.press("Enter")) < before


def test_a_facet_is_chosen_and_dropped_and_keeps_the_focus(browser_page: Page) -> None:
    page = opened(browser_page)
    before = count(page)
    assault = page.locator('[data-key="type=ASSAULT"]')
    assault.focus()
    left = narrowed(page, lambda: page.keyboard.press("Enter"))
    assert left < before
    assert page.evaluate("document.activeElement.dataset.key") == "type=ASSAULT"
    assert page.input_value("select[name=type]") == "ASSAULT"
    assert narrowed(page, lambda: page.keyboard.press("Enter")) == before


def test_going_back_shows_what_was_there(browser_page: Page) -> None:
    page = opened(browser_page)
    before = count(page)
    narrowed(page, lambda: page.select_option("select[name=status]", "planned"))
    assert narrowed(page, page.go_back) == before
    assert page.input_value("select[name=status]") == ""


def test_what_is_chosen_is_exported_as_geojson(browser_page: Page) -> None:
    page = opened(browser_page)
    left = narrowed(page, lambda: page.select_option("select[name=type]", "ASSAULT"))
    with page.expect_download() as download:
        page.click('a[aria-label="Incidents, GEOJSON"]')
    collection: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == left
    for feature in collection["features"]:
        place, geometry = feature["properties"]["place"], feature["geometry"]
        assert (geometry is None) == (not place or place["precision"] == "country" or place["lat"] is None)
        if geometry:
            assert geometry == {"type": "Point", "coordinates": [place["lon"], place["lat"]]}


def test_zoomed_in_the_map_names_towns(browser_page: Page) -> None:
    page = opened(browser_page)
    page.focus("#map")
    while float(page.evaluate("desk.situation.view().zoom")) < 5:
        page.keyboard.press("+")
    with page.expect_response(
        lambda answer: "/situation/cells.json" in answer.url and "towns=1" in answer.url
    ) as told:
        page.keyboard.press("ArrowLeft")
    assert len(told.value.json()["towns"]) > 3


def test_the_words_of_an_incident_stand_in_the_list_and_lead_to_the_report(browser_page: Page) -> None:
    page = opened(browser_page, "/?type=ASSAULT&sort=killed")
    words = page.locator(".said-in a").first
    text = words.inner_text()
    words.click()
    page.wait_for_selector("#text .at")
    assert text.rstrip("…")[:40] in page.inner_text("#text")


def test_the_meaning_of_a_type_shows_where_it_is_chosen_and_pointed_at(browser_page: Page) -> None:
    page = opened(browser_page)
    assert "Concede: promises to give way" in page.locator("select[name=type] option").all_inner_texts()
    title = page.locator("#listed .kind").first.get_attribute("title")
    page.get_by_role("link", name="What the words mean").click()
    assert title
    expect(page.locator("main")).to_contain_text(title)


def test_the_one_file_report_of_what_is_chosen_opens_without_a_network(
    browser: Browser, browser_page: Page, tmp_path: Path
) -> None:
    page = opened(browser_page)
    left = narrowed(page, lambda: page.select_option("select[name=type]", "ASSAULT"))
    with page.expect_download() as download:
        page.get_by_role("link", name="One-file report").click()
    file = tmp_path / "report.html"
    download.value.save_as(file)
    asked: list[str] = []
    errors: list[str] = []
    context = browser.new_context(offline=True)
    alone = context.new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.on("pageerror", lambda error: errors.append(str(error)))
    alone.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    alone.goto(file.as_uri())
    alone.wait_for_selector("[data-spec] svg, [data-spec] canvas, .canvas svg, .canvas canvas")
    expect(alone.locator("details.incident")).to_have_count(left)
    alone.get_by_label("Words").fill("Tal Mirwan")
    shown = alone.locator("details.incident:visible")
    assert 0 < shown.count() < left
    shown.first.locator("summary").click()
    assert shown.first.locator("blockquote mark").count()
    assert [one for one in asked if not one.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []
    context.close()
