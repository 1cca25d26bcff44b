"""Reading work plans: which there are, their lines on a day, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.action_log.rules import Progress
from frankpledge.domain.bodies.models import Body, Person
from frankpledge.domain.work_plans.models import Change, Line, Plan
from frankpledge.domain.work_plans.rules import Deed, PlanState, Standing, Status, due_on, quarter_of, standing
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import workspaces_of


@dataclass(frozen=True)
class LineNow:
    """One line on a day. `first_quarter`: the quarter first agreed; `moves`: how often it was moved."""

    line: Line
    due: date
    first_quarter: int
    moves: int
    standing: Standing
    said: Progress | None
    words: str
    changes: tuple[Change, ...]

    @property
    def status(self) -> Status:
        """Return what became of it."""
        return Status(self.line.status)


def plans_of(*, workspace: Workspace, viewer: User) -> QuerySet[Plan]:
    """Return the work plans of a workspace that the viewer belongs to, the latest year first."""
    found = Plan.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer))
    return found.select_related("workspace", "body", "recorded_by").order_by("-year", "body__name")


def plan_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Plan | None:
    """Return one work plan; None where there is none that the viewer may see."""
    return plans_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def lines_of(*, workspace: Workspace, viewer: User) -> QuerySet[Line]:
    """Return the lines of all work plans of a workspace that the viewer belongs to, with what was done with them."""
    return _told(Line.objects.filter(workspace=workspace, workspace__in=workspaces_of(viewer)))


def work_of(body: Body) -> QuerySet[Line]:
    """Return the lines of the work plans of a body, for its own papers, which the installation makes."""
    return _told(Line.objects.filter(workspace=body.workspace, plan__body=body))


def line_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Line | None:
    """Return one line; None where there is none that the viewer may see."""
    return lines_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()


def _told(found: QuerySet[Line]) -> QuerySet[Line]:
    changes = Prefetch("changes", queryset=Change.objects.select_related("by").order_by("at"))
    whose = ("workspace", "plan__body", "organisation", "person", "deputy", "recorded_by", "came_from__plan")
    return found.select_related(*whose).prefetch_related(changes).order_by("plan", "quarter", "number")


def line_now(line: Line, *, on: date) -> LineNow:
    """Return a line as it stands on a day."""
    changes = tuple(line.changes.all())
    moves = [one for one in changes if one.deed == Deed.MOVED]
    said = next((one for one in reversed(changes) if one.said), None)
    year, progress = line.plan.year, Progress(said.said) if said else None
    due = due_on(year, line.quarter)
    first = moves[0].was if moves and moves[0].was else line.quarter
    return LineNow(
        line=line,
        due=due,
        first_quarter=first,
        moves=len(moves),
        standing=standing(
            status=Status(line.status),
            due=due,
            begins=quarter_of(year, line.quarter).window.first.first_day,
            closed_on=line.closed_on,
            said=progress,
            on=on,
        ),
        said=progress,
        words=said.words if said else "",
        changes=changes,
    )


def lines_in(body: Body, first: date, last: date) -> tuple[Line, ...]:
    """Return the lines of a group's plans of the years that a stretch of days touches, for its own papers."""
    years = {
        str(FinancialYear(start)) for start in range(financial_year_of(first).start, financial_year_of(last).start + 1)
    }
    found = Line.objects.filter(workspace=body.workspace, plan__body=body, plan__year__in=years)
    return tuple(_told(found))


def following(plan: Plan) -> str:
    """Return the year after that of a plan."""
    return str(FinancialYear(FinancialYear.parse(plan.year).start + 1))


def next_plan(plan: Plan) -> Plan | None:
    """Return the plan of the same group for the year after."""
    return Plan.objects.filter(workspace=plan.workspace, body=plan.body, year=following(plan)).first()


def plan_before(plan: Plan) -> Plan | None:
    """Return the plan of the same group for the year before."""
    year = str(FinancialYear(FinancialYear.parse(plan.year).start - 1))
    return Plan.objects.filter(workspace=plan.workspace, body=plan.body, year=year).first()


def is_own(line: Line, user: User) -> bool:
    """Return whether a person is named as the one who does a line, or as the deputy."""
    return user.pk in [one.user_id for one in (line.person, line.deputy) if one is not None]


def pressing(*, workspace: Workspace, viewer: User, every: bool, on: date) -> tuple[LineNow, ...]:
    """Return what waits for somebody: of their own lines (or of `every` one) those that are late or due now."""
    mine = Q(person__user=viewer) | Q(deputy__user=viewer)
    found = lines_of(workspace=workspace, viewer=viewer).filter(status=Status.OPEN)
    found = found.exclude(plan__state=PlanState.CLOSED)
    told = [line_now(line, on=on) for line in (found if every else found.filter(mine))]
    wanted = [one for one in told if one.standing.late or (one.standing.kind == "now" and is_own(one.line, viewer))]
    return tuple(sorted(wanted, key=lambda one: (one.due, one.line.number)))


def named_in(person: User, *, workspace: Workspace) -> tuple[Line, ...]:
    """Return the open lines of a workspace in which a person is named, for whoever lets them go."""
    named = Q(person__user=person) | Q(deputy__user=person)
    found = Line.objects.filter(named, workspace=workspace, status=Status.OPEN)
    return tuple(found.select_related("workspace", "plan__body", "organisation", "person", "deputy"))


def person_of(user: User, *, workspace: Workspace) -> Person | None:
    """Return the person of the register that an account is tied to, None where it is tied to none."""
    return Person.objects.filter(workspace=workspace, user=user, withdrawn_at__isnull=True).first()
