"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who comes, stays and leaves."""

    name = "frankpledge.ground.access"
    label = "access"
