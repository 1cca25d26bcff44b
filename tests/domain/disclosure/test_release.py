"""The only way out."""

from __future__ import annotations

import pytest

from frankpledge.domain.disclosure.actions import release
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


@pytest.mark.parametrize(("count", "state"), [(0, "value"), (1, "suppressed"), (4, "suppressed"), (5, "value")])
def test_restricted_counts_from_one_to_four_are_hidden_and_zero_and_five_are_not(officer, workspace, count, state):
    released = release(audience=Audience.PUBLIC, cells=[cell(count)], what="a", workspace=workspace, by=officer)
    assert released.cells["burglary"].state == state
    assert released.cells["burglary"].value == (count if state == "value" else None)


def test_a_missing_restricted_count_stays_missing_and_is_not_called_hidden(officer, workspace):
    cells = [cell(None, state=State.MISSING)]
    released = release(audience=Audience.PUBLIC, cells=cells, what="a", workspace=workspace, by=officer)
    assert released.cells["burglary"].state == State.MISSING


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
    cells = [cell(3, key="small"), cell(30, key="large"), cell(3, "open", key="public")]
    released = release(audience=Audience.PUBLIC, cells=cells, what="a", workspace=workspace, by=officer)
    kept = ReleasedCell.objects.filter(release=released.release).values_list("key", "state", "value")
    assert set(kept) == {("small", "suppressed", None), ("large", "value", 30.0), ("public", "value", 3.0)}


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
