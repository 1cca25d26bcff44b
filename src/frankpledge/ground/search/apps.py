"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of what can be found."""

    name = "frankpledge.ground.search"
    label = "search"
