"""An officer seats a board without scripts: a body, a seat, who sits there, as at a day, and a list taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_partner_journeys import seen_well

pytestmark = pytest.mark.usefixtures("by_keyboard")

LIST = "Organisation,Organisation kind,Person\nHarbour Charity,Charity or voluntary organisation,Harbour worker\n"


def record(page: Page, button: str = "Record", **given: str) -> None:
    """Fill the fields of a form by their labels, and send it."""
    for label, value in given.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        tag = field.evaluate("one => one.tagName")
        field.select_option(label=value) if tag == "SELECT" else field.fill(value)
    page.get_by_role("button", name=button).click()


def test_a_board_is_seated_read_as_at_a_day_and_a_list_taken_back(
    browser: Browser, stage: Stage, signed_in: StorageState, tmp_path: Path
) -> None:
    file = tmp_path / "members.csv"
    file.write_text(LIST, encoding="utf-8")
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/board/")
        page.get_by_role("link", name="Add a body").click()
        record(page, Name="Harbour Group", Kind="Sub-group")
        expect(page.get_by_role("heading", level=1, name="Harbour Group")).to_be_visible()
        page.get_by_role("link", name="Add a seat").click()
        record(page, Name_of_the_seat="Harbour master")
        page.get_by_role("link", name="Harbour master").click()
        expect(page.get_by_text("No organisation holds this seat.")).to_be_visible()
        listed(page, stage, file)
        page.goto(f"/w/{stage.parts['slug']}/board/")
        page.get_by_role("link", name="Harbour Group", exact=True).click()
        expect(page.get_by_text("Harbour Charity", exact=True).first).to_be_visible()
        seen = [page.url]
        page.get_by_label("As at").fill("2020-01-01")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text("As at 1 January 2020")).to_be_visible()
        assert "on=2020-01-01" in page.url
        seen += [f"/w/{stage.parts['slug']}/board/{part}" for part in ("", "lists/", "people/", "organisations/")]
    with browser.new_context(base_url=stage.address, storage_state=signed_in) as looking:
        page = looking.new_page()
        for address in seen:
            page.goto(address)
            seen_well(page)


def listed(page: Page, stage: Stage, file: Path) -> None:
    """Send a member list, see what it would change, take it in, back, and in again."""
    for last in (False, True):
        page.goto(f"/w/{stage.parts['slug']}/board/lists/")
        page.get_by_label("The list").set_input_files(file)
        page.get_by_label("Body of lines that name none").select_option(label="Harbour Group")
        page.get_by_role("button", name="See what it changes").click()
        page.get_by_role("button", name="Take it in").click()
        expect(page.get_by_text("Taken in.")).to_be_visible()
        if not last:
            page.get_by_role("button", name="Take it back").click()
            expect(page.get_by_text("Taken back.")).to_be_visible()
