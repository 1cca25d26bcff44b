"""Harm and cost: offences of an area times published or own weights, and those that no weight is known for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frankpledge.analysis import NoDenominator, NotACount, NotEnoughData
from frankpledge.analysis.harm import Weighing, weigh
from frankpledge.analysis.periods import Window
from frankpledge.domain.evidence.queries.months import Months
from frankpledge.domain.yardsticks.models import WeightSet
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.lake import areas, queries
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.categories import is_crime
from frankpledge.statute.weights import By, Scheme, schemes, usable_weights

_QUARTER = 3


@dataclass(frozen=True)
class OffenceCounts:
    """Offences of an area by code (or type): how many of each, its words, of whom, when and from which source.

    `corrected` are codes whose quarters sum to less than nothing: corrections of an earlier year, left out.
    """

    by: By
    area: str
    counts: Mapping[str, int]
    words: Mapping[str, str]
    period: str
    source: str
    corrected: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """What offences are weighed by: a published scheme, or a partnership's own file."""

    name: str
    kind: str
    unit: str
    price_year: str
    source: str
    limits: str
    weights: Mapping[str, float]


@dataclass(frozen=True)
class HarmReading:
    """Offences weighed by one scale, or why they are not."""

    offences: OffenceCounts
    scale: Scale
    weighing: Weighing | None
    why: str = ""


def offence_counts(snapshot: Snapshot, area: Area, window: Window) -> OffenceCounts | None:
    """Return the offences of an area by Home Office code over the whole quarters of a window, None without any.

    The partnership's own where the Home Office's table has it, or else the whole force's, which is said. Rows kept for
    outcomes alone are no crimes, and fraud stands in no local total.
    """
    whole = queries.quarters_within(str(window.first), str(window.last))
    if not whole:
        return None
    first, last = str(whole[0].window.first), str(whole[-1].window.last)
    force = areas.force_of(snapshot, area)
    for asked in (area, force):
        found = queries.recorded(snapshot, asked, first=first, last=last) if asked is not None else None
        if asked is not None and found is not None and not found.missing:
            return _of_table(asked, found, Window(whole[0].window.first, whole[-1].window.last))
    return None


def _of_table(area: Area, found: queries.Recorded, window: Window) -> OffenceCounts:
    summed: dict[str, int] = {}
    words: dict[str, str] = {}
    for row in found.rows:
        if row.in_total and row.n is not None:
            summed[row.code] = summed.get(row.code, 0) + row.n
            words[row.code] = row.offence
    return OffenceCounts(
        by="code",
        area=area.name.partition(", ")[0],
        counts={code: n for code, n in summed.items() if n > 0},
        words=words,
        period=window.label,
        source="Home Office, police recorded crime open data tables",
        corrected=tuple(sorted(code for code, n in summed.items() if n < 0)),
        releases=found.releases,
    )


def type_counts(name: str, months: Months, window: Window) -> OffenceCounts | None:
    """Return the crimes of an area by type of data.police.uk, None where a month of the window is missing."""
    if months.missing(window):
        return None
    counts = {kind: months.total(window.months(), kind.__eq__) for kind in months.types if is_crime(kind)}
    held = {kind: n for kind, n in counts.items() if n}
    return OffenceCounts("type", name, held, {kind: kind for kind in held}, window.label, "data.police.uk")


def harm_reading(offences: OffenceCounts, scale: Scale) -> HarmReading:
    """Return offences weighed by a scale; where none of them has a weight, why there is nothing to show."""
    try:
        return HarmReading(offences, scale, weigh(counts=offences.counts, weights=scale.weights))
    except (NoDenominator, NotACount, NotEnoughData) as refusal:
        return HarmReading(offences, scale, None, refusal.reason)


def published_scale(scheme: Scheme, *, by: By, unconfirmed: bool = False) -> Scale:
    """Return a published scheme as a scale: confirmed rows alone unless the others are asked for."""
    return Scale(
        name=scheme.name,
        kind=scheme.kind,
        unit=scheme.unit,
        price_year=scheme.price_year or "",
        source=f"{scheme.source}, {scheme.dated}",
        limits=scheme.limits,
        weights=usable_weights(scheme.id, by=by, unconfirmed=unconfirmed),
    )


def scales(kind: str, *, by: By, workspace: Workspace | None) -> tuple[Scale, ...]:
    """Return the published scales of a kind (harm, cost) and a workspace's own, by code or by type."""
    own = WeightSet.objects.filter(workspace=workspace, kind=kind, by=by) if workspace else ()
    return (
        *(published_scale(each, by=by) for each in schemes() if each.kind == kind),
        *(
            Scale(
                name=each.name,
                kind=each.kind,
                unit=each.unit,
                price_year=each.price_year,
                source=f"{each.source}; {each.licence}",
                limits="The partnership's own weights",
                weights=each.weights,
            )
            for each in own
        ),
    )


def weight_sets(*, workspace: Workspace, viewer: User) -> tuple[WeightSet, ...]:
    """Return the own weights of a workspace that the viewer belongs to."""
    return tuple(WeightSet.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)))
