"""Two partnerships in one installation: nothing of one is on any page of the other, whoever looks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.evidence.actions import record_published_figures
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, correct, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition
from tests.domain.conftest import KNOWN
from tests.domain.county import County

CANARY = "Quillfeather"
FIGURE = {
    "group": f"{CANARY} group",
    "label": f"{CANARY} figure",
    "unit": "crimes",
    "period": "2021/22",
    "value": "12",
    "missing": "",
    "source": f"{CANARY} plan",
    "caveat": f"{CANARY} caveat",
}
PAGES = (
    "",
    "ledger/",
    "evidence/",
    "evidence/explore/",
    "evidence/explore/months.csv",
    "evidence/explore/places/",
    "evidence/explore/figure/",
    "evidence/explore/rows/",
    "evidence/events/",
    "evidence/events/add/",
    "evidence/published/",
    "assessments/",
    "assessments/2025-12/",
    "assessments/2025-12/read/",
    "assessments/2025-12/draft.html",
    "assessments/2025-12/edition-1/",
    "assessments/2025-12/edition-1/read/",
    "assessments/2025-12/edition-1.html",
    "public/",
)


@pytest.fixture
def other(short: Document, officer: User) -> Workspace:
    """Return the other partnership: an approved assessment, a correction under way, and printed figures."""
    workspace = create_workspace(name=f"{CANARY} Partnership", slug="other", by=officer)
    analyst, member = (create_user(email=f"{n}@elsewhere.invalid", name=f"{CANARY} {n}") for n in ("one", "two"))
    add_member(workspace=workspace, user=analyst, role=Role.ANALYST, by=officer)
    add_member(workspace=workspace, user=member, role=Role.MEMBER, by=officer)
    Partnership.objects.create(
        workspace=workspace,
        name=f"{CANARY} Partnership",
        area_code="X22000002",
        area_name="Vale and Wold",
        nation="england",
        two_tier=True,
    )
    tree = replace(short, title=f"{CANARY} assessment", subtitle=f"{CANARY} year", partnership=f"{CANARY} Partnership")
    read = Read(window=year_ending(Month(2025, 12)), year="2025/26", manifest=CANARY, known_at=KNOWN)
    paper = save_draft(workspace=workspace, read=read, tree=tree, by=analyst).paper
    edition = approve(paper=send_for_review(paper=paper, by=analyst), by=member, formats=("html",))
    correct(edition=edition, tree=tree, note=f"{CANARY} note", by=analyst)
    record_published_figures(workspace=workspace, rows=[FIGURE], by=analyst)
    return workspace


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ANALYST, Role.MEMBER, Role.ADMINISTRATOR])
def test_no_page_of_one_partnership_shows_anything_of_the_other(
    client: Client, evidence: County, other: Workspace, edition: Edition, people: dict[Role, User], role: Role
) -> None:
    client.force_login(people[role])
    answers = {address: client.get(f"/w/tithing/{address}") for address in PAGES}
    assert [address for address, answer in answers.items() if CANARY.encode() in answer.content] == []
    assert sum(answer.status_code == 200 for answer in answers.values()) >= (2 if role is Role.ADMINISTRATOR else 9)


def test_no_page_of_the_other_is_there_for_somebody_who_is_not_its_member(
    client: Client, evidence: County, other: Workspace, assessment: Assessment, member: User
) -> None:
    client.force_login(member)
    for address in PAGES:
        answer = client.get(f"/w/other/{address}")
        assert answer.status_code == 404, address
        assert CANARY.encode() not in answer.content


def test_a_stranger_sees_neither(client: Client, evidence: County, other: Workspace, edition: Edition) -> None:
    for slug in ("tithing", "other"):
        assert {client.get(f"/w/{slug}/{address}").status_code for address in PAGES} == {302}
    html = client.get("/public/").content
    assert CANARY.encode() not in html
    assert b"Strategic assessment" not in html
