"""Every page, wide and at 320 px, in each set of colours: nothing shuts people out and nothing is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import Stage
from tests.guards.routes import ROUTES, all_routes

PARTS = dict(all_routes())
# What is kept and not looked at: files by their names, and these besides. What is published is looked at. What is done
# in a case opens only to whoever was let into it, which the reader of all pages was not.
KEPT = {
    "agreements:text", "api:description", "asb_reviews:deed", "asb_reviews:fetch", "attachments:fetch",
    "casework:one", "casework:hold", "casework:remove", "casework:ask", "casework:asked", "casework:passage",
    "casework:file", "delivery:document", "duties:export", "duties:feed",
    "packs:original", "packs:picture", "profiles:read", "releases:annotated", "releases:set_aside", "reports:files",
    "returns:remarks", "returns:template",
}  # fmt: skip
PUBLISHED = "publishing:public_file"
FILES = {name for name in ROUTES if name.endswith(("_file", ":file", ":csv", ":list_remarks"))} - {PUBLISHED} | KEPT
PAGES = sorted(name for name, route in ROUTES.items() if route.method == "GET" and name not in FILES)
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Colours alone differ where a reader chose others; where the system forces its own, axe would measure ours, unseen.
COLOURS = ["color-contrast", "link-in-text-block"]


@dataclass(frozen=True)
class Look:
    """A way of looking at a page, and the rules of axe that may answer otherwise than in the looks before."""

    width: int
    theme: str
    rules: tuple[str, ...]
    forced: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{self.theme}{'-forced' if self.forced else ''}"


LOOKS = (
    Look(1280, "light", (*STANDARD,)),
    Look(320, "light", (*STANDARD,)),
    Look(320, "contrast", (*COLOURS,)),
    Look(1280, "contrast", (*COLOURS,)),
    Look(1280, "light", (), forced=True),
)


def wrong(page: Page, rules: Sequence[str] = STANDARD) -> list[str]:
    """Return what axe finds wrong on the page, a line each."""
    options = {"runOnly": [*rules], "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"] if rules else []
    return [f"{one['id']}: {node['target']} {node.get('failureSummary', '')}" for one in found for node in one["nodes"]]


def looked_at(page: Page, look: Look) -> list[str]:
    """Return what is wrong with the page that is open when it is looked at so."""
    page.set_viewport_size({"width": look.width, "height": 900})
    page.emulate_media(forced_colors="active" if look.forced else "none", reduced_motion="reduce")
    page.evaluate("theme => document.documentElement.dataset.theme = theme", look.theme)
    faults = wrong(page, look.rules)
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append("scrolls sideways")
    return [f"{look}: {fault}" for fault in faults]


# A page each in a test would sign in two hundred times; the pages in two tests let two workers share them.
@pytest.mark.parametrize("pages", [PAGES[::2], PAGES[1::2]], ids=["odd", "even"])
def test_no_page_shuts_anyone_out_or_runs_over_its_edge(pages: list[str], visit: BrowserContext, stage: Stage) -> None:
    page = visit.new_page()
    faults: list[str] = []
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    for name in pages:
        if address(name, stage).rpartition("/")[2] and name != PUBLISHED:
            continue  # a file by its address, which a browser would keep
        page.goto(address(name, stage))
        faults += [f"{name}: {fault}" for look in LOOKS for fault in looked_at(page, look)]
    assert faults == []


def test_the_theme_that_a_reader_chose_is_the_page_s(visit: BrowserContext, stage: Stage) -> None:
    visit.add_cookies([{"name": "theme", "value": "contrast", "url": stage.address}])
    page = visit.new_page()
    page.goto(address("web:home", stage))
    assert page.locator("html").get_attribute("data-theme") == "contrast"


def address(name: str, stage: Stage) -> str:
    """Return the address of a page of the reader's own workspace."""
    return reverse(name, kwargs={part: stage.parts[part] for part in PARTS[name]})
