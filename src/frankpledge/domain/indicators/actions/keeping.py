"""Keeping the register: a definition changes, something is aimed at, an indicator is put right, retired, or ordered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction

from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.indicators.actions import Defined, _keep_definition, check_defined
from frankpledge.domain.indicators.models import Definition, Indicator, ReportingColumn, Target
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators, newest_definition
from frankpledge.domain.indicators.rules import NotAnIndicator, NotATarget, TargetKind, check_wording
from frankpledge.domain.indicators.rules.targets import check_aimed
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def define_again(*, indicator: Indicator, defined: Defined, because: str, by: User) -> Definition:
    """Let an indicator be counted otherwise from a day on, for a reason. Values that are there keep theirs."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    check_defined(defined)
    if not because.strip():
        raise NotAnIndicator("a definition changes for a reason.", where="because", cure="Write why.")
    if defined.reckoned_from == indicator:
        raise NotAnIndicator("it cannot be reckoned from itself.", where="reckoned_from", cure="Choose another.")
    last = newest_definition(indicator)
    if last is not None and defined.since <= last.since:
        day = last.since
        raise NotAnIndicator(
            f"definition {last.number} holds since {day.day} {day:%B %Y}.", where="since",
            cure="Let the new one begin on a later day.",
        )  # fmt: skip
    number = indicator.definitions.count() + 1
    made = _keep_definition(indicator, defined, number=number, because=because.strip(), by=by, now=clock.now())
    record("indicators.defined_again", indicator, by=by, facts={"indicator": indicator.name, "number": number})
    return made


@dataclass(frozen=True)
class Wording:
    """What a definition says that changes no number: it is put right where it stands."""

    words: str
    source: str
    caveats: str = ""
    lag_days: int | None = None
    review_on: date | None = None


@transaction.atomic
def reword_definition(*, indicator: Indicator, said: Wording, because: str, by: User) -> Definition:
    """Put right what the newest definition says, for a reason; how it stood is kept. Its numbers are counted alike."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    stands = newest_definition(indicator)
    if stands is None:
        raise NotAnIndicator(f"{indicator} has no definition.", cure="Define it first.")
    said = replace(said, words=said.words.strip(), source=said.source.strip(), caveats=said.caveats.strip())
    check_wording(said.words, said.source, because)
    changed = {name: value for name, value in vars(said).items() if getattr(stands, name) != value}
    if not changed:
        raise NotAnIndicator("it says so already.", where="words", cure="Change what is wrong, or leave it.")
    for name, value in changed.items():
        setattr(stands, name, value)
    stands.reworded_at, stands.reworded_because = clock.now(), because.strip()
    stands.save(update_fields=(*changed, "reworded_at", "reworded_because"))
    record("indicators.reworded", indicator, by=by, facts={"indicator": indicator.name, "number": stands.number})
    return stands


@dataclass(frozen=True)
class Aimed:
    """What is aimed at from a day on."""

    since: date
    kind: TargetKind
    low: Decimal | None = None
    high: Decimal | None = None
    points: tuple[tuple[date, Decimal], ...] = ()
    by: date | None = None
    baseline: str = ""
    reason: str = ""
    expected_on: date | None = None


@transaction.atomic
def set_target(*, indicator: Indicator, aimed: Aimed, by: User) -> Target:
    """Aim at something from a day on; what was aimed at before stays for the time before."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    check_aimed(
        aimed.kind, low=aimed.low, high=aimed.high, points=aimed.points, reason=aimed.reason,
        expected_on=aimed.expected_on,
    )  # fmt: skip
    if indicator.targets.filter(since=aimed.since).exists():
        raise NotATarget(
            "something is aimed at from that day already.", where="since", cure="Let the new target begin later."
        )
    made = Target.objects.create(
        workspace=indicator.workspace,
        indicator=indicator,
        since=aimed.since,
        by=aimed.by,
        kind=aimed.kind,
        low=aimed.low,
        high=aimed.high,
        points=[[str(day), str(value)] for day, value in sorted(aimed.points)],
        baseline=aimed.baseline.strip(),
        reason=aimed.reason.strip(),
        expected_on=aimed.expected_on,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    record("indicators.target_set", indicator, by=by, facts={"indicator": indicator.name, "kind": aimed.kind.label})
    return made


@transaction.atomic
def amend_indicator(
    *, indicator: Indicator, name: str, supplier: Organisation | None, sensitive: bool, by: User
) -> Indicator:
    """Put the name, the supplier, or whether earlier values are shown, right."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    if not name.strip():
        raise NotAnIndicator("an indicator has a name.", where="name", cure="Write what is measured.")
    indicator.name, indicator.supplier, indicator.sensitive = name.strip(), supplier, sensitive
    indicator.save(update_fields=("name", "supplier", "sensitive"))
    record("indicators.amended", indicator, by=by, facts={"indicator": indicator.name})
    return indicator


@transaction.atomic
def retire_indicator(*, indicator: Indicator, on: date, because: str, by: User) -> Indicator:
    """Count an indicator no longer from a day on, for a reason. Its values stay."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    if not because.strip():
        raise NotAnIndicator("an indicator is retired for a reason.", where="because", cure="Write why.")
    if indicator.retired_on:
        raise NotAnIndicator("it is retired already.", cure="Take it up again first.")
    indicator.retired_on, indicator.retired_because = on, because.strip()
    indicator.save(update_fields=("retired_on", "retired_because"))
    record("indicators.retired", indicator, by=by, facts={"indicator": indicator.name})
    return indicator


@transaction.atomic
def take_up_again(*, indicator: Indicator, by: User) -> Indicator:
    """Count a retired indicator again."""
    check_granted(GRANTS, Capability.KEEP, workspace=indicator.workspace, user=by)
    if not indicator.retired_on:
        raise NotAnIndicator("it is not retired.", cure="Nothing is to be done.")
    indicator.retired_on, indicator.retired_because = None, ""
    indicator.save(update_fields=("retired_on", "retired_because"))
    record("indicators.taken_up_again", indicator, by=by, facts={"indicator": indicator.name})
    return indicator


@transaction.atomic
def put_in_order(*, workspace: Workspace, order: Sequence[Indicator], by: User) -> None:
    """Put the indicators of a partnership into an order; those that are not named follow."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    named = [one.pk for one in order]
    rest = [one.pk for one in Indicator.objects.filter(workspace=workspace).exclude(pk__in=named)]
    for place, identity in enumerate((*named, *rest), start=1):
        Indicator.objects.filter(workspace=workspace, pk=identity).update(order=place)
    record("indicators.put_in_order", None, workspace=workspace, by=by, facts={"count": len(named)})


def order_by_reference(*, workspace: Workspace, references: Sequence[str], by: User) -> None:
    """Put indicators into the order of their short names. Refused where one is not there, or named twice."""
    found = {one.reference.casefold(): one for one in indicators(workspace=workspace, viewer=by)}
    named = [reference.strip().casefold() for reference in references]
    if not named:
        raise NotAnIndicator("no indicator is named.", cure="Write the short names, the first first.")
    for at, reference in enumerate(named):
        if reference not in found:
            raise NotAnIndicator(f"there is no indicator “{references[at]}”.", cure="Write the short names.")
        if reference in named[:at]:
            raise NotAnIndicator(f"{references[at]} is named twice.", cure="Name it once.")
    put_in_order(workspace=workspace, order=[found[one] for one in named], by=by)


@transaction.atomic
def set_reporting_column(
    *, workspace: Workspace, on: bool, since: date, because: str, rule: str, by: User
) -> ReportingColumn:
    """Switch a column of red, amber and green on or off from a day, with the rule that is printed beside it."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    if not because.strip():
        raise NotAnIndicator("it is not said who demands it, and why.", where="because", cure="Write it.")
    if ReportingColumn.objects.filter(workspace=workspace, since=since).exists():
        raise NotAnIndicator("it was switched on or off on that day already.", where="since", cure="Take a later day.")
    made = ReportingColumn.objects.create(
        workspace=workspace, since=since, on=on, rule=rule.strip(), because=because.strip(), recorded_by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    record("indicators.column_switched", made, by=by, facts={"on": "on" if on else "off"})
    return made
