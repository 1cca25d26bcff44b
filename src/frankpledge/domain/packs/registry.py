"""What this app adds to the ground."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import meeting_of
from frankpledge.domain.packs.actions.building import ask_to_look, build_stale
from frankpledge.domain.packs.actions.reading import forget_account, forget_leaver
from frankpledge.domain.packs.findable import FINDABLE, SUBJECTS, VERSIONED
from frankpledge.domain.packs.jobs import JOBS
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.presenters.pack import changed_words, lines, next_need
from frankpledge.domain.packs.queries.papers import sendable
from frankpledge.domain.packs.queries.reading import NOTHING, next_meetings, pack_of, seen_by, since
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.registry import Beside, BesideRequest, HomeContribution, HomeRequest, HomeSection

__all__ = ["AUDIT_SENTENCES", "BESIDE", "FINDABLE", "HOME", "JOBS", "ON_EVENT", "SUBJECTS", "VERSIONED"]

AUDIT_SENTENCES = {
    "packs.paper_sent": "sent a paper for item {number} ({marking})",
    "packs.version_sent": "sent version {number} of a paper",
    "packs.paper_amended": "put right what is said of a paper ({marking})",
    "packs.paper_taken_out": "took a paper out of a pack",
    "packs.pack_built": "built a pack, number {number}: papers {papers}, pages {pages}",
}
_CHANGES = ("meetings.", "packs.paper", "packs.version", "documents.edition", "documents.correction")
MEETING = Meeting._meta.label_lower
# What an agenda draws on: looked at in the background, since a list may change hundreds of lines at once.
_RECORDS = ("action_log.", "work_plans.", "escalations.", "duties.")
_LEFT, _CLOSED = "accounts.member_left", "accounts.account_closed"


def ON_EVENT(event: Event) -> None:  # noqa: N802 (the name that the ground reads)
    """Have packs built again whose papers changed, and forget what leavers keep, once the transaction is through."""
    if event.verb == _LEFT:
        transaction.on_commit(lambda: forget_leaver(membership=event.subject))
    elif event.verb == _CLOSED:
        transaction.on_commit(lambda: forget_account(person=UUID(event.subject)))
    elif event.verb.startswith(_CHANGES):
        transaction.on_commit(lambda: build_stale(event.workspace))
    elif event.verb.startswith(_RECORDS):
        transaction.on_commit(lambda: ask_to_look(event.workspace))


def HOME(asked: HomeRequest) -> HomeContribution:  # noqa: N802 (the name that the ground reads)
    """Return what packs bring to "This quarter": the next meeting and its pack."""
    workspace, viewer = asked.workspace, asked.viewer
    if not is_granted(GRANTS, Capability.READ, workspace=workspace, user=viewer):
        return HomeContribution()
    prepares = is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=viewer)
    for meeting in next_meetings(workspace=workspace, viewer=viewer, today=asked.today)[:1]:
        pack = pack_of(meeting)
        seen = seen_by(viewer, pack=pack) if pack else None
        need = next_need(meeting, seen, since(seen, viewer) if seen else NOTHING, may_prepare=prepares)
        return HomeContribution(needs=(need,) if need else ())
    return HomeContribution()


def BESIDE(asked: BesideRequest) -> Beside | None:  # noqa: N802 (the name that the ground reads)
    """Return what stands beside a meeting on its page: its pack, or how one is begun."""
    workspace, viewer = asked.workspace, asked.viewer
    if asked.kind != MEETING or not is_granted(GRANTS, Capability.READ, workspace=workspace, user=viewer):
        return None
    meeting = meeting_of(UUID(asked.about), workspace=workspace, viewer=viewer)
    prepares = is_granted(GRANTS, Capability.PREPARE, workspace=workspace, user=viewer)
    pack = pack_of(meeting) if meeting else None
    if meeting is None or not (pack or prepares):
        return None
    shown = {"meeting": meeting, "workspace": workspace, "may_prepare": prepares, "pack": pack}
    shown["sendable"] = sendable(meeting, viewer) if prepares else ()
    if pack is not None:
        seen = seen_by(viewer, pack=pack)
        told = since(seen, viewer)
        shown |= {"seen": seen, "lines": lines(seen, changed=told.keys), "changed": changed_words(told)}
    return Beside("Pack", drawn=HomeSection("Pack", "packs/beside.html", shown, place="side"))
