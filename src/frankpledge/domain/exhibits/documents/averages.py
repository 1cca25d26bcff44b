"""The three-year average beside the window: the usual level of the same months, with event months left out."""

from __future__ import annotations

from frankpledge.analysis.change import Change
from frankpledge.domain.exhibits.documents.ledger import Ledger, signed_percent, whole
from frankpledge.domain.exhibits.documents.sentences import months_label
from frankpledge.domain.exhibits.documents.usual import usual
from frankpledge.domain.yardsticks.queries.averages import Average
from frankpledge.ground.documents.blocks import Block, Paragraph
from frankpledge.ground.documents.words import line

METHOD = (
    "mean of the same calendar months of the three preceding years, months of lockdowns and registered events left out"
)


def crime(ledger: Ledger) -> list[Block]:
    """Return recorded crime against its three-year average, or why there is none."""
    return _said(ledger, usual(ledger, "crime"), "crime", "recorded crime", ledger.reading.crime)


def asb(ledger: Ledger) -> list[Block]:
    """Return anti-social behaviour against its three-year average, or why there is none."""
    return _said(ledger, usual(ledger, "asb"), "asb", "recorded anti-social behaviour", ledger.reading.asb)


def _said(ledger: Ledger, average: Average | None, stem: str, subject: str, now: int) -> list[Block]:
    if average is None:
        return []
    if average.value is None:
        gone = (
            f"months of the three years are missing ({missing(average)})"
            if average.missing
            else "in every one of the three years a month of the same name is left out"
        )
        words = f"**We cannot tell** how {subject} stands to its three-year average, because {gone}."
        return [Paragraph(line=line(words), note="The average needs the same months of each of three years")]
    _write_down(ledger, average, stem, subject, now)
    said = _sentence(average.change, stem, subject)
    left = f"Left out: {months_label(average.excluded)}. " if average.excluded else ""
    return [Paragraph(line=line(said), note=f"Same months of the three years before. {left}".strip())]


def missing(average: Average) -> str:
    """Return the missing months in words, the first and how many more where there are many."""
    gone = average.missing
    runs = months_label(gone)
    return runs if len(runs) < 60 else f"{gone[0].label} and {len(gone) - 1} more"


def _write_down(ledger: Ledger, average: Average, stem: str, subject: str, now: int) -> None:
    change = average.change
    interval = ""
    if change is not None and change.low is not None and change.high is not None:
        interval = f"; ratio of the window to it: 95% interval {change.low:.2f} to {change.high:.2f}, {change.method}"
    ledger.add(
        f"{stem}.average",
        whole(average.value or 0),
        f"Three-year average of {subject}",
        value=average.value,
        unit="recorded",
        period=f"same months of the three years before the {ledger.reading.window.label}",
        method=f"{METHOD}{interval}",
        inputs=(
            {"what": "the window", "value": now},
            {"what": "events in the three years, months left out apart", "value": change.before if change else None},
            {"what": "months left out", "value": [str(month) for month in average.excluded]},
        ),
    )
    if change is not None and change.percent is not None:
        ledger.add(
            f"{stem}.average_percent",
            signed_percent(change.percent),
            f"{subject[:1].upper()}{subject[1:]} against its three-year average",
            value=change.percent,
            unit="%",
            method=f"{METHOD}{interval}",
            inputs=({"what": "the window", "value": now}, {"what": "average", "value": average.value}),
        )


def _sentence(change: Change | None, stem: str, subject: str) -> str:
    average = f"{{{stem}.average}}"
    start = f"{subject[:1].upper()}{subject[1:]}"
    if change is None:
        return f"The three-year average of {subject} is {average}; the window is not complete, so it is not compared."
    if change.verdict in ("higher", "lower"):
        size = f", {{{stem}.average_percent}}" if change.percent is not None else ""
        return f"{start} is **{change.verdict}** than its three-year average of {average}{size}."
    if change.verdict == "none":
        return f"**No detectable difference** between {subject} and its three-year average of {average}."
    why = (
        "recording changed between the two"
        if change.recorded != change.verdict
        else "fewer than 24 earlier months are loaded, too few to know how far months vary"
        if change.low is None
        else f"the true ratio may be anything from {change.low:.2f} to {change.high:.2f}"
    )
    return f"**We cannot tell** whether {subject} differs from its three-year average of {average}: {why}."


EXHIBITS = {"crime.average": crime, "asb.average": asb}
