"""The way to every page about files."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.ui.parts import Crumb


def crumbs(workspace: Workspace, *steps: Crumb) -> tuple[Crumb, ...]:
    """Return the way here: the quarter, the evidence, then the steps given; the last is this page."""
    start = Crumb("This quarter", reverse("web:home", args=(workspace.slug,)))
    return (start, Crumb("Evidence", reverse("evidence:home", args=(workspace.slug,))), *steps)


def files_crumb(workspace: Workspace) -> Crumb:
    """Return the step to the list of files."""
    return Crumb("Files", reverse("releases:list", args=(workspace.slug,)))


def load_crumb(workspace: Workspace) -> Crumb:
    """Return the step to the page that takes files in."""
    return Crumb("Load files", reverse("releases:load", args=(workspace.slug,)))
