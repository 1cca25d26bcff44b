"""The only way out."""

from __future__ import annotations

import pytest

from frankpledge.domain.disclosure.actions import release, release_exempt
from frankpledge.domain.disclosure.models import Release, ReleasedCell
from frankpledge.domain.disclosure.rules import Audience, Cell, NotForRelease, State
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role

pytestmark = pytest.mark.django_db


def cell(value: float | None, policy: str = "restricted", **known: object) -> Cell:
    return Cell(key=str(known.pop("key", "burglary")), value=value, policy=policy, **known)


def test_open_data_are_published_unaltered_even_when_they_are_small(officer, workspace):
    cells = [cell(n, "open", key=f"n{n}") for n in range(6)]
    released = release(audience=Audience.PUBLIC, cells=cells, what="a table", workspace=workspace, by=officer)
    assert {key: shown.value for key, shown in released.cells.items()} == {f"n{n}": n for n in range(6)}


@pytest.mark.parametrize("count", [0, 1, 4, 5, 5000])
def test_a_restricted_count_outside_the_tables_that_are_attacked_is_refused_whatever_its_size(
    officer, workspace, count
):
    with pytest.raises(NotForRelease, match="not tried against what was released before"):
        release(audience=Audience.PUBLIC, cells=[cell(count)], what="a", workspace=workspace, by=officer)
    assert not Release.objects.exists()


def test_a_missing_and_a_hidden_count_stay_what_they_are(officer, workspace):
    cells = [
        cell(None, "open", key="gone", state=State.MISSING),
        cell(None, "open", key="kept", state=State.SUPPRESSED),
    ]
    released = release(audience=Audience.PUBLIC, cells=cells, what="a", workspace=workspace, by=officer)
    assert [one.state for one in released.cells.values()] == [State.MISSING, State.SUPPRESSED]


@pytest.mark.parametrize("policy", ["casework", "", "anything else"])
def test_what_no_policy_lets_out_is_refused_and_nothing_is_recorded(officer, workspace, policy):
    cells = [cell(100, "open", key="fine"), cell(100, policy)]
    with pytest.raises(NotForRelease, match="burglary"):
        release(audience=Audience.PUBLIC, cells=cells, what="a", workspace=workspace, by=officer)
    assert not Release.objects.exists()


def test_a_rate_of_restricted_counts_is_refused_since_it_gives_its_counts_away(officer, workspace):
    with pytest.raises(NotForRelease, match="give away"):
        release(audience=Audience.PUBLIC, cells=[cell(2.5, count=False)], what="a", workspace=workspace, by=officer)


def test_every_cell_of_a_public_release_is_recorded_as_it_was_shown(officer, workspace):
    cells = [cell(None, "open", key="gone", state=State.MISSING), cell(3, "open", key="public")]
    released = release(audience=Audience.PUBLIC, cells=cells, what="a", workspace=workspace, by=officer)
    kept = ReleasedCell.objects.filter(release=released.release).values_list("key", "state", "value")
    assert set(kept) == {("gone", "missing", None), ("public", "value", 3.0)}


def test_a_release_to_the_workspace_is_recorded_and_passes_unaltered(officer, workspace):
    released = release(audience=Audience.WORKSPACE, cells=[cell(2)], what="a", workspace=workspace, by=officer)
    assert released.cells["burglary"].value == 2
    assert (released.release.cell_count, released.release.cells.count()) == (1, 0)


def test_only_an_officer_publishes(people, workspace):
    for role, person in people.items():
        if role is not Role.OFFICER:
            with pytest.raises(NotPermitted):
                release(audience=Audience.PUBLIC, cells=[cell(9, "open")], what="a", workspace=workspace, by=person)


def test_figures_of_no_workspace_are_exported_and_never_published(officer):
    release(audience=Audience.WORKSPACE, cells=[cell(9, "open")], what="a", workspace=None, by=officer)
    with pytest.raises(NotPermitted):
        release(audience=Audience.PUBLIC, cells=[cell(9, "open")], what="a", workspace=None, by=officer)


def test_counts_that_a_law_has_published_leave_as_they_are_and_nothing_else_of_their_register_does(officer, workspace):
    four = {"applications": 3, "not_met": 1, "reviews": 0, "with_recommendations": None}
    row = release_exempt(register="asb_reviews", counts=four, what="case reviews", workspace=workspace, by=officer)
    kept = {one.key: (one.policy, one.state, one.value) for one in ReleasedCell.objects.filter(release=row)}
    assert kept == {
        "applications": ("exempt", "value", 3), "not_met": ("exempt", "value", 1), "reviews": ("exempt", "value", 0),
        "with_recommendations": ("exempt", "missing", None),
    }  # fmt: skip
    for register, name in (("asb_reviews", "applications by ward"), ("tasking", "applications")):
        with pytest.raises(NotForRelease, match="No law has"):
            release_exempt(register=register, counts={name: 3}, what="a", workspace=workspace, by=officer)
    assert Release.objects.count() == 1
