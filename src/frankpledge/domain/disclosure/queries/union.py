"""Everything ever released of a data set, as the attacker has it, and what a further release would add to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

from frankpledge.analysis.disclosure import Hidden, Published, hide
from frankpledge.analysis.disclosure.views import View
from frankpledge.domain.disclosure.models import CellVersion, KnownTie, Release, ReleasedCell, Solved
from frankpledge.domain.disclosure.rules import NotForRelease, State
from frankpledge.ground.accounts.models import Workspace
from frankpledge.statute.disclosure import disclosure

CHECK = "key"


@dataclass(frozen=True)
class Union:
    """What was released of a data set: numbers and ties, small counts that are protected, and what is hidden.

    `versions` are the newest number and mark of each cell; `head` the newest release, None before the first.
    """

    told: tuple[Published, ...]
    protected: Mapping[object, tuple[object, ...]]
    hidden: frozenset[frozenset[str]]
    versions: Mapping[str, tuple[int, str]]
    head: int | None


@dataclass
class Remembered:
    """What attacks found before, read as it is asked for; `fresh` is what this one found."""

    workspace: Workspace
    fresh: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def get(self, digest: str) -> list[tuple[float, float]] | None:
        """Return the ranges that were found of a part, None where it was never attacked."""
        if digest in self.fresh:
            return self.fresh[digest]
        row = Solved.objects.filter(workspace=self.workspace, digest=digest).first()
        return [(float(low), float(high)) for low, high in row.ranges] if row else None

    def put(self, digest: str, found: list[tuple[float, float]]) -> None:
        """Keep what was found until the release is made."""
        self.fresh[digest] = found


@dataclass(frozen=True)
class Trial:
    """A view as it could be released now, and all that the register would then know."""

    view: View
    hidden: Hidden
    names: Mapping[str, str]
    changed: Mapping[str, tuple[int, str]]
    ties: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    memory: Remembered
    head: int | None
    data_set: str

    def state_of(self, name: str) -> State:
        """Return whether a number of the view is shown."""
        return State.SUPPRESSED if name in self.hidden.names else State.VALUE


def trial(view: View, *, data_set: str, workspace: Workspace) -> Trial:
    """Return a view with what must be hidden of it, attacked with all that was ever released of the data set.

    Refused (`GivenAway`) where hiding does not help, and (`Unsolved`) where it is not solved. Nothing is kept.
    """
    union = union_of(data_set=data_set, workspace=workspace)
    _check_key(union, workspace, data_set)
    changed = _changed(view.counts, union, workspace, data_set)
    names = {cell: f"{cell}#{(changed.get(cell) or union.versions[cell])[0]}" for cell in view.counts}
    ties = tuple((_named(tie.one, names), _named(tie.other, names)) for tie in view.ties)
    numbers = [replace(line.number, cells=_named(tuple(map(str, line.number.cells)), names)) for line in view.lines]
    memory, policy = Remembered(workspace), disclosure()
    hidden = hide(
        numbers=numbers,
        told=[*union.told, *(_tie(one, other) for one, other in ties)],
        protected=union.protected,
        kept={one.name for one in numbers if frozenset(map(str, one.cells)) in union.hidden},
        threshold=policy.hidden_up_to,
        seconds=policy.seconds,
        memory=memory,
    )
    return Trial(view, hidden, names, changed, ties, memory, union.head, data_set)


def union_of(*, data_set: str, workspace: Workspace) -> Union:
    """Return everything that was ever released of a data set, withdrawn or not: what was told cannot be untold."""
    cells = ReleasedCell.objects.filter(
        release__workspace=workspace, release__data_set=data_set, release__audience="public"
    ).order_by("release_id", "pk")
    ties = KnownTie.objects.filter(workspace=workspace, data_set=data_set).order_by("pk")
    rows = list(cells)
    shown = [Published(tuple(row.cells), row.value) for row in rows if row.state == State.VALUE]
    versions: dict[str, tuple[int, str]] = {}
    for one in CellVersion.objects.filter(workspace=workspace, data_set=data_set).order_by("number"):
        versions[one.cell] = (one.number, one.mark)
    return Union(
        told=(*shown, *(_tie(tuple(tie.one), tuple(tie.other)) for tie in ties)),
        protected={f"{row.key} (release {row.release_id})": tuple(row.cells) for row in _once(rows)},
        hidden=frozenset(frozenset(row.cells) for row in rows if row.state == State.SUPPRESSED and row.cells),
        versions=versions,
        head=head_of(data_set=data_set, workspace=workspace),
    )


def _once(rows: list[ReleasedCell]) -> list[ReleasedCell]:
    """Return the numbers that were small, those of the same cells once."""
    small = {frozenset(row.cells): row for row in reversed(rows) if row.primary}
    return sorted(small.values(), key=lambda row: row.pk)


def head_of(*, data_set: str, workspace: Workspace) -> int | None:
    """Return the newest release of a data set, None before the first."""
    found = Release.objects.filter(workspace=workspace, data_set=data_set).order_by("-pk")
    return found.values_list("pk", flat=True).first()


def mark_of(workspace: Workspace, data_set: str, cell: str, count: int | str) -> str:
    """Return the keyed mark of a cell's count: the same count has the same mark, and nobody reads the count off it."""
    said = f"{workspace.pk}|{data_set}|{cell}|{count}"
    return salted_hmac("frankpledge.disclosure", said, algorithm="sha256").hexdigest()


def digest_of(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Return the digest under which a tie is kept once."""
    return sha256(repr((one, other)).encode()).hexdigest()


def _changed(
    counts: Mapping[str, int], union: Union, workspace: Workspace, data_set: str
) -> dict[str, tuple[int, str]]:
    """Return the version and mark of each cell that is new, or whose count is not what it was."""
    changed = {}
    for cell, count in counts.items():
        number, known = union.versions.get(cell, (0, ""))
        mark = mark_of(workspace, data_set, cell, count)
        if not constant_time_compare(mark, known):
            changed[cell] = (number + 1, mark)
    return changed


def _check_key(union: Union, workspace: Workspace, data_set: str) -> None:
    """Refuse where the installation's key is another than when cells were marked: none could be recognised."""
    known = union.versions.get(CHECK)
    if known is not None and not constant_time_compare(known[1], mark_of(workspace, data_set, CHECK, CHECK)):
        raise NotForRelease(
            "The key with which earlier releases were marked is not the installation’s key any more.",
            cure="Put the key back from the backup: without it, revised counts cannot be told from unchanged ones.",
        )


def _named(cells: tuple[str, ...], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names[cell] for cell in cells)


def _tie(one: tuple[str, ...], other: tuple[str, ...]) -> Published:
    return Published(one + other, 0.0, weights=(1.0,) * len(one) + (-1.0,) * len(other))
