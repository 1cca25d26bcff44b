"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    """Ties between things, and the way along them."""

    name = "frankpledge.ground.threads"
    label = "threads"
