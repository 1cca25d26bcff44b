"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Papers and their editions."""

    name = "frankpledge.ground.documents"
    label = "documents"
