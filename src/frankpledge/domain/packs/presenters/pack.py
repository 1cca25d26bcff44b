"""The pack on its page, beside its meeting, on "This quarter", and a reader's own notes on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.packs.models import Note, Part
from frankpledge.domain.packs.queries.reading import Seen, Since
from frankpledge.domain.packs.queries.source import FRONT
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.registry import Need
from frankpledge.statute.deadlines import in_words

NOTES_HEAD = ("meeting", "paper", "page", "note", "written_at")


@dataclass(frozen=True)
class Line:
    """A part in the contents of a pack: its title as the reader may see it, its page, and what is to be said of it."""

    title: str
    note: str
    href: str
    pages: str
    first: int
    changed: bool = False
    restricted: bool = False
    members: bool = False
    withheld: bool = False
    current: bool = False
    notes: int = 0


def lines(
    seen: Seen, *, changed: frozenset[str] = frozenset(), notes: Mapping[str, int] | None = None, current: str = ""
) -> tuple[Line, ...]:
    """Return the contents of a pack as a person sees them."""
    counted = notes or {}
    return tuple(
        Line(
            title=title_of(part, seen),
            note=note_of(part, seen),
            href=part_page(seen.pack.meeting, part),
            pages=pages_words(part),
            first=part.first,
            changed=part.key in changed,
            restricted=part.secret and part.key != FRONT,
            members=part.restricted and not part.secret and part.key != FRONT,
            withheld=_is_withheld(part, seen),
            current=part.key == current,
            notes=counted.get(part.key, 0),
        )
        for part in seen.parts
    )


def title_of(part: Part, seen: Seen) -> str:
    """Return the title of a part as a person may see it."""
    return "Restricted paper" if part.secret and _is_withheld(part, seen) else part.title


def note_of(part: Part, seen: Seen) -> str:
    """Return what stands beside the title of a part: of one that is withheld no more than its item."""
    if _is_withheld(part, seen):
        return f"Item {part.item_number}" if part.item_number else part.title
    return part.note


def _is_withheld(part: Part, seen: Seen) -> bool:
    return part.key in seen.withheld and part.key != FRONT


def pages_words(part: Part) -> str:
    """Return the pages of a part in words."""
    last = part.first + part.takes - 1
    return f"pages {part.first}–{last}" if last > part.first else f"page {part.first}"


def part_page(meeting: Meeting, part: Part) -> str:
    """Return the address at which a part is read."""
    return reverse("packs:read", args=(meeting.workspace.slug, meeting.pk, part.key))


def changed_words(told: Since) -> str:
    """Return how many papers changed since the reader last opened the pack."""
    if not told.words:
        return ""
    count = len(told.words)
    return f"{count} {'change' if count == 1 else 'changes'} since you last opened it."


def next_need(meeting: Meeting, seen: Seen | None, told: Since, *, may_prepare: bool) -> Need | None:
    """Return what "This quarter" says of the next meeting and its pack; None where there is nothing to open or do."""
    when = in_words(meeting.on)
    if seen is None:
        if not may_prepare:
            return None
        href = reverse("meetings:one", args=(meeting.workspace.slug, meeting.pk))
        return Need(
            f"Build the pack of {meeting.body.name}",
            href,
            f"It meets on {when}, and has no pack yet.",
            meeting.on,
            when,
        )
    href = reverse("packs:one", args=(meeting.workspace.slug, meeting.pk))
    words = f"{seen.pack.pages} pages. {changed_words(told)}".strip()
    return Need(f"Read the pack of {meeting.body.name}", href, words, meeting.on, when)


def notes_listing(notes: Iterable[Note], seen: Seen, *, today: date) -> Listing:
    """Return a reader's own notes as a list that they take away."""
    names = {part.key: part for part in seen.parts}
    rows = tuple(
        (
            str(seen.pack.meeting),
            title_of(names[one.key], seen) if one.key in names else "a paper that is no longer in the pack",
            page_in_whole(one, names),
            one.words,
            one.at.isoformat(),
        )
        for one in notes
    )
    return Listing("my-notes", f"Own notes on a pack, {seen.pack.meeting.on}", NOTES_HEAD, rows, today)


def page_in_whole(note: Note, parts: Mapping[str, Part]) -> int | None:
    """Return the page of a note as it is printed now; None for a note on a whole paper, or on one that is gone."""
    part = parts.get(note.key)
    if part is None or note.page is None or note.page > part.takes:
        return None
    return part.first + note.page - 1


@dataclass(frozen=True)
class NoteLine:
    """A note of the reader's own, with where it is now."""

    note: Note
    title: str
    href: str
    page: int | None


def note_lines(notes: Iterable[Note], seen: Seen) -> tuple[NoteLine, ...]:
    """Return a reader's own notes with where each is in the pack as it stands."""
    names, meeting = {part.key: part for part in seen.parts}, seen.pack.meeting
    found = []
    for one in notes:
        part, page = names.get(one.key), page_in_whole(one, names)
        title = title_of(part, seen) if part else "A paper that is no longer in the pack"
        href = f"{part_page(meeting, part)}{f'#page-{page}' if page else ''}" if part else ""
        found.append(NoteLine(one, title, href, page))
    return tuple(found)
