"""A study that cannot be made: which one, of what, and why not, in words fit for a page."""

from __future__ import annotations

from frankpledge.domain.explorer.presenters import words as say
from frankpledge.domain.explorer.queries.asked import Asked
from frankpledge.domain.studies.presenters.page import StudyPage
from frankpledge.lake.areas import kind_in_words
from frankpledge.refusal import Refusal


def refused_page(refusal: Refusal, asked: Asked, title: str) -> StudyPage:
    """Return the page of a study that the evidence does not allow."""
    what = say.capital(say.subject(asked.what))
    return StudyPage(
        caption=f"{asked.area.name} ({kind_in_words(asked.area.kind)}) · {what} · {asked.window.label}",
        title=title,
        lede=f"{refusal.reason} {refusal.cure}".strip(),
        known="",
        parts=(),
    )
