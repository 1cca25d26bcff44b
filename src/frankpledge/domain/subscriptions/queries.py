"""Reading who asked to be told, what there is to tell them, and how many they are; their addresses nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac

from frankpledge.domain.noticeboard.queries import answers_shown, dates_shown
from frankpledge.domain.noticeboard.rules import Kind
from frankpledge.domain.publishing.queries import publications
from frankpledge.domain.site.queries import open_site
from frankpledge.domain.subscriptions.models import Asking, Letter, Subscriber
from frankpledge.domain.subscriptions.rules import Purpose, State, Thing, Topic, topics_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of
from frankpledge.ground.sealed.models import index_of
from frankpledge.statute.deadlines import in_words
from frankpledge.statute.settings import settings as shipped

CONFIRM, STOP = "frankpledge.subscriptions.confirm", "frankpledge.subscriptions.stop"


def site_address(workspace: Workspace) -> str:
    """Return where the public reads a partnership's site, without a stroke at its end; "" where nobody said it."""
    host = next((host for host, slug in settings.PUBLIC.hosts.items() if slug == workspace.slug), "")
    if host:
        return f"https://{host}"
    return f"{settings.PUBLIC.address}/{workspace.slug}" if settings.PUBLIC.address else ""


def page_of(name: str, *parts: object) -> str:
    """Return the address of a public page beneath the site's own. For work that answers no visitor."""
    return reverse(name, urlconf=settings.PUBLIC_URLCONF, args=parts)


# ---- one subscriber --------------------------------------------------------------------------------------------------


def subscriber_at(address: str, *, workspace: Workspace) -> Subscriber | None:
    """Return who asked with an address; None where nobody did."""
    marks = index_of(Subscriber, "address_mark").marks(address)
    return Subscriber.objects.filter(workspace=workspace, address_mark__in=marks).first()


def sign_of(subscriber: Subscriber, purpose: str) -> str:
    """Return the sign by which whoever was written to confirms, or stops. It opens nothing else."""
    return signing.dumps(str(subscriber.pk), salt=purpose)


def signed(sign: str, purpose: str, *, workspace: Workspace) -> tuple[bool, Subscriber | None]:
    """Return whether a sign is ours and still holds, and whose it is: None where they have stopped, or it vanished."""
    age = timedelta(days=shipped().subscription_confirm_days) if purpose == CONFIRM else None
    try:
        identity = signing.loads(sign, salt=purpose, max_age=age)
    except (signing.BadSignature, ValueError):
        return False, None
    return True, Subscriber.objects.filter(workspace=workspace, pk=identity).first()


def day_mark(kind: str, value: str, *, on: date) -> str:
    """Return what a connection or an address is known by on one day, from which it cannot be had back."""
    return salted_hmac(f"frankpledge.subscriptions.{kind}.{on}", value.strip().lower(), algorithm="sha256").hexdigest()


def asked_on(mark: str, *, workspace: Workspace, on: date) -> int:
    """Return how often something was asked on a day under a mark."""
    found = Asking.objects.filter(workspace=workspace, on=on, mark=mark).values_list("times", flat=True).first()
    return found or 0


# ---- what there is to tell -------------------------------------------------------------------------------------------


def things_since(since: datetime, *, workspace: Workspace) -> tuple[Thing, ...]:
    """Return what became public since a moment and is public now, the oldest first: titles and pages, never more."""
    found = publications().filter(workspace=workspace, published_at__gt=since)
    told = [Thing(Topic.NEWS, one.published_at, one.edition.title, page_of("public:document", one.pk)) for one in found]
    every = (*told, *_dates(workspace), *_answers(workspace))
    return tuple(sorted((one for one in every if one.at > since), key=lambda one: one.at))


def _dates(workspace: Workspace) -> Iterator[Thing]:
    """Yield what became known of each date: that it was told of, and that it was called off."""
    page = page_of("board:dates")
    for shown in dates_shown(workspace):
        one, when = shown.date, in_words(shown.date.on)
        topic = Topic.SAY if one.kind == Kind.CONSULTATION else Topic.DATES
        if one.off_at is not None:
            yield Thing(topic, one.off_at, f"Called off: {one.title}, {when}", page)
        elif one.approved_at is not None:
            yield Thing(topic, one.approved_at, f"{one.title}, {when}", page)


def _answers(workspace: Workspace) -> Iterator[Thing]:
    page = page_of("board:said")
    for one in answers_shown(workspace):
        if one.approved_at is not None and one.off_at is None:
            yield Thing(Topic.SAY, one.approved_at, f"You said, we did: {one.name}", page)


def to_tell(subscriber: Subscriber, things: tuple[Thing, ...], *, since: datetime, until: datetime) -> list[Thing]:
    """Return which of some things one subscriber is told, of a time."""
    wanted = topics_of(subscriber.topics)
    return [one for one in things if one.topic in wanted and since < one.at <= until]


# ---- letters ---------------------------------------------------------------------------------------------------------


def confirmed(*, workspace: Workspace) -> QuerySet[Subscriber]:
    """Return who confirmed that they wish to be told."""
    return Subscriber.objects.filter(workspace=workspace, confirmed_at__isnull=False)


def due_letters(*, workspace: Workspace, now: datetime) -> QuerySet[Letter]:
    """Return the letters that may go now, the oldest first."""
    found = Letter.objects.filter(workspace=workspace, state=State.WAITING, not_before__lte=now)
    return found.select_related("subscriber", "workspace").order_by("made_at", "pk")


def open_workspaces(ids: Any) -> list[Workspace]:
    """Return the workspaces among some whose site is open: of a closed one nothing is told."""
    found = Workspace.objects.filter(pk__in=ids).order_by("slug")
    return [one for one in found if open_site(one.slug) is not None]


def waiting_for(now: datetime) -> list[Workspace]:
    """Return the workspaces with letters that may go now."""
    due = Letter.objects.filter(state=State.WAITING, not_before__lte=now)
    return open_workspaces(due.order_by().values_list("workspace", flat=True).distinct())


def with_subscribers() -> list[Workspace]:
    """Return the workspaces of which somebody wishes to be told."""
    return open_workspaces(Subscriber.objects.order_by().values_list("workspace", flat=True).distinct())


# ---- in the workspace ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """How many are told of what, how many have not confirmed, and what became of the letters of the last month."""

    confirmed: int
    waiting: int
    topics: tuple[tuple[Topic, int], ...]
    letters: tuple[tuple[Purpose, State, int], ...]
    address: str


def counts_of(*, workspace: Workspace, viewer: User) -> Counts:
    """Return the counts of a workspace that the viewer belongs to. No row of it names anybody."""
    mine = Subscriber.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    chosen = list(mine.filter(confirmed_at__isnull=False).values_list("topics", flat=True))
    by_topic = Counter(topic for topics in chosen for topic in topics_of(topics))
    letters = Letter.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    by_state = Counter(letters.order_by().values_list("purpose", "state"))
    return Counts(
        confirmed=len(chosen),
        waiting=mine.filter(confirmed_at__isnull=True).count(),
        topics=tuple((topic, by_topic[topic]) for topic in Topic),
        letters=tuple((Purpose(what), State(how), many) for (what, how), many in sorted(by_state.items())),
        address=site_address(workspace),
    )
