"""The register of events as a page: what stands in it, adding to it, withdrawing from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.evidence.actions import EventFacts, register_event
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from tests.domain.county import County

HERE = "/w/tithing/evidence/events/"
SAID = {
    "kind": "recording", "words": "Shops report online", "first": "2025-03", "last": "", "whom": "force",
    "types": ["Shoplifting"], "source": "Force bulletin 4",
}  # fmt: skip


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_event_is_registered_seen_and_withdrawn(evidence: County, reader: Client, analyst: User) -> None:
    assert "Nothing is registered yet." in page(reader, HERE)
    assert "One crime per victim for a course of conduct" in page(reader, HERE)
    assert "All of Nevershire" in page(reader, f"{HERE}add/")
    assert reader.post(f"{HERE}add/", SAID).status_code == 302
    kept = LocalEvent.objects.get()
    assert (kept.force, kept.area_code, kept.types, kept.registered_by) == ("nevershire", "", ["Shoplifting"], analyst)
    html = page(reader, HERE)
    assert "Nevershire; Shoplifting" in html
    assert f"{HERE}{kept.pk}/withdraw/" in html
    assert "Shops report online" in page(reader, f"{HERE}{kept.pk}/withdraw/")
    assert reader.post(f"{HERE}{kept.pk}/withdraw/", {"reason": "It was another force"}).status_code == 302
    html = page(reader, HERE)
    assert "Withdrawn: It was another force" in html
    assert f"{HERE}{kept.pk}/withdraw/" not in html
    again = reader.post(f"{HERE}{kept.pk}/withdraw/", {"reason": "Again"})
    assert again.status_code == 422
    assert "withdrawn before" in again.content.decode()


def test_an_event_may_concern_the_partnership_alone(evidence: County, reader: Client) -> None:
    reader.post(f"{HERE}add/", {**SAID, "whom": "area", "last": "2025-05", "kind": "event", "types": []})
    kept = LocalEvent.objects.get()
    assert (kept.area_kind, kept.area_code) == ("csp", "X22000001")
    html = page(reader, HERE)
    assert "Nevermouth; all types" in html
    assert "March 2025 to May 2025" in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first": "March"}, "not a month written like 2025-01"),
        ({"last": "2024-01"}, "before it begins"),
        ({"words": ""}, "This field is required"),
        ({"source": " "}, "This field is required"),
        ({"kind": "rumour"}, "There is a problem"),
        ({"whom": ""}, "There is a problem"),
    ],
)
def test_an_event_that_says_too_little_is_refused_and_nothing_typed_is_lost(
    evidence: County, reader: Client, changes: dict[str, Any], words: str
) -> None:
    answer = reader.post(f"{HERE}add/", SAID | changes)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert words in html
    assert ('value="Shops report online"' in html) is ("words" not in changes)
    assert not LocalEvent.objects.exists()


def test_a_withdrawal_without_reason_is_refused(reader: Client, workspace: Workspace, analyst: User) -> None:
    facts = EventFacts(kind="mark", first="2025-01", last="", words="A scheme begins", source="Minutes")
    kept = register_event(workspace=workspace, facts=facts, by=analyst)
    assert reader.post(f"{HERE}{kept.pk}/withdraw/", {"reason": ""}).status_code == 422
    assert LocalEvent.objects.get().withdrawn_at is None


def test_a_member_reads_the_register_and_the_installations_events_are_nobodys_to_withdraw(
    client: Client, partnership: Partnership, member: User, analyst: User
) -> None:
    facts = EventFacts(kind="recording", first="2025-01", last="", words="New records system", source="A notice")
    of_all = register_event(workspace=None, facts=facts, by=analyst)
    client.force_login(member)
    html = page(client, HERE)
    assert "Stands, for every partnership" in html
    assert "Register an event" not in html
    page(client, f"{HERE}add/", 403)
    client.force_login(analyst)
    assert f"{of_all.pk}/withdraw" not in page(client, HERE)
    page(client, f"{HERE}{of_all.pk}/withdraw/", 404)


def test_without_evidence_or_partnership_the_register_still_opens(
    client: Client, workspace: Workspace, analyst: User, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    client.force_login(analyst)
    assert "National register" in page(client, HERE)
    assert client.post(f"{HERE}add/", {**SAID, "whom": "area"}).status_code == 302
    kept = LocalEvent.objects.get()
    assert (kept.force, kept.area_code) == ("", "")
