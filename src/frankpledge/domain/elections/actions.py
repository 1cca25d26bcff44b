"""Recording elections, and withdrawing what was wrong."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.elections import rules
from frankpledge.domain.elections.models import Election
from frankpledge.domain.elections.permissions import GRANTS, Capability
from frankpledge.domain.elections.rules import Dated
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record


@transaction.atomic
def record_election(*, workspace: Workspace, given: Dated, by: User) -> Election:
    """Record an election here, with the first day of care before it. From then on publication waits on those days."""
    check_granted(GRANTS, Capability.KEEP, workspace=workspace, user=by)
    rules.check_dated(given)
    standing = Election.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    rules.check_once(known=standing.filter(kind=given.kind, poll=given.poll, words=given.words.strip()).exists())
    made = Election.objects.create(
        workspace=workspace, kind=given.kind, words=given.words.strip()[:200], starts=given.starts, poll=given.poll,
        recorded_by=by, recorded_at=clock.now(),
    )  # fmt: skip
    facts = {"what": made.called, "starts": made.starts.isoformat(), "poll": made.poll.isoformat()}
    record("elections.election_recorded", made, by=by, facts=facts)
    return made


@transaction.atomic
def withdraw_election(*, election: Election, because: str, by: User) -> Election:
    """Withdraw an election that was recorded wrongly, or is not held. Nothing waits for it any more."""
    check_granted(GRANTS, Capability.KEEP, workspace=election.workspace, user=by)
    rules.check_stands(withdrawn=election.withdrawn_at is not None)
    election.withdrawn_because, election.withdrawn_at = rules.check_reason(because), clock.now()
    election.save(update_fields=["withdrawn_because", "withdrawn_at"])
    record("elections.election_withdrawn", election, by=by, facts={"what": election.called})
    return election
