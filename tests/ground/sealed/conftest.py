"""A case of an app that is not there, with its table, its people, and keys of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from pytest_django import Settings

from frankpledge.config.keys import create_keys
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.sealed.actions import give_first
from frankpledge.ground.sealed.models import BlindIndex, SealedModel, SealedText
from frankpledge.ground.sealed.rules.grants import Matter
from tests.ground.people import new_member, new_workspace

STORY = "They shout through the letter box every night, Blenheim says"


@dataclass(frozen=True)
class Planted:
    """The models of the app that is not there: a case, and a line of it."""

    case: Any
    line: Any


@pytest.fixture(scope="module")
def planted() -> Iterator[Planted]:
    """Return the planted models, known to Django while the tests of a module run."""

    class PlantedCase(SealedModel):
        workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
        number = models.PositiveIntegerField(default=1)
        story = SealedText(null=True)
        contact = SealedText(null=True)
        contact_mark = BlindIndex(of="contact", tidy="address")

        class Meta:
            app_label = "sealed"

    class PlantedLine(SealedModel):
        workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="+")
        case = models.ForeignKey(PlantedCase, on_delete=models.CASCADE, related_name="lines")
        said = SealedText(null=True)

        class Meta:
            app_label = "sealed"

        @property
        def matter(self) -> Matter:
            return Matter("sealed.plantedcase", str(self.case_id))

    yield Planted(PlantedCase, PlantedLine)
    for name in ("plantedcase", "plantedline"):
        del apps.all_models["sealed"][name]
    apps.clear_cache()


@pytest.fixture
def tables(db: None, planted: Planted) -> None:
    """Have the tables of the planted models, in the test's own transaction."""
    uuid = "uuid" if connection.vendor == "postgresql" else "char(32)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE sealed_plantedcase (id {uuid} PRIMARY KEY, workspace_id {uuid} NOT NULL, "
            "number integer NOT NULL, story text NULL, contact text NULL, contact_mark varchar(80) NULL)"
        )
        cursor.execute(
            f"CREATE TABLE sealed_plantedline (id {uuid} PRIMARY KEY, workspace_id {uuid} NOT NULL, "
            f"case_id {uuid} NOT NULL, said text NULL)"
        )


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: Settings) -> Path:
    """Return the file of keys of this test."""
    create_keys(tmp_path)
    settings.SEALED_KEYS_FILE = tmp_path / "sealed.keys"
    return tmp_path / "sealed.keys"


@dataclass(frozen=True)
class Town:
    """A case, whoever leads it, somebody else with a role, and an administrator."""

    workspace: Workspace
    lead: User
    other: User
    administrator: User
    case: Any
    matter: Matter


@pytest.fixture
def town(tables: None, planted: Planted) -> Town:
    workspace = new_workspace()
    lead, other = new_member(workspace, Role.OFFICER), new_member(workspace, Role.OFFICER)
    administrator = new_member(workspace, Role.ADMINISTRATOR)
    case = planted.case.objects.create(workspace=workspace, story=STORY, contact=" Ann@Example.org ")
    matter = Matter("sealed.plantedcase", str(case.pk))
    give_first(workspace=workspace, matter=matter, to=lead, capacity="caseworker", until=in_days(30), by=lead)
    return Town(workspace, lead, other, administrator, case, matter)


def in_days(number: int) -> Any:
    return clock.today() + timedelta(days=number)
