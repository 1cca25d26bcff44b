"""Lists: sent, tried without a trace, told what their heads and words mean, taken in, and taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple
from functools import partial
from typing import Any

from django.db import transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.audit.actions import record
from frankpledge.ground.lists import rules
from frankpledge.ground.lists.models import KnownHead, KnownWord, SentList
from frankpledge.ground.lists.queries import Read, Reader, Reading, Sheet, head_of, sheets_of
from frankpledge.ground.lists.rules import (
    LONGEST_WORD,
    Column,
    Fault,
    Line,
    ListKind,
    ListState,
    NotTaken,
    Outcome,
    Taken,
    plain,
)
from frankpledge.refusal import Refusal


class _OnlyTried(Exception):
    """Takes a trial back."""


@transaction.atomic
def send_list(
    *, kind: ListKind, workspace: Workspace, name: str, read: Read, said: Mapping[str, str] | None = None,
    chosen: bool = False, by: User,
) -> SentList:  # fmt: skip
    """Keep a list with what it would change and what is wrong with it. The register stays as it is.

    One whose heads are not understood is kept for them to be asked about.
    """
    kind.check(workspace, by)
    kept = SentList(
        workspace=workspace, kind=kind.key, name=name[:200], said=dict(said or {}), chosen=chosen,
        heads=[[sheet.name, sheet.row, list(sheet.heads)] for sheet in read.sheets],
        lines=[[at, number, *cells] for at, number, cells in read.lines],
        state=ListState.ASKED, sent_by=by, sent_at=clock.now(),
    )  # fmt: skip
    _try(kept, kind, by)
    kept.save()
    record("lists.sent", kept, by=by, facts={"kind": kind.key, "lines": len(kept.lines), "wrong": _wrong(kept)})
    return kept


@transaction.atomic
def say_heads(*, sent: SentList, kind: ListKind, heads: Mapping[str, str], by: User) -> SentList:
    """Remember which column each head means (none: it is not read), and try the list again."""
    kind.check(sent.workspace, by)
    held = _held(sent, wanted=(ListState.ASKED, ListState.TRIED))
    names = {column.name for column in kind.headed}
    for head, column in heads.items():
        if column and column not in names:
            raise rules.NotAList(f"“{column}” is no column of such a list.", cure="Choose one that is offered.")
        KnownHead.objects.update_or_create(
            workspace=held.workspace, kind=kind.key, head=plain(head)[:LONGEST_WORD], defaults={"column": column}
        )
    _try(held, kind, by)
    held.save()
    record("lists.heads_said", held, by=by, facts={"kind": kind.key, "heads": len(heads)})
    return held


@transaction.atomic
def say_words(*, sent: SentList, kind: ListKind, words: Mapping[tuple[str, str], str], by: User) -> SentList:
    """Remember what words mean, each by its column, and try the list again."""
    kind.check(sent.workspace, by)
    held = _held(sent, wanted=(ListState.TRIED,))
    for (column, word), means in words.items():
        _check_means(kind.column(column), means, held.workspace, by)
        KnownWord.objects.update_or_create(
            workspace=held.workspace, kind=kind.key, column=column, word=plain(word)[:LONGEST_WORD],
            defaults={"means": means},
        )  # fmt: skip
    _try(held, kind, by)
    held.save()
    record("lists.words_said", held, by=by, facts={"kind": kind.key, "words": len(words)})
    return held


def _check_means(column: Column, means: str, workspace: Workspace, by: User) -> None:
    offered = {value for value, _ in column.words(workspace, by)} if column.words else set()
    known = offered | {rules.NOT_SAID, rules.LEFT_OUT, rules.CLEARS}
    if means not in known and not (column.is_day and rules.day_of(means)):
        raise rules.NotAList(f"“{means}” is nothing that {column.head} may be.", cure="Choose one that is offered.")


@transaction.atomic
def try_again(*, sent: SentList, kind: ListKind, by: User) -> SentList:
    """Try a list anew: what is recorded has changed since."""
    kind.check(sent.workspace, by)
    held = _held(sent, wanted=(ListState.ASKED, ListState.TRIED))
    _try(held, kind, by)
    held.save()
    record("lists.tried_again", held, by=by, facts={"kind": kind.key, "wrong": _wrong(held)})
    return held


@transaction.atomic
def apply_list(*, sent: SentList, kind: ListKind, leave_out: bool = False, by: User) -> SentList:
    """Take a list in, at one stroke. Refused while lines are wrong, unless they are left out and may be.

    Refused too where it would change something else by now than what was shown.
    """
    kind.check(sent.workspace, by)
    held = _held(sent, wanted=(ListState.TRIED,))
    outcome, reading = _done(held, kind, by, sheets_of(held))
    wrong = len({(one.sheet, one.number) for one in (*reading.faults, *outcome.faults)})
    told = rules.wrong_words([astuple(one) for one in (*reading.faults, *outcome.faults)], kind)
    rules.check_takable(wrong=told, changes=len(outcome.changes), leave_out=leave_out, whole=kind.whole)
    if not _same([_plain(one) for one in outcome.changes], held.changes):
        raise rules.NotAsShown("the register has changed since this list was tried.", cure="Look at it again.")
    held.steps, held.state, held.lines = outcome.steps, ListState.APPLIED, []
    held.save()
    record("lists.applied", held, by=by, facts={"kind": kind.key, "changes": len(held.changes), "wrong": wrong})
    return held


@transaction.atomic
def undo_list(*, sent: SentList, kind: ListKind, by: User) -> SentList:
    """Take a list back, all that it did. Refused where others stand on it, or changed it since."""
    kind.check(sent.workspace, by)
    held = _held(sent, wanted=(ListState.APPLIED,))
    kind.undo(held.workspace, held.steps, held.name, by)
    held.state, held.steps = ListState.UNDONE, []
    held.save(update_fields=["state", "steps"])
    record("lists.undone", held, by=by, facts={"kind": kind.key, "changes": len(held.changes)})
    return held


def _held(sent: SentList, *, wanted: Sequence[ListState]) -> SentList:
    held = SentList.objects.select_for_update(of=("self",)).select_related("workspace", "sent_by").get(pk=sent.pk)
    rules.check_state(held.state, wanted=wanted)
    return held


def _wrong(sent: SentList) -> int:
    return len({(sheet, number) for sheet, number, *_ in sent.faults})


def _try(sent: SentList, kind: ListKind, by: User) -> None:
    """Note what a list would change, after changing nothing: all of it is done, looked at and rolled back."""
    sheets, found = sheets_of(sent), []
    reader = Reader(kind, sent.workspace, by)
    sent.not_read = reader.not_read(sheets)
    heads = [head for sheet in sheets for head in sheet.heads]
    if rules.lacking(kind, heads, reader.known):
        sent.state = ListState.ASKED
        return
    try:
        with transaction.atomic():
            found.append(_done(sent, kind, by, sheets))
            raise _OnlyTried
    except _OnlyTried:
        outcome, reading = found[0]
    sent.state, sent.unchanged, sent.left_out = ListState.TRIED, outcome.unchanged, reading.left_out
    sent.changes, sent.notes = [_plain(one) for one in outcome.changes], outcome.notes
    order = {sheet.name: at for at, sheet in enumerate(sheets)}
    wrong = sorted(
        {*reading.faults, *outcome.faults}, key=lambda one: (order.get(one.sheet, 0), one.number, one.column)
    )
    sent.faults = [[one.sheet, one.number, one.column, one.reason, one.cure] for one in wrong]
    sent.unknown = [[column, word, count] for (column, word), count in sorted(reading.unknown.items())]


def _plain(change: Any) -> dict[str, Any]:
    """Return a change as it is kept: what JSON makes of it, so that it equals what is read back."""
    told = asdict(change)
    return {**told, "parts": [list(part) for part in told["parts"]]}


def _same(some: Sequence[dict[str, Any]], others: Sequence[dict[str, Any]]) -> bool:
    """Return whether changes are the same ones, in whatever order the register told them."""
    first, second = (sorted(json.dumps(one, sort_keys=True) for one in changes) for changes in (some, others))
    return first == second


def _done(sent: SentList, kind: ListKind, by: User, sheets: Sequence[Sheet]) -> tuple[Outcome, Reading]:
    reader = Reader(kind, sent.workspace, by)
    reading = reader.read(sheets, [(line[0], line[1], line[2:]) for line in sent.lines])
    taken = Taken(sent.workspace, tuple(reading.lines), sent.said, sent.name, by, tuple(reading.passed_over))
    outcome = kind.take(taken)
    named = {sheet.name: sheet.heads for sheet in sheets}
    outcome.faults = [_headed(one, kind, reader.known, named.get(one.sheet, ())) for one in outcome.faults]
    return outcome, reading


def _headed(fault: Fault, kind: ListKind, known: Mapping[str, str], heads: Sequence[str]) -> Fault:
    """Return a fault under the head of the file, where whoever took the line in named a column."""
    names = {column.name: column.head for column in kind.columns}
    head = head_of(known, heads, fault.column) or names.get(fault.column, fault.column)
    return Fault(fault.sheet, fault.number, head, fault.reason, fault.cure)


def attempt(outcome: Outcome, line: Line, act: Callable[[], None]) -> bool:
    """Do what a line asks; return whether it was done. A refusal becomes its fault and leaves nothing of it behind."""
    changes, steps = len(outcome.changes), len(outcome.steps)
    try:
        with transaction.atomic():
            act()
    except Refusal as refusal:
        del outcome.changes[changes:], outcome.steps[steps:]
        column = refusal.column if isinstance(refusal, NotTaken) else ""
        outcome.faults.append(Fault(line.sheet, line.number, column, refusal.reason, refusal.cure))
        return False
    return True


def attempt_each(outcome: Outcome, lines: Iterable[Line], act: Callable[[Line], None]) -> None:
    """Do what each line asks, the next whatever became of the one before."""
    for line in lines:
        attempt(outcome, line, partial(act, line))


# ---- rows that a list made and changed, and putting them back --------------------------------------------------------

# Kind of row (its model's name) to the model, its fields, and the names of rows beneath it that are counted.
Kept = Mapping[str, tuple[Any, tuple[str, ...], tuple[str, ...]]]


def stands(row: Any, kinds: Kept) -> dict[str, Any]:
    """Return how a row stands, as it can be kept: its fields as text, and how many rows lie beneath it."""
    _, fields, beneath = kinds[row._meta.model_name]
    values = {name: getattr(row, name) for name in fields}
    told: dict[str, Any] = {name: None if value is None else str(value) for name, value in values.items()}
    return told | {f"#{name}": getattr(row, name).count() for name in beneath}


def note_step(outcome: Outcome, row: Any, kinds: Kept, was: Mapping[str, Any] | None) -> None:
    """Note that a list made a row (`was` None) or changed it. A row has one step: from its first state to its last."""
    kind, key = row._meta.model_name, str(row.pk)
    now = stands(kinds[kind][0].objects.get(pk=row.pk), kinds)
    known = next((one for one in outcome.steps if (one["kind"], one["id"]) == (kind, key)), None)
    if known:
        known["now"] = now
    else:
        outcome.steps.append({"kind": kind, "id": key, "was": was, "now": now})


def settle_steps(outcome: Outcome, kinds: Kept) -> None:
    """Note how the row of every step stands once all lines are taken: a line that was refused may have changed it."""
    for one in outcome.steps:
        if one["kind"] in kinds:
            one["now"] = stands(kinds[one["kind"]][0].objects.get(pk=one["id"]), kinds)


@transaction.atomic
def put_rows_back(*, steps: Sequence[Any], kinds: Kept, workspace: Workspace, by: User) -> None:
    """Put rows back as they were before a list, and take out those that it made. Refused where more was done since."""
    rows = [kinds[one["kind"]][0].objects.filter(workspace=workspace, pk=one["id"]).first() for one in steps]
    touched = [
        str(row or "a row that is not there any more")
        for row, one in zip(rows, steps, strict=True)
        if row is None or stands(row, kinds) != one["now"]
    ]
    rules.check_untouched(touched)
    for row, one in reversed(list(zip(rows, steps, strict=True))):
        assert row is not None  # told above
        which = str(row)[:200]
        if one["was"] is None:
            kinds[one["kind"]][0].objects.filter(pk=row.pk).delete()
        else:
            was = {name: value for name, value in one["was"].items() if not name.startswith("#")}
            kinds[one["kind"]][0].objects.filter(pk=row.pk).update(**was)
        record("lists.row_put_back", row, by=by, facts={"which": which})
