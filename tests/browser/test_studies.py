"""Studies by keyboard, without scripts and read aloud: each is reached from the answer, and shuts nobody out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong
from tests.browser.test_explorer import explorer, reach

STUDIES = ("why", "time", "places", "forecast", "compare", "what-if")


def study(stage: Stage, name: str, query: str = "") -> str:
    return f"/w/{stage.parts['slug']}/evidence/studies/{name}/{query}"


def test_a_study_is_reached_and_asked_anew_by_keyboard_alone(visit: BrowserContext, stage: Stage) -> None:
    page = visit.new_page()
    page.goto(explorer(stage, "?what=Burglary&months=3"))
    reach(page, "Time")
    page.keyboard.press("Enter")
    page.wait_for_url("**/studies/time/**what=Burglary**")
    reach(page, "What")
    page.keyboard.type("Shoplifting")
    reach(page, "Show")
    page.keyboard.press("Enter")
    page.wait_for_url("**what=Shoplifting**")
    expect(page.locator(".title__caption")).to_contain_text("Shoplifting")


def test_areas_are_put_together_without_scripts(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(study(stage, "what-if"))
        expect(page.get_by_role("heading", level=1)).to_have_text("Which areas would be one?")
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="Put together").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Together: ")
        expect(page.get_by_role("checkbox").first).to_be_checked()
        page.get_by_role("link", name="Back to the answer").click()
        expect(page.get_by_role("heading", name="Look deeper")).to_be_visible()


def test_another_area_is_named_beside_the_boxes_and_the_page_is_kept_as_it_is_known(
    visit: BrowserContext, stage: Stage
) -> None:
    page = visit.new_page()
    page.goto(study(stage, "what-if"))
    name = page.get_by_role("checkbox").first.locator("xpath=following-sibling::label").inner_text()
    page.goto(study(stage, "what-if", f"?with={name.replace(' ', '+')}"))
    expect(page.get_by_role("checkbox").first).to_be_checked()
    page.get_by_role("link", name="This page as it is known now").click()
    page.wait_for_url("**known=20**")
    expect(page.get_by_role("checkbox").first).to_be_checked()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Together: ")


def test_a_problem_profile_is_drafted_without_scripts_and_read(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(study(stage, "time", "?what=Burglary"))
        page.get_by_role("link", name="Draft a problem profile").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Draft a problem profile")
        page.get_by_role("button", name="Draft the profile").click()
        page.wait_for_url("**/jobs/**")
        # The stage's own job waits for its file; this one is made to be found, not to be done.
        expect(page.get_by_role("heading", level=1)).to_have_text("Draft a problem profile")


@pytest.mark.parametrize("name", STUDIES)
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "light"), (390, "contrast")])
def test_no_study_shuts_anyone_out(visit: BrowserContext, stage: Stage, name: str, width: int, theme: str) -> None:
    visit.add_cookies([{"name": "theme", "value": theme, "url": stage.address}])
    page = visit.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(study(stage, name))
    for summary in page.locator("summary:visible").all():
        summary.click()
    assert wrong(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
