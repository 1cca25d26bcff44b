"""All rows of the product at a moment, in a shape that can be compared: what differs by itself is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from frankpledge.ground.accounts.models import Membership

# Sealed with the time and with each other, or drawn by chance. So is a counted key: PostgreSQL does not count back.
LEFT_OUT = {"audit.event", "audit.head"}
BY_CHANCE = {"digest", "receipt", "seal", "previous", "password", "kept_at"}
LONG = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[A-Za-z0-9_-]{32,}")
Rows = dict[str, list[str]]


def ours() -> Iterator[type[models.Model]]:
    """Yield every model of the product, and those by which people sign in."""
    for model in apps.get_models():
        if model.__module__.startswith(("frankpledge.", "allauth.")) and model._meta.label_lower not in LEFT_OUT:
            yield model


def identifiers() -> set[str]:
    """Return the identifier of every row there is."""
    return {str(pk) for model in ours() for pk in model._default_manager.values_list("pk", flat=True)}


def rows(known: set[str]) -> Rows:
    """Return every row of every model. Identifiers that are not among `known` are of new rows, and all alike."""
    return {model._meta.label: sorted(_row(one, known) for one in model._default_manager.all()) for model in ours()}


def _row(one: models.Model, known: set[str]) -> str:
    kept = {
        field.attname: _value(getattr(one, field.attname), known)
        for field in one._meta.concrete_fields
        if not isinstance(field, models.DateTimeField | models.AutoField) and field.name not in BY_CHANCE
    }
    moments = {
        field.attname: getattr(one, field.attname) is not None
        for field in one._meta.concrete_fields
        if isinstance(field, models.DateTimeField)
    }
    return repr(sorted({**kept, **moments}.items()))


def _value(value: Any, known: set[str]) -> Any:
    if isinstance(value, UUID):
        return str(value) if str(value) in known else "new"
    if isinstance(value, str | dict | list):
        return LONG.sub(lambda found: found[0] if found[0] in known else "new", repr(value))
    return value


def strangers(workspace: models.Model) -> list[str]:
    """Return what rows of a workspace point at that is another workspace's, or somebody who does not belong."""
    members, wrong = {one.user_id for one in Membership.objects.filter(workspace=workspace)}, set()
    for model in ours():
        if "workspace" not in {field.name for field in model._meta.concrete_fields}:
            continue
        pointing = [field for field in _foreign_keys(model) if field.name != "workspace"]
        things = [field.name for field in pointing if not _is_user(field)]
        for one in model._default_manager.filter(workspace=workspace).select_related(*(things or [None])):
            for field in pointing:
                if _leads_elsewhere(one, field, workspace, members):
                    wrong.add(f"{model._meta.label}.{field.name}")
    return sorted(wrong)


def _foreign_keys(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    return [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]


def _is_user(field: models.ForeignKey[Any, Any]) -> bool:
    return field.related_model._meta.label == "accounts.User"


def _leads_elsewhere(
    one: models.Model, field: models.ForeignKey[Any, Any], workspace: models.Model, members: set[Any]
) -> bool:
    if getattr(one, field.attname) is None:
        return False
    if _is_user(field):
        return getattr(one, field.attname) not in members
    return getattr(getattr(one, field.name), "workspace_id", workspace.pk) not in {workspace.pk, None}
