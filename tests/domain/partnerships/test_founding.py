"""Founding a partnership."""

from __future__ import annotations

import pytest

from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.queries import partnership_of
from frankpledge.domain.partnerships.rules import NotAPartnershipArea
from frankpledge.ground.accounts.permissions import roles_of
from frankpledge.ground.accounts.rules import Role

pytestmark = pytest.mark.django_db
AREA = {"area_kind": "csp", "area_code": "X22000001", "area_name": "Tithing, Hundred of", "nation": "england"}


def test_an_area_has_one_partnership_however_often_it_is_founded(officer):
    first = found_partnership(**AREA, two_tier=True, by=officer)
    again = found_partnership(**AREA, two_tier=True, by=officer)
    assert first == again
    assert first.name == "Tithing, Hundred of Community Safety Partnership"


def test_its_founder_is_its_officer_and_nobody_else_sees_it(officer, analyst):
    made = found_partnership(**AREA, two_tier=True, by=officer)
    assert roles_of(officer, made.workspace) == {Role.OFFICER, Role.ADMINISTRATOR}
    assert partnership_of(workspace=made.workspace, viewer=officer) == made
    assert partnership_of(workspace=made.workspace, viewer=analyst) is None


def test_its_short_name_steps_aside_for_one_that_is_taken(officer, workspace):
    assert workspace.slug == "tithing"
    assert found_partnership(**AREA, two_tier=False, by=officer).workspace.slug == "tithing-2"


@pytest.mark.parametrize("kind", ["ward", "force", "district"])
def test_an_area_that_no_partnership_serves_is_refused_with_a_cure(officer, kind):
    with pytest.raises(NotAPartnershipArea, match="partnership"):
        found_partnership(**(AREA | {"area_kind": kind}), two_tier=False, by=officer)
