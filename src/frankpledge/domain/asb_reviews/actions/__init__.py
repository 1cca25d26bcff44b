"""What every act on a case does first: whoever acts was let in, and the case is open and held until the act is done."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection

from frankpledge.domain.asb_reviews import rules
from frankpledge.domain.asb_reviews.actions import letting
from frankpledge.domain.asb_reviews.models import Case, Part
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User

P = TypeVar("P", bound=Part)


def held(case: Case, person: User, *, closed_too: bool = False) -> Case:
    """Return a case that came and is open, held for the transaction; refused to whoever was not let in."""
    letting.check_let_in(case=case, person=person)
    rows = Case.objects.select_related("workspace")
    found = (rows.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else rows).get(
        pk=case.pk
    )
    rules.check_before(found.received_on is not None, lacks="it is not sent yet.", cure="Send it first.")
    if not closed_too:
        rules.check_open(closed=found.closed_on is not None)
    return found


def added(model: type[P], case: Case, who: User | None, **fields: Any) -> P:
    """Return a new row of a case."""
    rows: Any = model
    made: P = rows.objects.create(
        workspace=case.workspace, case=case, recorded_by=who, recorded_at=clock.now(), **fields
    )
    return made


def facts_of(case: Case, **more: str | int) -> dict[str, str | int]:
    """Return what the ledger says of a case: its number, and nothing that anybody wrote."""
    return {"case": case.number or 0, **more}


def check_ours(case: Case, *organisations: Organisation) -> None:
    """Refuse to name an organisation of another partnership."""
    rules.check_before(
        all(one.workspace_id == case.workspace_id for one in organisations),
        lacks="the organisation is not of this partnership.", cure="Choose one of its own.",
    )  # fmt: skip
