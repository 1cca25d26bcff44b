"""Every page, wide and at 320 px, in each set of colours: nothing shuts people out and nothing is cut off."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Stage
from tests.guards.routes import ROUTES, all_routes

PARTS = dict(all_routes())
# What is kept and not looked at: files by their names, and these besides. What is published is looked at.
KEPT = {
    "agreements:text", "api:description", "attachments:fetch", "delivery:document", "duties:export", "duties:feed",
    "packs:original", "packs:picture", "profiles:read", "releases:annotated", "releases:set_aside", "reports:files",
    "returns:remarks", "returns:template",
}  # fmt: skip
FILES = {name for name in ROUTES if name.endswith(("_file", ":file", ":csv", ":list_remarks"))} - {
    "publishing:public_file"
} | KEPT
PAGES = sorted(name for name, route in ROUTES.items() if route.method == "GET" and name not in FILES)
STANDARD = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass(frozen=True)
class Look:
    """A way of looking at pages."""

    width: int
    theme: str
    forced: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}{'-forced' if self.forced else ''}"


LOOKS = (
    Look(1280, "light"),
    Look(320, "light"),
    Look(1280, "contrast"),
    Look(320, "contrast"),
    Look(1280, "light", forced=True),
)


def wrong(page: Page, *, forced: bool = False) -> list[str]:
    """Return what axe finds wrong on the page, a line each.

    Where the system forces its own colours, contrast is the system's: axe would measure ours, which nobody sees.
    """
    rules = {"color-contrast": {"enabled": not forced}}
    found = Axe().run(page, options={**STANDARD, "rules": rules}).response["violations"]
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_page_shuts_anyone_out_or_runs_over_its_edge(look: Look, visit: BrowserContext, stage: Stage) -> None:
    visit.add_cookies([{"name": "theme", "value": look.theme, "url": stage.address}])
    page = visit.new_page()
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(forced_colors="active" if look.forced else "none")
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for name in PAGES:
        page.goto(address(name, stage))
        faults += [f"{name}: {line}" for line in wrong(page, forced=look.forced)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{name}: scrolls sideways")
    assert faults == []


def address(name: str, stage: Stage) -> str:
    """Return the address of a page of the reader's own workspace."""
    return reverse(name, kwargs={part: stage.parts[part] for part in PARTS[name]})
