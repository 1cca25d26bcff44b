"""Saying how a supplier's columns are read."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from frankpledge.domain.releases.models import ColumnMapping
from frankpledge.domain.releases.permissions import GRANTS, Capability
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted
from frankpledge.ground.audit.actions import record
from frankpledge.lake.own.mapping import Mapping, check_needed, checked, headers_digest


def remember_mapping(
    *, workspace: Workspace, name: str, headers: Iterable[str], mapping: Mapping, by: User
) -> ColumnMapping:
    """Keep how files with these headers are read, and return what is kept; what was kept for them before is replaced.

    Refused where the mapping cannot be used or leaves out a column that is needed.
    """
    check_granted(GRANTS, Capability.REMEMBER_MAPPING, workspace=workspace, user=by)
    seen = tuple(headers)
    check_needed(checked(mapping), seen, where=name)
    digest = headers_digest(seen)
    with transaction.atomic():
        kept, _ = ColumnMapping.objects.update_or_create(
            workspace=workspace,
            headers=digest,
            defaults={
                "name": name.strip()[:200] or mapping.data_set,
                "mapping": mapping.as_json(),
                "remembered_by": by,
                "remembered_at": clock.now(),
            },
        )
        facts: dict[str, str | int] = {"kind": mapping.kind, "columns": len(mapping.columns)}
        record("releases.mapping_remembered", kept, by=by, facts=facts)
    return kept
