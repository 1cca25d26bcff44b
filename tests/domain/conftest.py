"""A workspace with one person in each role, and an invented county whose evidence is loaded once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from frankpledge.analysis.periods import Month, year_ending
from frankpledge.demo.partners import AGENCIES, EXTRACT
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import add_member, create_user, create_workspace
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.models import Edition
from frankpledge.lake.ingest import ingest
from frankpledge.lake.own.desk import OwnDesk
from frankpledge.lake.own.locate import locator
from frankpledge.lake.store import Lake, Snapshot
from tests.domain import county as counties
from tests.domain.assessments.paper import LAST, drafted
from tests.domain.county import County, load, places_only, street_files
from tests.staged import Stage, Staged

KNOWN = datetime(2026, 3, 24, 9, tzinfo=UTC)


# Roles are held from the day on which they are given, and tests tell of days long before the one on which they run.
LONG_AGO = datetime(2020, 1, 6, 9, tzinfo=UTC)


@time_machine.travel(LONG_AGO, tick=False)
def founded() -> dict[Role, User]:
    """Found a workspace with one person in each role."""
    founder = create_user(email="founder@example.invalid", name="Founder")
    workspace = create_workspace(name="Tithing", slug="tithing", by=founder)
    made = {}
    for role in Role:
        person = create_user(email=f"{role.value.replace('_', '-')}@example.invalid", name=role.label)
        add_member(workspace=workspace, user=person, role=role, by=founder)
        made[role] = person
    return made


@pytest.fixture(scope="module")
def founding(staging: Stage) -> Staged[dict[Role, User]]:
    return staging.make(founded)


@pytest.fixture
def people(founding: Staged[dict[Role, User]], db: None) -> dict[Role, User]:
    return founding.copy()


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
def own_known(county: County, newest: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Known:
    """Return what a partnership knows that has the county's evidence, the force's extract and three agencies' files."""
    lake = Lake(tmp_path_factory.mktemp("own") / "lake")
    finder = locator(newest, find(newest, "Nevermouth"))
    for path, mapping in [(county.made.extract, EXTRACT), *zip(county.made.agencies, AGENCIES, strict=True)]:
        report = ingest(lake, [path], known_at=KNOWN, by="nobody", desk=OwnDesk(KNOWN.date(), {}, mapping, finder))
        assert [(file.status, file.rows_quarantined) for file in report.files] == [("new", 0)], report.files[0].message
    return Known(newest, lake.snapshot())


@pytest.fixture(scope="session")
def reading(newest: Snapshot) -> AreaReading:
    """Return all that the newest evidence says of Nevermouth in 2025."""
    return area_reading(newest, area=find(newest, "Nevermouth"), window=year_ending(Month(2025, 12)), generated=True)


@pytest.fixture(scope="session")
def document(reading: AreaReading) -> Document:
    """Return the draft assessment that follows from the reading."""
    return drafted(reading)


@pytest.fixture(scope="session")
def short(document: Document) -> Document:
    """Return the draft with its summary and its coverage alone: quick to print."""
    return replace(document, sections=tuple(one for one in document.sections if one.ref in ("summary", "coverage")))


@pytest.fixture
def assessment(partnership: Partnership, analyst: User, short: Document) -> Assessment:
    """Return the assessment of 2025, drafted by the analyst."""
    read = Read(window=year_ending(LAST), year="2025/26", manifest="m00003", known_at=KNOWN)
    return save_draft(workspace=partnership.workspace, read=read, tree=short, by=analyst)


@pytest.fixture
def edition(assessment: Assessment, analyst: User, member: User) -> Edition:
    """Return the assessment as the board member approved it, as a web page alone."""
    return approve(paper=send_for_review(paper=assessment.paper, by=analyst), by=member, formats=("html",))


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
