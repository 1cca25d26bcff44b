"""The answer to one question, in the parts of a page."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.charts.chart import Chart
from frankpledge.charts.monthly import ChartEvent, MonthPoint, monthly_line
from frankpledge.charts.words import Words, signal_in_words
from frankpledge.domain.evidence.queries.explore import Explored
from frankpledge.domain.evidence.queries.reading import Band, Compared
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.statute.events import events_touching

KINDS = {"crime": "recorded crime", "asb": "recorded anti-social behaviour"}
WIDE, NARROW = 1136, 354


@dataclass(frozen=True)
class ExplorePage:
    """The answer to one question: finding, facts, picture, table, and what to know."""

    caption: str
    title: str
    lede: str
    known: str
    facts: tuple[Fact, ...]
    wide: Chart
    narrow: Chart
    csv: str
    table: Table
    caveats: tuple[str, ...]


def explore_page(found: Explored, *, csv: str, generated: bool) -> ExplorePage:
    """Return the page that answers a question."""
    title = finding(found)
    wide, narrow = (_picture(found, title, width, generated=generated) for width in (WIDE, NARROW))
    return ExplorePage(
        caption=f"{found.name} · {subject(found)} · {found.window.label}",
        title=title,
        lede=lede(found),
        known=found.cut_off,
        facts=facts(found),
        wide=wide,
        narrow=narrow,
        csv=csv,
        table=_month_table(found),
        caveats=(*found.caveats, *((found.people_flag,) if found.people_flag else ())),
    )


def subject(found: Explored) -> str:
    """Return what is counted, as it stands inside a sentence."""
    return KINDS.get(found.what) or found.what.lower()


def finding(found: Explored) -> str:
    """Return the one sentence that the figures allow."""
    name = subject(found)
    if found.compared is None:
        return f"{found.total:,} recorded: no year before to compare {name} with"
    verdict = found.compared.change.verdict
    if verdict in ("higher", "lower"):
        return f"{name[:1].upper()}{name[1:]} is {verdict} than a year before"
    if verdict == "none":
        return f"No detectable change in {name}"
    return f"We cannot tell whether {name} changed"


def lede(found: Explored) -> str:
    """Return the sentence under the finding: why, and over which months."""
    if found.missing:
        gone = ", ".join(month.label for month in found.missing)
        first = f"The window is incomplete: {gone} {'is' if len(found.missing) == 1 else 'are'} missing."
    else:
        first = f"Every month of the {found.window.label} is there."
    return f"{first} {found.compared.change.reason}" if found.compared else first


def facts(found: Explored) -> tuple[Fact, ...]:
    """Return the four facts: total, rate, comparison, judgement."""
    whole = len(found.window) - len(found.missing)
    total = Fact("Recorded", f"{found.total:,}", f"{whole} of {len(found.window)} months")
    if found.rate:
        people = f"per 1,000 of {found.people:,} residents, mid-{found.people_year}"
        rate = Fact("Rate", f"{found.rate.value:.1f}", f"{people} ({found.rate.lower:.1f} to {found.rate.upper:.1f})")
    else:
        why = "months are missing" if found.missing else "no residents are known"
        rate = Fact("Rate", str(component("absent", kind="withheld")), why, in_words=True)
    return (total, rate, _against(found), Fact("Has it changed?", _judged(found.compared), "", in_words=True))


def _against(found: Explored) -> Fact:
    label = "Against the year before"
    if found.compared is None:
        return Fact(label, component("absent", kind="missing"), "no like month is loaded", in_words=True)
    change = found.compared.change
    words = f"{found.compared.before:,} to {found.compared.now:,} over {len(found.like)} like months"
    if change.percent is None:
        return Fact(label, component("absent", kind="withheld"), f"{words}; base under 50", in_words=True)
    return Fact(label, f"{change.percent:+.0f}%".replace("-", "−"), words)


def _judged(compared: Compared | None) -> str:
    verdict = compared.change.verdict if compared else "cannot_tell"
    words = {"higher": "Higher", "lower": "Lower"}.get(verdict, "")
    return component("signal", verdict=verdict, polarity="smaller", words=words)


def _picture(found: Explored, title: str, width: int, *, generated: bool) -> Chart:
    first, last = found.series.months[0], found.series.months[-1]
    points = [
        MonthPoint(
            month=month,
            value=value,
            expected=band.centre if band else None,
            lower=band.lower if band else None,
            upper=band.upper if band else None,
            signal=band.signal if band else "",
            in_a_run=bool(band and band.in_a_run),
        )
        for month, value, band in zip(found.series.months, found.series.values, found.expected, strict=True)
    ]
    events = [
        ChartEvent(month=event.first, words=event.words, last=event.last if event.last != event.first else None)
        for event in events_touching(first=first, last=last, force=found.force, also=found.events)
    ]
    words = Words(
        name=f"months-{width}",
        title=title,
        subtitle=f"{subject(found).capitalize()} each month, {found.name}, {first.label} to {last.label}",
        source=f"data.police.uk. {found.cut_off}",
        generated=generated,
    )
    return monthly_line(words, points=points, unit="recorded", events=events, width=width)


def _signal(band: Band) -> str:
    if band.unsure:
        return component("signal", verdict="cannot_tell", words="Cannot tell: recorded otherwise")
    if not band.signal:
        return "within"
    words = signal_in_words(band.signal, in_a_run=band.in_a_run).capitalize()
    return component("signal", verdict=band.signal, polarity="smaller", words=words)


def _month_table(found: Explored) -> Table:
    rows = []
    for month, value, band in zip(found.series.months, found.series.values, found.expected, strict=True):
        if month not in found.window:
            continue
        signal = _signal(band) if band else "–"
        expected = (f"{band.centre:.0f}", f"{band.lower:.0f} to {band.upper:.0f}") if band else ("–", "–")
        count = component("absent", kind="missing") if value is None else f"{value:,}"
        rows.append(Row((month.label, count, *expected, signal), strong=bool(band and band.signal)))
    return Table(
        "Months of the window",
        (
            Column("Month"),
            Column("Recorded", right=True),
            Column("Expected", right=True),
            Column("Range", right=True),
            Column("Signal"),
        ),
        tuple(rows),
        total=Row(("Window", f"{found.total:,}", "", "", "")),
        caption_hidden=True,
    )
