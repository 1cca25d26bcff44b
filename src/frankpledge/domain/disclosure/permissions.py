"""Who may let figures out, and to whom."""

from __future__ import annotations

from enum import StrEnum

from frankpledge.domain.disclosure.rules import Audience
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted, Role, check_granted


class Capability(StrEnum):
    """What a person may do in this app."""

    EXPORT = "disclosure.export"
    PUBLISH = "disclosure.publish"
    PUBLISH_EXEMPT = "disclosure.publish_exempt"


GRANTS: dict[Capability, frozenset[Role]] = {
    Capability.EXPORT: frozenset(Role) - {Role.DATA_CONTACT},
    Capability.PUBLISH: frozenset({Role.OFFICER}),
    # What a law has published as it is: by whoever keeps the register of which it tells.
    Capability.PUBLISH_EXEMPT: frozenset({Role.OFFICER, Role.LEAD}),
}


def check_may_release(*, audience: Audience, workspace: Workspace | None, user: User) -> None:
    """Refuse unless the user's role in the workspace lets figures out to the audience.

    Figures of no workspace are the installation's open data: they may be exported by anyone who may sign in, and
    published by nobody, since no partnership answers for them.
    """
    capability = Capability.PUBLISH if audience is Audience.PUBLIC else Capability.EXPORT
    if workspace is None:
        if audience is Audience.WORKSPACE:
            return
        raise NotPermitted(
            "figures of no partnership are published by nobody.", cure="Publish a partnership's edition."
        )
    check_granted(GRANTS, capability, workspace=workspace, user=user)
