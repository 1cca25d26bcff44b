"""What delivery tells the ground."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from frankpledge.domain.delivery.findable import SUBJECTS, THREAD
from frankpledge.domain.delivery.permissions import Capability, may
from frankpledge.domain.delivery.presenters import home_needs, standing_words
from frankpledge.domain.delivery.queries import delivery_of, pressing, step_rows
from frankpledge.domain.plans.queries import plan_of
from frankpledge.ground.registry import Beside, BesideRequest, HomeContribution, HomeRequest, Need

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FACT_WORDS", "HOME", "SUBJECTS", "THREAD"]

FACT_WORDS = {"delivery.steps": "delivery plan"}

AUDIT_SENTENCES = {
    "delivery.step_said": "said of a step of the plan for {year}: {said}",
    "delivery.step_moved": "moved a step of the plan for {year} from {was} to {now}",
    "delivery.step_dropped": "dropped a step of the plan for {year}",
    "delivery.step_reopened": "opened a step of the plan for {year} again",
    "delivery.action_tied": "tied action {action} to a step of the plan for {year}",
    "delivery.action_untied": "tied action {action} no more to a step of the plan for {year}",
    "delivery.step_put_back": "took back what a list did to a step of the plan for {year}",
}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return the late steps of the plan in force, to whoever keeps it."""
    workspace, viewer = asked.workspace, asked.viewer
    if not may(Capability.KEEP, workspace=workspace, user=viewer):
        return HomeContribution()
    return home_needs(pressing(workspace=workspace, viewer=viewer, on=asked.today), workspace.slug)


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return the way to the delivery plan, for the page of a plan, and that of the steps of a priority."""
    workspace, viewer = asked.workspace, asked.viewer
    if not may(Capability.SEE, workspace=workspace, user=viewer):
        return None
    if asked.kind == "plans.plan":
        return _beside_plan(asked)
    if asked.kind != "plans.priority":
        return None
    found = step_rows(workspace=workspace, viewer=viewer).filter(priority_id=UUID(asked.about)).order_by("number")
    needs = tuple(
        Need(one.words, reverse("delivery:step", args=(workspace.slug, one.pk)), one.lead, due=one.due) for one in found
    )
    return Beside("Its steps as they stand", needs) if needs else None


def _beside_plan(asked: BesideRequest) -> Beside | None:
    plan = plan_of(UUID(asked.about), workspace=asked.workspace, viewer=asked.viewer)
    if plan is None:
        return None
    href = reverse("delivery:plan", args=(asked.workspace.slug, plan.pk))
    words = standing_words(delivery_of(plan, viewer=asked.viewer, on=asked.today))
    return Beside("Delivery", (Need("Delivery plan", href, words),), place="side")
