"""Agreements and requests by token, and files that come with them: read, bounded and refused as on their pages."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from frankpledge.config.uploads import ARRIVING
from frankpledge.domain.agreements.models import VersionFile
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.kept import MEGABYTE, MOST_MEGABYTES
from tests.api.conftest import Program
from tests.ground.documents.sent_files import pdf
from tests.ground.people import new_member

Table = dict[str, Any]


def days_ago(days: int) -> str:
    return (clock.today() - timedelta(days=days)).isoformat()


TEXT = pdf("The protocol")


def sent(content: bytes = TEXT, name: str = "protocol.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def agreement(program: Program, table: Table) -> str:
    keeper = str(table["organisation"].pk)
    made = program.post("/agreements", name="Protocol", kind="protocol", keeper=keeper, bases=["cda_115"])
    return str(made["agreement"]["id"])


def test_the_text_of_a_version_comes_as_a_file_and_goes_as_it_came(program: Program, agreement: str) -> None:
    made = program.send(f"/agreements/{agreement}/versions/file", since=days_ago(30), words="The first", file=sent())
    (version,) = made["versions"]
    assert (version["file"], version["number"], made["agreement"]["version"]) == ("protocol.pdf", 1, 1)
    told = program.call("GET", f"/agreements/{agreement}/versions/{version['id']}/text")
    assert told.content == TEXT
    assert "attachment" in told["Content-Disposition"]
    assert Release.objects.filter(what__contains="text of").count() == 1


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (sent(name="protocol.exe"), "a file ending in .exe is not kept."),
        (
            sent(b"%PDF-" + bytes(MOST_MEGABYTES * MEGABYTE)),
            f"the file has {MOST_MEGABYTES}.0 megabytes, and at most {MOST_MEGABYTES} are kept.",
        ),
        (sent(b"<html>"), "this is no PDF, whatever its name says."),
    ],
)
def test_a_file_that_the_page_refuses_is_refused_in_the_same_words(
    file: SimpleUploadedFile, why: str, program: Program, agreement: str
) -> None:
    told = program.send(f"/agreements/{agreement}/versions/file", status=422, since=days_ago(30), file=file)
    assert (told["refused"], told["where"], told["why"]) == ("BadFile", file.name, why)
    assert told["cure"]
    assert VersionFile.objects.count() == 0


def test_an_empty_file_and_none_at_all_are_named(program: Program, agreement: str) -> None:
    here = f"/agreements/{agreement}/versions/file"
    for parts in ({"file": sent(b"")}, {}):
        told = program.send(here, status=422, since=days_ago(30), **parts)
        assert "file" in {one["where"].partition(".")[0] for one in told["errors"]}, told


def test_a_part_that_is_not_asked_for_is_refused_and_nothing_kept(program: Program, agreement: str) -> None:
    here = f"/agreements/{agreement}/versions/file"
    told = program.send(here, status=422, since=days_ago(30), file=sent(), number="7", other=sent())
    assert [one["where"] for one in told["errors"]] == ["number", "other"]
    assert program.get(f"/agreements/{agreement}")["versions"] == []


def test_more_than_a_page_takes_is_too_much(program: Program, agreement: str, settings: Any) -> None:
    settings.UPLOAD_MEGABYTES = 1
    told = program.send(
        f"/agreements/{agreement}/versions/file", status=413, since=days_ago(30), file=sent(b"x" * 3 * MEGABYTE)
    )
    assert (told["refused"], told["where"]) == ("TooMuch", "file")
    assert "more than 1 MB" in told["why"]


def test_of_a_stranger_no_byte_is_kept(agreement: str, workspace: Workspace) -> None:
    answer = Client().post(
        f"/api/v1/w/{workspace.slug}/agreements/{agreement}/versions/file", {"since": days_ago(1), "file": sent()}
    )
    assert answer.status_code == 401
    arrived = Path(settings.DATA) / ARRIVING
    assert not arrived.exists() or list(arrived.iterdir()) == []


def test_versions_follow_one_another_are_signed_and_get_another_review(
    program: Program, agreement: str, table: Table
) -> None:
    here = f"/agreements/{agreement}"
    program.post(f"{here}/versions", since=days_ago(400), address="https://example.org/protocol")
    made = program.post(f"{here}/versions", since=days_ago(10))
    newest, first = made["versions"]
    assert (newest["number"], first["until"]) == (2, days_ago(11))
    trust = program.post("/organisations", name="The trust", kind="charity")["id"]
    why = program.call(
        "POST", f"{here}/versions/{newest['id']}/signatures",
        {"organisation": trust, "answer": "refused", "on": days_ago(1)},
    )  # fmt: skip
    assert (why.status_code, why.json()["refused"]) == (422, "NotAnAgreement")
    signed = program.post(
        f"{here}/versions/{newest['id']}/signatures", organisation=trust, answer="signed", on=days_ago(1),
        by_whom="Chair",
    )  # fmt: skip
    assert [(one["organisation_name"], one["answer"]) for one in signed["signatories"] if one["answer"]] == [
        ("The trust", "signed")
    ]
    told = program.call(
        "PUT", f"{here}/versions/{newest['id']}/term", {"review_on": days_ago(-20), "reason": "Looked at"}
    ).json()
    assert (told["agreement"]["standing"], told["versions"][0]["review_on"]) == ("review_soon", days_ago(-20))


def test_somebody_is_nominated_and_it_is_withdrawn(program: Program, agreement: str, table: Table) -> None:
    here, council = f"/agreements/{agreement}", str(table["organisation"].pk)
    nobody = program.call("POST", f"{here}/nominations", {"organisation": council, "since": days_ago(5)})
    assert nobody.json()["refused"] == "NotAnAgreement"
    person = str(table["person"].pk)
    told = program.post(f"{here}/nominations", organisation=council, person=person, since=days_ago(5))
    assert [(one["name"], one["since"]) for one in told["nominated"] if one["name"]] == [
        ("Head of safety", days_ago(5))
    ]
    program.post(f"{here}/withdraw", status=200, reason="Doubled")
    assert program.get("/agreements")["total"] == 0


def test_a_request_is_recorded_late_and_answered_once(
    program: Program, agreement: str, table: Table, workspace: Workspace
) -> None:
    police = program.post("/organisations", name="The police", kind="police")["id"]
    asked = program.post(
        f"/agreements/{agreement}/requests", asked_by=str(table["organisation"].pk), asked_of=police,
        asked_on=days_ago(20), what="Counts by ward", basis="cda_115", due=days_ago(3),
    )  # fmt: skip
    assert (asked["number"], asked["late"], asked["outcome"]) == (1, True, None)
    assert program.get("/requests", state="late", asked_of=police)["total"] == 1
    here = f"/requests/{asked['id']}"
    unsaid = program.call("POST", f"{here}/answer", {"outcome": "in_part", "on": days_ago(1)})
    assert unsaid.status_code == 422
    told = program.post(f"{here}/answer", status=200, outcome="in_part", on=days_ago(1), words="Two wards")
    assert (told["outcome"], told["answer"], told["late"]) == ("in_part", "Two wards", False)
    assert program.call("POST", f"{here}/answer", {"outcome": "given", "on": days_ago(1)}).status_code == 422
    scrutiny = Program(workspace, new_member(workspace, Role.SCRUTINY))
    assert scrutiny.call("GET", here).status_code == 403
    assert scrutiny.get("/agreements")["total"] == 1


def test_a_file_proves_a_duty_and_is_fetched_as_it_came(program: Program, workspace: Workspace, officer: User) -> None:
    Partnership.objects.create(
        workspace=workspace, name=workspace.name, area_code="X22000001", area_name="North Vale", nation="england",
        two_tier=False,
    )  # fmt: skip
    asked = program.get("/duties", state="not_evidenced")["items"][0]
    here = f"/duties/{asked['duty']}/evidence/file?key={asked['key']}"
    told = program.send(here, words="Minutes", on=days_ago(0), file=sent(b"we met", name="minutes.txt"))
    assert [one["state"] for one in told["obligations"] if one["key"] == asked["key"]] == ["met"]
    (proof,) = told["evidence"]
    assert proof["kind"] == "file"
    assert program.call("GET", f"/duties/evidence/{proof['id']}/file").content == b"we met"
    wrong = program.send(here, status=422, words="Minutes", on=days_ago(0), file=sent(name="minutes.bat"))
    assert wrong["cure"].startswith("Send PDF, DOCX")


def test_a_token_that_reads_sends_no_file(workspace: Workspace, officer: User, agreement: str) -> None:
    reader = Program(workspace, officer, writes=False)
    told = reader.send(f"/agreements/{agreement}/versions/file", status=403, since=days_ago(1), file=sent())
    assert told["refused"] == "NotThisToken"
    assert VersionFile.objects.count() == 0
