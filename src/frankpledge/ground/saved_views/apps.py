"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    """Saved views of lists."""

    name = "frankpledge.ground.saved_views"
    label = "saved_views"
