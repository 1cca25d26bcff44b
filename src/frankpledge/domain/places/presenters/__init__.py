"""The study of places, in the words and parts of a page."""

from __future__ import annotations

from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.places.presenters.where import places_page
from frankpledge.domain.places.queries.where import near_repeats, places_reading
from frankpledge.domain.studies.presenters import Choices, Study, StudyPage
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.series import subject


def _places(asked: Asked, choices: Choices) -> StudyPage:
    near = near_repeats(asked, choices.workspace)
    return places_page(places_reading(asked), near, Frame(choices.slug, "places", subject(asked)))


PLACES = Study(
    name="places",
    title="Places",
    question="hot spots that last, where it changed, near repeats",
    refused="Nothing can be said of where",
    make=_places,
    order=30,
)
