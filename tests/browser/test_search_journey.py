"""One finds a thing by its words, speaks about it, and whoever is mentioned reads of it; all of it without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong

NARROWEST = {"width": 320, "height": 800}


@pytest.fixture
def plain(browser: Browser, stage: Stage, signed_in: StorageState) -> Iterator[Page]:
    """Return a page of the person who holds every role, in a browser that runs no scripts."""
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as context:
        yield context.new_page()


def found(page: Page, words: str) -> None:
    """Look for words in the box at the top of whatever page is shown."""
    box = page.get_by_role("searchbox", name="Search this workspace")
    box.fill(words)
    box.press("Enter")


def test_one_finds_it_narrows_it_and_speaks_about_it(plain: Page, stage: Stage) -> None:
    page, slug = plain, stage.parts["slug"]
    page.goto(f"/w/{slug}/")
    found(page, "lamps")
    expect(page.get_by_role("heading", level=1, name="Search")).to_be_visible()
    expect(page.locator("mark").filter(has_text="lamps").first).to_be_visible()
    page.get_by_role("link", name="Actions", exact=True).last.click()
    assert "kind=action_log.action" in page.url
    page.locator(".found a").first.click()
    page.get_by_text("Comment on this").click()
    page.get_by_label("Your comment").fill("Who has the ladder? @Ownvale Analyst")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_text("Mentions Ownvale Analyst")).to_be_visible()
    page.get_by_role("link", name="Put it right").last.click()
    page.get_by_label("Your comment").fill("Who has the long ladder?")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Who has the long ladder?")).to_be_visible()
    page.get_by_role("link", name="Take it off").last.click()
    page.get_by_label("Why it is taken off").fill("Settled on the telephone")
    page.get_by_role("button", name="Take it off").click()
    expect(page.get_by_text("Settled on the telephone")).to_be_visible()
    expect(page.get_by_text("Who has the long ladder?")).to_have_count(0)


def test_what_nobody_has_is_answered_with_advice(plain: Page, stage: Stage) -> None:
    plain.goto(f"/w/{stage.parts['slug']}/")
    found(plain, "zebra crossing")
    expect(plain.get_by_text("Nothing here has those words that you may read.")).to_be_visible()
    expect(plain.get_by_text("neither shown nor counted")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("words", ["", "lamps", "domestic violence", "assessment", "the"])
def test_the_pages_of_the_search_shut_nobody_out(
    words: str, width: int, browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    size = {**NARROWEST, "width": width}
    with browser.new_context(base_url=stage.address, storage_state=signed_in, viewport=size) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"/w/{stage.parts['slug']}/search/?q={words}")
        assert wrong(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
