"""A county sees what partnerships beneath it have published, side by side, and nothing else of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from django.test import Client

from frankpledge.domain.partnerships.actions import found_level, place_within
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.publishing.queries.beneath import editions_beneath
from frankpledge.domain.publishing.rules import EXPECTED
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, correct, create_paper, send_for_review
from frankpledge.ground.documents.blocks import Column, Document, Row, Section, Table, Text
from frankpledge.ground.documents.models import Edition
from tests.ground.people import new_member, new_user, new_workspace
from tests.guards.page import faults

pytestmark = pytest.mark.django_db
HERE = "/w/nevershire/beneath/"
SECRET = "Lampblack"


@pytest.fixture
def above(partnership: Partnership, officer: User) -> tuple[Partnership, User]:
    """Return the county in which the partnership lies, with its own officer, who is nobody in the partnership."""
    clerk = new_user("County clerk")
    made = found_level(level="county", area_code="X10000001", area_name="Nevershire", nation="england", by=clerk)
    place_within(partnership=partnership, parent=made, by=officer)
    return made, clerk


@pytest.fixture
def clerk(above: tuple[Partnership, User], client: Client) -> User:
    client.force_login(above[1])
    return above[1]


def ranked(document: Document, *matters: str) -> Document:
    """Return a document that ranks matters in a table of its own."""
    rows = tuple(Row(((Text(one),), (Text("9"),))) for one in matters)
    table = Table("Matters", "Marks", (Column("Matter"), Column("Risk")), rows)
    return replace(document, sections=(*document.sections, Section("priorities", "Priorities", (table,))))


def approved(workspace: Workspace, tree: Document, kind: str, by: User, second: User) -> Edition:
    paper = create_paper(workspace=workspace, kind=kind, title=tree.title, tree=tree, by=by)
    return approve(paper=send_for_review(paper=paper, by=by), by=second, formats=("html",))


@pytest.fixture
def sister(above: tuple[Partnership, User]) -> Partnership:
    """Return a second partnership of the county, with people of its own."""
    place = new_workspace("Wold Community Safety Partnership")
    made = Partnership.objects.create(
        workspace=place, name=place.name, area_code="X22000002", area_name="Wold", nation="england", two_tier=True
    )
    by = new_member(place, Role.OFFICER, name="Wold officer")
    return place_within(partnership=made, parent=above[0], by=by)


def officers(place: Workspace) -> tuple[User, User]:
    return new_member(place, Role.OFFICER, name="Keeper"), new_member(place, Role.MEMBER, name="Second")


def said(client: Client, address: str = HERE) -> str:
    page = client.get(address).content.decode()
    assert faults(page) == []
    return page


def test_what_is_published_is_laid_side_by_side_and_what_is_missing_is_said(
    clerk: User, client: Client, edition: Edition, officer: User, sister: Partnership
) -> None:
    before = said(client)
    assert before.count("None is published") == 4
    publication = publish_edition(edition=edition, by=officer)
    page = said(client)
    assert "1 of 2 published one" in page
    assert f"/public/{publication.pk}/" in page
    assert page.count("None is published") == 3
    assert sister.name in page
    assert "What each partnership has published" in said(client, "/w/nevershire/")


def test_nothing_that_is_approved_and_not_public_comes_up(
    clerk: User, client: Client, edition: Edition, officer: User, analyst: User, member: User, short: Document
) -> None:
    publish_edition(edition=edition, by=officer)
    again = correct(
        edition=edition, tree=replace(short, title=f"{SECRET} corrected"), note=f"{SECRET} note", by=analyst
    )
    approve(paper=send_for_review(paper=again, by=analyst), by=member, formats=("html",))
    hidden = ranked(replace(short, title=f"{SECRET} plan"), f"{SECRET} matter")
    approved(edition.workspace, hidden, "partnership plan", analyst, member)
    approved(edition.workspace, replace(short, title=f"{SECRET} kind"), f"{SECRET} kind", analyst, member)
    page = said(client)
    assert SECRET not in page
    assert SECRET.lower() not in page.lower()
    assert "edition 1" in page
    for kind in ("csv", "xlsx", "ods"):
        assert SECRET.encode() not in client.get(f"{HERE}editions-beneath.{kind}").content
    assert client.get("/w/tithing/").status_code == 404


def test_what_is_withdrawn_is_gone_and_what_lies_elsewhere_never_was_there(
    clerk: User, client: Client, edition: Edition, officer: User, above: tuple[Partnership, User]
) -> None:
    publication = publish_edition(edition=edition, by=officer)
    assert edition.title in said(client)
    withdraw_publication(publication=publication, reason=f"{SECRET} was named", by=officer)
    page = said(client)
    assert edition.title not in page
    assert SECRET not in page
    place_within(partnership=Partnership.objects.get(workspace=edition.workspace), parent=None, by=officer)
    assert "Tithing" not in said(client)


def test_matters_that_several_put_forward_are_found(
    clerk: User, above: tuple[Partnership, User], edition: Edition, sister: Partnership, officer: User,
    analyst: User, member: User, short: Document,
) -> None:  # fmt: skip
    first = approved(edition.workspace, ranked(short, "Fly-tipping", "Burglary"), "partnership plan", analyst, member)
    by, second = officers(sister.workspace)
    other = approved(sister.workspace, ranked(short, "Burglary", "Speeding"), "partnership plan", by, second)
    for one, publisher in ((first, officer), (other, by)):
        publish_edition(edition=one, by=publisher)
    found = editions_beneath(workspace=above[0].workspace, viewer=clerk, expected=EXPECTED)
    assert [one.editions["partnership plan"].priorities for one in found.partnerships] == [
        ("Fly-tipping", "Burglary"), ("Burglary", "Speeding"),
    ]  # fmt: skip
    assert found.common == (("Burglary", ("Tithing Community Safety Partnership", sister.name)),)


def test_a_force_area_sees_the_partnerships_of_its_counties(
    above: tuple[Partnership, User], clerk: User, edition: Edition, officer: User
) -> None:
    publish_edition(edition=edition, by=officer)
    force = found_level(level="force_area", area_code="X23000001", area_name="Never", nation="england", by=clerk)
    place_within(partnership=above[0], parent=force, by=clerk)
    found = editions_beneath(workspace=force.workspace, viewer=clerk)
    assert [list(one.editions) for one in found.partnerships] == [["strategic_assessment"]]


def test_nobody_of_a_partnership_opens_the_page_of_the_county(
    above: tuple[Partnership, User], client: Client, officer: User, partnership: Partnership
) -> None:
    client.force_login(officer)
    assert client.get(HERE).status_code == 404
    own = said(client, "/w/tithing/beneath/")
    assert "No partnership lies beneath." in own
    assert "What each partnership has published" not in said(client, "/w/tithing/")


def test_the_file_says_what_is_missing_too(clerk: User, client: Client, edition: Edition, officer: User) -> None:
    publish_edition(edition=edition, by=officer)
    left = client.get(f"{HERE}editions-beneath.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(left)))
    assert [(row["kind"], row["edition"], row["standing"]) for row in rows] == [
        ("strategic assessment", "1", "published; it ranks none"),
        ("partnership plan", "", "none is published"),
    ]
    assert client.get(f"{HERE}editions-beneath.exe").status_code == 404
