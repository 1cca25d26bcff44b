"""A pack without scripts: papers put on items, built, read page by page, noted on, built again, taken offline."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.ground.documents.sent_files import pdf

pytestmark = pytest.mark.usefixtures("by_keyboard")

BOARD = "Ownvale strategy board"
TRIES = 60
# Where pictures are wanted, to be looked at.
PICTURES = os.environ.get("FRANKPLEDGE_PICTURES", "")


def seen(page: Page, name: str) -> None:
    """Keep a picture of a page, where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"pack-{name}.png"), full_page=True)


def to_come(page: Page, stage: Stage) -> str:
    """Open the meeting of the board that is planned, and return its address."""
    page.goto(f"/w/{stage.parts['slug']}/meetings/")
    row = page.get_by_role("row").filter(has_text=BOARD).filter(has_text="Planned")
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(BOARD)
    return page.url


def test_a_pack_is_built_read_noted_on_built_again_and_taken_offline(
    browser: Browser, stage: Stage, signed_in: StorageState, second_in: StorageState
) -> None:
    stage.go.touch()  # the work that waits would keep ours waiting
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, storage_state=second_in, java_script_enabled=False) as table,
    ):
        page = office.new_page()
        meeting = to_come(page, stage)
        sent(page, "Lamps of the harbour", "Forty lamps are out.")
        page.goto(meeting)
        page.get_by_role("button", name="Build the pack").click()
        built(page)
        member = noted(table, page.url)
        page.goto(meeting)
        sent(page, "Wardens of the quay", "Two wardens walk at night.")
        rebuilt(page, member.url)
        changed(member)
        taken(member, table)


def sent(page: Page, title: str, words: str) -> None:
    """Put a paper on the third item of the agenda."""
    page.get_by_text("Send a paper", exact=True).click()
    page.get_by_role("link", name=re.compile("^Send a paper for item 3")).click()
    page.get_by_label("File").set_input_files(
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": pdf(words, "Second page.")}
    )
    page.get_by_label("Title").fill(title)
    page.get_by_label("Author").fill("Head of lamps")
    page.get_by_label("Who may see it").select_option("Open")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("The paper is in the pack as soon as it is built again.")).to_be_visible()


def built(page: Page) -> None:
    """Wait for the work to end, and open the pack."""
    opened = page.get_by_role("link", name="Open the pack")
    for _ in range(TRIES):
        if opened.count():
            break
        page.wait_for_timeout(1_000)
        page.reload()
    opened.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pack")
    expect(page.get_by_role("link", name="Lamps of the harbour").first).to_be_visible()
    seen(page, "contents")


def noted(table: BrowserContext, pack: str) -> Page:
    """Open the pack as a member, read a paper, and write a note on it that nobody else sees."""
    page = table.new_page()
    page.goto(pack)
    page.get_by_role("link", name="Lamps of the harbour").first.click()
    expect(page.get_by_text("Words of page").first).to_be_visible()
    page.get_by_label("Your note").fill("Ask who pays")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Ask who pays").first).to_be_visible()
    seen(page, "paper")
    page.goto(pack)
    expect(page.get_by_role("link", name="1 note of mine")).to_be_visible()
    return page


def rebuilt(page: Page, pack: str) -> None:
    """Wait until the pack was built again by itself; the note of the member is not the officer's to see."""
    paper = page.get_by_role("link", name="Wardens of the quay")
    for _ in range(TRIES):
        page.goto(pack)
        if paper.count():
            break
        page.wait_for_timeout(1_000)
    expect(paper.first).to_be_visible()
    expect(page.get_by_text("None yet. Write one beside any paper.")).to_be_visible()


def changed(page: Page) -> None:
    """See as a member what changed since the pack was last opened; the note stands."""
    page.reload()
    expect(page.get_by_text("What changed", exact=True)).to_be_visible()
    expect(page.get_by_text("Item 3, “Wardens of the quay”, is new.")).to_be_visible()
    expect(page.get_by_role("link", name="1 note of mine")).to_be_visible()
    seen(page, "changed")


def taken(page: Page, table: BrowserContext) -> None:
    """Take the pack as one web page, and read it without a connection."""
    with page.expect_download() as given:
        page.get_by_role("link", name="One web page, with all that is open to you").click()
    kept = Path(given.value.path()).read_bytes()
    with page.expect_download() as printed:
        page.get_by_role("link", name="PDF, with all that is open to you").click()
    assert Path(printed.value.path()).read_bytes().startswith(b"%PDF-")
    table.set_offline(True)
    reading = table.new_page()
    reading.set_content(kept.decode())
    expect(reading.get_by_text("Two wardens walk at night.").first).to_be_attached()
    expect(reading.get_by_role("heading", name=re.compile("Lamps of the harbour")).first).to_be_visible()
    seen(reading, "offline")
    table.set_offline(False)
