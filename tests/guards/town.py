"""Partnerships for guards: one's own and a foreign one, each with a canary in everything that it holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.models import JobRun
from tests.ground.people import new_member, new_workspace


@dataclass(frozen=True)
class Town:
    """A workspace with somebody in every role, and what its addresses need."""

    canary: str
    workspace: Workspace
    people: dict[Role, User]
    parts: dict[str, str] = field(default_factory=dict)

    def everyone(self) -> User:
        """Return somebody who holds every role."""
        person = self.people[Role.ADMINISTRATOR]
        for role in Role:
            add_member(workspace=self.workspace, user=person, role=role)
        return person


def build_town(canary: str) -> Town:
    """Return a town whose every word carries the canary."""
    workspace = new_workspace(f"{canary} Community Safety Partnership")
    people = {role: new_member(workspace, role, name=f"{canary} {role.label}") for role in Role}
    record("accounts.workspace_created", workspace, by=people[Role.OFFICER], facts={"name": f"{canary} in a fact"})
    run = JobRun.objects.create(
        workspace=workspace,
        name="test.none",
        title=f"{canary} work",
        asked_by=people[Role.ANALYST],
        asked_at=clock.now(),
    )
    return Town(
        canary, workspace, people, {"slug": workspace.slug, "run_id": str(run.pk), "release": "no-such-release"}
    )
