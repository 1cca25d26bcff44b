"""What this app adds to the ground."""

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.agreements.actions import hand_over
from frankpledge.domain.agreements.findable import FINDABLE, SUBJECTS, VERSIONED
from frankpledge.domain.agreements.models import Liaison
from frankpledge.domain.agreements.permissions import GRANTS, Capability
from frankpledge.domain.agreements.presenters import home_needs
from frankpledge.domain.agreements.queries import (
    everybody_nominated,
    late_requests,
    lines_of,
    nominated_in,
    protocol_kept,
)
from frankpledge.ground import clock
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import (
    Holding,
    HoldingsRequest,
    HomeContribution,
    HomeRequest,
    ListPage,
    NavigationEntry,
)
from frankpledge.ground.telling import News, NewsKind, NewsRequest

__all__ = [
    "AUDIT_SENTENCES", "DUTIES", "FACT_WORDS", "FINDABLE", "HOLDINGS", "HOME", "LIST_PAGES", "NAVIGATION", "NEWS",
    "SUBJECTS", "VERSIONED",
]  # fmt: skip

FACT_WORDS = {"agreements.agreements": "agreements"}

DUTIES = {"CSP-05": protocol_kept, "CSP-06": everybody_nominated}

NAVIGATION = (
    NavigationEntry(
        label="Agreements",
        route="agreements:list",
        order=47,
        shown_to=lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
        under="roster:list",
    ),
)

LIST_PAGES = (
    ListPage(
        "agreements:requests",
        "Requests for information",
        ("state", "asked_of", "words"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE_REQUESTS, workspace=workspace, user=user),
    ),
    ListPage(
        "agreements:list",
        "Agreements",
        ("state", "kind", "organisation", "order", "words"),
        lambda user, workspace: is_granted(GRANTS, Capability.SEE, workspace=workspace, user=user),
    ),
)

AUDIT_SENTENCES = {
    "agreements.agreement_added": "recorded the agreement {agreement}",
    "agreements.agreement_amended": "put the agreement {agreement} right",
    "agreements.agreement_withdrawn": "withdrew the agreement {agreement}, recorded by mistake",
    "agreements.version_added": "recorded version {number} of {agreement}",
    "agreements.term_changed": "moved the review of version {number} from {was} to {now}: {why}",
    "agreements.answer_recorded": "recorded that {organisation} {answer} version {number}",
    "agreements.nominated": "recorded whom {organisation} nominates from {since}",
    "agreements.nomination_ended": "recorded that whom {organisation} nominated ends on {last}",
    "agreements.request_recorded": "recorded request {number}, of {asked_by} to {asked_of}",
    "agreements.request_answered": "recorded the answer to request {number}: {outcome}",
}


def HOLDINGS(asked: HoldingsRequest) -> tuple[Holding, ...]:  # noqa: N802 (the name that the ground reads)
    """Return where a person is nominated for requests."""
    found = nominated_in(asked.person, workspace=asked.workspace, on=clock.today())
    return tuple(_held(one) for one in found)


def _held(liaison: Liaison) -> Holding:
    return Holding(
        title=f"Nominated under {liaison.agreement}",
        href=reverse("agreements:one", args=(liaison.workspace.slug, liaison.agreement_id)),
        words=f"They are the person whom {liaison.organisation} nominates for requests.",
        hand_over=lambda to, by: hand_over(liaison=liaison, to=to, by=by),
    )


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what agreements bring to "This quarter" for whoever keeps them: ends, reviews, gaps and late requests."""
    workspace, viewer, today = asked.workspace, asked.viewer, asked.today
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return HomeContribution()
    lines = lines_of(workspace=workspace, viewer=viewer, on=today)
    late = tuple(late_requests(workspace=workspace, viewer=viewer, on=today))
    return home_needs(lines, late, workspace.slug, on=today)


def _lapsing(asked: NewsRequest) -> Iterator[News]:
    """Yield the agreements that end, lapsed or are due for review, once at each warning, to whoever keeps them."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        return
    for line in lines_of(workspace=workspace, viewer=viewer, on=asked.today):
        stands = line.standing
        if stands.presses:
            href = reverse("agreements:one", args=(workspace.slug, line.id))
            name, neutral = f"agreement:{line.id}:{stands.kind}:{stands.warning}", f"An agreement: {stands.words}"
            yield News(name, line.name, href, neutral, stands.words, urgent=stands.late)


NEWS = (NewsKind("agreements.lapsing", "Agreements that end, or are due for review", _lapsing, order=40),)
