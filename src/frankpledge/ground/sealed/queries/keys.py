"""By which keys fields are sealed, and how many by each. No secret is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.sealed.models import SealedModel, sealed_fields
from frankpledge.ground.sealed.models.keys import keyring
from frankpledge.ground.sealed.rules.keys import key_of


@dataclass(frozen=True)
class KeyNow:
    """A key as it stands: its name, the day on which it was made, and how many fields it seals."""

    id: str
    made_on: date
    fields: int


def sealed_models() -> tuple[type[SealedModel], ...]:
    """Return every model that has sealed fields."""
    return tuple(model for model in apps.get_models() if issubclass(model, SealedModel) and sealed_fields(model))


def rows_of(model: Any) -> QuerySet[Any]:
    """Return every row of a model."""
    rows: QuerySet[Any] = model.objects.all()
    return rows


def keys_in_use(*, workspace: Workspace | None = None) -> Counter[str]:
    """Return by which keys fields are sealed, and how many by each: in one workspace, or in all."""
    found: Counter[str] = Counter({key.id: 0 for key in keyring().keys})
    for model in sealed_models():
        for one in sealed_fields(model):
            rows = rows_of(model).exclude(**{f"{one.name}__isnull": True})
            rows = rows.filter(workspace=workspace) if workspace is not None else rows
            found.update(key_of(value.token) for value in rows.values_list(one.name, flat=True).iterator())
    return found


def keys_now(*, workspace: Workspace) -> tuple[KeyNow, ...]:
    """Return the keys of the installation, the one that seals first, with what each seals in one workspace."""
    used = keys_in_use(workspace=workspace)
    return tuple(KeyNow(key.id, key.made_on, used[key.id]) for key in keyring().keys)
