"""What if: several areas as one, beside each of them alone."""

from __future__ import annotations

from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, comparison_dots
from frankpledge.charts.monthly import MonthPoint, monthly_line
from frankpledge.charts.words import joined
from frankpledge.domain.comparisons.queries.together import Member, Together
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.pictures import chart_event
from frankpledge.domain.studies.presenters.page import Frame, Line, Part, StudyPage, drawn
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table
from frankpledge.lake import queries

DRAWN = 60


def what_if_page(found: Together, frame: Frame) -> StudyPage:
    """Return the page of areas put together."""
    return StudyPage(
        caption=frame.caption,
        title=_title(found),
        lede=_lede(found),
        known=found.subject.cut_off,
        facts=_facts(found),
        parts=(_table(found, frame), _rates(found, frame), _months(found, frame)),
        parameters=(
            ("Put together", joined([one.name for one in found.members])),
            ("Period", found.subject.window.label),
            ("Recorded by", joined([queries.force_name(slug) for slug in found.forces])),
            ("Residents", f"mid-{found.people_year}" if found.people_year else "not of one year for all of them"),
        ),
        cautions=(
            f"A sum of {found.kind} says nothing of what joining them would change.",
            *_several(found),
            *found.subject.explored.caveats,
        ),
    )


def _several(found: Together) -> tuple[str, ...]:
    if len(found.forces) < 2:
        return ()
    return (
        f"{len(found.forces)} forces recorded these. What each counts, and when, may differ: so may the areas by that.",
    )


def _source(found: Together) -> str:
    named = joined([queries.force_name(slug) for slug in found.forces])
    return f"data.police.uk, street-level files of {named}. {found.subject.cut_off}"


def _title(found: Together) -> str:
    name = say.subject(found.subject.asked.what)
    change = found.whole.compared
    said = f"Together: {found.whole.events:,} recorded"
    if change and change.change.verdict in ("higher", "lower"):
        return f"{said}, and {name} is {change.change.verdict} than a year before"
    if change and change.change.verdict == "none":
        return f"{said}, with no detectable change in {name}"
    return f"{said}; we cannot tell whether {name} changed"


def _lede(found: Together) -> str:
    change = found.whole.compared
    gone = ""
    if found.missing:
        gone = f"{joined([m.label for m in found.missing])}: not there for every one of them, and left out. "
    if change is None:
        return f"{gone}No like month of the year before is loaded for all of them."
    return f"{gone}{change.now:,} against {change.before:,} in the same months a year before. {change.change.reason}"


def _facts(found: Together) -> tuple[Fact, ...]:
    w = found.whole
    none = component("absent", kind="withheld")
    rated = (
        Fact("Rate", f"{w.rate.value:.1f}", f"per 1,000 residents ({w.rate.lower:.1f} to {w.rate.upper:.1f})")
        if w.rate
        else Fact("Rate", none, "months or residents are missing", in_words=True)
    )
    people = (
        Fact("Residents", f"{w.people:,}", f"mid-{found.people_year}")
        if w.people
        else Fact("Residents", none, "", in_words=True)
    )
    change = w.compared.change.percent if w.compared else None
    told = (
        Fact("Change", say.percent(change), "against a year before")
        if change is not None
        else Fact("Change", none, "", in_words=True)
    )
    return (
        Fact("Recorded", f"{w.events:,}", f"{say.unit(found.subject.asked.what)}, all together"),
        people,
        rated,
        told,
    )


def _table(found: Together, frame: Frame) -> Part:
    heads = (
        Column("Area"),
        Column("Recorded", right=True),
        Column("Residents", right=True),
        Column("Per 1,000", right=True),
        Column("95% interval", right=True),
        Column("Year before", right=True),
        Column("Has it changed?"),
    )
    polarity = say.polarity(found.subject.asked.what)
    rows = tuple(Row(_cells(one, polarity)) for one in found.members)
    total = Row(_cells(found.whole, polarity))
    lines: list[Line] = [(one.name, float(one.events), _line(one)) for one in (*found.members, found.whole)]
    head = ("put_together", "recorded", "residents", "per_1000", "lower_95", "upper_95", "before", "now", "verdict")
    return Part(
        "areas",
        "Each, and all together",
        table=Table("Areas", heads, rows, total=total, caption_hidden=True),
        method="Counts and residents are added up; rate, interval and test are made anew of the sums.",
        file=frame.file("areas", head, lines, source=_source(found)),
    )


def _cells(one: Member, polarity: str) -> tuple[str, ...]:
    none = component("absent", kind="missing")
    verdict = one.compared.change.verdict if one.compared else "cannot_tell"
    words = {"higher": "Higher", "lower": "Lower"}.get(verdict, "")
    return (
        one.name,
        f"{one.events:,}",
        f"{one.people:,}" if one.people else none,
        f"{one.rate.value:.1f}" if one.rate else none,
        f"{one.rate.lower:.1f} to {one.rate.upper:.1f}" if one.rate else "–",
        f"{one.compared.before:,}" if one.compared else none,
        component("signal", verdict=verdict, polarity=polarity, words=words),
    )


def _line(one: Member) -> tuple[object, ...]:
    rated = (round(one.rate.value, 4), round(one.rate.lower, 4), round(one.rate.upper, 4)) if one.rate else ("", "", "")
    c = one.compared
    changed = (c.before, c.now, c.change.verdict) if c else ("", "", "cannot_tell")
    return (one.name, one.events, one.people or "", *rated, *changed)


def _rates(found: Together, frame: Frame) -> Part:
    every = (found.whole, *found.members)
    if sum(one.rate is not None for one in every) < 2:
        return Part("rates", "Rates", absent="Rates are not compared while months or residents are missing.")
    rows = [
        AreaRate(
            one.name,
            one.rate.value if one.rate else None,
            one.rate.lower if one.rate else None,
            one.rate.upper if one.rate else None,
            own=one is found.whole,
        )
        for one in every
    ]
    unit = say.capital(say.unit(frame.asked.what))

    def draw(width: int) -> Chart:
        words = frame.words(
            f"together-{width}",
            f"Together {found.whole.rate.value:.1f} per 1,000 residents" if found.whole.rate else "Rates one by one",
            f"{unit} per 1,000 residents, {found.subject.window.label}, with 95% intervals",
            source=_source(found),
        )
        return comparison_dots(words, areas=rows, unit="per 1,000 residents", width=width)

    return Part(
        "rates", "Rates", picture=drawn(draw), method="Each interval is of one rate; the whole holds its parts."
    )


def _months(found: Together, frame: Frame) -> Part:
    months, values = found.series.months[-DRAWN:], found.series.values[-DRAWN:]
    points = [MonthPoint(month, value) for month, value in zip(months, values, strict=True)]
    if not any(value is not None for value in values):
        return Part("months", "Months", absent="No month is there for all of them.")

    def draw(width: int) -> Chart:
        words = frame.words(
            f"joined-{width}",
            f"{say.capital(say.subject(frame.asked.what))}, month by month, of {len(found.members)} {found.kind} "
            "together",
            f"{say.capital(say.unit(frame.asked.what))} recorded each month, {months[0].label} to {months[-1].label}",
            source=_source(found),
        )
        events = [chart_event(one) for one in found.events if one.last >= months[0]]
        return monthly_line(
            words,
            points=points,
            unit="recorded",
            polarity=say.polarity(frame.asked.what),
            events=events,
            numbered=True,
            width=width,
        )

    lines: list[Line] = [
        (str(month), value, (str(month), "" if value is None else value, "no data" if value is None else "recorded"))
        for month, value in zip(found.series.months, found.series.values, strict=True)
    ]
    file = frame.file("months", ("month", "recorded", "state"), lines, source=_source(found))
    return Part("months", "Months", picture=drawn(draw), method="A month is there where every one has it.", file=file)
