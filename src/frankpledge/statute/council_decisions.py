"""How long before a council decides what must be public: clear days, what may stand in their place, what is exempt.

Sources: SI 2012/2089 (executives in England), Local Government Act 1972 ss100A to 100I and Sch 12A. A clear day is
neither the day of publication nor that of the meeting. Where the law does not say whether a day off counts, the rule
says what we take it to mean and that it is doubtful, and a partnership's own practice may say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from frankpledge.statute import deadlines
from frankpledge.statute.load import Confidence, Nation, record, records, toml

FILE = "council_decisions.toml"
Counts = Literal["calendar", "working"]
When = Literal["always", "key", "private"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingBody:
    """Who takes a step on the way of a report, and what is to be known of it."""

    id: str
    label: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """So many clear days between a publication and the meeting of certain bodies. `doubt` says what is unconfirmed."""

    id: str
    label: str
    says: str
    bodies: tuple[str, ...]
    when: When
    days: int
    counts: Counts
    nation: Nation
    valid_from: date
    valid_to: date | None = None
    provision: str
    confidence: Confidence
    doubt: str | None = None

    @property
    def unconfirmed(self) -> bool:
        """Return whether it is shown as unconfirmed law."""
        return self.doubt is not None or self.confidence == "K"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """What may stand instead of certain rules: so many clear days after its own notice, and what it needs."""

    id: str
    label: str
    instead_of: tuple[str, ...]
    days: int
    counts: Counts
    needs: str
    nation: Nation
    provision: str
    confidence: Confidence
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """A description of exempt information, by its paragraph of Schedule 12A."""

    paragraph: str
    words: str
    nation: Nation
    provision: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A plan that one body alone adopts."""

    id: str
    words: str
    ends_with: str
    nation: Nation
    provision: str
    confidence: Confidence
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Law that is there and that we do not hold."""

    nation: Nation
    words: str


# ---- what the file holds --------------------------------------------------------------------------------------------


@cache
def deciding_bodies() -> dict[str, DecidingBody]:
    """Return who may take a step, by name, in the order in which a report usually goes."""
    return {one.id: one for one in records(DecidingBody, FILE, "body")}


@cache
def publication_rules() -> tuple[Rule, ...]:
    """Return every rule."""
    return records(Rule, FILE, "rule")


@cache
def waivers() -> dict[str, Waiver]:
    """Return what may stand instead of a rule, by name."""
    return {one.id: one for one in records(Waiver, FILE, "waiver")}


@cache
def exempt_paragraphs() -> tuple[Exempt, ...]:
    """Return the descriptions of exempt information, England first."""
    return records(Exempt, FILE, "exempt")


@cache
def policy_framework() -> tuple[Framework, ...]:
    """Return the plans that one body alone adopts."""
    return records(Framework, FILE, "framework")


@cache
def gaps() -> tuple[Gap, ...]:
    """Return the law that we know to be there and do not hold."""
    return records(Gap, FILE, "gap")


def rules_for(*, body: str, nation: str, on: date, key: bool, private: bool) -> tuple[Rule, ...]:
    """Return the rules that reach a decision of a body on a day: those in force then, and asked for by what it is."""
    asked = {"always": True, "key": key, "private": private}
    return tuple(
        one
        for one in publication_rules()
        if body in one.bodies
        and one.nation == nation
        and asked[one.when]
        and one.valid_from <= on
        and (one.valid_to is None or on <= one.valid_to)
    )


# ---- clear days -----------------------------------------------------------------------------------------------------


def clear_days(published: date, meeting: date, counts: Counts) -> int:
    """Return how many clear days lie between a publication and a meeting; none where it was not before."""
    if counts == "working":
        return deadlines.clear_days_between(published, meeting)
    return max((meeting - published).days - 1, 0)


def last_day(meeting: date, days: int, counts: Counts) -> date:
    """Return the last day on which to publish so that so many clear days lie before a meeting."""
    if not days:
        return meeting
    return deadlines.last_notice(meeting, days) if counts == "working" else meeting - timedelta(days=days + 1)


def earliest_meeting(published: date, days: int, counts: Counts) -> date:
    """Return the first day on which a body may meet so that so many clear days lie after a publication."""
    if not days:
        return published
    if counts == "working":
        return deadlines.working_days_after(published, days) + _DAY
    return published + timedelta(days=days + 1)


# ---- how a step stands ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands for one step.

    `published`: the day, None where nothing was; `waiver` stands instead of the rule where there is one. `by`: the last
    day for it, None where the step has no day. `earliest`: the first day on which the body may meet, reckoned from the
    publication, or from today where there was none. `clear`: the clear days there are; None without both days.
    """

    rule: Rule
    days: int
    counts: Counts
    published: date | None
    waiver: Waiver | None
    by: date | None
    earliest: date
    clear: int | None

    @property
    def kept(self) -> bool:
        """Return whether what must be public was so for long enough."""
        return self.clear is not None and self.clear >= self.days


def standings(
    rules: Iterable[Rule],
    *,
    on: date | None,
    published: Mapping[str, date],
    today: date,
    practice: Mapping[str, Counts] | None = None,
) -> tuple[Standing, ...]:
    """Return how each rule stands for a step.

    `published`: the day of each publication, by the name of its rule, or of the waiver that stands in its place.
    `practice`: what a partnership counts for a rule where the law leaves it open.
    """
    return tuple(_standing(rule, on, published, today, practice or {}) for rule in rules)


def _standing(
    rule: Rule, on: date | None, published: Mapping[str, date], today: date, practice: Mapping[str, Counts]
) -> Standing:
    used = [one for one in waivers().values() if rule.id in one.instead_of and one.id in published]
    # What was published in full comes first: a waiver is looked at where the rule itself is not kept.
    tried: list[Waiver | None] = [*([None] if rule.id in published else []), *used] or [None]
    found = [_tried(rule, waiver, on, published, today, practice) for waiver in tried]
    return min(found, key=lambda one: one.earliest)


def _tried(
    rule: Rule, waiver: Waiver | None, on: date | None, published: Mapping[str, date], today: date,
    practice: Mapping[str, Counts],
) -> Standing:  # fmt: skip
    days = waiver.days if waiver else rule.days
    counts = waiver.counts if waiver else practice.get(rule.id, rule.counts)
    day = published.get(waiver.id if waiver else rule.id)
    return Standing(
        rule=rule,
        days=days,
        counts=counts,
        published=day,
        waiver=waiver,
        by=last_day(on, days, counts) if on else None,
        earliest=earliest_meeting(day or today, days, counts),
        clear=_clear(day, on, counts),
    )


def _clear(published: date | None, on: date | None, counts: Counts) -> int | None:
    """Return the clear days between the two; None where one is not there, or publication came after the meeting."""
    return None if published is None or on is None or published > on else clear_days(published, on, counts)


def earliest_day(found: Iterable[Standing]) -> date | None:
    """Return the first day on which a body may meet under all of them; None where no rule of ours reaches it."""
    return max((one.earliest for one in found), default=None)


# ---- what is local --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What councils usually do where the law leaves it to them."""

    wards: int
    wards_source: str
    call_in_days: int
    call_in_source: str
    confidence: Confidence


@cache
def usual() -> Usual:
    """Return what councils usually do."""
    return record(Usual, toml(FILE)["usual"], where=FILE)


def call_in_ends(decided: date, working_days: int) -> date:
    """Return the last day on which a decision may be called in; the day itself where no days are given for it."""
    return deadlines.working_days_after(decided, working_days) if working_days else decided
