"""Which approved documents used a value that was restated since: their figures say of which indicator and period.

A document that quotes an indicator puts `input_of` among the inputs of its figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.history import Restated
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import editions


@dataclass(frozen=True)
class Used:
    """An edition that printed a figure over a period of which a value was restated afterwards."""

    edition: Edition
    restated: Restated


def input_of(indicator: Indicator, shown: Shown) -> dict[str, object]:
    """Return what a figure of a document says of where it came from, so that a restatement can find it."""
    return {
        "what": f"{indicator.reference} {indicator.name}, {shown.label}",
        "indicator": str(indicator.pk),
        "starts": str(shown.starts),
        "ends": str(shown.ends),
        "value": None if shown.figure is None else float(shown.figure),
        "known_at": str(shown.known_at or ""),
    }


def used_in(found: Sequence[Restated], *, workspace: Workspace, viewer: User) -> tuple[Used, ...]:
    """Return the editions that used what was restated, for each value; only editions approved before it was known."""
    if not found:
        return ()
    names = Q()
    for identity in {str(one.after.value.indicator_id) for one in found}:
        names |= Q(tree__contains=identity)
    made = []
    for edition in editions(workspace=workspace, viewer=viewer).defer(None).filter(names):
        quoted = list(_inputs(json.loads(edition.tree)))
        made += [Used(edition, one) for one in found if _is_used(one, edition, quoted)]
    return tuple(made)


def _is_used(one: Restated, edition: Edition, quoted: Sequence[dict[str, Any]]) -> bool:
    value = one.after.value
    return edition.approved_at < value.known_at and any(
        each["indicator"] == str(value.indicator_id)
        and each.get("starts", "") <= str(value.starts)
        and each.get("ends", "") >= str(value.ends)
        for each in quoted
    )


def _inputs(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield every input of a document's figures that is of an indicator."""
    if isinstance(tree, dict):
        if "indicator" in tree and "ends" in tree:
            yield tree
        for part in tree.values():
            yield from _inputs(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from _inputs(part)


def marks(used: Sequence[Used]) -> dict[UUID, str]:
    """Return for each restated value the names of the documents that used it."""
    told: dict[UUID, list[str]] = {}
    for one in used:
        told.setdefault(one.restated.after.value.pk, []).append(str(one.edition))
    return {value: "; ".join(dict.fromkeys(names)) for value, names in told.items()}
