"""The study of places, in the words and parts of a page."""

from __future__ import annotations

from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.places.presenters.where import places_page
from frankpledge.domain.places.queries.density import BANDWIDTHS, surface
from frankpledge.domain.places.queries.where import near_repeats, places_reading
from frankpledge.domain.studies.presenters import Choices, Control, Option, Study, StudyPage
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.own import own_of
from frankpledge.domain.studies.queries.series import subject

BANDWIDTH = "bandwidth"


def bandwidth(choices: Choices) -> int:
    """Return how many metres a point is spread over; what is not offered is the usual number."""
    return int(choices.one(BANDWIDTH, tuple(str(n) for n in BANDWIDTHS)))


def _places(asked: Asked, choices: Choices) -> StudyPage:
    found = places_reading(asked)
    near = near_repeats(asked, choices.workspace)
    crowded = surface(asked, own_of(asked, choices.workspace), found.outlines, bandwidth(choices))
    return places_page(found, near, crowded, Frame(choices.slug, "places", subject(asked)))


def _bandwidths(asked: Asked, choices: Choices) -> tuple[Control, ...]:
    if own_of(asked, choices.workspace).events is None:
        return ()
    chosen = bandwidth(choices)
    options = tuple(Option(str(n), f"{n:,} m", n == chosen) for n in sorted(BANDWIDTHS))
    return (Control(BANDWIDTH, "Bandwidth of the density of exact points", options),)


PLACES = Study(
    name="places",
    title="Places",
    question="hot spots that last, where it changed, where points crowd, near repeats",
    refused="Nothing can be said of where",
    make=_places,
    order=30,
    uses_level=True,
    takes=(BANDWIDTH,),
    controls=_bandwidths,
)
