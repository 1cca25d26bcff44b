"""Organisations and people on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from frankpledge.domain.bodies.queries.organisations import Change, OrganisationAt, OrganisationPage
from frankpledge.domain.bodies.queries.people import PersonAt
from frankpledge.domain.bodies.rules import CapacityKind, SuccessionKind, day
from frankpledge.domain.roster.presenters.words import NOBODY, address, deed, when, with_changes
from frankpledge.ground.documents.listing import Listing
from frankpledge.ground.ui.parts import Choice, Column, Row, Table
from frankpledge.statute.authorities import AskedOf, Authority

ORGANISATION_HEAD = ("Organisation", "Short name", "Kind", "Capacity", "Basis", "Seats held", "Since", "Until")
PEOPLE_HEAD = ("Person", "Name of a role", "E-mail", "Organisation", "Title", "Senior", "Body", "Seat", "Part", "Since")


def organisations_table(found: Iterable[OrganisationAt], slug: str, shown_on: date | None) -> Table:
    """Return the organisations of a day."""
    columns = (
        Column("Organisation"), Column("Kind"), Column("Capacity"), Column("Since"), Column("Seats", right=True),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                one.name,
                one.kind.label,
                one.capacity.kind.label if one.capacity else "none recorded",
                when(one.capacity.since, one.capacity.until) if one.capacity else NOBODY,
                str(one.seats),
            ),
            href=address("organisation", slug, one.id, on=shown_on),
            quiet=one.seats == 0,
        )
        for one in found
    )
    return Table("Organisations", columns, rows, caption_hidden=True)


def organisations_listing(found: Iterable[OrganisationAt], *, on: date) -> Listing:
    """Return the same organisations, a line each."""
    rows = tuple(
        (
            one.name,
            one.short_name,
            one.kind.label,
            one.capacity.kind.label if one.capacity else "",
            one.capacity.basis if one.capacity else "",
            one.seats,
            one.since,
            one.until,
        )
        for one in found
    )
    return Listing(f"organisations-{on}", f"Organisations as at {day(on)}", ORGANISATION_HEAD, rows, on)


def held_table(page: OrganisationPage, slug: str, on: date) -> Table:
    """Return every seat that an organisation holds or held."""
    columns = (Column("Seat"), Column("Body"), Column("When"), Column("Now"))
    rows = tuple(
        Row(
            (
                one.seat.name,
                one.body_name,
                when(one.since, one.until),
                (("holds it" + (" jointly" if one.jointly else "")) if one.now(on) else "no longer"),
            ),
            href=address("seat", slug, one.seat.id),
            quiet=not one.now(on),
        )
        for one in page.holdings
    )
    return Table("Seats", columns, rows, caption_hidden=True)


def capacities_table(page: OrganisationPage, slug: str, *, keeps: bool) -> Table:
    """Return every capacity that an organisation had."""
    rows = tuple(
        Row((one.kind.label, when(one.since, one.until), one.basis or "not recorded")) for one in page.capacities
    )
    columns = (Column("Takes part as"), Column("When"), Column("Basis"))
    table = Table("Capacity", columns, rows, caption_hidden=True)
    return with_changes(table, [deed(slug, "correct-capacity", one.id) for one in page.capacities], keeps=keeps)


def law_details(law: Authority | None) -> tuple[tuple[str, str], ...]:
    """Return as what the law names an organisation of this kind on the day, with the source and how sure we are."""
    if law is None:
        return (("Named as", "nothing: it may be invited"),)
    sure = {"V": "read in the statute", "S": "seen in a secondary source", "K": "unconfirmed"}[law.confidence]
    named = f"{CapacityKind(law.capacity).label}: {law.words}"
    return (("Named as", named), ("Source", law.source), ("How sure", sure))


def asked_links(found: Iterable[AskedOf]) -> tuple[tuple[str, str], ...]:
    """Return what the law asks of a capacity, each with its source and how sure we are."""
    sure = {"V": "read in the law", "S": "seen in a secondary source", "K": "unconfirmed"}
    return tuple((one.words, f"{one.source} ({sure[one.confidence]})") for one in found)


def lineage_words(page: OrganisationPage, slug: str) -> tuple[Choice, ...]:
    """Return what an organisation came from and what it went to."""
    came = [
        Choice(f"Came after {one.name}", address("organisation", slug, one.id), _how(one)) for one in page.came_from
    ]
    went = [Choice(f"Went to {one.name}", address("organisation", slug, one.id), _how(one)) for one in page.went_to]
    return (*came, *went)


def _how(one: Change) -> str:
    return f"{SuccessionKind(one.kind).label}, on {day(one.on)}"


def people_table(people: Iterable[PersonAt], slug: str, shown_on: date | None, *, addresses: bool) -> Table:
    """Return people with their posts and seats on a day; addresses where the reader may see them and there are any."""
    people = tuple(people)
    addresses = addresses and any(one.email for one in people)
    columns = (Column("Person"), Column("Works for"), Column("Sits in"), *((Column("E-mail"),) if addresses else ()))
    rows = tuple(
        Row(
            (
                one.name,
                "; ".join(_post(post.title, post.organisation_name, one) for post in one.posts) or NOBODY,
                "; ".join(f"{part.seat_name}, {part.body_name} ({part.part.label.lower()})" for part in one.parts)
                or NOBODY,
                *((one.email or NOBODY,) if addresses else ()),
            ),
            href=address("person", slug, one.id, on=shown_on),
        )
        for one in people
    )
    return Table("People", columns, rows, caption_hidden=True)


def _post(title: str, organisation: str, one: PersonAt) -> str:
    return f"{organisation}, {title}" if title and not one.by_role else organisation


def people_listing(people: Iterable[PersonAt], *, on: date, addresses: bool) -> Listing:
    """Return the same people, a line for each part in a seat, and one for whoever has none."""
    rows = []
    for one in people:
        post = one.posts[0] if one.posts else None
        head = (
            one.name,
            _yes(one.by_role),
            one.email if addresses else "",
            post.organisation_name if post else "",
            post.title if post else "",
            _yes(bool(post and post.senior)),
        )
        rows += [(*head, part.body_name, part.seat_name, part.part.label, part.since) for part in one.parts]
        rows += [] if one.parts else [(*head, "", "", "", None)]
    return Listing(f"people-{on}", f"People as at {day(on)}", PEOPLE_HEAD, tuple(rows), on)


def posts_table(ever: PersonAt, slug: str, *, keeps: bool) -> Table:
    """Return every post that a person had."""
    rows = tuple(
        Row(
            (post.organisation_name, post.title or NOBODY, when(post.since, post.until), _yes(post.senior)),
            href=address("organisation", slug, post.organisation),
        )
        for post in ever.posts
    )
    columns = (Column("Organisation"), Column("Title"), Column("When"), Column("Senior"))
    table = Table("Posts", columns, rows, caption_hidden=True)
    return with_changes(table, [deed(slug, "correct-post", one.id) for one in ever.posts], keeps=keeps)


def parts_table(ever: PersonAt, slug: str) -> Table:
    """Return every seat in which a person sat."""
    rows = tuple(
        Row(
            (part.seat_name, part.body_name, part.part.label, when(part.since, part.until)),
            href=address("seat", slug, part.seat),
        )
        for part in ever.parts
    )
    return Table("Seats", (Column("Seat"), Column("Body"), Column("As"), Column("When")), rows, caption_hidden=True)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
