"""Agreements and requests on their pages, and what the register of duties and "This quarter" see of them."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from frankpledge.domain.agreements.actions import VersionFacts, add_version
from frankpledge.domain.agreements.models import Agreement, Request, Version
from frankpledge.domain.agreements.rules import Term
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.agreements.conftest import sign
from tests.domain.bodies.stage import Stage
from tests.guards.page import faults

HOME = "/w/tithing/agreements/"


@pytest.fixture
def as_officer(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def words(answer: HttpResponse) -> str:
    assert faults(answer.content.decode()) == []
    return answer.content.decode()


def test_a_protocol_is_added_signed_and_nominated_for_by_pages(as_officer: Client, stage: Stage) -> None:
    council = str(stage.organisations["council"].pk)
    typed = {"name": "Protocol", "kind": "protocol", "keeper": council, "bases": ["cda_17a", "cda_115", "reg_4"]}
    asked = words(as_officer.post(f"{HOME}add/", typed, follow=True))
    assert "Add a version" in asked
    place = f"{HOME}{Agreement.objects.get().pk}/"
    assert "no version is recorded" in words(as_officer.get(place))
    term = {"since": "2025-05-20", "review_on": "2026-01-20", "words": "Names the board"}
    wrong = as_officer.post(f"{place}version/", term | {"file": SimpleUploadedFile("x.exe", b"x")})
    assert "is not kept" in words(wrong)
    text = SimpleUploadedFile("protocol.txt", b"The protocol.")
    made = words(as_officer.post(f"{place}version/", term | {"file": text}, follow=True))
    assert "Review on 20 January 2026, in 49 days" in made
    assert "It does not prove the duty to keep a protocol" in made
    version = f"{place}versions/{Version.objects.get().pk}/"
    assert as_officer.get(f"{version}text").content == b"The protocol."
    assert Release.objects.get().what == "text of Protocol, version 1"
    for organisation in stage.organisations.values():
        answer = {"organisation": str(organisation.pk), "answer": "refused", "on": "2025-06-01"}
        assert "no reason is given" in words(as_officer.post(f"{version}sign/", answer))
        said = words(as_officer.post(f"{version}sign/", answer | {"answer": "signed", "by_whom": "Chief"}, follow=True))
    assert "It proves the duty to keep a protocol" in said
    named = {"organisation": council, "since": "2025-05-20"}
    assert "nobody is named" in words(as_officer.post(f"{place}nominate/", named))
    assert "Data manager" in words(as_officer.post(f"{place}nominate/", named | {"role": "Data manager"}, follow=True))
    moved = {"review_on": "2026-05-20", "reason": "Looked at, nothing to change"}
    assert "In force since 20 May 2025" in words(as_officer.post(f"{version}term/", moved, follow=True))
    assert as_officer.get(f"{place}versions/{Agreement.objects.get().pk}/term/").status_code == 404


def test_an_agreement_is_put_right_and_withdrawn_by_pages(
    as_officer: Client, agreement: Agreement, version: Version, stage: Stage
) -> None:
    place = f"{HOME}{agreement.pk}/"
    assert as_officer.get(f"{place}versions/{version.pk}/text").status_code == 404
    typed = {"name": "Hospital counts", "kind": "sharing", "keeper": str(stage.organisations["health"].pk)}
    said = words(as_officer.post(f"{place}edit/", typed, follow=True))
    assert "Hospital counts" in said
    assert "the duty to keep a protocol" not in said
    assert as_officer.post(f"{place}withdraw/", {"reason": ""}).status_code == 422
    assert "No agreement stands" in words(as_officer.post(f"{place}withdraw/", {"reason": "Twice"}, follow=True))
    assert as_officer.get(place).status_code == 404


def test_requests_are_recorded_answered_listed_and_taken_away(
    as_officer: Client, agreement: Agreement, stage: Stage, member: User
) -> None:
    police, health = (str(stage.organisations[name].pk) for name in ("police", "health"))
    typed = {
        "asked_by": police, "asked_of": health, "asked_on": "2025-11-03", "due": "2025-12-01", "basis": "cda_17a",
        "what": "Attendances after assault",
    }  # fmt: skip
    assert "does not ask itself" in words(as_officer.post(f"{HOME}{agreement.pk}/ask/", typed | {"asked_of": police}))
    assert "1 day late" in words(as_officer.post(f"{HOME}{agreement.pk}/ask/", typed, follow=True)).lower()
    assert "Attendances after assault" in words(as_officer.get(f"{HOME}requests/?state=late"))
    assert "No request stands" in words(as_officer.get(f"{HOME}requests/?state=answered"))
    one = f"{HOME}requests/{Request.objects.get().pk}/"
    answer = {"outcome": "in_part", "on": "2025-12-02"}
    assert "no reason is given" in words(as_officer.post(f"{one}answer/", answer))
    done = words(as_officer.post(f"{one}answer/", answer | {"words": "Two wards are small"}, follow=True))
    assert "In part, answered on 2 December 2025, after its day" in done
    assert "What became of it" not in done
    (row,) = csv.DictReader(io.StringIO(as_officer.get(f"{HOME}requests.csv").content.decode("utf-8-sig")))
    assert (row["outcome"], row["answer"]) == ("In part", "Two wards are small")
    as_member = Client()
    as_member.force_login(member)
    assert "Attendances after assault" in words(as_member.get(f"{HOME}requests/"))
    assert as_member.get(f"{one}answer/").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?state=lapsed", False), ("?kind=protocol&order=name", True), ("?words=nothing", False),
     ("?organisation=nonsense&state=nonsense", True)],
)  # fmt: skip
def test_the_list_shows_what_is_chosen(query: str, found: bool, as_officer: Client, version: Version) -> None:
    assert (f"{HOME}{version.agreement_id}/" in words(as_officer.get(f"{HOME}{query}"))) is found


def test_what_is_shown_leaves_with_a_line_for_each_signatory(
    as_officer: Client, version: Version, stage: Stage
) -> None:
    sign(version, stage, "fire")
    rows = list(csv.DictReader(io.StringIO(as_officer.get(f"{HOME}agreements.csv").content.decode("utf-8-sig"))))
    assert sorted(row["answer"] for row in rows) == ["Not yet", "Signed", "Signed", "Signed", "Signed"]
    assert {row["review_on"] for row in rows} == {"2026-05-20"}


def test_the_register_of_duties_sees_the_protocol(
    as_officer: Client, version: Version, stage: Stage, workspace: Workspace
) -> None:
    Partnership.objects.create(
        workspace=workspace, name="Tithing", area_code="X22000001", area_name="Tithing", nation="england",
        two_tier=False,
    )  # fmt: skip
    sign(version, stage)
    said = as_officer.get(f"/w/{workspace.slug}/duties/of/CSP-05/").content.decode()
    assert "Sharing protocol, version 1, signed by 5 of 5 responsible authorities" in said


def test_this_quarter_warns_of_an_end_of_missing_signatures_and_of_nobody_nominated(
    as_officer: Client, agreement: Agreement, officer: User, stage: Stage
) -> None:
    term = Term(date(2025, 5, 20), date(2025, 12, 9), None)
    add_version(agreement=agreement, given=VersionFacts(term), by=officer)
    said = as_officer.get("/w/tithing/").content.decode()
    assert "Ends on 9 December 2025, in 7 days" in said
    assert "Signatures are missing: Sharing protocol" in said
    assert "Nobody is nominated: Sharing protocol" in said
    assert stage.organisations["fire"].name in said
