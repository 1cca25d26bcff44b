"""A year's plan without scripts: rolled forward, held back until whole, approved by two, on a page, carried out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from frankpledge.ground import clock
from tests.browser.conftest import ROOT
from tests.ground.people import PASSWORD

pytestmark = pytest.mark.usefixtures("by_keyboard")

# Where pictures are wanted, to be looked at.
PICTURES = os.environ.get("FRANKPLEDGE_PICTURES", "")
WIDTHS = (1280, 390)
STRATEGIES = ("Crime and disorder", "Substance misuse", "Re-offending", "Serious violence")
STEP, AIM = "Mark every bicycle", "Fewer homes are broken into"


@pytest.fixture(scope="module")
def told(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return where the partnership is served, and who may sign in."""
    data = tmp_path_factory.mktemp("plan")
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    clean["FRANKPLEDGE_SECOND_FACTOR"] = "off"  # the sign-in has journeys of its own
    command = [sys.executable, "-m", "tests.browser.plan_stage", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.terminate()


def entered(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/w/**")
    expect(page.get_by_role("link", name="Plan", exact=True).first).to_be_visible()


def seen(page: Page, name: str) -> None:
    """Keep pictures of a page, wide and narrow, where pictures are wanted."""
    for width in WIDTHS if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(PICTURES) / f"plan-{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_plan_is_rolled_forward_made_whole_approved_put_on_a_page_sent_and_carried_out(
    browser: Browser, told: dict[str, str]
) -> None:
    with (
        browser.new_context(base_url=told["address"], java_script_enabled=False) as office,
        browser.new_context(base_url=told["address"], java_script_enabled=False) as table,
        browser.new_context(base_url=told["address"], java_script_enabled=False) as desk,
    ):
        page, approver, lead = office.new_page(), table.new_page(), desk.new_page()
        for one, email in ((page, "officer"), (approver, "member"), (lead, "lead")):
            entered(one, told[email])
        plan = rolled(page, told)
        held_back(page)
        departed(page, plan)
        taken_up(page, plan)
        left_out(page, plan)
        shared(page, plan)
        described(lead, plan)
        before_board(page, plan)
        kept_from(lead, plan)
        approved(approver, plan)
        on_a_page(page, plan)
        sent(page, plan)
        carried_out(page, plan)
        walked(page, plan)


def rolled(page: Page, told: dict[str, str]) -> str:
    """Begin next year's plan from this year's, and return its address."""
    page.goto(f"/w/{told['slug']}/plan/")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"A safer Nevermouth, {told['year']}")
    page.get_by_role("button", name="Begin next year’s plan from it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"A safer Nevermouth, {told['next']}")
    expect(page.get_by_text("Begun from the plan before")).to_be_visible()
    expect(page.get_by_role("link", name="Noise at night").first).to_be_visible()
    return page.url


def held_back(page: Page) -> None:
    """Try to put it before the board: the gates say what is missing, and each leads where it is made good."""
    page.get_by_role("button", name="Put it before the board").click()
    expect(page.get_by_text(re.compile(r"\d+ things are missing")).first).to_be_visible()
    seen(page, "gates")
    missing = page.locator("#missing")
    for words in (
        "No edition of an assessment is named", "how Nevermouth Council should allocate",
        "carries the strategy on serious violence", "“Noise at night” is not tied to what the assessment recommends",
        "“Noise at night” has no outcome", "“Noise at night” has no measure",
    ):  # fmt: skip
        expect(missing.get_by_text(words).first).to_be_visible()
    missing.get_by_role("link", name=re.compile("No edition of an assessment")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The whole plan")


def described(page: Page, plan: str) -> None:
    """Say what is said once for the whole plan."""
    page.goto(plan)
    page.get_by_role("link", name="The whole plan", exact=True).click()
    for label in (
        "Community safety agreement considered", "How people’s views are sought", "How people can help",
        "How the summary is published",
    ):  # fmt: skip
        page.get_by_label(label).fill(f"{label}: said at the market.")
    page.get_by_role("button", name="Save").click()


def considered(page: Page, plan: str) -> None:
    """Name the assessment that the plan considered."""
    page.goto(plan)
    page.get_by_role("link", name="The whole plan", exact=True).click()
    page.get_by_label("Strategic assessment considered").select_option(index=1)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#missing").get_by_text("The assessment puts “Burglary” forward").first).to_be_visible()


def departed(page: Page, plan: str) -> None:
    """Say why the board goes on with what the assessment does not recommend, and make its priority whole."""
    considered(page, plan)
    page.locator("#missing").get_by_role("link", name=re.compile("Noise at night.*departs")).click()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("why the board takes it up").fill("Residents put it first.")
    page.get_by_label("Equality note").fill("Shift workers sleep by day.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("not recommended: Residents put it first.")).to_be_visible()
    outcome(page, "People sleep")
    measure(page, "Complaints of noise", indicator="")


def taken_up(page: Page, plan: str) -> None:
    """Write a priority that the assessment recommends, with its objective, outcome, step and measure."""
    page.goto(plan)
    page.get_by_role("link", name="Add a priority").click()
    page.get_by_label("Name").fill("Safer homes")
    page.get_by_label("Recommended by the assessment as").select_option(label="Burglary")
    page.get_by_label("Lead organisation").select_option(label="Nevermouth Council")
    page.get_by_label("Why, from the assessment").fill("Homes were broken into. It harms for long.")
    for strategy in STRATEGIES:
        page.get_by_role("checkbox", name=re.compile(strategy)).check()
    page.get_by_label("Equality note").fill("Older people are hit hardest.")
    seen(page, "priority-form")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add an objective").click()
    page.get_by_label("Objective", exact=True).fill(AIM)
    page.get_by_role("button", name="Save").click()
    outcome(page, "People feel safe at home")
    page.get_by_role("link", name="Add a step").click()
    page.get_by_label("Step", exact=True).fill(STEP)
    page.get_by_label("Objective that it serves").select_option(label=AIM)
    page.get_by_label("Lead organisation").select_option(label="Nevermouth Council")
    page.get_by_label("By when").fill((clock.today() + timedelta(days=300)).isoformat())
    page.get_by_role("button", name="Save").click()
    measure(page, "Burglaries of homes", indicator="Burglaries of homes")
    expect(page.get_by_text("(BU-01)")).to_be_visible()
    seen(page, "priority")


def outcome(page: Page, words: str) -> None:
    """Write an outcome under the priority that is open."""
    page.get_by_role("link", name="Add an outcome").click()
    page.get_by_label("What will be different").fill(words)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(words).first).to_be_visible()


def measure(page: Page, words: str, *, indicator: str) -> None:
    """Write a measure under the priority that is open, tied to an indicator where one is named."""
    page.get_by_role("link", name="Add a measure").click()
    page.get_by_label("What is measured").fill(words)
    if indicator:
        page.get_by_label("Indicator of the register").select_option(label=indicator)
    page.get_by_label("Where it stands now").fill("120 a year")
    page.get_by_label("Target").fill("100 or fewer")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("100 or fewer").first).to_be_visible()


def left_out(page: Page, plan: str) -> None:
    """Say why the other thing that the assessment puts forward is not taken up."""
    page.goto(plan)
    page.locator("#missing").get_by_role("link", name=re.compile("“Fire setting” forward")).click()
    page.get_by_label("What is not taken up").fill("Fire setting")
    page.get_by_label("Why", exact=True).fill("The fire authority leads it alone.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("“Fire setting” forward")).to_have_count(0)


def shared(page: Page, plan: str) -> None:
    """Write what the authority puts in, and how it will measure its success."""
    page.goto(plan)
    page.locator("#missing").get_by_role("link", name=re.compile("Nevermouth Council should allocate")).click()
    page.get_by_label("Authority").select_option(label="Nevermouth Council")
    page.get_by_label("How it should allocate").fill("Two wardens.")
    page.get_by_label("How it will measure its success").fill("Burglaries a quarter.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("cell", name="Two wardens.")).to_be_visible()


def before_board(page: Page, plan: str) -> None:
    """Put it before the board, now that nothing is missing."""
    page.goto(plan)
    expect(page.locator("#missing")).to_have_count(0)
    page.get_by_role("button", name="Put it before the board").click()
    expect(page.get_by_text("It is before the board.")).to_be_visible()
    expect(page.get_by_role("link", name="The board approved it")).to_have_count(0)
    seen(page, "before-board")


def kept_from(lead: Page, plan: str) -> None:
    """Refuse a member of the board who wrote a text of it, though somebody else put it before the board."""
    lead.goto(plan)
    expect(lead.get_by_role("link", name="The board approved it")).to_have_count(0)
    lead.goto(f"{plan}approve/")
    lead.get_by_label("Decision of the board").select_option(index=1)
    lead.get_by_role("button", name="Keep its editions").click()
    expect(lead.get_by_role("alert")).to_contain_text("you wrote in this paper")


def approved(approver: Page, plan: str) -> None:
    """Record the decision as a second person, and find the editions."""
    approver.goto(plan)
    approver.get_by_role("link", name="The board approved it").click()
    approver.get_by_label("Decision of the board").select_option(index=1)
    approver.get_by_role("button", name="Keep its editions").click()
    expect(approver.get_by_text("Partnership plan, edition 1, approved by Board member")).to_be_visible()
    expect(approver.get_by_role("link", name=re.compile("The plan is approved")).first).to_be_visible()


def on_a_page(page: Page, plan: str) -> None:
    """Open the plan on a page, and take it along as a PDF of one page."""
    page.goto(plan)
    seen(page, "approved")
    page.get_by_role("link", name="The plan on a page").click()
    expect(page.get_by_text(STEP).first).to_be_visible()
    expect(page.get_by_text("People feel safe at home").first).to_be_visible()
    seen(page, "on-a-page")
    with page.expect_download() as given:
        page.get_by_role("link", name="PDF, one landscape side").click()
    opened = pypdfium2.PdfDocument(Path(given.value.path()).read_bytes())
    assert len(opened) == 1
    words = " ".join(opened[0].get_textpage().get_text_range().split())
    assert STEP in words
    assert "Draft" not in words
    if PICTURES:
        opened[0].render(scale=1.5).to_pil().save(Path(PICTURES) / "plan-pdf.png")


def sent(page: Page, plan: str) -> None:
    """Record the copy that the commissioner was sent."""
    page.goto(plan)
    page.get_by_role("link", name="A copy was sent").click()
    page.get_by_label("To whom").fill("Police and crime commissioner")
    page.get_by_role("button", name="Record").click()
    row = page.get_by_role("row").filter(has_text="Police and crime commissioner")
    expect(row.get_by_role("cell").nth(1)).to_have_text("1")


def carried_out(page: Page, plan: str) -> None:
    """Move a step's date with its reason, say what its date belies, and find both on the delivery plan."""
    first, then = clock.today() + timedelta(days=300), clock.today() - timedelta(days=40)
    page.get_by_role("link", name="Delivery plan").click()
    delivery = page.url
    page.get_by_role("link", name=STEP).click()
    page.get_by_role("link", name="Change its date").click()
    page.get_by_label("Due by").fill(then.isoformat())
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Why").fill("The wardens came early.")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("The wardens came early.").first).to_be_visible()
    page.get_by_role("link", name="Say how it stands").click()
    page.get_by_role("radio", name="On track").check()
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_text("said to be “on track”", exact=False).first).to_be_visible()
    seen(page, "step")
    page.goto(delivery)
    row = page.get_by_role("row").filter(has_text=STEP)
    both = f"{printed(first)}, then {printed(then)}"
    expect(row.get_by_role("cell", name=both)).to_be_visible()
    expect(page.locator("#odd").get_by_role("link", name=STEP)).to_be_visible()
    seen(page, "delivery")


def printed(due: date) -> str:
    """Return a day as plans print it: the last of a month as the month."""
    last = (due + timedelta(days=1)).day == 1
    return f"{due:%b %Y}" if last else f"{due.day} {due:%b %Y}"


def walked(page: Page, plan: str) -> None:
    """Walk the golden thread from the priority to its step, and back."""
    page.goto(plan)
    page.get_by_role("link", name="Safer homes").first.click()
    page.get_by_role("link", name="Walk the golden thread").click()
    onward = page.locator("section", has=page.get_by_role("heading", name="What follows from it"))
    seen(page, "thread")
    onward.get_by_role("link", name=re.compile(f"^{STEP}")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(STEP)
    back = page.locator("section", has=page.get_by_role("heading", name="What it rests on"))
    back.get_by_role("link", name=re.compile("^Safer homes")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Safer homes")
    expect(back.get_by_role("link", name=re.compile("Strategic assessment")).first).to_be_visible()
