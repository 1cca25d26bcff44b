"""Studies in the words and parts of a page: one module a study. Apps above tell of theirs in their registry."""

from __future__ import annotations

from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.forecast import forecast_page
from frankpledge.domain.studies.presenters.page import Frame, StudyPage
from frankpledge.domain.studies.presenters.study import Choices, Control, Option, Study, studies, study_page
from frankpledge.domain.studies.presenters.time import time_page
from frankpledge.domain.studies.presenters.why import why_page
from frankpledge.domain.studies.queries.ahead import HORIZONS, outlook
from frankpledge.domain.studies.queries.series import CannotStudy, subject
from frankpledge.domain.studies.queries.when import hours_of, time_reading
from frankpledge.domain.studies.queries.why import why
from frankpledge.refusal import Refusal

AHEAD = "ahead"
RECORDED = ("recorded_from", "recorded_to")


def supplied(choices: Choices) -> tuple[float, float] | None:
    """Return how much a change of recording is said to have brought, from low to high; None where nobody says."""
    told = tuple("".join(choices.all(name)[:1]).strip().replace(",", "") for name in RECORDED)
    if not any(told):
        return None
    if not all(text.isdecimal() for text in told):
        raise CannotStudy(
            "What recording brought is a range of whole numbers.", cure="Write both ends, such as 40 and 60."
        )
    low, high = sorted(float(text) for text in told)
    return low, high


def _why(asked: Asked, choices: Choices) -> StudyPage:
    return why_page(why(asked, supplied(choices)), Frame(choices.slug, "why", subject(asked)))


def _recording(asked: Asked, choices: Choices) -> tuple[Control, ...]:
    """Return where a reader who knows it writes what recording brought: only where one type is recorded otherwise."""
    try:
        touched = why(asked).touched
    except Refusal:
        return ()
    if len(touched) != 1:
        return ()
    written = ("".join(choices.all(name)[:1]) for name in RECORDED)
    fields = tuple(zip(RECORDED, ("At least", "At most"), written, strict=True))
    label = f"How many of the later records of {say.subject(touched[0])} came of the change of recording, if you know"
    return (Control(RECORDED[0], label, (), button="Reckon with it", fields=fields),)


def _time(asked: Asked, choices: Choices) -> StudyPage:
    hours = hours_of(asked, choices.workspace)
    return time_page(time_reading(asked), hours, Frame(choices.slug, "time", subject(asked)))


def horizon(choices: Choices) -> int:
    """Return how many months ahead are asked for; what is not offered is the usual number."""
    return int(choices.one(AHEAD, tuple(str(n) for n in HORIZONS)))


def _forecast(asked: Asked, choices: Choices) -> StudyPage:
    return forecast_page(outlook(asked, horizon(choices)), Frame(choices.slug, "forecast", subject(asked)))


def _ahead(asked: Asked, choices: Choices) -> tuple[Control, ...]:  # noqa: ARG001 (every study's controls are asked so)
    chosen = horizon(choices)
    return (
        Control(AHEAD, "Months ahead", tuple(Option(str(n), f"{n} months", n == chosen) for n in sorted(HORIZONS))),
    )


OWN_STUDIES = (
    Study(
        name="why",
        title="Why did it change?",
        question="residents, types, places: parts that add up",
        refused="Why it changed cannot be taken apart here",
        make=_why,
        order=10,
        uses_level=True,
        takes=RECORDED,
        controls=_recording,
    ),
    Study(
        name="time",
        title="Time",
        question="months, season, trend and breaks; hours where records have them",
        refused="Nothing can be said of when",
        make=_time,
        order=20,
    ),
    Study(
        name="forecast",
        title="Forecast",
        question="what may come, with ranges that were tried",
        refused="Nothing can be forecast here",
        make=_forecast,
        order=40,
        takes=(AHEAD,),
        controls=_ahead,
    ),
)

__all__ = ["OWN_STUDIES", "Choices", "Control", "Option", "Study", "StudyPage", "studies", "study_page"]
