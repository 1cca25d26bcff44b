"""An assessment is written, overtaken by new data, put right, sent and approved: by keyboard, without scripts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT
from tests.browser.test_every_page import wrong
from tests.ground.people import PASSWORD

MINUTE = 60_000


@pytest.fixture(scope="module")
def told(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Return where the assessment is served, and who may sign in."""
    data = tmp_path_factory.mktemp("builder")
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    command = [sys.executable, "-m", "tests.browser.builder_stage", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield json.loads(server.stdout.readline())
        server.terminate()


def press(page: Page, name: str, *, nth: int = 0) -> None:
    """Press a button as a keyboard does: go to it, and press Enter."""
    button = page.get_by_role("button", name=name).nth(nth)
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    """Replace what stands in a field by typing."""
    field = page.get_by_label(label)
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(words)


def choose(page: Page, field: str, value: str) -> None:
    page.locator(f"[name={field}]").select_option(value)


def enter(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    write(page, "E-mail address", email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/w/**")


def write_of_drugs(page: Page, told: dict[str, str]) -> None:
    """Write a sentence with a quoted figure, and one that claims a fall, which holds as yet."""
    page.goto(told["write"])
    write(page, "Words", "Police recorded this many drug offences: . Drug offences fell.")
    press(page, "Save")
    choose(page, "query", "recorded_count")
    press(page, "Choose")
    choose(page, "figure_what", "Drugs")
    choose(page, "figure_period", "2025-04 to 2025-06")
    press(page, "Insert it")
    choose(page, "kind", "fell")
    press(page, "Choose", nth=1)
    choose(page, "sentence", "Drug offences fell.")
    choose(page, "claim_what", "Drugs")
    choose(page, "claim_period", "2025-04 to 2025-06")
    press(page, "Attach it")
    expect(page.get_by_text("The claim holds, and is attached.")).to_be_visible()


def test_a_sentence_that_new_data_made_untrue_is_put_right_before_a_second_person_approves(
    browser: Browser, told: dict[str, str]
) -> None:
    with browser.new_context(base_url=told["address"].rstrip("/"), java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(MINUTE)
        enter(page, told["analyst"])
        write_of_drugs(page, told)
        page.goto(told["chapter"])
        expect(page.get_by_text("Drug offences fell.")).to_be_visible()
        page.goto(told["assessment"])
        press(page, "Send for review")
        expect(page.get_by_text("Read the newest evidence, then rewrite the sentence.")).to_be_visible()
        page.goto(f"{told['assessment']}changed/")
        press(page, "Read the newest evidence")
        for _ in range(60):
            if page.get_by_role("link", name="See what changed").count():
                break
            page.wait_for_timeout(1_000)
            page.reload()
        page.get_by_role("link", name="See what changed").click()
        expect(page.get_by_text("Types of crime: No longer true")).to_be_visible()
        press(page, "Accept")
        page.get_by_role("link", name="Rewrite Drug offences fell.").click()
        write(page, "Why the sentence may stand without it", "It is rewritten.")
        press(page, "Give up the claim")
        write(page, "Words", "Police recorded {recorded_count} drug offences.")
        press(page, "Save")
        page.goto(told["assessment"])
        press(page, "Send for review")
        expect(page.get_by_text("Sent for review.")).to_be_visible()
    with browser.new_context(base_url=told["address"].rstrip("/"), java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(2 * MINUTE)
        enter(page, told["member"])
        page.goto(told["assessment"])
        press(page, "Approve")
        # Every format is rendered before the page answers.
        expect(page.get_by_text("The edition below never changes")).to_be_visible(timeout=2 * MINUTE)


def test_the_pages_of_a_chapter_with_exhibits_shut_nobody_out(browser: Browser, told: dict[str, str]) -> None:
    with browser.new_context(base_url=told["address"].rstrip("/")) as context:
        page = context.new_page()
        page.set_default_timeout(MINUTE)
        enter(page, told["analyst"])
        for address in (told["chapter"], told["write"], told["assessment"], f"{told['assessment']}changed/"):
            page.goto(address)
            assert wrong(page) == [], address
