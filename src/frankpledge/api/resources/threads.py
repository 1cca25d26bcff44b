"""The golden thread for programs: its places, the way both ways from one, where it breaks; tied and untied."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call
from frankpledge.api.filling import Given
from frankpledge.api.parts import THREAD
from frankpledge.api.routing import Rows, acts, lists, reads
from frankpledge.ground.threads import actions
from frankpledge.ground.threads.forms import LookForm, UntieForm
from frankpledge.ground.threads.permissions import GRANTS, Capability
from frankpledge.ground.threads.queries import Come, gaps, matching, thread_of, tie_of
from frankpledge.ground.threads.rules import MOST_WHY, Place, PlaceKind, Ref

LONGEST = 300
THING = Annotated[str, Field(min_length=3, max_length=LONGEST, pattern=r"^[a-z_.]+:.+$", description="kind:identifier")]


class ThreadPlace(Schema):
    """A place on the thread: its name for programs, its stage, its title and page, and how it stands."""

    place: str
    stage: str
    kind: str
    title: str
    words: str
    whose: str
    over: bool
    on: date | None
    href: str


class ComeOut(Schema):
    """A place that is come to: by which tie (empty where records imply it), from where, after how many steps."""

    place: ThreadPlace
    why: str
    tie: str
    come_from: str
    steps: int


class ThreadOut(Schema):
    """A place with what it rests on and what follows from it, the nearest first."""

    place: ThreadPlace
    rests_on: list[ComeOut]
    follows: list[ComeOut]


class Looked(Schema):
    """Of which place the thread is asked for."""

    place: THING


class Tied(Given):
    """Which thing follows from which, and why."""

    earlier: THING
    later: THING
    why: Annotated[str, Field(min_length=1, max_length=MOST_WHY, description="In a sentence.")]


class TieOut(Schema):
    """A tie that was made or ended."""

    tie: UUID
    ended: bool


class Gaps(Schema):
    """Which break of the thread is asked for."""

    gap: Literal["findings", "actions"] = "findings"


class GapsOut(Schema):
    """Where the thread breaks, as far as whoever calls may see."""

    total: int
    items: list[ThreadPlace]


def place_out(kind: PlaceKind, one: Place) -> ThreadPlace:
    """Return a place as programs read it."""
    return ThreadPlace(
        place=str(one.ref), stage=kind.stage.value, kind=kind.label, title=one.title, words=one.words, whose=one.whose,
        over=one.over, on=one.on, href=one.href,
    )  # fmt: skip


def _come(one: Come) -> ComeOut:
    reached = one.reached
    return ComeOut(
        place=place_out(one.kind, one.place), why=reached.edge.why, tie=reached.edge.tie,
        come_from=str(reached.come_from), steps=reached.steps,
    )  # fmt: skip


def _ref(text: str) -> Ref:
    kind, _, about = text.partition(":")
    return Ref(kind, about)


@lists("/thread/places", part=THREAD, of=ThreadPlace, asks=LookForm)
def list_places(call: Call, given: dict[str, Any]) -> Rows:
    """List the places of the thread that you may see."""
    call.check(GRANTS, Capability.SEE)
    found = matching(**call.here, stage=given.get("stage", ""), words=given.get("words", ""))
    return Rows(found, lambda row: place_out(*row))


@reads("/thread", part=THREAD, returns=ThreadOut, asks=Looked)
def read_thread(call: Call, given: dict[str, Any]) -> ThreadOut:
    """Read what a place rests on and what follows from it."""
    call.check(GRANTS, Capability.SEE)
    found = thread_of(_ref(given["place"]), **call.here)
    return ThreadOut(
        place=place_out(found.kind, found.place),
        rests_on=[_come(one) for one in found.back],
        follows=[_come(one) for one in found.on],
    )


@reads("/thread/gaps", part=THREAD, returns=GapsOut, asks=Gaps)
def read_gaps(call: Call, given: dict[str, Any]) -> GapsOut:
    """Read where the thread breaks: findings without action, or actions without evidence."""
    call.check(GRANTS, Capability.SEE)
    found = [place_out(gap.kind, gap.place) for gap in gaps(given["gap"], **call.here)]
    return GapsOut(total=len(found), items=found)


@acts("/thread/ties", part=THREAD, asks=Tied, returns=TieOut, status=201)
def tie_things(call: Call, given: dict[str, Any]) -> TieOut:
    """Say that one thing follows from another."""
    call.check(GRANTS, Capability.TIE)
    earlier, later = _ref(given["earlier"]), _ref(given["later"])
    made = actions.tie(workspace=call.workspace, earlier=earlier, later=later, why=given["why"], by=call.by)
    return TieOut(tie=made.pk, ended=False)


@acts("/thread/ties/{uuid:thread_tie}/end", part=THREAD, asks=UntieForm, returns=TieOut)
def untie_things(call: Call, thread_tie: UUID, given: dict[str, Any]) -> TieOut:
    """Say that two things are tied no longer."""
    call.check(GRANTS, Capability.TIE)
    one = tie_of(thread_tie, **call.here)
    actions.untie(tie=one, because=given["because"], by=call.by)
    return TieOut(tie=one.pk, ended=True)
