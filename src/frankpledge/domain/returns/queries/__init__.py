"""Reading rounds and returns: which there are, what each asks, and how it stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.indicators.models import Definition, Indicator
from frankpledge.domain.indicators.queries import definition_on
from frankpledge.domain.indicators.rules import Every, Measure, Origin
from frankpledge.domain.returns.models import Cell, Pair, Return, Round, Sheet
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.rules import OPEN, NotAReturn, State, is_late
from frankpledge.domain.returns.rules.answers import Answer, Box
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.links.models import Link

PURPOSE, AGREE = "returns.send", "returns.agree"
REMINDED = "return:"
WAITS_FOR_THEM = {State.ASKED: "not begun", State.BEGUN: "begun", State.UNLOCKED: "unlocked, to be sent again"}


@dataclass(frozen=True)
class Line:
    """One return on a day, as lists show it. `days_late` is 0 where it is not late, or came in time."""

    id: UUID
    supplier: str
    round: str
    round_id: UUID
    starts: date
    due_on: date
    state: State
    sent_on: date | None
    days_late: int
    cells: int
    missing: int
    questions: int
    times: int
    unlocked_because: str
    wish: str

    @property
    def waits(self) -> bool:
        """Return whether it is the supplier's turn."""
        return self.state in OPEN

    @property
    def late(self) -> bool:
        """Return whether it has still not come, and is over its day."""
        return self.waits and self.days_late > 0 and self.sent_on is None

    @property
    def standing(self) -> str:
        """Return how it stands in words."""
        days = f"{self.days_late} day{'' if self.days_late == 1 else 's'} late"
        if self.waits:
            told = WAITS_FOR_THEM[self.state]
            return f"{days}: {told}" if self.late else told
        return f"{self.state.label.lower()}, {days}" if self.days_late else self.state.label.lower()


def rounds_of(*, workspace: Workspace, viewer: User) -> QuerySet[Round]:
    """Return the rounds of a workspace, the newest first; none to whoever may not see them."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return Round.objects.none()
    return Round.objects.filter(workspace=workspace)


def round_named(name: str, *, workspace: Workspace, viewer: User) -> Round:
    """Return the round of a name, such as 2025/26 Q2; refused where there is none."""
    found = rounds_of(workspace=workspace, viewer=viewer).filter(name=name.strip()).first()
    if found is None:
        raise NotAReturn(f"there is no round “{name}” here.", cure="Open it, or choose one of the list.")
    return found


def returns_of(*, workspace: Workspace, viewer: User) -> QuerySet[Return]:
    """Return the returns of a workspace with their suppliers and cells; none to whoever may not see them."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return Return.objects.none()
    return _whole(Return.objects.filter(workspace=workspace))


def _whole(found: QuerySet[Return]) -> QuerySet[Return]:
    # What was typed and not sent is its writer's alone.
    return found.defer("draft").select_related("workspace", "round", "supplier").prefetch_related(
        Prefetch("cells", queryset=Cell.objects.order_by("order").select_related("indicator", "definition", "value")),
        "submissions",
    )  # fmt: skip


def return_of(identity: UUID, *, workspace: Workspace, viewer: User) -> Return:
    """Return one return; refused alike where there is none and where the viewer may not see it."""
    found = returns_of(workspace=workspace, viewer=viewer).filter(pk=identity).first()
    if found is None:
        raise NotAReturn("there is no such return.")
    return found


def return_for_link(link: Link) -> Return:
    """Return the return that a link is about; refused where it is gone."""
    found = _whole(Return.objects.filter(workspace=link.workspace, pk=link.about)).first()
    if found is None:
        raise NotAReturn("there is no such return any more.")
    return found


def to_be_told_of(workspace: Workspace, suppliers: Iterable[UUID] | None = None) -> QuerySet[Return]:
    """Return the returns for which it is the suppliers' turn, for whoever reminds them; of some suppliers if named."""
    found = Return.objects.filter(workspace=workspace, state__in=[*OPEN, State.CHECKED])
    return _whole(found if suppliers is None else found.filter(supplier__in=suppliers)).order_by("due_on")


def line_of(one: Return, *, on: date) -> Line:
    """Return a return as lists show it on a day."""
    cells, state = list(one.cells.all()), State(one.state)
    sent_on = one.first_sent_at.date() if one.first_sent_at else None
    late = is_late(due=one.due_on, sent_on=sent_on, today=on)
    sent = [cell for cell in cells if state not in OPEN]
    return Line(
        id=one.pk,
        supplier=one.supplier.name,
        round=one.round.name,
        round_id=one.round_id,
        starts=one.round.starts,
        due_on=one.due_on,
        state=state,
        sent_on=sent_on,
        days_late=((sent_on or on) - one.due_on).days if late else 0,
        cells=len(cells),
        missing=sum(1 for cell in sent if cell.missing or cell.set_aside),
        questions=sum(1 for cell in sent for _ in cell.questions),
        times=len(one.submissions.all()),
        unlocked_because=one.unlocked_because,
        wish=one.wish,
    )


def tallies(rounds: Iterable[Round]) -> dict[Round, tuple[int, int, int]]:
    """Return for each round how many returns it has, how many were sent, and how many are before the board."""
    asked = list(rounds)
    counted = {one: [0, 0, 0] for one in asked}
    by_id = {one.pk: one for one in asked}
    for round_id, state in Return.objects.filter(round__in=asked).values_list("round", "state"):
        numbers = counted[by_id[round_id]]
        numbers[0] += 1
        numbers[1] += State(state) not in OPEN
        numbers[2] += state == State.PUBLISHED
    return {one: (numbers[0], numbers[1], numbers[2]) for one, numbers in counted.items()}


def pairs_of(*, workspace: Workspace, viewer: User) -> QuerySet[Pair]:
    """Return the indicators that are held against each other; none to whoever may not see returns."""
    if not is_granted(GRANTS, Capability.SEE, workspace=workspace, user=viewer):
        return Pair.objects.none()
    found = Pair.objects.filter(workspace=workspace, withdrawn_at__isnull=True)
    return found.select_related("workspace", "indicator", "other")


# ---- what is asked ---------------------------------------------------------------------------------------------------


def asked_of_suppliers(
    *, workspace: Workspace, every: Every, starts: date, ends: date
) -> dict[UUID, list[tuple[Indicator, Definition]]]:
    """Return by supplier the indicators that are due from it for a period, each by the definition that holds."""
    found = Indicator.objects.filter(workspace=workspace, withdrawn_at__isnull=True, supplier__isnull=False)
    asked: dict[UUID, list[tuple[Indicator, Definition]]] = {}
    for one in found.select_related("supplier").order_by("order", "reference"):
        told = definition_on(one, starts)
        if one.supplier_id is None or told is None or (one.retired_on and one.retired_on <= ends):
            continue
        if told.origin == Origin.RETURNS and told.every == every and told.reckoned_from_id is None:
            asked.setdefault(one.supplier_id, []).append((one, told))
    return asked


def boxes_of(one: Return) -> tuple[Box, ...]:
    """Return what a return asks, box by box."""
    return tuple(box_of(cell) for cell in one.cells.all())


def box_of(cell: Cell) -> Box:
    """Return one cell as a box to be filled."""
    told = cell.definition
    return Box(
        id=str(cell.pk),
        label=str(cell),
        measure=Measure(told.measure),
        numerator=told.numerator,
        denominator=told.denominator,
        breakdown=cell.breakdown,
        indicator=str(cell.indicator_id),
    )


def answer_of(cell: Cell) -> Answer:
    """Return what was last sent for a cell."""
    return Answer(cell.numerator, cell.denominator, cell.missing, cell.comment, cell.explanation)


def window_of(round_: Round) -> Window:
    """Return the months of a round."""
    return Window(Month.of(round_.starts), Month.of(round_.ends))


def draft_of(one: Return) -> dict[str, str]:
    """Return what was typed and not sent, for whoever types it."""
    kept: dict[str, str] = Return.objects.values_list("draft", flat=True).get(pk=one.pk)
    return kept


def sheet_of(one: Return) -> Sheet | None:
    """Return the file that was sent in place of typing; None where there is none."""
    return Sheet.objects.filter(of=one).select_related("of__round", "of__supplier", "of__workspace").first()


def late_on(*, workspace: Workspace, viewer: User, on: date | None = None) -> list[Line]:
    """Return every return that is over its day and has still not come, the longest first."""
    today = on or clock.today()
    found = returns_of(workspace=workspace, viewer=viewer)
    found = found.filter(state__in=OPEN, due_on__lt=today, first_sent_at__isnull=True).order_by("due_on")
    return [line_of(one, on=today) for one in found]
