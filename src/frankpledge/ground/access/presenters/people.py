"""People, roles and invitations in the parts of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from frankpledge.ground.access.models import Invitation
from frankpledge.ground.access.queries import Held, held_by_all, overdue
from frankpledge.ground.access.rules import LABELS, Due
from frankpledge.ground.accounts.permissions import looks_after
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need
from frankpledge.ground.telling import News, NewsRequest
from frankpledge.ground.ui.parts import Column, Row, Table

COLUMNS = ("Name", "Role", "Organisation", "Last signed in", "Second step", "Review")


@dataclass(frozen=True)
class Line:
    """One role to be confirmed: whose, what is known, and whether it presses."""

    id: UUID
    title: str
    tag: str
    words: str
    late: bool


@dataclass(frozen=True)
class InvitationLine:
    """One open invitation: to whom, as what, until when it can be accepted."""

    id: UUID
    title: str
    words: str


def people_table(held: Iterable[Held], slug: str) -> Table:
    """Return who holds what, a row for each role."""
    return Table(
        caption="People and their roles",
        columns=tuple(Column(head) for head in COLUMNS),
        rows=tuple(_row(one, slug) for one in held),
        caption_hidden=True,
    )


def _row(one: Held, slug: str) -> Row:
    last = one.membership.valid_to
    role = f"{one.role.label}, until {day(last)}" if last else one.role.label
    cells = (
        one.user.name,
        role,
        one.membership.organisation or "not said",
        day(one.user.last_login) if one.user.last_login else "never",
        "yes" if one.has_second_factor else "not set up",
        _review(one),
    )
    href = reverse("access:member", args=(slug, one.membership.pk))
    return Row(cells=cells, href=href, strong=one.due is not Due.CONFIRMED)


def _review(one: Held) -> str:
    if one.due is Due.CONFIRMED:
        return f"due {day(one.due_on)}"
    return LABELS[one.due] if one.due is Due.SUSPENDED else f"overdue since {day(one.due_on)}"


def review_lines(held: Iterable[Held]) -> tuple[Line, ...]:
    """Return the roles of a workspace for the review, those that press most first."""
    order = [Due.SUSPENDED, Due.TO_SUSPEND, Due.OVERDUE, Due.CONFIRMED]
    return tuple(_line(one) for one in sorted(held, key=lambda one: (order.index(one.due), one.due_on)))


def _line(one: Held) -> Line:
    last = one.user.last_login
    known = f"Last signed in on {day(last)}." if last else "Never signed in."
    of = f" of {one.membership.organisation}" if one.membership.organisation else ""
    return Line(
        id=one.membership.pk,
        title=f"{one.user.name}{of}: {one.role.label}",
        tag=_review(one),
        words=f"{known} {_confirmed(one)} {_next(one)}".strip(),
        late=one.due is not Due.CONFIRMED,
    )


def _confirmed(one: Held) -> str:
    by, at = one.membership.confirmed_by, one.membership.confirmed_at
    return f"Confirmed by {by} on {day(at)}." if at else f"Given on {day(one.membership.valid_from)}."


def _next(one: Held) -> str:
    if one.due is Due.CONFIRMED:
        return ""
    return "It counts for nothing until it is confirmed." if one.due is Due.SUSPENDED else _will_be(one)


def _will_be(one: Held) -> str:
    return f"It is suspended from {day(one.suspended_on)}, if nobody confirms it."


def invitation_lines(found: Iterable[Invitation]) -> tuple[InvitationLine, ...]:
    """Return open invitations as lines."""
    return tuple(
        InvitationLine(
            one.pk,
            f"{one.email}: {Role(one.role).label}",
            f"For {one.organisation}. Invited by {one.made_by} on {day(one.made_at)}; "
            f"can be accepted until {day(one.link.expires_at) if one.link else ''}.",
        )
        for one in found
    )


def day(at: date | datetime | None) -> str:
    """Return a day in words."""
    return f"{at:%-d %B %Y}" if at else ""


def home(asked: HomeRequest) -> HomeContribution:
    """Return what "This quarter" says of access: the review, to whoever makes it, once something is due."""
    if not looks_after(asked.viewer, asked.workspace):
        return HomeContribution()
    due = overdue(held_by_all(workspace=asked.workspace, viewer=asked.viewer, on=asked.today))
    if not due or asked.workspace.generated:
        return HomeContribution()
    need = Need(
        title="Review who has access",
        href=reverse("access:review", args=(asked.workspace.slug,)),
        words=f"{len(due)} roles wait to be confirmed or ended.",
        due=min(one.suspended_on for one in due),
        tag=day(min(one.suspended_on for one in due)),
        late=any(one.due is not Due.OVERDUE for one in due),
    )
    return HomeContribution(needs=(need,))


def to_confirm(asked: NewsRequest) -> Iterator[News]:
    """Yield that roles wait to be confirmed, to whoever looks after them, from the day on which the first one does."""
    if asked.workspace.generated or not looks_after(asked.viewer, asked.workspace):
        return
    due = overdue(held_by_all(workspace=asked.workspace, viewer=asked.viewer, on=asked.today))
    if due:
        first = min(one.suspended_on for one in due)
        words = f"{len(due):,} roles wait to be confirmed; the first is suspended on {day(first)}"
        href = reverse("access:review", args=(asked.workspace.slug,))
        yield News(f"review:{first}", "Review who has access", href, words, urgent=first <= asked.today)
