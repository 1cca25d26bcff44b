"""Feeds of the plan and of performance: plans, their steps, commentary, how suppliers answer, serious violence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from frankpledge.api.calls import Call
from frankpledge.api.parts import PERFORMANCE, PLANS, RETURNS
from frankpledge.api.resources.feeds import Feed, registered
from frankpledge.domain.commentaries.forms import ChoiceForm as SaidForm
from frankpledge.domain.commentaries.permissions import GRANTS as OF_WORDS
from frankpledge.domain.commentaries.permissions import Capability as OfWords
from frankpledge.domain.commentaries.presenters import listing as said_listing
from frankpledge.domain.commentaries.queries import chosen as chosen_words
from frankpledge.domain.commentaries.queries import commentaries_of
from frankpledge.domain.delivery.permissions import GRANTS as OF_DELIVERY
from frankpledge.domain.delivery.permissions import Capability as OfDelivery
from frankpledge.domain.delivery.presenters import HEAD as STEPS_HEAD
from frankpledge.domain.delivery.presenters import listing as steps_listing
from frankpledge.domain.delivery.queries import delivery_of
from frankpledge.domain.plans.permissions import GRANTS as OF_PLANS
from frankpledge.domain.plans.permissions import Capability as OfPlans
from frankpledge.domain.plans.presenters import plans_listing
from frankpledge.domain.plans.queries import plans_of
from frankpledge.domain.plans.rules import PlanState
from frankpledge.domain.returns.permissions import GRANTS as OF_RETURNS
from frankpledge.domain.returns.permissions import Capability as OfReturns
from frankpledge.domain.returns.presenters.office import score_listing
from frankpledge.domain.returns.queries.scorecard import scorecard
from frankpledge.domain.serious_violence.permissions import GRANTS as OF_VIOLENCE
from frankpledge.domain.serious_violence.permissions import Capability as OfViolence
from frankpledge.domain.serious_violence.presenters import listing as duty_listing
from frankpledge.domain.serious_violence.queries import strategies, whole
from frankpledge.ground.documents.listing import Listing


def _plans(call: Call, _: dict[str, Any]) -> Listing:
    call.check(OF_PLANS, OfPlans.SEE)
    return plans_listing(plans_of(**call.here), today=call.today)


def _steps(call: Call, _: dict[str, Any]) -> Listing:
    """Return the steps of every approved plan, the latest year first, each with the year of its plan."""
    call.check(OF_DELIVERY, OfDelivery.SEE)
    rows = tuple(
        (plan.year, *row)
        for plan in plans_of(**call.here).filter(state=PlanState.APPROVED)
        for row in steps_listing(plan, delivery_of(plan, viewer=call.by, on=call.today), today=call.today).rows
    )
    return Listing("delivery", "Steps of plans, as they stand", ("year", *STEPS_HEAD), rows, call.today)


def _commentaries(call: Call, given: dict[str, Any]) -> Listing:
    call.check(OF_WORDS, OfWords.SEE)
    found = chosen_words(commentaries_of(**call.here), **SaidForm(given).chosen())
    return said_listing(found, today=call.today)


def _scorecard(call: Call, _: dict[str, Any]) -> Listing:
    call.check(OF_RETURNS, OfReturns.SEE)
    return score_listing(scorecard(**call.here, on=call.today), today=call.today)


def _violence(call: Call, _: dict[str, Any]) -> Listing:
    call.check(OF_VIOLENCE, OfViolence.SEE)
    return duty_listing([whole(one, on=call.today) for one in strategies(**call.here)], call.today)


FEEDS: Mapping[str, Feed] = {
    "plans": Feed(PLANS, "Partnership plans, and how far their steps were carried out.", None, _plans),
    "delivery": Feed(PLANS, "The steps of approved plans, as they stand.", None, _steps),
    "violence": Feed(PLANS, "How serious violence strategies stand to what the duty asks for.", None, _violence),
    "commentaries": Feed(PERFORMANCE, "What is said of indicators.", SaidForm, _commentaries),
    "scorecard": Feed(RETURNS, "How organisations answer, and what is blank without them.", None, _scorecard),
}
for _name, _feed in FEEDS.items():
    registered(_name, _feed)
