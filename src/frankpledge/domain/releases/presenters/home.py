"""What files bring to "This quarter": those that wait to be told what their columns mean."""

from __future__ import annotations

from django.urls import reverse

from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.domain.releases.queries.uploads import waiting_for_columns
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.registry import HomeContribution, HomeRequest, Need


def home(asked: HomeRequest) -> HomeContribution:
    """Return a need for each file whose columns are asked about, for those who may say what they mean."""
    if not is_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=asked.workspace, user=asked.viewer):
        return HomeContribution()
    waiting = waiting_for_columns(workspace=asked.workspace, viewer=asked.viewer)
    needs = tuple(
        Need(
            title=f"Say what the columns of {file.name} mean",
            href=reverse("releases:columns", args=(asked.workspace.slug, file.upload_id, file.number)),
            words="A file that was sent waits for it. It is asked once and remembered.",
        )
        for file in waiting
    )
    return HomeContribution(needs=needs)
