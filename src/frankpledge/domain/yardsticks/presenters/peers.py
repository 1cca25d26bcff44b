"""Sets of peers in the parts of a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.domain.yardsticks.models import PeerSet
from frankpledge.ground.ui.parts import Column, Row, Table


@dataclass(frozen=True)
class ShownSet:
    """A set of peers: its name, when and how it was made, whether it is in use, its members and variables."""

    pk: int
    name: str
    note: str
    how: str
    in_use: bool
    members: Table


def shown_sets(sets: Iterable[PeerSet]) -> tuple[ShownSet, ...]:
    """Return sets of peers as a page shows them."""
    return tuple(_shown(one) for one in sets)


def _shown(one: PeerSet) -> ShownSet:
    size = int(one.parameters["size"])
    note = f"{one.dated.day} {one.dated:%B %Y}, {one.made_by.name}"
    rows = tuple(_row(at, member, size) for at, member in enumerate(one.members, start=1))
    columns = (Column("Partnership"), Column("Code"), Column("Distance", right=True), Column("Counted"))
    return ShownSet(
        pk=one.pk,
        name=one.name,
        note=f"In use. {note}" if one.in_use else note,
        how=_how(one, size),
        in_use=one.in_use,
        members=Table(f"Peers of {one.name}", columns, rows, caption_hidden=True),
    )


def _how(one: PeerSet, size: int) -> str:
    if one.method == PeerSet.Method.BY_HAND:
        return f"Chosen by no methodology: {one.reason}"
    named = "; ".join(f"{each['name']} ({each['year']})" for each in one.variables)
    return (
        f"The {size} nearest of {one.parameters['chosen_from']} partnerships of the nation,"
        f" by {one.parameters['distance']}: {named}. None of these is crime."
    )


def _row(at: int, member: dict[str, object], size: int) -> Row:
    distance = member.get("distance")
    counted = "among the peers" if at <= size else "for the larger set alone"
    return Row(
        (
            str(member["name"]),
            str(member["code"]),
            f"{distance:.2f}" if isinstance(distance, float) else "not measured",
            counted,
        ),
        quiet=at > size,
    )
