"""What of plans waits for somebody, and where the plan stands on the golden thread."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.presenters.writing import state_words
from frankpledge.domain.plans.queries import following
from frankpledge.domain.plans.rules import PlanState
from frankpledge.ground.registry import Need, Step

# From so many days before the year ends the plan of the next is asked for.
AHEAD = timedelta(days=120)


def needs(
    ahead: Plan | None, slug: str, *, today: date, any_plan: bool, writes: bool, approves: bool
) -> tuple[Need, ...]:
    """Return what waits for the reader of the plan of the next year: to be begun, gone on with, or approved."""
    year = financial_year_of(today)
    last = year.window.last.last_day
    if ahead is None:
        if not (writes and any_plan and last - today <= AHEAD):
            return ()
        words = "A plan is revised before each year begins (reg 10). It can be begun from this year’s."
        title = f"Begin the plan for {following(str(year))}"
        return (Need(title, reverse("plans:list", args=(slug,)), words, due=last),)
    href = reverse("plans:one", args=(slug, ahead.pk))
    if ahead.state == PlanState.BEFORE_BOARD and approves:
        words = "It is before the board. Once the board decides, somebody who did not write in it records that."
        return (Need(f"{ahead.title} waits for its approval", href, words, due=last),)
    if ahead.state == PlanState.DRAFT and writes:
        return (Need(f"Go on with {ahead.title}", href, "It is a draft.", due=last),)
    return ()


def steps_of_the_thread(plan: Plan | None, slug: str, *, year: str) -> tuple[Step, ...]:
    """Return the place of the plan of the year on the golden thread."""
    if plan is None:
        return ()
    done = "done" if plan.state == PlanState.APPROVED else "now"
    return (Step(f"Plan {year}", state_words(plan)[:80], done, 30, reverse("plans:one", args=(slug, plan.pk))),)
