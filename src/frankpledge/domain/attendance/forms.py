"""Which body and year are shown, and of which body a sheet is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.lists.forms import SendForm

ALL = "all"


class BodyYearForm(forms.Form):
    """Which body and year are shown. Nothing said shows the board, in all years."""

    body = forms.ChoiceField(label="Body")
    year = forms.ChoiceField(label="Year")

    def __init__(self, asked: Mapping[str, Any], *, bodies: Iterable[Body], years: Iterable[int]) -> None:
        super().__init__({name: asked.get(name) or ALL for name in ("body", "year")})
        offered = {
            "body": [(ALL, "The board"), *((str(one.pk), one.name) for one in bodies)],
            "year": [(ALL, "All"), *((str(one), str(one)) for one in years)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def chosen(self, name: str) -> str:
        """Return what is chosen; empty for all, and for what there is none of."""
        told = self.cleaned_data.get(name, ALL) if self.is_valid() or self.errors else ALL
        return "" if told == ALL else str(told)


class SheetForm(SendForm):
    """An attendance sheet, and the body whose meetings its columns are."""

    body = forms.ChoiceField(label="Body whose meetings these are", choices=())

    def offer(self) -> None:
        """Offer the bodies."""
        rows = standing_rows(Body, workspace=self.workspace, viewer=self.viewer)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), one.name) for one in rows]
