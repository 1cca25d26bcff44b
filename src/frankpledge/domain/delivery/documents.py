"""A delivery plan as a document that leaves, as it stands on a day."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.delivery.queries import delivery_of
from frankpledge.domain.delivery.queries.telling import delivery_document
from frankpledge.domain.delivery.rules import NotADelivery
from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.plans.models import Plan
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.formats import FORMATS

FORMS = ("html", "pdf", "docx", "odt")


def leaving(plan: Plan, form: str, *, on: date, by: User) -> bytes:
    """Return a delivery plan in one format, after recording that it left."""
    if form not in FORMS:
        raise NotADelivery(f"it is not made as {form!r}.", cure=f"Choose from {', '.join(FORMS)}.")
    cells = [Cell(key=f"delivery:{plan.pk}", value=None, policy=Policy.RESTRICTED)]
    what = f"delivery plan of {plan.year}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=plan.workspace, by=by)
    return FORMATS[form].render(delivery_document(plan, delivery_of(plan, viewer=by, on=on), on=on))
