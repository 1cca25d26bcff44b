"""How a supplier's columns are read is said once by who may say it, and remembered for their workspace alone."""

from __future__ import annotations

import pytest

from frankpledge.domain.releases.actions.mapping import remember_mapping
from frankpledge.domain.releases.models import ColumnMapping
from frankpledge.domain.releases.queries.mappings import mappings, remembered_mapping
from frankpledge.ground.accounts.actions import create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from frankpledge.lake.own.mapping import Mapping, NotMapped

HEADERS = ("Crime Ref", "Recorded On", "HO Code", "Victim Name")
PAIRS = (("reference", "Crime Ref"), ("recorded", "Recorded On"), ("offence_code", "HO Code"))
MAPPING = Mapping("records", "Force extract", "Fenshire Constabulary", PAIRS, left_out=("Victim Name",))


def test_a_confirmed_mapping_is_found_again_by_its_headers_in_any_order_and_capitals(
    workspace: Workspace, analyst: User
) -> None:
    remember_mapping(workspace=workspace, name="Fenshire extract", headers=HEADERS, mapping=MAPPING, by=analyst)
    shuffled = ["VICTIM NAME", "ho_code", " recorded on", "Crime Ref"]
    assert remembered_mapping(workspace=workspace, headers=shuffled) == MAPPING
    assert remembered_mapping(workspace=workspace, headers=HEADERS[:3]) is None
    assert [row.name for row in mappings(workspace=workspace, viewer=analyst)] == ["Fenshire extract"]
    assert Event.objects.filter(verb="releases.mapping_remembered", workspace=workspace.pk).count() == 1


def test_saying_it_again_replaces_what_was_said(workspace: Workspace, analyst: User, officer: User) -> None:
    remember_mapping(workspace=workspace, name="First", headers=HEADERS, mapping=MAPPING, by=analyst)
    remember_mapping(workspace=workspace, name="Second", headers=HEADERS, mapping=MAPPING, by=officer)
    kept = ColumnMapping.objects.get(workspace=workspace)
    assert (kept.name, kept.remembered_by) == ("Second", officer)


def test_a_mapping_that_leaves_out_what_is_needed_is_refused_with_the_columns_that_are_left(
    workspace: Workspace, analyst: User
) -> None:
    short = Mapping("records", "Force extract", "Fenshire", PAIRS[:2])
    with pytest.raises(NotMapped, match=r"Offence code.*'HO Code', 'Victim Name'"):
        remember_mapping(workspace=workspace, name="Short", headers=HEADERS, mapping=short, by=analyst)
    assert not ColumnMapping.objects.exists()


def test_a_board_member_may_not_say_how_columns_are_read(workspace: Workspace, member: User) -> None:
    with pytest.raises(NotPermitted):
        remember_mapping(workspace=workspace, name="Mine", headers=HEADERS, mapping=MAPPING, by=member)


def test_a_sister_partnership_neither_sees_nor_uses_a_mapping(workspace: Workspace, analyst: User) -> None:
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    sister = create_workspace(name="Sister", slug="sister", by=stranger)
    remember_mapping(workspace=workspace, name="Fenshire extract", headers=HEADERS, mapping=MAPPING, by=analyst)
    assert remembered_mapping(workspace=sister, headers=HEADERS) is None
    assert list(mappings(workspace=workspace, viewer=stranger)) == []
