"""The forms of the product as a browser would send them: where each leads, and what it holds when nobody touched it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import reverse

from tests.guards.routes import ROUTES, all_routes
from tests.guards.town import Town

PARTS = dict(all_routes())
UNSENT = {"submit", "button", "file", "image", "reset"}


@dataclass
class Form:
    """A form: its address, what it holds, and the names of all that it asks."""

    address: str
    data: dict[str, list[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def put(self, name: str, value: str) -> None:
        """Hold a value beside those that are there."""
        self.data.setdefault(name, []).append(value)


class _Reader(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.form = here, list[Form](), None
        self.select, self.first, self.text = "", False, ""
        self.form: Form | None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method", "").lower() == "post":
            self.form = Form(urlsplit(urljoin(self.here, given.get("action") or self.here)).path)
            self.forms.append(self.form)
        if self.form is None:
            return
        name = given.get("name", "")
        if name and tag in {"input", "select", "textarea", "button"}:
            self.form.names.add(name)
        self.take(tag, name, given)

    def take(self, tag: str, name: str, given: dict[str, str]) -> None:
        """Hold what a browser would send of an element."""
        assert self.form is not None
        kind = given.get("type", "text")
        if tag == "input" and name and kind not in UNSENT and (kind not in {"radio", "checkbox"} or "checked" in given):
            self.form.put(name, given.get("value", "on" if kind == "checkbox" else ""))
        if tag == "button" and name and name not in self.form.data:
            self.form.put(name, given.get("value", ""))
        if tag == "select":
            self.select, self.first = name, True
        if tag == "option" and self.select:
            if self.first or "selected" in given:
                self.form.data[self.select] = [given.get("value", "")]
            self.first = False
        if tag == "textarea":
            self.select, self.text = name, ""
            self.form.data[name] = [""]

    def handle_data(self, data: str) -> None:
        if self.form is not None and self.lasttag == "textarea" and self.select:
            self.form.data[self.select] = [self.form.data.get(self.select, [""])[0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self.select = ""
        if tag == "form":
            self.form = None


def forms_of(html: str, here: str) -> list[Form]:
    """Return the forms of a page that change something."""
    reader = _Reader(here)
    reader.feed(html)
    return reader.forms


def pages(client: Client, town: Town, *, but: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each page of a town that can be looked at, with its address."""
    for name in sorted(set(ROUTES) - set(but)):
        if ROUTES[name].method != "GET":
            continue
        address = reverse(name, kwargs={part: town.parts[part] for part in PARTS[name]})
        answer = client.get(address)
        if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
            yield address, answer.content.decode()


def all_forms(client: Client, town: Town) -> list[Form]:
    """Return every form that a town's pages show, one of each address and question."""
    found: dict[tuple[str, tuple[str, ...]], Form] = {}
    for address, html in pages(client, town):
        for form in forms_of(html, address):
            found.setdefault((form.address, tuple(sorted(form.names))), form)
    return list(found.values())
