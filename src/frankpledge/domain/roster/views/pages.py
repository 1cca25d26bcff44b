"""The list of bodies; one body, seat, organisation and person; and the lists as files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from frankpledge.domain.bodies.queries.organisations import OrganisationAt, organisation_page, organisations_on
from frankpledge.domain.bodies.queries.people import PersonAt, people_at, person_page
from frankpledge.domain.bodies.queries.seating import BodyAt, bodies_on, body_on, seat_on, terms_of
from frankpledge.domain.bodies.queries.statutory import SeatCheck, law_for, law_of, seat_check
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind
from frankpledge.domain.disclosure.actions import let_list_out
from frankpledge.domain.roster.forms.filters import CapacityFilter, LeftFilter
from frankpledge.domain.roster.presenters import bodies as shown_bodies
from frankpledge.domain.roster.presenters import others
from frankpledge.domain.roster.presenters.words import address, deeds, turns_table
from frankpledge.domain.roster.queries.turns import turns_of_body, turns_of_seat
from frankpledge.domain.roster.views.reading import Asked, asked_of
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.saved_views.views import opens_first
from frankpledge.ground.ui.pages import in_workspace, list_as_file
from frankpledge.ground.ui.parts import Crumb

CHECKED = (BodyKind.BOARD, BodyKind.COUNTY_STRATEGY_GROUP)


@require_safe
@in_workspace
@opens_first
def listing(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the bodies of a day, what is vacant, and whether those sit on the board whom the law wants there."""
    asked = asked_of(request, workspace)
    bodies = bodies_on(asked.register, on=asked.on)
    slug = workspace.slug
    board = next((one for one in bodies if one.kind in CHECKED), None)
    check = _check(asked, board) if board else None
    shown = asked.shown(
        bodies=shown_bodies.bodies_table(bodies, slug, asked.shown_on) if bodies else None,
        vacant=shown_bodies.vacancies(bodies, slug, asked.shown_on),
        check=shown_bodies.checked(check) if check else None,
        rule=check.rule if check else None,
        board=board,
        files=address("members_file", slug, "csv").removesuffix(".csv"),
    )
    return render(request, "roster/list.html", shown)


def _check(asked: Asked, body: BodyAt) -> SeatCheck | None:
    return seat_check(body.id, workspace=asked.workspace, viewer=asked.viewer, on=asked.on)


@require_safe
@in_workspace
def members_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give who sits where on a day as a file, in the columns in which a member list comes in."""
    asked = asked_of(request, workspace)
    bodies = bodies_on(asked.register, on=asked.on)
    rows = shown_bodies.members_listing(bodies, on=asked.on, addresses=asked.sees_addresses)
    return list_as_file(request, workspace, rows, kind, let_list_out)


@require_safe
@in_workspace
def body(request: HttpRequest, workspace: Workspace, body: UUID) -> HttpResponseBase:
    """Show a body on a day: its seats, its terms of reference, its statutory check and what happened to it."""
    asked = asked_of(request, workspace)
    row = asked.register.bodies.get(body)
    if row is None:
        raise Http404("there is no such body")
    at, slug = body_on(asked.register, row, on=asked.on), workspace.slug
    check = _check(asked, at) if at.kind in CHECKED else None
    offered = ("add-seat", "Add a seat"), ("terms", "Adopt terms of reference")
    shown = asked.shown(
        Crumb(at.name),
        body=at,
        parent=asked.register.bodies.get(at.parent) if at.parent else None,
        seats=shown_bodies.seats_table(at, slug, asked.shown_on) if at.seats else None,
        check=shown_bodies.checked(check) if check else None,
        rule=check.rule if check else None,
        terms=shown_bodies.terms_details(at.terms, check) if at.terms else None,
        versions=len(terms_of(asked.register, row)),
        beneath=shown_bodies.beneath(bodies_on(asked.register, on=asked.on), at, slug, asked.shown_on),
        turns=turns_table(turns_of_body(asked.register, body), f"What happened to {at.name}"),
        buttons=deeds(slug, body, *offered, ("correct-body", "Put right"), ("end-body", "End it")),
    )
    return render(request, "roster/body.html", shown)


@require_safe
@in_workspace
def seat(request: HttpRequest, workspace: Workspace, seat: UUID) -> HttpResponseBase:
    """Show a seat on a day, and everything that was ever held in it."""
    asked = asked_of(request, workspace)
    row = asked.register.seats.get(seat)
    if row is None:
        raise Http404("there is no such seat")
    at, slug = seat_on(asked.register, row, on=asked.on), workspace.slug
    parent = asked.register.bodies[row.body_id]
    offered = ("appoint", "Appoint somebody"), ("give-seat", "Give it to another"), ("office", "Chair or vice-chair")
    more = ("vacate-seat", "Leave it vacant"), ("correct-seat", "Put right"), ("end-seat", "End it")
    shown = asked.shown(
        Crumb(parent.name, address("body", slug, parent.pk, on=asked.shown_on)),
        Crumb(at.name),
        page=shown_bodies.seat_page(asked.register, at, slug, keeps=asked.keeps),
        body=parent,
        turns=turns_table(turns_of_seat(asked.register, seat, named=False), f"What happened to {at.name}"),
        buttons=deeds(slug, seat, *offered, *more),
    )
    return render(request, "roster/seat.html", shown)


def _chosen(request: HttpRequest, asked: Asked) -> CapacityFilter:
    return CapacityFilter({"on": asked.on.isoformat(), **request.GET.dict()})


def _organisations(form: CapacityFilter, asked: Asked) -> tuple[OrganisationAt, ...]:
    chosen = form.cleaned_data if form.is_valid() else {}
    capacity, ended = chosen.get("capacity", ""), bool(chosen.get("ended"))
    return organisations_on(asked.register, on=asked.on, capacity=capacity, ended=ended)


@require_safe
@in_workspace
@opens_first
def organisations(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the organisations of a day, of one capacity where it is chosen: the register of co-operating bodies."""
    asked = asked_of(request, workspace)
    form = _chosen(request, asked)
    found = _organisations(form, asked)
    capacity = form.cleaned_data.get("capacity", "") if form.is_valid() else ""
    shown = asked.shown(
        Crumb("Organisations"),
        form=form,
        capacity=CapacityKind(capacity).label if capacity in set(CapacityKind) else "",
        law=others.asked_links(law_for(capacity, workspace=workspace)),
        table=others.organisations_table(found, workspace.slug, asked.shown_on) if found else None,
        count=len(found),
        files=address("organisations_file", workspace.slug, "csv").removesuffix(".csv"),
        query=f"?{request.GET.urlencode()}" if request.GET else "",
    )
    return render(request, "roster/organisations.html", shown)


@require_safe
@in_workspace
def organisations_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the organisations that the page shows as a file."""
    asked = asked_of(request, workspace)
    rows = others.organisations_listing(_organisations(_chosen(request, asked), asked), on=asked.on)
    return list_as_file(request, workspace, rows, kind, let_list_out)


@require_safe
@in_workspace
def organisation(request: HttpRequest, workspace: Workspace, organisation: UUID) -> HttpResponseBase:
    """Show an organisation on a day: its capacities, seats and people, what it came from and what it went to."""
    asked = asked_of(request, workspace)
    page = organisation_page(organisation, workspace=workspace, viewer=asked.viewer, on=asked.on)
    if page is None:
        raise Http404("there is no such organisation")
    slug = workspace.slug
    offered = ("capacity", "Change its capacity"), ("succeed", "New name, merger or split")
    more = ("correct-organisation", "Put right"), ("end-organisation", "End it")
    people = others.people_table(page.people, slug, asked.shown_on, addresses=asked.sees_addresses)
    shown = asked.shown(
        Crumb("Organisations", address("organisations", slug, on=asked.shown_on)),
        Crumb(page.at.name),
        page=page,
        capacities=others.capacities_table(page, slug, keeps=asked.keeps) if page.capacities else None,
        held=others.held_table(page, slug, asked.on) if page.holdings else None,
        people=people if page.people else None,
        lineage=others.lineage_words(page, slug),
        law=others.law_details(law_of(page.at.kind, workspace=workspace, on=asked.on)),
        buttons=deeds(slug, organisation, *offered, *more),
    )
    return render(request, "roster/organisation.html", shown)


def _people(request: HttpRequest, asked: Asked) -> tuple[PersonAt, ...]:
    left = bool(request.GET.get("left"))
    return people_at(workspace=asked.workspace, viewer=asked.viewer, on=asked.on, left=left)


@require_safe
@in_workspace
@opens_first
def people(request: HttpRequest, workspace: Workspace) -> HttpResponseBase:
    """Show the people of a day with their posts and seats."""
    asked = asked_of(request, workspace)
    found = _people(request, asked)
    table = others.people_table(found, workspace.slug, asked.shown_on, addresses=asked.sees_addresses)
    shown = asked.shown(
        Crumb("People"),
        form=LeftFilter({"on": asked.on.isoformat(), **request.GET.dict()}),
        table=table if found else None,
        count=len(found),
        files=address("people_file", workspace.slug, "csv").removesuffix(".csv"),
        query=f"?{request.GET.urlencode()}" if request.GET else "",
    )
    return render(request, "roster/people.html", shown)


@require_safe
@in_workspace
def people_file(request: HttpRequest, workspace: Workspace, kind: str) -> HttpResponseBase:
    """Give exactly the people that the page shows as a file."""
    asked = asked_of(request, workspace)
    rows = others.people_listing(_people(request, asked), on=asked.on, addresses=asked.sees_addresses)
    return list_as_file(request, workspace, rows, kind, let_list_out)


@require_safe
@in_workspace
def person(request: HttpRequest, workspace: Workspace, person: UUID) -> HttpResponseBase:
    """Show a person: posts and seats, those of the day and those before."""
    asked = asked_of(request, workspace)
    found = person_page(person, workspace=workspace, viewer=asked.viewer, on=asked.on)
    if found is None:
        raise Http404("there is no such person")
    (at, ever), slug = found, workspace.slug
    offered = (
        ("post", "Another post"),
        ("account", "Their account"),
        ("correct-person", "Put right"),
        ("left", "They left"),
    )
    shown = asked.shown(
        Crumb("People", address("people", slug, on=asked.shown_on)),
        Crumb(at.name),
        person=at,
        posts=others.posts_table(ever, slug, keeps=asked.keeps) if ever.posts else None,
        parts=others.parts_table(ever, slug) if ever.parts else None,
        buttons=deeds(slug, person, *offered),
    )
    return render(request, "roster/person.html", shown)
