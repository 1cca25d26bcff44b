"""The app's name for Django."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete


class VersionsConfig(AppConfig):
    """Versions of things."""

    name = "frankpledge.ground.versions"
    label = "versions"

    def ready(self) -> None:
        """Have the versions of a thing go with it."""
        from frankpledge.ground.versions.actions import forget  # noqa: PLC0415 (needs the apps)
        from frankpledge.ground.versions.queries import versioned_kinds  # noqa: PLC0415

        for kind in versioned_kinds().values():
            post_delete.connect(forget, sender=kind.model, dispatch_uid=f"versions.forget.{kind.kind}")
