"""Changing returns: every act checks who may and how far the return has come, and leaves its trace."""

from __future__ import annotations

from django.db import connection

from frankpledge.domain.returns.models import Return


def held(one: Return) -> Return:
    """Return the return as it is now, held until the transaction ends."""
    rows = Return.objects.filter(pk=one.pk).select_related("workspace", "round", "supplier")
    return (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows).get()


def facts_of(one: Return) -> dict[str, str | int]:
    """Return what the ledger says of a return: whose, and of which period."""
    return {"supplier": one.supplier.name, "round": one.round.name}
