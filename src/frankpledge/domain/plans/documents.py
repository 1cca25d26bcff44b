"""A plan, or its page, as a file: as its edition was approved, or as it stands, after recording that it left."""

from __future__ import annotations

from datetime import date

from frankpledge.domain.disclosure.actions import release
from frankpledge.domain.disclosure.rules import Audience, Cell, Policy
from frankpledge.domain.plans.actions.life import PAGE_FORMS, PAGE_KIND, PLAN_FORMS, PLAN_KIND
from frankpledge.domain.plans.models import Plan
from frankpledge.domain.plans.queries import editions_of_plan, whole
from frankpledge.domain.plans.queries.on_a_page import page_document
from frankpledge.domain.plans.queries.telling import plan_document
from frankpledge.domain.plans.rules import NotAPlan
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Document
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of

FORMS = {PLAN_KIND: PLAN_FORMS, PAGE_KIND: PAGE_FORMS}
SHORT = {"plan": PLAN_KIND, "page": PAGE_KIND}


def edition_kept(plan: Plan, kind: str) -> Edition | None:
    """Return the latest edition of a plan or of its page, None where its board has not approved it."""
    return next((one for one in editions_of_plan(plan) if one.kind == kind), None)


def told(plan: Plan, kind: str, *, on: date) -> Document:
    """Return the tree of a plan or of its page: as approved once it was, else as it stands."""
    edition = edition_kept(plan, kind)
    if edition is not None:
        return document_of(edition)
    return (plan_document if kind == PLAN_KIND else page_document)(whole(plan), on=on)


def leaving(plan: Plan, kind: str, form: str, *, on: date, by: User) -> bytes:
    """Return a plan or its page in one format, after recording that it left."""
    if form not in FORMS[kind]:
        raise NotAPlan(f"it is not made as {form!r}.", cure=f"Choose from {', '.join(FORMS[kind])}.")
    cells = [Cell(key=str(plan.pk), value=None, policy=Policy.RESTRICTED)]
    what = f"{kind} of {plan.year}"
    release(audience=Audience.WORKSPACE, cells=cells, what=what, workspace=plan.workspace, by=by)
    return FORMATS[form].render(told(plan, kind, on=on))
