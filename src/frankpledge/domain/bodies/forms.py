"""Fields in which bodies, organisations and people are chosen. Lent to every app whose rows name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace

ALL = "all"
NOBODY = "Nobody named"
Options = list[tuple[str, str]]


def options(rows: Iterable[Any], none: str = "") -> Options:
    """Return rows as choices, by name; led by that of none where there may be none."""
    return [*([("", none)] if none else []), *((str(one.pk), one.name) for one in rows)]


class NamingForm(forms.Form):
    """A form whose fields name rows of the register. `NAMES`: field to (kind, what none is called; "" needs one)."""

    NAMES: ClassVar[Mapping[str, tuple[type[Body | Organisation | Person], str]]] = {}

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self._rows: dict[str, dict[str, Any]] = {}
        for name, (kind, none) in self.NAMES.items():
            if name in self.fields:
                found = standing_rows(kind, workspace=workspace, viewer=viewer)
                self._rows[name] = {str(row.pk): row for row in found}
                offer(self, name, options(found, none))

    def named(self) -> dict[str, Any]:
        """Return the rows that were chosen, by field; None where none was; several where several may be."""
        return {name: self._chosen(name, self.cleaned_data.get(name, "")) for name in self._rows}

    def _chosen(self, name: str, told: Any) -> Any:
        rows = self._rows[name]
        return [rows[one] for one in told if one in rows] if isinstance(told, list) else rows.get(told)


class FilterForm(forms.Form):
    """A form of filters in an address: what is not said is all, and what makes no sense is left out."""

    NAMES: ClassVar[Mapping[str, type[Body | Organisation]]] = {}
    SAID: ClassVar[Mapping[str, str]] = {}

    def __init__(self, asked: Mapping[str, Any], *, workspace: Workspace, viewer: User) -> None:
        chosen = [name for name, one in self.base_fields.items() if isinstance(one, forms.ChoiceField)]
        said = {name: asked.get(name) or self.SAID.get(name, ALL) for name in chosen}
        super().__init__(said | {name: asked[name] for name in self.base_fields if name in asked and name not in said})
        for name, kind in self.NAMES.items():
            offer(self, name, [(ALL, "All"), *options(standing_rows(kind, workspace=workspace, viewer=viewer))])

    def told(self) -> dict[str, Any]:
        """Return what is chosen, by field; empty where it is all."""
        self.is_valid()
        kept = {name: self.cleaned_data.get(name, self.SAID.get(name, "")) for name in self.fields}
        return {name: "" if value in (ALL, None) else value for name, value in kept.items()}


def offer(form: forms.Form, name: str, choices: Options) -> None:
    """Give a field of choice its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
