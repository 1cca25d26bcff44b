"""A lead says without scripts why a signal fired; a second person approves; a report goes on an agenda."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage

LAMPS = "Ownvale lanterns"
BOARD = "Ownvale measuring board"


def test_a_commentary_and_a_report_are_written_approved_by_a_second_person_and_put_on_an_agenda(
    browser: Browser, stage: Stage, signed_in: StorageState, second_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as lead,
        browser.new_context(base_url=stage.address, storage_state=second_in, java_script_enabled=False) as second,
    ):
        page, approver = lead.new_page(), second.new_page()
        said(page, stage)
        expect(page.get_by_role("button", name="Approve it")).to_have_count(0)
        approved(approver, page, "Text 2 was approved by")
        drafted(page, stage)
        approved(approver, page, "Edition 1, approved by")
        page.reload()
        put_on_agenda(page)


def said(page: Page, stage: Stage) -> None:
    """Find what is asked for, write it anew with a figure that is fetched, and send it."""
    page.goto(f"/w/{stage.parts['slug']}/performance/commentary/")
    page.locator("#asked").get_by_role("link", name=LAMPS).click()
    page.get_by_role("link", name="Write it anew").click()
    page.get_by_label("Why").fill("The cause is known by now")
    page.get_by_role("button", name="Open it").click()
    page.get_by_role("link", name="Write on").click()
    expect(page.get_by_role("cell", name="As it stands").or_(page.get_by_text("{now}")).first).to_be_visible()
    page.get_by_label("What happened").fill("There were {tomorrow} lamps.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("no figure of this passage is called “tomorrow”").first).to_be_visible()
    page.get_by_label("What happened").fill("There were {now} lamps.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("There were 400 lamps.")).to_be_visible()
    page.get_by_role("button", name="Send it for approval").click()


def approved(approver: Page, page: Page, words: str) -> None:
    """Approve, as a second person, what stands on a page."""
    approver.goto(page.url)
    approver.get_by_role("button", name="Approve it").click()
    expect(approver.get_by_text(words)).to_be_visible()


def drafted(page: Page, stage: Stage) -> None:
    """Draft the report of the year for the board, ask for a decision, and send it."""
    page.goto(f"/w/{stage.parts['slug']}/performance/reports/draft/?kind=year")
    page.get_by_label("For (optional)", exact=True).select_option(label=BOARD)
    page.get_by_role("button", name="Draft it").click()
    expect(page.get_by_text("Drafted. Say what is asked")).to_be_visible()
    page.get_by_role("link", name="Ask for a decision").click()
    page.get_by_label("What", exact=True).fill("buy a net for each lamp")
    page.get_by_label("Owner").fill("The lamplighter")
    page.get_by_role("button", name="Ask it").click()
    expect(page.get_by_text("a net for each lamp").first).to_be_visible()
    page.get_by_role("button", name="Send it for approval").click()


def put_on_agenda(page: Page) -> None:
    """Put the report before the board, and find it there with the decision that is sought."""
    page.get_by_role("link", name="Put it on an agenda").click()
    page.get_by_role("button", name="Put it there").click()
    page.get_by_role("link", name=re.compile(f"{BOARD}, .*, item")).click()
    expect(page.get_by_text("Paper: Year-end report").last).to_be_visible()
    expect(page.get_by_text("sought: buy a net for each lamp")).to_be_visible()
