"""Duties in a browser: an event starts a clock, evidence stops it, without scripts; and evidence by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from tests.browser.conftest import Stage
from tests.ground.documents.sent_files import pdf

LETTER = pdf("A reply")


def test_a_report_of_scrutiny_is_answered_in_time_without_scripts(
    browser: Browser, stage: Stage, signed_in: StorageState, tmp_path: Path
) -> None:
    letter = tmp_path / "reply.pdf"
    letter.write_bytes(LETTER)
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/duties/")
        page.get_by_role("link", name="Record an event").click()
        page.get_by_label("What happened").select_option("scrutiny_report")
        page.get_by_label("Day that it names itself").fill("2030-01-01")
        page.get_by_label("In a few words").fill("Report on town centres")
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_role("alert")).to_contain_text("such an event names no day of its own")
        page.get_by_label("Day that it names itself").fill("")
        page.get_by_role("button", name="Record").click()
        page.get_by_role("link", name="Report on town centres").click()
        page.get_by_role("link", name="Reply to recommendations").click()
        expect(page.get_by_text("Due in 28 days")).to_be_visible()
        expect(page.get_by_text("which does not count itself").first).to_be_visible()
        page.get_by_role("link", name="Say who answers").click()
        page.get_by_label("Post and body").fill("Partnership officer, council")
        page.get_by_role("button", name="Record").click()
        page.get_by_role("link", name="Add evidence for Reply to recommendations, Report on town centres").click()
        page.get_by_label("What it is").fill("Reply to four recommendations")
        page.get_by_label("Or a file").set_input_files(letter)
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_text("Evidence: Reply to four recommendations").first).to_be_visible()
        page.get_by_role("link", name="Reply to four recommendations", exact=True).click()
        with page.expect_download() as taken:
            page.get_by_role("link", name="reply.pdf").click()
        assert taken.value.path().read_bytes() == LETTER


def test_the_board_has_its_statement_and_a_calendar_its_address(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/duties/")
        page.get_by_role("link", name="Assurance statement").click()
        expect(page.get_by_text("obligations in").first).to_be_visible()
        with page.expect_download() as taken:
            page.get_by_role("link", name="Assurance statement as PDF").click()
        assert taken.value.path().read_bytes().startswith(b"%PDF")
        page.get_by_role("link", name="Duties").first.click()
        page.get_by_role("link", name="Calendar of the year").click()
        expect(page.get_by_role("heading", name="Usual in this month").first).to_be_visible()
        page.get_by_role("link", name="Duties").first.click()
        page.get_by_role("link", name="Subscribe by calendar").click()
        page.get_by_label("Who will subscribe").fill("Chair of the board")
        page.get_by_role("button", name="Make the address").click()
        address = page.locator("strong", has_text="/l/").inner_text()
        with browser.new_context() as outside:
            got = outside.request.get(address)
            assert got.headers["content-type"] == "text/calendar; charset=utf-8"
            assert Calendar.from_ical(got.body()).walk("VEVENT")


def test_evidence_is_recorded_by_keyboard_alone(visit: BrowserContext, stage: Stage) -> None:
    page = visit.new_page()
    page.goto(f"/w/{stage.parts['slug']}/duties/of/ASB-01/")
    page.get_by_role("link", name="Add evidence").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("What it is").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("What it is").focus()
    page.keyboard.type("Procedures, version 3")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Evidence: Procedures, version 3").first).to_be_visible()
    expect(page.get_by_text("Met", exact=True).first).to_be_visible()
