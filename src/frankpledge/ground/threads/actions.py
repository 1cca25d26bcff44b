"""Tying two things together, and untying them: who did, when and why is kept, and nothing is deleted."""

from __future__ import annotations

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.threads import rules
from frankpledge.ground.threads.models import Tie
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.ground.threads.queries import kinds, place_of, standing_ties
from frankpledge.ground.threads.rules import Ref


def tie(*, workspace: Workspace, earlier: Ref, later: Ref, why: str, by: User) -> Tie:
    """Say that one thing follows from another, and why. Refused where `by` may not see both."""
    check_granted(GRANTS, Capability.TIE, workspace=workspace, user=by)
    rules.check_two(earlier, later)
    for end in (earlier, later):
        place_of(end, workspace=workspace, viewer=by)
    return _tie(workspace=workspace, earlier=earlier, later=later, why=rules.check_why(why), by=by)


@transaction.atomic
def _tie(*, workspace: Workspace, earlier: Ref, later: Ref, why: str, by: User) -> Tie:
    """Keep a tie whose ends were looked at: what a place is may be read from the lake, outside of transactions."""
    rules.check_new(there=_tied(workspace, earlier, later), back=_tied(workspace, later, earlier))
    made = Tie.objects.create(
        workspace=workspace, earlier_kind=earlier.kind, earlier_about=earlier.about, later_kind=later.kind,
        later_about=later.about, why=why, by=by, at=clock.now(),
    )  # fmt: skip
    record("threads.tied", made, by=by, facts=_facts(earlier, later))
    return made


@transaction.atomic
def untie(*, tie: Tie, because: str, by: User) -> Tie:
    """Say that a tie holds no longer, and why. That it did is kept."""
    check_granted(GRANTS, Capability.TIE, workspace=tie.workspace, user=by)
    rules.check_open(ended=tie.ended_at is not None)
    tie.ended_because = rules.check_why(because, what="it ends")
    tie.ended_by, tie.ended_at = by, clock.now()
    tie.save(update_fields=("ended_by", "ended_at", "ended_because"))
    ends = Ref(tie.earlier_kind, tie.earlier_about), Ref(tie.later_kind, tie.later_about)
    record("threads.untied", tie, by=by, facts=_facts(*ends))
    return tie


def _tied(workspace: Workspace, earlier: Ref, later: Ref) -> bool:
    return standing_ties(workspace).filter(
        earlier_kind=earlier.kind, earlier_about=earlier.about, later_kind=later.kind, later_about=later.about
    ).exists()  # fmt: skip


def _facts(earlier: Ref, later: Ref) -> dict[str, str]:
    """Return what the ledger says of a tie: of which kinds its ends are, never what they say."""
    known = kinds()
    return {name: known[ref.kind].label if ref.kind in known else ref.kind
            for name, ref in (("earlier", earlier), ("later", later))}  # fmt: skip
