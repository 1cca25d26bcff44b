"""A real browser on the product as it is served; skipped where there is no Chromium or nothing was built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, StorageState, sync_playwright

from tests.browser.stage import GO
from tests.browser.weather import Weather, weather
from tests.ground.people import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src" / "frankpledge" / "ground" / "ui" / "static" / "built" / "app.css"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass(frozen=True)
class Stage:
    """Where the product answers, who may sign in, what addresses need, and the file that lets the waiting job end.

    `email` is of somebody who holds every role, `second` of a board member who approves what that person wrote,
    `third` of an analyst. `public` is where the site of that partnership answers.
    """

    address: str
    public: str
    email: str
    second: str
    third: str
    parts: dict[str, str | int]
    go: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, without its sandbox where the tests run as root."""
    if not CHROMIUM:
        pytest.skip("no Chromium here")
    if not BUILT.exists():
        pytest.skip("no styles were built: make assets")
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def away() -> Iterator[Weather]:
    """Return the page to which leaving a safety page leads."""
    with weather() as served:
        yield served


@pytest.fixture(scope="session")
def stage(browser: Browser, away: Weather, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return the product, served from a folder of its own with SQLite."""
    data = tmp_path_factory.mktemp("stage")
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "FRANKPLEDGE_DATA"}}
    clean["FRANKPLEDGE_SECOND_FACTOR"] = "off"  # the sign-in has journeys of its own
    clean["FRANKPLEDGE_PUBLIC_LEAVE"] = away.address
    command = [sys.executable, "-m", "tests.browser.stage", str(data)]
    with subprocess.Popen(command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = json.loads(server.stdout.readline())
        yield Stage(address=told.pop("address").rstrip("/"), go=data / GO, **told)
        server.terminate()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, stage: Stage) -> StorageState:
    """Return the session of somebody who holds every role in one partnership, after they signed in by hand."""
    return sign_in(browser, stage, stage.email)


@pytest.fixture(scope="session")
def second_in(browser: Browser, stage: Stage) -> StorageState:
    """Return the session of a board member of that partnership."""
    return sign_in(browser, stage, stage.second)


@pytest.fixture(scope="session")
def third_in(browser: Browser, stage: Stage) -> StorageState:
    """Return the session of an analyst of that partnership."""
    return sign_in(browser, stage, stage.third)


def sign_in(browser: Browser, stage: Stage, email: str) -> StorageState:
    """Sign in by hand, and return the session."""
    with browser.new_context(base_url=stage.address) as context:
        page = context.new_page()
        page.goto("/sign-in/")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/w/**")
        return context.storage_state()


@pytest.fixture
def by_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Act by keyboard alone: what a test clicks has the focus and is told Enter, what it checks is told Space."""

    def told(key: str) -> Callable[..., None]:
        def act(locator: Locator, **more: object) -> None:
            locator.focus()
            assert locator.evaluate("one => one === document.activeElement"), f"{locator} takes no focus"
            locator.press(key)

        return act

    monkeypatch.setattr(Locator, "click", told("Enter"))
    monkeypatch.setattr(Locator, "check", told("Space"))


@pytest.fixture
def visit(browser: Browser, stage: Stage, signed_in: StorageState) -> Iterator[BrowserContext]:
    """Return a visit of that person."""
    with browser.new_context(base_url=stage.address, storage_state=signed_in) as context:
        yield context


@pytest.fixture
def stranger(browser: Browser, stage: Stage) -> Iterator[BrowserContext]:
    """Return a visit of somebody who is not signed in."""
    with browser.new_context(base_url=stage.address) as context:
        yield context
