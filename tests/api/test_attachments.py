"""Files beside things by token: put there by whoever may change the thing, fetched as they came, taken away."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from frankpledge.domain.action_log.models import Action
from frankpledge.domain.attachments.models import AttachmentFile
from frankpledge.domain.disclosure.models import Release
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.api.conftest import Program
from tests.ground.people import new_member, new_workspace

COUNT = b"street,lamps\nHigh,4\n"


def file(name: str = "count.csv", content: bytes = COUNT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def here(action: Action) -> str:
    return f"/attachments/to/action_log.action/{action.pk}"


@pytest.fixture
def attached(program: Program, here: str) -> dict[str, Any]:
    (one,) = program.send(here, file=file(), words="The count")["files"]
    return dict(one)


def test_a_file_is_put_to_a_thing_listed_and_fetched_as_it_came(
    program: Program, here: str, attached: dict[str, Any]
) -> None:
    told = program.get(here)
    assert (told["title"], told["may_keep"], told["files"]) == ("Action 1: Light the underpass", True, [attached])
    assert (attached["number"], attached["name"], attached["words"]) == (1, "count.csv", "The count")
    assert attached["sha256"] == hashlib.sha256(COUNT).hexdigest()
    got = program.call("GET", f"/attachments/{attached['id']}")
    assert (got.content, got["Content-Type"]) == (COUNT, "application/octet-stream")
    assert got["Content-Disposition"].startswith("attachment")
    assert Release.objects.filter(what__startswith="attachment 1 of").count() == 1


def test_a_file_that_is_taken_away_is_gone_and_the_reason_stays(
    program: Program, here: str, attached: dict[str, Any]
) -> None:
    one = f"/attachments/{attached['id']}"
    assert program.call("POST", f"{one}/take-away", {}).json()["errors"][0]["where"] == "reason"
    (left,) = program.post(f"{one}/take-away", status=200, reason="It named somebody")["files"]
    assert (left["taken_away_because"], left["taken_away_at"] is None) == ("It named somebody", False)
    assert program.call("GET", one).status_code == 404
    assert AttachmentFile.objects.count() == 0
    again = program.call("POST", f"{one}/take-away", {"reason": "x"})
    assert (again.status_code, again.json()["refused"]) == (422, "NotAttached")
    assert program.send(here, file=file())["files"][1]["number"] == 2


def test_a_file_of_another_kind_or_without_a_thing_is_refused(program: Program, here: str, action: Action) -> None:
    def sent(path: str, **parts: Any) -> Any:
        address, headers = f"/api/v1/w/{program.slug}{path}", {"Authorization": f"Bearer {program.text}"}
        return program.client.post(address, data=parts, headers=headers)

    page = sent(here, file=file("page.html", b"<script>"))
    assert (page.status_code, "ending in .html is not kept" in page.json()["why"]) == (422, True)
    assert sent(here, words="No file").status_code == 422
    assert sent(here, file=file(), colour="red").json()["errors"][0]["where"] == "colour"
    assert sent(f"/attachments/to/weather.front/{action.pk}", file=file()).status_code == 404
    assert sent("/attachments/to/action_log.action/nothing", file=file()).status_code == 404
    assert program.get(here)["files"] == []


def test_whoever_may_only_see_and_a_token_that_only_reads_put_and_take_nothing(
    workspace: Workspace, officer: User, here: str, attached: dict[str, Any]
) -> None:
    member = Program(workspace, new_member(workspace, Role.MEMBER, name="A member"))
    for program in (member, Program(workspace, officer, writes=False)):
        address, headers = f"/api/v1/w/{program.slug}{here}", {"Authorization": f"Bearer {program.text}"}
        assert program.client.post(address, data={"file": file()}, headers=headers).status_code == 403
        away = program.call("POST", f"/attachments/{attached['id']}/take-away", {"reason": "x"})
        assert away.status_code == 403
        assert program.call("GET", f"/attachments/{attached['id']}").content == COUNT
    assert member.get(here)["may_keep"] is False


def test_a_file_and_its_thing_are_not_there_for_another_partnership(here: str, attached: dict[str, Any]) -> None:
    other = new_workspace("Elsewhere")
    strange = Program(other, new_member(other, Role.OFFICER, name="Their officer"))
    assert strange.call("GET", here).status_code == 404
    assert strange.call("GET", f"/attachments/{attached['id']}").status_code == 404
    assert strange.call("POST", f"/attachments/{attached['id']}/take-away", {"reason": "x"}).status_code == 404
    assert AttachmentFile.objects.count() == 1
