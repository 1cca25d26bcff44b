"""Who sits where in a town, each word with the canary."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.bodies.actions.corrections import correct
from frankpledge.domain.bodies.actions.organisations import found_organisation, rename_organisation, set_capacity
from frankpledge.domain.bodies.actions.people import appoint, give_post, record_person
from frankpledge.domain.bodies.actions.seats import (
    TermsFacts,
    adopt_terms,
    create_body,
    create_seat,
    give_office,
    give_seat,
)
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.domain.roster.actions.lists import MEMBERS
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import Read, Sheet

BEGAN, RENAMED = date(2021, 4, 1), date(2023, 4, 1)


def seated(canary: str, workspace: Workspace, officer: User) -> dict[str, str]:
    """Record a board with a seat that changed its holder's name, and who sits there; return what addresses need."""
    board = create_body(
        workspace=workspace, name=f"{canary} board", kind="board", purpose=f"{canary} purpose", since=BEGAN, by=officer
    )
    words = TermsFacts(frequency="quarterly", quorum=2, chair_rule=f"{canary} elects", words=f"{canary} terms")
    adopt_terms(body=board, facts=words, since=BEGAN, by=officer)
    police = found_organisation(workspace=workspace, name=f"{canary} Force", kind="police", by=officer)
    set_capacity(organisation=police, kind="responsible", since=BEGAN, basis=f"{canary} Act", by=officer)
    seat = create_seat(body=board, name=f"{canary} police", authority="police", basis=f"{canary} basis", by=officer)
    give_seat(seat=seat, organisations=[police], since=BEGAN, by=officer)
    person = record_person(
        workspace=workspace, name=f"{canary} commander", email=f"{canary}@example.org".lower(), by=officer
    )
    give_post(person=person, organisation=police, title=f"{canary} title", since=BEGAN, by=officer)
    appoint(seat=seat, person=person, part="representative", since=BEGAN, by=officer)
    give_office(seat=seat, kind="chair", since=BEGAN, by=officer)
    renamed = rename_organisation(organisation=police, name=f"{canary} Police", on=RENAMED, by=officer)
    correct(row=board, changes={"purpose": f"{canary} aims"}, reason=f"{canary} slip", by=officer)
    heads = ("Organisation", "Organisation kind", "Person", f"{canary} head")
    lines = ((0, 2, [f"{canary} Police", "", f"{canary} visitor"]), (0, 3, [f"{canary} charity", f"{canary} odd"]))
    read = Read((Sheet(f"{canary} sheet", 1, heads),), lines)
    sent = send_list(kind=MEMBERS, workspace=workspace, name=f"{canary} members.csv", read=read, by=officer)
    give_contact(
        organisation=renamed,
        address=f"{canary}.desk@example.org".lower(),
        words=f"{canary} desk",
        since=RENAMED,
        by=officer,
    )
    return {
        "member_list": str(sent.pk),
        "body": str(board.pk),
        "seat": str(seat.pk),
        "organisation": str(renamed.pk),
        "person": str(person.pk),
        "deed": "correct-body",
        "row": str(board.pk),
        "what": "organisation",
        "kind": "csv",
    }
