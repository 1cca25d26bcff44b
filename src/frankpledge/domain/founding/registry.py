"""What this app adds to the ground."""

from django.urls import reverse

from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.founding.queries import bodies_there
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.partnerships.rules import Level
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.accounts.queries import members
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need

__all__ = ["AUDIT_SENTENCES", "HOME"]

AUDIT_SENTENCES = {"founding.board_seated": "seated {body}: {seats} authorities"}


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what comes first in a partnership that was just set up: its board, and its people."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return HomeContribution()
    needs, partnership = [], partnership_of(workspace=workspace, viewer=viewer)
    if partnership and partnership.level == Level.PARTNERSHIP and not bodies_there(workspace, viewer):
        words = "Name the authorities that the law wants at its table; duties, quorum and attendance follow from it."
        needs.append(Need("Seat the board", reverse("founding:board", args=(workspace.slug,)), words))
    if len(members(workspace)) == 1:
        words = "Nobody else can sign in here yet: the analyst, the chair, whoever approves what you write."
        needs.append(Need("Invite the others", reverse("access:invite", args=(workspace.slug,)), words))
    return HomeContribution(needs=tuple(needs))
