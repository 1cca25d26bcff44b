"""A real browser on the running product, with its styles; skipped where there is no Chromium or nothing was built."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from frankpledge.ground.ui import apps
from tests.ground.people import PASSWORD, new_user
from tests.guards.evidence import County, fill
from tests.guards.town import Town, build_town

BUILT = Path(apps.__file__).parent / "static" / "built" / "app.css"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, without its sandbox where the tests run as root."""
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    if not BUILT.exists():
        pytest.skip("no styles were built: make assets")
    # Playwright keeps an event loop in this thread, in which Django would otherwise refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Visit:
    """A signed-in visit: the browser's context, where the product runs, and the town that the reader belongs to."""

    context: BrowserContext
    server: str
    town: Town


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """Return the invented county with its evidence loaded."""
    return fill(tmp_path_factory.mktemp("county"))


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer, county: County, settings: Settings) -> Iterator[Visit]:
    """Return a visit of somebody who holds every role in one partnership, where its evidence is loaded."""
    settings.DATA = county.data
    town = build_town("Ownvale", area_code=county.area_code)
    town = replace(town, parts={**town.parts, "release": county.release})
    person = town.everyone()
    person.set_password(PASSWORD)
    person.save()
    with browser.new_context(base_url=live_server.url) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/w/**")
        page.close()
        yield Visit(context, live_server.url, town)


@pytest.fixture
def stranger(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    """Return a visit of somebody who is not signed in, though an account exists."""
    new_user(password=PASSWORD)
    with browser.new_context(base_url=live_server.url) as context:
        yield context
