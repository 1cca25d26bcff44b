"""Forecast: what may come, how such forecasts fared before, or why there is none."""

from __future__ import annotations

from frankpledge.analysis.forecast import Backtest, Forecast
from frankpledge.charts.ahead import Ahead, forecast_line
from frankpledge.charts.chart import Chart
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.studies.presenters.page import File, Frame, Line, Part, StudyPage, drawn
from frankpledge.domain.studies.queries.ahead import LEAST, Outlook
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

DRAWN = 48
_TOO_FEW = (0.70, 0.90)  # what the two ranges must at least have held of what came, to be taken at their word


def forecast_page(found: Outlook, frame: Frame) -> StudyPage:
    """Return the page of what may come."""
    parts = (_ahead(found, frame), _months(found), _tried(found, frame))
    return StudyPage(
        caption=frame.caption,
        title=_title(found),
        lede=_lede(found),
        known=found.subject.cut_off,
        facts=_facts(found),
        parts=tuple(part for part in parts if part),
        parameters=_parameters(found),
        cautions=_cautions(found),
    )


def _title(found: Outlook) -> str:
    name = say.subject(found.subject.asked.what)
    if found.found is None:
        return f"{say.capital(name)} is not forecast here"
    f, month = found.found, found.ahead[0]
    low, high = f.low_95[0], f.high_95[0]
    return f"{say.capital(name)}: {low:,.0f} to {high:,.0f} to be expected in {month.label}"


def _lede(found: Outlook) -> str:
    if found.found is None:
        naive = " Repeating last year's months is drawn instead, without any range." if found.naive else ""
        return f"{found.why}{naive}"
    held = found.found.backtest
    if held.coverage_95 < _TOO_FEW[1] or held.coverage_80 < _TOO_FEW[0]:
        return (
            f"Read the ranges as too narrow: on the series' own past the 95% range held {held.coverage_95:.0%} of what "
            f"came, and the 80% range {held.coverage_80:.0%}."
        )
    return (
        f"{_stepped(found)}The range holds what happens in 95 of 100 months if the months to come are like those "
        "before. It knows nothing of measures, events or changes of recording to come."
    )


def _stepped(found: Outlook) -> str:
    """Return since when the level is what it is, where it stepped."""
    if found.found is None or found.found.level_from is None:
        return ""
    return f"The forecast stands on the level since {found.months[found.found.level_from].label}. "


def _facts(found: Outlook) -> tuple[Fact, ...]:
    f = found.found
    if f is None:
        return ()
    tried = f.backtest
    came = f"of what {'could be foreseen' if tried.unforeseen else 'came'}, from {tried.origins} earlier months"
    return (
        Fact(f"{found.ahead[0].label}", f"{f.value[0]:,.0f}", f"80% range {f.low_80[0]:,.0f} to {f.high_80[0]:,.0f}"),
        Fact(
            "Against the naive",
            f"{tried.mase:.2f}",
            f"mean error (MASE); repeating last year has {tried.naive_mase:.2f}",
        ),
        Fact("80% range held", f"{tried.coverage_80:.0%}", came),
        Fact("95% range held", f"{tried.coverage_95:.0%}", came),
    )


def _points(found: Outlook) -> list[Ahead]:
    f = found.found
    return [
        Ahead(
            month,
            found.naive[at],
            value=float(f.value[at]) if f else None,
            inner=(float(f.low_80[at]), float(f.high_80[at])) if f else None,
            outer=(float(f.low_95[at]), float(f.high_95[at])) if f else None,
        )
        for at, month in enumerate(found.ahead)
    ]


def _ahead(found: Outlook, frame: Frame) -> Part:
    if not found.naive:
        return Part("ahead", "The months to come", absent=found.why)
    months, values = found.months[-DRAWN:], found.values[-DRAWN:]
    unit = say.unit(found.subject.asked.what)

    def draw(width: int) -> Chart:
        words = frame.words(
            f"ahead-{width}",
            _chart_title(found),
            f"{say.capital(unit)} recorded each month, {found.subject.name}, {months[0].label} to {months[-1].label}, "
            f"and {len(found.ahead)} months ahead",
        )
        return forecast_line(words, months=months, values=values, ahead=_points(found), unit=unit, width=width)

    return Part(
        "ahead", "The months to come", picture=drawn(draw), method=_method(found.found), file=_file(found, frame)
    )


def _chart_title(found: Outlook) -> str:
    if found.found is None:
        return "Last year's months repeated: nothing better is known"
    gain = 1 - found.found.backtest.mase / found.found.backtest.naive_mase
    return f"The forecast erred {gain:.0%} less than repeating last year would have"


def _method(f: Forecast | None) -> str:
    naive = "Last year repeated: each month as a year before (seasonal naive)."
    if f is None:
        return naive
    season = "with its season" if f.seasonal else "no season beyond chance"
    roots = " on square roots" if "square" in f.method else ""
    fit = f"smoothing {f.smoothing:.2f}, drift {f.drift:+.3f} a month; {f.n} months".replace("-", "−")
    return (
        f"Theta method{roots}, {season}, {fit}{_level(f)}. Ranges are as wide as earlier forecasts from "
        f"{f.backtest.origins} months taught, each made from what came before it alone. {naive}"
    )


def _level(f: Forecast) -> str:
    return "" if f.level_from is None else f"; the first {f.level_from} brought to the level of the rest"


def _file(found: Outlook, frame: Frame) -> File:
    rows: list[Line] = [
        (str(month), value, (str(month), value, *[""] * 6))
        for month, value in zip(found.months, found.values, strict=True)
    ]
    for one in _points(found):
        ranges = (*(one.inner or ("", "")), *(one.outer or ("", "")))
        told = ["" if cell in ("", None) else round(float(cell), 3) for cell in (one.value, *ranges)]
        rows.append((str(one.month), one.value, (str(one.month), "", *told, one.naive)))
    head = ("month", "recorded", "forecast", "low_80", "high_80", "low_95", "high_95", "naive")
    return frame.file("forecast", head, rows)


def _months(found: Outlook) -> Part | None:
    if not found.naive:
        return None
    points = _points(found)
    rows = tuple(_row(one) for one in points)
    heads = (
        Column("Month"),
        Column("Forecast", right=True),
        Column("80% range", right=True),
        Column("95% range", right=True),
        Column("Last year repeated", right=True),
    )
    return Part("months", "Month by month", table=Table("Months to come", heads, rows, caption_hidden=True))


def _row(one: Ahead) -> Row:
    none = component("absent", kind="withheld", words="none")
    inner, outer = (f"{r[0]:,.0f} to {r[1]:,.0f}" if r else none for r in (one.inner, one.outer))
    label = getattr(one.month, "label", str(one.month))
    return Row((label, none if one.value is None else f"{one.value:,.0f}", inner, outer, f"{one.naive:,.0f}"))


def _tried(found: Outlook, frame: Frame) -> Part | None:
    f = found.found
    if f is None:
        return None
    t = f.backtest
    rows = (
        Row(("Mean error over that of repeating last year (MASE)", f"{t.mase:.3f}", f"{t.naive_mase:.3f}")),
        Row(("What came lay in the 80% range", f"{t.coverage_80:.1%}", "–")),
        Row(("What came lay in the 95% range", f"{t.coverage_95:.1%}", "–")),
        *_surprised(t),
    )
    heads = (Column("Tried on its own past"), Column("Forecast", right=True), Column("Last year repeated", right=True))
    method = (
        f"From each of {t.origins} earlier months, {len(found.ahead)} months ahead, against what then was recorded. "
        "Below 1 is better than repeating last year was within the series."
    )
    lines: list[Line] = [
        ("mase", t.mase, ("mase", round(t.mase, 4), round(t.naive_mase, 4))),
        ("coverage_80", t.coverage_80, ("coverage_80", round(t.coverage_80, 4), "")),
        ("coverage_95", t.coverage_95, ("coverage_95", round(t.coverage_95, 4), "")),
        ("overall_80", t.overall_80, ("overall_80", round(t.overall_80, 4), "")),
        ("overall_95", t.overall_95, ("overall_95", round(t.overall_95, 4), "")),
    ]
    file = frame.file("tried", ("measure", "forecast", "naive"), lines, count=False)
    return Part(
        "tried",
        "How such forecasts fared",
        table=Table("Back-test", heads, rows, caption_hidden=True),
        method=method,
        file=file,
    )


def _surprised(t: Backtest) -> tuple[Row, ...]:
    """Return what the ranges held counting the months after a step that nobody could foresee, where there are any."""
    if not t.unforeseen:
        return ()
    looks = f"the same, with {t.unforeseen} looks across the step in its level"
    return (
        Row((f"80% range, {looks}", f"{t.overall_80:.1%}", "–")),
        Row((f"95% range, {looks}", f"{t.overall_95:.1%}", "–")),
    )


def _parameters(found: Outlook) -> tuple[tuple[str, str], ...]:
    span = (
        f"{found.months[0].label} to {found.months[-1].label}, {len(found.months)} months" if found.months else "none"
    )
    return (
        ("Months looked ahead", f"{len(found.ahead)}"),
        ("Months it rests on", span),
        (
            "Begins there because",
            f"{found.since.words.rstrip('.')} ({found.since.first.label})"
            if found.since
            else "nothing earlier is loaded without a gap",
        ),
        ("Lockdown months among them", f"{found.lockdowns}"),
        ("Least", f"{LEAST} months without a gap, and a smaller error than repeating last year"),
    )


def _cautions(found: Outlook) -> tuple[str, ...]:
    said = ["A forecast carries on what was. It is no target, and no reason to believe that a measure worked."]
    if found.lockdowns:
        said.append(f"{found.lockdowns} months of lockdown are in the series, which makes the ranges wider.")
    return (*said, *found.subject.explored.caveats)
