"""Returns from partners for programs: rounds, one return, sent, checked, agreed, published, unlocked; the scorecard."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, filled, listed
from frankpledge.api.parts import RETURNS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.returns.actions import answering, judging, rounds
from frankpledge.domain.returns.forms import AgreeForm, ReasonForm, ReturnChoiceForm, RoundForm
from frankpledge.domain.returns.models import Return, Round
from frankpledge.domain.returns.permissions import GRANTS, Capability
from frankpledge.domain.returns.queries import Line, boxes_of, line_of, returns_of, rounds_of, window_of
from frankpledge.domain.returns.queries.figures import figures_of
from frankpledge.domain.returns.queries.scorecard import Score, scorecard, shares_not_police
from frankpledge.domain.returns.rules import NotAnswered, State
from frankpledge.domain.returns.rules.sheets import fill

ONE = "/returns/{uuid:returned}"
Text = Annotated[str, Field(max_length=1_000)]


class ReturnRoundOut(Schema):
    """A round: one asking of all suppliers for a period. Links for it can be used until `closes_on`."""

    id: UUID
    name: str
    period: str
    starts: date
    ends: date
    closes_on: date


class ReturnOut(Schema):
    """One return on a day. `days_late` is 0 where it is not late, or came in time."""

    id: UUID
    supplier: str
    round: str
    due_on: date
    state: State = listed(State)
    standing: str
    sent_on: date | None
    days_late: int
    late: bool
    figures: int
    without_a_figure: int
    questions: int
    times_sent: int
    wishes_to_correct: str
    unlocked_because: str


class ReturnFigureOut(Schema):
    """One figure of a return. Its numbers are empty until it is sent; they are written as digits, never rounded."""

    cell: UUID
    reference: str
    figure: str
    part: str
    counts: str
    number: str
    out_of: str
    missing: str
    comment: str
    explanation: str
    questions: list[str]
    set_aside: str


class WholeReturn(Schema):
    """A return with its figures."""

    item: ReturnOut
    figures: list[ReturnFigureOut]


class SentFigure(Given):
    """What is sent for one figure: a number (and of how many), or why there is none. 0 is a figure."""

    reference: Text
    part: Text = ""
    number: Text = ""
    out_of: Text = ""
    missing: Text = Field("", description="Why there is no figure.")
    comment: Text = ""
    explanation: Text = ""


class SentReturn(Given):
    """All figures of a return, each by its reference and part."""

    figures: Annotated[list[SentFigure], Field(max_length=500)]


class CheckedReturn(Given):
    """What a checker says. `set_aside`: by cell, why its numbers are not taken."""

    words: Annotated[str, Field(max_length=500)] = ""
    set_aside: dict[UUID, Text] = Field(default_factory=dict)


class ScoreOut(Schema):
    """How one organisation answered."""

    organisation: str
    asked: int
    on_time: int
    late: int
    missing: int
    corrected: int
    figures: int
    without_a_figure: int
    blank_without_it: list[str]
    blank_now: list[str]


class NotPoliceOut(Schema):
    """Of the indicators known of a quarter, how many did not come from the police."""

    quarter: str
    known: int
    others: int


class ScorecardOut(Schema):
    """How organisations answer, and how much of what is known is not from the police."""

    organisations: list[ScoreOut]
    shares: list[NotPoliceOut]


def round_out(one: Round) -> ReturnRoundOut:
    """Return a round as programs are told it."""
    return ReturnRoundOut(
        id=one.pk, name=one.name, period=window_of(one).label, starts=one.starts, ends=one.ends,
        closes_on=one.closes_on,
    )  # fmt: skip


def return_out(line: Line) -> ReturnOut:
    """Return a return as programs are told it."""
    return ReturnOut(
        id=line.id, supplier=line.supplier, round=line.round, due_on=line.due_on, state=line.state,
        standing=line.standing, sent_on=line.sent_on, days_late=line.days_late, late=line.late, figures=line.cells,
        without_a_figure=line.missing, questions=line.questions, times_sent=line.times, wishes_to_correct=line.wish,
        unlocked_because=line.unlocked_because,
    )  # fmt: skip


def score_out(one: Score) -> ScoreOut:
    """Return how an organisation answers as programs are told it."""
    return ScoreOut(
        organisation=one.organisation, asked=one.asked, on_time=one.on_time, late=one.late, missing=one.missing,
        corrected=one.corrected, figures=one.figures, without_a_figure=one.blank, blank_without_it=list(one.only),
        blank_now=list(one.silent),
    )  # fmt: skip


def found(call: Call, returned: UUID, capability: Capability = Capability.SEE) -> Return:
    """Return a return that whoever calls may see, once their role allows what is asked."""
    call.check(GRANTS, capability)
    return there(returns_of(**call.here).filter(pk=returned).first(), "return")


def told(call: Call, returned: UUID) -> WholeReturn:
    """Return a return whole, as it stands on the day of a call."""
    one = found(call, returned)
    figures = [ReturnFigureOut(**each.as_json()) for each in figures_of(one)]
    return WholeReturn(item=return_out(line_of(one, on=call.today)), figures=figures)


@lists("/returns/rounds", part=RETURNS, of=ReturnRoundOut)
def list_return_rounds(call: Call) -> Rows:
    """List the rounds, the newest first."""
    call.check(GRANTS, Capability.SEE)
    return Rows(rounds_of(**call.here), round_out)


@acts("/returns/rounds", part=RETURNS, asks=RoundForm, returns=ReturnRoundOut, status=201)
def open_return_round(call: Call, given: dict[str, Any]) -> ReturnRoundOut:
    """Open a round: ask every supplier for what is due from it of a period that is over.

    `period` is written as "quarter 2025/26 Q2" or "month 2025-07". Nothing is sent by it: reminders bring the links.
    """
    call.check(GRANTS, Capability.KEEP)
    every, period = filled(RoundForm(given, today=call.today)).given()
    return round_out(rounds.open_round(workspace=call.workspace, every=every, period=period, by=call.by))


@lists("/returns", part=RETURNS, of=ReturnOut, asks=ReturnChoiceForm)
def list_returns(call: Call, given: dict[str, Any]) -> Rows:
    """List returns.

    Of one round or of all, in one state or in any, the newest round first.
    """
    call.check(GRANTS, Capability.SEE)
    rows = filled(ReturnChoiceForm(given)).chosen(returns_of(**call.here), on=call.today)
    return Rows(rows, lambda one: return_out(line_of(one, on=call.today)))


@reads("/returns/scorecard", part=RETURNS, returns=ScorecardOut)
def read_return_scorecard(call: Call) -> ScorecardOut:
    """Read how organisations answer.

    Asked, on time, late, missing and corrected; what goes blank without each; how much is not from the police.
    """
    call.check(GRANTS, Capability.SEE)
    scores = scorecard(**call.here, on=call.today)
    shares = shares_not_police(workspace=call.workspace, on=call.today)
    return ScorecardOut(
        organisations=[score_out(one) for one in scores],
        shares=[NotPoliceOut(quarter=one.quarter, known=one.known, others=one.others) for one in shares],
    )


@reads(ONE, part=RETURNS, returns=WholeReturn)
def read_return(call: Call, returned: UUID) -> WholeReturn:
    """Read a return: how it stands, and its figures once they are sent."""
    return told(call, returned)


@acts(f"{ONE}/submission", part=RETURNS, asks=SentReturn, returns=WholeReturn, status=201)
def send_return(call: Call, returned: UUID, given: dict[str, Any]) -> WholeReturn:
    """Send a return in the name of its supplier.

    Every figure that is asked for says a number or why there is none; what does not fit is refused, whole.
    """
    one = found(call, returned, Capability.KEEP)
    answering.send_for(one=one, typed=_typed(one, given["figures"]), by=call.by)
    return told(call, returned)


def _typed(one: Return, figures: list[dict[str, str]]) -> dict[str, str]:
    """Return what a program sends as if it had been typed; refused where a figure is not asked for, or comes twice."""
    places = {
        (cell.indicator.reference.lower(), cell.breakdown.lower()): box
        for cell, box in zip(one.cells.all(), boxes_of(one), strict=True)
    }
    heads = ["Reference", "Part", "Number", "Out of", "No figure because", "Comment", "Explanation"]
    names = ("reference", "part", "number", "out_of", "missing", "comment", "explanation")
    rows = [("", 0, heads), *(("", at, [each[name] for name in names]) for at, each in enumerate(figures, start=1))]
    read = fill(rows, places, period=one.round.name)
    if read is not None and read.faults:
        raise NotAnswered(read.faults[0].told, cure="Mend it and send all of it again.")
    return dict(read.typed) if read is not None else {}


@acts(f"{ONE}/check", part=RETURNS, asks=CheckedReturn, returns=WholeReturn)
def check_return(call: Call, returned: UUID, given: dict[str, Any]) -> WholeReturn:
    """Say that what was sent was looked at, and of which figures the numbers are not taken."""
    one = found(call, returned, Capability.CHECK)
    aside = {str(cell): reason for cell, reason in given["set_aside"].items()}
    judging.check_return(one=one, words=given["words"], set_aside=aside, by=call.by)
    return told(call, returned)


@acts(f"{ONE}/agree", part=RETURNS, asks=AgreeForm, returns=WholeReturn)
def agree_return(call: Call, returned: UUID, given: dict[str, Any]) -> WholeReturn:
    """Record that the organisation agrees that these are its figures: from now on they are known."""
    one = found(call, returned, Capability.KEEP)
    judging.agree_return(one=one, as_whom=filled(AgreeForm(given)).cleaned_data["as_whom"], by=call.by)
    return told(call, returned)


@acts(f"{ONE}/publish", part=RETURNS, returns=WholeReturn)
def publish_return(call: Call, returned: UUID) -> WholeReturn:
    """Put the figures of a return before the board: not by whoever checked or agreed them."""
    judging.publish_return(one=found(call, returned, Capability.PUBLISH), by=call.by)
    return told(call, returned)


@acts(f"{ONE}/unlock", part=RETURNS, asks=ReasonForm, returns=WholeReturn)
def unlock_return(call: Call, returned: UUID, given: dict[str, Any]) -> WholeReturn:
    """Open a return again so that its supplier can correct it. What was known of it stays known."""
    one = found(call, returned, Capability.CHECK)
    judging.unlock_return(one=one, reason=filled(ReasonForm(given)).cleaned_data["reason"], by=call.by)
    return told(call, returned)
