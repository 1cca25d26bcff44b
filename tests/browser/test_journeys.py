"""Journeys by keyboard alone, without scripts, and in the colours that one chose or that one's system asks for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong
from tests.ground.people import PASSWORD

BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def paper(page: Page) -> str:
    """Return the colour of the ground of a page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_one_signs_in_by_keyboard_alone(stranger: BrowserContext, stage: Stage) -> None:
    page = stranger.new_page()
    page.goto("/account/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(stage.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Account")).to_be_visible()
    expect(page.get_by_text(stage.email)).to_be_visible()


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(stranger: BrowserContext) -> None:
    page = stranger.new_page()
    page.goto("/sign-in/")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    assert wrong(page) == []


def test_focus_is_always_seen(visit: BrowserContext) -> None:
    page = visit.new_page()
    page.goto("/gallery/")
    unseen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " return [document.activeElement.outerHTML.slice(0, 80), s.outlineStyle, parseFloat(s.outlineWidth)] }"
        )
        if not seen[0].startswith("<body") and (seen[1] == "none" or seen[2] < 3):
            unseen.append(seen)
    assert unseen == []


def test_high_contrast_is_chosen_by_a_form_and_works_without_scripts(browser: Browser, stage: Stage) -> None:
    with browser.new_context(base_url=stage.address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/accessibility/")
        assert page.locator("html").get_attribute("data-theme") is None
        page.get_by_role("button", name="High contrast").click()
        assert page.url.endswith("/accessibility/")
        assert page.locator("html").get_attribute("data-theme") == "contrast"
        page.get_by_role("button", name="Usual colours").click()
        assert page.locator("html").get_attribute("data-theme") == "light"


@pytest.mark.parametrize(
    ("contrast", "chosen", "ground"),
    [
        ("more", None, BLACK),
        ("more", "light", WHITE),
        ("no-preference", None, WHITE),
        ("no-preference", "contrast", BLACK),
    ],
)
def test_the_system_asks_for_contrast_and_a_choice_of_ones_own_goes_before(
    stranger: BrowserContext, stage: Stage, contrast: str, chosen: str | None, ground: str
) -> None:
    if chosen:
        stranger.add_cookies([{"name": "theme", "value": chosen, "url": stage.address}])
    page = stranger.new_page()
    page.emulate_media(contrast=contrast)
    page.goto("/sign-in/")
    assert paper(page) == ground


def test_on_a_phone_the_menu_holds_every_entry_and_ones_own_pages(visit: BrowserContext) -> None:
    page = visit.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    menu = page.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="Account")).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    menu.get_by_role("link", name="Account").click()
    expect(page.get_by_role("heading", level=1, name="Account")).to_be_visible()


def test_targets_for_a_finger_are_large_enough(visit: BrowserContext) -> None:
    page = visit.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/gallery/")
    small = page.evaluate(
        "() => [...document.querySelectorAll('button, .button, input, select, textarea, summary')]"
        ".map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height])"
        ".filter(([html, tall]) => tall > 0 && tall < (html.includes('link-button') ? 24 : 44))"
    )
    assert small == []
