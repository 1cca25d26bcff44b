"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Links without an account."""

    name = "frankpledge.ground.links"
    label = "links"
