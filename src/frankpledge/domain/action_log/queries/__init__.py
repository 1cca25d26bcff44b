"""Reading the action log: the list, one action with all that was said of it, and how organisations keep their word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet, Subquery

from frankpledge.domain.action_log.models import Action, Report, Slip
from frankpledge.domain.action_log.rules import SOON_DAYS, NotAnAction, Progress, Standing, Status, standing
from frankpledge.domain.bodies.models import Body, Person, Post, Representation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.links.models import Link

PURPOSE = "action_log.report"


@dataclass(frozen=True)
class Line:
    """One action on a day, as the list shows it. `slips`: how often its date was moved; `first_due`: its first date."""

    id: UUID
    number: int
    reference: str
    wording: str
    body: str
    organisation: str
    person: str
    deputy: str
    agreed_on: date
    due: date | None
    first_due: date | None
    slips: int
    status: Status
    closed_on: date | None
    standing: Standing
    said: Progress | None
    last_words: str
    last_at: datetime | None
    evidence: str
    asks_for: date | None
    evidence_wanted: str
    origin: str


@dataclass(frozen=True)
class Choice:
    """Which part of the log is shown. Every part may be empty: all of them."""

    state: str = "open"
    body: str = ""
    organisation: str = ""
    words: str = ""
    mine: bool = False


@dataclass(frozen=True)
class Owes:
    """What one organisation undertook and has not done, the earliest first."""

    id: UUID
    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Kept:
    """How one organisation keeps its word: of its open actions, and of those that came to an end in the last year."""

    organisation: str
    open: int
    late: int
    median_days_late: float | None
    oldest_days_late: int | None
    slipped: int
    ended: int
    on_time: int


@dataclass(frozen=True)
class Tally:
    """How many actions of a part of the log are open, of them late and moved, and by how many days the oldest is."""

    open: int
    late: int
    oldest: int
    slipped: int


@dataclass(frozen=True)
class _Word:
    """What an organisation gave its word on: how it stands, its date, and the first date that was set."""

    status: Status
    due: date | None
    closed_on: date | None
    moved: bool
    first_due: date | None


def actions_of(*, workspace: Workspace, viewer: User) -> QuerySet[Action]:
    """Return the actions of a workspace that the viewer belongs to, with whom they name and what was said of them."""
    return _told(Action.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)))


def log_of(body: Body) -> QuerySet[Action]:
    """Return the actions of the partnership of a body, for its own papers, which the installation makes."""
    return _told(Action.objects.filter(workspace=body.workspace))


def _told(found: QuerySet[Action]) -> QuerySet[Action]:
    return found.select_related("workspace", "body", "organisation", "person", "deputy").prefetch_related(
        Prefetch("slips", queryset=Slip.objects.order_by("at")),
        Prefetch("reports", queryset=Report.objects.order_by("at")),
    )


def action_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Action | None:
    """Return one action; None where there is none that the viewer may see."""
    return actions_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def chosen(found: QuerySet[Action], choice: Choice, *, viewer: User, on: date) -> QuerySet[Action]:
    """Return that part of the log which a choice names, the most pressing first."""
    if choice.state == "late":
        found = found.filter(status=Status.OPEN, due__lt=on)
    elif choice.state in set(Status):
        found = found.filter(status=choice.state)
    if choice.body:
        found = found.filter(body_id=choice.body)
    if choice.organisation:
        found = found.filter(organisation_id=choice.organisation)
    if choice.words:
        found = found.filter(wording__icontains=choice.words)
    if choice.mine:
        found = found.filter(Q(person__user=viewer) | Q(deputy__user=viewer))
    return found.order_by("due", "number") if choice.state in {"open", "late"} else found.order_by("-number")


def line_of(action: Action, *, on: date) -> Line:
    """Return an action as the list shows it on a day."""
    slips, reports = list(action.slips.all()), list(action.reports.all())
    last = reports[-1] if reports else None
    status, said = Status(action.status), Progress(last.said) if last else None
    done = next((one for one in reversed(reports) if one.evidence), None)
    return Line(
        id=action.pk,
        number=action.number,
        reference=action.reference,
        wording=action.wording,
        body=action.body.name,
        organisation=action.organisation.name,
        person=action.person.name if action.person else "",
        deputy=action.deputy.name if action.deputy else "",
        agreed_on=action.agreed_on,
        due=action.due,
        first_due=slips[0].was if slips else action.due,
        slips=len(slips),
        status=status,
        closed_on=action.closed_on,
        standing=standing(status=status, due=action.due, closed_on=action.closed_on, said=said, on=on),
        said=said,
        last_words=last.words if last else "",
        last_at=last.at if last else None,
        evidence=done.evidence if done and status is Status.COMPLETED else "",
        asks_for=last.asks_for if last and status is Status.OPEN and last.asks_for != action.due else None,
        evidence_wanted=action.evidence_wanted,
        origin=action.origin,
    )


def pressing(
    *, workspace: Workspace, viewer: User, every: bool, bodies: Collection[UUID] | None = None, on: date
) -> QuerySet[Action]:
    """Return what waits for somebody: of their own actions (or of `every` one) the late ones and those soon due.

    Whoever keeps the log is not told of every action that is soon due, but of every request for another date.
    `bodies`: of which groups they keep it, None for all.
    """
    own = Q(person__user=viewer) | Q(deputy__user=viewer)
    waits = own & Q(due__lte=on + timedelta(days=SOON_DAYS))
    found = actions_of(workspace=workspace, viewer=viewer).filter(status=Status.OPEN)
    if every:
        last = Report.objects.filter(action=OuterRef("pk")).order_by("-at")
        found = found.annotate(asked=Subquery(last.values("asks_for")[:1]))
        kept = Q() if bodies is None else Q(body__in=bodies) | own
        another = Q(asked__isnull=False) & (Q(due__isnull=True) | ~Q(asked=F("due")))
        waits |= kept & (Q(due__lt=on) | another)
    return found.filter(waits).order_by("due", "number")


def tally(found: QuerySet[Action], *, on: date) -> Tally:
    """Return how many of a part of the log are open, late, and had their date moved."""
    still = found.order_by().filter(status=Status.OPEN)
    told = still.aggregate(open=Count("pk"), late=Count("pk", filter=Q(due__lt=on)), first=Min("due"))
    first, late = told["first"], told["late"]
    slipped = still.filter(Exists(Slip.objects.filter(action=OuterRef("pk")))).count()
    return Tally(open=told["open"], late=late, oldest=(on - first).days if late else 0, slipped=slipped)


def bodies_of(viewer: User, *, workspace: Workspace, on: date) -> frozenset[UUID]:
    """Return the bodies at whose tables a person sits on a day."""
    rows = standing_rows(Representation, workspace=workspace, viewer=viewer).filter(person__user=viewer)
    return frozenset(one.seat.body_id for one in rows.select_related("seat") if one.span.holds(on))


def owed_by_own(viewer: User, *, workspace: Workspace, on: date) -> tuple[Owes, ...]:
    """Return what the organisations in which a person has a post undertook and have not done, by their names."""
    rows = standing_rows(Post, workspace=workspace, viewer=viewer).filter(person__user=viewer)
    own = {one.organisation for one in rows.select_related("organisation") if one.span.holds(on)}
    if not own:
        return ()
    found = actions_of(workspace=workspace, viewer=viewer).filter(status=Status.OPEN, organisation__in=own)
    lines: dict[UUID, list[Line]] = {one.pk: [] for one in own}
    for action in found.order_by("due", "number"):
        lines[action.organisation_id].append(line_of(action, on=on))
    owes = (Owes(one.pk, one.name, tuple(lines[one.pk])) for one in own)
    return tuple(sorted(owes, key=lambda one: one.name))


def kept_by_organisation(found: QuerySet[Action], *, on: date) -> tuple[Kept, ...]:
    """Return how each organisation keeps its word, most late actions first; those that ended in the year to a day."""
    first = Slip.objects.filter(action=OuterRef("pk")).order_by("at")
    rows = found.order_by().annotate(moved=Exists(first), first_was=Subquery(first.values("was")[:1]))
    by_name: dict[str, list[_Word]] = {}
    for name, status, due, closed_on, moved, was in rows.values_list(
        "organisation__name", "status", "due", "closed_on", "moved", "first_was"
    ):
        by_name.setdefault(name, []).append(_Word(Status(status), due, closed_on, moved, was if moved else due))
    kept = [_kept(name, words, on) for name, words in by_name.items()]
    return tuple(sorted(kept, key=lambda one: (-one.late, -one.open, one.organisation)))


def _kept(name: str, words: list[_Word], on: date) -> Kept:
    still = [one for one in words if one.status is Status.OPEN]
    over = [(on - one.due).days for one in still if one.due and one.due < on]
    ended = [
        one
        for one in words
        if one.status is Status.COMPLETED and one.closed_on and one.due and 0 <= (on - one.closed_on).days < 365
    ]
    return Kept(
        organisation=name,
        open=len(still),
        late=len(over),
        median_days_late=median(over) if over else None,
        oldest_days_late=max(over, default=None),
        slipped=sum(one.moved for one in still),
        ended=len(ended),
        on_time=sum(one.closed_on <= one.first_due for one in ended if one.closed_on and one.first_due),
    )


def is_over(action: Action) -> bool:
    """Return whether an action came to an end."""
    return Status(action.status) is not Status.OPEN


def is_own(action: Action, user: User) -> bool:
    """Return whether a person is named as the one who does an action, or as the deputy."""
    named = [one.user_id for one in (action.person, action.deputy) if one is not None]
    return user.pk in named


def actions_from(workspace: Workspace, keys: Sequence[str]) -> tuple[Action, ...]:
    """Return the actions of a workspace that came from those decisions and items, for its own papers, by number."""
    found = Action.objects.filter(workspace=workspace, origin_key__in=keys).order_by("number")
    return tuple(found.select_related("organisation", "person", "deputy", "body"))


def named_in(person: User, *, workspace: Workspace) -> tuple[Action, ...]:
    """Return the open actions of a workspace in which a person is named, for whoever lets them go."""
    named = Q(person__user=person) | Q(deputy__user=person)
    found = Action.objects.filter(named, workspace=workspace, status=Status.OPEN).order_by("number")
    return tuple(found.select_related("workspace", "organisation", "person", "deputy"))


def chased(*, workspace: Workspace, on: date) -> tuple[tuple[Action, Line], ...]:
    """Return the open actions of a workspace that are late on a day or due soon after it, for whoever reminds of them.

    Only what has a date: what is ongoing is never late.
    """
    found = Action.objects.filter(workspace=workspace, status=Status.OPEN, due__lte=on + timedelta(days=SOON_DAYS))
    with_people = found.select_related("workspace", "body", "organisation", "person__user", "deputy__user")
    rows = with_people.prefetch_related("slips", "reports").order_by("due", "number")
    return tuple((one, line_of(one, on=on)) for one in rows)


def person_of(user: User, *, workspace: Workspace) -> Person | None:
    """Return the person of the register that an account is tied to, None where it is tied to none."""
    return Person.objects.filter(workspace=workspace, user=user, withdrawn_at__isnull=True).first()


def action_for_link(link: Link) -> Action:
    """Return the action that a link is about. Refused where it is over."""
    found = (
        Action.objects.filter(workspace=link.workspace, pk=link.about)
        .select_related("workspace", "body", "organisation", "person", "deputy")
        .first()
    )
    if found is None or is_over(found):
        raise NotAnAction("this action is over.", cure="There is nothing left to report.")
    return found
