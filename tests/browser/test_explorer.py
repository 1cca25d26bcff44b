"""The explorer by keyboard alone and without scripts: a question is put, a figure is opened down to its lines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong


def explorer(stage: Stage, query: str = "") -> str:
    return f"/w/{stage.parts['slug']}/evidence/explore/{query}"


def reach(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(90):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return (l ? l.textContent : e.textContent).trim(); }"
        )
        if told == name:
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def test_a_question_is_put_and_a_figure_opened_by_keyboard_alone(visit: BrowserContext, stage: Stage) -> None:
    page = visit.new_page()
    page.goto(explorer(stage))
    reach(page, "What")
    page.keyboard.type("Burglary")
    reach(page, "Period")
    page.keyboard.type("Three")
    reach(page, "Show")
    page.keyboard.press("Enter")
    page.wait_for_url("**what=Burglary**")
    assert "months=3" in page.url
    expect(page.get_by_text("October to December 2025").first).to_be_visible()
    counted = page.locator(".facts a").first.inner_text()
    reach(page, counted)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{counted} recorded: burglary")
    expect(page.get_by_text(f"Counted again from the rows: {counted}, as the figure says.")).to_be_visible()
    reach(page, f"All {counted} rows")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{counted} rows of burglary")
    expect(page.get_by_text(", line ").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_everything_works_without_scripts_and_shuts_nobody_out(
    browser: Browser, stage: Stage, signed_in: StorageState, width: int
) -> None:
    with browser.new_context(
        base_url=stage.address,
        storage_state=signed_in,
        java_script_enabled=False,
        viewport={"width": width, "height": 900},
    ) as context:
        page = context.new_page()
        page.goto(explorer(stage))
        page.get_by_label("What").select_option("Shoplifting")
        page.get_by_label("Places").select_option("ward")
        page.get_by_role("button", name="Show").click()
        expect(page.locator(".title__caption")).to_contain_text("Shoplifting")
        page.get_by_role("link", name="Same map as a table").click()
        page.get_by_role("link", name="By name").click()
        expect(page.locator("nav[aria-label='Order of the places'] [aria-current]")).to_have_text("By name")
        page.get_by_role("link", name="Back to the question").click()
        page.get_by_label("Area").fill("Neverland")
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_role("alert")).to_contain_text("No area that has been loaded is called")
        expect(page.get_by_label("Area")).to_have_value("Neverland")


@pytest.mark.parametrize(
    "query",
    ["?what=Shoplifting&places=ward", "?area=Neverland", "places/?places=ward", "figure/?of=change", "rows/?of=total"],
)
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "light"), (1280, "contrast"), (390, "contrast")])
def test_no_page_of_an_answer_shuts_anyone_out(
    visit: BrowserContext, stage: Stage, query: str, width: int, theme: str
) -> None:
    visit.add_cookies([{"name": "theme", "value": theme, "url": stage.address}])
    page = visit.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(explorer(stage, query))
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert wrong(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_an_event_is_registered_without_scripts_and_seen_on_the_picture(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/w/{stage.parts['slug']}/evidence/events/")
        page.get_by_role("link", name="Register an event").click()
        page.get_by_label("A mark, such as a scheme").check()
        page.get_by_label("In words").fill("A patrol begins")
        page.get_by_label("From month").fill("2025-07")
        page.locator("input[name=whom]").first.check()
        page.get_by_label("Source").fill("Minutes of June")
        page.get_by_role("button", name="Register").click()
        expect(page.get_by_role("status")).to_contain_text("Registered.")
        expect(page.get_by_role("link", name="July 2025")).to_be_visible()
        page.goto(explorer(stage, "?what=Robbery"))
        expect(page.locator(".chart__wide desc").first).to_contain_text("A patrol begins, July 2025")
