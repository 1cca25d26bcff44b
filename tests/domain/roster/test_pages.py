"""The pages of who sits where: as at a day, changed by forms that lose nothing, and taken away exactly as shown."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.bodies.actions.organisations import succeed
from frankpledge.domain.bodies.models import Body, Capacity, Correction, Organisation, Person, Representation, Seat
from frankpledge.domain.bodies.queries.seating import body_in
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User
from tests.domain.bodies.stage import Stage

pytestmark = pytest.mark.django_db
JULY = date(2022, 7, 1)


def page(client: Client, stage: Stage, route: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"roster:{route}", args=(stage.workspace.slug, *args)) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def do(client: Client, stage: Stage, deed: str, row: Any, **given: Any) -> Any:
    return client.post(reverse("roster:deed", args=(stage.workspace.slug, deed, row.pk)), given)


def test_the_day_in_the_address_decides_what_is_seen(stage: Stage, keeper: Client) -> None:
    board = stage.organisation("Integrated Care Board", "icb")
    succeed(
        predecessors=[stage.organisations["health"]], successors=[board], on=JULY, kind="transferred", by=stage.officer
    )
    then = page(keeper, stage, "body", stage.board.pk, query="?on=2022-06-30")
    now = page(keeper, stage, "body", stage.board.pk)
    assert "As at 30 June 2022" in then
    seats = then.partition("What happened")[0]
    assert "Nevermouth Clinical Commissioning Group" in seats
    assert "Integrated Care Board" not in seats
    assert "Integrated Care Board" in now.partition("What happened")[0]
    assert "?on=2022-06-30" in page(keeper, stage, "list", query="?on=2022-06-30")
    assert f"As at {clock.today().day} " in page(keeper, stage, "list", query="?on=soon")


def test_an_organisation_is_shown_with_what_the_law_of_the_day_makes_of_it(
    stage: Stage, keeper: Client, partnership: Partnership
) -> None:
    health, pcc = stage.organisations["health"].pk, stage.organisation("The commissioner", "pcc").pk
    assert "Responsible authority: The clinical commissioning group" in page(
        keeper, stage, "organisation", health, query="?on=2022-06-30"
    )
    assert "nothing: it may be invited" in page(keeper, stage, "organisation", health, query="?on=2022-07-01")
    assert "Co-operating body: The police and crime commissioner" in page(keeper, stage, "organisation", pcc)


def test_an_empty_register_says_what_to_do_first(client: Client, officer: User, workspace: Any) -> None:
    client.force_login(officer)
    answer = client.get(reverse("roster:list", args=(workspace.slug,))).content.decode()
    assert "Add the board first" in answer


def test_the_board_is_checked_against_the_law(stage: Stage, keeper: Client, partnership: Partnership) -> None:
    shown = page(keeper, stage, "list", query="?on=2022-06-30")
    assert "5 appointed by responsible authorities; 2 are needed" in shown
    assert "SI 2007/1830 reg 3(1)-(2)" in shown
    assert "County council" in page(keeper, stage, "body", stage.board.pk)


def test_an_organisation_a_body_and_a_person_are_added_and_lead_to_their_pages(stage: Stage, keeper: Client) -> None:
    slug = stage.workspace.slug
    forms = {
        "organisation": {"name": "Never Homes", "kind": "landlord", "capacity": "co_operating", "since": "2024-01-01"},
        "body": {"name": "Task group", "kind": "task_group", "parent": str(stage.board.pk)},
        "person": {"name": "A clerk", "organisation": str(stage.organisations["police"].pk), "title": "Clerk"},
    }
    for what, given in forms.items():
        answer = keeper.post(reverse("roster:add", args=(slug, what)), given)
        assert answer.status_code == 302, answer.content
        assert str(given["name"]) in keeper.get(answer["Location"]).content.decode()
    assert Capacity.objects.get(organisation__name="Never Homes").since == date(2024, 1, 1)
    assert Body.objects.get(name="Task group").parent == stage.board
    assert Person.objects.get(name="A clerk").posts.get().title == "Clerk"


def test_what_was_typed_is_not_lost_when_it_is_refused(stage: Stage, keeper: Client) -> None:
    answer = keeper.post(
        reverse("roster:add", args=(stage.workspace.slug, "organisation")),
        {"name": "Ruritania Police", "kind": "police", "short_name": "the force"},
    )
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "there is an organisation of this name" in html
    assert 'value="the force"' in html
    missing = keeper.post(reverse("roster:add", args=(stage.workspace.slug, "person")), {"title": "Clerk"})
    assert missing.status_code == 422
    assert 'value="Clerk"' in missing.content.decode()


def test_a_seat_is_added_given_and_filled_from_its_pages(stage: Stage, keeper: Client) -> None:
    charity = stage.organisation("A charity", "charity")
    worker = stage.person("A worker", charity)
    do(
        keeper, stage, "add-seat", stage.board, name="Voluntary sector", authority="voluntary", standing_as="member",
        holder=str(charity.pk), since="2024-01-01",
    )  # fmt: skip
    seat = Seat.objects.get(name="Voluntary sector")
    offered = page(keeper, stage, "deed", "appoint", seat.pk)
    assert "A worker" in offered
    assert "Fire commander" not in offered
    assert do(keeper, stage, "appoint", seat, person=str(worker.pk), part="representative", since="2024-02-01").url
    do(keeper, stage, "office", seat, kind="vice_chair", since="2024-03-01")
    shown = page(keeper, stage, "seat", seat.pk)
    assert "Vice-chair" in shown
    assert "A worker, A worker post" in shown
    police = str(stage.organisations["police"].pk)
    do(keeper, stage, "give-seat", seat, organisations=[police], since="2025-01-01")
    assert "Nobody is appointed to represent whoever holds it." in page(keeper, stage, "seat", seat.pk)
    do(keeper, stage, "vacate-seat", seat, last="2025-02-01")
    assert "No organisation holds this seat." in page(keeper, stage, "seat", seat.pk)
    do(keeper, stage, "end-seat", seat, last="2025-03-01")
    assert "Voluntary sector" not in page(keeper, stage, "body", stage.board.pk).partition("What happened")[0]


def test_terms_are_adopted_and_shown_with_what_is_law_and_what_is_local(
    stage: Stage, keeper: Client, partnership: Partnership
) -> None:
    do(
        keeper, stage, "terms", stage.board, since="2023-04-01", frequency="quarterly", quorum="3",
        quorum_of="authorities", chair_rule="Elected each year",
    )  # fmt: skip
    shown = page(keeper, stage, "body", stage.board.pk)
    assert "3 responsible authorities represented (a local rule)" in shown
    assert "version 1, since 1 April 2023" in shown
    assert "None are recorded" in page(keeper, stage, "body", stage.board.pk, query="?on=2023-03-31")


@pytest.mark.parametrize(
    ("given", "after"),
    [
        ({"kind": "renamed", "new_name": "New Police"}, {"New Police"}),
        ({"kind": "transferred", "new_name": "Other", "new_kind": "other"}, {"Other"}),
        ({"kind": "merged", "new_name": "Police and Fire", "along": "fire"}, {"Police and Fire"}),
    ],
)
def test_what_became_of_an_organisation_is_recorded_from_one_form(
    stage: Stage, keeper: Client, given: dict[str, str], after: set[str]
) -> None:
    filled: dict[str, Any] = {**given, "on": "2024-04-01"}
    if "along" in filled:
        filled["along"] = [str(stage.organisations["fire"].pk)]
    answer = do(keeper, stage, "succeed", stage.organisations["police"], **filled)
    assert answer.status_code == 302, answer.content
    board = body_in(stage.board.pk, workspace=stage.workspace, on=date(2024, 4, 1))
    assert board is not None
    assert {one.name for seat in board.seats if seat.authority == "police" for one in seat.holders} == after
    assert "Went to" in page(keeper, stage, "organisation", stage.organisations["police"].pk)


def test_a_succession_of_nothing_is_an_error_of_the_form(stage: Stage, keeper: Client) -> None:
    answer = do(keeper, stage, "succeed", stage.organisations["police"], kind="split", on="2024-04-01")
    assert answer.status_code == 422
    assert "Say what comes after it" in answer.content.decode()


def test_a_slip_is_put_right_with_its_reason_shown_beside_it(stage: Stage, keeper: Client) -> None:
    seat = stage.seats["fire"]
    answer = do(
        keeper, stage, "correct-seat", seat, name="Fire and rescue", standing="member", authority="fire", basis="",
        order="3", since="2020-04-01", until="", reason="Its full name",
    )  # fmt: skip
    assert answer.status_code == 302, answer.content
    assert Correction.objects.get().before == {"name": "Fire", "order": 2}
    form = page(keeper, stage, "deed", "correct-seat", seat.pk)
    assert "Its full name" in form
    assert "name Fire" in form
    body = do(
        keeper, stage, "correct-body", stage.board, name="Board", short_name="", kind="board", parent="", purpose="All",
        since="2020-04-01", until="", reason="It had none",
    )  # fmt: skip
    assert body.status_code == 302, body.content


def test_what_was_never_so_is_withdrawn_from_the_form_that_puts_right(stage: Stage, keeper: Client) -> None:
    sitting = Representation.objects.get(seat=stage.seats["fire"])
    form = page(keeper, stage, "deed", "correct-representation", sitting.pk)
    assert "It was never so: withdraw it" in form
    assert "It ended" in form
    do(keeper, stage, "withdraw-representation", sitting, reason="Nobody of that name")
    assert "vacant" in page(keeper, stage, "seat", stage.seats["fire"].pk).lower()
    refused = do(keeper, stage, "withdraw-seat", stage.seats["fire"], reason="x")
    assert refused.status_code == 422
    assert "stand on it" in refused.content.decode()


def test_people_leave_have_posts_and_accounts(stage: Stage, keeper: Client, member: User) -> None:
    person = stage.people["fire"]
    council = str(stage.organisations["council"].pk)
    do(keeper, stage, "post", person, organisation=council, title="Adviser", since="2024-01-01")
    assert do(keeper, stage, "account", person, email="nobody@example.org").status_code == 422
    assert do(keeper, stage, "account", person, email=member.email).status_code == 302
    person.refresh_from_db()
    assert person.user == member
    do(keeper, stage, "account", person, email="")
    person.refresh_from_db()
    assert person.user is None
    do(keeper, stage, "left", person, last="2024-06-30")
    shown = page(keeper, stage, "person", person.pk)
    assert "to 30 June 2024" in shown
    assert "Fire commander" not in page(keeper, stage, "people")
    assert "Fire commander" in page(keeper, stage, "people", query="?left=on")


def test_what_ended_is_ended_from_the_form_that_puts_it_right(stage: Stage, keeper: Client) -> None:
    fire = stage.organisations["fire"]
    do(keeper, stage, "office", stage.seats["fire"], kind="chair", since="2021-01-01")
    rows = {
        "end-capacity": fire.capacities.get(),
        "end-representation": Representation.objects.get(seat=stage.seats["fire"]),
        "end-office": stage.seats["fire"].offices.get(),
        "end-post": fire.posts.get(),
    }
    for deed, row in rows.items():
        answer = do(keeper, stage, deed, row, last="2024-03-31")
        assert answer.status_code == 302, (deed, answer.content)
        row.refresh_from_db()
        assert row.until == date(2024, 3, 31), deed
    assert "none recorded" in page(keeper, stage, "organisations")
    gone = do(keeper, stage, "end-organisation", fire, last="2024-04-30")
    assert gone.status_code == 302
    assert "No organisation holds this seat." in page(keeper, stage, "seat", stage.seats["fire"].pk)


def test_a_split_is_recorded_with_successors_that_are_there(stage: Stage, keeper: Client) -> None:
    one, other = stage.organisation("National", "probation"), stage.organisation("Company", "probation")
    into = [str(one.pk), str(other.pk)]
    answer = do(keeper, stage, "succeed", stage.organisations["probation"], kind="split", on="2024-04-01", into=into)
    assert answer.status_code == 302, answer.content
    shown = page(keeper, stage, "seat", stage.seats["probation"].pk)
    assert "Company and National jointly" in shown
    refused = do(keeper, stage, "succeed", stage.organisations["fire"], kind="merged", on="2024-04-01", into=into[:1])
    assert refused.status_code == 422
    assert "A merger joins two or more into one" in refused.content.decode()


def test_what_is_not_there_is_not_found(stage: Stage, keeper: Client) -> None:
    slug, nothing = stage.workspace.slug, stage.workspace.pk
    for route in ("body", "seat", "organisation", "person", "list_one"):
        assert keeper.get(reverse(f"roster:{route}", args=(slug, nothing))).status_code == 404
    assert keeper.get(reverse("roster:add", args=(slug, "robot"))).status_code == 404
    assert keeper.get(reverse("roster:deed", args=(slug, "fly", stage.board.pk))).status_code == 404
    assert keeper.get(reverse("roster:deed", args=(slug, "appoint", stage.board.pk))).status_code == 404
    assert keeper.get(reverse("roster:members_file", args=(slug, "exe"))).status_code == 404


def test_the_register_of_a_capacity_leaves_exactly_as_it_is_shown(stage: Stage, keeper: Client) -> None:
    do(keeper, stage, "capacity", stage.organisations["fire"], kind="participating", since="2024-01-01", basis="Vote")
    shown = page(keeper, stage, "organisations", query="?capacity=participating")
    assert "Ruritania Fire and Rescue Authority" in shown
    assert "Ruritania Police" not in shown
    address = reverse("roster:organisations_file", args=(stage.workspace.slug, "csv"))
    rows = list(
        csv.DictReader(io.StringIO(keeper.get(f"{address}?capacity=participating").content.decode("utf-8-sig")))
    )
    assert [(row["Organisation"], row["Capacity"], row["Basis"]) for row in rows] == [
        ("Ruritania Fire and Rescue Authority", "Participating body", "Vote")
    ]
    for kind in ("xlsx", "ods"):
        assert keeper.get(reverse("roster:members_file", args=(stage.workspace.slug, kind))).status_code == 200


def test_the_register_of_a_capacity_says_what_the_law_asks_of_them(
    stage: Stage, keeper: Client, partnership: Partnership
) -> None:
    shown = page(keeper, stage, "organisations", query="?capacity=co_operating")
    assert "Co-operates with the responsible authorities" in shown
    assert "SI 2009/942 regs 5 and 6 (read in the law)" in shown
    assert "What the law asks of them" not in page(keeper, stage, "organisations")
    assert partnership.nation == "england"


def test_addresses_are_shown_and_given_only_to_those_who_work_with_them(
    stage: Stage, client: Client, people: dict[Any, User]
) -> None:
    person = stage.people["fire"]
    person.email = "commander@fire.example"
    person.save()
    route = reverse("roster:people_file", args=(stage.workspace.slug, "csv"))
    seen = {}
    for role in ("officer", "member", "scrutiny", "commissioner"):
        client.force_login(people[role])
        html = page(client, stage, "people") + page(client, stage, "person", person.pk)
        seen[role] = ("commander@fire.example" in html, b"commander@fire.example" in client.get(route).content)
    assert seen == {
        "officer": (True, True), "member": (True, True), "scrutiny": (False, False), "commissioner": (False, False),
    }  # fmt: skip


def test_the_officers_first_page_asks_for_vacant_seats_and_nobody_elses_does(
    stage: Stage, client: Client, officer: User, member: User
) -> None:
    Representation.objects.filter(seat=stage.seats["fire"]).update(until=date(2024, 1, 1))
    home = reverse("web:home", args=(stage.workspace.slug,))
    client.force_login(officer)
    assert "Fill the seat Fire, Board" in client.get(home).content.decode()
    client.force_login(member)
    assert "Fill the seat Fire, Board" not in client.get(home).content.decode()


def test_three_hundred_people_cost_no_more_queries_than_five(
    stage: Stage, keeper: Client, django_assert_max_num_queries: Any
) -> None:
    now = clock.now()
    kept = {"workspace": stage.workspace, "recorded_by": stage.officer, "recorded_at": now}
    people = Person.objects.bulk_create(Person(name=f"Person {n}", **kept) for n in range(300))
    place = Organisation.objects.get(name="Ruritania Police")
    posts = place.posts.model
    posts.objects.bulk_create(posts(person=person, organisation=place, **kept) for person in people)
    for route in ("list", "people", "organisations"):
        with django_assert_max_num_queries(40):
            page(keeper, stage, route)
