"""The registers without scripts: a risk raised and scored in words, and a protocol that its authorities sign."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.ground.documents.sent_files import pdf

pytestmark = pytest.mark.usefixtures("by_keyboard")

GROUP, TRUST = "Ownvale lighting group", "Ownvale lamps trust"


def test_a_risk_is_raised_scored_found_in_the_grid_and_looked_at(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/board/")
        page.get_by_role("link", name="Risks", exact=True).click()
        page.get_by_role("link", name="Raise a risk").click()
        page.get_by_label("What may happen").fill("The harbour goes dark")
        page.get_by_label("Kind of risk").select_option("Harm to people")
        page.get_by_label("Group that looks after it").select_option(GROUP)
        page.get_by_label("Organisation that owns it").select_option(TRUST)
        page.get_by_role("button", name="Record, then score").click()
        page.get_by_label(re.compile("^5 Almost certain")).check()
        page.get_by_label(re.compile("^4 Major")).check()
        page.get_by_role("button", name="Score").click()
        expect(page.get_by_role("alert")).to_contain_text("This field is required.")
        page.get_by_label("Why", exact=True).fill("Half of the lamps are out")
        page.get_by_role("button", name="Score").click()
        expect(page.get_by_text("20 of 25, very high; above the appetite of 4")).to_be_visible()
        page.get_by_role("link", name="Look at it again").click()
        page.get_by_label("What was found").fill("The lamps are ordered")
        page.get_by_role("button", name="Keep").click()
        expect(page.get_by_text("The lamps are ordered").first).to_be_visible()
        page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name="Risks").click()
        cell = page.get_by_role("cell", name=re.compile("^20 Very high .*The harbour goes dark"))
        expect(cell).to_be_visible()


def test_a_protocol_is_added_and_signed_with_its_text(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = added(office.new_page(), stage)
        expect(page.get_by_text("It does not prove the duty to keep a protocol")).to_be_visible()
        page.get_by_role("link", name="Signed, or refused").click()
        page.get_by_label("Organisation").select_option(TRUST)
        page.get_by_role("radio", name="Signed").check()
        page.get_by_label("By whose hand").fill("Chief lamplighter")
        page.get_by_role("button", name="Record").click()
        row = page.get_by_role("row", name=re.compile(f"^{TRUST}"))
        expect(row).to_contain_text("Chief lamplighter")
        with page.expect_download() as kept:
            page.get_by_role("link", name=re.compile("^Version 1: Its text")).click()
        assert kept.value.suggested_filename == "protocol.pdf"


def added(page: Page, stage: Stage) -> Page:
    """Add an agreement with its first version, whose text is a file."""
    page.goto(f"/w/{stage.parts['slug']}/agreements/")
    page.get_by_role("link", name="Add an agreement").click()
    page.get_by_label("Name").fill("Protocol of the harbour")
    page.get_by_label("Who keeps it").select_option(TRUST)
    page.get_by_label(re.compile("^Depersonalised data between")).check()
    page.get_by_role("button", name="Record, then its version").click()
    page.get_by_label("In force from").fill("2025-05-20")
    page.get_by_label("Its text").set_input_files(
        {"name": "protocol.pdf", "mimeType": "application/pdf", "buffer": pdf("The protocol")}
    )
    page.get_by_role("button", name="Record").click()
    return page
