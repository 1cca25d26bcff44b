"""Everything that may be recorded of organisations, bodies, seats and people by a program: each as on its page."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from frankpledge.api.calls import Call, there
from frankpledge.api.filling import Given, Unfit, filled
from frankpledge.api.parts import PEOPLE
from frankpledge.api.resources.people import register_of
from frankpledge.api.routing import acts
from frankpledge.domain.bodies.models import Kept
from frankpledge.domain.bodies.permissions import GRANTS, Capability
from frankpledge.domain.bodies.queries.register import Register
from frankpledge.domain.bodies.queries.rows import row_of
from frankpledge.domain.roster.forms.adding import ADDING, recorded
from frankpledge.domain.roster.forms.changing import CorrectForm
from frankpledge.domain.roster.forms.deeds import DEEDS, Deed

Value = str | int | bool | date | None
PLURALS = {"organisation": "organisations", "body": "bodies", "person": "people"}


class RegisterRow(Schema):
    """A row of the register that was recorded or changed. `withdrawn`: it was never so, and is kept with the reason."""

    kind: str
    id: UUID
    name: str
    withdrawn: bool


class Correction(Given):
    """What is to be put right in a row, and what was wrong."""

    changes: dict[str, Value] = Field(description="Each field to be put right with what it should say.")
    reason: str = Field(max_length=500, description="What was wrong. What changed in the world is no mistake.")


def row_out(row: Kept) -> RegisterRow:
    """Return a row as it stands."""
    kind = row._meta.model_name or ""
    return RegisterRow(kind=kind, id=row.pk, name=str(row), withdrawn=row.withdrawn_at is not None)


def _adding(what: str, plural: str) -> None:
    """Register the way to record an organisation, a body or a person."""
    title, kind = ADDING[what]

    def add(call: Call, given: dict[str, Any]) -> RegisterRow:
        call.check(GRANTS, Capability.KEEP)
        form = filled(kind(given, register=register_of(call)))
        return row_out(recorded(what, form, workspace=call.workspace, by=call.by))

    add.__name__, add.__doc__ = f"add_{what}", f"{title}."
    acts(f"/{plural}", part=PEOPLE, asks=kind, returns=RegisterRow, status=201)(add)


def _doing(name: str, deed: Deed) -> None:
    """Register the way to do one thing to a row of the register."""
    corrects = deed.form is CorrectForm

    def do(call: Call, row: UUID, given: dict[str, Any]) -> RegisterRow:
        register = register_of(call)
        found: Any = there(row_of(deed.kind, row, **call.here), "row")
        call.check(GRANTS, Capability.KEEP)
        told = _as_corrected(found, register, given) if corrects else given
        form = filled(deed.form(told, register=register, row=found))
        deed.act(found, form, form.cleaned_data, call.by)
        found.refresh_from_db()
        return row_out(found)

    kind = deed.kind._meta.verbose_name
    do.__name__ = f"register_{name.replace('-', '_')}"
    do.__doc__ = f"{deed.title.format(f'a row of the kind {kind}')}."
    asks: Any = Correction if corrects else deed.form
    acts(f"/register/{name}/{{uuid:row}}", part=PEOPLE, asks=asks, returns=RegisterRow)(do)


def _as_corrected(row: Any, register: Register, given: dict[str, Any]) -> dict[str, Any]:
    """Return a row as its form would be filled, with what is to be put right; refused for what it does not say."""
    form = CorrectForm(register=register, row=row)
    if strange := sorted(set(given["changes"]) - set(form.fields)):
        raise Unfit([(f"changes.{name}", "this row says nothing of the kind.") for name in strange])
    stands = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {**stands, **given["changes"], "reason": given["reason"]}


for _what, _plural in PLURALS.items():
    _adding(_what, _plural)
for _name, _deed in DEEDS.items():
    _doing(_name, _deed)
