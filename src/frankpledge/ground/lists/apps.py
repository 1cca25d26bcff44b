"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists from files."""

    name = "frankpledge.ground.lists"
    label = "lists"
