"""Notices without scripts: a person says how they are told, an officer looks at reminders, somebody stops messages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, StorageState, expect

from tests.browser.conftest import Stage

pytestmark = pytest.mark.usefixtures("by_keyboard")


def test_how_one_is_told_reminders_and_the_way_out(browser: Browser, stage: Stage, signed_in: StorageState) -> None:
    slug = stage.parts["slug"]
    with (
        browser.new_context(base_url=stage.address, storage_state=signed_in, java_script_enabled=False) as office,
        browser.new_context(base_url=stage.address, java_script_enabled=False) as stranger,
    ):
        page = office.new_page()
        page.goto("/account/")
        page.get_by_role("link", name="My notices").click()
        page.get_by_label("Every day").check()
        page.get_by_label("At", exact=True).select_option("03:00")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("lies in your quiet hours")
        page.get_by_label("At", exact=True).select_option("09:00")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Kept. It holds from the next message on.")).to_be_visible()

        page.goto(f"/w/{slug}/actions/")
        page.get_by_role("link", name="Reminders to organisations").click()
        expect(page.get_by_role("heading", name="To go", exact=True)).to_be_visible()
        page.get_by_label("Yes, in my name").check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Kept.").first).to_be_visible()

        page.goto(f"/w/{slug}/access/")
        page.get_by_role("link", name=re.compile("^Mail that goes out")).click()
        expect(page.get_by_role("heading", name="What runs by itself")).to_be_visible()

        out = stranger.new_page()
        out.goto(f"/stop/{stage.parts['sign']}/")
        out.get_by_role("button", name="Stop them").click()
        expect(out.get_by_role("heading", name="Messages are stopped")).to_be_visible()
