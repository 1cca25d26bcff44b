"""Location and time: what the studies found, in sentences whose figures are fetched and never typed."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analysis.forecast import Forecast
from frankpledge.charts.week import DAYS, busiest
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.places.queries.where import DAYS as APART
from frankpledge.domain.places.queries.where import METRES, NearRepeats, PlacesReading
from frankpledge.domain.profiles.documents.book import Book
from frankpledge.domain.studies.queries.ahead import Outlook
from frankpledge.domain.studies.queries.when import Hours, TimeReading
from frankpledge.domain.studies.queries.why import PlacePart, TypePart, Why
from frankpledge.ground.documents.blocks import Block, Paragraph, Text
from frankpledge.ground.documents.words import line

HOURS = 12


def why_said(book: Book, found: Why) -> list[Block]:
    """Return the change and what brought most of it."""
    then = f"{found.subject.window.label} against the {found.subject.before.label}"
    book.change("why.change", "Change against the same months a year before", found.change, period=then)
    said = "The count changed by {why.change}."
    one_type = len(found.types) == 1
    allocated = [one for one in found.types if not one.unallocated]
    parts: Sequence[TypePart | PlacePart] = allocated
    if one_type:
        parts = found.places if allocated else ()
    rose = max(parts, key=lambda one: one.part, default=None)
    fell = min(parts, key=lambda one: one.part, default=None)
    pieces = {}
    if rose and rose.part > 0:
        book.change("why.rose", f"{rose.name}, at changed rates", rose.part, period=then, method=found.parts.method)
        said += " Most was added by {rose} ({why.rose})"
        pieces["rose"] = Text(rose.name if one_type else say.subject(rose.name))
        said += "." if not (fell and fell.part < 0) else ","
    if fell and fell.part < 0:
        book.change("why.fell", f"{fell.name}, at changed rates", fell.part, period=then, method=found.parts.method)
        said += (
            " most taken away by {fell} ({why.fell})."
            if "rose" in pieces
            else " Most was taken away by {fell} ({why.fell})."
        )
        pieces["fell"] = Text(fell.name if one_type else say.subject(fell.name))
    if len(allocated) < len(found.types):
        unknown = found.parts.unallocated
        book.change("why.unallocated", "Change of what is recorded otherwise than before", unknown, period=then)
        said += " {why.unallocated} is of types that are recorded otherwise than before, and is not allocated."
    note = "Parts of a sum (Shapley), which add up exactly. They are not causes"
    return [Paragraph(line(said, **pieces), note)]


def time_said(book: Book, found: TimeReading, hours: Hours) -> list[Block]:
    """Return trend and season, and the busiest hours where records have times."""
    return [_trend(book, found), *_season(book, found), *_hours(book, hours)]


def _trend(book: Book, found: TimeReading) -> Paragraph:
    if found.trend is None:
        return Paragraph((Text(f"No trend is tested. {found.whys['trend']}"),))
    t, span = found.trend, f"{found.months[0].label} to {found.months[-1].label}"
    method = f"Mann-Kendall by calendar month, z {t.z:.2f}, p {t.p_value:.3f}; Sen slope".replace("-", "−")
    method = method.replace("Mann−Kendall", "Mann-Kendall")
    book.add("time.months", f"{t.n}", "Months looked at", t.n, period=span, unit="months")
    if t.trend == "none":
        return Paragraph(
            line("No trend shows over {time.months} months, each calendar month held against itself."), method
        )
    slope = abs(t.slope)
    book.add(
        "time.slope", f"{slope:,.1f}", "Change a month from one year to the next", t.slope, period=span, method=method
    )
    way = "rises" if t.trend == "increasing" else "falls"
    said = f"Over {{time.months}} months it {way} by about {{time.slope}} a month from one year to the next."
    if doubt := found.recorded_otherwise:
        said += f" {doubt}"
    return Paragraph(line(said), method)


def _season(book: Book, found: TimeReading) -> list[Block]:
    if found.season is None:
        return [Paragraph((Text(f"No season is drawn. {found.whys['season']}"),))]
    book.share(
        "time.season", "Season, of what varies beside the trend", found.season.strength, "variation beside the trend"
    )
    by_month = found.by_calendar_month()
    high, low = max(by_month, key=lambda one: one[1]), min(by_month, key=lambda one: one[1])
    said = "{time.season} of what varies beside the trend is season"
    strong = found.season.strength >= 0.3
    said += f": {high[0]} usually has most, {low[0]} fewest." if strong else ": too little to plan a month by."
    return [Paragraph(line(said), "STL, robust, period 12: for looking, not for judging")]


def _hours(book: Book, hours: Hours) -> list[Block]:
    if hours.week is None:
        return [Paragraph((Text(f"Hours are not told. {hours.why}"),))]
    (day, hour), held = busiest(hours.week.weights.tolist(), HOURS)
    part, even = held / hours.week.n, HOURS / (7 * 24)
    theirs, of = book.theirs(), f"{hours.week.n:,} records with times"
    book.share("time.hours", "Share of records in the busiest twelve hours", part, of, method="Aoristic", **theirs)
    book.share("time.even", "Share that twelve hours are of a week", even, "the 168 hours of a week", method="12 ÷ 168")
    said = (
        f"{{time.hours}} of records with times fall in the twelve hours from {DAYS[day]} {hour:02d}:00, which are "
        "{time.even} of a week."
    )
    return [Paragraph(line(said), "Aoristic: a record is spread evenly from its earliest to its latest time")]


def places_said(book: Book, found: PlacesReading, near: NearRepeats) -> list[Block]:
    """Return hot spots, concentration, where it changed otherwise, and near repeats."""
    return [_hot(book, found), *_gathered(book, found), *_changed(book, found), *_near(book, near)]


def _hot(book: Book, found: PlacesReading) -> Paragraph:
    hot = found.hot
    if hot.why:
        return Paragraph((Text(f"No hot spot is named, because {hot.why}."),), "Concentration is not a hot spot")
    span = f"{hot.years[0].first.label} to {hot.years[-1].last.label}"
    held = hot.hot
    base, method = f"{hot.places} neighbourhoods", "Gi* on (observed − expected)/√expected, false discovery rate"
    book.add(
        "hot.count",
        f"{len(held)}",
        "Neighbourhoods that are lasting hot spots",
        len(held),
        denominator=base,
        period=span,
        method=method,
    )
    book.add("hot.of", f"{hot.places}", "Neighbourhoods of the study area", hot.places, period=span)
    if not held:
        return Paragraph(line("{hot.count} of {hot.of} neighbourhoods are lasting hot spots."), method)
    share = sum(one.events[-1] for one in held) / (hot.events or 1)
    book.share(
        "hot.share",
        "Share of the newest year in lasting hot spots",
        share,
        f"{hot.events:,} recorded",
        period=hot.years[-1].label,
    )
    return Paragraph(
        line(
            "{hot.count} of {hot.of} neighbourhoods are lasting hot spots, with {hot.share} of what the newest year "
            "recorded."
        ),
        method,
    )


def _gathered(book: Book, found: PlacesReading) -> list[Block]:
    c = found.concentration
    if c is None:
        return [Paragraph((Text(f"How concentrated it is cannot be told. {found.whys['concentration']}"),))]
    book.share(
        "places.top",
        "Share of events in the busiest one place of twenty",
        c.top_5_percent,
        f"{sum(found.after):,} recorded in a place",
    )
    return [
        Paragraph(
            line("{places.top} lay in the busiest one place of twenty."),
            "Crowded places always show it: that is no hot spot",
        )
    ]


def _changed(book: Book, found: PlacesReading) -> list[Block]:
    c = found.changed
    if c is None:
        return [Paragraph((Text(found.whys["changed"]),))]
    for key, way, words in (("places.up", "higher", "rose more"), ("places.down", "lower", "rose less, or fell")):
        number = c.verdict.count(way)
        method = f"False discovery rate {c.alpha:.0%}, dispersion {c.dispersion:.2f}"
        book.add(
            key, f"{number}", f"Places that {words} than the rest", number, denominator=f"{c.n} places", method=method
        )
    return [
        Paragraph(line("Against the change of all others, {places.up} places rose more and {places.down} less."), "")
    ]


def _near(book: Book, near: NearRepeats) -> list[Block]:
    k = near.found
    if k is None:
        return [Paragraph((Text(f"Near repeats are not told. {near.why}"),))]
    theirs, method = book.theirs(), f"Knox, p {float(k.p_value[0, 0]):.3f}"
    base = f"{k.n:,} records with a point"
    book.count(
        "near.pairs",
        "Pairs close in space and time",
        int(k.observed[0, 0]),
        **{**theirs, "unit": "pairs", "denominator": base, "method": method},
    )
    book.add(
        "near.chance",
        f"{float(k.expected[0, 0]):,.1f}",
        "Pairs that chance would give",
        float(k.expected[0, 0]),
        **{**theirs, "unit": "pairs", "denominator": base, "method": method},
    )
    beyond = "more than" if float(k.p_value[0, 0]) <= 0.05 else "no more than"
    said = (
        f"{{near.pairs}} pairs lay within {METRES[1]:.0f} m and {APART[1]:.0f} days of each other, {beyond} chance "
        "gives ({near.chance})."
    )
    return [Paragraph(line(said), method)]


def ahead_said(book: Book, found: Outlook) -> list[Block]:
    """Return what may come next month, and how such forecasts fared, or why there is none."""
    if found.found is None:
        return [Paragraph((Text(f"Nothing is forecast. {found.why}"),))]
    return [_next(book, found, found.found)]


def _next(book: Book, found: Outlook, f: Forecast) -> Paragraph:
    month = found.ahead[0].label
    for key, value, label in (("ahead.low", f.low_95[0], "Lower end"), ("ahead.high", f.high_95[0], "Upper end")):
        book.add(
            key,
            f"{value:,.0f}",
            f"{label} of the 95% range",
            float(value),
            period=month,
            method=f.method,
            unit="recorded",
        )
    book.share(
        "ahead.held",
        "What came that lay in the 95% range, tried on the past",
        f.backtest.coverage_95,
        f"{f.backtest.origins} earlier months",
        method="Rolling origin",
    )
    said = (
        f"{{ahead.low}} to {{ahead.high}} are to be expected in {month}. Of what came after earlier such forecasts, "
        "{ahead.held} lay in the range."
    )
    return Paragraph(line(said), "A forecast carries on what was. It is no target")
