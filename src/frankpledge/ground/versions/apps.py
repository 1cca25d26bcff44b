"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class VersionsConfig(AppConfig):
    """Versions of things."""

    name = "frankpledge.ground.versions"
    label = "versions"
