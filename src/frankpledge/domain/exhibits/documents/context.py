"""Context and people: who lives here, on what rates rest, and how deprived the neighbourhoods with crime are."""

from __future__ import annotations

from frankpledge.charts.comparison import AreaRate, comparison_dots
from frankpledge.charts.words import joined
from frankpledge.domain.exhibits.documents.ledger import Ledger, one_place, whole
from frankpledge.domain.exhibits.documents.pictures import block, words_of
from frankpledge.domain.yardsticks.queries.deprived import DeprivationReading, Fifth, deprivation_reading
from frankpledge.domain.yardsticks.queries.people import BASES, BaseReading, PeopleReading, people_reading, rate_on
from frankpledge.ground.documents.blocks import Absent, Block, Column, Line, Paragraph, Row, Strong, Table, Text
from frankpledge.ground.documents.words import line


def source(ledger: Ledger) -> str:
    """Return who stands behind figures about people and places."""
    return "generated for this demonstration" if ledger.reading.generated else "Office for National Statistics"


def people(ledger: Ledger) -> list[Block]:
    """Return who lives here, with the age of the estimate, and the rate of crime on every base that is loaded."""
    window = ledger.reading.window
    found: PeopleReading | None = ledger.ask("people", lambda open_, area: people_reading(open_, area, window))
    if found is None:
        return []
    blocks: list[Block] = [_residents(ledger, found)]
    if found.bands:
        blocks.append(_ages(ledger, found))
    if found.lsoas:
        blocks.append(_rural(ledger, found))
    blocks.append(_bases(ledger, found) if found.households or found.workday else _one_base())
    return blocks


def _residents(ledger: Ledger, found: PeopleReading) -> Paragraph:
    base = found.residents
    count(ledger, "people.residents", "Residents", base.number, period=f"mid-{base.year}", unit="people")
    said = "{area} has {people.residents} residents by the estimate of mid-" + str(base.year)
    if found.women and found.men:
        value = 100 * found.women.number / (found.women.number + found.men)
        ledger.add(
            "people.women",
            f"{value:.0f}%",
            "Residents who are women or girls",
            value=value,
            unit="%",
            denominator=whole(found.women.number + found.men),
            period=f"mid-{base.year}",
            source=source(ledger),
            inputs=({"what": "women", "value": found.women.number}, {"what": "men", "value": found.men}),
        )
        said += ", {people.women} of them women or girls"
    return Paragraph(line=line(f"{said}.", area=Text(ledger.reading.name)), note=_age_note(base))


def _age_note(base: BaseReading) -> str:
    years = abs(base.age.years)
    told = f"The estimate lies {years} year{'s' * (years != 1)} from the middle of the window"
    if base.age.verdict == "refused":
        return f"{told}: too far for a rate"
    return f"{told}: rates on it are flagged" if base.age.verdict == "flagged" else told


def _ages(ledger: Ledger, found: PeopleReading) -> Paragraph:
    total = sum(found.bands.values())
    said = []
    for name, number in found.bands.items():
        key = "people.age-" + name.lower().replace(" ", "-")
        ledger.share(
            key,
            f"Residents aged {name.lower()}",
            number,
            total,
            period=f"mid-{found.residents.year}",
            source=source(ledger),
        )
        said.append(f"{{{key}}} are {name.lower()}")
    return Paragraph(
        line=line(f"Of them {joined(said)}."),
        note="Rates by age are not given: the police files do not say how old anybody is",
    )


def _rural(ledger: Ledger, found: PeopleReading) -> Paragraph:
    ledger.add(
        "people.rural",
        f"{found.rural_lsoas} of {found.lsoas}",
        "LSOAs that are classed as rural",
        value=found.rural_lsoas,
        denominator=str(found.lsoas),
        period=str(found.rural_year),
        source=source(ledger),
        inputs=({"what": "rural LSOAs", "value": found.rural_lsoas}, {"what": "LSOAs", "value": found.lsoas}),
    )
    return Paragraph(
        line=line(
            f"{{people.rural}} LSOAs (neighbourhoods of some 1,500 people) {_are(found.rural_lsoas)} classed as rural."
        ),
        note=f"Rural-urban classification {found.rural_year}",
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def count(ledger: Ledger, key: str, label: str, value: int, *, period: str, unit: str) -> None:
    """Write down a count of people or places, which no police file holds."""
    ledger.add(key, whole(value), label, value=value, unit=unit, period=period, source=source(ledger),
               inputs=({"what": label, "value": value},))  # fmt: skip


def _bases(ledger: Ledger, found: PeopleReading) -> Table:
    """Return the rate of all crime on each base: what is in the numerator stays the same, only the people change."""
    bases: dict[str, BaseReading | None] = {
        "residents": found.residents,
        "households": found.households,
        "workday": found.workday,
    }
    rows = tuple(_base_row(ledger, base, held) for base, held in bases.items())
    return Table(
        title="The rate of recorded crime depends on whom it is divided by",
        subtitle=f"Recorded crimes per 1,000, {ledger.reading.span}",
        columns=(
            Column("Base"),
            Column("Number", "right"),
            Column("Year", "right"),
            Column("Rate per 1,000", "right"),
            Column("95% interval", "right"),
        ),
        rows=rows,
        source=f"data.police.uk; bases: {source(ledger)}. {ledger.reading.cut_off}",
        notes=("A place with many visitors has few residents to divide by; households suit crime against homes.",),
        generated=ledger.reading.generated,
    )


def _one_base() -> Paragraph:
    """Return the paragraph that says why residents are the one base here: nothing else to divide by is loaded."""
    others = [BASES["households"], BASES["workday"]]
    return Paragraph(
        line=line(f"Rates rest on residents alone: {joined(others)} are not loaded."),
        note="A place with many visitors has few residents to divide by; households suit crime against homes",
    )


def _base_row(ledger: Ledger, base: str, held: BaseReading | None) -> Row:
    name: Line = (Text(f"{BASES[base][:1].upper()}{BASES[base][1:]}"),)
    none: Line = (Absent("missing", "not loaded"),)
    if held is None:
        return Row(cells=(name, none, none, none, none))
    number: Line = (Text(whole(held.number)),)
    year: Line = (Text(str(held.year)),)
    rate = rate_on(ledger.reading.crime, held) if ledger.reading.complete else None
    if rate is None:
        why: Line = (Absent("withheld", "months missing" if not ledger.reading.complete else "too old"),)
        return Row(cells=(name, number, year, why, why))
    key = f"crime.rate_{base}"
    ledger.add(
        key,
        one_place(rate.value),
        f"Recorded crime per 1,000 {BASES[base]}",
        value=rate.value,
        unit="per 1,000",
        denominator=held.words,
        method=f"95% interval {rate.low:,.1f} to {rate.high:,.1f}, {rate.method}",
        inputs=({"what": "events", "value": rate.events}, {"what": base, "value": held.number}),
    )
    interval: Line = (Text(f"{one_place(rate.low)} to {one_place(rate.high)}"),)
    return Row(cells=(name, number, year, line(f"{{{key}}}"), interval))


def deprivation(ledger: Ledger) -> list[Block]:
    """Return crime and residents by fifths of deprivation: a sentence, a picture of rates, and the table."""
    reading = ledger.reading
    found: DeprivationReading | None = ledger.ask(
        "deprivation",
        lambda open_, area: deprivation_reading(
            open_,
            area,
            reading.window,
            people_year=reading.people_year if reading.people else None,
            complete=reading.complete,
        ),
    )
    if found is None:
        return []
    ledger.add(
        "people.deprived",
        f"{found.most_deprived_lsoas} of {found.lsoas}",
        "LSOAs in the most deprived tenth of the nation",
        value=found.most_deprived_lsoas,
        denominator=str(found.lsoas),
        source=found.index,
        inputs=({"what": "LSOAs in the most deprived tenth", "value": found.most_deprived_lsoas},),
    )
    blocks: list[Block] = [
        Paragraph(
            line=line(
                f"{{people.deprived}} LSOAs {_are(found.most_deprived_lsoas)} in the most deprived tenth of the nation."
            ),
            note=f"{found.index}. It counts recorded crime among its parts, so crime is not independent of it",
        )
    ]
    if sum(fifth.rate is not None for fifth in found.fifths) > 1:
        blocks.append(_deprivation_picture(ledger, found))
    return [*blocks, _deprivation_table(ledger, found)]


def _deprivation_picture(ledger: Ledger, found: DeprivationReading) -> Block:
    rates = [fifth for fifth in found.fifths if fifth.rate]
    first, last = rates[0].rate, rates[-1].rate
    pair = f"the {rates[0].words.lower()} and the {rates[-1].words.lower()}"
    title = f"Rates of {pair} cannot be told apart"
    if first and last and (first.low > last.high or first.high < last.low):
        side = "higher" if first.low > last.high else "lower"
        title = f"The {rates[0].words.lower()} has a {side} rate than the {rates[-1].words.lower()}"
    rows = [
        AreaRate(
            label=fifth.words,
            value=fifth.rate.value if fifth.rate else None,
            lower=fifth.rate.low if fifth.rate else None,
            upper=fifth.rate.high if fifth.rate else None,
            why="no neighbourhood" if not fifth.places else "no data",
        )
        for fifth in found.fifths
    ]
    words = words_of(
        ledger,
        "deprivation",
        title,
        f"Recorded crimes per 1,000 residents with 95% intervals, {ledger.reading.span}",
        found.index,
    )
    return block(comparison_dots(words, areas=rows, unit="per 1,000 residents", as_given=True))


def _deprivation_table(ledger: Ledger, found: DeprivationReading) -> Table:
    reading = ledger.reading
    events = sum(fifth.events for fifth in found.fifths) + found.mixed_events
    rows = [_fifth_row(fifth, events) for fifth in found.fifths]
    if found.mixed_places:
        none: Line = (Absent("withheld", "in no one fifth"),)
        share: Line = (Text(f"{100 * found.mixed_events / events:.0f}%"),) if events else none
        rows.append(
            Row(
                cells=(
                    (Text("In no one fifth"),),
                    (Text(whole(found.mixed_places)),),
                    (Text(whole(found.mixed_events)),),
                    share,
                    none,
                    none,
                )
            )
        )
    return Table(
        title="Recorded crime by deprivation of the neighbourhood",
        subtitle=f"{reading.name}, {reading.span}; fifths of all neighbourhoods of the nation",
        columns=(
            Column("Neighbourhoods"),
            Column("Number", "right"),
            Column("Crimes", "right"),
            Column("Share", "right"),
            Column("Residents", "right"),
            Column("Rate (95% interval)", "right"),
        ),
        rows=tuple(rows),
        source=f"data.police.uk; {found.index}; residents mid-{found.people_year or 'not known'}. {reading.cut_off}",
        notes=("A crime lies where it was recorded, not where those who suffered or did it live.",),
        generated=reading.generated,
    )


def _fifth_row(fifth: Fifth, events: int) -> Row:
    none: Line = (Absent("missing", "no data"),)
    rate: Line = none
    if fifth.rate:
        rate = (
            Strong(one_place(fifth.rate.value)),
            Text(f" ({one_place(fifth.rate.low)} to {one_place(fifth.rate.high)})"),
        )
    return Row(
        cells=(
            (Text(fifth.words),),
            (Text(whole(fifth.places)),),
            (Text(whole(fifth.events)),),
            (Text(f"{100 * fifth.events / events:.0f}%"),) if events else none,
            (Text(whole(fifth.people)),) if fifth.people else none,
            rate,
        )
    )


EXHIBITS = {"context.people": people, "context.deprivation": deprivation}
