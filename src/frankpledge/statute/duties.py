"""What the law asks of a partnership and its bodies, as dated values: who, when the clock runs, what would prove it.

Sources: each row of `duties.toml` names its own, with our confidence in it. A duty has one row for each nation in which
it is worded otherwise, and one for each time that it was amended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any, Literal

from frankpledge.statute.load import BadDefinition, Confidence, as_nation, record, records, toml

FILE = "duties.toml"
Trigger = Literal["standing", "yearly", "quarterly", "rolling", "event", "power", "rule"]
Unit = Literal["days", "working_days", "clear_days", "months", "quarters", "given"]
Clock = Literal["law", "guidance", "practice"]
Part = Literal[
    "partnership", "assessment", "plan", "policing", "scrutiny", "asb", "deaths", "violence", "kindred", "papers",
    "information",
]  # fmt: skip
PARTS: Mapping[str, str] = {
    "partnership": "The partnership",
    "assessment": "Assessment, people’s views, data",
    "plan": "Plan and agreement",
    "policing": "Local policing body",
    "scrutiny": "Scrutiny",
    "asb": "ASB case reviews",
    "deaths": "Death reviews",
    "violence": "Serious violence",
    "kindred": "Prevent, drugs, domestic abuse, victims",
    "papers": "Council papers",
    "information": "Information, data protection, equality",
}
NOTHING_TO_DO: tuple[Trigger, ...] = ("power", "rule")
_OWED: Mapping[Trigger, tuple[str, ...]] = {
    "yearly": ("by",),
    "quarterly": ("within", "unit"),
    "rolling": ("within", "unit"),
    "event": ("starts",),
}
_ALLOWED: Mapping[Trigger, tuple[str, ...]] = {
    "standing": ("review_months",),
    "yearly": ("by",),
    "quarterly": ("within", "unit"),
    "rolling": ("within", "unit"),
    "event": ("starts", "within", "unit"),
}
_UNITS: Mapping[Trigger, tuple[Unit, ...]] = {
    "quarterly": ("quarters",),
    "rolling": ("months",),
    "event": ("days", "working_days", "clear_days", "months", "given"),
}
_CLOCKED = ("by", "within", "unit", "review_months", "starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty as it is worded in one nation between two days. The head of `duties.toml` says what each field means."""

    id: str
    part: Part
    title: str
    words: str
    who: str
    bodies: tuple[str, ...]
    trigger: Trigger
    evidence: str
    provision: str
    confidence: Confidence
    nation: Literal["england", "wales", "both"] = "both"
    two_tier_only: bool = False
    pilot_only: bool = False
    by: str | None = None
    starts: str | None = None
    within: int | None = None
    unit: Unit | None = None
    clock: Clock | None = None
    review_months: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    awaits: str | None = None
    doubt: str | None = None
    note: str | None = None

    @property
    def unconfirmed(self) -> bool:
        """Return whether we have not read this in the statute or instrument itself."""
        return self.confidence != "V"

    def in_force(self, on: date) -> bool:
        """Return whether it was the law on a day, as far as we know."""
        return self.valid_from is not None and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def holds_in(self, nation: str) -> bool:
        """Return whether this row is the wording of a nation."""
        return self.nation in ("both", as_nation(nation))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A kind of body that a duty may bind."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """A kind of thing that starts a clock. `asks`: what the day is called that the event itself names, if it does."""

    id: str
    label: str
    asks: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What is usual in some months of a partnership's year, and the duties that it serves."""

    id: str
    months: tuple[int, ...]
    words: str
    duties: tuple[str, ...]


def duties(*, nation: str) -> tuple[Duty, ...]:
    """Return the rows that are the wording of a nation, in the order of the catalogue, in force or not."""
    return tuple(duty for duty in _catalogue() if duty.holds_in(nation))


def duty_of(identity: str, *, nation: str, on: date) -> Duty | None:
    """Return a duty as it is worded in a nation on a day; out of force, as it was or will be; None for no such duty."""
    found = [duty for duty in duties(nation=nation) if duty.id == identity]
    return next((duty for duty in found if duty.in_force(on)), found[-1] if found else None)


def bodies() -> dict[str, Body]:
    """Return the kinds of body by name."""
    return {each.id: each for each in records(Body, FILE, "body")}


@cache
def event_kinds() -> dict[str, EventKind]:
    """Return the kinds of event by name, in the order of the catalogue."""
    return {each.id: each for each in records(EventKind, FILE, "event")}


@cache
def usual_year() -> tuple[Usual, ...]:
    """Return what is usual in which months."""
    return records(Usual, FILE, "cycle")


def catalogue() -> tuple[Duty, ...]:
    """Return every row of both nations."""
    return _catalogue()


@cache
def _catalogue() -> tuple[Duty, ...]:
    return checked(toml(FILE))


# ---- checking the file ----------------------------------------------------------------------------------------------


def checked(tables: Mapping[str, Any]) -> tuple[Duty, ...]:
    """Return the duties of the file's tables. A bad file is refused with every fault of every row, a line each."""
    made: list[Duty] = []
    faults: list[str] = []
    for number, row in enumerate(tables["duty"], start=1):
        where = f"{FILE} duty {number} ({row.get('id', 'without an id')})"
        try:
            duty = record(Duty, row, where=where)
        except BadDefinition as fault:
            faults.append(str(fault))
        else:
            made.append(duty)
            faults += [f"{where}: {fault}" for fault in _faults(duty, _names(tables, "body"), _names(tables, "event"))]
    if len(made) == len(tables["duty"]):
        # Of a file in which a row cannot be read, nothing is said about what the rows leave unused.
        faults += [f"{FILE}: {fault}" for fault in (*_clashes(made), *_loose(made, tables))]
    if faults:
        raise BadDefinition("\n".join(faults))
    return tuple(made)


def _names(tables: Mapping[str, Any], table: str) -> set[str]:
    return {row["id"] for row in tables[table]}


def _faults(duty: Duty, bodies_: set[str], events: set[str]) -> Iterator[str]:
    """Yield what is wrong with one row, in sentences without a subject."""
    owed, allowed = _OWED.get(duty.trigger, ()), _ALLOWED.get(duty.trigger, ())
    yield from (f"a {duty.trigger} duty says {name}" for name in owed if getattr(duty, name) is None)
    idle = [name for name in _CLOCKED if getattr(duty, name) is not None and name not in allowed]
    yield from (f"a {duty.trigger} duty says no {name}" for name in idle)
    yield from (f"nobody knows the body {name!r}" for name in duty.bodies if name not in bodies_)
    if not duty.bodies:
        yield "binds no body"
    if duty.starts is not None and duty.starts not in events:
        yield f"nobody knows the event {duty.starts!r}"
    yield from _faults_of_clock(duty)
    yield from _faults_of_dates(duty)


def _faults_of_clock(duty: Duty) -> Iterator[str]:
    if duty.unit is not None and duty.unit not in _UNITS.get(duty.trigger, (duty.unit,)):
        yield f"a {duty.trigger} duty does not count in {duty.unit}"
    if (duty.within is None) != (duty.unit in (None, "given")):
        yield "within and unit go together, and a given day has no length"
    if duty.within is not None and duty.within < (0 if duty.unit == "days" else 1):
        yield f"{duty.within} is no length"
    if duty.review_months is not None and duty.review_months < 1:
        yield f"{duty.review_months} months is no length"
    if duty.by is not None and not _is_day_of_year(duty.by):
        yield f"{duty.by!r} is no day of a year, such as 03-31"
    runs = any(value is not None for value in (duty.by, duty.unit, duty.review_months))
    if runs != (duty.clock is not None):
        yield "a clock says who set it, and nothing else does"


def _is_day_of_year(text: str) -> bool:
    try:
        return text == f"{date.fromisoformat(f'2023-{text}'):%m-%d}"
    except ValueError:
        return False


def _faults_of_dates(duty: Duty) -> Iterator[str]:
    if (duty.valid_from is None) != (duty.awaits is not None):
        yield "either it has a day from which it is in force, or it says what is waited for"
    if duty.valid_to is not None and (duty.valid_from is None or duty.valid_to < duty.valid_from):
        yield "ends before it begins"
    if duty.confidence == "K" and duty.doubt is None:
        yield "general knowledge says what is to be checked"
    if duty.two_tier_only and duty.nation != "england":
        yield "only England has two tiers"


def _clashes(found: Iterable[Duty]) -> Iterator[str]:
    """Yield each pair of rows of one duty that are both the wording of a nation on a day."""
    for one, other in combinations(found, 2):
        same_nation = "both" in (one.nation, other.nation) or one.nation == other.nation
        if one.id == other.id and same_nation and _overlap(one, other):
            yield f"{one.id} is worded twice at once ({one.nation} and {other.nation})"


def _overlap(one: Duty, other: Duty) -> bool:
    if one.valid_from is None or other.valid_from is None:
        return True
    return one.in_force(other.valid_from) or other.in_force(one.valid_from)


def _loose(found: Iterable[Duty], tables: Mapping[str, Any]) -> Iterator[str]:
    """Yield names that nothing uses, and what the usual year says of duties and months that there are not."""
    found = tuple(found)
    used: dict[str, set[str]] = {
        "body": {name for duty in found for name in duty.bodies},
        "event": {duty.starts for duty in found if duty.starts},
    }
    for table, names in used.items():
        yield from (f"no duty names the {table} {name!r}" for name in sorted(_names(tables, table) - names))
    known = {duty.id for duty in found}
    for row in tables["cycle"]:
        yield from (f"the cycle {row['id']} names {name!r}, no duty" for name in row["duties"] if name not in known)
        yield from (f"the cycle {row['id']} has a month {month}" for month in row["months"] if not 1 <= month <= 12)
