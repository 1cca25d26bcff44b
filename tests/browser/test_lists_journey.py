"""Lists without scripts and by keyboard: a plan taken in and back, many changed at a stroke, a view saved."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.conftest import Stage

PLAN = "Nr,Task,Partners,RAG\nL1,Mend the long lamp,The trust,Amber\nL2,Mend the short lamp,The trust,\n"
TRUST, GROUP = "Ownvale lamps trust", "Ownvale lighting group"


def test_a_plan_is_understood_taken_in_changed_at_a_stroke_and_taken_back(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        sent(page, stage)
        understood(page)
        page.get_by_role("button", name="Take it in").click()
        expect(page.get_by_text("Taken in: 2 changes.", exact=False)).to_be_visible()
        plan = page.url
        moved(page, stage)
        page.goto(plan)
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_text("more was done since", exact=False)).to_be_visible()
        page.goto(f"/w/{stage.parts['slug']}/actions/lists/")
        page.get_by_role("link", name="New date, 2 actions chosen").first.click()
        page.get_by_role("button", name="Take it back").click()
        page.goto(plan)
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_text("Taken back: what it changed is as it was before.")).to_be_visible()


def sent(page: Page, stage: Stage) -> None:
    """Send a plan under heads of its own."""
    page.goto(f"/w/{stage.parts['slug']}/actions/")
    page.get_by_role("link", name="From a file").click()
    file = {"name": "plan.csv", "mimeType": "text/csv", "buffer": PLAN.encode()}
    page.get_by_label("The list").set_input_files(files=[file])  # type: ignore[list-item]  # as its stubs want it
    page.get_by_label("Group of lines that name none").select_option(GROUP)
    page.get_by_label("Agreed on, where new lines do not say").fill("2025-09-03")
    page.get_by_role("button", name="See what it changes").click()


def understood(page: Page) -> None:
    """Say what its heads mean, a colour among them as words, and who its partner is."""
    if page.get_by_role("link", name="Say what its heads mean").count():
        page.get_by_role("link", name="Say what its heads mean").click()
    for head, column in (("Nr", "reference"), ("Task", "wording"), ("Partners", "organisation"), ("RAG", "words")):
        page.get_by_label(re.compile(f"^{head} ")).select_option(column)
    page.get_by_role("button", name="Remember, and try the list").click()
    page.get_by_role("link", name="Say what 1 word means").click()
    page.get_by_label("“The trust”").select_option(TRUST)
    page.get_by_role("button", name="Remember, and try the list").click()
    expect(page.get_by_text("It would make 2 changes. Nothing is changed yet.")).to_be_visible()


def moved(page: Page, stage: Stage) -> None:
    """Choose two actions by keyboard, and move their date with one reason."""
    page.goto(f"/w/{stage.parts['slug']}/actions/?words=lamp+mend")
    page.goto(f"/w/{stage.parts['slug']}/actions/?state=open&words=Mend+the")
    for box in page.get_by_role("checkbox", name=re.compile("Mend the (long|short) lamp")).all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Change the chosen ones").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Change 2 actions")).to_be_visible()
    page.get_by_label("Their date, with one reason").check()
    page.get_by_label("If their date: the new one").fill("2027-03-31")
    page.get_by_label("If their date: why it changes").fill("The ladder is away")
    page.get_by_role("button", name="See what it changes").click()
    expect(page.get_by_text("31 March 2027 (The ladder is away)").first).to_be_visible()
    page.get_by_role("button", name="Make these changes").click()
    expect(page.get_by_text("Taken in: 2 changes.", exact=False)).to_be_visible()


def test_a_view_is_saved_seen_first_and_removed(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        here = f"/w/{stage.parts['slug']}/actions/"
        page.goto(f"{here}?state=late")
        page.get_by_text("Save this view").click()
        page.get_by_label("Name of this view").fill("What is late")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("navigation", name="Saved views")).to_contain_text("What is late")
        page.get_by_role("link", name="Change views").click()
        page.get_by_role("button", name=re.compile("^See it first.*What is late$")).click()
        page.goto(here)
        expect(page).to_have_url(re.compile(r"state=late"))
        page.get_by_role("link", name="All", exact=True).click()
        expect(page).to_have_url(re.compile(r"view=all"))
        page.get_by_role("link", name="Change views").click()
        page.get_by_role("button", name=re.compile("^Remove.*What is late$")).click()
        page.goto(here)
        expect(page).to_have_url(re.compile(r"/actions/$"))


def test_two_versions_are_compared_and_one_is_put_back(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/actions/{stage.parts['action']}/")
        page.get_by_role("link", name=re.compile(r"^Compare its \d+ versions$")).click()
        page.get_by_label("Version", exact=True).select_option(index=page.locator("#id_first option").count() - 1)
        page.get_by_role("button", name="Compare").click()
        page.get_by_role("button", name="Put back what stood in version 1").click()
        expect(page.get_by_text("Put back as it stood in version 1.")).to_be_visible()
