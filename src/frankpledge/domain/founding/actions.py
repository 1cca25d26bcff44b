"""Founding a partnership for an area, and seating its board in one stroke."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from frankpledge.domain.bodies.actions.organisations import found_with_capacity
from frankpledge.domain.bodies.actions.seats import create_body, create_seat, give_seat
from frankpledge.domain.bodies.models import Body
from frankpledge.domain.founding import rules
from frankpledge.domain.founding.queries import (
    area_to_serve,
    bodies_there,
    is_taken,
    keeps_somewhere,
    nothing_founded,
    wanted,
)
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from frankpledge.ground.audit.actions import record


def found_for(area: str, *, by: User) -> Partnership:
    """Found the partnership of an area, by its name or code. Its founder is its officer and administrator.

    Refused for an area that no loaded lookup knows, that is none of a partnership, or whose partnership is here.
    """
    return set_up(area, board="", authorities={}, since=None, by=by)


def set_up(area: str, *, board: str, authorities: Mapping[str, str], since: date | None, by: User) -> Partnership:
    """Found the partnership of an area and, where authorities are named, seat its board; all of it, or nothing."""
    rules.check_may_found(keeps_somewhere=keeps_somewhere(by), first=nothing_founded())
    served = area_to_serve(area)
    rules.check_free(area=served.name, taken=is_taken(served.code))
    with transaction.atomic():
        made = found_partnership(
            area_kind="csp", area_code=served.code, area_name=served.name, nation=served.nation,
            two_tier=served.two_tier, by=by,
        )  # fmt: skip
        if authorities:
            name = board or f"{made.area_name} Partnership Board"
            seat_board(partnership=made, name=name, authorities=authorities, since=since, by=by)
    return made


@transaction.atomic
def seat_board(
    *, partnership: Partnership, name: str, authorities: Mapping[str, str], since: date | None, by: User
) -> Body:
    """Create the board with a seat for each authority that is named, held by an organisation of that name.

    `authorities`: the name of the organisation by what the authority is in the law; one without a name has no seat
    yet. All of it is made, or none.
    """
    workspace = partnership.workspace
    rules.check_unseated(bodies=bodies_there(workspace, by))
    named = {key: words.strip() for key, words in authorities.items() if words.strip()}
    rules.check_named(names=len(named))
    law = wanted(partnership, on=clock.today())
    rules.check_known(named, known=[one.authority.id for one in law])
    board = create_body(workspace=workspace, name=name, kind="board", since=since, by=by)
    for one in law:
        if words := named.get(one.authority.id):
            holder = found_with_capacity(
                workspace=workspace, name=words, kind=one.kind, since=since, capacity="responsible",
                basis=one.authority.source, by=by,
            )  # fmt: skip
            seat = create_seat(body=board, name=one.authority.label, authority=one.authority.id, by=by)
            give_seat(seat=seat, organisations=[holder], since=since, by=by)
    record("founding.board_seated", board, by=by, facts={"seats": len(named), "body": board.name})
    return board
