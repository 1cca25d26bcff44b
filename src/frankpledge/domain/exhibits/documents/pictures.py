"""The pictures of exhibits: finished values to charts, and charts to blocks."""

from __future__ import annotations

from collections.abc import Sequence

from frankpledge.analysis.periods import Month, Window
from frankpledge.charts.change import ChangeRow, change_dots
from frankpledge.charts.chart import Chart
from frankpledge.charts.comparison import AreaRate, Level, comparison_dots
from frankpledge.charts.maps import MapPlace, area_map
from frankpledge.charts.monthly import ChartEvent, month_points, monthly_line
from frankpledge.charts.words import Words
from frankpledge.domain.disclosure.rules import Policy
from frankpledge.domain.evidence.queries.area import ASB
from frankpledge.domain.evidence.queries.reading import Comparison, Places, Series
from frankpledge.domain.exhibits.documents.ledger import Ledger, whole
from frankpledge.domain.exhibits.documents.sentences import months_label, periods_compared
from frankpledge.domain.exhibits.documents.usual import usual
from frankpledge.ground.documents.blocks import Picture
from frankpledge.statute.categories import crime_type
from frankpledge.statute.disclosure import disclosure
from frankpledge.statute.events import events_touching

SUBJECTS = {"crime": "Recorded crime", "asb": "Recorded anti-social behaviour"}
FEWEST_INTERVALS = 3  # below this there is nothing to see that the table does not say better
VERDICTS = {"higher": "is higher than a year before", "lower": "is lower than a year before"}


def block(chart: Chart) -> Picture:
    """Return a chart as a block: its picture, its words and the table of its numbers."""
    return Picture(
        name=chart.name,
        title=chart.title,
        subtitle=chart.subtitle,
        source=chart.source,
        description=chart.description,
        svg=chart.svg,
        columns=chart.table.columns,
        rows=chart.table.printed,
        notes=chart.notes,
        generated=chart.generated,
    )


def words_of(ledger: Ledger, name: str, title: str, subtitle: str, *notes: str) -> Words:
    """Return the words of a picture drawn from street-level files, as known at the ledger's cut-off."""
    return Words(
        name=name,
        title=title,
        subtitle=subtitle,
        source=f"data.police.uk. {ledger.reading.cut_off}",
        notes=notes,
        generated=ledger.reading.generated,
    )


def monthly(ledger: Ledger, measure: str) -> Picture | None:
    """Return the line of months of crime or anti-social behaviour, None where no month is known."""
    reading = ledger.reading
    series = reading.crime_series if measure == "crime" else reading.asb_series
    if not any(value is not None for value in series.values):
        return None
    expected = reading.expected if measure == "crime" else (None,) * len(series.months)
    average = usual(ledger, measure)
    averages = dict(average.by_month) if average else {}
    points = month_points(series.months, series.values, expected, map(averages.get, series.months))
    first, last = series.months[0], series.months[-1]
    return block(
        monthly_line(
            words_of(
                ledger,
                f"{measure}-months",
                _trend_title(ledger, measure),
                f"Recorded each month, {reading.name}, {first.label} to {last.label}",
            ),
            points=points,
            unit="crimes" if measure == "crime" else "incidents",
            events=_events(ledger, measure, first, last),
            reference="Three-year average, same month",
        )
    )


def _events(ledger: Ledger, measure: str, first: Month, last: Month) -> list[ChartEvent]:
    """Return the changes of recording and other events that touch the months, from every register."""
    touching = events_touching(
        first=first,
        last=last,
        force=ledger.reading.force,
        crime_type=None if measure == "crime" else ASB,
        also=ledger.reading.events,
    )
    return [ChartEvent(month=e.first, words=e.words, last=e.last if e.last != e.first else None) for e in touching]


def _trend_title(ledger: Ledger, measure: str) -> str:
    """Return the finding that heads the line of months: the same verdict as the text's."""
    reading = ledger.reading
    compared = reading.crime_compared if measure == "crime" else reading.asb_compared
    subject = SUBJECTS[measure]
    judged = [b for b in reading.expected if b and b.signal] if measure == "crime" else []
    outside = [b for b in judged if not b.in_a_run]
    if outside:
        return f"{subject} lay outside its expected range in {len(outside)} of the months judged"
    if judged:
        side = "above" if judged[-1].signal == "higher" else "below"
        return f"{subject} was {side} what was expected for seven or more months running"
    if compared and compared.change.verdict in VERDICTS:
        return f"{subject} {VERDICTS[compared.change.verdict]}"
    if compared and compared.change.verdict == "none":
        return f"No detectable change in {subject.lower()}"
    return range_title(subject, reading.crime_series if measure == "crime" else reading.asb_series, reading.window)


def range_title(subject: str, series: Series, window: Window) -> str:
    """Return the fewest and the most of any month of the window: all that can be said where no test says more."""
    known = [v for v, m in zip(series.values, series.months, strict=True) if v is not None and m in window]
    over = "in the year" if len(window) == 12 else "in these months"
    return f"{subject} was between {whole(min(known))} and {whole(max(known))} a month {over}"


def types_title(verdicts: Sequence[str | None], kinds: str) -> str:
    """Return how many of some kinds ("types of theft") changed: one of which we cannot tell is not one unchanged."""
    changed = sum(verdict in ("higher", "lower") for verdict in verdicts)
    unknown = sum(verdict in ("cannot_tell", None) for verdict in verdicts)
    if changed:
        return f"{changed} of {len(verdicts)} {kinds} changed by more than chance"
    if unknown == len(verdicts):
        return f"For none of the {unknown} {kinds} can we tell whether it changed"
    if unknown:
        return f"None of the {kinds} is known to have changed; for {unknown} we cannot tell"
    return f"None of the {len(verdicts)} {kinds} changed by more than chance"


def changes(ledger: Ledger) -> Picture | None:
    """Return the types with the ratio of each and its interval, None where nothing is compared."""
    reading = ledger.reading
    rows = [
        ChangeRow(
            label=each.name,
            before=each.compared.before,
            after=each.compared.now,
            verdict=each.compared.change.verdict,
            ratio=each.compared.change.ratio,
            lower=each.compared.change.low,
            upper=each.compared.change.high,
            percent=each.compared.change.percent,
            polarity=crime_type(each.name).polarity,
        )
        for each in reading.types
        if each.compared
    ]
    if sum(row.interval is not None for row in rows) < FEWEST_INTERVALS:
        return None
    title = types_title([row.verdict for row in rows], "types")
    return block(
        change_dots(
            words_of(
                ledger, "change-types", title, f"Recorded crime by type, {reading.name}: {periods_compared(reading)}"
            ),
            rows=rows,
            before=months_label(reading.like_before),
            after=months_label(reading.like),
        )
    )


def comparison(ledger: Ledger, beside: Comparison) -> Picture | None:
    """Return the partnerships of the force as dots with intervals, None where no rate can be given."""
    rows = [
        AreaRate(label=a.name, value=a.rate.value, lower=a.rate.lower, upper=a.rate.upper, own=a.own)
        for a in beside.areas
        if a.rate
    ]
    if len(rows) < 2:
        return None
    reading = ledger.reading
    verdicts = {
        "higher": f"{reading.name} has a higher rate than the rest of {reading.force}",
        "lower": f"{reading.name} has a lower rate than the rest of {reading.force}",
        "none": f"{reading.name} has about the rate of the rest of {reading.force}",
    }
    title = verdicts.get(
        beside.verdict, f"We cannot tell whether {reading.name} differs from the rest of {reading.force}"
    )
    force = beside.force
    return block(
        comparison_dots(
            words_of(
                ledger,
                "comparison",
                title,
                f"Recorded crimes per 1,000 residents with 95% intervals, {reading.span}",
            ),
            areas=rows,
            unit="per 1,000 residents",
            force=Level(label=reading.force, value=force.rate.value) if force and force.rate else None,
        )
    )


def places(ledger: Ledger, found: Places) -> Picture | None:
    """Return the map of neighbourhoods, None where no outlines are loaded."""
    outlines = ledger.reading.outlines
    if not outlines:
        return None
    disclosure().check_map(area="lsoa", policy=Policy.OPEN, counts=[o.events for o in outlines])
    share = ledger.figures["places.half"].display
    busiest = {place.code for place in found.neighbourhoods[: found.fewest_holding_half]}
    named = {place.code for place in found.neighbourhoods[:3]}
    shown = [
        MapPlace(
            code=o.code,
            name=o.name,
            shape=o.shape,
            value=o.events,
            labelled=o.code in named,
            marked=o.code in busiest,
        )
        for o in outlines
    ]
    origin = "Outlines are invented" if ledger.reading.generated else "Boundaries: Office for National Statistics"
    return block(
        area_map(
            words_of(
                ledger,
                "places",
                f"Half of recorded crime lay in {share} neighbourhoods",
                f"Recorded crimes, {ledger.reading.span}; smallest groups of LSOAs common to 2011 and 2021",
                origin,
            ),
            places=shown,
            unit="crimes",
            marked="together half of recorded crime",
        )
    )
