"""A place's thread as a page shows it: nested lists both ways, and the picture of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.charts.chart import Chart
from frankpledge.charts.thread import Knot, thread
from frankpledge.charts.words import Words
from frankpledge.ground.threads.queries import GAPS, Come, Gap, Thread
from frankpledge.ground.threads.rules import Place, PlaceKind, Ref, Stage, Way
from frankpledge.ground.ui.parts import Column, Row, Table

WIDE, NARROW = 1136, 354
NOTHING = {
    Way.BACK: "It rests on nothing that is recorded and that you may see.",
    Way.ON: "Nothing that is recorded and that you may see follows from it.",
}
HEADS = {Way.BACK: "What it rests on", Way.ON: "What follows from it"}


@dataclass(frozen=True)
class Item:
    """One place in a list: where it is, what it is, the tie that leads to it, and what is come to from it."""

    stage: str
    title: str
    href: str
    thread: str
    words: str
    why: str
    untie: str
    within: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Side:
    """All one way: its heading, the places, and what to say where there is none."""

    title: str
    items: tuple[Item, ...]
    empty: str
    many: int


def address(slug: str, ref: Ref) -> str:
    """Return the page of a place's thread."""
    return reverse("threads:of", args=(slug, ref.kind, ref.about))


def sides(found: Thread, slug: str, *, may_tie: bool) -> tuple[Side, ...]:
    """Return what a place rests on and what follows from it, each place under the one from which it is come to."""
    return tuple(
        Side(HEADS[way], _under(found.place.ref, found.at(way), slug, may_tie), NOTHING[way], len(found.at(way)))
        for way in Way
    )


def near_sides(found: Mapping[Way, tuple[Come, ...]], slug: str) -> tuple[Side, ...]:
    """Return what is tied to a place by one step, for its own page."""
    return tuple(
        Side(HEADS[way], tuple(_item(come, slug, may_tie=False) for come in comes), NOTHING[way], len(comes))
        for way, comes in found.items()
    )


def _under(ref: Ref, comes: tuple[Come, ...], slug: str, may_tie: bool) -> tuple[Item, ...]:
    return tuple(
        _item(one, slug, may_tie=may_tie, within=_under(one.place.ref, comes, slug, may_tie))
        for one in comes
        if one.reached.come_from == ref
    )


def _item(one: Come, slug: str, *, may_tie: bool, within: tuple[Item, ...] = ()) -> Item:
    edge, place = one.reached.edge, one.place
    said = f"{edge.why} ({edge.who}, {_day(edge.since)})" if edge.tie and edge.since else edge.why
    untie = reverse("threads:untie", args=(slug, edge.tie)) if edge.tie and may_tie else ""
    return Item(one.kind.stage.label, place.title, place.href, address(slug, place.ref), told(place), said, untie,
                within)  # fmt: skip


def told(place: Place) -> str:
    """Return how a place stands and whose it is, in a line."""
    return ". ".join(part.rstrip(".") for part in (place.words, place.whose) if part)


def lack(found: Thread) -> str:
    """Return what the thread of a place lacks, in a sentence; nothing where it lacks nothing."""
    for gap in GAPS:
        lacking = not any(come.kind.stage in gap.lacking for come in found.at(gap.way))
        if found.kind.stage in gap.of and lacking:
            return f"As far as you may see, {gap.words}."
    return ""


def pictures(found: Thread) -> tuple[Chart, Chart] | None:
    """Return the picture of a thread, wide and narrow; None where nothing is tied to the place."""
    comes = (*found.back, *found.on)
    if not comes:
        return None
    knots = [Knot(str(found.place.ref), found.kind.stage.label, found.place.title, here=True)]
    knots += [Knot(str(one.place.ref), one.kind.stage.label, one.place.title)
              for one in {come.place.ref: come for come in comes}.values()
              if one.place.ref != found.place.ref]  # fmt: skip
    ties = sorted({(str(edge.earlier), str(edge.later)) for edge in found.edges})
    words = Words(
        name="golden-thread",
        title=f"{counted(len(found.back))} behind it, {counted(len(found.on)).lower()} after it",
        subtitle="From what is known, above, to what came of it, below; the dark box is this place",
        source="Ties and records of this workspace that you may see.",
    )
    stages = [stage.label for stage in Stage]
    wide, narrow = (thread(words, stages=stages, knots=knots, ties=ties, width=width) for width in (WIDE, NARROW))
    return wide, narrow


def counted(many: int) -> str:
    """Return how many places: "One place", "3 places", "Nothing"."""
    return {0: "Nothing", 1: "One place"}.get(many, f"{many} places")


def places_table(found: Iterable[tuple[PlaceKind, Place]], slug: str) -> Table:
    """Return places as a table, each leading to its thread."""
    columns = (Column("Place"), Column("Stage"), Column("What"), Column("How it stands"))
    rows = tuple(
        Row((place.title, kind.stage.label, kind.label[:1].upper() + kind.label[1:], told(place)),
            href=address(slug, place.ref))
        for kind, place in found
    )  # fmt: skip
    return Table("Places on the thread", columns, rows, caption_hidden=True)


def gaps_table(found: Iterable[Gap], slug: str) -> Table:
    """Return what lacks its next step as a table, each leading to its thread."""
    return places_table(((gap.kind, gap.place) for gap in found), slug)


def gap_rows(found: Iterable[Gap]) -> Iterator[tuple[str, str, str, str, str, date | None, str]]:
    """Yield what lacks its next step as rows of a file: stage, kind, title, how it stands, whose, day, address."""
    for gap in found:
        place = gap.place
        yield (gap.kind.stage.label, gap.kind.label, place.title, place.words, place.whose, place.on, place.href)


def _day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
