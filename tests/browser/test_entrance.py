"""Somebody is invited, comes in, sets up an app without scripts and a key with them, and signs in with each."""

from __future__ import annotations

import os
import time
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import wrong
from tests.ground.people import PASSWORD
from tests.web.signing_in import PERIOD, code_at

EMAIL = "rhian.new@example.org"
LOOKS = os.environ.get("FRANKPLEDGE_LOOKS")  # a folder for pictures, for whoever wants to look


def seen_well(page: Page, name: str) -> None:
    """See that the page shuts nobody out, wide, on a phone and at 320 px."""
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        found = wrong(page)
        assert found == [], (name, found)
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), name
        if LOOKS:
            page.screenshot(path=Path(LOOKS) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def invited(page: Page, stage: Stage) -> str:
    """Invite somebody and return their link."""
    page.goto(f"/w/{stage.parts['slug']}/")
    page.get_by_role("link", name="Who has access").click()
    seen_well(page, "people")
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Organisation", exact=True).fill("Ownvale Fire")
    page.get_by_label("Board member").check()
    seen_well(page, "invite")
    page.get_by_role("button", name="Invite").click()
    seen_well(page, "invited")
    return page.get_by_label("Their link").input_value()


def first_step(page: Page) -> None:
    """Give address and password."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def next_code(secret: str, after: float) -> str:
    """Return a code that was not used yet, once its time has come."""
    while time.time() // PERIOD <= after // PERIOD:
        time.sleep(1)
    return code_at(secret, time.time())


def accepted(page: Page, link: str) -> None:
    """Accept an invitation and sign in for the first time."""
    page.goto(link)
    seen_well(page, "accept")
    page.get_by_label("Your name").fill("Rhian")
    page.get_by_label("A password", exact=True).fill(PASSWORD)
    page.get_by_label("The password again").fill(PASSWORD)
    page.get_by_role("button", name="Accept the invitation").click()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    page.get_by_role("link", name="Sign in").click()
    first_step(page)


def with_app(page: Page) -> tuple[str, float]:
    """Set up an app and return its secret and the moment of the code that showed it."""
    page.goto("/account/second-step/")
    seen_well(page, "second-step-empty")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("code").inner_text()
    seen_well(page, "app")
    now = time.time()
    page.get_by_label("Code that the app shows now").fill(code_at(secret, now))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1, name="Recovery codes")).to_be_visible()
    assert page.locator("ol code").count() == 10
    seen_well(page, "codes")
    page.get_by_role("link", name="I have kept them").click()
    return secret, now


def signed_out(page: Page) -> None:
    page.goto("/account/")
    page.locator("main").get_by_role("button", name="Sign out").click()


def test_one_comes_in_by_invitation_and_signs_in_with_an_app_without_scripts(
    browser: Browser, stage: Stage, signed_in: StorageState
) -> None:
    with browser.new_context(base_url=stage.address, storage_state=signed_in) as office:
        link = invited(office.new_page(), stage)
    host = stage.address.replace("127.0.0.1", "localhost")
    with browser.new_context(base_url=host, java_script_enabled=False) as plain:
        # axe is itself a script, so these pages are looked at in the journey with a key.
        page = plain.new_page()
        page.goto(link.replace("127.0.0.1", "localhost"))
        expect(page.get_by_role("button", name="Accept the invitation")).to_be_visible()
    with browser.new_context(base_url=host) as context:
        page = context.new_page()
        accepted(page, link.replace("127.0.0.1", "localhost"))
        secret, used = with_app(page)
        signed_out(page)
    with browser.new_context(base_url=host, java_script_enabled=False) as plain:
        page = plain.new_page()
        first_step(page)
        page.get_by_label("Code", exact=True).fill(next_code(secret, used))
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto("/account/")
        expect(page.get_by_text("authenticator app")).to_be_visible()
    with browser.new_context(base_url=host) as context:
        signs_in_with_a_key(context, secret, time.time())


def signs_in_with_a_key(context: BrowserContext, secret: str, used: float) -> None:
    """Add a key that the browser itself plays, and sign in with it instead of a code."""
    page = context.new_page()
    machine = context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "usb", "hasUserVerification": True, "isUserVerified": True}
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    first_step(page)
    seen_well(page, "code")
    page.get_by_label("Code", exact=True).fill(next_code(secret, used))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/account/second-step/key/")
    page.get_by_label("Name of the key").fill("Blue key")
    seen_well(page, "key")
    page.get_by_role("button", name="Add this key").click()
    expect(page.get_by_role("heading", name="Blue key")).to_be_visible()
    seen_well(page, "second-step")
    page.goto("/account/sessions/")
    seen_well(page, "sessions")
    signed_out(page)
    first_step(page)
    seen_well(page, "code-or-key")
    page.get_by_role("button", name="Use your key").click()
    page.wait_for_url(lambda address: "second-step" not in address and "sign-in" not in address)
    page.goto("/account/second-step/")
    expect(page.get_by_text("Last used").first).to_be_visible()
