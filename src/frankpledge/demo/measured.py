"""The indicators of the demonstration: three years with planted changes, each through the action that a page calls.

Numbers are drawn from a seed that the data beside this module state. Herefordshire's register holds what was printed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any
from zlib import crc32

import numpy as np

from frankpledge.analysis.periods import FinancialYear, Quarter
from frankpledge.demo.risky import Named, named_of, told_of
from frankpledge.domain.indicators.actions import (
    Defined,
    Written,
    publish_value,
    record_value,
    register_indicator,
)
from frankpledge.domain.indicators.actions.evidence import refresh_indicator
from frankpledge.domain.indicators.actions.keeping import Aimed, retire_indicator, set_target
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.rules import (
    Every,
    Measure,
    Numbers,
    Origin,
    Polarity,
    Status,
    TargetKind,
    WindowKind,
)
from frankpledge.ground.accounts.models import User, Workspace

LAG = 31
A_QUARTER, A_YEAR = 3, 12
SPREAD = 0.004  # how much more than Poisson a level varies, as the generator's truths have it


@dataclass(frozen=True)
class Drawn:
    """One period of an invented indicator before it is written down."""

    starts: date
    ends: date
    key: str
    numbers: Numbers


def measure_everything(workspace: Workspace, *, by: User, second: User, counted: bool = True) -> None:
    """Fill the register of the invented partnership, unless that was done; `second` puts values before the board.

    Without `counted` what comes from the loaded evidence is left out.
    """
    if Indicator.objects.filter(workspace=workspace).exists():
        return
    told, named = told_of("measures.toml"), named_of(workspace, by)
    after = timedelta(days=told["board_after_days"])
    for one in told["indicator"]:
        if "evidence" in one and not counted:
            continue
        made = _registered(workspace, one, named, by)
        if "evidence" in one:
            refresh_indicator(indicator=made, by=by)
        elif "reckoned_from" not in one:
            chance = np.random.default_rng([told["seed"], crc32(one["reference"].encode())])
            for drawn in _drawn(one, told, chance):
                _write(made, one, drawn, by)
        _before_the_board(made, after, told["board_until"], second)
        if "retired" in one:
            on, why = one["retired"]
            retire_indicator(indicator=made, on=on, because=why, by=by)


def _registered(workspace: Workspace, one: Mapping[str, Any], named: Named, by: User) -> Indicator:
    made = register_indicator(
        workspace=workspace, reference=one["reference"], name=one["name"], defined=_defined(workspace, one), by=by,
        supplier=named.organisations.get(one.get("supplier", "")), sensitive=one.get("sensitive", False),
    )  # fmt: skip
    if "target" in one:
        set_target(indicator=made, aimed=_aimed(one["target"]), by=by)
    return made


def _defined(workspace: Workspace, one: Mapping[str, Any]) -> Defined:
    evidence, source = one.get("evidence"), one.get("reckoned_from")
    rate = one.get("rate", False)
    kind = "rate" if rate else one.get("measure", "count")
    return Defined(
        since=date(2021, 1, 1) if evidence else date(2023, 4, 1),
        words=one["words"],
        measure=Measure(kind),
        numerator=one.get("numerator", "Crimes recorded" if "asb" not in (evidence or ()) else "Incidents recorded"),
        denominator=one.get("denominator", "Residents" if rate else ""),
        per=one.get("per", 1000 if rate else 1),
        base_adds_up=one.get("base_adds_up", not rate),
        unit=one["unit"],
        polarity=Polarity(one["polarity"]),
        source="data.police.uk (generated)" if evidence else f"{one['supplier']}, return (generated)",
        origin=Origin.EVIDENCE if evidence else Origin.RETURNS,
        question={"what": evidence} if evidence else {},
        every=Every("month" if evidence else one.get("every", "quarter")),
        window=WindowKind(one.get("window", "itself")),
        start_month=one.get("start_month", 4),
        decimals=one.get("decimals", 0),
        lag_days=one.get("lag_days", None if evidence else LAG),
        caveats=one.get("caveats", ""),
        reckoned_from=Indicator.objects.get(workspace=workspace, reference=source) if source else None,
    )


def _aimed(told: Mapping[str, Any]) -> Aimed:
    points = tuple((date.fromisoformat(day), Decimal(value)) for day, value in told.get("points", ()))
    ends: dict[str, Any] = {name: Decimal(told[name]) for name in ("low", "high") if name in told}
    rest: dict[str, Any] = {name: told[name] for name in ("since", "baseline", "reason", "expected_on") if name in told}
    return Aimed(kind=TargetKind(told["kind"]), points=points, **ends, **rest)


# ---- what is drawn --------------------------------------------------------------------------------------------------


def _drawn(one: Mapping[str, Any], told: Mapping[str, Any], chance: np.random.Generator) -> Iterator[Drawn]:
    if "waves" in one:
        for starts, ends, top, base in one["waves"]:
            numbers = Numbers(Decimal(top), Decimal(base))
            yield Drawn(date.fromisoformat(starts), date.fromisoformat(ends), starts, numbers)
        return
    if "level" not in one:
        return
    first, last = Quarter.parse(told["first"]), Quarter.parse(told["last"])
    length = {"month": 1, "quarter": A_QUARTER, "year": A_YEAR}[one.get("every", "quarter")]
    month = first.window.first
    while month + (length - 1) <= last.window.last:
        ends = month + (length - 1)
        quarter = Quarter.of(ends)
        gap = one.get("gaps", {}).get(str(quarter), "")
        numbers = Numbers(missing=gap) if gap else _numbers(one, quarter, chance)
        yield Drawn(month.first_day, ends.last_day, str(quarter), numbers)
        month = ends + 1


def _numbers(one: Mapping[str, Any], quarter: Quarter, chance: np.random.Generator) -> Numbers:
    level = one["level"] * one.get("season", (1, 1, 1, 1))[quarter.number - 1]
    if "step" in one and quarter >= Quarter.parse(one["step"][0]):
        level *= one["step"][1]
    kind = one["measure"]
    if kind in {"count", "rate"}:
        count = _count(level, chance)
        return Numbers(count, Decimal(one["base"]) if kind == "rate" else None)
    base = int(chance.poisson(one["base"]))
    if kind == "mean":
        return Numbers(Decimal(round(base * level * float(chance.normal(1, 0.05)))), Decimal(base))
    return Numbers(Decimal(int(chance.binomial(base, level))), Decimal(base))


def _count(mean: float, chance: np.random.Generator) -> Decimal:
    """Return a count that varies a little more than Poisson: variance μ + 0.004 μ²."""
    return Decimal(int(chance.poisson(chance.gamma(1 / SPREAD, mean * SPREAD))))


# ---- what is written down -------------------------------------------------------------------------------------------


def _write(made: Indicator, one: Mapping[str, Any], drawn: Drawn, by: User) -> None:
    """Write a period down on the day on which its supplier would have sent it, and its correction when that came."""
    days = one.get("lag_days", LAG) - 9 + one.get("late", {}).get(drawn.key, 0)
    known = _nine(drawn.ends + timedelta(days=days))
    settled = Status.PROVISIONAL if drawn.ends >= date(2025, 10, 1) else Status.FINAL
    came = f"{one['supplier']}, return of {drawn.key} (generated)"
    value = Written(drawn.starts, drawn.ends, drawn.numbers, status=settled, came_from=came)
    record_value(indicator=made, written=value, by=by, known_at=known)
    for key, factor, on, why in one.get("corrected", ()):
        if key == drawn.key and drawn.numbers.numerator is not None:
            top = Decimal(round(float(drawn.numbers.numerator) * factor))
            numbers = Numbers(top, drawn.numbers.denominator)
            again = Written(drawn.starts, drawn.ends, numbers, status=Status.REVISED, because=why, came_from=came)
            record_value(indicator=made, written=again, by=by, known_at=_nine(on))


def _nine(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def _before_the_board(made: Indicator, after: timedelta, until: date, second: User) -> None:
    """Put before the board what was known some weeks after its period.

    Of the newest quarter what is not asked of suppliers by quarter stands there too; what they send is published with
    their returns, and what came after the last such day still waits.
    """
    for value in made.values.select_related("definition").order_by("known_at"):
        seen = max(value.known_at + timedelta(days=3), _nine(value.ends) + after)
        returned = value.definition.origin == Origin.RETURNS and value.definition.every == Every.QUARTER
        if value.ends < date(2025, 10, 1) or (seen.date() <= until and not returned):
            publish_value(value=value, by=second, at=seen)


# ---- what Herefordshire printed -------------------------------------------------------------------------------------

PRINTED = "Performance appendix 2013/14, as printed"
ANNUAL = "(annual rate)"
NOT_SET = "measure to be confirmed"


def print_the_appendix(workspace: Workspace, *, by: User) -> None:
    """Put the indicators of Herefordshire's appendix of 2013/14 into its register as they were printed, once."""
    if Indicator.objects.filter(workspace=workspace).exists():
        return
    with files("frankpledge.demo").joinpath("appendix.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    named: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        named.setdefault(row["indicator"], []).append(row)
    for number, (name, found) in enumerate(named.items(), start=1):
        made = register_indicator(
            workspace=workspace, reference=f"2013-{number:02d}", name=name, defined=_printed(found[0]), by=by
        )
        _printed_target(made, found[0], by)
        for row in found:
            if row["value"]:
                _print_value(made, row, by)


def _printed(row: Mapping[str, str]) -> Defined:
    share, survey = row["unit"] == "percent", "Survey" in row["source"]
    annual = ANNUAL in row["indicator"]
    polarity = {"smaller is better": Polarity.SMALLER, "bigger is better": Polarity.BIGGER}
    return Defined(
        since=date(2012, 4, 1),
        words=f"{row['indicator']} ({row['priority']}).",
        measure=Measure.SHARE if share else Measure.COUNT,
        numerator="Number as printed" if not share else "Not stated",
        denominator="Not stated" if share else "",
        unit="%" if share else "",
        polarity=polarity.get(row["polarity"], Polarity.NOT_STATED),
        source=row["source"] or "not stated",
        origin=Origin.PRINTED,
        every=Every.WAVE if survey else Every.QUARTER,
        window=WindowKind.ROLLING_YEAR if annual else WindowKind.ITSELF,
        caveats=PRINTED,
    )


def _printed_target(made: Indicator, row: Mapping[str, str], by: User) -> None:
    since = date(2012, 4, 1)
    if row["target"]:
        aimed = Aimed(since, TargetKind.VALUE, low=Decimal(row["target"]), reason="As printed.")
        set_target(indicator=made, aimed=aimed, by=by)
    elif row["period"] == NOT_SET:
        aimed = Aimed(
            since, TargetKind.NONE_YET, reason="Measure to be confirmed, as printed; no day was printed.",
            expected_on=date(2014, 3, 31),
        )  # fmt: skip
        set_target(indicator=made, aimed=aimed, by=by)


def _print_value(made: Indicator, row: Mapping[str, str], by: User) -> None:
    window = Quarter.parse(row["period"].replace("-", "/", 1)).window
    first = window.last - (A_YEAR - 1) if ANNUAL in row["indicator"] else window.first
    value = Decimal(row["value"])
    numbers = Numbers(value) if row["unit"] == "count" else Numbers(value=value)
    written = Written(first.first_day, window.last.last_day, numbers, status=Status.PRINTED, came_from=PRINTED)
    record_value(indicator=made, written=written, by=by, known_at=datetime(2014, 6, 30, 9, tzinfo=UTC))


# ---- the table of offences against women and girls ------------------------------------------------------------------

SCRUTINY = "Scrutiny report of 2023, as printed"
KNOWN_2023 = datetime(2023, 6, 30, 9, tzinfo=UTC)
RESIDENTS = 193_600  # mid-2020, to the nearest 100, as the ONS prints it beside recorded crime
OURS = "Herefordshire"


def print_the_offences(workspace: Workspace, *, by: User) -> None:
    """Put the printed table of offences against women and girls beside what it gives on residents, once.

    The printed rate states no base and no common one gives it: it stands alone, and says so.
    """
    if Indicator.objects.filter(workspace=workspace, reference="VAWG-1").exists():
        return
    with files("frankpledge.demo").joinpath("vawg.csv").open(encoding="utf-8") as lines:
        row = next(one for one in csv.DictReader(lines) if one["area"] == OURS)
    years = [name for name in row if "/" in name]
    newest = row[years[-1]]
    count = Defined(
        since=date(2019, 4, 1), words="Offences against women and girls.", measure=Measure.COUNT,
        numerator="Offences as printed", unit="offences", polarity=Polarity.NOT_STATED, source=SCRUTINY,
        origin=Origin.PRINTED, every=Every.YEAR, window=WindowKind.ITSELF, caveats=SCRUTINY,
    )  # fmt: skip
    rate = replace(
        count, words="Offences against women and girls per 1,000 population.", measure=Measure.RATE, per=1000,
        denominator="Not stated", unit="per 1,000, base not stated", decimals=0,
        caveats="Base not stated, not reproducible: no common population gives the printed rates.",
    )  # fmt: skip
    residents = replace(
        rate, words="The same count, worked out on residents of mid-2020.", denominator="Residents, mid-2020",
        unit="per 1,000 residents", decimals=1, base_adds_up=False, caveats="Worked out by us from the printed count.",
    )  # fmt: skip
    rows = (
        ("VAWG-1", "Offences against women and girls", count, [(year, Numbers(Decimal(row[year]))) for year in years]),
        ("VAWG-2", "The same as a rate, as printed", rate,
         [(years[-1], Numbers(value=Decimal(row["offences per 1000 population"])))]),
        ("VAWG-3", "The same as a rate, on residents", residents,
         [(years[-1], Numbers(Decimal(newest), Decimal(RESIDENTS)))]),
    )  # fmt: skip
    for reference, name, defined, values in rows:
        made = register_indicator(workspace=workspace, reference=reference, name=name, defined=defined, by=by)
        for year, numbers in values:
            window = FinancialYear.parse(year).window
            written = Written(
                window.first.first_day, window.last.last_day, numbers, status=Status.PRINTED, came_from=SCRUTINY
            )
            record_value(indicator=made, written=written, by=by, known_at=KNOWN_2023)
