"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Comments and mentions."""

    name = "frankpledge.ground.comments"
    label = "comments"
