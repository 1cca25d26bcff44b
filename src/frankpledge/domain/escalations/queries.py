"""Reading what was sent up: the list, one with all that was done with it, and what waits for a group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.escalations import rules
from frankpledge.domain.escalations.models import Escalation, Step
from frankpledge.domain.escalations.rules import OPEN, Course, Standing, State, standing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.comments.queries import subject_of
from frankpledge.ground.registry import Agenda, AgendaRequest, told


@dataclass(frozen=True)
class Matter:
    """What an escalation is about: a thing that has a page, by its kind and identifier, or words alone."""

    words: str
    kind: str = ""
    about: str = ""
    href: str = ""


@dataclass(frozen=True)
class Choice:
    """Which escalations are shown. way: sent | received | "", of the body chosen. Every part may be empty."""

    state: str = "open"
    body: str = ""
    way: str = ""
    words: str = ""


def escalations_of(*, workspace: Workspace, viewer: User) -> QuerySet[Escalation]:
    """Return the escalations of a workspace that the viewer belongs to, with the groups that they name."""
    found = Escalation.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("workspace", "from_body", "to_body", "sender", "recorded_by")


def escalation_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Escalation | None:
    """Return one escalation with its steps; None where there is none that the viewer may see."""
    found = escalations_of(workspace=workspace, viewer=viewer).filter(pk=identity)
    return found.prefetch_related(Prefetch("steps", queryset=Step.objects.select_related("by").order_by("at"))).first()


def chosen(found: QuerySet[Escalation], choice: Choice, *, on: date) -> QuerySet[Escalation]:
    """Return those escalations which a choice names, the most pressing first."""
    if choice.state == "open":
        found = found.filter(state__in=OPEN)
    elif choice.state == "late":
        found = found.filter(state__in=OPEN, by_when__lt=on)
    elif choice.state in set(State):
        found = found.filter(state=choice.state)
    if choice.body:
        sent, received = Q(from_body_id=choice.body), Q(to_body_id=choice.body)
        found = found.filter({"sent": sent, "received": received}.get(choice.way, sent | received))
    if choice.words:
        found = found.filter(
            Q(about_words__icontains=choice.words) | Q(asks__icontains=choice.words) | Q(why__icontains=choice.words)
        )
    return found.order_by("by_when", "number") if choice.state in {"open", "late"} else found.order_by("-number")


def standing_of(one: Escalation, *, on: date) -> Standing:
    """Return how an escalation stands on a day."""
    course = Course(
        state=State(one.state),
        sent_on=one.sent_on,
        by_when=one.by_when,
        closed_on=one.closed_on,
        read=one.read_at is not None,
        agenda=one.agenda_words,
    )
    return standing(course, on=on)


def is_open(one: Escalation) -> bool:
    """Return whether an escalation still waits for an answer."""
    return State(one.state).is_open


# ---- what it is about ------------------------------------------------------------------------------------------------


def matter_to_send(about: str, *, workspace: Workspace, viewer: Any) -> Matter | None:
    """Return what "kind:identifier" names, as the viewer may see it; None where there is nothing such."""
    kind, _, identity = about.partition(":")
    subject = subject_of(kind=kind, about=identity, workspace=workspace, viewer=viewer)
    return Matter(subject.title, kind, identity, subject.href) if subject else None


def matter_of(one: Escalation, *, viewer: Any) -> Matter:
    """Return what an escalation is about, with its page where the viewer may open it. The words are those of then."""
    subject = None
    if one.about_kind:
        subject = subject_of(kind=one.about_kind, about=one.about, workspace=one.workspace, viewer=viewer)
    return Matter(one.about_words, one.about_kind, one.about, subject.href if subject else "")


def agenda_of(one: Escalation, *, viewer: Any) -> Matter | None:
    """Return the meeting that has an escalation before it, with its page where the viewer may open it."""
    if not one.agenda_words:
        return None
    subject = subject_of(kind=one.agenda_kind, about=one.agenda_about, workspace=one.workspace, viewer=viewer)
    return Matter(one.agenda_words, one.agenda_kind, one.agenda_about, subject.href if subject else "")


def agendas_for(one: Escalation, *, viewer: Any, today: date) -> tuple[Agenda, ...]:
    """Return the meetings to come of the group that is asked, the next first."""
    asked = AgendaRequest(workspace=one.workspace, viewer=viewer, body=one.to_body_id, today=today)
    found = (agenda for _, agendas in told("AGENDAS") for agenda in agendas(asked))
    return tuple(sorted(found, key=lambda agenda: agenda.on))


# ---- what waits ------------------------------------------------------------------------------------------------------


def open_for(body: Body) -> tuple[Escalation, ...]:
    """Return what waits for an answer of a group, the most pressing first, for its own papers and agendas.

    It waits until it is answered: one that is on an agenda whose meeting was cancelled is still among them.
    """
    found = Escalation.objects.filter(workspace=body.workspace, to_body=body, state__in=OPEN)
    return tuple(found.select_related("workspace", "from_body", "to_body").order_by("by_when", "number"))


def agenda_line_of(one: Escalation) -> str:
    """Return an escalation as one line of an agenda."""
    return rules.agenda_line(
        number=one.number, sender=one.from_body.name, matter=one.about_words, asks=one.asks, by_when=one.by_when
    )


def open_of(body: Body) -> tuple[Escalation, ...]:
    """Return what a group sent up and has no answer to, for its own papers."""
    found = Escalation.objects.filter(workspace=body.workspace, from_body=body, state__in=OPEN)
    return tuple(found.select_related("workspace", "from_body", "to_body").order_by("by_when", "number"))


def of_period(body: Body, first: date, last: date) -> tuple[Escalation, ...]:
    """Return what a group had sent up that was open in a stretch of days, or sent, answered or taken back in it."""
    found = Escalation.objects.filter(workspace=body.workspace, from_body=body, sent_on__lte=last)
    found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=first))
    return tuple(found.select_related("workspace", "from_body", "to_body").order_by("number"))


def beside_body(body: UUID, *, workspace: Workspace, viewer: User) -> QuerySet[Escalation]:
    """Return what a group sent or has to answer and is open, and what it was answered and has not noted."""
    unread = Q(state=State.ANSWERED, read_at__isnull=True, from_body_id=body)
    waits = Q(state__in=OPEN) & (Q(from_body_id=body) | Q(to_body_id=body))
    return escalations_of(workspace=workspace, viewer=viewer).filter(unread | waits).order_by("by_when", "number")


def about_matter(kind: str, about: str, *, workspace: Workspace, viewer: User) -> QuerySet[Escalation]:
    """Return every escalation about one thing, the latest first."""
    found = escalations_of(workspace=workspace, viewer=viewer).filter(about_kind=kind, about=about)
    return found.order_by("-number")


def pressing(*, workspace: Workspace, viewer: User, answers: bool) -> tuple[Escalation, ...]:
    """Return what waits for a person: answers to what they sent, and if they record answers whatever has none."""
    wanted = Q(state=State.ANSWERED, read_at__isnull=True, sender=viewer)
    if answers:
        wanted |= Q(state__in=OPEN)
    found = escalations_of(workspace=workspace, viewer=viewer).filter(wanted)
    return tuple(found.order_by("by_when", "number"))


def held_by(person: User, *, workspace: Workspace) -> tuple[Escalation, ...]:
    """Return what a person sent up and has not noted the answer to, for whoever lets them go."""
    waits = Q(state__in=OPEN) | Q(state=State.ANSWERED, read_at__isnull=True)
    found = Escalation.objects.filter(waits, workspace=workspace, sender=person).order_by("number")
    return tuple(found.select_related("workspace", "from_body", "to_body", "sender"))


def group_and_actor(event: Any) -> tuple[Body, User]:
    """Return the group that an event of the ledger is about, and whoever did it."""
    body = Body.objects.select_related("parent", "workspace").get(pk=UUID(event.subject))
    return body, User.objects.get(pk=UUID(event.actor))
