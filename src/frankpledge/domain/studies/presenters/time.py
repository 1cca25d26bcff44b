"""Time: months judged against what was expected, season and trend looked at, breaks suggested, hours where known."""

from __future__ import annotations

from frankpledge.charts.chart import Chart
from frankpledge.charts.monthly import MonthPoint, monthly_line
from frankpledge.charts.ranked import Bar, ranked_bars
from frankpledge.charts.week import DAYS, busiest, hour_by_weekday
from frankpledge.domain.disclosure.rules import Policy
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.explorer.presenters import notes
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.exports import export
from frankpledge.domain.explorer.presenters.pictures import chart_event, months_picture, pictures
from frankpledge.domain.explorer.queries.answer import answer
from frankpledge.domain.studies.presenters.page import File, Frame, Line, Part, Picture, StudyPage, drawn, signed
from frankpledge.domain.studies.queries.when import BreakAt, Hours, TimeReading
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

DRAWN = 60
_BUSY = 12
_WEAK_SEASON = 0.3  # of what varies beside the trend; under it no month is named as the highest
LOOKING = (
    "Only the first picture judges. Season and trend are fitted to all months, the judged ones among them: they are "
    "for looking."
)


def time_page(found: TimeReading, hours: Hours, frame: Frame) -> StudyPage:
    """Return the page of when it happens."""
    parts = (
        _judged(found),
        _trend(found, frame),
        _season(found, frame),
        _breaks(found, frame),
        _hours(hours, frame),
    )
    e = found.subject.explored
    return StudyPage(
        caption=frame.caption,
        title=say.trend_title(e),
        lede=_lede(found),
        known=found.subject.cut_off,
        facts=_facts(found, hours),
        parts=parts,
        parameters=_parameters(found),
        cautions=(
            LOOKING,
            *e.caveats,
        ),
    )


def _lede(found: TimeReading) -> str:
    if found.trend is None:
        return f"No trend is tested. {found.whys['trend']}"
    name = say.subject(found.subject.asked.what)
    t = found.trend
    if t.trend == "none":
        return f"No trend in {name} over {t.n} months, each calendar month held against itself (p = {t.p_value:.2f})."
    way = "rises" if t.trend == "increasing" else "falls"
    return (
        f"Over {t.n} months {name} {way} by about {abs(t.slope):.1f} a month from one year to the next, each calendar "
        f"month held against itself (p {_p(t.p_value)}). {found.recorded_otherwise}"
    ).strip()


def _p(value: float) -> str:
    return "below 0.001" if value < 0.001 else f"= {value:.3f}"


def _facts(found: TimeReading, hours: Hours) -> tuple[Fact, ...]:
    facts = []
    if found.season is not None:
        facts.append(Fact("Season", f"{found.season.strength:.0%}", "of what varies beside the trend is season (STL)"))
    if found.corrected is not None:
        t = found.corrected
        words = {"increasing": "Rising", "decreasing": "Falling", "none": "None shown"}[t.trend]
        facts.append(
            Fact("Trend", words, f"Hamed and Rao, p {_p(t.p_value)}; τ {t.tau:.2f}".replace("-", "−"), in_words=True)
        )
    if found.breaks is not None:
        number = len(found.breaks)
        facts.append(Fact("Breaks suggested", f"{number}", "months in which the level may have moved for good"))
    if hours.week is not None:
        (day, hour), held = busiest(hours.week.weights.tolist(), _BUSY)
        words = f"of the week in the twelve hours from {DAYS[day]} {hour:02d}:00"
        facts.append(Fact("Busiest hours", f"{held / hours.week.n:.0%}", words))
    return tuple(facts)


def _judged(found: TimeReading) -> Part:
    """Return the months as the explorer judges them: one picture, one judgement, wherever it is seen."""
    asked = found.subject.asked
    told = answer(asked)
    drawing = pictures(asked).months
    if drawing is None:
        return Part("judged", "Months", absent="No month is known.")
    made = export(told, "months")

    def draw(width: int) -> Chart:
        return months_picture(told, width, generated=asked.generated)

    file = File("months", made.what, made.cells, made.head, made.rows) if made else None
    return Part(
        "judged", "Months", picture=Picture(drawing.wide, drawing.narrow, draw), method=notes.method(told), file=file
    )


def _trend(found: TimeReading, frame: Frame) -> Part:
    season = found.season
    if season is None:
        return Part("trend", "Trend", absent=f"No trend is drawn. {found.whys['season']}")
    months, values, line = found.months[-DRAWN:], found.values[-DRAWN:], season.trend.tolist()[-DRAWN:]
    points = [MonthPoint(m, v, reference=t) for m, v, t in zip(months, values, line, strict=True)]
    polarity = say.polarity(found.subject.asked.what)
    span = f"{months[0].label} to {months[-1].label}"

    def draw(width: int) -> Chart:
        words = frame.words(
            f"trend-{width}",
            f"From {line[0]:,.0f} a month to {line[-1]:,.0f}: the trend without its season",
            f"{say.capital(say.unit(found.subject.asked.what))} recorded each month, {found.subject.name}, {span}",
        )
        events = [chart_event(one) for one in found.subject.events if one.last >= months[0]]
        return monthly_line(
            words,
            points=points,
            unit="recorded",
            polarity=polarity,
            events=events,
            reference="Trend",
            numbered=True,
            width=width,
        )

    rows: list[Line] = [
        (str(m), v, (str(m), int(v), round(t, 3), round(s, 3), round(r, 3)))
        for m, v, t, s, r in zip(found.months, found.values, season.trend, season.season, season.rest, strict=True)
    ]
    method = (
        f"STL (Cleveland et al. 1990), robust, {season.n} months, period {season.period}: recorded = trend + season + "
        "rest. For looking, not for judging: it has seen every month."
    )
    file = frame.file("parts", ("month", "recorded", "trend", "season", "rest"), rows)
    return Part("trend", "Trend", picture=drawn(draw), method=method, file=file)


def _season(found: TimeReading, frame: Frame) -> Part:
    by_month = found.by_calendar_month()
    if not by_month:
        return Part("season", "Season", absent=f"No season is drawn. {found.whys['season']}")
    high, low = max(by_month, key=lambda one: one[1]), min(by_month, key=lambda one: one[1])
    bars = [Bar(name, round(value, 1)) for name, value in by_month]
    years = len(found.months) // 12
    title = f"{high[0]} usually has most, {low[0]} fewest"
    if found.season is None or found.season.strength < _WEAK_SEASON:
        title = "Months of the year differ by little beside what varies anyway"

    def draw(width: int) -> Chart:
        words = frame.words(
            f"season-{width}",
            title,
            f"How far each calendar month lies from the trend, {found.subject.name}, mean of {years} years",
        )
        return ranked_bars(words, bars=bars, unit="a month against the trend", head="Month", as_given=True, width=width)

    rows: list[Line] = [(name, value, (name, round(value, 3))) for name, value in by_month]
    file = frame.file("season", ("calendar_month", "from_trend"), rows)
    method = (
        "The season of the same STL, averaged by calendar month. A hollow bar is below the trend. For looking only."
    )
    return Part("season", "Season", picture=drawn(draw), method=method, file=file)


def _breaks(found: TimeReading, frame: Frame) -> Part:
    title = "Where the level may have moved"
    if found.breaks is None:
        return Part("breaks", title, absent=found.whys["breaks"])
    method = (
        "Least-squares segments of the months without their season, number chosen by BIC, 95% intervals (Bai 1997). A "
        "suggestion for a person who knows what else happened, never a verdict; without any break 8 in 100 series show "
        "one."
    )
    if not found.breaks:
        return Part("breaks", title, words="No break is suggested.", method=method)
    heads = (
        Column("New level from"),
        Column("95% interval"),
        Column("Before", right=True),
        Column("After", right=True),
    )
    rows = tuple(Row((b.month.label, _span(b), f"{b.before:,.1f}", f"{b.after:,.1f}")) for b in found.breaks)
    lines: list[Line] = [
        (str(b.month), b.after, (str(b.month), str(b.first), str(b.last), round(b.before, 3), round(b.after, 3)))
        for b in found.breaks
    ]
    file = frame.file("breaks", ("from", "earliest", "latest", "before", "after"), lines)
    return Part("breaks", title, table=Table("Breaks", heads, rows, caption_hidden=True), method=method, file=file)


def _span(one: BreakAt) -> str:
    return f"{one.first.label} to {one.last.label}"


def _hours(hours: Hours, frame: Frame) -> Part:
    title = "Hour and day of the week"
    if hours.week is None or hours.own is None or hours.own.events is None:
        return Part("hours", title, absent=hours.why)
    week, own = hours.week, hours.own.events
    weights = week.weights.tolist()
    (day, hour), held = busiest(weights, _BUSY)
    source = f"{own.supplier}, {own.data_set}. As known on {day_in_words(own.known_on)}. For the partnership only"

    def draw(width: int) -> Chart:
        words = frame.words(
            f"hours-{width}",
            f"{held / week.n:.0%} falls in the twelve hours from {DAYS[day]} {hour:02d}:00",
            f"{week.n:,} records with times, {frame.subject.window.label}; each row runs from 06:00 to 05:59, so that "
            "a night stays whole",
            source=source,
        )
        return hour_by_weekday(words, weights=weights, unit="records", width=width)

    rows: list[Line] = [
        (f"{DAYS[d]} {h:02d}", value, (DAYS[d], h, round(value, 3)))
        for d, row in enumerate(weights)
        for h, value in enumerate(row)
    ]
    file = frame.file("hours", ("day", "hour", "records"), rows, source=source, policy=Policy.RESTRICTED)
    return Part("hours", title, picture=drawn(draw), method=_hours_method(hours), file=file)


def _hours_method(hours: Hours) -> str:
    week, own = hours.week, hours.own
    if week is None or own is None or own.events is None:
        return ""
    gone = own.events.rows - week.n
    missing = f" {len(own.events.missing)} months of the period are not in the extract." if own.events.missing else ""
    return (
        f"Aoristic: a record weighs 1, spread evenly from its earliest to its latest time; {week.exact:,} of "
        f"{week.n:,} lie in one hour. {gone:,} of {own.events.rows:,} records have no hours or span more than "
        f"{week.longest:.0f} of them, and are left out.{missing}"
    )


def _parameters(found: TimeReading) -> tuple[tuple[str, str], ...]:
    span = f"{found.months[0].label} to {found.months[-1].label}" if found.months else "none"
    told = [("Judged", found.subject.window.label), ("Looked at", f"{span}, {len(found.months)} months without a gap")]
    if found.trend is not None:
        t = found.trend
        told.append(
            (
                "Trend, by calendar month",
                f"Mann-Kendall, z {signed(t.z, 2)}, p {_p(t.p_value)}; Sen {signed(t.slope, 2)} a year",
            )
        )
    if found.corrected is not None:
        t = found.corrected
        told.append(
            (
                "Trend, corrected",
                f"Hamed and Rao, z {signed(t.z, 2)}, p {_p(t.p_value)}; Sen {signed(t.slope, 2)} a month",
            )
        )
    return tuple(told)
