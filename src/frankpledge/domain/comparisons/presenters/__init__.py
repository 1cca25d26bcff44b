"""The studies of an area beside others, and together with them, in the words and parts of a page."""

from __future__ import annotations

from frankpledge.domain.comparisons.presenters.compare import compare_page
from frankpledge.domain.comparisons.presenters.what_if import what_if_page
from frankpledge.domain.comparisons.queries.beside import beside_others
from frankpledge.domain.comparisons.queries.together import anywhere, together
from frankpledge.domain.comparisons.queries.together import choices as joinable
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters import Choices, Control, Option, Study, StudyPage
from frankpledge.domain.studies.presenters.page import Frame
from frankpledge.domain.studies.queries.series import subject

WITH = "with"


def _compare(asked: Asked, choices: Choices) -> StudyPage:
    return compare_page(beside_others(asked), Frame(choices.slug, "compare", subject(asked)))


def _what_if(asked: Asked, choices: Choices) -> StudyPage:
    found = together(asked, tuple(sorted(choices.all(WITH))))
    return what_if_page(found, Frame(choices.slug, "what-if", subject(asked)))


def _joining(asked: Asked, choices: Choices) -> tuple[Control, ...]:
    """Return the boxes of areas near by, those named besides, and what else may be named."""
    ticked, near = set(choices.all(WITH)), joinable(asked)
    boxes = tuple(Option(one.code, one.name, chosen=bool(ticked & {one.code, one.name})) for one in near)
    known = {asked.area.code, asked.area.name, *(each for one in near for each in (one.code, one.name))}
    named = tuple(Option(told, told, chosen=True) for told in choices.all(WITH) if told not in known)
    elsewhere = tuple(one.name for one in anywhere(asked))
    if not boxes and not elsewhere:
        return ()
    return (Control(WITH, "Put together with", boxes + named, button="Put together", near=elsewhere),)


COMPARE = Study(
    name="compare",
    title="Compare",
    question="beside others: size and chance, ranks as far as they are known",
    refused="There is no comparison here",
    make=_compare,
    order=50,
)
WHAT_IF = Study(
    name="what-if",
    title="What if",
    question="several areas as one",
    refused="Which areas would be one?",
    make=_what_if,
    order=60,
    takes=(WITH,),
    controls=_joining,
)
