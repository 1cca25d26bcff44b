"""A pack as one reader may see it: which parts are withheld from them, and what changed since they last looked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from frankpledge.domain.matters.queries import may_see_all
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import items_of, meetings_of
from frankpledge.domain.packs import rules
from frankpledge.domain.packs.models import Build, Note, Opening, Pack, Part
from frankpledge.domain.packs.queries.papers import closed_items
from frankpledge.domain.packs.queries.source import FRONT, Source, source_of
from frankpledge.domain.packs.rules import Kind as PartKind
from frankpledge.ground.accounts.models import User, Workspace

HEAVY = ("content", "reading", "sheet", "sheet_reading")


def pack_of(meeting: Meeting) -> Pack | None:
    """Return the pack of a meeting as it was last built; None where none was."""
    return Pack.objects.filter(meeting=meeting).select_related("meeting__workspace", "meeting__body").first()


def parts_of(pack: Pack) -> tuple[Part, ...]:
    """Return the parts of a pack in order, without what they hold."""
    return tuple(Part.objects.filter(pack=pack).defer(*HEAVY).select_related("item", "version").order_by("order"))


def part_of(pack: Pack, key: str) -> Part | None:
    """Return one part of a pack with what it holds."""
    return Part.objects.filter(pack=pack, key=key).select_related("item", "version").first()


def whole_parts(pack: Pack) -> tuple[Part, ...]:
    """Return the parts of a pack with all that they hold."""
    return tuple(Part.objects.filter(pack=pack).select_related("item", "version").order_by("order"))


@dataclass(frozen=True)
class Seen:
    """A pack as one reader sees it. Of the parts `withheld` from them they see what stands in their place.

    Of the `closed` they see nothing until it is built again, since they became restricted after it was.
    """

    pack: Pack
    source: Source
    parts: tuple[Part, ...]
    withheld: frozenset[str]
    closed: frozenset[str]

    @property
    def stale(self) -> bool:
        """Return whether something changed since it was built."""
        return self.pack.digest != self.source.digest

    @property
    def secrets(self) -> frozenset[str]:
        """Return the parts whose very titles are withheld."""
        return frozenset(part.key for part in self.parts if part.secret and part.key in self.withheld - {FRONT})

    @property
    def restricted(self) -> bool:
        """Return whether any paper of it is restricted."""
        return any(part.restricted for part in self.parts)


def seen_by(viewer: User, *, pack: Pack) -> Seen:
    """Return the pack of a meeting as a person sees it, by who may see what at this moment."""
    logs = may_see_all(workspace=pack.workspace, viewer=viewer)
    return _seen(pack, closed_items(pack.meeting, viewer), logs=logs)


def open_version(pack: Pack) -> Seen:
    """Return a pack as it is open to all its readers: with every restricted part withheld."""
    return _seen(pack, frozenset({None, *(one.pk for one in items_of(pack.meeting))}), logs=False)


def _seen(pack: Pack, closed: frozenset[UUID | None], *, logs: bool) -> Seen:
    source, parts = source_of(pack.meeting), parts_of(pack)
    now = {one.key: one.restricted for one in source.parts}
    secret = {one.key for one in source.parts if one.secret}
    hidden = {part.key for part in parts if _is_hidden(part, now, closed, logs=logs, secret=part.key in secret)}
    fronted = bool(hidden) or any(one.closed and one.identity in closed for one in source.agenda)
    unready = {part.key for part in parts if part.key in hidden and not part.restricted}
    if fronted and (unready or _agenda_changed(parts, source)):
        unready.add(FRONT)
    return Seen(pack, source, parts, frozenset(hidden | ({FRONT} if fronted else set())), frozenset(unready))


def _is_hidden(part: Part, now: dict[str, bool], closed: frozenset[UUID | None], *, logs: bool, secret: bool) -> bool:
    """Return whether a part is withheld. One that is no longer of the pack counts as restricted: nobody knows why.

    What is of the record is withheld from whoever may not see the logs, and of a restricted item like its papers.
    """
    if part.kind == PartKind.RECORD and not (logs and (secret or part.key not in now)):
        return not logs
    restricted = part.restricted or now.get(part.key, True)
    return restricted and part.key != FRONT and part.item_id in closed


def _agenda_changed(parts: Collection[Part], source: Source) -> bool:
    """Return whether the agenda changed since it was set: its open version may say what is restricted now."""
    front = next((part for part in parts if part.key == FRONT), None)
    return front is None or front.digest != source.parts[0].digest


# ---- what a reader keeps ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Since:
    """What changed since a reader last opened a pack, and when that was; None where they open it first."""

    at: datetime | None
    words: tuple[str, ...]
    keys: frozenset[str]


NOTHING = Since(None, (), frozenset())


def since(seen: Seen, reader: User) -> Since:
    """Return what changed since a person last opened the pack before this build of it."""
    opening = Opening.objects.filter(pack=seen.pack, reader=reader).first()
    if opening is None:
        return NOTHING
    here = opening.build == seen.pack.number
    number, at = (opening.before, opening.before_at) if here else (opening.build, opening.at)
    if number is None:
        return NOTHING
    builds = {one.number: rules.held(one.parts) for one in _builds(seen.pack, {number, seen.pack.number})}
    now, before = builds[seen.pack.number], builds.get(number, ())
    return Since(at, rules.changes(before, now, hidden=seen.secrets), rules.changed_keys(before, now))


def _builds(pack: Pack, numbers: Collection[int]) -> QuerySet[Build]:
    return Build.objects.filter(pack=pack, number__in=numbers)


def notes_of(reader: User, *, meeting: Meeting, key: str = "") -> QuerySet[Note]:
    """Return a person's own notes on the pack of a meeting, or on one part of it. Nobody's but theirs."""
    found = Note.objects.filter(reader=reader, meeting=meeting)
    return (found.filter(key=key) if key else found).order_by("key", "page", "at")


def note_of(identity: UUID, *, reader: User, meeting: Meeting) -> Note | None:
    """Return one of a person's own notes."""
    return notes_of(reader, meeting=meeting).filter(pk=identity).first()


def next_meetings(*, workspace: Workspace, viewer: User, today: date) -> tuple[Meeting, ...]:
    """Return the meetings to come that a person may see, the next first, each with its pack where it has one."""
    found = meetings_of(workspace=workspace, viewer=viewer).filter(on__gte=today, state="planned")
    return tuple(found.select_related("pack").order_by("on"))


def meeting_to_build(identity: UUID, *, workspace: Workspace | None) -> Meeting | None:
    """Return a meeting of a workspace, for the work that builds its pack."""
    found = Meeting.objects.filter(pk=identity, workspace=workspace)
    return found.select_related("workspace", "body").first()
