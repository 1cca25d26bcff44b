"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, workspaces and roles."""

    name = "frankpledge.ground.accounts"
    label = "accounts"
