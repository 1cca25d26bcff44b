"""A partner's file reaches the partnerships that it was sent to, and no other: not its lake, not its disk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely

from frankpledge.domain.evidence.queries.store import known, own_lake
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.actions.own import NobodyNamed, load_own
from frankpledge.domain.releases.queries.places import area_asked, locator_for
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.lake.store import EmptyLake
from tests.domain.county import County
from tests.lake.files import write
from tests.lake.own.own_files import EXTRACT, HEADERS, extract

MARK = "FN/CANARY"


@pytest.fixture
def sister(workspace: Workspace) -> Workspace:
    founder = create_user(email="sister@example.invalid", name="Sister founder")
    return create_workspace(name="Sister", slug="sister", by=founder)


@pytest.fixture
def alone(settings: Any, tmp_path: Path) -> Path:
    """Return a data folder in which nothing has been loaded."""
    settings.DATA = tmp_path / "data"
    return tmp_path


def test_a_confirmed_file_is_loaded_for_the_workspace_and_recorded_there(
    workspace: Workspace, analyst: User, alone: Path
) -> None:
    file = write(alone, "a.csv", extract())
    (done,) = load_own(workspaces=[workspace], paths=[file], by=analyst, mapping=EXTRACT)
    assert [one.status for one in done.report.files] == ["new"]
    assert own_lake(workspace).snapshot().read("records").num_rows == 4
    event = Event.objects.get(verb="releases.own_files_loaded")
    assert (event.workspace, event.facts["new"]) == (workspace.pk, 1)


def test_what_was_confirmed_once_reads_the_next_file(workspace: Workspace, analyst: User, alone: Path) -> None:
    file = write(alone, "a.csv", extract())
    (before,) = load_own(workspaces=[workspace], paths=[file], by=analyst)
    assert [one.status for one in before.report.files] == ["refused"]
    remember_mapping(workspace=workspace, name="Extract", headers=HEADERS, mapping=EXTRACT, by=analyst)
    (after,) = load_own(workspaces=[workspace], paths=[file], by=analyst)
    assert [one.status for one in after.report.files] == ["new"]


def test_a_sister_partnership_has_nothing_of_it_anywhere(
    workspace: Workspace, sister: Workspace, analyst: User, evidence: County, alone: Path
) -> None:
    file = write(alone, "a.csv", extract().replace("FN/00001", MARK))
    load_own(workspaces=[workspace], paths=[file], by=analyst, mapping=EXTRACT)
    with pytest.raises(EmptyLake):
        own_lake(sister).snapshot()
    assert not Path(own_lake(sister).root).exists()


def test_a_file_for_two_partnerships_is_in_both_lakes_and_in_both_ledgers(
    workspace: Workspace, sister: Workspace, analyst: User, alone: Path
) -> None:
    add_member(workspace=sister, user=analyst, role=Role.ANALYST, by=User.objects.get(email="sister@example.invalid"))
    file = write(alone, "a.csv", extract())
    load_own(workspaces=[workspace, sister], paths=[file], by=analyst, mapping=EXTRACT)
    for one in (workspace, sister):
        assert own_lake(one).snapshot().read("records").num_rows == 4
        assert Event.objects.filter(verb="releases.own_files_loaded", workspace=one.pk).count() == 1


def test_who_may_not_load_in_one_of_them_loads_in_none(
    workspace: Workspace, sister: Workspace, analyst: User, alone: Path
) -> None:
    file = write(alone, "a.csv", extract())
    with pytest.raises(NotPermitted):
        load_own(workspaces=[workspace, sister], paths=[file], by=analyst, mapping=EXTRACT)
    with pytest.raises(EmptyLake):
        own_lake(workspace).snapshot()


def test_a_file_for_nobody_is_refused(analyst: User, alone: Path) -> None:
    with pytest.raises(NobodyNamed):
        load_own(workspaces=[], paths=[], by=analyst)


def test_exact_points_find_their_lsoa_by_the_outlines_of_the_open_lake(
    partnership: Partnership, analyst: User, evidence: County, tmp_path: Path, settings: Any
) -> None:
    settings.DATA = tmp_path / "data"
    shutil.copytree(evidence.folder / "lake", tmp_path / "data" / "lake")
    workspace = partnership.workspace
    state = known(workspace).open
    place = state.read("boundaries").to_pylist()
    assert place, "the county draws its small areas"
    found = locator_for(workspace)
    assert found is not None
    middle = shapely.centroid(found.tree.geometries[0])
    text = extract().replace("352000", f"{middle.x:.0f}").replace("239500", f"{middle.y:.0f}")
    load_own(workspaces=[workspace], paths=[write(tmp_path, "a.csv", text)], by=analyst, mapping=EXTRACT)
    assert set(own_lake(workspace).snapshot().read("records")["lsoa_code"].to_pylist()) == {found.codes[0]}


def test_areas_are_asked_about_once_some_are_loaded(evidence: County) -> None:
    is_area = area_asked()
    assert is_area is not None
    assert (is_area("Nevermouth"), is_area("X22000001"), is_area("Neverland")) == (True, True, False)


def test_nobody_is_asked_about_areas_before_any_is_loaded(alone: Path) -> None:
    assert area_asked() is None
