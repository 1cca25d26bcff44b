"""Sentences about change that the named test allows, and no others.

A verdict picks its sentence, so that a sentence cannot outlive its verdict. See the methods: changed, no material
change, cannot tell.
"""

from __future__ import annotations

from math import inf

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.evidence.queries.reading import AreaReading, Compared
from frankpledge.domain.exhibits.documents.ledger import Ledger, signed_percent
from frankpledge.ground.documents.blocks import Absent, FigureRef, Inline, Line, Row, Signal, Strong, Text


def months_label(months: tuple[Month, ...]) -> str:
    """Return how a run of months is called: "January to April 2025", or its parts when it has gaps."""
    if not months:
        return "no month"
    runs: list[list[Month]] = []
    for month in months:
        if runs and runs[-1][-1] + 1 == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(_run_label(run) for run in runs)


def _run_label(run: list[Month]) -> str:
    first, last = run[0], run[-1]
    if first == last:
        return first.label
    start = first.label if first.year != last.year else first.label.rsplit(" ", 1)[0]
    return f"{start} to {last.label}"


def periods_compared(reading: AreaReading) -> str:
    """Return the two periods that a comparison sets side by side, in words."""
    if reading.complete and len(reading.like) == len(tuple(reading.window.months())):
        return f"{reading.window.label}, against the year before"
    return f"{months_label(reading.like)}, against {months_label(reading.like_before)}"


def gaps(window: Window, names: tuple[str, ...]) -> str:
    """Return the months of a window that are named as missing, in runs: "May to December 2024"."""
    return months_label(tuple(month for month in window.months() if month.label in names))


def per_day(reading: AreaReading) -> str:
    """Return the sentence that differences are per day where the months compared have not as many days, or nothing."""
    now, before = (sum(month.days for month in months) for months in (reading.like, reading.like_before))
    return "" if now == before else f"Differences are per day: {now} days against {before}."


def periods_note(reading: AreaReading) -> str:
    """Return the note under a sentence on change: the two periods, and that differences are per day where they are."""
    return f"{sentence_case(periods_compared(reading))}. {per_day(reading)}".strip()


def write_down(ledger: Ledger, stem: str, label: str, compared: Compared) -> None:
    """Write down both counts of a comparison, and its percentage when the base bears one."""
    reading, change = ledger.reading, compared.change
    ledger.count(f"{stem}.like", label, compared.now, period=months_label(reading.like))
    ledger.count(f"{stem}.like_before", label, compared.before, period=months_label(reading.like_before))
    if change.percent is not None:
        interval = ""
        if change.lower is not None and change.upper is not None:
            interval = f"ratio 95% interval {change.lower:.2f} to {change.upper:.2f}, "
        ledger.add(
            f"{stem}.percent",
            signed_percent(change.percent),
            f"{label}: difference",
            value=change.percent,
            unit="%",
            period=periods_compared(reading),
            method=f"{interval}{change.method}. {per_day(reading)}".strip(),
            inputs=(
                {"what": "now", "value": compared.now},
                {"what": "before", "value": compared.before},
            ),
        )


def sentence(stem: str, subject: str, compared: Compared, *, when: str = "") -> Line:
    """Return the one sentence that the verdict allows about `subject` ("recorded crime"), figures fetched by `stem`."""
    now, before = FigureRef(f"{stem}.like"), FigureRef(f"{stem}.like_before")
    pair: tuple[Inline, ...] = (now, Text(" against "), before)
    time = f" in {when}" if when else ""
    verdict = compared.change.verdict
    if verdict in ("higher", "lower"):
        size: tuple[Inline, ...] = ()
        if compared.change.percent is not None:
            size = (Text(", "), FigureRef(f"{stem}.percent"))
        return (
            Strong(f"{sentence_case(subject)} is {verdict}"),
            Text(f"{time}: "),
            *pair,
            *size,
            Text("."),
        )
    if verdict == "none":
        return (Strong("No detectable change"), Text(f" in {subject}{time} ("), *pair, Text(")."))
    return (
        Strong(f"We cannot tell whether {subject} changed"),
        Text(f"{time} ("),
        *pair,
        Text(f"): {doubt(compared)}."),
    )


def doubt(compared: Compared) -> str:
    """Return why it cannot be told, in words for a board."""
    change = compared.change
    if change.recorded != change.verdict:
        return "recording changed between the two, so that the recorded level says nothing of crime"
    if change.low is None or change.high is None:
        return "fewer than 24 earlier months are loaded, too few to know how far months vary of themselves"
    most = "any size" if change.high == inf else signed_percent(100 * (change.high - 1))
    return f"the true difference may be anything from {signed_percent(100 * (change.low - 1))} to {most}"


def sentence_case(text: str) -> str:
    """Return a text with its first letter large and the rest as it was."""
    return f"{text[:1].upper()}{text[1:]}"


def signal(compared: Compared | None, polarity: str = "smaller") -> Inline:
    """Return the judgement of a table row."""
    if compared is None:
        return Absent("missing", "not compared")
    return Signal(verdict=compared.change.verdict, polarity=polarity)


def difference(compared: Compared | None) -> Inline:
    """Return the percentage of a table row, or the word that says why there is none."""
    if compared is None:
        return Absent("missing", "no data")
    if compared.change.percent is None:
        return Absent("withheld", "base under 50")
    return Text(signed_percent(compared.change.percent))


def comparison_row(name: str, compared: Compared | None, total: str, *, polarity: str = "smaller") -> Row:
    """Return the table row of a type: total, both like counts, difference, signal."""
    missing: Line = (Absent("missing", "no data"),)
    before: Line = (Text(f"{compared.before:,}"),) if compared else missing
    now: Line = (Text(f"{compared.now:,}"),) if compared else missing
    return Row(
        cells=(
            (Text(name),),
            (Text(total),),
            before,
            now,
            (difference(compared),),
            (signal(compared, polarity),),
        )
    )
