"""What a line of the register says: its columns, a definition and a target as they are read from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.indicators.actions import Defined
from frankpledge.domain.indicators.actions.keeping import Aimed, Wording
from frankpledge.domain.indicators.models import Definition, Indicator, Target
from frankpledge.domain.indicators.rules import Every, Measure, Origin, Polarity, TargetKind, WindowKind
from frankpledge.domain.indicators.rules.targets import read_points
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.rules import CLEARS, Column, Line, NotTaken, of_kinds

Find = Callable[[str], Indicator | None]


def suppliers(workspace: Workspace, viewer: User) -> Sequence[tuple[str, str]]:
    """Return the organisations that stand, by name."""
    return [(str(row.pk), str(row)) for row in standing_rows(Organisation, workspace=workspace, viewer=viewer)]


def yes_or_no(*_: object) -> Sequence[tuple[str, str]]:
    """Return the two words."""
    return [("yes", "Yes"), ("no", "No")]


COLUMNS = (
    Column("reference", "reference", ("ref", "short name", "code", "indicator number"), needed=True),
    Column("name", "name", ("indicator", "indicator name", "title")),
    Column("supplier", "supplier", ("organisation", "who sends it"), words=suppliers),
    Column("sensitive", "sensitive", words=yes_or_no),
    Column("definition", "definition", only_shown=True),
    Column("since", "since", ("holds from", "defined since"), is_day=True),
    Column("changed_because", "changed_because", ("why it changed",)),
    Column("reworded_because", "reworded_because", ("why put right", "why its words are put right")),
    Column("words", "words", ("what is measured", "description")),
    Column("measure", "measure", ("kind of number",), words=of_kinds(Measure)),
    Column("numerator", "numerator", ("what is counted",)),
    Column("denominator", "denominator", ("of what",)),
    Column("per", "per"),
    Column("base_adds_up", "base_adds_up", ("second number adds up",), words=yes_or_no),
    Column("unit", "unit"),
    Column("polarity", "polarity", ("which way is better", "better"), words=of_kinds(Polarity)),
    Column("source", "source"),
    Column("origin", "origin", ("where values come from",), words=of_kinds(Origin)),
    Column("records", "records", ("records that count",)),
    Column("area", "area"),
    Column("reckoned_from", "reckoned_from", ("reckoned from",)),
    Column("every", "every", ("one value for each", "frequency"), words=of_kinds(Every)),
    Column("window", "window", ("shown over",), words=of_kinds(WindowKind)),
    Column("start_month", "start_month", ("first month of its year",)),
    Column("decimals", "decimals"),
    Column("lag_days", "lag_days", ("days until a value is due",)),
    Column("caveats", "caveats"),
    Column("review_on", "review_on", ("review date",), is_day=True),
    Column("breakdowns", "breakdowns", ("broken down by",)),
    Column("target_since", "target_since", ("aimed at from",), is_day=True),
    Column("target_kind", "target_kind", ("kind of target",), words=of_kinds(TargetKind)),
    Column("low", "low", ("target", "target value", "lower end")),
    Column("high", "high", ("upper end",)),
    Column("points", "points", ("trajectory",)),
    Column("target_by", "target_by", ("to be reached by",), is_day=True),
    Column("baseline", "baseline"),
    Column("target_reason", "target_reason", ("why this target",)),
    Column("expected_on", "expected_on", ("target expected by",), is_day=True),
    Column("retired_on", "retired_on", ("counted no longer from",), is_day=True),
    Column("retired_because", "retired_because", ("why retired",)),
)
DEFINED = (
    "words", "measure", "numerator", "denominator", "per", "base_adds_up", "unit", "polarity", "source", "origin",
    "records", "area", "reckoned_from", "every", "window", "start_month", "decimals", "lag_days", "caveats",
    "review_on", "breakdowns",
)  # fmt: skip
WORDING = tuple(Wording.__dataclass_fields__)
TARGETS = ("target_since", "low", "high", "points", "target_by", "baseline", "target_reason", "expected_on")
_TEXTS = ("words", "numerator", "denominator", "unit", "source", "caveats")
_WHOLE = ("per", "start_month", "decimals", "lag_days")
_KINDS: dict[str, Any] = {
    "measure": Measure, "polarity": Polarity, "origin": Origin, "every": Every, "window": WindowKind,
}  # fmt: skip
_NOT_SAID: dict[str, Any] = {
    "words": "", "numerator": "", "unit": "", "source": "", "measure": Measure.COUNT, "polarity": Polarity.NOT_STATED,
    "origin": Origin.RETURNS, "every": Every.QUARTER,
}  # fmt: skip


def said_of(held: Definition) -> Defined:
    """Return a definition that stands as it would be said."""
    told = {one.name: getattr(held, one.name) for one in fields(Defined)}
    kinds = {name: kind(told[name]) for name, kind in _KINDS.items()}
    return Defined(**(told | kinds | {"breakdowns": tuple(held.breakdowns)}))


def defined_of(line: Line, was: Definition | None, find: Find) -> Defined:
    """Return the definition that a line says; what it leaves empty is as it `was`."""
    told = dict(vars(said_of(was))) if was else dict(_NOT_SAID)
    told |= {name: "" if line[name] == CLEARS else line[name] for name in _TEXTS if line[name]}
    told |= {name: whole(line, name) for name in _WHOLE if line[name]}
    told |= {name: kind(line[name]) for name, kind in _KINDS.items() if line[name]}
    if line["base_adds_up"]:
        told["base_adds_up"] = line["base_adds_up"] == "yes"
    if line["review_on"]:
        told["review_on"] = None if line["review_on"] == CLEARS else line.day("review_on")
    if line["breakdowns"]:
        told["breakdowns"] = () if line["breakdowns"] == CLEARS else parted(line["breakdowns"])
    if line["records"]:
        told["question"] = question(line)
    if line["reckoned_from"]:
        told["reckoned_from"] = _source(line["reckoned_from"], find)
    since = line.day("since") or (was.since if was else None)
    assert since is not None  # asked for before
    return Defined(**(told | {"since": since}))


def _source(reference: str, find: Find) -> Indicator | None:
    if reference == CLEARS:
        return None
    found = find(reference)
    if found is None:
        raise NotTaken(
            f"there is no indicator “{reference}”.", column="reckoned_from", cure="Let its line stand before this one."
        )
    return found


def question(line: Line) -> dict[str, Any]:
    """Return what is asked of the evidence: "Burglary; Shoplifting", of an area by its kind and code."""
    asked: dict[str, Any] = {} if line["records"] == CLEARS else {"what": list(parted(line["records"]))}
    area = line["area"].split()
    if asked and area:
        if len(area) != 2:
            raise NotTaken("an area is a kind and a code.", column="area", cure="Write csp E22000001.")
        asked["area"] = area
    return asked


def parted(text: str) -> tuple[str, ...]:
    """Return the parts of a cell between semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def whole(line: Line, name: str) -> int | None:
    """Return the whole number under a column; None where it is cleared."""
    text = line[name].replace(",", "").removesuffix(".0")
    if text == CLEARS and name == "lag_days":
        return None
    if not text.isdigit():
        raise NotTaken(f"“{line[name]}” is no whole number.", column=name, cure="Write digits.")
    return int(text)


def number(line: Line, name: str) -> Decimal | None:
    """Return the number under a column; None where there is none."""
    text = line[name].replace(",", "").removesuffix("%").strip()
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise NotTaken(f"“{line[name]}” is no number.", column=name, cure="Write digits.") from None


# ---- what is aimed at -----------------------------------------------------------------------------------------------


def aimed_of(line: Line) -> Aimed:
    """Return the target that a line says."""
    since = line.day("target_since")
    if since is None:
        raise NotTaken("it is not said from when it is aimed at.", column="target_since", cure="Write the day.")
    return Aimed(
        since=since, kind=TargetKind(line["target_kind"]), low=number(line, "low"), high=number(line, "high"),
        points=tuple(sorted(read_points(line["points"]))), by=line.day("target_by"), baseline=line["baseline"],
        reason=line["target_reason"], expected_on=line.day("expected_on"),
    )  # fmt: skip


def target_said_of(held: Target) -> Aimed:
    """Return a target that stands as it would be said."""
    points = tuple((date.fromisoformat(day), Decimal(str(value))) for day, value in held.points)
    return Aimed(
        since=held.since, kind=TargetKind(held.kind), low=held.low, high=held.high, points=tuple(sorted(points)),
        by=held.by, baseline=held.baseline, reason=held.reason, expected_on=held.expected_on,
    )  # fmt: skip


def defined_words(value: Any) -> str:
    """Return a part of a definition or target as it is told and compared."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, tuple):
        return "; ".join(" ".join(map(defined_words, one)) if isinstance(one, tuple) else str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join((*value.get("what", ()), *([" ".join(map(str, value["area"]))] if value.get("area") else [])))
    return str(value)
