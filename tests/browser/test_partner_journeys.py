"""What partners do: score issues with an account and by a link, without scripts; record what was sent, by keyboard."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong

ISSUES = ("Domestic abuse", "Burglary of homes", "Noise at night")
MARKS = {"Domestic abuse": "4", "Burglary of homes": "2", "Noise at night": "1"}


def fill_sheet(page: Page) -> None:
    """Give each issue its mark by every criterion, and say that one is sure."""
    for issue, mark in MARKS.items():
        part = page.locator("section", has=page.get_by_role("heading", name=issue, exact=True))
        for choice in part.locator("select").all():
            values = [option.get_attribute("value") for option in choice.locator("option").all()]
            choice.select_option(mark if mark in values else "fairly")


def seen_well(page: Page) -> None:
    """See that the page shuts nobody out, wide and at 320 px."""
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert wrong(page) == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_issues_are_scored_blind_with_an_account_and_by_a_link_and_the_board_chooses(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, java_script_enabled=False) as partner,
    ):
        page = prepared(office.new_page(), stage)
        link = asked(page)
        marked_by_link(partner.new_page(), link)
        page.get_by_role("link", name="Mark for Council").click()
        fill_sheet(page)
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("The marks of Council were sent")).to_be_visible()
        page.get_by_role("link", name="Autumn scoring").click()
        expect(page.get_by_text("2 of 2 agencies have sent their marks.")).to_be_visible()
        page.get_by_role("button", name="Close the round").click()
        page.get_by_role("link", name="See the result").click()
        expect(page.get_by_role("heading", level=1, name="Domestic abuse comes first")).to_be_visible()
        page.get_by_role("link", name="Record the choice").click()
        page.get_by_label("Noise at night", exact=True).check()
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_role("alert")).to_contain_text("departs from the scoring on Domestic abuse, Noise at night")
        for issue in ("Domestic abuse", "Noise at night"):
            page.get_by_label(f"Reason, where it departs: {issue}").fill("Residents ask for it.")
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_text("recorded by")).to_be_visible()


def prepared(page: Page, stage: Stage) -> Page:
    """Prepare a scoring of three issues by two agencies, and open its first round."""
    page.goto(f"/w/{stage.parts['slug']}/priorities/")
    page.get_by_role("link", name="New scoring").click()
    page.get_by_label("Name").fill("Autumn scoring")
    page.get_by_label("How many issues to recommend").fill("1")
    page.get_by_role("button", name="Begin").click()
    for issue in ISSUES:
        page.get_by_label("Issue", exact=True).fill(issue)
        page.get_by_role("button", name="Add this issue").click()
    for agency, email in (("Council", stage.email), ("Fire and Rescue", "")):
        page.get_by_label("Agency", exact=True).fill(agency)
        page.get_by_label("E-mail address of who marks").fill(email)
        page.get_by_role("button", name="Add this agency").click()
    page.get_by_role("button", name="Open the first round").click()
    return page


def asked(page: Page) -> str:
    """Make a link for the agency that has no account, and return its address."""
    page.get_by_role("button", name="Make a link for Fire and Rescue").click()
    address = page.get_by_label("Address to send").input_value()
    page.get_by_role("link", name="Back to the scoring").click()
    return address


def marked_by_link(page: Page, link: str) -> None:
    """Open the link, save a part, come back, and send; nothing is left in the browser."""
    page.goto(link)
    page.get_by_label("Comment").first.fill("Worse in winter")
    page.get_by_role("button", name="Save and come back").click()
    expect(page.get_by_text("Saved, and not sent yet")).to_be_visible()
    page.goto(link)
    expect(page.get_by_label("Comment").first).to_have_value("Worse in winter")
    fill_sheet(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1, name="Thank you: it has come")).to_be_visible()
    expect(page.get_by_text("The marks of Fire and Rescue have come.")).to_be_visible()
    assert page.context.cookies() == []
    page.goto(link)
    expect(page.get_by_role("heading", level=1, name="This link cannot be used")).to_be_visible()


def test_a_sheet_shuts_nobody_out_with_an_account_or_by_a_link(
    visit: BrowserContext, stranger: BrowserContext, stage: Stage
) -> None:
    page = visit.new_page()
    page.goto(f"/w/{stage.parts['slug']}/priorities/add/")
    page.get_by_label("Name").fill("Winter scoring")
    page.get_by_role("button", name="Begin").click()
    seen_well(page)
    for issue in ISSUES[:2]:
        page.get_by_label("Issue", exact=True).fill(issue)
        page.get_by_role("button", name="Add this issue").click()
    for agency, email in (("Council", stage.email), ("Fire and Rescue", "")):
        page.get_by_label("Agency", exact=True).fill(agency)
        page.get_by_label("E-mail address of who marks").fill(email)
        page.get_by_role("button", name="Add this agency").click()
    page.get_by_role("button", name="Open the first round").click()
    link = asked(page)
    page.get_by_role("link", name="Mark for Council").click()
    seen_well(page)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_be_focused()
    seen_well(page)
    other = stranger.new_page()
    other.goto(link)
    other.locator("summary").click()
    seen_well(other)


def test_a_nil_return_is_recorded_by_keyboard_alone(visit: BrowserContext, stage: Stage) -> None:
    page = visit.new_page()
    page.goto(f"/w/{stage.parts['slug']}/engagement/inputs/add/?year=2025/26")
    page.get_by_label("What it is").focus()
    page.keyboard.type("Probation")
    page.keyboard.press("Tab")
    page.keyboard.type("The probation service")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("a nil return needs the day on which it was asked for")
    page.get_by_label("Asked for on").focus()
    page.keyboard.type("09012025")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The probation service", exact=True)).to_be_visible()
    expect(page.get_by_text("Nil return", exact=True).first).to_be_visible()
