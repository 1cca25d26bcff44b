"""A release is taken back by who may do so, for a reason, and the ledger of whom it concerns says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from frankpledge.domain.evidence.actions import ingest_files
from frankpledge.domain.evidence.queries.store import own_lake, the_lake
from frankpledge.domain.releases.actions.own import load_own
from frankpledge.domain.releases.actions.withdrawal import WhoseRelease, withdraw_release
from frankpledge.domain.releases.rules import Whose
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.rules import INSTALLATION
from frankpledge.lake.rollback import CannotWithdraw
from tests.lake.files import street_text, write
from tests.lake.own.own_files import EXTRACT, extract


@pytest.fixture
def alone(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    return tmp_path


def test_an_analyst_takes_back_a_partnerships_own_and_its_ledger_says_so(
    workspace: Workspace, analyst: User, alone: Path
) -> None:
    file = write(alone, "a.csv", extract())
    (done,) = load_own(workspaces=[workspace], paths=[file], by=analyst, mapping=EXTRACT)
    release = done.report.files[0].release_id
    withdraw_release(release=release, reason="Sent twice.", by=analyst, whose=Whose.OWN, workspace=workspace)
    assert not own_lake(workspace).snapshot().has("records")
    event = Event.objects.get(verb="releases.release_withdrawn")
    assert (event.workspace, event.facts["release"]) == (workspace.pk, release)
    assert "Sent" not in str(event.facts), "the reason stands in the lake, where its words do no harm"


def test_open_data_go_back_in_the_installations_own_chain(workspace: Workspace, officer: User, alone: Path) -> None:
    report = ingest_files(paths=[write(alone, "a.csv", street_text(20))], by=officer)
    release = report.files[0].release_id
    withdraw_release(release=release, reason="Wrong.", by=officer, whose=Whose.OPEN, workspace=workspace)
    assert not the_lake().snapshot().has("street")
    assert Event.objects.get(verb="releases.release_withdrawn").workspace == INSTALLATION


@pytest.mark.parametrize("whose", list(Whose))
def test_a_board_member_takes_nothing_back(whose: Whose, workspace: Workspace, member: User, alone: Path) -> None:
    with pytest.raises(NotPermitted):
        withdraw_release(release="r-1", reason="Mine.", by=member, whose=whose, workspace=workspace)
    assert not Event.objects.filter(verb="releases.release_withdrawn").exists()


def test_what_cannot_be_taken_back_leaves_no_event(workspace: Workspace, analyst: User, alone: Path) -> None:
    with pytest.raises(CannotWithdraw):
        withdraw_release(release="r-1", reason="Wrong.", by=analyst, whose=Whose.OWN, workspace=workspace)
    with pytest.raises(WhoseRelease):
        withdraw_release(release="r-1", reason="Wrong.", by=analyst, whose=Whose.OWN)
    assert not Event.objects.filter(verb="releases.release_withdrawn").exists()
