"""Lists that come in as files, for programs: sent and tried without a trace, explained, taken in, and taken back.

The file is read as on its page: in the same bounds, by the same readers. What is wrong in it is told line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call
from frankpledge.api.filling import Given, Unfit, filled, listed
from frankpledge.api.parts import ACTIONS, DUTIES, LISTS, MEETINGS, PEOPLE, PERFORMANCE, PLANS, REGISTERS, RISKS, WORK
from frankpledge.api.problems import WrongLines
from frankpledge.api.routing import acts, reads, sends
from frankpledge.domain.action_log.actions.lists import ACTIONS as ACTION_LISTS
from frankpledge.domain.action_log.forms.incoming import ActionListForm
from frankpledge.domain.agreements.actions.lists import AGREEMENTS
from frankpledge.domain.alignment.actions.lists import PRIORITIES
from frankpledge.domain.attendance.actions.sheets import SHEETS
from frankpledge.domain.attendance.forms import SheetForm
from frankpledge.domain.campaigns.actions.lists import CAMPAIGNS
from frankpledge.domain.delivery.actions.lists import STEPS
from frankpledge.domain.delivery.forms import StepListForm
from frankpledge.domain.indicators.actions.lists import VALUES
from frankpledge.domain.indicators.actions.register import REGISTER
from frankpledge.domain.indicators.actions.wide import WIDE
from frankpledge.domain.owners.actions.lists import OWNERS
from frankpledge.domain.performance.forms import WideForm
from frankpledge.domain.risks.actions.lists import RISKS as RISK_LISTS
from frankpledge.domain.roster.actions.lists import MEMBERS
from frankpledge.domain.roster.forms.lists import MemberListForm
from frankpledge.domain.training.actions.lists import TRAINING
from frankpledge.domain.work_plans.actions.lists import LINES
from frankpledge.domain.work_plans.forms import PlanListForm
from frankpledge.ground.lists import actions
from frankpledge.ground.lists.forms import SendForm
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Reader, list_of
from frankpledge.ground.lists.rules import LONGEST_WORD, ListKind, ListState, plain
from frankpledge.ground.tokens.rules import check_reaches

ONE = "/lists/{uuid:sent_list}"
MOST_SAID, MOST_TOLD = 200, 200
Short = Annotated[str, Field(max_length=LONGEST_WORD)]


@dataclass(frozen=True)
class Register:
    """What lists may come into: the part that its token must reach too, its kind, its form, and what it takes."""

    part: str
    kind: ListKind
    words: str
    form: type[SendForm] = SendForm


REGISTERED: Mapping[str, Register] = {
    "actions": Register(ACTIONS, ACTION_LISTS, "actions", ActionListForm),
    "agreements": Register(REGISTERS, AGREEMENTS, "agreements"),
    "attendance": Register(MEETINGS, SHEETS, "attendance", SheetForm),
    "campaigns": Register(REGISTERS, CAMPAIGNS, "campaigns"),
    "indicators": Register(PERFORMANCE, REGISTER, "indicators, with definitions and targets"),
    "members": Register(PEOPLE, MEMBERS, "who sits where", MemberListForm),
    "owners": Register(DUTIES, OWNERS, "who answers for duties"),
    "priorities": Register(PLANS, PRIORITIES, "priorities of other bodies"),
    "risks": Register(RISKS, RISK_LISTS, "risks"),
    "steps": Register(PLANS, STEPS, "steps of a plan", StepListForm),
    "training": Register(REGISTERS, TRAINING, "events of training"),
    "values": Register(PERFORMANCE, VALUES, "values of indicators, a line for each period"),
    "values_by_period": Register(PERFORMANCE, WIDE, "values of indicators, a column for each period", WideForm),
    "work_plans": Register(WORK, LINES, "lines of a work plan", PlanListForm),
}


class PartChangedOut(Schema):
    """One part of what changes: what it was, and what it will be."""

    label: str
    was: str
    now: str


class ListChangeOut(Schema):
    """What one line changes."""

    sheet: str
    row: int
    kind: str
    which: str
    parts: list[PartChangedOut]


class ListFaultOut(Schema):
    """What is wrong in one line, and what to do about it."""

    file: str
    sheet: str
    row: int
    column: str
    why: str
    cure: str


class UnknownWordOut(Schema):
    """A word that nobody has said the meaning of, and in how many lines it stands."""

    column: str
    word: str
    lines: int


class SentListOut(Schema):
    """A list that came in. Until it is taken in it has changed nothing."""

    id: UUID
    name: str
    state: Annotated[str, listed(ListState)] = Field(description="asked: its heads are not understood yet.")
    changes: list[ListChangeOut]
    faults: list[ListFaultOut]
    unknown: list[UnknownWordOut]
    not_read: list[str] = Field(description="Heads that no column is read from.")
    notes: list[str]
    unchanged: int
    left_out: int


class HeadsGiven(Given):
    """Which column each head means: the head to the column's name, empty for one that is not read. Remembered."""

    heads: dict[Short, Short] = Field(max_length=MOST_SAID)


class WordMeans(Given):
    """What a word under a column means: one of the values that it may hold, or - to leave such lines out."""

    column: Short
    word: Short
    means: Short


class WordsGiven(Given):
    """What words mean. Remembered for every list."""

    words: list[WordMeans] = Field(max_length=MOST_SAID)


class ApplyGiven(Given):
    """Whether lines that are wrong are left out; else a list with any is refused."""

    leave_out: bool = False


def list_out(one: SentList) -> SentListOut:
    """Return a list as it is told."""
    changes = [
        ListChangeOut(
            sheet=each["sheet"], row=each["number"], kind=each["kind"], which=each["which"],
            parts=[PartChangedOut(label=label, was=was, now=now) for label, was, now in each["parts"]],
        )
        for each in one.changes
    ]  # fmt: skip
    return SentListOut(
        id=one.pk, name=one.name, state=one.state, changes=changes,
        faults=[ListFaultOut(**each) for each in faults_of(one)],
        unknown=[UnknownWordOut(column=column, word=word, lines=count) for column, word, count in one.unknown],
        not_read=one.not_read, notes=one.notes, unchanged=one.unchanged, left_out=one.left_out,
    )  # fmt: skip


def faults_of(one: SentList) -> list[dict[str, Any]]:
    """Return what is wrong in a list, line by line."""
    names = ("sheet", "row", "column", "why", "cure")
    return [{"file": one.name, **dict(zip(names, each, strict=True))} for each in one.faults]


def reach(call: Call, register: Register, *, writing: bool) -> None:
    """Refuse a token that does not reach the register, and a person who may not bring lists into it."""
    check_reaches(register.part, reached=call.token.parts, writing=writing, writes=call.token.writes)
    register.kind.check(call.workspace, call.by)


def found(call: Call, sent_list: UUID, *, writing: bool = True) -> tuple[SentList, ListKind]:
    """Return a list with its kind, once whoever calls may keep the register that it is of."""
    for register in REGISTERED.values():
        one = list_of(sent_list, kind=register.kind, **call.here)
        if one is not None:
            reach(call, register, writing=writing)
            return one, register.kind
    raise Http404("there is no such list.")


def _sending(name: str, register: Register) -> None:
    """Register the way to send a list into a register."""

    def send(call: Call, files: Any, given: Any = None) -> SentListOut:
        reach(call, register, writing=True)
        form = register.form(given or {}, files, kind=register.kind, **call.here)
        form.is_valid()
        if form.refusal is not None:
            raise form.refusal
        read, called = filled(form).read, form.cleaned_data["file"].name or "file"
        kept = actions.send_list(
            kind=register.kind, workspace=call.workspace, name=called, read=read, said=form.said(), by=call.by
        )
        return list_out(kept)

    send.__name__ = f"send_list_of_{name}"
    send.__doc__ = (
        f"Send a list of {register.words}: a workbook or CSV. It is tried, and changes nothing.\n\n"
        "The answer says what it would change, and what is wrong with it line by line."
    )
    path = name.replace("_", "-")
    sends(f"/lists/{path}", part=LISTS, asks=register.form, returns=SentListOut)(send)


for _name, _register in REGISTERED.items():
    _sending(_name, _register)


@reads(ONE, part=LISTS, returns=SentListOut)
def read_list(call: Call, sent_list: UUID) -> SentListOut:
    """Read of a list that came in what it would change or did, and what is wrong with it."""
    return list_out(found(call, sent_list, writing=False)[0])


@acts(f"{ONE}/heads", part=LISTS, asks=HeadsGiven, returns=SentListOut)
def say_heads(call: Call, sent_list: UUID, given: dict[str, Any]) -> SentListOut:
    """Say which column each head of a list means, and try it again."""
    one, kind = found(call, sent_list)
    return list_out(actions.say_heads(sent=one, kind=kind, heads=given["heads"], by=call.by))


@acts(f"{ONE}/words", part=LISTS, asks=WordsGiven, returns=SentListOut)
def say_words(call: Call, sent_list: UUID, given: dict[str, Any]) -> SentListOut:
    """Say what words of a list mean, and try it again. `means` is a value, or how it is shown."""
    one, kind = found(call, sent_list)
    reader, names = Reader(kind, call.workspace, call.by), {column.name for column in kind.columns}
    if strange := [each["column"] for each in given["words"] if each["column"] not in names]:
        raise Unfit([("column", f"“{strange[0]}” is no column of such a list.")])
    words = {
        (each["column"], each["word"]): reader.own.get(each["column"], {}).get(plain(each["means"]), each["means"])
        for each in given["words"]
    }
    return list_out(actions.say_words(sent=one, kind=kind, words=words, by=call.by))


@acts(f"{ONE}/apply", part=LISTS, asks=ApplyGiven, returns=SentListOut)
def apply_list(call: Call, sent_list: UUID, given: dict[str, Any]) -> SentListOut:
    """Take a list in, at one stroke. Refused while lines are wrong, each told with its place and its cure."""
    one, kind = found(call, sent_list)
    if one.faults and (kind.whole or not given["leave_out"]):
        raise WrongLines(
            "some of its lines cannot be taken.", lines=faults_of(one)[:MOST_TOLD], where=one.name,
            cure="Put these right in the file and send it again.",
        )  # fmt: skip
    return list_out(actions.apply_list(sent=one, kind=kind, leave_out=given["leave_out"], by=call.by))


@acts(f"{ONE}/undo", part=LISTS, returns=SentListOut)
def undo_list(call: Call, sent_list: UUID) -> SentListOut:
    """Take a list back, all that it did. Refused where more was done since."""
    one, kind = found(call, sent_list)
    return list_out(actions.undo_list(sent=one, kind=kind, by=call.by))
