"""A workspace with one person in each role, and an invented county whose evidence is loaded once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.lake.store import Snapshot
from tests.domain import county as counties
from tests.domain.county import County, load, places_only, street_files


@pytest.fixture
def people(db: None) -> dict[Role, User]:
    founder = create_user(email="founder@example.invalid", name="Founder")
    workspace = create_workspace(name="Tithing", slug="tithing", by=founder)
    made = {}
    for role in Role:
        person = create_user(email=f"{role.value.replace('_', '-')}@example.invalid", name=role.label)
        add_member(workspace=workspace, user=person, role=role, by=founder)
        made[role] = person
    return made


@pytest.fixture
def workspace(people: dict[Role, User]) -> Workspace:
    return Workspace.objects.get(slug="tithing")


@pytest.fixture
def officer(people: dict[Role, User]) -> User:
    return people[Role.OFFICER]


@pytest.fixture
def analyst(people: dict[Role, User]) -> User:
    return people[Role.ANALYST]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def partnership(workspace: Workspace) -> Partnership:
    """Return the partnership of Nevermouth, which the workspace belongs to."""
    return Partnership.objects.create(
        workspace=workspace,
        name="Tithing Community Safety Partnership",
        area_code="X22000001",
        area_name="Nevermouth",
        nation="england",
        two_tier=True,
    )


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return counties.build(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="session")
def newest(county: County) -> Snapshot:
    """Return the county's lake as it is known last."""
    return county.snapshot()


@pytest.fixture(scope="session")
def reading(newest: Snapshot) -> AreaReading:
    """Return all that the newest evidence says of Nevermouth in 2025."""
    return area_reading(newest, area=find(newest, "Nevermouth"), window=year_ending(Month(2025, 12)), generated=True)


@pytest.fixture
def evidence(county: County, settings: Any) -> County:
    """Return the county, whose lake is the installation's for this test."""
    settings.DATA = county.folder
    return county


@pytest.fixture(scope="session")
def partly(county: County, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return what makes a data folder whose lake holds some months only, and the places and people that are named."""
    made: dict[str, Path] = {}

    def folder(months: Iterable[str], *, places: bool = True, kind: str = "", also: Iterable[Path] = ()) -> Path:
        wanted, more = tuple(months), tuple(also)
        key = repr((wanted, places, kind, more))
        if key not in made:
            made[key] = tmp_path_factory.mktemp("partly")
            streets = street_files(county, made[key] / "files", wanted, kind=kind)
            load(made[key], [*([places_only(county, made[key])] if places else []), *more, *streets])
        return made[key]

    return folder
