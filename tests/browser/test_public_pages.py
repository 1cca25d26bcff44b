"""Every page of the public, in a browser: wide, at 320 px, at 400%, in high contrast and in a system's own colours.

Nothing shuts people out, nothing is cut off, nothing is set or fetched from elsewhere, and no page weighs much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, StorageState, expect

from tests.browser.conftest import Stage
from tests.browser.test_every_page import COLOURS, STANDARD, wrong
from tests.guards.public_routes import PUBLIC, public_routes
from tests.guards.test_public import MOST_BYTES
from tests.web.on_the_public_host import address

PARTS = public_routes()
# The empty page that takes the place of a visit which was left has nothing to read.
PAGES = [name for name, route in PUBLIC.items() if route.page and name != "public:away"]
# What a narrow window or other colours may change; the rest of a page's marks are the same at every width.
OF_LAYOUT = ("target-size", "scrollable-region-focusable", *COLOURS)
WIDE, PHONE, AT_400 = (1280, 900), (320, 640), (320, 256)  # the last is 1280 by 1024 at 400%
TAKES_FOCUS = """() => {
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  const shown = all.filter(one => one.checkVisibility());
  return shown.filter(one => { one.focus(); return document.activeElement !== one }).map(one => one.outerHTML);
}"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@dataclass
class Watched:
    """A page that is watched: what it asked for since it was last asked, and how many bytes came."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    bytes: float = 0

    def __post_init__(self) -> None:
        wire = self.page.context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.loadingFinished", self._came)
        self.page.on("request", lambda asked: self.hosts.add(asked.url.split("/")[2] if "//" in asked.url else ""))

    def _came(self, told: dict[str, float]) -> None:
        self.bytes += told["encodedDataLength"]

    def go(self, to: str) -> Response:
        """Return the answer of an address, after everything that its page loads has come."""
        self.bytes, self.hosts = 0, set()
        answer = self.page.goto(to)
        assert answer is not None
        self.page.evaluate("document.fonts.ready.then(() => true)")
        return answer


@pytest.fixture
def visits(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    """Return a visit with scripts and one without."""
    with browser.new_context() as scripted, browser.new_context(java_script_enabled=False) as plain:
        yield scripted, plain


def addresses(stage: Stage, page: Page) -> dict[str, str]:
    """Return the address of every page of the site by its route, of one place, and of what is not there."""
    page.goto(f"{stage.public}/near-you/")
    place = page.locator("option").nth(1).get_attribute("value")
    parts = {**stage.parts, "place": place or ""}
    host, slug = stage.public.rpartition("/")[0], stage.public.rpartition("/")[2]
    found = {name: f"{host}{address(name, slug=slug, **{part: parts[part] for part in PARTS[name]})}" for name in PAGES}
    nowhere = {"not there": f"{stage.public}/nowhere/", "not there, quietly": f"{stage.public}/i/nowhere/"}
    return {**found, **nowhere, "found": f"{stage.public}/search/?q=the"}


def test_every_page_of_the_public_can_be_read_by_everybody(
    visits: tuple[BrowserContext, BrowserContext], stage: Stage
) -> None:
    scripted, plain = visits
    watched, bare = Watched(scripted.new_page()), plain.new_page()
    bare.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    faults: list[str] = []
    where = addresses(stage, watched.page)
    assert set(PAGES) < set(where)
    for name, to in where.items():
        quiet = "/i/" in to or (name in PUBLIC and not PUBLIC[name].kept)
        found = (*looked_at(watched, to, quiet=quiet), *without_scripts(watched, bare, to))
        faults += [f"{name}: {fault}" for fault in found]
    assert faults == []
    assert (scripted.cookies(), plain.cookies()) == ([], [])


def looked_at(watched: Watched, to: str, *, quiet: bool) -> Iterator[str]:
    """Yield what is wrong with a page, in one look after another."""
    page = watched.page
    window(page, WIDE)
    answer = watched.go(to)
    yield from of_its_answer(answer, watched, to, quiet=quiet)
    yield from wrong(page, STANDARD)
    yield from by_keyboard(page)
    page.emulate_media(forced_colors="active")
    if page.evaluate(SIDEWAYS) or not page.locator("h1").is_visible():
        yield "in forced colours it is cut off"
    page.emulate_media(forced_colors="none")
    for size in (PHONE, AT_400):
        window(page, size)
        if page.evaluate(SIDEWAYS):
            yield f"at {size} it scrolls sideways"
    window(page, PHONE)
    yield from wrong(page, OF_LAYOUT)
    other = page.get_by_role("link", name="High contrast")
    if other.count():
        watched.go(other.evaluate("one => one.href"))
        if page.locator("html").get_attribute("data-theme") != "contrast":
            yield "its other colours are not there"
        yield from wrong(page, OF_LAYOUT)
    elif "/i/" not in to:
        yield "it offers no high contrast"


def of_its_answer(answer: Response, watched: Watched, to: str, *, quiet: bool) -> Iterator[str]:
    """Yield what is wrong with what was sent: its weight, its headers, what it keeps, and whom it asked."""
    told = answer.headers
    if watched.bytes >= MOST_BYTES:
        yield f"{watched.bytes:,.0f} bytes came"
    if watched.hosts != {to.split("/")[2]}:
        yield f"it asked {sorted(watched.hosts)}"
    kept = watched.page.evaluate("[document.cookie, localStorage.length, sessionStorage.length].join()")
    if kept != ",0,0":
        yield f"it keeps something: {kept}"
    lasting = answer.status == 200 and not quiet and "?" not in to
    expected = {
        "x-content-type-options": "nosniff", "x-frame-options": "DENY",
        "referrer-policy": "no-referrer" if quiet else "same-origin",
        "cache-control": "public, max-age=300" if lasting else "no-store",
    }  # fmt: skip
    yield from (f"{one} is {told.get(one)}" for one, value in expected.items() if told.get(one) != value)
    if "default-src 'none'" not in told.get("content-security-policy", "") or "set-cookie" in told:
        yield "its policy is not there, or it sets a cookie"


def by_keyboard(page: Page) -> Iterator[str]:
    """Yield what is wrong for whoever uses keys: the first Tab skips, everything takes the focus."""
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} first headings"
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href') || ''")
    if not re.fullmatch(r"#(main|leave)", first):
        yield f"the first Tab leads to {first or 'nothing'}"
    else:
        page.keyboard.press("Enter")
        if page.evaluate("document.activeElement.id") != first[1:]:
            yield "the skip link does not move the focus"
    yield from (f"takes no focus: {one}" for one in page.evaluate(TAKES_FOCUS))


def without_scripts(watched: Watched, bare: Page, to: str) -> Iterator[str]:
    """Yield what is lost where scripts are off: the same first heading is there, and nothing is cut off."""
    bare.goto(to)
    if bare.locator("h1").inner_text() != watched.page.locator("h1").inner_text():
        yield "without scripts it has another heading"


def window(page: Page, size: tuple[int, int]) -> None:
    """Give the page a window of a size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def test_an_editor_publishes_with_a_second_person_and_takes_it_back_without_scripts(
    browser: Browser, stage: Stage, signed_in: StorageState, second_in: StorageState
) -> None:
    slug, shown = stage.public.rpartition("/")[2], f"{stage.public}/more/street-lamps/"

    def desk(session: StorageState | None) -> Page:
        context = browser.new_context(base_url=stage.address, storage_state=session, java_script_enabled=False)
        return context.new_page()

    editor, second, resident = desk(signed_in), desk(second_in), desk(None)
    editor.goto(f"/w/{slug}/site/")
    editor.get_by_role("link", name="Add a page").click()
    editor.get_by_label("Which page").select_option("A page of its own")
    editor.get_by_label("Its address").fill("street-lamps")
    editor.get_by_label("Title").fill("Street lamps")
    editor.get_by_label("One sentence beneath it").fill("How to have one mended.")
    editor.get_by_role("button", name="Begin it").click()
    editor.get_by_role("link", name="Text", exact=True).click()
    editor.get_by_label("Text", exact=True).fill("Tell us its number. We send somebody within five days.")
    editor.get_by_role("button", name="Add").click()
    expect(editor.get_by_role("link", name="Approve this page")).to_have_count(0)
    editor.get_by_role("button", name="Ask for approval").click()
    expect(editor.get_by_text("It waits for a second person, who")).to_be_visible()
    assert resident.goto(shown).status == 404  # type: ignore[union-attr]  # a page always answers
    second.goto(f"/w/{slug}/")
    second.get_by_role("link", name="Approve a page of the public site: Street lamps").click()
    expect(second.get_by_text("We send somebody within five days.")).to_be_visible()
    second.get_by_role("link", name="Approve this page").click()
    second.get_by_role("button", name="Approve").click()
    resident.goto(f"{stage.public}/")
    resident.get_by_role("link", name="Street lamps").click()
    expect(resident.get_by_text("We send somebody within five days.")).to_be_visible()
    second.get_by_role("link", name="Withdraw this page").click()
    second.get_by_label("Why it is withdrawn").fill("The council has a form for it now.")
    second.get_by_role("button", name="Withdraw").click()
    resident.reload()
    expect(resident.get_by_text("The council has a form for it now.")).to_be_visible()
    expect(resident.get_by_text("We send somebody within five days.")).to_have_count(0)
    for page in (editor, second, resident):
        page.context.close()
