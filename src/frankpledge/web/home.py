"""What "This quarter" says, gathered from whatever the apps bring."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import HomeContribution, HomeRequest, HomeSection, Need, Step, told
from frankpledge.ground.ui.parts import Choice

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
NEEDS_SHOWN = 6
SOMETHING_LATER = "What is late, due or waiting for you will stand here."
NOTHING_NEEDED = {
    Role.OFFICER: "What is late, due, vacant or waiting for an answer will stand here.",
    Role.ANALYST: "New evidence, files that wait for an answer and sentences that it overtakes will stand here.",
    Role.LEAD: "Your actions, and those of the groups that you sit in, will stand here before they are due.",
    Role.MEMBER: "Your actions, duties and papers to approve will stand here before they are due.",
    Role.COMMISSIONER: "Nothing is asked of you here. Assessments, minutes and decisions are open to you once agreed.",
    Role.SCRUTINY: "Nothing is asked of you here. Duties, agreed minutes and decisions are open to you.",
    Role.DATA_CONTACT: (
        "Nothing is asked of you. When figures are wanted, the officer sends you a link that opens one form;"
        " what you send is seen by this partnership alone."
    ),
    Role.ADMINISTRATOR: "Invitations, the quarterly review of access and accounts that need help will stand here.",
}


@dataclass(frozen=True)
class DrawnSection:
    """A section that an app brought, drawn with the app's own template."""

    title: str
    note: str
    drawn: SafeString


@dataclass(frozen=True)
class QuarterPage:
    """The page: the quarter being told, one sentence, the thread, what needs the reader, and sections of the apps."""

    quarter: str
    today: date
    lede: str
    steps: tuple[Step, ...]
    needs: tuple[Need, ...]
    more_needs: tuple[Need, ...]
    waits: tuple[Need, ...]
    main: tuple[DrawnSection, ...]
    side: tuple[DrawnSection, ...]
    wide: tuple[DrawnSection, ...]
    empty: str

    @property
    def known(self) -> str:
        """Return the day on which the page was made."""
        return date_format(self.today, "l j F Y")

    @property
    def waiting(self) -> tuple[Choice, ...]:
        """Return what others wait for, as links."""
        return tuple(Choice(words=wait.title, href=wait.href, note=wait.words) for wait in self.waits)


def quarter_page(*, workspace: Workspace, viewer: Any, today: date) -> QuarterPage:
    """Return "This quarter" for one reader: what the apps bring, the late first, then by date."""
    asked = HomeRequest(workspace=workspace, viewer=viewer, today=today)
    brought: list[HomeContribution] = [bring(asked) for _, bring in told("HOME")]
    needs = sorted((need for one in brought for need in one.needs), key=when_due)
    waits = sorted((need for one in brought for need in one.waits), key=when_due)
    steps = sorted((step for one in brought for step in one.steps), key=lambda step: step.order)
    sections = sorted((section for one in brought for section in one.sections), key=lambda section: section.order)
    return QuarterPage(
        quarter=quarter_told(today),
        today=today,
        lede=opening(needs, waits),
        steps=tuple(steps),
        needs=tuple(needs[:NEEDS_SHOWN]),
        more_needs=tuple(needs[NEEDS_SHOWN:]),
        waits=tuple(waits),
        main=drawn(sections, "main"),
        side=drawn(sections, "side"),
        wide=drawn(sections, "wide"),
        empty=nothing_needed(roles_of(viewer, workspace)),
    )


def nothing_needed(roles: Collection[Role]) -> str:
    """Return what to say to whoever nothing waits for: what their part is, by the first role that has words."""
    return next((words for role, words in NOTHING_NEEDED.items() if role in roles), SOMETHING_LATER)


def drawn(sections: list[HomeSection], place: str) -> tuple[DrawnSection, ...]:
    """Return the sections of one part of the page, each drawn by its app's template."""
    return tuple(
        DrawnSection(one.title, one.note, SafeString(render_to_string(one.template, one.context)))
        for one in sections
        if one.place == place
    )


def when_due(need: Need) -> tuple[bool, date, str]:
    """Return what puts needs in order: the late, then by date, then those without one."""
    return (not need.late, need.due or date.max, need.title)


def quarter_told(today: date) -> str:
    """Return the quarter that ended last, whose figures are being gathered: "2025/26 Q3 · October to December 2025"."""
    quarter = Quarter.of(Month(today.year, today.month) + -3)
    return f"{quarter} · {quarter.label}"


def opening(needs: list[Need], waits: list[Need]) -> str:
    """Return the sentence that says what the reader is needed for."""
    late = sum(need.late for need in needs)
    told = "" if not late else ", and is late" if len(needs) == 1 else f", {late} of them late"
    said = [f"{count_of(len(needs))} you{told}." if needs else "Nothing needs you."]
    if waits:
        said.append(f"{counted(len(waits), 'thing waits', 'things wait')} for an answer from you.")
    return " ".join(said)


def count_of(number: int) -> str:
    """Return "One thing needs" or "Four things need"."""
    return counted(number, "thing needs", "things need")


def counted(number: int, one: str, many: str) -> str:
    """Return a number in words up to nine, with what is counted."""
    return f"{NUMBERS[number] if number < len(NUMBERS) else number} {one if number == 1 else many}"
