"""Every model belongs to a workspace, or is excused with a reason; and no model changed without a migration."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

SHARED = {
    "accounts.User": "a person, who may act in several workspaces",
    "accounts.Workspace": "the tenant itself",
    "disclosure.Release": "the installation releases its own open data, outside any workspace",
    "disclosure.ReleasedCell": "a part of its release",
    "evidence.LocalEvent": "the installation registers changes of recording for all of its partnerships",
    "notices.Mail": "a digest tells a person of all partnerships in which they serve; its lines name theirs",
    "notices.Wish": "how a person is told, in all their partnerships",
    "jobs.JobRun": "loading open data is the installation's own work and has no workspace",
}


def unscoped(found: list[type[models.Model]]) -> list[str]:
    """Return the models that have no workspace which is always there."""
    return [model._meta.label for model in found if not has_workspace(model)]


def has_workspace(model: type[models.Model]) -> bool:
    """Return whether each row of a model names its workspace."""
    return any(field.name == "workspace" and not field.null for field in model._meta.concrete_fields)


def ours() -> list[type[models.Model]]:
    """Return the product's own models."""
    return [model for model in apps.get_models() if model.__module__.startswith("frankpledge.")]


def test_every_model_belongs_to_a_workspace_or_is_excused() -> None:
    assert sorted(unscoped(ours())) == sorted(SHARED)


def test_a_planted_model_without_a_workspace_is_found() -> None:
    class Loose(models.Model):  # noqa: DJ008 (planted)
        workspace = models.UUIDField(null=True)
        __str__ = object.__str__

        class Meta:
            app_label = "planted"
            managed = False

    try:
        assert unscoped([Loose]) == ["planted.Loose"]
    finally:
        del apps.all_models["planted"]


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
