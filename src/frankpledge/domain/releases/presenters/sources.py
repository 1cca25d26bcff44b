"""The two police sources side by side, with the reasons why they differ."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.evidence.queries.recorded import HOME_OFFICE, SourcesCompared
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

EFFECTS = {"more": "More there", "fewer": "Fewer there", "either": "Either way"}


@dataclass(frozen=True)
class SourcesPage:
    """One area in both sources."""

    title: str
    note: str
    facts: tuple[Fact, ...]
    table: Table
    reasons: Table
    missing: str
    source: str


def sources_parts(pair: SourcesCompared) -> SourcesPage:
    """Return one area's counts in both sources, by quarter, and why they differ."""
    return SourcesPage(
        title=_finding(pair),
        note=pair.window.label,
        facts=(
            Fact("data.police.uk", f"{pair.street:,}", "crimes, without anti-social behaviour"),
            Fact("Home Office", f"{pair.recorded:,}", "crimes, without fraud"),
            Fact("Apart", "cannot be said" if pair.percent is None else _signed(pair.percent), "of the Home Office’s"),
        ),
        table=_quarters(pair),
        reasons=_reasons(pair),
        missing=", ".join(quarter.label for quarter in pair.not_compared),
        source=f"data.police.uk, street-level files; {HOME_OFFICE}. {pair.cut_off}.",
    )


def _finding(pair: SourcesCompared) -> str:
    name = display_name(pair.area)
    if pair.percent is None:
        return f"{name}: there is nothing to compare with"
    if abs(pair.percent) < 0.05:
        return f"{name}: both sources count the same"
    more = "more" if pair.percent > 0 else "fewer"
    return f"{name}: data.police.uk has {abs(pair.percent):.1f}% {more}"


def _signed(percent: float) -> str:
    return f"{percent:+.1f}%".replace("-", "−")


def _quarters(pair: SourcesCompared) -> Table:
    rows = tuple(
        Row(
            (
                one.quarter.label,
                f"{one.street:,}",
                f"{one.recorded:,}",
                f"{one.street - one.recorded:+,}".replace("-", "−"),
            )
        )
        for one in pair.quarters
    )
    heads = ("data.police.uk", "Home Office", "Difference")
    columns = (Column("Quarter"), *(Column(head, right=True) for head in heads))
    return Table("Both sources by quarter", columns, rows, caption_hidden=True)


def _apart(number: int) -> str:
    return f"{number:+,}".replace("-", "−") if number else "0"


def _reasons(pair: SourcesCompared) -> Table:
    rows = tuple(Row((f"{one.words}.", EFFECTS[one.effect])) for one in pair.reasons)
    return Table("Why they differ", (Column("Reason"), Column("On data.police.uk")), rows, caption_hidden=True)
