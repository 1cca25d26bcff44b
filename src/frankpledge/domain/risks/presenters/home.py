"""What the register brings to "This quarter"."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from frankpledge.domain.risks.queries import Line
from frankpledge.ground.registry import HomeContribution, Need

SHOWN_AT_HOME = 5


def home_needs(lines: Iterable[Line], slug: str, *, keeper: bool) -> HomeContribution:
    """Return what waits for the reader: reviews that are late or soon; for the keeper, what nothing is done about."""
    needs = [
        Need(
            title=f"Risk {line.number}: {line.title}",
            href=reverse("risks:one", args=(slug, line.id)),
            words=_why(line),
            due=line.review_due,
            tag=line.review.words[:1].upper() + line.review.words[1:],
            late=line.review.late,
        )
        for line in lines
    ]
    shown = tuple(needs[:SHOWN_AT_HOME])
    if keeper and len(needs) > SHOWN_AT_HOME:
        rest = Need(
            title=f"{len(needs) - SHOWN_AT_HOME:,} more risks wait for a review, or for an action",
            href=f"{reverse('risks:list', args=(slug,))}?order=review",
            words="See the risk register.",
        )
        shown = (*shown, rest)
    return HomeContribution(needs=shown)


def _why(line: Line) -> str:
    told = f"{line.body}: {line.current.words if line.current else 'not scored'}"
    return f"{told}, {line.judgement.words}." if line.judgement.above else f"{told}."
