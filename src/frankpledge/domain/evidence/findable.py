"""What of the record beside the files can be found: figures that came in print."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.permissions import GRANTS, Capability
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.registry import Findable, FindableKind

__all__ = ["FINDABLE"]


def _published(workspace: Workspace, about: str) -> Iterator[Findable]:
    found = PublishedFigure.objects.filter(workspace=workspace)
    for one in found.filter(pk=about) if about else found:
        printed = one.missing if one.value is None else f"{one.value.normalize():f} {one.unit}"
        text = " ".join(filter(None, [f"{one.group}: {printed}.", one.caveat, one.source]))
        href = reverse("evidence:published", args=(workspace.slug,))
        yield Findable(str(one.pk), f"{one.label}, {one.period}", text, href, one.recorded_at)


FINDABLE = (
    FindableKind(
        PublishedFigure._meta.label_lower,
        "Published figures",
        GRANTS[Capability.SEE],
        _published,
        order=44,
        after=("evidence.published_figures",),
    ),
)
