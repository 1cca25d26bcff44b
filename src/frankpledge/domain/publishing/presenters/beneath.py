"""What partnerships beneath a level published, as a page lays it side by side, and as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from frankpledge.domain.publishing.queries.beneath import Beneath, Laid, SideBySide
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.registry import HomeSection
from frankpledge.ground.ui.parts import Column, Row, Table
from frankpledge.statute.deadlines import in_words

HEAD = (
    "partnership", "kind", "title", "edition", "as_known_on", "approved_on", "published_on", "priorities", "standing",
)  # fmt: skip
MISSING, NOT_CARRIED = "none is published", "it ranks none"


@dataclass(frozen=True)
class KindPart:
    """One kind of edition over all partnerships: its words, how many published one, and the table."""

    title: str
    note: str
    table: Table


def kind_words(kind: str) -> str:
    """Return a kind of edition in words."""
    return kind.replace("_", " ")


def kind_parts(found: SideBySide) -> tuple[KindPart, ...]:
    """Return the partnerships side by side, kind by kind."""
    return tuple(_part(kind, found.partnerships) for kind in found.kinds)


def _part(kind: str, partnerships: tuple[Beneath, ...]) -> KindPart:
    words = kind_words(kind)
    title = words[:1].upper() + words[1:]
    there = sum(kind in one.editions for one in partnerships)
    columns = (
        Column("Partnership"), Column("Edition"), Column("As known on"), Column("Public since"), Column("Priorities"),
    )  # fmt: skip
    rows = tuple(_row(one, one.editions.get(kind)) for one in partnerships)
    return KindPart(
        title, f"{there} of {len(partnerships)} published one", Table(title, columns, rows, caption_hidden=True)
    )


def _row(one: Beneath, laid: Laid | None) -> Row:
    name = f"{one.name} (a demonstration)" if one.generated else one.name
    if laid is None:
        return Row((name, MISSING[:1].upper() + MISSING[1:], "–", "–", "–"))
    return Row(
        (
            name, f"{laid.title}, edition {laid.number}", in_words(laid.cut_off), in_words(laid.published_on),
            _priorities(laid),
        ),
        href=reverse("publishing:public_one", args=(laid.publication,)),
    )  # fmt: skip


def _priorities(laid: Laid) -> str:
    return "; ".join(laid.priorities) if laid.priorities else NOT_CARRIED[:1].upper() + NOT_CARRIED[1:]


def beneath_section(slug: str) -> tuple[HomeSection, ...]:
    """Return the way from "This quarter" of a county or force area to what lies beneath it."""
    href = reverse("publishing:beneath", args=(slug,))
    return (HomeSection("Partnerships beneath", "publishing/home_beneath.html", {"href": href}, place="side"),)


def common_table(common: Iterable[tuple[str, tuple[str, ...]]]) -> Table:
    """Return what more than one partnership puts forward, with who does."""
    rows = tuple(Row((matter, f"{len(names)}: {'; '.join(names)}")) for matter, names in common)
    return Table("Put forward by several", (Column("Matter"), Column("By")), rows, caption_hidden=True)


def beneath_listing(found: SideBySide, *, today: date) -> Listing:
    """Return the same as a list that leaves: a line for each partnership and kind, what is missing said."""
    rows = tuple(
        _cells(one.name, kind, one.editions.get(kind)) for kind in found.kinds for one in found.partnerships
    )  # fmt: skip
    return Listing(
        "editions-beneath", f"Published editions beneath {found.level}, {in_words(today)}", HEAD, rows, today
    )


def _cells(name: str, kind: str, laid: Laid | None) -> tuple[Cell, ...]:
    if laid is None:
        return (name, kind_words(kind), None, None, None, None, None, None, MISSING)
    standing = "published" if laid.priorities else f"published; {NOT_CARRIED}"
    priorities = "; ".join(laid.priorities) if laid.priorities else None
    return (
        name, kind_words(kind), laid.title, laid.number, laid.cut_off, laid.approved_on, laid.published_on, priorities,
        standing,
    )  # fmt: skip
