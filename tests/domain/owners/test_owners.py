"""Who answers for which duty: as a list in and out, for many at a stroke, and taken back as one."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.domain.duties.actions import assign_duty
from frankpledge.domain.duties.models import Responsibility
from frankpledge.domain.duties.rules import NotAResponsibility
from frankpledge.domain.owners.actions.lists import OWNERS
from frankpledge.domain.owners.presenters import listing
from frankpledge.domain.owners.queries import answered
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.lists.actions import apply_list, send_list, undo_list
from frankpledge.ground.lists.models import SentList
from frankpledge.ground.lists.queries import Read, Sheet

pytestmark = pytest.mark.django_db
HEADS = ("duty", "owner", "post", "deputy")


@pytest.fixture(autouse=True)
def partnership(workspace: Workspace) -> Partnership:
    found = Partnership.objects.filter(workspace=workspace).first()
    return found or Partnership.objects.create(
        workspace=workspace,
        name="Tithing",
        area_code="E07000999",
        area_name="Tithing",
        nation="england",
        two_tier=False,
    )


def sent(workspace: Workspace, by: User, *rows: tuple[object, ...], heads: tuple[str, ...] = HEADS) -> SentList:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    read = Read((Sheet("", 1, heads),), tuple((0, at, row) for at, row in enumerate(cells, start=2)))
    return send_list(kind=OWNERS, workspace=workspace, name="owners.csv", read=read, by=by)


def held(workspace: Workspace) -> dict[str, tuple[str, str, str]]:
    return {
        row.duty: (row.owner.name if row.owner else "", row.role_words, row.deputy.name if row.deputy else "")
        for row in Responsibility.objects.filter(workspace=workspace)
    }


def test_every_duty_in_force_stands_once_and_comes_out_as_it_goes_in(workspace: Workspace, officer: User) -> None:
    assign_duty(workspace=workspace, duty="CSP-13", owner=officer, role_words="The chair", by=officer)
    found = answered(workspace=workspace, on=clock.today())
    codes = [one.duty.id for one in found]
    assert len(codes) == len(set(codes)) > 20
    out = listing(found, today=clock.today())
    one = sent(workspace, officer, *out.rows, heads=out.head)
    assert (one.changes, one.faults, one.not_read, one.unchanged) == ([], [], [], len(codes))


def test_what_a_line_says_changes_and_what_it_does_not_stays(workspace: Workspace, officer: User, member: User) -> None:
    assign_duty(workspace=workspace, duty="CSP-13", owner=officer, role_words="The chair", by=officer)
    one = sent(
        workspace, officer, ("CSP-13", "", "", member.name), ("CSP-12", member.name, "", ""), ("CSP-13", "", "x", "")
    )
    assert [(change["kind"], change["parts"]) for change in one.changes] == [
        ("changed", [["deputy", "", member.name]]), ("new", [["person", "", member.name]]),
    ]  # fmt: skip
    assert [reason for *_, reason, _ in one.faults] == ["row 2 is of the same duty."]
    assert "CSP-12" not in held(workspace)
    apply_list(sent=one, kind=OWNERS, leave_out=True, by=officer)
    assert held(workspace) == {"CSP-13": (officer.name, "The chair", member.name), "CSP-12": (member.name, "", "")}
    undo_list(sent=one, kind=OWNERS, by=officer)
    assert held(workspace) == {"CSP-13": (officer.name, "The chair", ""), "CSP-12": ("", "", "")}


def test_what_cannot_be_is_told_and_what_was_said_since_stays(
    workspace: Workspace, officer: User, member: User
) -> None:
    one = sent(
        workspace, officer, ("XX-99", officer.name, "", ""), ("CSP-13", "Nobody knows them", "", ""),
        ("CSP-12", officer.name, "", officer.name), ("CSP-01", "", "", member.name),
    )  # fmt: skip
    told = {number: reason for _, number, _, reason, _ in one.faults}
    assert told == {
        2: "there is no duty XX-99 here.", 3: "“Nobody knows them” is not known under owner.",
        4: "nobody is their own deputy.", 5: "it is not said who answers for it.",
    }  # fmt: skip
    good = sent(workspace, officer, ("CSP-13", officer.name, "", ""))
    apply_list(sent=good, kind=OWNERS, by=officer)
    assign_duty(workspace=workspace, duty="CSP-13", owner=member, by=officer)
    with pytest.raises(NotAResponsibility, match="it was said anew who answers for CSP-13"):
        undo_list(sent=good, kind=OWNERS, by=officer)


def test_many_are_changed_at_a_stroke_on_pages_without_scripts(
    workspace: Workspace, officer: User, member: User, client: Client
) -> None:
    client.force_login(officer)
    page = client.get(reverse("owners:list", args=(workspace.slug,))).content.decode()
    assert 'name="chosen" value="CSP-13"' in page
    here = reverse("owners:bulk", args=(workspace.slug,))
    assert "2 duties chosen" in client.get(here, {"chosen": ["CSP-12", "CSP-13"]}).content.decode()
    assert "No duty is chosen." in client.get(here, follow=True).content.decode()
    assert client.post(here, {"duties": "CSP-12,CSP-13"}).status_code == 422
    client.post(here, {"duties": "CSP-12,CSP-13", "owner": str(member.pk), "post": "Head of safety, the council"})
    one = SentList.objects.get()
    assert len(one.changes) == 2
    client.post(reverse("owners:list_apply", args=(workspace.slug, one.pk)))
    assert held(workspace)["CSP-12"] == (member.name, "Head of safety, the council", "")
    nobody = client.get(reverse("owners:list", args=(workspace.slug,)), {"nobody": "on"}).content.decode()
    assert "CSP-12" not in nobody
    client.post(reverse("owners:list_undo", args=(workspace.slug, one.pk)))
    assert held(workspace)["CSP-12"] == ("", "", "")


def test_only_whoever_assigns_duties_does_so_here(workspace: Workspace, member: User, client: Client) -> None:
    with pytest.raises(NotPermitted):
        sent(workspace, member, ("CSP-13", member.name, "", ""))
    client.force_login(member)
    page = client.get(reverse("owners:list", args=(workspace.slug,)))
    assert page.status_code == 200
    assert 'name="chosen"' not in page.content.decode()
