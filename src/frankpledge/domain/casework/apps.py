"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The keeping of cases."""

    name = "frankpledge.domain.casework"
    label = "casework"
