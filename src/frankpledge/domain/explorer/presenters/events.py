"""The register of events in the parts of a page: a partnership's own, the installation's, and the national ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Button, Column, Row, Table
from frankpledge.statute.events import Event

KINDS = {"recording": "Recording changed", "lockdown": "Lockdown", "event": "An unusual time", "mark": "A mark"}


@dataclass(frozen=True)
class RegisterPage:
    """The registers, and what the reader may do."""

    own: Table | None
    national: Table | None
    buttons: tuple[Button, ...]


def register_page(
    rows: Iterable[LocalEvent], national: Iterable[Event], slug: str, *, area: str, force: str, may_register: bool
) -> RegisterPage:
    """Return the page of the register."""
    own = tuple(_own(row, slug, area=area, force=force, may_withdraw=may_register) for row in rows)
    heads = (
        Column("Months"),
        Column("What happened"),
        Column("Kind"),
        Column("Concerns"),
        Column("Source"),
        Column("State"),
    )
    known = tuple(Row((span(e.first, e.last), e.words, KINDS[e.kind], _types(e.types), e.source)) for e in national)
    add = (Button("Register an event", reverse("explorer:event_add", args=(slug,)), "first"),) if may_register else ()
    return RegisterPage(
        own=Table("Registered here", heads, own, caption_hidden=True) if own else None,
        national=Table("National register", heads[:5], known, caption_hidden=True) if known else None,
        buttons=add,
    )


def _own(row: LocalEvent, slug: str, *, area: str, force: str, may_withdraw: bool) -> Row:
    mine = row.workspace_id is not None and may_withdraw and row.withdrawn_at is None
    whom = area if row.area_code else force if row.force else "everywhere"
    state: str = "Stands" if row.workspace_id else "Stands, for every partnership"
    if row.withdrawn_at:
        state = component("tag", words=f"Withdrawn: {row.withdrawn_because}")
    return Row(
        (
            span(Month.parse(row.first), Month.parse(row.last)),
            row.words,
            KINDS[row.kind],
            f"{whom}; {_types(tuple(row.types))}",
            row.source,
            state,
        ),
        href=reverse("explorer:event_withdraw", args=(slug, row.pk)) if mine else "",
        quiet=row.withdrawn_at is not None,
    )


def span(first: Month, last: Month) -> str:
    """Return the months of an event."""
    return first.label if first == last else f"{first.label} to {last.label}"


def _types(types: tuple[str, ...]) -> str:
    return ", ".join(types) or "all types"


@dataclass(frozen=True)
class EventPage:
    """One event, before it is withdrawn."""

    title: str
    details: tuple[tuple[str, str], ...]


def event_page(row: LocalEvent) -> EventPage:
    """Return one event in words."""
    details = (
        ("Months", span(Month.parse(row.first), Month.parse(row.last))),
        ("Kind", KINDS[row.kind]),
        ("Types", _types(tuple(row.types))),
        ("Source", row.source),
        ("Registered by", f"{row.registered_by}, {row.registered_at:%d %B %Y}".lstrip("0")),
        ("Withdrawn", row.withdrawn_because or "no"),
    )
    return EventPage(row.words, details)
