"""What can be done to a case as it stands, in the order of a case; what comes next stands apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.domain.asb_reviews.queries.opened import OpenCase
from frankpledge.domain.asb_reviews.rules import Contact, Stage
from frankpledge.ground.ui.parts import Button

If = Callable[[OpenCase], bool]


@dataclass(frozen=True)
class Deed:
    """A deed: its name in the address, its words, when it can be done, and whether to a closed case too."""

    name: str
    words: str
    can: If = lambda case: True
    closed_too: bool = False


def _reports(case: OpenCase) -> bool:
    return bool(case.reports)


def _met(case: OpenCase) -> bool:
    return bool(case.decisions) and case.decisions[-1].met


def _held(case: OpenCase) -> bool:
    return any(one.held_on for one in case.panels)


def _paused(case: OpenCase) -> bool:
    return any(one.until is None for one in case.pauses)


GROUPS: dict[str, tuple[Deed, ...]] = {
    "The application": (
        Deed("acknowledge", "Acknowledge it"),
        Deed("report", "Add a report"),
        Deed("motive", "Mark a motive of hate", _reports),
        Deed("file", "Put a file to it"),
        Deed("take-file", "Take a file out", lambda case: bool(case.files), closed_too=True),
    ),
    "The threshold": (
        Deed("ask", "Ask a body"),
        Deed("log", "Days from a log", _reports),
        Deed("settle", "Settle days", _reports),
        Deed("join", "Count reports as one", lambda case: len(case.reports) > 1),
        Deed("decide", "Decide on the threshold"),
    ),
    "The review": (
        Deed("risk", "Assess the risk"),
        Deed("panel", "Call the panel", _met),
        Deed("member", "Seat a member", lambda case: bool(case.panels)),
        Deed("held", "The panel met", lambda case: any(not one.held_on for one in case.panels)),
        Deed("step", "Add a step"),
        Deed("done", "A step was done", lambda case: any(not one.done_on for one in case.steps)),
        Deed("recommend", "Recommend", _held),
        Deed("regard", "Record an answer", lambda case: bool(case.recommendations)),
        Deed("outcome", "Tell the outcome", _held),
    ),
    "The applicant": (
        Deed("write", "Write to the applicant", closed_too=True),
        Deed("word", "Send word by e-mail", lambda case: case.contact_by == Contact.EMAIL, True),
        Deed("contact", "Change the safe contact"),
        Deed("code", "Replace a lost code", closed_too=True),
        Deed("not-content", "They are not content", closed_too=True),
        Deed("answer", "Answer them", lambda case: any(not one.answered_on for one in case.discontents), True),
    ),
    "The case": (
        Deed("pause", "Stop the clock", lambda case: not _paused(case)),
        Deed("resume", "Run the clock", _paused),
        Deed("let-in", "Let somebody in", closed_too=True),
        Deed("let-out", "Take it back from somebody", closed_too=True),
        Deed("hand-over", "Give it another contact", closed_too=True),
        Deed("close", "Close it"),
    ),
}


def deeds(case: OpenCase) -> list[tuple[str, list[Button]]]:
    """Return what can be done to a case as it stands, by what it is about."""
    found = ((title, [_button(case, one) for one in group if _can(case, one)]) for title, group in GROUPS.items())
    return [(title, some) for title, some in found if some]


def _can(case: OpenCase, one: Deed) -> bool:
    return (one.closed_too or case.closed_on is None) and one.can(case)


def _button(case: OpenCase, one: Deed, kind: str = "second") -> Button:
    return Button(one.words, reverse("asb_reviews:deed", args=(case.workspace.slug, case.pk, one.name)), kind)


def next_deeds(case: OpenCase, stage: Stage) -> list[Button]:
    """Return the deed that most likely comes next."""
    name = next(_next(case, stage))
    return [_button(case, one, "first") for group in GROUPS.values() for one in group if one.name == name]


NEXT = {
    Stage.RECEIVED: "acknowledge",
    Stage.ACKNOWLEDGED: "ask",
    Stage.ASKING: "decide",
    Stage.NOT_MET: "close",
    Stage.MET: "panel",
    Stage.CLOSED: "write",
}


def _next(case: OpenCase, stage: Stage) -> Iterator[str]:
    """Yield what is wanting, the most pressing first."""
    if any(not one.answered_on for one in case.discontents):
        yield "answer"
    if stage in NEXT:
        yield NEXT[stage]
    if stage is Stage.PANEL:
        wants = ((not case.risks, "risk"), (not case.members, "member"), (not _held(case), "held"), (True, "outcome"))
        yield from (name for wanting, name in wants if wanting)
    if any(not one.answered_on for one in case.recommendations):
        yield "regard"
    yield "done" if any(not one.done_on for one in case.steps) else "close"
