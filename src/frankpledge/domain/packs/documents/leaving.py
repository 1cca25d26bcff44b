"""The pack as it leaves, for reading without a connection: one PDF, or one HTML file. Each leaving is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.packs.documents.front import INVENTED, OPEN, RESTRICTED
from frankpledge.domain.packs.documents.making import read_back
from frankpledge.domain.packs.models import Part
from frankpledge.domain.packs.queries.papers import pages_of, pictured_pages
from frankpledge.domain.packs.queries.reading import Seen, whole_parts
from frankpledge.domain.packs.queries.source import FRONT
from frankpledge.domain.packs.rules import NoPack
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.bound import Leaf, Whole, bind
from frankpledge.ground.documents.pack_html import Facts, Paper, pack_html
from frankpledge.ground.documents.paged import laid
from frankpledge.ground.documents.sent import SentPage
from frankpledge.statute.deadlines import in_words

FORMS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def leaving(seen: Seen, form: str, *, by: User) -> bytes:
    """Return a pack as a person sees it in one form, after recording that it left.

    Refused where it is to be built again first, because something in it became restricted.
    """
    check_ready(seen)
    restricted = any(part.restricted and part.key not in seen.withheld for part in seen.parts)
    what = f"pack of {seen.pack.meeting}, {'with restricted papers' if restricted else 'open version'} ({form})"
    cells = [Cell(key=str(seen.pack.pk), value=None, policy=Policy.RESTRICTED)]
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=seen.pack.workspace, by=by)
    return as_pdf(seen) if form == "pdf" else as_html(seen)


def check_ready(seen: Seen) -> None:
    """Refuse a pack of which a part became restricted after it was built."""
    if seen.closed:
        raise NoPack("something in it was restricted after it was built.", cure="It is built again: try in a minute.")


def as_pdf(seen: Seen) -> bytes:
    """Return the pack as one PDF."""
    meeting = seen.pack.meeting
    title = f"{meeting.body.name}, {in_words(meeting.on)}: pack"
    whole = Whole(title, meeting.workspace.name, seen.pack.pages, meeting.on)
    return bind([_leaf(part, seen) for part in whole_parts(seen.pack)], whole)


def _leaf(part: Part, seen: Seen) -> Leaf:
    marking = RESTRICTED if part.secret else OPEN
    if part.key in seen.withheld and part.sheet_reading:
        title = f"{_item(part)}: restricted paper" if part.secret and part.key != FRONT else part.title
        return Leaf(title, bytes(part.sheet), part.first, part.takes)
    title = f"{_item(part)}: {part.title}" if part.item_number else part.title
    words = tuple(page.words for page in pages_of(part.version)) if part.version and not part.reading else None
    if words is None:
        return Leaf(title, bytes(part.content), part.first, part.takes)
    foot = f"{part.note} · {part.title}"
    return Leaf(title, bytes(part.content), part.first, part.takes, words, marking, foot)


def _item(part: Part) -> str:
    return f"Item {part.item_number}" if part.item_number else part.title


def as_html(seen: Seen) -> bytes:
    """Return the pack as one HTML file that stands alone."""
    meeting = seen.pack.meeting
    shown = any(part.secret and part.key not in seen.withheld for part in seen.parts)
    invented = f"{INVENTED}. " if meeting.workspace.generated else ""
    facts = Facts(
        title=f"{meeting.body.name}: pack",
        subtitle=f"{in_words(meeting.on)}. {seen.pack.pages} pages, numbered as in the PDF",
        partnership=meeting.workspace.name,
        marking=RESTRICTED if shown else OPEN,
        foot=f"{invented}Built for the {_nth(seen.pack.number)} time on {in_words(seen.pack.built_at.date())}.",
        pages=seen.pack.pages,
    )
    return pack_html(tuple(_papers(seen)), facts)


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _papers(seen: Seen) -> Iterator[Paper]:
    for part in whole_parts(seen.pack):
        instead = part.key in seen.withheld and part.sheet_reading
        reading = part.sheet_reading if instead else part.reading
        hidden = bool(instead) and part.secret and part.key != FRONT
        title, note = ("Restricted paper", _item(part)) if hidden else (part.title, part.note)
        place = (
            f"{note} · pages {part.first}–{part.first + part.takes - 1}"
            if part.takes > 1
            else f"{note} · page {part.first}"
        )
        last = part.first + part.takes - 1
        if reading:
            document, fell, _ = read_back(reading)
            yield Paper(part.key, title, place, part.first, last, document, laid(document, fell))
        else:
            assert part.version is not None
            pages = tuple(SentPage(p.words, bytes(p.picture), p.width, p.height) for p in pictured_pages(part.version))
            yield Paper(part.key, title, place, part.first, last, pages=pages)
