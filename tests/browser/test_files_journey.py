"""From a file on one's own disk to a figure and back: sent, followed, read and taken back, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong
from tests.lake.files import street_text
from tests.lake.own.own_files import extract, extract_row

LONG = 60_000


@pytest.fixture
def at_work(stage: Stage) -> Stage:
    """Return the product with its worker free."""
    stage.go.touch()
    return stage


@pytest.fixture
def plain(browser: Browser, at_work: Stage, signed_in: StorageState) -> Iterator[BrowserContext]:
    """Return a visit without scripts."""
    with browser.new_context(base_url=at_work.address, storage_state=signed_in, java_script_enabled=False) as context:
        yield context


def payload(name: str, content: str) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content.encode()}


def evidence(stage: Stage) -> str:
    return f"/w/{stage.parts['slug']}/evidence/"


def look_until(page: Page, heading: str) -> None:
    """Press “Look again” until a heading is there: without scripts nothing else renews the page."""
    for _ in range(120):
        if page.get_by_role("heading", name=heading).count():
            return
        page.wait_for_timeout(500)
        page.reload()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def test_the_page_of_long_work_tells_of_the_end_by_itself(visit: BrowserContext, stage: Stage) -> None:
    """Stands first, for those below need the work that it waits for to be over."""
    page = visit.new_page()
    page.goto(f"/jobs/{stage.parts['run_id']}/")
    expect(page.get_by_role("link", name="Look again")).to_be_visible()
    expect(page.get_by_text("40%: reading March 2025")).to_be_visible()
    stage.go.touch()
    expect(page.get_by_text("Twelve files were read.")).to_be_visible(timeout=20_000)
    assert ": Done" in page.title()


def test_a_file_is_sent_followed_and_taken_back_by_keyboard(visit: BrowserContext, at_work: Stage) -> None:
    page = visit.new_page()
    page.goto(f"{evidence(at_work)}releases/")
    page.get_by_role("link", name="Load files").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name=re.compile("A partnership’s own")).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name=re.compile("Open data"))).to_be_checked()
    page.get_by_label("Files", exact=True).set_input_files(
        [payload("2025-03-keyshire-street.csv", street_text(50, month="2025-03", force="Keyshire Police"))]
    )
    page.get_by_label("Files", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Load them")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="The file is loaded")).to_be_visible(timeout=LONG)
    assert wrong(page) == []
    page.get_by_role("link", name="2025-03-keyshire-street.csv").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Figures are counted from it.")).to_be_visible()
    page.get_by_role("link", name="Take it back").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Why is it taken back?").focus()
    page.keyboard.type("It was the wrong force.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What is counted instead")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("It was the wrong force.")).to_be_visible()
    assert wrong(page) == []


def test_columns_are_named_tried_and_remembered_without_scripts(plain: BrowserContext, at_work: Stage) -> None:
    page = plain.new_page()
    page.goto(f"{evidence(at_work)}load/")
    rows = extract(extract_row(number) for number in range(1, 31)).replace("HO Code", "Home Office code")
    page.get_by_label("Files", exact=True).set_input_files([payload("records.csv", rows)])
    page.get_by_role("button", name="Load them").click()
    look_until(page, "Needs you")
    page.get_by_role("link", name="Say what the columns of records.csv mean").click()
    page.get_by_label("Who sends it?").fill("Keyshire Police")
    page.get_by_role("button", name="Try it").click()
    look_until(page, "30 of 30 rows would be kept")
    page.get_by_role("button", name="Load it, and remember the columns").click()
    look_until(page, "The file is loaded")
    page.goto(f"{evidence(at_work)}columns/")
    expect(page.get_by_text("Keyshire Police")).to_be_visible()


def test_nothing_chosen_leads_back_to_the_field(visit: BrowserContext, at_work: Stage) -> None:
    page = visit.new_page()
    page.goto(f"{evidence(at_work)}load/")
    page.evaluate("document.querySelector('form[enctype]').noValidate = true")
    page.get_by_role("button", name="Load them").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Files", exact=True)).to_be_focused()
    assert wrong(page) == []
