"""Places: neighbourhoods and wards, and how far crime gathers in few of them."""

from __future__ import annotations

from frankpledge.domain.evidence.queries.reading import PlaceReading, Places
from frankpledge.domain.exhibits.documents import pictures
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.ground.documents.blocks import (
    Absent,
    Block,
    Column,
    Line,
    Paragraph,
    Row,
    Table,
    Text,
)
from frankpledge.ground.documents.words import line

SHOWN = 12
NOT_KNOWN = "Residents are not known where LSOAs were redrawn across a border after the estimate: they are not split."
SNAPPED = (
    "Points are moved to a nearby street before publication, so a place is its snap point's. A place with few residents"
    " and many visitors has a high rate without being unsafe for those who live there."
)


def gathered(ledger: Ledger) -> list[Block]:
    """Return how far crime gathers in few places."""
    places = _known(ledger)
    if places is None:
        return []
    _write_down(ledger, places)
    return [
        Paragraph(
            line=line(
                f"Half of recorded crime lay in {{places.half}} neighbourhoods, and"
                f" {_few(places.top_count)} held {{places.top}} of it. That crime gathers in few places does not make"
                " them hot spots: that would be an excess over what their people would lead one to expect, and lasting."
            ),
            note=(
                "A neighbourhood is the smallest group of LSOAs common to the 2011 and 2021 vintages. "
                + (f"Gini {places.gini:.2f}, corrected for few events" if places.gini is not None else "")
            ).strip(),
        ),
    ]


def mapped(ledger: Ledger) -> list[Block]:
    """Return the map of neighbourhoods, where their outlines are known."""
    places = _known(ledger)
    if places is None:
        return []
    _write_down(ledger, places)
    drawn = pictures.places(ledger, places)
    return [drawn] if drawn is not None else []


def listed(ledger: Ledger) -> list[Block]:
    """Return the tables of neighbourhoods and wards with most recorded crime, and what a reader should know of them."""
    places = _known(ledger)
    if places is None:
        return []
    blocks: list[Block] = [
        _table(ledger, places.neighbourhoods[:SHOWN], "Neighbourhoods with most recorded crime", "Ward")
    ]
    if places.wards:
        blocks.append(_table(ledger, places.wards[:SHOWN], "Wards with most recorded crime", "District"))
    if places.wards_unknown:
        blocks.append(
            Paragraph(
                line=line(f"{whole(places.wards_unknown)} crimes lie in a place that no one ward holds."),
                note="LSOAs are given to wards by best fit",
            )
        )
    return [*blocks, Paragraph(line=line(SNAPPED))]


def _known(ledger: Ledger) -> Places | None:
    """Return the places, None where no neighbourhood of the area is known."""
    places = ledger.reading.places
    return places if places and places.neighbourhoods else None


def _write_down(ledger: Ledger, places: Places) -> None:
    number = len(places.neighbourhoods)
    ledger.add(
        "places.half",
        f"{places.fewest_holding_half} of {number}",
        "Fewest neighbourhoods that hold half of recorded crime",
        value=places.fewest_holding_half,
        denominator=str(number),
        inputs=tuple(
            {"place": p.code, "events": p.events} for p in places.neighbourhoods[: places.fewest_holding_half]
        ),
    )
    top = sum(p.events for p in places.neighbourhoods[: places.top_count])
    all_placed = sum(p.events for p in places.neighbourhoods)
    ledger.share("places.top", "Share of recorded crime in the busiest twentieth of places", top, all_placed)


def _few(count: int) -> str:
    return "the busiest one" if count == 1 else f"the busiest {count}"


def _table(ledger: Ledger, places: tuple[PlaceReading, ...], title: str, within: str) -> Table:
    unknown = ledger.reading.people is not None and any(place.people is None for place in places)
    return Table(
        title=title,
        subtitle=f"Recorded crime, {ledger.reading.span}; rate per 1,000 residents",
        columns=(
            Column("Place"),
            Column(within),
            Column("Crimes", "right"),
            Column("Residents", "right"),
            Column("Rate", "right"),
            Column("95% interval", "right"),
        ),
        rows=tuple(_row(place, complete=ledger.reading.complete) for place in places),
        source=f"data.police.uk; residents mid-{ledger.reading.people_year}. {ledger.reading.cut_off}",
        notes=(NOT_KNOWN,) if unknown else (),
        generated=ledger.reading.generated,
    )


def _row(place: PlaceReading, *, complete: bool) -> Row:
    none: Line = (Absent("missing", "no data"),)
    nobody: Line = (Absent("missing", "not known"),)
    no_rate: Line = nobody if complete else (Absent("withheld", "months missing"),)
    return Row(
        cells=(
            (Text(place.name),),
            (Text(place.within),) if place.within else none,
            (Text(whole(place.events)),),
            (Text(whole(place.people)),) if place.people else nobody,
            (Text(one_place(place.rate.value)),) if place.rate else no_rate,
            (Text(f"{one_place(place.rate.lower)} to {one_place(place.rate.upper)}"),) if place.rate else no_rate,
        )
    )


EXHIBITS = {"places.gathered": gathered, "places.map": mapped, "places.tables": listed}
