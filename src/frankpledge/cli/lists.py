"""Lists from files at a terminal: what every register's `import` and `undo` share."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace
    from frankpledge.ground.lists.models import SentList
    from frankpledge.ground.lists.rules import ListKind

File = Annotated[Path, typer.Argument(help="The list: .xlsx, .ods or .csv.")]
Apply = Annotated[bool, typer.Option("--apply", help="Change it; else only say what would change.")]
LeaveOut = Annotated[bool, typer.Option("--leave-out", help="With --apply: take in what is right, leave the rest out.")]
Heads = Annotated[list[str], typer.Option("--head", help="What a head means: “their head=our column”. Remembered.")]
Words = Annotated[
    list[str], typer.Option("--word", help="What a word means: “column:their word=our word”, “-” leaves lines out.")
]
At = Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")]
Sent = Annotated[str, typer.Argument(help="The list, as `import` names it.")]


class NoSuchList(Refusal):
    """A name of a list, a head or a word that is none."""


def imported(
    file: Path, *, kind: ListKind, place: Workspace, by: User, said: dict[str, str], heads: list[str],
    words: list[str], apply: bool, leave_out: bool, as_json: bool,
) -> None:  # fmt: skip
    """Send a list, say what its heads and words mean, perhaps take it in, and tell what came of it."""
    from frankpledge.ground.lists.actions import apply_list, say_heads, say_words, send_list
    from frankpledge.ground.lists.queries import Reader, read_file

    read = read_file(file, called=file.name, kind=kind, workspace=place)
    kept = send_list(kind=kind, workspace=place, name=file.name, read=read, said=said, by=by)
    if heads:
        kept = say_heads(sent=kept, kind=kind, heads=_heads(heads, kind), by=by)
    if words:
        kept = say_words(sent=kept, kind=kind, words=_words(words, Reader(kind, place, by)), by=by)
    wrong = bool(kept.faults) or kept.state == "asked"
    done = apply and (not wrong or (leave_out and bool(kept.changes)))
    if done:
        apply_list(sent=kept, kind=kind, leave_out=leave_out, by=by)
    _tell(kept, done, as_json)
    if wrong and not done:
        raise typer.Exit(1)


def _described(kind: str) -> ListKind:
    """Return the description of a list by where it stands; loaded when it is asked for."""
    module, _, name = kind.rpartition(".")
    found: ListKind = getattr(import_module(module), name)
    return found


def offer_lists(app: typer.Typer, kind: str, *, of: str) -> None:
    """Give the commands of a register `import` and `undo`. `kind` is where its lists are described."""

    @app.command("import", help=f"Say what a list of {of} would change; --apply changes it. Ends with 1 for faults.")
    @answers_refusals
    def import_(
        file: File, workspace: At, head: Heads = [], word: Words = [], apply: Apply = False,  # noqa: B006
        leave_out: LeaveOut = False, data: Data = "", as_json: Json = False,
    ) -> None:  # fmt: skip
        place, by = entered(data, workspace)
        imported(
            file, kind=_described(kind), place=place, by=by, said={}, heads=head, words=word, apply=apply,
            leave_out=leave_out, as_json=as_json,
        )  # fmt: skip

    @app.command("undo", help=f"Take a list of {of} back, all that it did.")
    @answers_refusals
    def undo(sent: Sent, workspace: At, data: Data = "", as_json: Json = False) -> None:
        place, by = entered(data, workspace)
        taken_back(sent, kind=_described(kind), place=place, by=by, as_json=as_json)


def _pair(text: str, where: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals or not left:
        raise NoSuchList(f"“{text}” does not say what means what.", where=where, cure="Write it as “theirs=ours”.")
    return left.strip(), right.strip()


def _heads(given: list[str], kind: ListKind) -> dict[str, str]:
    from frankpledge.ground.lists.rules import plain

    ours = {head: column.name for column in kind.headed for head in column.heads}
    found = {}
    for text in given:
        head, column = _pair(text, "--head")
        if column and plain(column) not in ours:
            known = ", ".join(one.name for one in kind.headed)
            raise NoSuchList(f"“{column}” is no column.", where="--head", cure=f"Use one of {known}, or nothing.")
        found[head] = ours.get(plain(column), "")
    return found


def _words(given: list[str], reader: Any) -> dict[tuple[str, str], str]:
    from frankpledge.ground.lists.rules import plain

    found = {}
    for text in given:
        left, ours = _pair(text, "--word")
        column, colon, word = left.partition(":")
        if not colon or column not in {one.name for one in reader.kind.columns}:
            raise NoSuchList(f"“{text}” names no column.", where="--word", cure="Write “column:their word=our word”.")
        found[column, word] = reader.own.get(column, {}).get(plain(ours), ours)
    return found


def _tell(kept: SentList, done: bool, as_json: bool) -> None:
    if as_json:
        faults = [
            dict(zip(("sheet", "row", "column", "reason", "cure"), one, strict=True)) for one in kept.faults
        ]  # fmt: skip
        print_json({
            "list": str(kept.pk), "state": "applied" if done else kept.state, "changes": kept.changes,
            "faults": faults, "unchanged": kept.unchanged, "left_out": kept.left_out, "not_read": kept.not_read,
            "unknown": kept.unknown, "notes": kept.notes, "applied": done,
        })  # fmt: skip
        return
    for change in kept.changes:
        parts = "; ".join(f"{label}: {was or 'nothing'} → {now or 'nothing'}" for label, was, now in change["parts"])
        print(f"{change['kind']}: {change['which']}{f' ({parts})' if parts else ''}")
    for sheet, number, column, reason, cure in kept.faults:
        where = ", ".join(filter(None, (sheet, f"row {number}", column)))
        print(f"{where}: {reason} {cure}".rstrip())
    for note in kept.notes:
        print(note)
    if kept.state == "asked":
        print(f"Its heads are not understood: {', '.join(kept.not_read)}. Say what they mean with --head.")
    told = f"{len(kept.changes)} changes, {kept.unchanged} the same already, {len(kept.faults)} faults"
    print(f"{'Applied' if done else 'Nothing changed'}: {told}; list {kept.pk}.")


def taken_back(identity: str, *, kind: ListKind, place: Workspace, by: User, as_json: bool) -> None:
    """Take a list back, and say so."""
    from uuid import UUID

    from frankpledge.ground.lists.actions import undo_list
    from frankpledge.ground.lists.queries import list_of

    try:
        found = list_of(UUID(identity), kind=kind, workspace=place, viewer=by)
    except ValueError:
        found = None
    if found is None:
        raise NoSuchList("there is no such list.", where=identity, cure="See the page of the lists that came in.")
    undo_list(sent=found, kind=kind, by=by)
    if as_json:
        print_json({"list": identity, "state": "undone"})
    else:
        print(f"Taken back: {found.name}.")
