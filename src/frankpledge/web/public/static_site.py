"""The public's site as files, for a server that only hands out files: every page that a link leads to, with its styles.

Pages are asked of the same program that answers the public, so nothing is in the files that the site does not show.
Links between pages become relative, so the folder may lie anywhere. What needs a program is not among them: a place is
chosen from the list, leaving a safety page leads away at once, and a page with a form to send, or that searches, stays
on the running site, where its links lead if its address is known, and otherwise become plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse

from frankpledge.refusal import Refusal
from frankpledge.web.public.middleware import PublicHost
from frankpledge.web.public.place import CONTRAST

LINK = re.compile(r'(?P<name>\b(?:href|src|data-away))="(?P<to>/[^"]*)"')
LOADED = re.compile(r"url\(\"?(?P<to>[^\")]+)")
# Without a program to answer, the button leads away itself.
LEAVE = re.compile(r'href="[^"]*/i/leave/"')
OK, GONE, FAILED = 200, 410, 500
# A page that was withdrawn says so and why, as a file too.
SHOWN = {OK, GONE}
ANCHOR = re.compile(r'<a [^>]*href="(?P<to>/[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
SENDS = re.compile(rb'method="post"|role="search"')
CHOOSES = re.compile(r'<form class="choose-place".*?</form>', re.DOTALL)
FOLDED = re.compile(r"<details(?P<rest>[^>]*><summary>All places as a list)")
NEVER = re.compile(r"/i/(?:leave|forget)/$")


class NotPublished(Refusal):
    """The site could not be written as files."""


@dataclass(frozen=True)
class Written:
    """How many pages and other files were written, how large all of it is, and what stays on the running site alone."""

    pages: int
    files: int
    size: int
    live: tuple[str, ...]


def write_site(slug: str, out: Path) -> Written:
    """Write the site of a partnership into a folder that is empty or not there yet. Refused otherwise."""
    if out.exists() and any(out.iterdir()):
        raise NotPublished("The folder is not empty.", where=str(out), cure="Name another, or empty it first.")
    start = f"/{slug}/"
    first = asked(start)
    if first.status_code >= FAILED:
        raise NotPublished(
            "The site fails on its first page.",
            cure="The log says why. frankpledge serve brings a database up to date.",
        )
    if first.status_code != OK:
        raise NotPublished(f"The public site of {slug} is not open.", cure=f"frankpledge site open --workspace {slug}")
    pages = {start: first}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for to in leads_to(pages[here], here):
            if to not in pages and to.startswith(start) and not NEVER.search(to):
                pages[to] = asked(to)
                waiting += [to] if is_page(pages[to]) else []
    files = {path for at, page in pages.items() for path in loads(page, at)}
    return _kept(out, start, pages, files)


def asked(address: str) -> HttpResponse:
    """Return what the public's site answers at an address."""
    path, _, query = address.partition("?")
    host = urlsplit(settings.PUBLIC.address or f"http://{settings.OWN_HOSTS[0]}")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": host.hostname, "SERVER_PORT": str(host.port or (443 if host.scheme == "https" else 80)),
        "HTTP_HOST": host.netloc, "wsgi.url_scheme": host.scheme, "wsgi.input": BytesIO(), settings.PUBLIC_MARK: "1",
    }  # fmt: skip
    return PublicHost(_nobody)(WSGIRequest(environ))


def _nobody(_request: object) -> HttpResponse:
    raise AssertionError("only the public's host is asked")


def is_page(answer: HttpResponse) -> bool:
    """Return whether an answer is a page whose links are followed. A document's own file stands by itself."""
    own = "style-src 'self'" in answer.get("Content-Security-Policy", "")
    return answer.get("Content-Type", "").startswith("text/html") and own


def leads_to(answer: HttpResponse, here: str) -> Iterator[str]:
    """Yield the addresses of this host that a page leads to, without what stands behind # or ?."""
    for found in LINK.finditer(answer.content.decode()):
        to = urljoin(here, found["to"]).partition("#")[0].partition("?")[0]
        if not to.startswith(settings.STATIC_URL):
            yield to


def loads(answer: HttpResponse, here: str) -> Iterator[str]:
    """Yield the styles, scripts and icons that a page loads, by their names among static files."""
    if is_page(answer):
        for found in LINK.finditer(answer.content.decode()):
            to = urljoin(here, found["to"])
            if to.startswith(settings.STATIC_URL):
                yield to.removeprefix(settings.STATIC_URL)


def _kept(out: Path, start: str, pages: dict[str, HttpResponse], files: set[str]) -> Written:
    sends = {at for at, answer in pages.items() if is_page(answer) and SENDS.search(answer.content)}
    kept = {at: answer for at, answer in pages.items() if answer.status_code in SHOWN and at not in sends}
    there = {at: answer for at, answer in kept.items() if answer.status_code == OK or is_page(answer)}
    shown = {at: _relative(answer, at, start, sends).encode() for at, answer in there.items() if is_page(answer)}
    given = {at: answer.content for at, answer in there.items() if at not in shown}
    loaded = {f"static/{name}": _static(name) for name in files | {one for each in files for one in _letters(each)}}
    contents = {**{file_of(at, start): content for at, content in (shown | given).items()}, **loaded}
    for name, content in contents.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    live = tuple(sorted(at.removeprefix(start) for at in sends if f"/{CONTRAST}/" not in at))
    return Written(len(shown), len(given) + len(loaded), sum(map(len, contents.values())), live)


def _static(name: str) -> bytes:
    """Return a static file, as it was gathered for serving, or as it was built."""
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return bytes(file.read())
    return Path(str(finders.find(name))).read_bytes()


def file_of(address: str, start: str) -> str:
    """Return the file in which an address is kept: a page's is the index of its folder."""
    rest = address.removeprefix(start)
    return f"{rest}index.html" if not rest or rest.endswith("/") else rest


def _relative(answer: HttpResponse, here: str, start: str, sends: set[str]) -> str:
    """Return a page whose links lead from file to file, and to the running site for what sends a form."""

    def live(found: re.Match[str]) -> str:
        at = urljoin(here, found["to"]).partition("#")[0].partition("?")[0]
        if at not in sends:
            return found[0]
        running = settings.PUBLIC.address
        return found[0].replace(f'"{found["to"]}"', f'"{running}{found["to"]}"') if running else found["words"]

    folder = str(PurePosixPath("/", file_of(here, start)).parent)

    def to(found: re.Match[str]) -> str:
        address = urljoin(here, found["to"])
        path, mark, part = address.partition("#")
        if path.startswith(settings.STATIC_URL):
            target = f"/static/{path.removeprefix(settings.STATIC_URL)}"
        elif path.startswith(start):
            target = f"/{file_of(path.partition('?')[0], start)}"
        else:
            return found[0]
        return f'{found["name"]}="{relpath(target, folder)}{mark}{part}"'

    # A place is chosen from the list, which stands open: nobody answers the form.
    whole = FOLDED.sub(r"<details open\g<rest>", CHOOSES.sub("", answer.content.decode()))
    away = LEAVE.sub(f'href="{settings.PUBLIC.leave}"', whole)
    return LINK.sub(to, ANCHOR.sub(live, away))


def _letters(name: str) -> Iterator[str]:
    """Yield what a sheet of styles loads, by its name among static files."""
    if name.endswith(".css"):
        for found in LOADED.finditer(_static(name).decode()):
            yield str(PurePosixPath(name).parent / found["to"])
