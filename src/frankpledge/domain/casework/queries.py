"""One case of any kind as its keeping knows it: which kind it is, and its row, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.utils.text import slugify

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.permissions import is_granted
from frankpledge.ground.sealed.models import AccessRequest
from frankpledge.ground.sealed.permissions import GRANTS, Capability, check_may_open
from frankpledge.ground.sealed.queries.access import access_request
from frankpledge.ground.sealed.queries.keeping import case_kinds, ended_for
from frankpledge.ground.sealed.rules.grants import Matter
from frankpledge.ground.sealed.rules.keeping import CaseKind, Due


@dataclass(frozen=True)
class Kept:
    """A case: its kind, how the ledger knows it, and its row, of which nothing that is sealed is opened."""

    workspace: Workspace
    kind: CaseKind
    matter: Matter
    row: Any

    @property
    def sort(self) -> str:
        """Return the kind as an address has it."""
        return sort_of(self.kind)

    @property
    def title(self) -> str:
        """Return how the case is called, which says nothing of what it is about."""
        return f"{str(self.row)[:1].upper()}{str(self.row)[1:]}"


def sort_of(kind: CaseKind) -> str:
    """Return a kind of case as an address has it."""
    return slugify(kind.label)


def kept_case(sort: str, about: UUID, *, workspace: Workspace, viewer: Any) -> Kept | None:
    """Return a case to whoever keeps the times of cases, or may open this one; None where it is not there.

    Refused where it is there for neither.
    """
    kind = next((one for one in case_kinds().values() if sort_of(one) == sort), None)
    row = kind and apps.get_model(kind.kind).objects.filter(workspace=workspace, pk=about).first()
    if kind is None or row is None:
        return None
    matter = Matter(kind.kind, str(about))
    if not is_granted(GRANTS, Capability.KEEP, workspace=workspace, user=viewer):
        check_may_open(matter, workspace=workspace, user=viewer)
    return Kept(workspace, kind, matter, row)


def due_of_case(case: Kept, *, viewer: Any) -> Due | None:
    """Return until when a case is kept that is over, to whoever keeps the times of cases; None where it is not."""
    if not is_granted(GRANTS, Capability.KEEP, workspace=case.workspace, user=viewer):
        return None
    found = ended_for(workspace=case.workspace, viewer=viewer)
    return next((one for one in found if (one.kind, one.about) == (case.matter.kind, case.matter.about)), None)


def rows_of_case(case: Kept) -> int:
    """Return how many rows with sealed fields a case has."""
    return len(tuple(case.kind.rows(case.workspace, case.matter.about)))


def request_of(case: Kept, asked: UUID, *, viewer: Any) -> AccessRequest | None:
    """Return one request for what a case holds, to whoever may open it."""
    return access_request(asked, case.matter, workspace=case.workspace, viewer=viewer)
