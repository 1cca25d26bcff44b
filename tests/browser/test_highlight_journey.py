"""A chair without scripts: a highlight report drafted, edited, approved by a second person, found on the agenda."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage

pytestmark = pytest.mark.usefixtures("by_keyboard")

GROUP = "Ownvale reporter group"
BOARD = "Ownvale reporting board"


def test_a_chair_gets_a_report_drafted_and_finds_it_on_the_boards_agenda(
    browser: Browser, stage: Stage, signed_in: StorageState, second_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as chair,
        browser.new_context(base_url=stage.address, storage_state=second_in, java_script_enabled=False) as second,
    ):
        page = drafted(chair.new_page(), stage)
        edited(page)
        page.get_by_role("button", name="Send it for approval").click()
        page.get_by_role("button", name="Approve it").click()
        expect(page.get_by_text("you wrote in this paper, so you may not approve it")).to_be_visible()
        approver = second.new_page()
        approver.goto(page.url)
        approver.get_by_role("button", name="Approve it").click()
        expect(approver.get_by_text("Edition 1, approved by")).to_be_visible()
        page.reload()
        put_on_agenda(page)


def drafted(page: Page, stage: Stage) -> Page:
    """Draft the report of a group from its own page, with one press on what is offered."""
    page.goto(f"/w/{stage.parts['slug']}/board/")
    page.get_by_role("link", name=GROUP).first.click()
    page.get_by_role("link", name="Draft the highlight report").click()
    expect(page.get_by_label("Group")).to_have_value(re.compile("."))
    page.get_by_role("button", name="Draft it").click()
    expect(page.get_by_text("Drafted from the record.")).to_be_visible()
    expect(page.get_by_role("heading", name="Late", exact=True)).to_be_visible()
    expect(page.get_by_text("Ownvale ink is bought").first).to_be_visible()
    return page


def edited(page: Page) -> None:
    """Say in the chair's own words what matters, and what is asked."""
    page.get_by_role("link", name="Edit its words").click()
    page.get_by_label("What the chair says first").fill("The ink is dry")
    page.get_by_label("Decision that is sought").fill("To buy more ink")
    page.get_by_label(re.compile("^Late: Action")).fill("Ink is late, for the shop is shut")
    page.get_by_role("button", name="Save").click()
    for words in ("The ink is dry", "To buy more ink", "Ink is late, for the shop is shut"):
        expect(page.get_by_text(words).first).to_be_visible()


def put_on_agenda(page: Page) -> None:
    """Put the report before the board, and find it there with the decision that is sought."""
    page.get_by_role("link", name="Put it on an agenda").click()
    page.get_by_role("button", name="Put it there").click()
    page.get_by_role("link", name=re.compile(f"^{BOARD}, .*, item")).click()
    item = page.get_by_text(f"Paper: Highlight report, {GROUP}")
    expect(item.last).to_be_visible()
    expect(page.get_by_text("sought: To buy more ink")).to_be_visible()
