"""The figures that a commentary may quote: of its indicator and period, each by a short name."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from frankpledge.domain.indicators.models import Definition
from frankpledge.domain.indicators.queries.overview import Line, printed
from frankpledge.domain.indicators.queries.used import input_of
from frankpledge.domain.indicators.rules import TargetKind
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.ground.documents.blocks import Figure
from frankpledge.statute.deadlines import in_words


def quotable(line: Line) -> dict[str, Figure]:
    """Return the figures that words on an indicator may quote, by name; those that are not there are not offered."""
    at = len(line.series) - 1
    found = {
        "now": of_window(line, line.shown, "now", line.indicator.name),
        "before": of_window(line, line.series[at - 1], "before", "The period before") if at > 0 else None,
        "last_year": _year_before(line),
        "count": _number(line, line.shown.numbers.numerator, "count", line.definition.numerator),
        "base": _number(line, line.shown.numbers.denominator, "base", line.definition.denominator),
        "target": _target(line),
    }
    return {name: one for name, one in found.items() if one is not None}


def displays(figures: Mapping[str, Figure]) -> dict[str, str]:
    """Return how each figure is printed, by its name."""
    return {name: one.display for name, one in figures.items()}


def of_window(line: Line, shown: Shown, key: str, label: str) -> Figure:
    """Return the figure of one window of an indicator, with all that a reader may ask of it."""
    definition = line.definition
    there = shown.figure is not None
    return Figure(
        key=key,
        display=printed(shown.figure, definition),
        label=label,
        value=plain(shown.figure, definition) if shown.figure is not None else None,
        state="value" if there else "missing",
        unit=definition.unit,
        period=shown.label,
        denominator=definition.denominator or "a count, which has none",
        source=definition.source,
        cut_off=in_words(line.as_known.date()) if line.as_known else "",
        method=definition.words,
        caveat=definition.caveats if there else f"No data: {shown.missing}",
        policy="restricted",
        generated=line.indicator.workspace.generated,
        inputs=(
            input_of(line.indicator, shown),
            *(
                {"what": what, "value": float(value)}
                for what, value in (
                    (definition.numerator, shown.numbers.numerator),
                    (definition.denominator, shown.numbers.denominator),
                )
                if value is not None
            ),
        ),
    )


def plain(figure: Decimal, definition: Definition) -> float | int:
    """Return a figure to the decimals of its definition, as a number."""
    rounded = round(figure, definition.decimals)
    return int(rounded) if definition.decimals == 0 else float(rounded)


def _year_before(line: Line) -> Figure | None:
    ends = line.shown.ends
    found = [one for one in line.series if (one.ends.year, one.ends.month) == (ends.year - 1, ends.month)]
    return of_window(line, found[0], "last_year", "The same period of the year before") if found else None


def _number(line: Line, number: Decimal | None, key: str, label: str) -> Figure | None:
    if number is None or not label:
        return None
    whole = of_window(line, line.shown, key, label[:1].upper() + label[1:])
    return Figure(
        key=key, display=f"{number:,.0f}", label=whole.label, value=int(number), unit="", period=whole.period,
        denominator="a count, which has none", source=whole.source, cut_off=whole.cut_off, method=whole.method,
        policy="restricted", generated=whole.generated,
    )  # fmt: skip


def _target(line: Line) -> Figure | None:
    target = line.target
    if target is None or target.kind not in {TargetKind.VALUE, TargetKind.RANGE}:
        return None
    if target.low is not None and target.high is not None:
        said = f"{printed(target.low, line.definition)} to {printed(target.high, line.definition)}"
    else:
        aimed = target.low if target.low is not None else target.high
        said = printed(aimed, line.definition)
    number = target.low if target.low is not None else target.high
    return Figure(
        key="target", display=said, label=f"Target of {line.indicator.name}",
        value=plain(number, line.definition) if number is not None else None,
        state="value" if number is not None else "missing", unit=line.definition.unit,
        period=f"from {in_words(target.since)}", denominator=line.definition.denominator or "a count, which has none",
        source="the register of indicators", cut_off=in_words(line.as_known.date()) if line.as_known else "",
        method=target.reason or "set by the partnership", policy="restricted",
        generated=line.indicator.workspace.generated,
    )  # fmt: skip
