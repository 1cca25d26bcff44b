"""The first quarter of a new partnership, from its founding to signed minutes, its reports, and somebody's leaving.

Without scripts throughout. An officer sets it up and seats five authorities, invites two, holds a meeting with a
decision and three actions; one reports by a link; the minutes are agreed by another; somebody leaves and their work is
handed over; whoever is of the partnership next door finds nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import PARTS, address
from tests.ground.people import PASSWORD
from tests.guards.routes import ROUTES

AREA, HERE = "Quillbridge", "/w/quillbridge/"
FIVE = {
    "Council of the area": "Inkle Marshes Council",
    "Police": "Nevershire Police",
    "Fire and rescue authority": "Nevershire Fire",
    "Health": "Inkle Integrated Care Board",
    "Probation": "Probation Service, Inkle",
}
CHAIR, LEAD = "chair.new@example.org", "lead.new@example.org"
# Handing all over takes longer than a page: what comes next must wait for it.
PATIENCE = 30_000
OTHER_BUSINESS = "Any other business and date of the next meeting"


def today() -> date:
    """Return the day as the server has it."""
    return datetime.now(ZoneInfo("Europe/London")).date()


@contextmanager
def person(browser: Browser, stage: Stage, state: StorageState | None = None) -> Iterator[Page]:
    """Give a page to somebody who has no scripts."""
    with browser.new_context(base_url=stage.address, storage_state=state, java_script_enabled=False) as context:
        yield context.new_page()


@pytest.mark.usefixtures("by_keyboard")
def test_a_partnership_begins(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with (
        person(browser, stage, signed_in) as officer,
        person(browser, stage) as chair,
        person(browser, stage) as lead,
        person(browser, stage) as partner,
    ):
        set_up(officer)
        seat(officer)
        accept(chair, invite(officer, CHAIR, "Board member"), CHAIR, "Chair")
        accept(lead, invite(officer, LEAD, "Priority lead"), LEAD, "Lead")
        names(officer, "Lead", LEAD)
        names(officer, "Chair", CHAIR)
        meet(officer)
        agree(officer, chair)
        report(officer, partner)
        grouped(officer)
        highlighted(lead, chair)
        assured(chair)
        leaves(officer)
        refused(lead)
        finds_nothing(chair, stage)


def set_up(page: Page) -> None:
    """Set up the partnership of an area."""
    page.goto("/workspaces/")
    page.get_by_role("link", name="Set up a partnership").click()
    page.get_by_label("Area").select_option(label=AREA)
    page.get_by_role("button", name="Set it up").click()


def seat(page: Page) -> None:
    """Seat the board with the five authorities, as the first page asks."""
    page.goto(HERE)
    page.get_by_role("link", name="Seat the board").click()
    for label, name in FIVE.items():
        page.get_by_label(re.compile(f"^{label}")).fill(name)
    page.get_by_role("button", name="Seat them").click()
    expect(page.get_by_text(f"{AREA} Partnership Board is seated")).to_be_visible()
    for name in FIVE.values():
        expect(page.get_by_text(name).first).to_be_visible()


def invite(page: Page, email: str, role: str) -> str:
    """Invite somebody and return their link."""
    page.goto(HERE)
    page.get_by_role("link", name="Who has access").click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Organisation", exact=True).fill(FIVE["Police"])
    page.get_by_label(role).check()
    page.get_by_role("button", name="Invite").click()
    return page.get_by_label("Their link").input_value()


def accept(page: Page, link: str, email: str, name: str) -> None:
    """Accept an invitation and sign in."""
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_label("The password again").fill(PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()
    sign_in(page, email)
    expect(page.get_by_role("heading", level=1, name="This quarter")).to_be_visible()


def sign_in(page: Page, email: str) -> None:
    """Sign in with the password of all tests."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def names(page: Page, name: str, email: str) -> None:
    """Record a person of the police whose account is the one that was invited."""
    page.goto(f"{HERE}board/add/person/")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Works for").select_option(label=FIVE["Police"])
    page.get_by_role("button", name="Record").click()
    page.get_by_role("link", name="Their account").click()
    page.get_by_label(re.compile("^E-mail address of the account")).fill(email)
    page.get_by_role("button", name="Record").click()


def meet(page: Page) -> None:
    """Hold today's meeting: who is there, a decision with an action, two more actions."""
    page.goto(f"{HERE}meetings/add/")
    page.get_by_label("Body").select_option(label=f"{AREA} Partnership Board")
    page.get_by_label("Day", exact=True).fill(today().isoformat())
    page.get_by_role("button", name="Plan it").click()
    page.get_by_role("link", name="Record attendance").click()
    for box in page.get_by_label(re.compile("^(Council|Police|Fire|Health)[^:]*: ")).all():
        if box.evaluate("one => one.tagName") == "SELECT" and "who" not in (box.get_attribute("name") or ""):
            box.select_option(label="Present")
    page.get_by_role("button", name="Keep").click()
    page.get_by_role("link", name=f"Record a decision on {OTHER_BUSINESS}").click()
    page.get_by_label("What was decided").fill("To light the underpass")
    page.get_by_label("Reason").fill("Residents named it first")
    page.get_by_label("Section 17").fill("Less disorder")
    undertakes(page, "Mend the lamps", "Council of the area")
    page.get_by_role("button", name="Record").click()
    minuted(page)


def minuted(page: Page) -> None:
    """Take minutes of two more actions."""
    for words, whose in (("Walk the underpass at night", "Police"), ("Ask the school", "Health")):
        page.get_by_role("link", name=f"Take minutes of {OTHER_BUSINESS}").click()
        page.get_by_label("What was said").fill("The board was told.")
        undertakes(page, words, whose)
        page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("link", name=re.compile(r"^Action \d+$"))).to_have_count(3)


def undertakes(page: Page, words: str, whose: str) -> None:
    """Fill in an action; the police's is the lead's own."""
    page.get_by_label("Action (optional)").fill(words)
    page.get_by_label("Organisation that does it").select_option(label=FIVE[whose])
    if whose == "Police":
        page.get_by_label(re.compile("^Person")).select_option(label="Lead")


def agree(officer: Page, chair: Page) -> None:
    """Send the minutes, and let another person agree them."""
    officer.get_by_role("button", name="Send for agreement").click()
    expect(officer.get_by_role("button", name="Agree as a true record")).to_have_count(0)
    chair.goto(officer.url)
    chair.get_by_role("button", name="Agree as a true record").click()
    expect(chair.get_by_text("Agreed by Chair")).to_be_visible()


def report(officer: Page, partner: Page) -> None:
    """Say by a link, without an account, that an action is done."""
    officer.goto(f"{HERE}actions/")
    officer.get_by_role("link", name=re.compile("Mend the lamps")).click()
    officer.get_by_role("button", name="Make a link").click()
    partner.goto(officer.get_by_label("Address to send").input_value())
    partner.get_by_role("radio", name="Done").check()
    partner.get_by_label("If it is done: what shows it").fill("Two lamps, photographed")
    partner.get_by_role("button", name="Send").click()
    expect(partner.get_by_text(re.compile(r"is reported as done"))).to_be_visible()


def grouped(page: Page) -> None:
    """Give the board a sub-group, and the group an action."""
    page.goto(f"{HERE}board/add/body/")
    page.get_by_label("Name", exact=True).fill("Tasking")
    page.get_by_label("Kind").select_option(label="Sub-group")
    page.get_by_label(re.compile("^Reports to")).select_option(label=f"{AREA} Partnership Board")
    page.get_by_role("button", name="Record").click()
    page.goto(f"{HERE}actions/add/")
    page.get_by_label("What is to be done").fill("Count the needles")
    page.get_by_label("Group").select_option(label="Tasking")
    page.get_by_label("Organisation that does it").select_option(label=FIVE["Police"])
    page.get_by_label(re.compile("^By when")).fill((today() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Record").click()


def highlighted(lead: Page, chair: Page) -> None:
    """Draft a highlight report in one press, put its words right, and let another person approve it."""
    lead.goto(f"{HERE}meetings/highlights/")
    lead.get_by_role("link", name="Draft a report").click()
    lead.get_by_role("button", name="Draft it").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("Highlight report")
    expect(lead.get_by_text("Count the needles").first).to_be_visible()
    lead.get_by_role("link", name="Edit its words").click()
    lead.get_by_label("What the chair says first").fill("One more week.")
    lead.get_by_role("button", name="Save").click()
    lead.get_by_role("button", name="Send it for approval").click()
    chair.goto(lead.url)
    chair.get_by_role("button", name="Approve it").click()
    expect(chair.get_by_text("approved by Chair")).to_be_visible()


def assured(page: Page) -> None:
    """Read how the duties stand, on one page."""
    page.goto(HERE)
    page.get_by_role("link", name="Duties").first.click()
    page.get_by_role("link", name="Assurance statement").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ssurance")


def leaves(officer: Page) -> None:
    """End the lead's access, and hand over the action that is theirs."""
    officer.goto(f"{HERE}access/")
    officer.get_by_role("link", name="Lead", exact=True).click()
    officer.get_by_role("link", name=re.compile("leave", re.IGNORECASE)).click()
    expect(officer.get_by_text("Walk the underpass at night")).to_be_visible()
    officer.get_by_label("Who takes it over").select_option(label="Chair")
    officer.get_by_role("button", name="They leave").click()
    expect(officer.get_by_text("Lead has left. Sessions and links stopped at once.")).to_be_visible(timeout=PATIENCE)


def refused(lead: Page) -> None:
    """See that whoever left is out with their next step."""
    lead.goto(HERE)
    expect(lead.get_by_role("heading", level=1, name="This quarter")).to_have_count(0)


def finds_nothing(chair: Page, stage: Stage) -> None:
    """See that whoever is of one partnership finds nothing of the one next door, at no address and by no word."""
    canary = str(stage.parts["slug"])
    asked = [address(name, stage) for name in sorted(ROUTES) if ROUTES[name].method == "GET" and "slug" in PARTS[name]]
    assert len(asked) > 50
    found = {place: chair.request.get(place).status for place in asked}
    assert {place: status for place, status in found.items() if status != 404} == {}
    chair.goto(f"{HERE}search/?q={canary}")
    expect(chair.get_by_text(re.compile("Nothing", re.IGNORECASE)).first).to_be_visible()
