"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SealedConfig(AppConfig):
    """Casework under seal."""

    name = "frankpledge.ground.sealed"
    label = "sealed"
