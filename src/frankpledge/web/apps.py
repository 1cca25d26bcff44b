"""The app's name for Django."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages that join apps."""

    name = "frankpledge.web"
    label = "web"

    def ready(self) -> None:
        """Begin to listen to what happens at the entrance."""
        import_module("frankpledge.web.entrance.heard")
