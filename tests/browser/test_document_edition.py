"""The HTML edition in a real browser: no axe violation, nothing fetched, nothing that scrolls the page sideways."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from frankpledge.ground.documents import html
from frankpledge.ground.documents.blocks import Document
from tests.ground.documents.samples import odd, sample


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("make", [sample, odd])
def test_an_edition_is_open_to_everyone_and_fetches_nothing(
    browser: Browser, tmp_path: Path, make: Callable[[], Document], width: int
) -> None:
    edition = tmp_path / "edition.html"
    edition.write_bytes(html.render(make()))
    # axe is put into the page from outside, which the edition's own policy rightly forbids.
    with browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True) as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(edition.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for summary in page.locator("summary").all():
            summary.click()
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert asked == [edition.as_uri()]


def test_an_edition_is_read_by_keyboard_from_its_skip_link(browser: Browser, tmp_path: Path) -> None:
    edition = tmp_path / "edition.html"
    edition.write_bytes(html.render(sample()))
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(edition.as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Skip to the document"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
