"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work."""

    name = "frankpledge.ground.jobs"
    label = "jobs"
