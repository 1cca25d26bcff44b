"""Serious violence strategies for programs: how each stands to what the duty asks for, and all that is kept of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, row_in, there
from frankpledge.api.filling import filled, listed
from frankpledge.api.parts import PLANS
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.domain.serious_violence import actions
from frankpledge.domain.serious_violence.documents import leaving, strategy_document
from frankpledge.domain.serious_violence.forms import (
    AnswerForm,
    BeginForm,
    ConsultForm,
    LineForm,
    NoneForm,
    PartForm,
    PublishForm,
    ReviewForm,
    SendForm,
    ServedForm,
    SignForm,
    TellForm,
)
from frankpledge.domain.serious_violence.permissions import GRANTS, Capability
from frankpledge.domain.serious_violence.queries import Theirs, Whole, strategies, strategy_of, theirs, whole
from frankpledge.domain.serious_violence.rules import Done, Sort
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.rules import State
from frankpledge.ground.ui.pages import attachment
from frankpledge.statute.serious_violence import item_called

HERE = "/serious-violence"
ONE = f"{HERE}/{{uuid:strategy}}"


class StrategyOut(Schema):
    """A strategy as it stands on the day. A state of null: it was not put before an approver yet."""

    id: UUID
    title: str
    starts: date
    year: str = Field(description="The year whose work plan is asked for.")
    state: Annotated[str, listed(State)] | None
    edition: int | None = Field(description="The number of its newest edition; null where it has none.")
    address: str
    published_on: date | None
    gaps: int = Field(description="How many things that are asked for are missing or incomplete.")


class AskedOut(Schema):
    """One thing that is asked for, by which provision, and how the strategy stands to it."""

    item: str
    label: str
    provision: str
    state: str = Field(description="present, incomplete or missing.")
    words: str


class ConsultedOut(Schema):
    """An authority that was consulted. A day of null: it has not answered."""

    id: UUID
    sort: Annotated[str, listed(Sort)]
    name: str
    asked_on: date
    answered_on: date | None
    answer: str
    used: str = Field(description="What was made of the answer.")


class ServedOut(Schema):
    """A partnership that the strategy serves. A day of null: it has not signed up."""

    id: UUID
    name: str
    signed_on: date | None
    signed_by: str


class StrategyLineOut(Schema):
    """One thing that is planned for a year, and how far it came."""

    id: UUID
    year: str
    words: str
    lead: UUID
    lead_name: str
    due: date | None
    done: Annotated[str, listed(Done)]
    effect: str


class StrategyReviewOut(Schema):
    """One review: what came of the strategy, and what is to be revised."""

    id: UUID
    on: date
    effect: str
    revise: str


class StrategyEditionOut(Schema):
    """An approved edition. Its files are among the papers."""

    id: UUID
    number: int
    approved_at: datetime


class WholeStrategy(Schema):
    """A strategy with all that is kept of it. `words`: what each item says now. `none`: sorts that the area lacks."""

    strategy: StrategyOut
    asked: list[AskedOut]
    words: dict[str, str]
    none: list[str]
    consulted: list[ConsultedOut]
    served: list[ServedOut]
    lines: list[StrategyLineOut]
    reviews: list[StrategyReviewOut]
    editions: list[StrategyEditionOut]


def strategy_out(one: Whole) -> StrategyOut:
    """Return a strategy as it is told in the list."""
    row = one.strategy
    return StrategyOut(
        id=row.pk, title=row.title, starts=row.starts, year=one.year, state=row.paper.state if row.paper else None,
        edition=one.editions[0].number if one.editions else None, address=row.address,
        published_on=row.published_on, gaps=len(one.gaps),
    )  # fmt: skip


def whole_out(one: Whole) -> WholeStrategy:
    """Return a strategy whole as it is told."""
    asked = [
        AskedOut(
            item=each.item.id, label=each.item.label, provision=each.item.provision, state=each.state,
            words=each.words,
        )
        for each in one.stands
    ]  # fmt: skip
    lines = [
        StrategyLineOut(
            id=each.pk, year=each.year, words=each.words, lead=each.lead_id, lead_name=str(each.lead), due=each.due,
            done=each.done, effect=each.effect,
        )
        for each in one.lines
    ]  # fmt: skip
    return WholeStrategy(
        strategy=strategy_out(one), asked=asked, words=one.words, none=list(one.strategy.none), lines=lines,
        consulted=[ConsultedOut.from_orm(each) for each in one.consulted],
        served=[ServedOut.from_orm(each) for each in one.served],
        reviews=[StrategyReviewOut.from_orm(each) for each in one.looks],
        editions=[StrategyEditionOut.from_orm(each) for each in one.editions],
    )  # fmt: skip


def found(call: Call, strategy: UUID, capability: Capability = Capability.WRITE) -> Whole:
    """Return a strategy as it stands today, once whoever calls may do what is asked."""
    call.check(GRANTS, capability)
    return whole(there(strategy_of(strategy, **call.here), "strategy"), on=call.today)


def told(call: Call, strategy: UUID) -> WholeStrategy:
    """Return a strategy whole, as it stands after what was done."""
    return whole_out(found(call, strategy, Capability.SEE))


@lists(HERE, part=PLANS, of=StrategyOut)
def list_strategies(call: Call) -> Rows:
    """List serious violence strategies, the latest first, with how much of what is asked for they lack."""
    call.check(GRANTS, Capability.SEE)
    return Rows(strategies(**call.here), lambda one: strategy_out(whole(one, on=call.today)))


@reads(ONE, part=PLANS, returns=WholeStrategy)
def read_strategy(call: Call, strategy: UUID) -> WholeStrategy:
    """Read a strategy: what is asked for and how it stands, and all that is kept of it."""
    return told(call, strategy)


@reads(f"{ONE}/files/{{slug:form}}", part=PLANS, returns=None)
def fetch_strategy(call: Call, strategy: UUID, form: str) -> HttpResponse:
    """Fetch a strategy in one format: its newest edition, or as a draft."""
    one = found(call, strategy, Capability.SEE)
    there(FORMATS.get(form), "format")
    content = leaving(one, form, by=call.by)
    name = f"{call.workspace.slug}-serious-violence.{form}"
    return attachment(content, name=name, media_type=FORMATS[form].media_type)


@acts(HERE, part=PLANS, asks=BeginForm, returns=WholeStrategy, status=201)
def begin_strategy(call: Call, given: dict[str, Any]) -> WholeStrategy:
    """Begin a strategy, with the partnerships that it serves: one name a line."""
    call.check(GRANTS, Capability.WRITE)
    said = filled(BeginForm(given)).given()
    return told(call, actions.begin_strategy(workspace=call.workspace, **said, by=call.by).pk)


@acts(f"{ONE}/words/{{slug:violence_item}}", part=PLANS, asks=PartForm, returns=WholeStrategy, method="PUT")
def write_strategy(call: Call, strategy: UUID, violence_item: str, given: dict[str, Any]) -> WholeStrategy:
    """Write what one item says. What it said before stays in the record."""
    kept, of = found(call, strategy).strategy, item_called(violence_item)
    item = there(of if of and of.form == "words" else None, "part that the duty asks for")
    actions.write_part(strategy=kept, item=item.id, words=filled(PartForm(given)).cleaned_data["words"], by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/consulted", part=PLANS, asks=ConsultForm, returns=WholeStrategy, status=201)
def consult_on_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Record that an authority was consulted, and when."""
    kept, said = found(call, strategy).strategy, filled(ConsultForm(given)).cleaned_data
    actions.consult(strategy=kept, **said | {"sort": Sort(said["sort"])}, by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/consulted/{{uuid:consulted}}", part=PLANS, asks=AnswerForm, returns=WholeStrategy, method="PUT")
def answer_on_strategy(call: Call, strategy: UUID, consulted: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Record what an authority answered, and what was made of it."""
    row = row_in(found(call, strategy).consulted, consulted, "authority consulted")
    actions.record_answer(consulted=row, **filled(AnswerForm(given)).cleaned_data, by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/none", part=PLANS, asks=NoneForm, returns=WholeStrategy, method="PUT")
def say_none_of_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Say of which sorts of authority the area has none. What is left out it has."""
    kept, said = found(call, strategy).strategy, filled(NoneForm(given)).cleaned_data
    actions.say_none(strategy=kept, sorts=[Sort(one) for one in said["sorts"]], by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/served", part=PLANS, asks=ServedForm, returns=WholeStrategy, status=201)
def serve_by_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Name one more partnership that the strategy serves."""
    kept = found(call, strategy).strategy
    actions.add_served(strategy=kept, name=filled(ServedForm(given)).cleaned_data["name"], by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/served/{{uuid:served}}/sign", part=PLANS, asks=SignForm, returns=WholeStrategy)
def sign_up_to_strategy(call: Call, strategy: UUID, served: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Record that a partnership signed up, on which day and by whose hand."""
    row = row_in(found(call, strategy).served, served, "partnership served")
    actions.sign_up(served=row, **filled(SignForm(given)).cleaned_data, by=call.by)
    return told(call, strategy)


class TheirsOut(Schema):
    """An approved strategy that another partnership holds and that serves this one. A day of null: not signed up."""

    id: UUID
    title: str
    holder: str
    starts: date
    edition: int = Field(description="The number of its newest edition.")
    approved_on: date
    address: str
    signed_on: date | None = Field(description="By the record of this partnership itself.")
    signed_by: str
    signed_edition: int | None


def _theirs_out(one: Theirs) -> TheirsOut:
    own = one.own
    return TheirsOut(
        id=one.served.pk, title=one.title, holder=one.holder, starts=one.starts, edition=one.edition,
        approved_on=one.approved_on, address=one.address, signed_on=own.signed_on if own else None,
        signed_by=own.signed_by if own else "", signed_edition=own.edition if own else None,
    )  # fmt: skip


@lists(f"{HERE}-of-others", part=PLANS, of=TheirsOut)
def list_strategies_of_others(call: Call) -> Rows:
    """List the approved strategies of others that serve this partnership."""
    call.check(GRANTS, Capability.SEE)
    return Rows(theirs(**call.here), _theirs_out)


@acts(f"{HERE}-of-others/{{uuid:theirs}}/sign", part=PLANS, asks=SignForm, returns=TheirsOut)
def sign_up_here(call: Call, theirs: UUID, given: dict[str, Any]) -> TheirsOut:
    """Say that another's strategy is this partnership's own too: a record of its own, which the holder sees."""
    call.check(GRANTS, Capability.WRITE)
    one = _one_of_others(call, theirs)
    actions.sign_up_here(served=one.served, **filled(SignForm(given)).cleaned_data, by=call.by)
    return _theirs_out(_one_of_others(call, theirs))


def _one_of_others(call: Call, identity: UUID) -> Theirs:
    return there(next((one for one in theirs(**call.here) if one.served.pk == identity), None), "strategy of others")


@acts(f"{ONE}/lines", part=PLANS, asks=LineForm, returns=WholeStrategy, status=201)
def plan_strategy_line(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Plan one thing for a year."""
    kept = found(call, strategy).strategy
    actions.plan_line(strategy=kept, **filled(LineForm(given, **call.here)).given(), by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/lines/{{uuid:violence_line}}", part=PLANS, asks=TellForm, returns=WholeStrategy, method="PUT")
def tell_strategy_line(call: Call, strategy: UUID, violence_line: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Say how far a line came, and what came of it."""
    row, said = row_in(found(call, strategy).lines, violence_line, "line"), filled(TellForm(given)).cleaned_data
    actions.tell_line(line=row, done=Done(said["done"]), effect=said["effect"], by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/reviews", part=PLANS, asks=ReviewForm, returns=WholeStrategy, status=201)
def review_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Record a review: what came of the strategy, and what is to be revised."""
    kept = found(call, strategy).strategy
    actions.review(strategy=kept, **filled(ReviewForm(given)).cleaned_data, by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/publication", part=PLANS, asks=PublishForm, returns=WholeStrategy, method="PUT")
def publish_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Record where an approved strategy can be read, and since when."""
    kept = found(call, strategy).strategy
    actions.publish(strategy=kept, **filled(PublishForm(given)).cleaned_data, by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/send", part=PLANS, asks=SendForm, returns=WholeStrategy)
def send_strategy(call: Call, strategy: UUID, given: dict[str, Any]) -> WholeStrategy:
    """Put a strategy before whoever may approve it. Refused while a part that is asked for is not written."""
    one = found(call, strategy)
    note = filled(SendForm(given)).cleaned_data["note"]
    actions.send(strategy=one.strategy, tree=strategy_document(one), note=note, by=call.by)
    return told(call, strategy)


@acts(f"{ONE}/approve", part=PLANS, returns=WholeStrategy)
def approve_strategy(call: Call, strategy: UUID) -> WholeStrategy:
    """Approve a strategy that was sent: it becomes an edition. Refused for whoever wrote in it."""
    actions.approve_strategy(strategy=found(call, strategy, Capability.SEE).strategy, by=call.by)
    return told(call, strategy)
