"""What stands beside an answer: how it was judged, what may lie behind it, what is counted, and what to know first."""

from __future__ import annotations

from frankpledge.analysis.rules import alarms_by_chance
from frankpledge.charts.words import joined
from frankpledge.domain.evidence.queries.naming import display_name
from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.answer import Answer
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.lake.areas import kind_in_words
from frankpledge.statute.categories import crime_type, crime_types


def method(found: Answer) -> str:
    """Return how the months were judged and what chance alone would give."""
    e = found.explored
    if not any(e.expected):
        return (
            f"No range is expected: it needs 24 months before the period, with five or more a month. {found.no_average}"
        )
    phi = e.compared.change.dispersion if e.compared else None
    spread = f", dispersion {phi:.2f}" if phi else ""
    chance = alarms_by_chance(points=len(e.window))
    ranges = (
        f"Range: Poisson baseline with season, fitted to the months before {e.window.first.label}{spread}; outside is "
        f"a chance below 0.00135 either way, a run seven months on one side. Chance alone gives {chance:.2f} such "
        f"alarms in {len(e.window)} quiet months, and about twice that on a short baseline."
    )
    return f"{ranges} {found.no_average}".strip()


def beside_note(found: Answer) -> str:
    """Return how the comparison was made, or why there is none."""
    others, e = found.beside, found.explored
    if others is None:
        if e.missing:
            return "Rates are not compared while a month is missing."
        return "Nothing stands beside it here: a police force area is compared with no other, nor a lone partnership."
    ratio = ""
    if others.ratio is not None and others.lower is not None and others.upper is not None:
        ratio = f" Ratio to the rest of {e.force}: {others.ratio:.2f} ({others.lower:.2f} to {others.upper:.2f})."
    gone = f" {others.placeless:,} rows of the force have no place and are in no area." if others.placeless else ""
    how = "Each interval is of one rate; the verdict takes the area out of its force and widens for dispersion."
    return f"{how}{ratio}{gone}"


def peers_note(found: Answer, question: Asked) -> str:
    """Return which peers stand beside it, how they were chosen, and of how many nothing is loaded."""
    if question.peers is None:
        return ""
    gone = sum(one.rate is None for one in found.peers)
    lacking = f" {gone} of the {len(found.peers)} have no complete months here and are not drawn." if gone else ""
    return f"{question.peers.name}: {question.peers.how}.{lacking}"


def behind(found: Answer) -> tuple[tuple[str, str], ...]:
    """Return what may lie behind the number, each only as far as it is known."""
    e = found.explored
    changes = [event for event in found.events if event.kind == "recording"]
    told = joined([f"{event.words.rstrip('.')} ({event.first.label})" for event in changes])
    recording = (
        f"a change is registered: {told}. Its share is not in these data." if told else "no change is registered here."
    )
    level = found.level
    place = "the places are not known."
    if level and level.whole:
        one, many = say.LEVELS[level.kind]
        held = sum(p.events for p in level.places[: level.half])
        which = f"1 {one} holds" if level.half == 1 else f"{level.half:,} {many} hold"
        place = (
            f"{which} {held:,} of {level.whole:,} ({held / level.whole:.0%}); many people pass through a busy place."
        )
    people = (
        f"rates use mid-{e.people_year}. {e.people_flag}" if e.people else e.people_flag or "no estimate is loaded."
    )
    return (("Recording", recording), ("Place", place), ("Population", people.strip()))


def places_note(found: Answer) -> str:
    """Return what to know of the map, or why there is none."""
    level, e = found.level, found.explored
    if level is None:
        return f"{e.name} has no smaller places of this kind, or no lookup tells which they are."
    if not level.outlines:
        return "No boundaries of these places are loaded, so there is a table and no map."
    loose = f" {level.loose:,} lie in no one of these places." if level.loose else ""
    spread = f" Gini coefficient {level.gini:.2f}." if level.gini is not None else ""
    return (
        "Police points are moved to a nearby street, so nothing smaller is shown. Where most is recorded is not a hot "
        f"spot: it may be where most people are.{spread}{loose}"
    )


def definition(found: Answer) -> tuple[tuple[str, str], ...]:
    """Return what is counted, and from which source."""
    what = found.explored.what
    if what == "crime":
        names = [t.plain_name for t in crime_types() if not t.is_asb and t.valid_to is None]
        covers = f"All types of data.police.uk but anti-social behaviour: {joined(names)}."
    else:
        one = crime_type("Anti-social behaviour" if what == "asb" else what)
        covers = f"{one.covers}."
        if one.polarity == "neither":
            covers += " Neither more nor less of it is better in itself."
    return (
        (say.capital(say.subject(what)), covers),
        ("Source", f"{found.source}: what police recorded, as published each month; not what happened."),
        ("Not in it", "What nobody reported, fraud and computer misuse, and exact dates, times and places."),
        ("Area", f"{display_name(found.area)}, {kind_in_words(found.area.kind)} {found.area.code}".strip()),
    )


def caveats(found: Answer) -> tuple[str, ...]:
    """Return what to know before anything is said of the figures."""
    e = found.explored
    flag = (e.people_flag,) if e.people_flag and e.people else ()
    asb = found.asb
    apart = (f"{asb:,} incidents of anti-social behaviour are counted apart: they are not crimes.",) if asb else ()
    return (*e.caveats, *flag, *apart)
