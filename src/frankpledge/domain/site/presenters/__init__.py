"""Pages of the site in parts that a template draws: the same for the public and for whoever looks before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from frankpledge.analysis.readability import ReadingAge, reading_age
from frankpledge.analysis.refusals import NotEnoughData
from frankpledge.charts.chart import Chart
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.presenters.area import live_figure, live_picture
from frankpledge.domain.site.presenters.board import Lead, coming_lines, held_table, members_table
from frankpledge.domain.site.presenters.published import published_chart
from frankpledge.domain.site.queries import named_in
from frankpledge.domain.site.queries.board import body_now, coming_meetings, held_meetings
from frankpledge.domain.site.rules import STANDING, Block, Kind
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.documents.queries import document_of
from frankpledge.ground.registry import HomeContribution, Need
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

# Public information is written so that most children of this age read it with ease.
READ_AT_MOST = 11


@dataclass(frozen=True)
class Part:
    """A block, ready to be drawn: its kind, and whatever its template needs."""

    kind: str
    at: int
    given: Mapping[str, Any]
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    table: Table | None = None
    publication: Publication | None = None
    href: str = ""
    figure: Any = None
    wide: Chart | None = None
    narrow: Chart | None = None
    coming: tuple[str, ...] = ()
    stale: bool = False


@dataclass(frozen=True)
class Reading:
    """For whom blocks are drawn: whose site, on which day, what of it is public, and where a document is read."""

    workspace: Workspace
    today: date
    public: Mapping[str, Publication]
    lead: Lead | None


def parts(blocks: Iterable[Block], *, workspace: Workspace, today: date, lead: Lead | None = None) -> tuple[Part, ...]:
    """Return the blocks of a page. One whose document is not public any more is left out: nothing of it is shown.

    So is a figure or a picture of open data that they do not give now. Without a `lead` there are no links.
    """
    found = list(blocks)
    asked = [UUID(one) for one in named_in(found)]
    public = {str(one.pk): one for one in publications().filter(workspace=workspace, pk__in=asked)}
    reading = Reading(workspace, today, public, lead)
    drawn = (DRAWN[block["kind"]](at, block, reading) for at, block in enumerate(found))
    return tuple(one for one in drawn if one is not None)


def left_out(blocks: Iterable[Block], shown: Iterable[Part]) -> tuple[int, ...]:
    """Return the numbers of the blocks of which the public would see nothing now."""
    there = {one.at for one in shown}
    return tuple(at + 1 for at, _ in enumerate(blocks) if at not in there)


def block_lines(blocks: Iterable[Block], shown: Iterable[Part]) -> tuple[str, ...]:
    """Return each block in a few words: its kind, and what it is called."""
    titles = {one.at: one.wide.title for one in shown if one.wide}
    return tuple(_called(at, block, titles.get(at, "")) for at, block in enumerate(blocks))


def _called(at: int, block: Block, title: str) -> str:
    name = title or next((block[one] for one in ("heading", "name", "caption", "label") if block.get(one)), "")
    return f"Block {at + 1}: {Kind(block['kind']).label.lower()}{f', {name}' if name else ''}"


def _text(at: int, block: Block, _: Reading) -> Part:
    return Part(block["kind"], at, block, paragraphs=paragraphs(block["words"]))


def _contact(at: int, block: Block, reading: Reading) -> Part:
    late = date.fromisoformat(block["review_by"]) < reading.today
    return Part(block["kind"], at, {**block, **_checked(block), "dial": dialled(block["phone"])}, stale=late)


def _typed(at: int, block: Block, _: Reading) -> Part:
    return Part(block["kind"], at, block, table=_table(block))


def _document(at: int, block: Block, reading: Reading) -> Part | None:
    publication = reading.public.get(block["publication"])
    if publication is None:
        return None
    href = reading.lead(publication) if reading.lead else ""
    return Part(block["kind"], at, block, publication=publication, href=href)


def _figure(at: int, block: Block, reading: Reading) -> Part | None:
    if live := block.get("live"):
        figure = live_figure(live, workspace=reading.workspace)
        return Part(block["kind"], at, block, figure=figure) if figure else None
    publication = reading.public.get(block["publication"])
    figure = document_of(publication.edition).figures.get(block["key"]) if publication else None
    return Part(block["kind"], at, block, publication=publication, figure=figure) if figure else None


def _chart(at: int, block: Block, reading: Reading) -> Part | None:
    if live := block.get("live"):
        found = live_picture(live, workspace=reading.workspace, name=f"block-{at}")
        return Part(block["kind"], at, block, wide=found.wide, narrow=found.narrow) if found else None
    publication = reading.public.get(block["publication"])
    chart = published_chart(publication, block["picture"], name=f"block-{at}") if publication else None
    return Part(block["kind"], at, block, publication=publication, wide=chart) if chart else None


def _members(at: int, block: Block, reading: Reading) -> Part | None:
    body = body_now(block["body"], workspace=reading.workspace, on=reading.today)
    given = {**block, "on": in_words(reading.today)}
    return Part(block["kind"], at, given, table=members_table(body, named=block["named"])) if body else None


def _meetings(at: int, block: Block, reading: Reading) -> Part | None:
    body = body_now(block["body"], workspace=reading.workspace, on=reading.today)
    if body is None:
        return None
    coming = coming_lines(coming_meetings(body, workspace=reading.workspace))
    held = held_meetings(body, workspace=reading.workspace)
    table = held_table(held, lead=reading.lead) if held else None
    return Part(block["kind"], at, block, table=table, coming=coming)


DRAWN: Mapping[str, Callable[[int, Block, Reading], Part | None]] = {
    Kind.TEXT: _text, Kind.CONTACT: _contact, Kind.TABLE: _typed, Kind.DOCUMENT: _document, Kind.FIGURE: _figure,
    Kind.CHART: _chart, Kind.MEMBERS: _members, Kind.MEETINGS: _meetings,
}  # fmt: skip


def dialled(phone: str) -> str:
    """Return a telephone number as a device dials it; nothing where it holds words besides."""
    digits = re.sub(r"[\s().-]", "", phone)
    return digits if re.fullmatch(r"\+?\d{3,15}", digits) else ""


def _checked(block: Block) -> dict[str, str]:
    return {name: in_words(date.fromisoformat(block[name])) for name in ("reviewed_on", "review_by")}


def paragraphs(words: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a text as paragraphs and lists, in order: (paragraph, ()) or ("", points)."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for piece in words.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in piece.splitlines() if line.strip()]
        points = tuple(line[2:] for line in lines if line.startswith("- "))
        plain = " ".join(line for line in lines if not line.startswith("- "))
        found += [(plain, ())] if plain else []
        found += [("", points)] if points else []
    return tuple(found)


def _table(block: Block) -> Table:
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in block["rows"].splitlines())
    columns = tuple(Column(cell, right=at > 0) for at, cell in enumerate(head))
    return Table(block["caption"], columns, tuple(Row(tuple(row)) for row in rows))


# ---- a version, in words -------------------------------------------------------------------------------------------


def state_of(version: Version, *, on: date) -> str:
    """Return how a version stands, in words."""
    if version.withdrawn_at:
        return "withdrawn"
    if version.approved_at is None or version.shown_from is None:
        return "waits for a second person" if version.submitted_at else "draft"
    return "shown" if version.shown_from <= on else f"waits for {in_words(version.shown_from)}"


def address_of(version: Version) -> str:
    """Return what a page is called in a list: its standing name or its address, and its language where not English."""
    named = STANDING.get(version.page.slug, version.page.slug)
    return f"{named} (Cymraeg)" if version.page.language == "cy" else named


def words_of(version: Version) -> str:
    """Return the sentences that a reader reads of a version."""
    return _words(version, ("heading", "words", "hours"))


def found_by(version: Version) -> str:
    """Return all by which a version is found: its sentences, and the names of services, tables and figures."""
    return _words(version, ("heading", "group", "name", "words", "hours", "caption", "rows", "label", "source"))


def _words(version: Version, asked: tuple[str, ...]) -> str:
    texts = [str(block.get(name, "")) for block in version.blocks for name in asked]
    return "\n".join(filter(None, (version.title, version.lede, *texts)))


def how_hard(version: Version) -> tuple[str, bool]:
    """Return what is said of how hard a version is to read, and whether it is harder than it should be."""
    if version.page.language != "en":
        return "Reading age is reckoned for English alone.", False
    try:
        found = reading_age(words_of(version))
    except NotEnoughData:
        return "Too short to say how hard it is to read.", False
    return _told(found), round(found.age) > READ_AT_MOST


def _told(found: ReadingAge) -> str:
    long = f" Long words: {', '.join(found.longest)}." if found.longest else ""
    return (
        f"Reading age about {found.age:.0f}: {found.words} words in {found.sentences} sentences. "
        f"It should be {READ_AT_MOST} or less.{long}"
    )


def home_needs(found: Iterable[Version], slug: str) -> HomeContribution:
    """Return the drafts that wait for a second person, for the first page of whoever may be that."""
    needs = tuple(
        Need(
            title=f"Approve a page of the public site: {one.title}",
            href=reverse("site:one", args=(slug, one.pk)),
            words=f"{one.drafted_by.name} wrote it. It takes a second person.",
            tag="Waits",
        )
        for one in found
    )
    return HomeContribution(needs=needs)
