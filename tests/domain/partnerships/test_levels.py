"""Counties and force areas above partnerships: a name, and nothing of what lies beneath."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from frankpledge.domain.partnerships.actions import found_level, place_within
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.queries import level_for_area, partnership_of, partnerships_of, served
from frankpledge.domain.partnerships.rules import Level, NotALevel
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.queries import workspaces_of
from tests.ground.people import new_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(partnership: Partnership) -> tuple[Partnership, User]:
    """Return a county above the partnership, and its own officer, who is nobody in the partnership."""
    clerk = new_user("County clerk")
    made = found_level(level="county", area_code="X10000001", area_name="Nevershire", nation="england", by=clerk)
    return made, clerk


def test_a_county_is_founded_once_with_a_workspace_of_its_own(county: tuple[Partnership, User]) -> None:
    made, clerk = county
    again = found_level(level="county", area_code="X10000001", area_name="Nevershire", nation="england", by=clerk)
    assert again == made
    assert (made.level, made.workspace.name) == (Level.COUNTY, "Nevershire, county")
    assert level_for_area(level="county", code="X10000001") == made
    with pytest.raises(NotALevel):
        found_level(level="partnership", area_code="X", area_name="Y", nation="england", by=clerk)


def test_lying_within_a_county_opens_nothing_to_it(
    partnership: Partnership, county: tuple[Partnership, User], officer: User, client: Client
) -> None:
    made, clerk = county
    place_within(partnership=partnership, parent=made, by=officer)
    assert [place.pk for place in workspaces_of(clerk)] == [made.workspace.pk]
    assert partnership_of(workspace=partnership.workspace, viewer=clerk) is None
    assert partnerships_of(clerk) == ()
    assert partnerships_of(officer) == (partnership,)
    client.force_login(clerk)
    for route in ("web:home", "roster:list", "roster:people", "assessments:list", "evidence:home"):
        assert client.get(reverse(route, args=(partnership.workspace.slug,))).status_code == 404
    (mine,) = served(clerk)
    assert mine.beneath == ("Tithing Community Safety Partnership",)
    (theirs,) = served(officer)
    assert theirs.within == "Nevershire, county"
    assert "Within Nevershire, county." in _chosen(client, officer)


def _chosen(client: Client, officer: User) -> str:
    client.force_login(officer)
    return client.get(reverse("web:workspaces")).content.decode()


def test_who_keeps_the_partnership_says_where_it_lies_and_nobody_else(
    partnership: Partnership, county: tuple[Partnership, User], officer: User, member: User
) -> None:
    made, clerk = county
    for stranger in (clerk, member):
        with pytest.raises(NotPermitted):
            place_within(partnership=partnership, parent=made, by=stranger)
    place_within(partnership=partnership, parent=made, by=officer)
    place_within(partnership=partnership, parent=None, by=officer)
    assert Partnership.objects.get(pk=partnership.pk).parent is None


def test_a_level_lies_within_a_higher_one_alone(
    partnership: Partnership, county: tuple[Partnership, User], officer: User
) -> None:
    made, clerk = county
    with pytest.raises(NotALevel, match="a county does not lie within a partnership"):
        place_within(partnership=made, parent=partnership, by=clerk)
    force = found_level(level="force_area", area_code="X23000001", area_name="Never", nation="england", by=clerk)
    place_within(partnership=made, parent=force, by=clerk)
    place_within(partnership=partnership, parent=force, by=officer)
    partnership.parent = partnership
    with pytest.raises(IntegrityError), transaction.atomic():
        partnership.save()
