"""A file is taken back: what would come of it is said first, a reason is asked, and the history keeps all of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.evidence.queries.store import the_lake
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.documents.blocks import Document
from tests.domain.releases.sent import load, page
from tests.lake.files import street_text

FILES = "/w/tithing/evidence/releases/"
WHY = "The force sent last year's file by mistake."


def loaded(client: Client, rows: int) -> str:
    """Load a street file of so many rows for January 2025 and return its release."""
    upload = load(client, {f"{rows}-rows.csv": street_text(rows).encode()})
    return str(upload.files.get().outcome[0]["release"])


@pytest.fixture
def older(loader: Client) -> str:
    return loaded(loader, 60)


@pytest.fixture
def newer(loader: Client, older: str) -> str:
    return loaded(loader, 40)


def rows_held() -> int:
    return int(the_lake().snapshot().table("street").count().to_pyarrow().as_py())


def take_back(client: Client, release: str, reason: str = WHY) -> int:
    return int(client.post(f"{FILES}{release}/take-back/", {"reason": reason}).status_code)


def test_the_page_of_a_file_leads_to_taking_it_back_and_says_what_comes_back(loader: Client, newer: str) -> None:
    assert f"{FILES}{newer}/take-back/" in page(loader, f"{FILES}{newer}/")
    html = page(loader, f"{FILES}{newer}/take-back/")
    assert "Take back 40-rows.csv?" in html
    assert "60-rows.csv</a>" in html
    assert "Every partnership of this installation reads this file." in html
    assert rows_held() == 40


def test_what_it_replaced_is_counted_again_and_the_page_says_so(loader: Client, older: str, newer: str) -> None:
    assert take_back(loader, newer) == 302
    assert rows_held() == 60
    html = page(loader, f"{FILES}{newer}/")
    assert "Taken back" in html
    assert "The force sent last year" in html
    assert "What is counted instead" in html
    assert "60-rows.csv</a>" in html
    assert "Figures are counted from it." in page(loader, f"{FILES}{older}/")


def test_the_only_file_of_a_month_leaves_it_missing_and_that_is_said_before_and_after(
    loader: Client, older: str
) -> None:
    html = page(loader, f"{FILES}{older}/take-back/")
    assert "Figures that need it would say that it is missing." in html
    assert "Crime and anti-social behaviour, January 2025" in html
    take_back(loader, older)
    html = page(loader, f"{FILES}{older}/")
    assert "Figures that need it say that it is missing." in html
    assert rows_held() == 0


def test_a_file_that_was_replaced_already_changes_no_figure(loader: Client, older: str, newer: str) -> None:
    assert "It is replaced already" in page(loader, f"{FILES}{older}/take-back/")
    take_back(loader, older)
    assert rows_held() == 40
    assert "no figure changed" in page(loader, f"{FILES}{older}/")


def test_a_reason_is_asked_and_nothing_typed_is_lost(loader: Client, newer: str) -> None:
    assert take_back(loader, newer, reason="") == 422
    assert take_back(loader, newer, reason="  ") == 422
    assert rows_held() == 40
    assert not Event.objects.filter(verb="releases.release_withdrawn").exists()


def test_the_history_keeps_what_was_taken_back_and_when_it_was_known(loader: Client, older: str, newer: str) -> None:
    take_back(loader, newer)
    html = page(loader, FILES)
    assert "40-rows.csv" in html
    assert "Taken back" in html
    only = page(loader, f"{FILES}?state=withdrawn")
    assert "40-rows.csv</a>" in only
    assert "60-rows.csv</a>" not in only
    known = page(loader, "/w/tithing/evidence/known/")
    assert "Taken back: 40-rows.csv" in known
    assert known.count("<tr") == 1 + 3
    event = Event.objects.get(verb="releases.release_withdrawn")
    assert event.facts["release"] == newer


def test_a_file_may_be_loaded_again_after_it_was_taken_back(loader: Client, older: str, newer: str) -> None:
    take_back(loader, newer)
    assert loaded(loader, 40) == newer
    assert rows_held() == 40
    assert "Figures are counted from it." in page(loader, f"{FILES}{newer}/")


def test_taking_it_back_twice_leads_to_its_page(loader: Client, newer: str) -> None:
    take_back(loader, newer)
    assert take_back(loader, newer) == 302
    assert Event.objects.filter(verb="releases.release_withdrawn").count() == 1


def test_what_was_read_while_it_counted_is_named_and_nothing_read_before(
    loader: Client, older: str, workspace: Workspace, analyst: User, short: Document
) -> None:
    before = the_lake().snapshot().manifest
    newer = loaded(loader, 40)
    after = the_lake().snapshot().manifest
    for manifest, last in ((before, Month(2024, 12)), (after, Month(2025, 12))):
        window = year_ending(last)
        read = Read(window=window, year="x", manifest=f"{manifest.id}+m00001-own", known_at=datetime.now(UTC))
        save_draft(workspace=workspace, read=read, tree=short, by=analyst)
    html = page(loader, f"{FILES}{newer}/take-back/")
    assert "/assessments/2025-12/" in html
    assert "/assessments/2024-12/" not in html
    assert "Not approved yet" in html
    both = page(loader, f"{FILES}{older}/take-back/")
    assert "/assessments/2024-12/" in both
    assert "/assessments/2025-12/" not in both


@pytest.mark.parametrize("role", [Role.LEAD, Role.MEMBER, Role.DATA_CONTACT, Role.ADMINISTRATOR])
def test_others_than_officer_and_analyst_take_nothing_back(
    loader: Client, newer: str, people: dict[Role, User], role: Role
) -> None:
    loader.force_login(people[role])
    assert take_back(loader, newer) == 403
    assert loader.get(f"{FILES}{newer}/take-back/").status_code == 403
    assert rows_held() == 40
