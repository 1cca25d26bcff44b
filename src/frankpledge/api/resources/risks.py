"""The risk register for programs: the list, one risk, raised, scored, looked at, held down, tied, closed; appetite."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import RISKS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.risks import actions
from frankpledge.domain.risks.forms import (
    AddForm,
    AppetiteForm,
    ChoiceForm,
    ControlForm,
    EndForm,
    ReviewForm,
    RiskForm,
    ScoreForm,
    TieForm,
)
from frankpledge.domain.risks.models import Appetite, Risk
from frankpledge.domain.risks.permissions import GRANTS, Capability
from frankpledge.domain.risks.presenters.one import risk_page
from frankpledge.domain.risks.queries import (
    Line,
    Scored,
    appetites_of,
    chosen,
    line_of,
    lines_of,
    risk_of,
    tolerance_of,
)
from frankpledge.domain.risks.rules import Level, ScoreKind, State
from frankpledge.ground.ui.parts import Happened
from frankpledge.statute.risks import categories

ONE = "/risks/{uuid:risk}"
SIDES = ("likelihood", "impact")
SIDES_IF_ANY: Any = {
    one: (Annotated[str, Field(max_length=2)] | None, Field(None, description="Left out: unchanged.")) for one in SIDES
}
OF_CATEGORY: Any = {
    f"of_{one.id}": (int | None, Field(None, ge=1, le=25, description=f"For {one.label.lower()}, another score."))
    for one in categories()
}


class RiskLevelOut(Schema):
    """A likelihood and an impact on a scale, their product, and how it is said."""

    scheme: str
    likelihood: int
    impact: int
    score: int
    words: str


class RiskScoredOut(Schema):
    """One scoring of a risk, with the reason. None is ever replaced."""

    kind: Annotated[str, listed(ScoreKind)]
    level: RiskLevelOut
    on: date
    reason: str


class RiskOut(Schema):
    """A risk as it stands on the day. A score that was not given is null, and `above` where it cannot be told."""

    id: UUID
    number: int
    title: str
    cause: str
    effect: str
    category: str
    body: UUID
    body_name: str
    organisation: UUID
    organisation_name: str
    person: str
    deputy: str
    raised_on: date
    state: Annotated[str, listed(State)]
    closed_on: date | None
    closed_because: str
    inherent: RiskLevelOut | None
    current: RiskLevelOut | None
    target: RiskLevelOut | None
    moved: str = Field(description="How the current score stands to the one before, in words.")
    above: bool | None = Field(description="Whether it is above what its body bears; null where that cannot be told.")
    against_appetite: str
    reviewed_on: date | None
    review_due: date | None
    review: str
    late: bool = Field(description="Whether the day of its review has gone by.")
    controls: list[str] = Field(description="What is in place to hold it down.")
    doubts: list[str] = Field(description="What about its scores cannot be true together.")


class RiskControlOut(Schema):
    """What holds a risk down. Without `since` it is only meant to; with `until` it is over."""

    id: UUID
    words: str
    since: date | None
    until: date | None


class RiskTieOut(Schema):
    """What bears on a risk: an action of the log, or a page."""

    id: UUID
    action: UUID | None
    words: str
    href: str


class WholeRisk(Schema):
    """A risk with every score it had, what holds it down, what bears on it, and all that happened to it."""

    risk: RiskOut
    scores: list[RiskScoredOut]
    controls: list[RiskControlOut]
    ties: list[RiskTieOut]
    happened: list[Happened]


class AppetiteOut(Schema):
    """What a body bears from a day on. A score of null: no appetite was set."""

    id: UUID
    body: UUID
    body_name: str
    since: date
    scheme: str
    score: int | None
    by_category: dict[str, int]
    review_months: int
    reason: str


def level_out(level: Level | None) -> RiskLevelOut | None:
    """Return a level as it is told; null where there is none."""
    return RiskLevelOut.from_orm(level) if level else None


def _scored(one: Scored) -> RiskScoredOut:
    return RiskScoredOut(kind=one.kind, level=RiskLevelOut.from_orm(one.level), on=one.on, reason=one.reason)


def risk_out(line: Line) -> RiskOut:
    """Return a risk as it is told."""
    levels = {kind.value: level_out(line.levels.get(kind)) for kind in ScoreKind}
    return RiskOut(
        id=line.id, number=line.number, title=line.title, cause=line.cause, effect=line.effect, category=line.category,
        body=line.body_id, body_name=line.body, organisation=line.organisation_id, organisation_name=line.organisation,
        person=line.person, deputy=line.deputy, raised_on=line.raised_on, state=line.state, closed_on=line.closed_on,
        closed_because=line.closed_because, **levels, moved=line.moved.words, above=line.judgement.above,
        against_appetite=line.judgement.words, reviewed_on=line.reviewed_on, review_due=line.review_due,
        review=line.review.words, late=line.review.late, controls=list(line.controls), doubts=list(line.doubts),
    )  # fmt: skip


def appetite_out(one: Appetite) -> AppetiteOut:
    """Return what a body bears as it is told."""
    return AppetiteOut(
        id=one.pk, body=one.body_id, body_name=one.body.name, since=one.since, scheme=one.scheme, score=one.score,
        by_category=one.by_category, review_months=one.review_months, reason=one.reason,
    )  # fmt: skip


def found(call: Call, risk: UUID, capability: Capability = Capability.SEE) -> Risk:
    """Return a risk that whoever calls may see, once they may do what is asked."""
    call.check(GRANTS, capability)
    return there(risk_of(risk, **call.here), "risk")


def told(call: Call, risk: UUID) -> WholeRisk:
    """Return a risk whole, as it stands on the day of a call."""
    one = there(risk_of(risk, **call.here), "risk")
    line = line_of(one, on=call.today)
    page, tied = risk_page(one, line, on=call.today), {tie.pk: tie.action_id for tie in one.ties.all()}
    return WholeRisk(
        risk=risk_out(line),
        scores=[_scored(each) for each in line.scored],
        controls=[RiskControlOut.from_orm(each) for each in one.controls.all()],
        ties=[RiskTieOut(id=each.id, action=tied[each.id], words=each.words, href=each.href) for each in page.ties],
        happened=list(page.happened),
    )


def scheme_of(call: Call, risk: Risk) -> str:
    """Return the scale that the body of a risk uses now."""
    return tolerance_of(risk.body, viewer=call.by, on=call.today).scheme


def lines(call: Call, given: dict[str, Any]) -> tuple[Line, ...]:
    """Return the risks that the filters of the page name."""
    call.check(GRANTS, Capability.SEE)
    form = filled(ChoiceForm(given, **call.here))
    return chosen(lines_of(**call.here, on=call.today), form.choice(), viewer=call.by)


@lists("/risks", part=RISKS, of=RiskOut, asks=ChoiceForm)
def list_risks(call: Call, given: dict[str, Any]) -> Rows:
    """List risks.

    Under the filters of the page; where none is given those that are open, the highest score first.
    """
    return Rows(lines(call, given), risk_out)


@lists("/risks/appetites", part=RISKS, of=AppetiteOut)
def list_appetites(call: Call) -> Rows:
    """List what each body bears, version by version."""
    call.check(GRANTS, Capability.SEE)
    return Rows(appetites_of(**call.here), appetite_out)


@reads(ONE, part=RISKS, returns=WholeRisk)
def read_risk(call: Call, risk: UUID) -> WholeRisk:
    """Read a risk.

    How it stands, every score it had, what holds it down, and all that happened to it.
    """
    return told(call, found(call, risk).pk)


@acts("/risks", part=RISKS, asks=AddForm, returns=WholeRisk, status=201)
def raise_risk(call: Call, given: dict[str, Any]) -> WholeRisk:
    """Record a risk under the next number of the register. Its scores have their own act."""
    call.check(GRANTS, Capability.KEEP)
    form = filled(AddForm(given, **call.here))
    made = actions.raise_risk(workspace=call.workspace, given=form.given(), first=form.first(), by=call.by)
    return told(call, made.pk)


@acts(ONE, part=RISKS, asks=RiskForm, returns=WholeRisk, method="PUT")
def amend_risk(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Put the words, the group or the owner of a risk right. What is left out is emptied."""
    one = found(call, risk, Capability.KEEP)
    actions.amend_risk(risk=one, given=filled(RiskForm(given, **call.here)).given(), by=call.by)
    return told(call, risk)


@acts(f"{ONE}/scores/{{slug:which}}", part=RISKS, asks=ScoreForm, returns=WholeRisk, status=201)
def score_risk(call: Call, risk: UUID, which: str, given: dict[str, Any]) -> WholeRisk:
    """Give a risk another score, and say why.

    `which` is inherent, current or target. Steps are those of the scale that its body uses. The score before is kept.
    """
    one = found(call, risk, Capability.KEEP)
    kind = there(ScoreKind(which) if which in set(ScoreKind) else None, "score")
    form = filled(ScoreForm(given, scheme=scheme_of(call, one)))
    level, said = form.level(), form.cleaned_data
    assert level is not None  # both sides are needed
    actions.score_risk(risk=one, kind=kind, level=level, reason=said["reason"], on=said["on"], by=call.by)
    return told(call, risk)


@acts(f"{ONE}/reviews", part=RISKS, asks=ReviewForm, without=SIDES, also=SIDES_IF_ANY, returns=WholeRisk, status=201)
def review_risk(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Record what a look at a risk found, perhaps with another score, and when it is looked at next."""
    one = found(call, risk, Capability.REVIEW)
    form = filled(ReviewForm(given, scheme=scheme_of(call, one)))
    said = {name: form.cleaned_data[name] for name in ("words", "on", "due_next")}
    actions.review_risk(risk=one, **said, level=form.level(), by=call.by)
    return told(call, risk)


@acts(f"{ONE}/close", part=RISKS, asks=EndForm, returns=WholeRisk)
def close_risk(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Close a risk that is no more, or that has happened, and say why."""
    one = found(call, risk, Capability.KEEP)
    actions.close_risk(risk=one, **filled(EndForm(given)).cleaned_data, by=call.by)
    return told(call, risk)


@acts(f"{ONE}/reopen", part=RISKS, asks=EndForm, returns=WholeRisk)
def reopen_risk(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Open a closed risk again, and say why."""
    one = found(call, risk, Capability.KEEP)
    actions.reopen_risk(risk=one, **filled(EndForm(given)).cleaned_data, by=call.by)
    return told(call, risk)


@acts(f"{ONE}/controls", part=RISKS, asks=ControlForm, returns=WholeRisk, status=201)
def add_control(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Record what holds a risk down since a day; without a day it is only meant to."""
    one = found(call, risk, Capability.KEEP)
    actions.add_control(risk=one, **filled(ControlForm(given)).cleaned_data, by=call.by)
    return told(call, risk)


@acts(f"{ONE}/controls/{{uuid:control}}/change", part=RISKS, returns=WholeRisk)
def change_control(call: Call, risk: UUID, control: UUID) -> WholeRisk:
    """Put a control in place today that was only meant, or end one today that is in place."""
    row = row_in(found(call, risk, Capability.KEEP).controls.all(), control, "control")
    actions.change_control(control=row, on=call.today, by=call.by)
    return told(call, risk)


@acts(f"{ONE}/ties", part=RISKS, asks=TieForm, returns=WholeRisk, status=201)
def tie_risk(call: Call, risk: UUID, given: dict[str, Any]) -> WholeRisk:
    """Say what bears on a risk: an open action of the log, or a page of this workspace."""
    one = found(call, risk, Capability.KEEP)
    form = filled(TieForm(given, **call.here))
    action, said = form.chosen(), form.cleaned_data
    if action is not None:
        actions.tie_action(risk=one, action=action, by=call.by)
    else:
        actions.tie_page(risk=one, place=said["place"], words=said["words"], by=call.by)
    return told(call, risk)


@acts(f"{ONE}/ties/{{uuid:tie}}", part=RISKS, returns=WholeRisk, method="DELETE")
def untie_risk(call: Call, risk: UUID, tie: UUID) -> WholeRisk:
    """Take back that something bears on a risk."""
    actions.untie(tie=row_in(found(call, risk, Capability.KEEP).ties.all(), tie, "tie"), by=call.by)
    return told(call, risk)


@acts("/risks/appetites/{uuid:body}", part=RISKS, asks=AppetiteForm, also=OF_CATEGORY, returns=AppetiteOut,
      method="PUT")  # fmt: skip
def set_appetite(call: Call, body: UUID, given: dict[str, Any]) -> AppetiteOut:
    """Set what a body bears from a day on. Without a score no appetite is set."""
    call.check(GRANTS, Capability.KEEP)
    one: Body = there(standing_rows(Body, **call.here).filter(pk=body).first(), "body")
    form = filled(AppetiteForm(given))
    said = form.cleaned_data
    made = actions.set_appetite(
        body=one, tolerance=form.given(), since=said["since"], reason=said["reason"], by=call.by
    )
    return appetite_out(made)
