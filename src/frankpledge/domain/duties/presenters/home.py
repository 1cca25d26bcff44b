"""What duties bring to "This quarter"."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.duties.permissions import GRANTS, Capability
from frankpledge.domain.duties.presenters.words import due_words, state_words, title_of
from frankpledge.domain.duties.queries.register import Owed, position
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need
from frankpledge.statute.obligations import State

SOON = 30
SHOWN = 3


def home(asked: HomeRequest) -> HomeContribution:
    """Return the duties that are late or fall due soon and that the reader answers for; the officer's also nobody's."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.PROVE, workspace=workspace, user=viewer):
        return HomeContribution()
    stands = position(workspace=workspace, year=financial_year_of(asked.today), today=asked.today)
    assigns = is_granted(GRANTS, Capability.ASSIGN, workspace=workspace, user=viewer)
    mine = [one for one in stands.owed if one.owned_by(viewer.pk) or (assigns and not one.owner)]
    pressing = [one for one in mine if _presses(one)]
    return HomeContribution(needs=tuple(_need(one, workspace.slug) for one in pressing[:SHOWN]))


def _presses(one: Owed) -> bool:
    obligation = one.obligation
    return obligation.state is State.LATE or (
        obligation.state is State.DUE and obligation.days is not None and obligation.days <= SOON
    )


def _need(one: Owed, slug: str) -> Need:
    late = one.obligation.state is State.LATE
    return Need(
        title=title_of(one),
        href=reverse("duties:one", args=(slug, one.duty.id)),
        words=f"{one.duty.provision}. Wanted as evidence: {one.duty.evidence[:1].lower()}{one.duty.evidence[1:]}.",
        due=one.obligation.due,
        tag=state_words(one.obligation) if late else due_words(one.obligation),
        late=late,
    )
