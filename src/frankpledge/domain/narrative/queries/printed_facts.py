"""Figures that no data set holds: those printed in a document of the partnership, and those that the author states."""

from __future__ import annotations

from decimal import Decimal

from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.queries.arguments import Argument, number_of
from frankpledge.domain.narrative.queries.catalogue import FigureQuery
from frankpledge.domain.narrative.rules import Arguments, UnknownName
from frankpledge.ground.documents.blocks import Figure


def published(known: Known, arguments: Arguments) -> Figure:
    """Return a printed figure of the partnership, with what is known to be wrong with it."""
    found = PublishedFigure.objects.filter(workspace=known.workspace, pk=_identity(arguments["printed"])).first()
    if found is None or known.workspace is None:
        raise UnknownName("no such printed figure is recorded.", cure="Choose one of the list.")
    value, missing = _number(found.value), found.value is None
    percent = "%" if found.unit == "%" else ""
    return Figure(
        key="figure",
        display="no data" if value is None else f"{value:,}{percent}",
        label=f"{found.group}: {found.label}",
        value=value,
        state="missing" if missing else "value",
        unit=found.unit,
        period=found.period,
        source=found.source,
        caveat=found.missing if missing else found.caveat,
        method="as printed",
        generated=known.workspace.generated,
    )


def stated(known: Known, arguments: Arguments) -> Figure:
    """Return a figure that the author states, with the source that the author names."""
    value = number_of(arguments["number"])
    plain = _number(value)
    unit = arguments.get("unit", "")
    return Figure(
        key="figure",
        display=f"{plain:,}%" if unit == "%" else f"{plain:,}",
        label=arguments["label"],
        value=plain,
        unit=unit,
        period=arguments.get("when", ""),
        source=arguments["source"],
        method="stated by the author; not recomputed",
        generated=bool(known.workspace and known.workspace.generated),
    )


def choices(known: Known) -> tuple[tuple[str, str], ...]:
    """Return the printed figures of the partnership."""
    if known.workspace is None:
        return ()
    found = PublishedFigure.objects.filter(workspace=known.workspace)
    return tuple((str(one.pk), f"{one.group}: {one.label}, {one.period}") for one in found)


def _number(value: Decimal | None) -> float | int | None:
    """Return a number as a figure holds it: whole where it is."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _identity(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else -1


PRINTED = (
    FigureQuery(
        "published_figure",
        "A figure printed in an earlier document",
        (Argument("printed", "Printed figure", "choice", choices=choices),),
        published,
        lasting=False,
    ),
    FigureQuery(
        "stated_figure",
        "A figure of your own, with its source",
        (
            Argument("number", "Number", "number", "1250 or 12.5"),
            Argument("label", "What it counts", hint="People who answered the survey"),
            Argument("source", "Source", hint="Who says so, in which document, on which page"),
            Argument("when", "When", hint="2025/26", optional=True),
            Argument("unit", "Unit", hint="% or people", optional=True),
        ),
        stated,
    ),
)
