"""Which approved documents used a value that was restated since: their figures say of which indicator and period.

A document that quotes an indicator puts `input_of` among the inputs of its figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q

from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.history import Restated, restatements
from frankpledge.domain.indicators.rules.windows import Shown
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import editions

EDITIONS_KEPT_READ = 64


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
        "known_at": shown.known_at.isoformat() if shown.known_at else "",
    }


def used_in(found: Sequence[Restated], *, workspace: Workspace, viewer: User) -> tuple[Used, ...]:
    """Return the editions that used what was restated, for each value: those that print what was known before it."""
    if not found:
        return ()
    names = Q()
    for identity in {str(one.after.value.indicator_id) for one in found}:
        names |= Q(tree__contains=identity)
    made = []
    for edition in editions(workspace=workspace, viewer=viewer).defer(None).filter(names):
        quoted = list(_inputs(json.loads(edition.tree)))
        made += [Used(edition, one) for one in found if _is_used(one, quoted)]
    return tuple(made)


def restated_since(edition: Edition) -> tuple[Restated, ...]:
    """Return the values that an edition printed and that were restated afterwards, the newest first."""
    quoted = [one for one in _inputs(json.loads(edition.tree)) if one["known_at"]]
    if not quoted:
        return ()
    asked = {str(one["indicator"]) for one in quoted}
    indicators = Indicator.objects.filter(workspace=edition.workspace_id, pk__in=asked, withdrawn_at__isnull=True)
    since = min(datetime.fromisoformat(one["known_at"]) for one in quoted)
    return tuple(one for one in restatements(tuple(indicators), since=since) if _is_used(one, quoted))


def _is_used(one: Restated, quoted: Sequence[dict[str, Any]]) -> bool:
    """Return whether a figure over the period of a value was printed from what was known before that value."""
    value = one.after.value
    return any(
        each["indicator"] == str(value.indicator_id)
        and each["starts"] <= str(value.starts)
        and each["ends"] >= str(value.ends)
        and each["known_at"]
        and datetime.fromisoformat(each["known_at"]) < value.known_at
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


@lru_cache(maxsize=EDITIONS_KEPT_READ)
def quoted_in(edition: UUID, digest: str) -> frozenset[str]:
    """Return the identifiers of the indicators that an edition quotes. `digest` names its tree: it never changes."""
    tree = Edition.objects.values_list("tree", flat=True).get(pk=edition, digest=digest)
    return frozenset(str(one["indicator"]) for one in _inputs(json.loads(tree)))


def marks(used: Sequence[Used]) -> dict[UUID, str]:
    """Return for each restated value the names of the documents that used it."""
    told: dict[UUID, list[str]] = {}
    for one in used:
        told.setdefault(one.restated.after.value.pk, []).append(str(one.edition))
    return {value: "; ".join(dict.fromkeys(names)) for value, names in told.items()}
