"""How the program's own server answers 200 visitors of the public beside 50 signed-in staff.

It serves a copy of a demonstration in processes of its own, on SQLite, or on PostgreSQL where `--postgres` finds the
machine's server programs. Visitors read pages as people do, a pause between each; staff read lists and dashboards.
Prints p50, p95 and the longest of each kind, and every error. Goals: p95 of
pages 500 ms, of dashboards 1.5 s, no error. The measure is wall seconds: only a machine that is otherwise quiet tells.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

PAGES, DASHBOARDS = 0.5, 1.5
PUBLIC = (
    "", "near/", "priorities/", "board/", "documents/", "open-data/", "search/?q=burglary", "help/", "i/start/",
    "i/check/", "accessibility/", "feed.atom",
)  # fmt: skip
STAFF = (
    "", "actions/", "meetings/", "duties/", "risks/", "engagement/", "bodies/", "plan/", "case-reviews/",
    "search/?q=plan",
)  # fmt: skip
DASH = ("", "performance/", "evidence/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINK = re.compile(r'href="(/[^"#?]*)"')


@dataclass
class Told:
    """What was measured: seconds by kind of page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    by_address: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, path: str, took: float, status: int) -> None:
        with self.lock:
            self.seconds[kind].append(took)
            self.by_address[f"{kind} {path}"].append(took)
            if status >= 400:
                self.wrong[f"{status} {kind} {path}"] += 1

    def fail(self, kind: str, path: str, words: str) -> None:
        with self.lock:
            self.wrong[f"{words} {kind} {path}"] += 1


class Browser:
    """Somebody's browser: an address, its cookies, one connection at a time."""

    def __init__(self, root: str) -> None:
        self.host = urlsplit(root).netloc
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, the body and where it leads."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if typed is not None:
            body, heads["Content-Type"] = urlencode(typed), "application/x-www-form-urlencoded"
            heads["Referer"] = f"http://{self.host}{path}"
        try:
            connection.request("GET" if typed is None else "POST", path, body, heads)
            answer = connection.getresponse()
            content = answer.read().decode("utf-8", "replace")
            for one in answer.headers.get_all("Set-Cookie") or ():
                name, _, rest = one.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            return answer.status, content, answer.headers.get("Location", "")
        finally:
            connection.close()


def visit(root: str, kind: str, paths: list[str], told: Told, until: float, pause: float, browser: Browser) -> None:
    """Read one page after another, as somebody does, until the time is over."""
    chance = random.Random(threading.get_ident())
    time.sleep(chance.random() * pause)
    while time.monotonic() < until:
        path = chance.choice(paths)
        begun = time.monotonic()
        try:
            status, _, _ = browser.ask(path)
        except OSError as failure:
            told.fail(kind, path, type(failure).__name__)
        else:
            told.add(
                f"{kind} dashboards" if path in DASHES else f"{kind} pages", path, time.monotonic() - begun, status
            )
        time.sleep(pause * (0.5 + chance.random()))


DASHES: set[str] = set()


def signed_in(root: str, email: str, password: str) -> Browser:
    """Return a browser in which somebody is signed in."""
    browser = Browser(root)
    _, page, _ = browser.ask("/sign-in/")
    found = TOKEN.search(page)
    given = {"csrfmiddlewaretoken": found[1] if found else "", "login": email, "password": password}
    status, _, _ = browser.ask("/sign-in/", given)
    if status != 302:
        raise SystemExit(f"{email} could not sign in: {status}")
    return browser


def there(browser: Browser, paths: list[str]) -> list[str]:
    """Return the addresses that answer, once each: so each page was made once before anything is measured."""
    return [path for path in paths if browser.ask(path)[0] == 200]


@contextlib.contextmanager
def served(data: Path, port: int) -> Iterator[tuple[str, str]]:
    """Serve a data folder by the program's own server, and give both addresses."""
    env = os.environ | {"FRANKPLEDGE_SECOND_FACTOR": "off"}
    command = [sys.executable, "-m", "frankpledge.cli.main", "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            root, public = f"http://127.0.0.1:{port}/", f"http://127.0.0.1:{port + 1}/"
            for _ in range(600):
                with contextlib.suppress(OSError):
                    Browser(public).ask("/")
                    break
                time.sleep(0.5)
            yield root, public
        finally:
            server.terminate()


def percent(found: list[float], share: float) -> float:
    """Return the value below which a share of them lies."""
    return sorted(found)[min(len(found) - 1, int(share * len(found)))]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, help="the folder of a demonstration; without one it is built first")
    asked.add_argument("--visitors", type=int, default=200)
    asked.add_argument("--staff", type=int, default=50)
    asked.add_argument("--seconds", type=float, default=300)
    asked.add_argument("--pause", type=float, default=8, help="seconds that somebody reads a page")
    asked.add_argument("--port", type=int, default=8790)
    asked.add_argument("--postgres", action="store_true", help="build and serve on a PostgreSQL of its own")
    given = asked.parse_args()
    if given.postgres and not os.environ.get("DATABASE_URL"):
        tool = Path(__file__).resolve().parents[2] / "tooling" / "postgres.py"
        return subprocess.run([sys.executable, str(tool), sys.executable, *sys.argv], check=False).returncode
    with tempfile.TemporaryDirectory(prefix="frankpledge-load-") as folder:
        data = Path(folder) / "data"
        if given.data and not given.postgres:
            shutil.copytree(given.data, data)
        else:
            build = [sys.executable, "-m", "frankpledge.cli.main", "demo", "--no-serve", "--data", str(data)]
            subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        with served(data, given.port) as (root, public):
            return 0 if measured(data, root, public, given) else 1


def measured(data: Path, root: str, public: str, given: argparse.Namespace) -> bool:
    """Let everybody come, and tell what they met."""
    people = [row for row in csv.reader((data / "demonstration-accounts.csv").open()) if "@" in row[0]]
    staff = [row for row in people if row[2] in {"analyst", "officer", "member", "lead", "caseworker"}]
    office = [signed_in(root, *staff[at % len(staff)][:2]) for at in range(given.staff)]
    _, _, home = Browser(public).ask("/")
    slug = home.strip("/").split("/")[0]
    pages = there(Browser(public), [f"/{slug}/{path}" for path in PUBLIC])
    rooms = there(office[0], [f"/w/{slug}/{path}" for path in (*STAFF, *DASH)])
    DASHES.update(f"/w/{slug}/{path}" for path in DASH)
    told, until = Told(), time.monotonic() + given.seconds
    comers = [("public", public, pages, Browser(public)) for _ in range(given.visitors)]
    comers += [("staff", root, rooms, browser) for browser in office]
    threads = [
        threading.Thread(target=visit, args=(where, kind, paths, told, until, given.pause, browser), daemon=True)
        for kind, where, paths, browser in comers
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return tell(told, given, len(pages), len(rooms))


def tell(told: Told, given: argparse.Namespace, pages: int, rooms: int) -> bool:
    """Print what was measured beside its goals; return whether they are met."""
    where = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(
        f"     {given.visitors} visitors of {pages} pages beside {given.staff} staff in {rooms} rooms, "
        f"{given.seconds:.0f} s, {where}, {os.cpu_count()} cores, load before now {os.getloadavg()[2]:.1f}"
    )
    met = not told.wrong
    for kind, found in sorted(told.seconds.items()):
        goal = DASHBOARDS if "dash" in kind else PAGES
        late = percent(found, 0.95)
        met &= late <= goal
        print(
            f"{'met ' if late <= goal else 'MISS'} {kind}: p95 {late * 1000:.0f} ms (goal {goal * 1000:.0f}), "
            f"p50 {percent(found, 0.5) * 1000:.0f}, longest {max(found) * 1000:.0f}; {len(found):,} asked"
        )
    for name, found in sorted(told.by_address.items(), key=lambda one: -percent(one[1], 0.5))[:6]:
        print(f"     slowest by the middle: {name}, p50 {percent(found, 0.5) * 1000:.0f} ms of {len(found)}")
    print(f"{'met ' if not told.wrong else 'MISS'} errors: {sum(told.wrong.values())} (goal 0)")
    for name, number in told.wrong.most_common(10):
        print(f"     {number} × {name}")
    return met


if __name__ == "__main__":
    sys.exit(main())
