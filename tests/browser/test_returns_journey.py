"""A quarter's figures without scripts: asked for, sent from a phone or in a workbook, agreed, and before the board."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import Stage

pytestmark = pytest.mark.usefixtures("by_keyboard")

HAVEN, TRUST = "Ownvale haven", "Ownvale health trust"
COUNTED, FINISHED = "Ownvale children supported", "Ownvale people who finished the programme"
PHONE = {"width": 390, "height": 844}
# Where pictures are wanted, to be looked at.
PICTURES = os.environ.get("FRANKPLEDGE_PICTURES", "")


def test_a_charity_answers_from_a_phone_agrees_and_its_figures_stand_before_the_board(
    browser: Browser, stage: Stage, signed_in: StorageState, second_in: StorageState, third_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, viewport=PHONE, java_script_enabled=False) as phone,
    ):
        page = opened(office.new_page(), stage, back=1)
        begun = page.url
        others = link_for(page, TRUST)
        page.goto(begun)
        link = link_for(page, HAVEN)
        answered(phone, link)
        sent(phone, link)
        nothing_of_it(phone, others)
        agreed(phone, checked(page))
        page.reload()
        page.get_by_role("button", name="Put it before the board").click()
        expect(page.get_by_text("whoever checked or agreed a return does not publish it")).to_be_visible()
        returned = page.url
    with browser.new_context(base_url=stage.address, storage_state=third_in, java_script_enabled=False) as analyst:
        published(analyst.new_page(), returned)
    with browser.new_context(base_url=stage.address, storage_state=second_in, java_script_enabled=False) as member:
        stands(member.new_page(), stage)
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, viewport=PHONE, java_script_enabled=False) as phone,
        browser.new_context(base_url=stage.address, storage_state=third_in, java_script_enabled=False) as analyst,
    ):
        page = office.new_page()
        page.goto(returned)
        corrected(phone, unlocked(page))
        agreed(phone, checked(page, "128"), look=False)
        published(analyst.new_page(), returned)
        both_stand(page, stage)


def seen_well(page: Page, name: str) -> None:
    """See that nothing of a page is cut off on a phone, and keep its picture where it is wanted."""
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        if PICTURES:
            page.screenshot(path=str(Path(PICTURES) / f"returns-{name}-{width}.png"), full_page=True)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


# ---- asked for -------------------------------------------------------------------------------------------------------


def opened(page: Page, stage: Stage, *, back: int) -> Page:
    """Open the round of a quarter, so many before the last that is over."""
    page.goto(f"/w/{stage.parts['slug']}/returns/")
    page.get_by_role("link", name="Open a round").click()
    page.get_by_label("Period").select_option(index=back)
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_text("is open.")).to_be_visible()
    return page


def link_for(page: Page, supplier: str) -> str:
    """Make a link for the return of a supplier, from the page of the round, and go back to the return."""
    page.get_by_role("link", name=supplier).click()
    expect(page.get_by_text("Nothing was sent yet.")).to_be_visible()
    return link_made(page)


def link_made(page: Page) -> str:
    """Make a link on the page of a return, and return its address."""
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("Address to send").input_value()
    page.get_by_role("link", name="Back to the return").click()
    return address


# ---- answered from a phone -------------------------------------------------------------------------------------------


def answered(phone: BrowserContext, link: str) -> None:
    """Go wrong in a box, be asked about another, and save: nothing that was typed is lost."""
    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Your figures for")
    seen_well(page, "boxes")
    page.get_by_label(COUNTED, exact=True).fill("about forty")
    page.get_by_label("People who left", exact=True).fill("64")
    page.get_by_label("Of them, finished", exact=True).fill("70")
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("alert")).to_contain_text("“about forty” is not a number")
    expect(page.get_by_label(COUNTED, exact=True)).to_have_value("about forty")
    expect(page.get_by_label("Of them, finished", exact=True)).to_have_value("70")
    seen_well(page, "wrong")
    page.get_by_label(COUNTED, exact=True).fill("124")
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_role("heading", level=1, name="Look once more, then send")).to_be_visible()
    expect(page.get_by_text("70 of 64")).to_be_visible()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("explain beneath the box")
    seen_well(page, "asked")
    page.get_by_role("link", name=f"Change {FINISHED}").click()
    page.get_by_label("Of them, finished", exact=True).fill("50")
    page.get_by_role("button", name="Save and come back").click()
    expect(page.get_by_text("Saved", exact=True).first).to_be_visible()
    page.close()


def sent(phone: BrowserContext, link: str) -> None:
    """Come back to what was saved, read it back and send it, once; another page that was open sends nothing more."""
    page, stale = phone.new_page(), phone.new_page()
    for each in (page, stale):
        each.goto(link)
        expect(each.get_by_label(COUNTED, exact=True)).to_have_value("124")
        expect(each.get_by_label("Of them, finished", exact=True)).to_have_value("50")
    page.get_by_role("button", name="Check and send").click()
    expect(page.get_by_text("50 of 64")).to_be_visible()
    seen_well(page, "review")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Thank you: your figures have come")).to_be_visible()
    receipt = page.locator("dt:text-is('Receipt') + dd").inner_text()
    assert len(receipt) == len("ABCD-2345")
    seen_well(page, "receipt")
    stale.get_by_label(COUNTED, exact=True).fill("999")
    stale.get_by_role("button", name="Check and send").click()
    expect(stale.get_by_role("alert")).to_contain_text("what came just now was not taken")
    expect(stale.get_by_text(receipt)).to_be_visible()
    seen_well(stale, "refused")
    page.goto(link)
    expect(page.get_by_text(receipt)).to_be_visible()
    expect(page.get_by_role("button", name="Check and send")).to_have_count(0)
    assert "124" not in page.locator("main").inner_text()
    assert phone.cookies() == []


def nothing_of_it(phone: BrowserContext, others: str) -> None:
    """See that the link of another organisation shows its own return, and nothing of the one that was sent."""
    page = phone.new_page()
    page.goto(others)
    expect(page.get_by_label("Ownvale attendances after an assault", exact=True)).to_have_value("")
    said = page.content()
    assert HAVEN not in said
    assert COUNTED not in said
    assert "124" not in page.locator("main").inner_text()


# ---- checked, agreed, before the board -------------------------------------------------------------------------------


def checked(page: Page, figure: str = "124") -> str:
    """Check what was sent, and make the link by which the organisation agrees."""
    page.reload()
    page.get_by_role("link", name="Check it").click()
    expect(page.get_by_role("cell", name=figure)).to_be_visible()
    page.get_by_label("What you looked at").fill("The numbers of the last two years")
    page.get_by_role("button", name="Checked").click()
    expect(page.get_by_text(f"Now {HAVEN} agrees that these are its figures.")).to_be_visible()
    return link_made(page)


def agreed(phone: BrowserContext, link: str, *, look: bool = True) -> None:
    """Agree, as the organisation, that these are its figures."""
    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_text("50 of 64")).to_be_visible()
    if look:
        page.get_by_role("button", name="Answer").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose one of the two.")
        seen_well(page, "agree")
    page.get_by_label("Yes, they can be used").check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("heading", level=1, name="Thank you: it has come")).to_be_visible()
    seen_well(page, "agreed")


def published(page: Page, returned: str) -> None:
    """Put the figures before the board, as somebody who did not check them."""
    page.goto(returned)
    page.get_by_role("button", name="Put it before the board").click()
    expect(page.get_by_text("The figures stand before the board.")).to_be_visible()


def stands(page: Page, stage: Stage) -> None:
    """Find the figure on the indicator's page, as a member of the board."""
    page.goto(f"/w/{stage.parts['slug']}/performance/{stage.parts['children']}/")
    expect(page.get_by_role("heading", level=1, name=COUNTED)).to_be_visible()
    expect(page.get_by_role("table", name="Numbers").get_by_role("cell", name="124").first).to_be_visible()
    seen_well(page, "indicator")


# ---- corrected after the board saw it --------------------------------------------------------------------------------


def unlocked(page: Page) -> str:
    """Open the published return again with the reason, and make the link by which its supplier corrects it."""
    page.get_by_role("link", name="Unlock", exact=True).click()
    page.get_by_role("button", name="Unlock").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Why").fill("Four children were left out")
    page.get_by_role("button", name="Unlock").click()
    seen_well(page, "unlocked")
    return link_made(page)


def corrected(phone: BrowserContext, link: str) -> None:
    """Correct one figure by a new link; the others stand there as they were sent, and it says why it is open again."""
    page = phone.new_page()
    page.goto(link)
    expect(page.get_by_text("Four children were left out").first).to_be_visible()
    seen_well(page, "to-correct")
    page.get_by_label(COUNTED, exact=True).fill("128")
    page.get_by_label("People who left", exact=True).fill("64")
    page.get_by_label("Of them, finished", exact=True).fill("50")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Thank you: your figures have come")).to_be_visible()
    page.close()


def both_stand(page: Page, stage: Stage) -> None:
    """Find the corrected figure on the indicator's page, and what the board saw before among its revisions."""
    page.goto(f"/w/{stage.parts['slug']}/performance/{stage.parts['children']}/")
    expect(page.get_by_role("table", name="Numbers").get_by_role("cell", name="128").first).to_be_visible()
    revised = page.locator("main").inner_text().split("Revisions", 1)[1]
    assert "124" in revised
    assert "128" in revised
    assert "Four children were left out" in revised
    seen_well(page, "revised")


# ---- in a workbook ---------------------------------------------------------------------------------------------------


def test_an_analyst_of_a_supplier_sends_the_workbook_gets_it_back_with_remarks_and_sends_a_right_one(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, java_script_enabled=False) as desk,
    ):
        link = link_for(opened(office.new_page(), stage, back=2), TRUST)
        page = desk.new_page()
        page.goto(link)
        page.get_by_role("link", name="Send a file instead").click()
        seen_well(page, "file")
        given = taken(page, "Take the workbook of this return")
        put_in(page, filled(given, "212", "most of them"))
        expect(page.get_by_text("“most of them” is not a number").first).to_be_visible()
        expect(page.get_by_label("Ownvale of them, by ambulance", exact=True)).to_have_value("most of them")
        seen_well(page, "remarks")
        remarked = taken(page, "Your file back, with these remarks in it")
        lines = [[str(cell.value or "") for cell in row] for row in remarked["Figures"].iter_rows()]
        assert "not a number" in lines[2][-1]
        assert "not a number" not in lines[1][-1]
        page.get_by_role("link", name="Send a file instead").click()
        put_in(page, filled(given, "212", "61"))
        expect(page.get_by_text("2 figures from your file stand in the boxes below.")).to_be_visible()
        page.get_by_role("button", name="Check and send").click()
        expect(page.get_by_text("61", exact=True)).to_be_visible()
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("heading", level=1, name="Thank you: your figures have come")).to_be_visible()


def taken(page: Page, link: str) -> openpyxl.Workbook:
    """Return the workbook that a link of the page gives."""
    with page.expect_download() as given:
        page.get_by_role("link", name=link).click()
    return openpyxl.load_workbook(io.BytesIO(Path(given.value.path()).read_bytes()))


def filled(book: openpyxl.Workbook, *numbers: str) -> bytes:
    """Return the workbook with a number written into each of its lines."""
    for line, number in enumerate(numbers, start=2):
        book["Figures"].cell(line, 5).value = number
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_in(page: Page, content: bytes) -> None:
    """Send a workbook in place of the boxes."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Your workbook").set_input_files(
        {"name": "our figures.xlsx", "mimeType": kind, "buffer": content}
    )
    page.get_by_role("button", name="Fill the boxes from it").click()


def test_a_link_whose_time_is_over_says_so_and_what_to_do(browser: Browser, stage: Stage) -> None:
    with browser.new_context(base_url=stage.address, viewport=PHONE, java_script_enabled=False) as phone:
        page = phone.new_page()
        for place in ("", "figures/", "figures/review/", "figures/file/"):
            answer = page.goto(f"/l/{stage.parts['ended']}/{place}")
            assert answer is not None
            assert answer.status == 404
            expect(page.get_by_role("heading", level=1, name="This link cannot be used")).to_be_visible()
            expect(page.get_by_text("Ask whoever sent it for another.")).to_be_visible()
            assert "Ownvale" not in page.locator("main").inner_text()
        seen_well(page, "ended")
