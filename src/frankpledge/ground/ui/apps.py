"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Page pieces."""

    name = "frankpledge.ground.ui"
    label = "ui"
