"""Whoever acts with a code, as the ledger names them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Applicant:
    """An applicant: by the case, and by nothing else."""

    pk: UUID

    def __str__(self) -> str:
        return "The applicant"
