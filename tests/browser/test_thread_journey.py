"""The golden thread without scripts: from a figure to an action and back, tied on the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.browser.conftest import Stage

pytestmark = pytest.mark.usefixtures("by_keyboard")

FINDING, ACTION = re.compile("Ownvale lamps went out 34 times"), re.compile("Ownvale lamps are mended")


def test_one_walks_from_a_figure_to_an_action_and_back(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office:
        page = office.new_page()
        page.goto(f"/w/{stage.parts['slug']}/plan/")
        page.get_by_role("link", name="Golden thread", exact=True).click()
        page.get_by_label("Stage").select_option("Evidence")
        page.get_by_label("Words").fill("lamps that went out")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name=re.compile("^34: Ownvale lamps")).click()
        page.get_by_role("link", name=FINDING).first.click()
        expect(page.get_by_text("Here the thread breaks")).to_be_visible()
        page.get_by_role("link", name="Tie it to another thing").click()
        page.get_by_label("Stage").select_option("Action")
        page.get_by_label("Words").fill("lamps are mended")
        page.get_by_role("button", name="Look").click()
        page.get_by_role("radio", name=ACTION).check()
        page.get_by_role("radio", name="The other follows from this").check()
        page.get_by_label("Why").fill("The board asked for light")
        page.get_by_role("button", name="Tie", exact=True).click()
        expect(page.get_by_text("Here the thread breaks")).to_have_count(0)
        page.get_by_role("link", name=ACTION).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("lamps are mended")
        expect(page.get_by_text("The board asked for light").first).to_be_visible()
        page.get_by_role("link", name=FINDING).first.click()
        page.get_by_role("link", name=re.compile("^34: Ownvale lamps")).first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("34: Ownvale lamps that went out")
