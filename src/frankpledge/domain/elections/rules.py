"""What must be true of an election, and what is said of a day that lies in the time before one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.elections import Period, election_kinds, holding, last_notice_of_election

LONGEST_CARE = 120
LONGEST_REASON = 500


class NotAnElection(Refusal):
    """What was written does not make an election."""


@dataclass(frozen=True)
class Dated:
    """An election as a person gives it."""

    kind: str
    starts: date
    poll: date
    words: str = ""


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of election as choices."""
    return [(one.id, one.label) for one in election_kinds().values()]


def kind_label(kind: str) -> str:
    """Return a kind as it is shown."""
    return election_kinds()[kind].label


def first_day_of_care(kind: str, poll: date) -> date:
    """Return the last day on which care begins before a poll: that of the notice. Refused where the law sets none."""
    asked = election_kinds().get(kind)
    if asked is None or asked.notice is None:
        raise NotAnElection(
            "the law sets no day for the notice of such an election.", cure="Give the first day of care."
        )
    return last_notice_of_election(poll, asked.notice)


def check_dated(given: Dated) -> None:
    """Refuse a kind that is not known, a poll before the days of care, and a stretch of care that no practice has."""
    if given.kind not in election_kinds():
        raise NotAnElection("there is no such kind of election.", cure="Choose from the list.")
    if given.poll < given.starts:
        raise NotAnElection(
            f"the poll on {in_words(given.poll)} is before care begins, on {in_words(given.starts)}.",
            cure="Put the earlier day first.",
        )
    if (given.poll - given.starts).days > LONGEST_CARE:
        raise NotAnElection(
            f"{(given.poll - given.starts).days} days of care are more than any practice has.",
            cure=f"Give at most {LONGEST_CARE}.",
        )


def check_once(*, known: bool) -> None:
    """Refuse an election that is recorded already."""
    if known:
        raise NotAnElection("an election of this kind is recorded on that day.", cure="Withdraw that one first.")


def check_stands(*, withdrawn: bool) -> None:
    """Refuse to withdraw what is withdrawn."""
    if withdrawn:
        raise NotAnElection("this election was withdrawn before.")


def check_reason(reason: str) -> str:
    """Return why an election is withdrawn, refused where nothing is said."""
    said = reason.strip()
    if not said:
        raise NotAnElection("a reason is needed.", cure="Say in a sentence what was wrong.")
    return said[:LONGEST_REASON]


def care_words(periods: Iterable[Period], day: date) -> str:
    """Return what is said of a day that lies in the time before an election; nothing where it does not."""
    found = holding(periods, day)
    if not found:
        return ""
    named = " and ".join(one.label for one in found)
    first = min(one.starts for one in found)
    return f"{in_words(day)} lies in the pre-election period of {named}, which began on {in_words(first)}"
