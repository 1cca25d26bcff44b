"""Whoever comes to the form of a case review: machines of several kinds, and people as they are.

Each goes the whole way by the pages alone, as they would: from the first page to the one that says that it was sent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.test import Client

from frankpledge.domain.asb_reviews.models import Case
from frankpledge.ground.accounts.models import Workspace
from tests.web.on_the_public_host import address, visitor

STAMP = re.compile(r'name="at" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
# Machines repeat themselves; what they say is nobody's words.
SAID = "Buy cheap things here"
REPORT = {"what": SAID, "told": "police"}
EFFECT = {"effect": SAID}
YOU = {"whose": "self", "applicant": SAID, "contact_by": "code"}


class Clock:
    """A time that only what a comer waits moves on: a test has none to lose."""

    def __init__(self, moved: Any) -> None:
        self.moved = moved

    def wait(self, seconds: float) -> None:
        self.moved.shift(seconds)


@dataclass
class Comer:
    """Somebody with an address who comes to the form, and what the last page said."""

    workspace: Workspace
    clock: Clock
    place: str
    client: Client = field(default_factory=visitor)
    html: str = ""
    status: int = 0

    def say(self, name: str, typed: Mapping[str, str] | None = None) -> None:
        url = address(f"asking:{name}", slug=self.workspace.slug)
        whence = {"REMOTE_ADDR": self.place}
        answer = self.client.get(url, **whence) if typed is None else self.client.post(url, dict(typed), **whence)  # type: ignore[arg-type]
        self.html, self.status = answer.content.decode(), answer.status_code

    def carried(self) -> dict[str, str]:
        """Return what the first form of the page that knows the code carries to the next."""
        form = next((one for one in self.html.split("<form") if 'name="code"' in one), "")
        return dict(HIDDEN.findall(form))

    def stamp(self) -> str:
        found = STAMP.search(self.html)
        assert found, self.html[:500]
        return found[1]

    def go_on(self, **typed: str) -> None:
        self.say("write", self.carried() | typed)

    def finish(self, *, between: float = 0) -> bool:
        """Go the way from the first step to the end, and return whether the page says that it was sent."""
        for step in ({**REPORT, "do": "last"}, EFFECT, YOU, {}):
            self.clock.wait(between)
            self.go_on(**step)
            if self.status != 200:
                return False
        return "It is sent" in self.html or "sent" in self.html.lower()


# ---- machines --------------------------------------------------------------------------------------------------------


def filled(comer: Comer, _old: str) -> None:
    """Fill every box that there is."""
    comer.say("check")
    comer.clock.wait(5)
    comer.say("write", {"at": comer.stamp(), "website": "https://example.invalid"})


def quick(comer: Comer, _old: str) -> None:
    """Answer at once."""
    comer.say("check")
    comer.say("write", {"at": comer.stamp(), "website": ""})


def forged(comer: Comer, _old: str) -> None:
    """Make up the stamp, or leave it out."""
    comer.say("write", {"at": "shown:1abcde:forged", "website": ""})


def replayed(comer: Comer, old: str) -> None:
    """Send the stamp of somebody else's page again and again, from wherever."""
    comer.clock.wait(5)
    comer.say("write", {"at": old, "website": ""})


def patient(comer: Comer, _old: str) -> None:
    """Do all as a person does, over and over: wait, leave the trap empty, use a fresh page."""
    comer.say("check")
    comer.clock.wait(5)
    comer.say("write", {"at": comer.stamp(), "website": ""})


MACHINES = {
    "filled trap": (filled, "rotates"),
    "too quick": (quick, "rotates"),
    "forged stamp": (forged, "rotates"),
    "replayed stamp": (replayed, "rotates"),
    "one address": (patient, "stays"),
    "rotating addresses": (patient, "rotates"),
}


def addresses(kind: str) -> Iterator[str]:
    """Yield addresses: always the same, or another each time."""
    for number in count(1):
        yield "192.0.2.7" if kind == "stays" else f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


@dataclass(frozen=True)
class Came:
    """How many machines of a kind came and how many an officer finds among the applications, unmarked."""

    kind: str
    posts: int
    through: int


def swarm(workspace: Workspace, clock: Clock, kind: str, posts: int, *, every: float) -> Came:
    """Let machines of a kind come, `every` so many seconds, each going the whole way to the end."""
    act, moves = MACHINES[kind]
    before = unmarked(workspace)
    first = Comer(workspace, clock, "198.51.100.1")
    first.say("check")
    old = first.stamp()
    for place, _ in zip(addresses(moves), range(posts), strict=False):
        comer = Comer(workspace, clock, place)
        act(comer, old)
        comer.finish()
        clock.wait(every)
    return Came(kind, posts, unmarked(workspace) - before)


def unmarked(workspace: Workspace) -> int:
    """Return how many applications were sent that nothing marks as perhaps a machine's."""
    return Case.objects.filter(workspace=workspace, received_on__isnull=False, doubts=[]).count()


# ---- people ----------------------------------------------------------------------------------------------------------


def slow(comer: Comer) -> bool:
    """Take an hour over each page."""
    comer.say("check")
    comer.clock.wait(3600)
    comer.say("write", {"at": comer.stamp(), "website": ""})
    return comer.finish(between=3600)


def at_the_library(comer: Comer) -> bool:
    """Use the address that everybody in the library uses."""
    comer.place = "203.0.113.9"
    return at_ease(comer)


def at_ease(comer: Comer) -> bool:
    """Read, answer, go on; no scripts run here at all, and none is needed."""
    comer.say("start")
    comer.say("check")
    comer.clock.wait(20)
    comer.say("check", {"many": "not_sure", "soon": "not_sure"})
    comer.clock.wait(20)
    comer.say("write", {"at": comer.stamp(), "website": ""})
    return comer.finish(between=40)


def by_screen_reader(comer: Comer) -> bool:
    """Have the page read out, which has no box that is heard and not meant, and move straight to the button."""
    comer.say("check")
    assert re.search(r'aria-hidden="true"><label>Leave this empty <input name="website" tabindex="-1"', comer.html)
    comer.clock.wait(4)
    comer.say("write", {"at": comer.stamp(), "website": ""})
    return comer.finish(between=15)


def back_and_correct(comer: Comer) -> bool:
    """Press Back, send the same page twice, leave a box empty, and correct it."""
    comer.say("check")
    comer.clock.wait(9)
    sent = {"at": comer.stamp(), "website": ""}
    comer.say("write", sent)
    comer.clock.wait(1)
    comer.say("write", sent)  # pressed twice: the later page is the one that they see
    carried = comer.carried()
    comer.say("write", carried | {"what": "", "told": "police", "do": "last"})
    assert comer.status == 422
    for _ in range(2):  # the same form twice is one report
        comer.say("write", carried | {**REPORT, "do": "another"})
    case = Case.objects.order_by("recorded_at").last()
    assert case is not None
    assert case.reports.count() == 1
    return comer.finish(between=9)


def comes_back(comer: Comer) -> bool:
    """Stop, mistype the code twice, and go on another day."""
    comer.say("check")
    comer.clock.wait(30)
    comer.say("write", {"at": comer.stamp(), "website": ""})
    code = comer.carried()["code"]
    comer.go_on(**REPORT, do="another")
    comer.clock.wait(30 * 3600)
    for wrong in ("AAAA-BBBB-CCCC", "AAAA-BBBB-CCCD"):
        comer.say("code", {"code": wrong})
        assert comer.status == 422
    comer.say("code", {"code": code.lower().replace("-", " ")})
    for step in (EFFECT, YOU, {}):
        comer.clock.wait(60)
        comer.go_on(**step)
    return comer.status == 200


PEOPLE = (slow, at_the_library, at_ease, by_screen_reader, back_and_correct, comes_back)
