"""Places: how concentrated, where it lasts, where it changed, how last year's picks fared, and near repeats."""

from __future__ import annotations

from frankpledge.charts.chart import Chart
from frankpledge.charts.maps import MapClass, class_map
from frankpledge.domain.exhibits.documents.hot_spots import LETTERS, MEANING, classed, method
from frankpledge.domain.explorer.presenters import notes
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.presenters.exports import export
from frankpledge.domain.explorer.presenters.pictures import pictures
from frankpledge.domain.explorer.queries.answer import answer
from frankpledge.domain.places.presenters.changes import changed_part, tried_part
from frankpledge.domain.places.presenters.crowded import crowded_part
from frankpledge.domain.places.presenters.near import near_part
from frankpledge.domain.places.queries.density import Surface
from frankpledge.domain.places.queries.where import NearRepeats, PlacesReading
from frankpledge.domain.studies.presenters.page import File, Frame, Line, Part, Picture, StudyPage, drawn, mapped
from frankpledge.domain.yardsticks.queries.hot import HotPlace
from frankpledge.ground.ui.parts import Column, Fact, Row, Table

SHOWN = 15
SNAPPED = "Police points are moved to a nearby street: a neighbourhood is that of the moved point."
NOT_HOT = "Where most is recorded is not a hot spot: that is an excess over what residents would lead one to expect."


def places_page(found: PlacesReading, near: NearRepeats, crowded: Surface, frame: Frame) -> StudyPage:
    """Return the page of where it lasts."""
    return StudyPage(
        caption=frame.caption,
        title=_title(found),
        lede=_lede(found),
        known=found.subject.cut_off,
        facts=_facts(found),
        parts=(
            _recorded(found),
            _hot(found, frame),
            changed_part(found, frame),
            _gathered(found, frame),
            tried_part(found, frame),
            crowded_part(crowded, frame),
            near_part(near, frame),
        ),
        parameters=_parameters(found),
        cautions=(
            SNAPPED,
            NOT_HOT,
            *found.subject.explored.caveats,
        ),
    )


def _title(found: PlacesReading) -> str:
    name = say.subject(found.subject.asked.what)
    if found.hot.why:
        return f"No hot spot of {name} is named here"
    number, hot = len(found.hot.hot), found.hot.hot
    if not hot:
        return f"No neighbourhood is a lasting hot spot of {name}"
    share = sum(one.events[-1] for one in hot) / (found.hot.events or 1)
    places = (
        "1 neighbourhood is a lasting hot spot" if number == 1 else f"{number} neighbourhoods are lasting hot spots"
    )
    return f"{places} of {name}, with {share:.0%} of it"


def _lede(found: PlacesReading) -> str:
    said = f"None is named because {found.hot.why}." if found.hot.why else ""
    if found.changed is not None:
        ups, downs = (found.changed.verdict.count(way) for way in ("higher", "lower"))
        said += f" Against the whole area's change, {ups} of {found.changed.n} places rose more and {downs} less."
    return said.strip()


def _facts(found: PlacesReading) -> tuple[Fact, ...]:
    c = found.concentration
    if c is None:
        return ()
    facts = [
        Fact("In the busiest 5%", f"{c.top_5_percent:.0%}", "of events lie in one place of twenty"),
        Fact(
            "Gini coefficient",
            f"{c.gini:.2f}",
            "0 even, 1 all in one place; corrected for few events",
        ),
    ]
    best = next((one.found for one in found.tried if one.found), None)
    if best:
        facts.append(
            Fact("Last year's picks", f"{best.hit_rate:.0%}", f"of the events, on {best.area_share:.1%} of the ground")
        )
    return tuple(facts)


def _recorded(found: PlacesReading) -> Part:
    """Return where it is recorded, as the explorer draws it at the level of place asked about."""
    asked = found.subject.asked
    told, drawing = answer(asked), pictures(asked).places
    made = export(told, "places")
    file = File("places", made.what, made.cells, made.head, made.rows) if made else None
    note = notes.places_note(told)
    if drawing is None:
        return Part("recorded", "Where it is recorded", absent=note)
    picture = Picture(
        drawing.wide, drawing.narrow, lambda width: drawing.narrow if width < drawing.wide.width else drawing.wide
    )
    return Part("recorded", "Where it is recorded", picture=picture, method=note, file=file, half=True)


def _hot(found: PlacesReading, frame: Frame) -> Part:
    title, hot = "Hot spots, and how long they last", found.hot
    if hot.why:
        return Part("hot", title, absent=f"No hot spot is named, because {hot.why}.")
    how = f"{method(hot, counted=say.unit(frame.asked.what))}."
    if not hot.found:
        return Part("hot", title, words="No place was significant in any of the years.", method=how)
    heads = (
        Column("Neighbourhood"),
        Column("Ward"),
        *(Column(f"To {year.last.label}", right=True) for year in hot.years),
        Column("Expected", right=True),
        Column("Class"),
    )
    rows = tuple(
        Row(
            (one.name, one.ward, *(f"{n:,}" for n in one.events), f"{one.expected:,.1f}", one.stability.capitalize()),
            strong=one.hot,
        )
        for one in hot.found[:SHOWN]
    )
    lines: list[Line] = [(one.code, float(one.events[-1]), _cells(one)) for one in hot.found]
    head = ("place", "code", *(f"year_to_{year.last}" for year in hot.years), "expected", "z", "class", "hot_spot")
    table = Table("Hot spots", heads, rows, caption_hidden=True)
    drawing = drawn(lambda width: _hot_map(found, frame, width)) if any(hot.of(kind) for kind in LETTERS) else None
    return Part("hot", title, picture=drawing, table=table, method=how, file=frame.file("hot", head, lines))


def _cells(one: HotPlace) -> tuple[object, ...]:
    told = (round(one.expected, 2), round(one.z, 3), one.stability, "yes" if one.hot else "no")
    return (one.name, one.code, *one.events, *told)


def _hot_map(found: PlacesReading, frame: Frame, width: int) -> Chart:
    hot = found.hot
    classes = []
    for kind, (letter, fill, ink) in LETTERS.items():
        of = [one for one in hot.found if one.stability == kind]
        if of:
            share = sum(one.events[-1] for one in of) / (hot.events or 1)
            classes.append(
                MapClass(letter, kind.capitalize(), f"{len(of)}, {share:.0%} of events; {MEANING[kind]}", fill, ink)
            )
    words = frame.words(
        f"hot-{width}",
        _title(found),
        f"Neighbourhoods by Gi* in each of {len(hot.years)} years to {hot.years[-1].last.label}",
        source=mapped(frame),
    )
    unit = f"{say.unit(frame.asked.what)} in the newest year"
    return class_map(words, places=classed(hot), classes=classes, unit=unit, width=width)


def _gathered(found: PlacesReading, frame: Frame) -> Part:
    c = found.concentration
    if c is None:
        return Part("concentration", "How concentrated", absent=found.whys["concentration"])
    shares = (("busiest 1%", c.top_1_percent), ("busiest 5%", c.top_5_percent), ("busiest 10%", c.top_10_percent))
    rows = tuple(Row((f"The {name} of places", f"{share:.1%}")) for name, share in shares)
    lines: list[Line] = [(name, share, (name, round(share, 5))) for name, share in shares]
    lines.append(("gini", c.gini, ("gini", round(c.gini, 5))))
    table = Table("Concentration", (Column("Places"), Column("Share of events", right=True)), rows, caption_hidden=True)
    method = (
        "Shares and Gini coefficient over all neighbourhoods, corrected for few events. Crowded places always show it."
    )
    file = frame.file("concentration", ("places", "share"), lines, count=False)
    return Part("concentration", "How concentrated", table=table, method=method, file=file)


def _parameters(found: PlacesReading) -> tuple[tuple[str, str], ...]:
    years = found.hot.years
    return (
        ("Places", f"{len(found.codes)} neighbourhoods: smallest groups of LSOAs common to 2011 and 2021"),
        ("Hot spots over", f"{years[0].first.label} to {years[-1].last.label}, {len(years)} years"),
        ("Change", f"{found.subject.window.label}, against the year before"),
        ("Residents", f"mid-{found.people_year}" if found.people_year else "not known"),
    )
