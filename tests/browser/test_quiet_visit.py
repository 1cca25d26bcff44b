"""A safety page is left, and whoever presses Back finds nothing: with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong
from tests.browser.weather import Weather


@pytest.fixture
def visits(browser: Browser, away: Weather) -> Iterator[Any]:
    """Return what opens a visit of somebody, with scripts or without."""
    opened: list[BrowserContext] = []
    away.came_from.clear()

    def visit(*, scripts: bool) -> Page:
        context = browser.new_context(java_script_enabled=scripts)
        opened.append(context)
        return context.new_page()

    yield visit
    for context in opened:
        context.close()


def history(page: Page) -> list[str]:
    """Return the addresses that the browser would go back and forward to, from its own list."""
    with_browser: CDPSession = page.context.new_cdp_session(page)
    return [one["url"] for one in with_browser.send("Page.getNavigationHistory")["entries"]]


def came_by(page: Page, stage: Stage) -> None:
    """Come as people come: by the first page, another, a safety page, and a link inside it."""
    page.goto(f"{stage.public}/")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.goto(f"{stage.public}/i/")
    page.get_by_role("link", name="High contrast").click()
    page.wait_for_url("**/high-contrast/i/")


@pytest.mark.parametrize("way", ["button", "shift", "keyboard"])
def test_with_scripts_leaving_takes_every_page_of_the_visit_out_of_the_way_back(
    visits: Any, stage: Stage, away: Weather, way: str
) -> None:
    page = visits(scripts=True)
    came_by(page, stage)
    assert f"{stage.public}/i/" not in history(page)  # a link inside takes the place of the page
    if way == "button":
        page.get_by_role("link", name="Leave this page").last.click()
    elif way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Leave this page"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.locator("#leave").press("Enter")
    page.wait_for_url(away.address)
    ours = [one for one in history(page) if one.startswith(stage.public)]
    assert [one for one in ours if not one.endswith("/i/away/")] == []
    page.go_back()
    page.wait_for_url(away.address)
    assert page.title() == "Weather"
    assert set(away.came_from) == {""}


def test_typing_capitals_does_not_leave(visits: Any, stage: Stage) -> None:
    page = visits(scripts=True)
    page.goto(f"{stage.public}/i/")
    page.keyboard.type("ABCD")
    for _ in range(3):
        page.keyboard.press("Shift+A")
    page.wait_for_timeout(300)
    assert page.url == f"{stage.public}/i/"


def test_without_scripts_the_page_that_was_left_is_covered(visits: Any, stage: Stage, away: Weather) -> None:
    page = visits(scripts=False)
    page.goto(f"{stage.public}/i/")
    page.get_by_role("link", name="High contrast").click()
    heading = page.get_by_role("heading", level=1).inner_text()
    page.locator("#leave").click()
    page.wait_for_url(away.address)
    page.go_back()
    assert page.title() == "Advice and information"
    assert page.get_by_role("heading", level=1).inner_text() == "This page was closed"
    page.get_by_role("button", name="Open it again").click()
    assert page.get_by_role("heading", level=1).inner_text() == heading
    assert set(away.came_from) == {""}


def test_nothing_is_kept_and_nobody_else_is_asked(visits: Any, stage: Stage) -> None:
    page = visits(scripts=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    came_by(page, stage)
    kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length, window.name]")
    assert kept == ["", 0, 0, ""]
    assert page.context.cookies() == []
    assert {one.split("/")[2] for one in asked} == {stage.public.split("/")[2]}


def test_the_button_is_in_reach_at_every_width_and_when_the_page_is_scrolled(visits: Any, stage: Stage) -> None:
    page = visits(scripts=True)
    for width, height in ((1280, 900), (390, 800), (320, 640), (320, 256)):  # the last is 1280 by 1024 at 400%
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{stage.public}/i/")
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(100)
        box = page.locator("#leave").bounding_box()
        assert box is not None
        assert (box["x"] >= 0, box["x"] + box["width"] <= width, 0 <= box["y"] <= height - 44) == (True, True, True)
        assert box["height"] >= 44
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert wrong(page) == []
