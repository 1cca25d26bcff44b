"""What makes a campaign, its pieces and its reach, how it stands, and what it lacks when it is over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.campaigns import channel_called, channels
from frankpledge.statute.deadlines import in_words

LONGEST_LINE = 200
LONGEST_WORDS = 500
WEEKS_TO_TELL = 6


class NotACampaign(Refusal):
    """What was written makes no campaign, or no part of one."""


class State(StrEnum):
    """Where a campaign stands on a day."""

    PLANNED = "planned"
    RUNNING = "running"
    OVER = "over"

    @property
    def label(self) -> str:
        """Return the state as it is shown."""
        return self.value.capitalize()


class PieceKind(StrEnum):
    """What a campaign consists of."""

    EVENT = "event"
    MATERIAL = "material"

    @property
    def label(self) -> str:
        """Return the kind as it is shown."""
        return self.value.capitalize()

    @property
    def counted(self) -> str:
        """Return what is counted of it."""
        return "people who came" if self is PieceKind.EVENT else "copies"


def state_of(*, began: date, ended: date | None, on: date) -> State:
    """Return where a campaign stands on a day. Without a last day it runs on."""
    if on < began:
        return State.PLANNED
    return State.OVER if ended is not None and ended < on else State.RUNNING


def ran(*, began: date, ended: date | None) -> str:
    """Return when it ran, in words."""
    if ended is None:
        return f"since {in_words(began)}"
    return f"on {in_words(began)}" if began == ended else f"{in_words(began)} to {in_words(ended)}"


def lacking(*, state: State, ended: date | None, reached: bool, changed: bool, on: date) -> tuple[str, ...]:
    """Return what a campaign lacks that has been over for six weeks: whom it reached, and what changed."""
    if state is not State.OVER or ended is None or (on - ended).days <= WEEKS_TO_TELL * 7:
        return ()
    wanted = ((reached, "whom it reached"), (changed, "what changed"))
    return tuple(words for there, words in wanted if not there)


# ---- what is refused -------------------------------------------------------------------------------------------------


def check_line(words: str, *, what: str, longest: int = LONGEST_LINE) -> str:
    """Return a line, refused where nothing or too much is written."""
    said = " ".join(words.split())
    if not said:
        raise NotACampaign(f"{what} is not said.", cure="Write it as others will look for it.")
    if len(said) > longest:
        raise NotACampaign(f"{what} has {len(said)} characters.", cure=f"Say it in {longest}.")
    return said


def check_days(*, began: date, ended: date | None) -> None:
    """Refuse a campaign that ends before it begins."""
    if ended is not None and ended < began:
        raise NotACampaign(f"it would end on {in_words(ended)}, before it began.", cure="Check both days.")


def check_cost(cost: Decimal | None) -> Decimal | None:
    """Return a cost, or that it is not known; refused below zero."""
    if cost is not None and cost < 0:
        raise NotACampaign(f"a cost cannot be {cost}.", cure="Give pounds, 0 for none, or leave it empty.")
    return cost


def check_count(count: int | None) -> int | None:
    """Return a count, or that it is not known; refused below zero."""
    if count is not None and count < 0:
        raise NotACampaign(f"a count cannot be {count}.", cure="Give a count, 0 for none, or leave it empty.")
    return count


def check_channel(channel: str) -> str:
    """Return a channel, refused where it is none."""
    if channel_called(channel) is None:
        known = ", ".join(one.label for one in channels())
        raise NotACampaign(f"“{channel}” is no channel.", cure=f"Choose one of: {known}.")
    return channel


def check_as_at(as_at: date, *, began: date, today: date) -> date:
    """Return the day until which something was counted, refused before the campaign began or still to come."""
    if not began <= as_at <= today:
        raise NotACampaign(
            f"{in_words(as_at)} does not lie between {in_words(began)}, when it began, and today.",
            cure="Check the day.",
        )
    return as_at


def check_partners(*, lead: object, partners: list[object]) -> None:
    """Refuse a partner that leads it."""
    if lead in partners:
        raise NotACampaign("who leads it is named among its partners too.", cure="Name it once.")


def check_ours(theirs: object, ours: object) -> None:
    """Refuse to name an organisation of another partnership."""
    if theirs != ours:
        raise NotACampaign("the organisation is not of this partnership.", cure="Choose one of its own.")


def check_reason(reason: str) -> str:
    """Return a reason, refused where none is given."""
    if not reason.strip():
        raise NotACampaign("no reason is given.", cure="Say why: it is kept.")
    return reason.strip()[:LONGEST_WORDS]


def check_standing(*, withdrawn: bool) -> None:
    """Refuse to change what was withdrawn."""
    if withdrawn:
        raise NotACampaign("it was withdrawn as a mistake, and stays as it is.", cure="Record the right one anew.")
