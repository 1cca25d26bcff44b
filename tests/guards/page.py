"""Reading a page as a machine that reads it aloud would: its title, headings, landmarks, ids, controls and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "path", "circle", "rect", "line", "use"}
CONTROLS = {"input", "select", "textarea"}


@dataclass
class Element:
    """A tag with its attributes, its text and what it lies in."""

    tag: str
    given: dict[str, str]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page's elements, in order."""

    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.path: list[Element] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(one.tag for one in self.path))
        self.elements.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.path):
            while self.path.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        for element in self.path:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these tags."""
        return [element for element in self.elements if element.tag in tags]


def faults(html: str) -> list[str]:
    """Return what is wrong with the shape of a page."""
    page = Page(html)
    checks = (titles, headings, landmarks, ids, controls, pictures, links)
    return [fault for check in checks for fault in check(page)]


def titles(page: Page) -> list[str]:
    """Return what is wrong with the title and the language."""
    found = [one.text.strip() for one in page.all("title") if "svg" not in one.within]
    wrong = [] if len(found) == 1 and found[0].strip(" –") else [f"titles: {found}"]
    return wrong + [
        f"language: {one.given.get('lang')}" for one in page.all("html") if one.given.get("lang") != "en-GB"
    ]


def headings(page: Page) -> list[str]:
    """Return where headings are doubled, empty or skip a level."""
    found = page.all("h1", "h2", "h3", "h4", "h5", "h6")
    wrong = (
        [] if sum(one.tag == "h1" for one in found) == 1 else [f"h1: {[one.text for one in found if one.tag == 'h1']}"]
    )
    wrong += [f"an empty {one.tag}" for one in found if not one.text.strip()]
    levels = [int(one.tag[1]) for one in found]
    wrong += [
        f"{one.tag} {one.text!r} skips a level"
        for one, before, now in zip(found[1:], levels, levels[1:], strict=False)
        if now > before + 1
    ]
    return wrong


def landmarks(page: Page) -> list[str]:
    """Return which landmarks are not there once, and which navigations share a name."""
    wrong = [f"{tag}: {len(page.all(tag))}" for tag in ("main", "header", "footer") if len(page.all(tag)) != 1]
    names = [one.given.get("aria-label", "") for one in page.all("nav")]
    return wrong + [f"navigations: {names}"] * (len(set(names)) != len(names) or "" in names)


def ids(page: Page) -> list[str]:
    """Return ids that stand twice, and references to ids that are not there."""
    found = [one.given["id"] for one in page.elements if "id" in one.given]
    wrong = [f"id {name} stands twice" for name in sorted({name for name in found if found.count(name) > 1})]
    for element in page.elements:
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            missing = set(element.given.get(attribute, "").split()) - set(found)
            wrong += [f"{element.tag} {attribute} points at {name}, which is not there" for name in sorted(missing)]
    return wrong


def controls(page: Page) -> list[str]:
    """Return inputs without a label and buttons without words."""
    labelled = {one.given.get("for") for one in page.all("label")}
    wrong = [
        f"{one.tag} {one.given.get('name')} has no label"
        for one in page.all(*CONTROLS)
        if one.given.get("type") != "hidden" and one.given.get("id") not in labelled and "aria-label" not in one.given
    ]
    return wrong + ["a button without words" for one in page.all("button") if not one.text.strip()]


def pictures(page: Page) -> list[str]:
    """Return pictures that are neither named nor hidden."""
    wrong = [f"img {one.given.get('src')} has no alt" for one in page.all("img") if "alt" not in one.given]
    return wrong + [
        "a drawing neither named nor hidden"
        for one in page.all("svg")
        if "aria-hidden" not in one.given
        and not (one.given.get("role") == "img" and {"aria-labelledby", "aria-label"} & set(one.given))
    ]


def links(page: Page) -> list[str]:
    """Return links without words or without an address."""
    return [
        f"a link {one.given} of words {one.text!r}"
        for one in page.all("a")
        if not one.text.strip() or not one.given.get("href")
    ]
