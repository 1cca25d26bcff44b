"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "frankpledge.ground.notices"
    label = "notices"
