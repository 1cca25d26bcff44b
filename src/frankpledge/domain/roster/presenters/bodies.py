"""The list of bodies, and one body or seat, on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from frankpledge.domain.bodies.queries.register import Register
from frankpledge.domain.bodies.queries.seating import BodyAt, SeatAt, TermsAt
from frankpledge.domain.bodies.queries.statutory import SeatCheck
from frankpledge.domain.bodies.rules import Part, Span, Standing, counted, day, span_words
from frankpledge.domain.roster.presenters.words import (
    NOBODY,
    address,
    clock,
    deed,
    holders_words,
    sitter_words,
    when,
    with_changes,
)
from frankpledge.ground.documents.listing import Cell, Listing
from frankpledge.ground.ui.components import component
from frankpledge.ground.ui.parts import Choice, Column, Covered, Row, Table
from frankpledge.statute.authorities import authority_labels

MEMBER_HEAD = (
    "Body", "Body kind", "Seat", "Organisation", "Organisation kind", "Capacity", "Person", "Title", "E-mail", "Part",
    "Since", "Until", "Vacant since",
)  # fmt: skip


def bodies_table(bodies: Iterable[BodyAt], slug: str, shown_on: date | None) -> Table:
    """Return the bodies of a day with how many of their seats are filled."""
    every = tuple(bodies)
    names = {body.id: body.called for body in every}
    columns = (
        Column("Body"), Column("Kind"), Column("Reports to"), Column("Meets"), Column("Seats", right=True),
        Column("Vacant", right=True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                body.name,
                body.kind.label,
                names.get(body.parent, NOBODY) if body.parent else NOBODY,
                capfirst(body.terms.frequency.label) if body.terms else "not recorded",
                str(len(body.seats)),
                component("tag", words=str(len(body.vacancies)), kind="late") if body.vacancies else "0",
            ),
            href=address("body", slug, body.id, on=shown_on),
            strong=body.parent is None,
        )
        for body in every
    )
    return Table("Bodies", columns, rows, caption_hidden=True)


def vacancies(bodies: Iterable[BodyAt], slug: str, shown_on: date | None) -> tuple[Choice, ...]:
    """Return the seats that are vacant, the longest first."""
    found = [(body, seat) for body in bodies for seat in body.vacancies]
    ordered = sorted(found, key=lambda pair: -(pair[1].vacancy.days or 0) if pair[1].vacancy else 0)
    return tuple(
        Choice(f"{seat.name}, {body.called}", address("seat", slug, seat.id, on=shown_on), _vacant(seat))
        for body, seat in ordered
    )


def _vacant(seat: SeatAt) -> str:
    held = f"held by {holders_words(seat)}, " if seat.holders else ""
    return f"{held}{seat.vacancy.words}" if seat.vacancy else ""


def seats_table(body: BodyAt, slug: str, shown_on: date | None) -> Table:
    """Return the seats of a body with who holds each, who sits there, and what is vacant."""
    columns = (
        Column("Seat"), Column("Held by"), Column("Representative"), Column("Deputies"), Column("State"),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                seat.name + "".join(f" ({office.label.lower()})" for office in seat.offices)
                + (" – in attendance" if seat.standing is Standing.ATTENDS else ""),
                holders_words(seat),
                sitter_words(seat.representative),
                "; ".join(sitter_words(one) for one in seat.deputies) or NOBODY,
                clock(seat.vacancy),
            ),
            href=address("seat", slug, seat.id, on=shown_on),
        )
        for seat in body.seats
    )  # fmt: skip
    return Table(f"Seats of {body.name}", columns, rows, caption_hidden=True)


def checked(check: SeatCheck) -> tuple[Covered, ...]:
    """Return each finding of the seat check. What is practice only says so."""
    return tuple(
        Covered(
            label=one.label,
            kind=one.met.value,
            words=f"{one.words} ({'law' if one.law else 'practice'}: {one.source}{_unsure(one.confidence)})",
        )
        for one in check.findings
    )


def _unsure(confidence: str) -> str:
    return "" if confidence == "V" else "; not read in the statute itself" if confidence == "S" else "; unconfirmed"


def terms_details(terms: TermsAt, check: SeatCheck | None) -> tuple[tuple[str, str], ...]:
    """Return terms of reference as names and values, each with whether it is the law's or the partnership's own."""
    rule = check.rule if check else None
    law = {"law": " (fixed by law)", "local": " (a local rule)"}

    def own(part: str) -> str:
        return law[getattr(rule, part)] if rule else ""

    quorum = f"{terms.quorum} {terms.quorum_of.label}" if terms.quorum else "none"
    return (
        ("In force", f"version {terms.version}, {span_words(Span(terms.since, terms.until))}"),
        ("Quorum", quorum + own("quorum")),
        ("Meets", terms.frequency.label + own("frequency")),
        ("Chair", (terms.chair_rule or "not said") + own("chair")),
        *((("Purpose", terms.words),) if terms.words else ()),
        *((("Kept at", terms.document),) if terms.document else ()),
    )


@dataclass(frozen=True)
class SeatPage:
    """A seat on its page: as on the day, and all that was ever held in it."""

    at: SeatAt
    holdings: Table
    parts: Table
    details: tuple[tuple[str, str], ...]


def seat_page(register: Register, seat: SeatAt, slug: str, *, keeps: bool) -> SeatPage:
    """Return the page of a seat. Each line leads a keeper to where it is put right."""
    meant = dict(authority_labels())
    basis = " ".join(
        part for part in (seat.basis, f"Meant for: {meant[seat.authority]}." if seat.authority in meant else "") if part
    )
    return SeatPage(
        at=seat,
        holdings=_holdings(register, seat, slug, keeps=keeps),
        parts=_parts(register, seat, slug, keeps=keeps),
        details=(
            ("Held by", holders_words(seat)),
            ("Representative", sitter_words(seat.representative)),
            ("Standing", seat.standing.label),
            ("Office", ", ".join(office.label for office in seat.offices) or "none"),
            ("There", when(seat.since, seat.until)),
            ("Basis", basis or "not recorded"),
        ),
    )


def _holdings(register: Register, seat: SeatAt, slug: str, *, keeps: bool) -> Table:
    rows = sorted(register.holdings_of_seat[seat.id], key=lambda one: one.since or date.min, reverse=True)
    shown = tuple(
        Row(
            (
                register.organisations[one.organisation_id].name,
                when(one.since, one.until),
                "jointly" if one.jointly else "alone",
            ),
            href=address("organisation", slug, one.organisation_id),
        )
        for one in rows
    )
    table = Table("Held by", (Column("Organisation"), Column("When"), Column("How")), shown, caption_hidden=True)
    return with_changes(table, [deed(slug, "correct-seatholding", one.pk) for one in rows], keeps=keeps)


def _parts(register: Register, seat: SeatAt, slug: str, *, keeps: bool) -> Table:
    rows = sorted(register.representations_of_seat[seat.id], key=lambda one: one.since or date.min, reverse=True)
    shown = tuple(
        Row(
            (register.persons[one.person_id].name, Part(one.part).label, when(one.since, one.until)),
            href=address("person", slug, one.person_id),
        )
        for one in rows
    )
    table = Table("Who sat there", (Column("Person"), Column("As"), Column("When")), shown, caption_hidden=True)
    return with_changes(table, [deed(slug, "correct-representation", one.pk) for one in rows], keeps=keeps)


def members_listing(bodies: Iterable[BodyAt], *, on: date, addresses: bool) -> Listing:
    """Return a line for each person in each seat of a day, and one for each that is vacant: it can be sent back."""
    rows = tuple(row for body in bodies for seat in body.seats for row in _member_rows(body, seat, addresses=addresses))
    return Listing(f"members-{on}", f"Members as at {day(on)}", MEMBER_HEAD, rows, on)


def _member_rows(body: BodyAt, seat: SeatAt, *, addresses: bool) -> Iterable[tuple[Cell, ...]]:
    holders = seat.holders or (None,)
    sitters = [one for one in (seat.representative, *seat.deputies) if one]
    vacant = seat.vacancy.since if seat.vacancy else None
    for holder in holders:
        mine = [one for one in sitters if holder is None or one.organisation == holder.name]
        head = (
            body.name,
            body.kind.label,
            seat.name,
            holder.name if holder else "",
            holder.kind.label if holder else "",
            holder.capacity.label if holder and holder.capacity else "",
        )
        for one in mine:
            email = one.email if addresses else ""
            yield (*head, one.name, one.title, email, one.part.label, one.since, None, vacant)
        if not mine:
            yield (*head, "", "", "", "", holder.since if holder else None, None, vacant)


def beneath(bodies: Iterable[BodyAt], body: BodyAt, slug: str, shown_on: date | None) -> tuple[Choice, ...]:
    """Return the bodies that report to one."""
    mine = [one for one in bodies if one.parent == body.id]
    return tuple(
        Choice(one.name, address("body", slug, one.id, on=shown_on), counted(len(one.seats), "seat")) for one in mine
    )
