"""An indicator of a town's, each word with the canary: defined twice, aimed at, written down and corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.indicators.actions import Defined, Written, record_value, register_indicator
from frankpledge.domain.indicators.actions.keeping import Aimed, define_again, set_reporting_column, set_target
from frankpledge.domain.indicators.actions.lists import VALUES
from frankpledge.domain.indicators.actions.register import REGISTER
from frankpledge.domain.indicators.actions.wide import WIDE
from frankpledge.domain.indicators.rules import (
    Every,
    Measure,
    Numbers,
    Origin,
    Polarity,
    TargetKind,
    WindowKind,
)
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet


def measured(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Fill the register of indicators, and return what its addresses need."""
    defined = Defined(
        since=date(2023, 4, 1), words=f"{canary} lamps that are lit", measure=Measure.SHARE,
        numerator=f"{canary} lit", denominator=f"{canary} lamps", unit=f"% {canary}", polarity=Polarity.BIGGER,
        source=f"{canary} round", origin=Origin.PRINTED, every=Every.QUARTER, window=WindowKind.ITSELF,
        caveats=f"{canary} fog",
    )  # fmt: skip
    supplier = found_organisation(workspace=workspace, name=f"{canary} lamp office", kind="charity", by=by)
    made = register_indicator(
        workspace=workspace, reference=f"{canary[:12]}-1", name=f"{canary} lamps", defined=defined, by=by,
        supplier=supplier,
    )  # fmt: skip
    again = replace(defined, since=date(2025, 4, 1))
    define_again(indicator=made, defined=again, because=f"{canary} new lamps", by=by)
    aimed = Aimed(date(2023, 4, 1), TargetKind.VALUE, low=Decimal(90), reason=f"{canary} promise")
    set_target(indicator=made, aimed=aimed, by=by)
    first = Written(date(2025, 4, 1), date(2025, 6, 30), Numbers(Decimal(50), Decimal(80)), comment=f"{canary} said")
    record_value(indicator=made, written=first, by=by)
    numbers = Numbers(Decimal(70), Decimal(80))
    later = replace(first, numbers=numbers, because=f"{canary} miscounted", came_from=f"{canary} sheet")
    value = record_value(indicator=made, written=later, by=by)
    set_reporting_column(
        workspace=workspace, on=True, since=date(2025, 4, 1), because=f"{canary} council", rule=f"{canary} rule", by=by
    )
    return {
        "indicator": str(made.pk),
        "known": str(value.pk),
        "value_list": value_list(canary, workspace, made.reference, by),
        "wide_list": wide_list(canary, workspace, made.reference, by),
        "register_list": register_list(canary, workspace, made.reference, by),
    }


def value_list(canary: str, workspace: Workspace, reference: str, by: User) -> str:
    """Send a list of values: one that is new, one that is no number, and a head that is not known."""
    heads = ("reference", "period", "numerator", "denominator", f"{canary} head")
    lines = (
        (0, 2, [reference, "2025/26 Q2", "60", "80", ""]),
        (0, 3, [reference, "2025/26 Q3", f"{canary} odd", "80", "x"]),
    )  # fmt: skip
    read = Read((Sheet(f"{canary} sheet", 1, heads),), lines)
    return str(send_list(kind=VALUES, workspace=workspace, name=f"{canary} values.xlsx", read=read, by=by).pk)


def wide_list(canary: str, workspace: Workspace, reference: str, by: User) -> str:
    """Send a sheet with periods across: numbers that are new, one that is none, and a head that names no period."""
    heads = ("reference", "number", "2024/25 Q3", f"{canary} trend")
    lines = (
        (0, 2, [reference, "First number", "60", f"{canary} upwards"]),
        (0, 3, [reference, "Second number", "80", ""]),
        (0, 4, [f"{canary} odd", "", "5", ""]),
    )
    read = Read((Sheet(f"{canary} wide", 1, heads),), lines)
    return str(send_list(kind=WIDE, workspace=workspace, name=f"{canary} framework.xlsx", read=read, by=by).pk)


def register_list(canary: str, workspace: Workspace, reference: str, by: User) -> str:
    """Send the register: a name that changes, one that lacks all, and a word that is not known."""
    heads = ("reference", "name", "supplier")
    lines = (
        (0, 2, [reference, f"{canary} lanterns lit", ""]),
        (0, 3, [f"{canary[:12]}-9", f"{canary} new", f"{canary} nobody"]),
    )
    read = Read((Sheet(f"{canary} register", 1, heads),), lines)
    return str(send_list(kind=REGISTER, workspace=workspace, name=f"{canary} register.xlsx", read=read, by=by).pk)
