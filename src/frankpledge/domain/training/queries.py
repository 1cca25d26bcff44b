"""Reading the register of training: its events, one of them whole, and what each organisation took part in by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.analysis.tallies import Tally, tally
from frankpledge.domain.training.models import Asked, Course, Delegates, Session
from frankpledge.domain.training.rules import Question, State, lacking, state_of
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class Line:
    """One event on a day. `delegates`: by organisation, None where some came and nobody counted."""

    id: UUID
    course_id: UUID
    course: str
    provider: str
    subject: str
    on: date
    year: FinancialYear
    place: str
    state: State
    because: str
    cost: Decimal | None
    funded_by: str
    places: int | None
    delegates: Mapping[str, int | None]
    asked: int | None
    answered: int | None
    said: str
    questions: tuple[Question, ...]
    lacks: str

    @property
    def came(self) -> Tally:
        """Return how many came in all."""
        return tally(counts=self.delegates.values())


@dataclass(frozen=True)
class Choice:
    """Which part of the register is shown. Every part may be empty: all of them."""

    state: str = ""
    year: str = ""
    subject: str = ""
    organisation: str = ""
    words: str = ""
    order: str = "latest"


@dataclass(frozen=True)
class Year:
    """What was given in a financial year: the events held, who came by organisation, and what it cost."""

    year: FinancialYear
    held: int
    by_organisation: Mapping[str, Tally]
    came: Tally
    cost: Decimal | None
    cost_not_known: int


def courses_of(*, workspace: Workspace, viewer: User) -> QuerySet[Course]:
    """Return the courses of a workspace that the viewer belongs to."""
    found = Course.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.filter(withdrawn_at__isnull=True).select_related("workspace", "recorded_by")


def course_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Course | None:
    """Return one course; None where there is none that the viewer may see."""
    return courses_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def sessions_of(*, workspace: Workspace, viewer: User) -> QuerySet[Session]:
    """Return the events of a workspace that the viewer belongs to, the latest first, with all that was counted."""
    found = Session.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return (
        found.filter(withdrawn_at__isnull=True)
        .select_related("workspace", "course", "recorded_by")
        .prefetch_related(
            Prefetch("delegates", queryset=Delegates.objects.select_related("organisation")),
            Prefetch("questions", queryset=Asked.objects.order_by("recorded_at")),
        )
    )


def session_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Session | None:
    """Return one event; None where there is none that the viewer may see."""
    return sessions_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def line_of(session: Session, *, on: date) -> Line:
    """Return an event as the list shows it on a day."""
    state = state_of(on=session.on, cancelled=bool(session.cancelled_because), today=on)
    delegates = {one.organisation.name: one.count for one in session.delegates.all()}
    return Line(
        id=session.pk,
        course_id=session.course_id,
        course=session.course.title,
        provider=session.course.provider,
        subject=session.course.subject,
        on=session.on,
        year=financial_year_of(session.on),
        place=session.place,
        state=state,
        because=session.cancelled_because,
        cost=session.cost,
        funded_by=session.funded_by,
        places=session.places,
        delegates=delegates,
        asked=session.asked,
        answered=session.answered,
        said=session.said,
        questions=tuple(question_of(one) for one in session.questions.all()),
        lacks=lacking(state=state, on=session.on, counted=bool(delegates), today=on),
    )


def question_of(row: Asked) -> Question:
    """Return a question as the rules know it, its steps from low to high."""
    counts = {int(step): count for step, count in row.counts.items()}
    return Question(row.words, row.lowest, row.highest, dict(sorted(counts.items())))


def lines_of(*, workspace: Workspace, viewer: User, on: date) -> tuple[Line, ...]:
    """Return every event, the latest first."""
    return tuple(line_of(one, on=on) for one in sessions_of(workspace=workspace, viewer=viewer))


def chosen(lines: Iterable[Line], choice: Choice) -> tuple[Line, ...]:
    """Return that part of the register which a choice names, in its order."""
    words = choice.words.casefold()
    found = [
        line
        for line in lines
        if choice.state in ("", line.state.value, "uncounted" if line.lacks else "-")
        and choice.year in ("", str(line.year))
        and choice.subject in ("", line.subject)
        and (not choice.organisation or choice.organisation in line.delegates)
        and words in f"{line.course} {line.provider} {line.place}".casefold()
    ]
    if choice.order == "course":
        return tuple(sorted(found, key=lambda line: (line.course.casefold(), line.on)))
    if choice.order == "came":
        return tuple(sorted(found, key=lambda line: -(line.came.total or 0)))
    return tuple(sorted(found, key=lambda line: line.on, reverse=True))


def years_of(lines: Iterable[Line]) -> tuple[Year, ...]:
    """Return what was given in each financial year, the latest first. What was cancelled or is to come counts nothing.

    An organisation that no event of a year names is not in that year at all: nothing was recorded of it.
    """
    by_year: dict[FinancialYear, list[Line]] = {}
    for line in lines:
        if line.state is State.HELD:
            by_year.setdefault(line.year, []).append(line)
    return tuple(_year(year, by_year[year]) for year in sorted(by_year, reverse=True))


def _year(year: FinancialYear, lines: list[Line]) -> Year:
    names = sorted({name for line in lines for name in line.delegates})
    costs = [line.cost for line in lines if line.cost is not None]
    return Year(
        year=year,
        held=len(lines),
        by_organisation={
            name: tally(counts=[line.delegates[name] for line in lines if name in line.delegates]) for name in names
        },
        came=tally(counts=[count for line in lines for count in line.delegates.values()]),
        cost=sum(costs, Decimal(0)) if costs else None,
        cost_not_known=len(lines) - len(costs),
    )
