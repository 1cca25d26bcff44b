"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages that join apps."""

    name = "frankpledge.web"
    label = "web"
