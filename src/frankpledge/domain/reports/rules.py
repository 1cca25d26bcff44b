"""Which days a report tells of, what is asked of its readers, and what is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from frankpledge.refusal import Refusal
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.reports import Every, Template, named

LONGEST_LEAD = 3_000
MOST_ASKS = 20
_YEAR = re.compile(r"(\d{4})/(\d{2})")
_QUARTER = re.compile(r"(\d{4})/(\d{2}) Q([1-4])")
_HALF = re.compile(r"(\d{4})/(\d{2}) H([12])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WANTED = {
    Every.MONTH: "a month is written 2025-09",
    Every.QUARTER: "a quarter is written 2025/26 Q2",
    Every.HALF: "a half-year is written 2025/26 H1",
    Every.YEAR: "a year is written 2025/26",
}
_MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF: 6, Every.YEAR: 12}


class AskKind(StrEnum):
    """What a report wants of its readers."""

    DECIDE = "decide"
    NOTE = "note"

    @property
    def label(self) -> str:
        """Return it as it is shown."""
        return self.value.capitalize()


class NotAReport(Refusal):
    """What was asked does not make a report, or a change of one."""


class NoSuchReport(Refusal):
    """There is no such report here."""


@dataclass(frozen=True)
class Period:
    """The days that a report tells of, both included, and how they are called."""

    starts: date
    ends: date
    name: str

    @property
    def words(self) -> str:
        """Return the days as they are printed: October to December 2025."""
        first, last = self.starts, self.ends
        if (first.year, first.month) == (last.year, last.month):
            return f"{last:%B %Y}"
        return f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"


def period(every: Every, said: str) -> Period:
    """Return the period that somebody named, such as “2025/26 Q2”. Refused where it is none."""
    said = " ".join(said.split())
    first = _first(every, said)
    if first is None:
        raise NotAReport(f"“{said}” is no period of this report: {_WANTED[every]}.", where="period")
    return Period(first, _last(first, _MONTHS[every]), said)


def _first(every: Every, said: str) -> date | None:
    if every is Every.MONTH:
        found = _MONTH.fullmatch(said)
        return date(int(found[1]), int(found[2]), 1) if found and 1 <= int(found[2]) <= 12 else None
    pattern = {Every.QUARTER: _QUARTER, Every.HALF: _HALF, Every.YEAR: _YEAR}[every]
    found = pattern.fullmatch(said)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    nth = int(found[3]) - 1 if every is not Every.YEAR else 0
    months = 3 + nth * _MONTHS[every]
    return date(int(found[1]) + months // 12, months % 12 + 1, 1)


def _last(first: date, months: int) -> date:
    after = first.month - 1 + months
    return date(first.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)


def period_on(every: Every, day: date) -> Period:
    """Return the period that a day lies in."""
    if every is Every.MONTH:
        return period(every, f"{day:%Y-%m}")
    year = day.year if day.month >= 4 else day.year - 1
    nth = (day.month - 4) % 12 // _MONTHS[every] + 1
    letter = {Every.QUARTER: f" Q{nth}", Every.HALF: f" H{nth}", Every.YEAR: ""}[every]
    return period(every, f"{year}/{(year + 1) % 100:02}{letter}")


def last_ended(every: Every, today: date) -> Period:
    """Return the last period that is over."""
    return period_on(every, period_on(every, today).starts - timedelta(days=1))


def before(every: Every, one: Period) -> Period:
    """Return the period before another."""
    return period_on(every, one.starts - timedelta(days=1))


def names(every: Every, today: date, how_many: int = 8) -> tuple[str, ...]:
    """Return the names of the last periods that are over, the latest first."""
    found = [last_ended(every, today)]
    while len(found) < how_many:
        found.append(before(every, found[-1]))
    return tuple(one.name for one in found)


# ---- what is refused -------------------------------------------------------------------------------------------------


def template(kind: str) -> Template:
    """Return the template of a kind of report; refused where there is none."""
    found = named(kind)
    if found is None:
        raise NotAReport(f"there is no report called “{kind}”.", cure="Choose board, delivery, county, theme or year.")
    return found


def check_period(one: Period, *, today: date) -> None:
    """Refuse a period that has not ended."""
    if one.ends >= today:
        raise NotAReport(
            f"{one.name} ends on {in_words(one.ends)}.", where="period", cure="Report on one that is over."
        )


def check_known(known_at: datetime, *, now: datetime) -> datetime:
    """Return the moment whose values are told. Refused where it has not come."""
    if known_at > now:
        raise NotAReport("what will be known then is not known yet.", where="known on", cure="Choose today or before.")
    return known_at


def check_theme(chosen: Template, theme: str, known: tuple[str, ...]) -> str:
    """Return the theme of a report. Refused where a thematic one names none that there is, or another names any."""
    if chosen.one_theme and theme not in known:
        raise NotAReport(
            "it does not say which theme it tells of.", where="theme", cure="Choose a priority of the plan."
        )
    return theme if chosen.one_theme else ""


def check_lead(words: str) -> str:
    """Return what is said first, without needless spaces. Refused where it is too long."""
    said = "\n\n".join(" ".join(part.split()) for part in words.replace("\r", "").split("\n\n") if part.strip())
    if len(said) > LONGEST_LEAD:
        raise NotAReport(f"what is said first has {len(said):,} characters.", cure=f"Say it in {LONGEST_LEAD:,}.")
    return said


def check_new(*, there: bool, title: str) -> None:
    """Refuse a second report of one kind on the same days."""
    if there:
        raise NotAReport(f"{title} is there already.", cure="Open that one, or choose another period.")


def check_unsent(draft: bool) -> None:
    """Refuse to change a report that was sent or approved."""
    if not draft:
        raise NotAReport("it was sent for approval, or approved.", cure="Return it to draft, or open a correction.")


def check_approved(approved: bool) -> None:
    """Refuse to put before a meeting what nobody approved."""
    if not approved:
        raise NotAReport("it is not approved yet.", cure="Send it, and let a second person approve it.")


def check_meeting(*, planned: bool) -> None:
    """Refuse to put a report on the agenda of a meeting that was held or cancelled."""
    if not planned:
        raise NotAReport("the meeting is not planned any more.", cure="Choose one that is still to come.")


def check_ask(words: str, *, there: int) -> str:
    """Return what is asked, without needless spaces. Refused where it is nothing, too long, or one too many."""
    said = " ".join(words.split())
    if not said or len(said) > 500:
        raise NotAReport("what is asked is said in 1 to 500 characters.", where="words", cure="Say it in a sentence.")
    if there >= MOST_ASKS:
        raise NotAReport(f"it asks {there} things already.", cure="Take one out, or ask it in another paper.")
    return said
