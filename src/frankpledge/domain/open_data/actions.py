"""Proposing a table, approving it so that it is released, turning it down, and withdrawing it."""

from __future__ import annotations

from django.db import transaction

from frankpledge.domain.disclosure.actions import release_view
from frankpledge.domain.disclosure.rules import check_two
from frankpledge.domain.evidence.queries.store import known
from frankpledge.domain.open_data import rules
from frankpledge.domain.open_data.models import DataTable, Proposal
from frankpledge.domain.open_data.permissions import GRANTS, Capability
from frankpledge.domain.open_data.queries.trying import Tried, tried, tried_again
from frankpledge.domain.open_data.rules import Asked, CannotRelease, State
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record

_TITLE = 200


def propose(*, workspace: Workspace, asked: Asked, title: str, by: User) -> Proposal:
    """Try a table against everything released before, and put it before a second person. Refused with the ways out."""
    check_granted(GRANTS, Capability.PROPOSE, workspace=workspace, user=by)
    found = tried(asked, known=known(workspace), partnership=_partnership(workspace, by))
    return _kept(workspace, found, title.strip()[:_TITLE] or _title(found), by)


@transaction.atomic
def _kept(workspace: Workspace, found: Tried, title: str, by: User) -> Proposal:
    made = Proposal.objects.create(
        workspace=workspace, title=title, asked=found.asked.as_json(), manifest=found.known.manifest,
        digest=found.digest, report=found.report, proposed_by=by, proposed_at=clock.now(),
    )  # fmt: skip
    record("open_data.proposed", made, by=by, digest=made.digest, facts={"numbers": len(found.trial.view.lines)})
    return made


def approve(*, proposal: Proposal, by: User) -> DataTable:
    """Release a table that somebody else proposed, once it was tried again and shows what they saw."""
    check_granted(GRANTS, Capability.APPROVE, workspace=proposal.workspace, user=by)
    rules.check_waits(proposal.state)
    check_two(proposed_by=proposal.proposed_by_id, by=by.pk)
    found = tried_again(proposal, partnership=_partnership(proposal.workspace, by))
    rules.check_same(proposal.digest, found.digest)
    return _released(proposal, found, by)


@transaction.atomic
def _released(proposal: Proposal, found: Tried, by: User) -> DataTable:
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_waits(fresh.state)
    release = release_view(
        trial=found.trial, what=fresh.title, told=_told(found), workspace=fresh.workspace,
        proposed_by=fresh.proposed_by, by=by,
    )  # fmt: skip
    _decide(fresh, State.RELEASED, by)
    made = DataTable.objects.create(
        workspace=fresh.workspace, proposal=fresh, release=release, published_at=release.released_at
    )
    record("open_data.released", made, by=by, digest=fresh.digest, facts={"numbers": release.cell_count})
    return made


@transaction.atomic
def turn_down(*, proposal: Proposal, reason: str, by: User) -> Proposal:
    """Turn a proposal down, with the reason: nothing is released."""
    check_granted(GRANTS, Capability.APPROVE, workspace=proposal.workspace, user=by)
    fresh = Proposal.objects.select_for_update().get(pk=proposal.pk)
    rules.check_waits(fresh.state)
    fresh.decided_because = rules.check_reason(reason)
    _decide(fresh, State.TURNED_DOWN, by)
    record("open_data.turned_down", fresh, by=by)
    return fresh


@transaction.atomic
def withdraw(*, proposal: Proposal, reason: str, by: User) -> DataTable:
    """Withdraw the table that came of a proposal. Its page stays and says so; later releases are tried against it."""
    check_granted(GRANTS, Capability.APPROVE, workspace=proposal.workspace, user=by)
    rules.check_released(State(proposal.state))
    table = proposal.table
    rules.check_public(withdrawn=table.withdrawn_at is not None)
    table.withdrawn_because = rules.check_reason(reason)
    table.withdrawn_at = clock.now()
    table.save(update_fields=("withdrawn_because", "withdrawn_at"))
    record("open_data.withdrawn", table, by=by)
    return table


def _decide(proposal: Proposal, state: State, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, clock.now()
    proposal.save(update_fields=("state", "decided_by", "decided_at", "decided_because"))


def _partnership(workspace: Workspace, by: User) -> Partnership:
    found = partnership_of(workspace=workspace, viewer=by)
    if found is None:
        raise CannotRelease("This workspace has no partnership, and so no area.", cure="Found the partnership first.")
    return found


def _title(found: Tried) -> str:
    return f"{found.held.source.name}: {found.asked.words}"[:_TITLE]


def _told(found: Tried) -> dict[str, object]:
    """Return what a reader of the table must know, as the register keeps it."""
    geometry = found.asked.geometry
    return {
        "source": found.held.source.name,
        "supplier": found.held.source.supplier,
        "asked": found.asked.as_json(),
        "words": found.asked.words,
        "geometry": geometry.id if geometry else "",
        "as_known_on": found.known.on.isoformat(),
        "names": found.names,
        "residents": found.residents,
        "shares": dict(found.trial.view.shares),
    }
