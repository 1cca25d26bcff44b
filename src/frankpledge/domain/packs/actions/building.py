"""Building a pack: asked for, and kept in the place of the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from frankpledge.domain.meetings.models import Item, Meeting
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.domain.packs.models import Build, Pack, Part, Version
from frankpledge.domain.packs.permissions import GRANTS, Capability
from frankpledge.domain.packs.queries.source import source_of
from frankpledge.domain.packs.rules import Held
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.ground.jobs.actions import enqueue
from frankpledge.ground.jobs.models import JobRun
from frankpledge.ground.jobs.rules import State

BUILD, LOOK = "packs.build", "packs.look"


@dataclass(frozen=True)
class PartFacts:
    """A part as it is kept: what it is of, where it comes, its pages and its words."""

    held: Held
    kind: str
    note: str
    because: str
    item: Item | None
    version: Version | None
    first: int
    takes: int
    content: bytes
    reading: str
    sheet: bytes = b""
    sheet_reading: str = ""


def ask_for_pack(*, meeting: Meeting, by: User) -> JobRun:
    """Ask for the pack of a meeting to be built, or built again, and return the run."""
    check_granted(GRANTS, Capability.PREPARE, workspace=meeting.workspace, user=by)
    return enqueue(BUILD, meeting.workspace, by, meeting=str(meeting.pk))


def build_stale(workspace: UUID) -> tuple[JobRun, ...]:
    """Have the packs of meetings to come built again, as the installation, where anything that they show changed.

    The pack of a meeting that was held stays as it was before it: only an officer has it built again.
    """
    packs = Pack.objects.filter(workspace=workspace, meeting__state=MeetingState.PLANNED)
    ahead = packs.filter(meeting__on__gte=clock.today()).select_related("meeting__workspace", "meeting__body")
    waiting = JobRun.objects.filter(workspace=workspace, name=BUILD, state=State.WAITING)
    asked = {run.arguments.get("meeting") for run in waiting}
    stale = [one for one in ahead if str(one.meeting_id) not in asked and one.digest != source_of(one.meeting).digest]
    return tuple(enqueue(BUILD, one.meeting.workspace, None, meeting=str(one.meeting_id)) for one in stale)


def ask_to_look(workspace: UUID) -> JobRun | None:
    """Have it looked in the background whether a pack of a meeting to come is to be built again; None where it is."""
    if JobRun.objects.filter(workspace=workspace, name=LOOK, state=State.WAITING).exists():
        return None
    packs = Pack.objects.filter(workspace=workspace, meeting__state=MeetingState.PLANNED)
    pack = packs.filter(meeting__on__gte=clock.today()).select_related("workspace").first()
    return enqueue(LOOK, pack.workspace, None) if pack else None


@transaction.atomic
def keep_pack(*, meeting: Meeting, digest: str, pages: int, parts: Iterable[PartFacts], by: User | None) -> Pack:
    """Keep a pack that was built in the place of the one before, and what it held. `by` is None for the installation.

    The address stays, and so do notes and who last opened what.
    """
    if by is not None:
        check_granted(GRANTS, Capability.PREPARE, workspace=meeting.workspace, user=by)
    now, told = clock.now(), list(parts)
    pack = _held(meeting)
    if pack is None:
        pack = Pack(workspace=meeting.workspace, meeting=meeting, number=0)
    pack.number, pack.digest, pack.pages, pack.built_at = pack.number + 1, digest, pages, now
    pack.save()
    Part.objects.filter(pack=pack).delete()
    Part.objects.bulk_create(_part(pack, at, one) for at, one in enumerate(told))
    kept = [one.held.as_json() for one in told]
    Build.objects.create(workspace=pack.workspace, pack=pack, number=pack.number, parts=kept, pages=pages, at=now)
    facts = {"number": pack.number, "pages": pages, "papers": len(told) - 1}
    record("packs.pack_built", pack, by=by, digest=digest, facts=facts)
    return pack


def _held(meeting: Meeting) -> Pack | None:
    packs = Pack.objects.filter(meeting=meeting)
    return (packs.select_for_update() if connection.features.has_select_for_update else packs).first()


def _part(pack: Pack, order: int, one: PartFacts) -> Part:
    return Part(
        workspace=pack.workspace,
        pack=pack,
        order=order,
        key=one.held.key,
        kind=one.kind,
        title=one.held.title,
        note=one.note,
        item=one.item,
        item_number=one.held.item,
        version=one.version,
        restricted=one.held.restricted,
        because=one.because,
        digest=one.held.digest,
        first=one.first,
        takes=one.takes,
        content=one.content,
        reading=one.reading,
        sheet=one.sheet,
        sheet_reading=one.sheet_reading,
    )
