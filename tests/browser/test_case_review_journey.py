"""Somebody applies on a phone, an officer runs the case to its outcome, and the applicant reads it with the code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from frankpledge.ground import clock, visitors
from tests.browser.conftest import ROOT
from tests.browser.weather import Weather
from tests.ground.documents.test_cleaned import placed
from tests.ground.people import PASSWORD

# Where pictures are wanted, to be looked at.
PICTURES = os.environ.get("FRANKPLEDGE_PICTURES", "")
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def told(browser: Browser, away: Weather, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return where the partnership is served, and who may sign in."""
    data = tmp_path_factory.mktemp("case")
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    clean["FRANKPLEDGE_SECOND_FACTOR"] = "off"  # the sign-in has journeys of its own
    clean["FRANKPLEDGE_PUBLIC_LEAVE"] = away.address
    command = [sys.executable, "-m", "tests.browser.case_stage", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.terminate()


def seen(page: Page, name: str) -> None:
    """Keep a picture of a page where pictures are wanted."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"case-{name}.png"), full_page=True)


def test_a_case_is_applied_for_on_a_phone_run_to_its_outcome_and_read_with_the_code(
    browser: Browser, told: dict[str, str], away: Weather
) -> None:
    away.came_from.clear()
    with browser.new_context(viewport=PHONE) as phone, browser.new_context(base_url=told["address"]) as desk:
        applicant, officer = phone.new_page(), desk.new_page()
        code = applied(applicant, told)
        assert phone.cookies() == []
        entered(officer, told)
        decided(officer, told)
        reviewed(officer)
        applicant.goto(f"{told['public']}/i/code/")
        applicant.get_by_label("Your code").fill(code)
        applicant.get_by_role("button", name="Open").click()
        expect(applicant.get_by_role("heading", level=1)).to_have_text("How it stands")
        expect(applicant.get_by_text("Nobody joined the reports up")).to_be_visible()
        expect(applicant.get_by_text("What came of the review")).to_be_visible()
        seen(applicant, "6-outcome")
        assert applicant.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert code.lower() not in applicant.url.lower()
        left(applicant, told, away, code)


def applied(page: Page, told: dict[str, str]) -> str:
    """Apply from the first page of the site, with three reports, and return the code."""
    page.goto(f"{told['public']}/")
    page.get_by_role("link", name="Anti-social behaviour").click()
    expect(page.get_by_text("ring 999", exact=False).first).to_be_visible()
    seen(page, "0-start")
    page.get_by_role("link", name="Start").click()
    page.get_by_label("Three times or more").check()
    page.get_by_label("Yes, all or at least three").check()
    page.get_by_role("button", name="What does that mean?").click()
    expect(page.get_by_text("You can ask.")).to_be_visible()
    seen(page, "1-check")
    page.wait_for_timeout(1000 * visitors.QUICK_SECONDS + 500)  # as a person reads it; a machine would be marked
    page.get_by_role("button", name="Continue").click()
    code = page.locator(".big").inner_text()
    for number, days in enumerate((60, 40, 20), 1):
        expect(page.get_by_text(f"report {number}" if number > 1 else "Your code")).to_be_visible()
        day = clock.today() - timedelta(days=days)
        page.get_by_label("What happened?").fill("Loud engines under the window until two at night")
        page.get_by_label("When did it happen?").fill(day.isoformat())
        page.get_by_label("When was it reported?").fill((day + timedelta(days=1)).isoformat())
        page.get_by_label("Yes" if days == 40 else "I am not sure", exact=True).check()
        if days == 20:
            seen(page, "2-report")
        page.get_by_role("button", name="that was the last one" if days == 20 else "add another").click()
    expect(page.get_by_text("Three of three so far")).to_be_visible()
    page.get_by_label("What does it do to you?").fill("No sleep, and the children are afraid")
    filed(page)
    page.get_by_label("Your name, and where you live").fill("A tenant of Dock Street")
    seen(page, "3-you")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("A tenant of Dock Street")).to_be_visible()
    redrafted(page)
    seen(page, "4-review")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("It is sent")
    seen(page, "5-sent")
    return code


def filed(page: Page) -> None:
    """Be refused a film, losing nothing of what was written beside it, and add a photograph."""
    page.get_by_role("button", name="add photographs or a diary").click()
    page.get_by_label("What does it show?").fill("The stairs at night")
    page.get_by_label("Choose it").set_input_files({"name": "night.mp4", "mimeType": "video/mp4", "buffer": b"film"})
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("What does it show?")).to_have_value("The stairs at night")
    page.get_by_label("Choose it").set_input_files({"name": "s.jpg", "mimeType": "image/jpeg", "buffer": placed()})
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name="Take out s.jpg")).to_be_visible(
        timeout=30_000
    )  # it is drawn anew in a process of its own
    seen(page, "3-files")
    page.get_by_role("button", name="Continue").click()


def redrafted(page: Page) -> None:
    """Change the first report, and think twice of taking one out."""
    page.get_by_role("button", name="Change report 1").click()
    page.get_by_label("Which one").fill("The housing office")
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("The housing office")).to_be_visible()
    page.get_by_role("button", name="Take out report 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take this report out?")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Report 3", exact=True)).to_be_visible()


def left(page: Page, told: dict[str, str], away: Weather, code: str) -> None:
    """Leave, and find nothing of it by Back, Forward or in what the browser keeps, as somebody at the same device."""
    entries = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    # Each page took the place of the one before: one entry of applying, one of coming back with the code.
    assert sum("/i/" in one["url"] for one in entries) == 2
    assert {one["title"] for one in entries if "/i/" in one["url"]} == {"Advice and information"}
    page.locator("#leave").click()
    page.wait_for_url(away.address)
    for go in (page.go_back, page.go_forward, page.go_back):
        go()
        page.wait_for_url(away.address)
        assert page.title() == "Weather"
    left_over = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    assert not any("case" in f"{one['url']}{one['title']}".lower() or code in str(one) for one in left_over)
    assert set(away.came_from) == {""}
    page.goto(f"{told['public']}/i/code/")
    kept = page.evaluate("[document.cookie, localStorage.length, sessionStorage.length, window.name]")
    assert (kept, page.context.cookies()) == (["", 0, 0, ""], [])
    assert page.get_by_label("Your code").input_value() == ""


def entered(page: Page, told: dict[str, str]) -> None:
    """Sign in, take the case up, and open it for a reason."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(told["officer"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/w/**")
    page.goto(f"/w/{told['slug']}/case-reviews/")
    seen(page, "7-list")
    page.get_by_role("link", name="Case 1", exact=True).click()
    page.get_by_role("button", name="Take it up").click()
    page.get_by_label("I am working on this case").check()
    seen(page, "8-reason")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_text("A tenant of Dock Street")).to_be_visible()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="File 1: The stairs at night").click()
    assert fetched.value.suggested_filename == "case-1-file-1.jpg"


def do(page: Page, link: str, button: str, **typed: str) -> None:
    """Do one deed of the case: fill its fields by their labels, and send it."""
    page.locator(".side").get_by_role("link", name=link, exact=True).click()
    for label, value in typed.items():
        page.locator(f"[name={label}]").fill(value)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case 1")


def decided(page: Page, told: dict[str, str]) -> None:
    """Acknowledge it and decide on the threshold, which the count forces."""
    do(page, "Acknowledge it", "Send")
    page.locator(".side").get_by_role("link", name="Decide on the threshold", exact=True).click()
    page.get_by_label("Met", exact=True).check()
    seen(page, "9-decide")
    page.get_by_role("button", name="Decide, and send the letter").click()
    expect(page.get_by_text("The count forces it.")).to_be_visible()


def reviewed(page: Page) -> None:
    """Hold the panel and tell the outcome."""
    today = clock.today().isoformat()
    page.locator(".side").get_by_role("link", name="Call the panel", exact=True).click()
    page.locator("[name=meets_on]").fill(today)
    page.locator("[name=chair]").fill("Head of housing")
    page.get_by_label("The chair’s organisation").select_option("Nevermouth Council")
    page.get_by_label("The chair’s agency did not deal with this case").check()
    page.locator("[name=independent_because]").fill("The council never had the case")
    page.get_by_label("Attends").check()
    page.get_by_role("button", name="Call it").click()
    page.locator(".side").get_by_role("link", name="Assess the risk", exact=True).click()
    page.get_by_label("Medium").check()
    page.locator("[name=words]").fill("Children are afraid")
    page.get_by_role("button", name="Record").click()
    page.locator(".side").get_by_role("link", name="Seat a member", exact=True).click()
    page.locator("[name=post]").fill("Inspector")
    page.get_by_label("None declared").check()
    page.get_by_role("button", name="Record").click()
    do(page, "The panel met", "Record", on=today, found="Nobody joined the reports up")
    do(page, "Recommend", "Record", words="One contact for all reports", answer_by=today)
    page.locator(".side").get_by_role("link", name="Tell the outcome", exact=True).click()
    expect(page.locator("[name=words]")).to_contain_text("One contact for all reports")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case 1")
    seen(page, "10-case")
