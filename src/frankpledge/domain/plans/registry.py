"""What plans tell the ground."""

from __future__ import annotations

from frankpledge.domain.plans.findable import FINDABLE
from frankpledge.domain.plans.permissions import GRANTS, Capability
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import NavigationEntry

__all__ = ["AUDIT_SENTENCES", "FINDABLE", "NAVIGATION"]

NAVIGATION = (
    NavigationEntry(
        label="Plan",
        route="plans:list",
        order=30,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "plans.plan_started": "started the partnership plan for {year}",
    "plans.plan_described": "wrote what is said of the whole plan for {year}",
    "plans.plan_discarded": "took out a draft of the plan for {year}",
    "plans.plan_rolled": "began the plan for {year} from that of {was}",
    "plans.part_written": "wrote in the plan for {year}: {kind}",
    "plans.part_removed": "took out of the plan for {year}: {kind}",
    "plans.part_moved": "moved in the plan for {year}: {kind}",
    "plans.step_recorded": "recorded a step of the plan {year} ({outcome})",
    "plans.step_removed": "took out a step of the plan {year}",
}
