"""The office without scripts: a meeting minuted with a decision and an action, and that action reported by a link."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage

pytestmark = pytest.mark.usefixtures("by_keyboard")

BODY, SEAT = "Ownvale strategy board", "Ownvale chair"


def test_a_meeting_is_minuted_and_what_was_undertaken_is_reported_without_an_account(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, java_script_enabled=False) as partner,
    ):
        page = planned(office.new_page(), stage)
        decided(page)
        page.get_by_role("link", name=re.compile(r"^Action \d+$")).click()
        page.get_by_role("button", name="Make a link").click()
        reported(partner.new_page(), page.get_by_label("Address to send").input_value())
        page.get_by_role("link", name="Back to the action").click()
        expect(page.get_by_text("Completed on", exact=False).first).to_be_visible()
        expect(page.get_by_text("Two lamps, photographed").first).to_be_visible()


def planned(page: Page, stage: Stage) -> Page:
    """Plan a meeting for today, and write down who is there."""
    page.goto(f"/w/{stage.parts['slug']}/meetings/")
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Body").select_option(BODY)
    page.get_by_label("Kind").select_option("Extraordinary meeting")
    page.get_by_label("Day", exact=True).fill(datetime.now(ZoneInfo("Europe/London")).date().isoformat())
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("link", name="Record a decision on Any other business").click()
    page.get_by_label("What was decided").fill("To mend the lamps")
    page.get_by_label("Reason").fill("It is dark")
    page.get_by_label("Section 17").fill("Less disorder")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("nobody has written down who is there")
    page.get_by_role("link", name=re.compile(f"^{BODY}, ")).click()
    page.get_by_role("link", name="Record attendance").click()
    page.get_by_label(re.compile(f"^{SEAT}: ")).select_option("Present")
    page.get_by_role("button", name="Keep").click()
    return page


def decided(page: Page) -> None:
    """Record a decision with the action that follows from it."""
    page.get_by_role("link", name="Record a decision on Any other business").click()
    page.get_by_label("What was decided").fill("To mend the lamps")
    page.get_by_label("Reason").fill("It is dark")
    page.get_by_label("Section 17").fill("Less disorder")
    page.get_by_label("Action (optional)").fill("Mend two lamps")
    page.get_by_label("Organisation that does it").select_option("Ownvale lamps trust")
    page.get_by_label("What will show that it is done").fill("photographs")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("follows from it.")).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Decision .*: To mend the lamps"))).to_be_visible()


def reported(page: Page, address: str) -> None:
    """Say by a link that it is done, first without what shows it."""
    page.goto(address)
    page.get_by_role("radio", name="Done").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("what shows that it was done")
    page.get_by_label("If it is done: what shows it").fill("Two lamps, photographed")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text(re.compile(r"Action \d+ is reported as done"))).to_be_visible()
