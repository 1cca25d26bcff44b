"""Studies in the words and parts of a page: one module a study."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.compare import compare_page
from frankpledge.domain.studies.presenters.forecast import forecast_page
from frankpledge.domain.studies.presenters.page import Frame, StudyPage
from frankpledge.domain.studies.presenters.places import places_page
from frankpledge.domain.studies.presenters.refused import refused_page
from frankpledge.domain.studies.presenters.time import time_page
from frankpledge.domain.studies.presenters.what_if import what_if_page
from frankpledge.domain.studies.presenters.why import why_page
from frankpledge.domain.studies.queries.ahead import HORIZONS, outlook
from frankpledge.domain.studies.queries.beside import beside_others
from frankpledge.domain.studies.queries.series import subject
from frankpledge.domain.studies.queries.together import together
from frankpledge.domain.studies.queries.when import hours_of, time_reading
from frankpledge.domain.studies.queries.where import near_repeats, places_reading
from frankpledge.domain.studies.queries.why import why
from frankpledge.ground.accounts.models import Workspace
from frankpledge.refusal import Refusal


@dataclass(frozen=True)
class Choices:
    """What a study is asked besides its question: for whom, how many months ahead, with which other areas."""

    workspace: Workspace | None
    ahead: int = HORIZONS[0]
    joined: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """Return how addresses call the workspace; empty for nobody's in particular."""
        return self.workspace.slug if self.workspace else ""


@dataclass(frozen=True)
class Study:
    """One way to look deeper: what it is called, which question it answers, and what makes its page."""

    name: str
    title: str
    question: str
    refused: str
    make: Callable[[Asked, Choices], StudyPage]
    uses_level: bool = False
    uses_ahead: bool = False
    uses_joined: bool = False


def _why(asked: Asked, choices: Choices) -> StudyPage:
    return why_page(why(asked), Frame(choices.slug, "why", subject(asked)))


def _time(asked: Asked, choices: Choices) -> StudyPage:
    hours = hours_of(asked, choices.workspace)
    return time_page(time_reading(asked), hours, Frame(choices.slug, "time", subject(asked)))


def _places(asked: Asked, choices: Choices) -> StudyPage:
    near = near_repeats(asked, choices.workspace)
    return places_page(places_reading(asked), near, Frame(choices.slug, "places", subject(asked)))


def _forecast(asked: Asked, choices: Choices) -> StudyPage:
    extra = (("ahead", str(choices.ahead)),)
    return forecast_page(outlook(asked, choices.ahead), Frame(choices.slug, "forecast", subject(asked), extra))


def _compare(asked: Asked, choices: Choices) -> StudyPage:
    return compare_page(beside_others(asked), Frame(choices.slug, "compare", subject(asked)))


def _what_if(asked: Asked, choices: Choices) -> StudyPage:
    found = together(asked, tuple(sorted(choices.joined)))
    return what_if_page(found, Frame(choices.slug, "what-if", subject(asked)))


STUDIES: Mapping[str, Study] = {
    study.name: study
    for study in (
        Study(
            "why",
            "Why did it change?",
            "residents, types, places: parts that add up",
            "Why it changed cannot be taken apart here",
            _why,
            uses_level=True,
        ),
        Study(
            "time",
            "Time",
            "months, season, trend and breaks; hours where records have them",
            "Nothing can be said of when",
            _time,
        ),
        Study(
            "places",
            "Places",
            "hot spots that last, where it changed, near repeats",
            "Nothing can be said of where",
            _places,
        ),
        Study(
            "forecast",
            "Forecast",
            "what may come, with ranges that were tried",
            "Nothing can be forecast here",
            _forecast,
            uses_ahead=True,
        ),
        Study(
            "compare",
            "Compare",
            "beside others: size and chance, ranks as far as they are known",
            "There is no comparison here",
            _compare,
        ),
        Study(
            "what-if",
            "What if",
            "several partnerships as one area",
            "Which partnerships would be one?",
            _what_if,
            uses_joined=True,
        ),
    )
}


def study_page(study: Study, asked: Asked, choices: Choices) -> StudyPage:
    """Return the page of a study; where the evidence does not allow it, the page that says why."""
    try:
        return study.make(asked, choices)
    except Refusal as refusal:
        return refused_page(refusal, asked, study.refused)


__all__ = ["STUDIES", "Choices", "Study", "StudyPage", "study_page"]
