"""Hot spots and how long they last: apart from mere concentration, which crowded places always show."""

from __future__ import annotations

from frankpledge.analysis.places import Stability
from frankpledge.charts.maps import ClassedPlace, MapClass, class_map
from frankpledge.charts.words import joined
from frankpledge.domain.disclosure.rules import Policy
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.pictures import block, words_of
from frankpledge.domain.yardsticks.queries.hot import HotPlace, HotReading, hot_reading
from frankpledge.ground.documents.blocks import Block, Column, Line, Paragraph, Row, Strong, Subheading, Table, Text
from frankpledge.ground.documents.words import line
from frankpledge.statute.disclosure import disclosure
from frankpledge.statute.settings import settings

SHOWN = 15
MEANING: dict[Stability, str] = {
    "persistent": "significant in the newest year and the one before",
    "emerging": "significant in the newest year alone; not a hot spot yet",
    "sporadic": "significant now and then",
    "former": "significant in two years or more, not in the newest",
}
LETTERS: dict[Stability, tuple[str, str, str]] = {
    "persistent": ("P", "seq4", "paper"),
    "emerging": ("E", "seq2", "ink"),
    "former": ("F", "paper", "ink"),
}


def held(ledger: Ledger) -> HotReading | None:
    """Return the hot spots of the area or why there are none to tell of, None where no evidence is given."""
    months = ledger.months()
    if months is None:
        return None
    reading = ledger.reading
    year = reading.people_year if reading.people else None
    found: HotReading | None = ledger.ask(
        "hot spots", lambda open_, area: hot_reading(open_, area, reading.window, months, people_year=year)
    )
    return found


def stability(ledger: Ledger) -> list[Block]:
    """Return how many hot spots there are, how much crime they hold and which class each is of, or why not."""
    found = held(ledger)
    if found is None:
        return []
    head = Subheading("Where it is more than expected, and lasts")
    if found.why:
        words = line("**No hot spot is named**, because {why}.", why=Text(found.why))
        return [head, Paragraph(line=words, note="Concentration is not a hot spot: see above")]
    _write_down(ledger, found)
    note = method(found)
    if not found.found:
        return [head, Paragraph(line=line("**No neighbourhood is a hot spot** of recorded crime."), note=note)]
    return [head, Paragraph(line=_said(found), note=note)]


def method(found: HotReading, *, counted: str = "crimes") -> str:
    """Return how hot spots were found and among which places: the same words in a document and on a page."""
    set_to = settings()
    return (
        "Gi* (binary, self included) of (observed − expected) ÷ √expected by smallest group of LSOAs; base: residents "
        f"mid-{found.people_year}; false discovery rate {set_to.hot_spot_false_discovery:.0%}; at least "
        f"{set_to.hot_spot_least_events} {counted}; significant in at least {set_to.hot_spot_years} of "
        f"{len(found.years)} years. Study area: {found.places} neighbourhoods, those without {counted} among them; "
        f"left out for want of residents or outline: {found.left_out}"
    )


def classed(found: HotReading) -> list[ClassedPlace]:
    """Return the places of a map: each with the letter of its class, none for those of no class that is drawn."""
    held_by = {one.code: one.stability for one in found.found if one.stability in LETTERS}
    return [
        ClassedPlace(
            code=o.code,
            name=o.name,
            shape=o.shape,
            amount=float(o.events or 0),
            letter=LETTERS[held_by[o.code]][0] if o.code in held_by else "",
        )
        for o in found.outlines
    ]


def _write_down(ledger: Ledger, found: HotReading) -> None:
    hot = found.hot
    ledger.add(
        "hot.count",
        f"{len(hot)} of {found.places}",
        "Neighbourhoods that are hot spots of recorded crime",
        value=len(hot),
        denominator=str(found.places),
        period=f"{found.years[0].first.label} to {found.years[-1].last.label}",
        method="LSOA Gi* on (observed − expected)/√expected, residents as the base, false discovery rate",
        inputs=tuple(
            {"place": one.code, "years significant": one.years_hot, "events": list(one.events)} for one in hot
        ),
    )
    share(ledger, "hot.share", "Share of recorded crime in hot spots", hot, found)


def share(ledger: Ledger, key: str, label: str, places: tuple[HotPlace, ...], found: HotReading) -> str:
    """Write down the share of the newest year's crime that some places hold; return the key."""
    period = found.years[-1].label
    return ledger.share(key, label, sum(one.events[-1] for one in places), found.events or 1, places=1, period=period)


def _said(found: HotReading) -> Line:
    said = (
        "{hot.count} neighbourhoods are hot spots: more recorded crime than their residents would lead one to expect,"
    )
    said += " around them too, in at least two of three years. They held {hot.share} of the newest year's crime."
    held_by = [(kind, sum(one.hot for one in found.of(kind))) for kind in MEANING]
    said += f" By class: {joined([f'{n} {kind}' for kind, n in held_by if n])}." if found.hot else ""
    emerging = found.of("emerging")
    if emerging:
        are = "are" if len(emerging) > 1 else "is"
        said += f" {len(emerging)} more {are} emerging: significant in the newest year alone."
    return line(said)


def mapped(ledger: Ledger) -> list[Block]:
    """Return the map of three classes with their shares of crime, nothing where no place is of one."""
    found = held(ledger)
    if found is None or not any(found.of(kind) for kind in LETTERS):
        return []
    disclosure().check_map(area="lsoa", policy=Policy.OPEN, counts=[o.events for o in found.outlines])
    places = classed(found)
    classes = [_class(ledger, kind, found) for kind in LETTERS if found.of(kind)]
    origin = "Outlines are invented" if ledger.reading.generated else "Boundaries: Office for National Statistics"
    words = words_of(ledger, "hot-spots", _title(found), _subtitle(found), origin)
    return [block(class_map(words, places=places, classes=classes, unit="crimes in the newest year"))]


def _class(ledger: Ledger, kind: Stability, found: HotReading) -> MapClass:
    places = found.of(kind)
    key = share(ledger, f"hot.share-{kind}", f"Share of recorded crime in {kind} places", places, found)
    letter, fill, ink = LETTERS[kind]
    count = f"{len(places)} place{'s' * (len(places) != 1)}"
    said = f"{count}, {ledger.figures[key].display} of crime; {MEANING[kind]}"
    return MapClass(letter, kind.capitalize(), said, fill, ink)


def _title(found: HotReading) -> str:
    lasting, new = found.of("persistent"), found.of("emerging")
    if not lasting:
        return (
            f"No place stays hot; {len(new)} {'is' if len(new) == 1 else 'are'} emerging"
            if new
            else "No place stays hot"
        )
    part = 100 * sum(one.events[-1] for one in lasting) / (found.events or 1)
    stays = f"{len(lasting)} place{'s' * (len(lasting) != 1)} stay{'s' * (len(lasting) == 1)} hot and hold"
    stays += f"{'s' * (len(lasting) == 1)} {part:.0f}% of recorded crime"
    return f"{stays}; {len(new)} more {'is' if len(new) == 1 else 'are'} emerging" if new else stays


def _subtitle(found: HotReading) -> str:
    return f"Smallest groups of LSOAs by Gi* in each of {len(found.years)} years to {found.years[-1].last.label}"


def table(ledger: Ledger) -> list[Block]:
    """Return the table of places that were significant in any year, with what was expected of each."""
    found = held(ledger)
    if found is None or not found.found:
        return []
    years = [year.last.label for year in found.years]
    columns = (
        Column("Neighbourhood", share=0.27),
        Column("Ward", share=0.17),
        *(Column(f"To {label.split()[0][:3]} {label.split()[1]}", "right") for label in years),
        Column("Expected", "right"),
        Column("Class"),
    )
    return [
        Table(
            title="Places with more recorded crime than their residents would lead one to expect",
            subtitle=f"Recorded crime by year; expected in the newest by share of residents; {ledger.reading.name}",
            columns=columns,
            rows=tuple(_row(one) for one in found.found[:SHOWN]),
            source=f"data.police.uk; residents mid-{found.people_year}. {ledger.reading.cut_off}",
            notes=tuple(f"{kind.capitalize()}: {MEANING[kind]}." for kind in MEANING if found.of(kind))
            + (
                (f"{len(found.found) - SHOWN} places more are in the map and in no row.",)
                if len(found.found) > SHOWN
                else ()
            ),
            generated=ledger.reading.generated,
        )
    ]


def _row(one: HotPlace) -> Row:
    kind = one.stability.capitalize()
    return Row(
        cells=(
            (Strong(one.name) if one.hot else Text(one.name),),
            (Text(one.ward),),
            *((Text(whole(n)),) for n in one.events),
            (Text(one_place(one.expected)),),
            (Strong(kind) if one.hot else Text(kind),),
        )
    )


EXHIBITS = {"hot_spots.stability": stability, "hot_spots.map": mapped, "hot_spots.table": table}
