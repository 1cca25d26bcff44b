"""The question that the explorer answers."""

from __future__ import annotations

from django import forms

from frankpledge.analysis.periods import Month
from frankpledge.statute.categories import crime_types

MEASURES = (("crime", "All crime"), ("asb", "Anti-social behaviour"))


class MonthField(forms.CharField):
    """A month written as 2025-01."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2025-01", "size": 8})

    def clean(self, value: str) -> Month:
        """Return the month; a text that names none is an error that shows how to write it."""
        try:
            return Month.parse(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(f"“{value}” is not a month. Write it as 2025-01.") from error


class Question(forms.Form):
    """Area, kind, window and the day as known on which the figures are read."""

    area = forms.CharField(label="Area", max_length=100)
    kind = forms.ChoiceField(label="What", choices=())
    first = MonthField(label="From")
    last = MonthField(label="To")
    as_known = forms.DateField(label="As known on", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments pass through
        types = [(t.name, t.name) for t in crime_types() if not t.is_asb]
        self.fields["kind"].choices = [*MEASURES, *types]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Return the question; a window that ends before it begins is an error."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", f"{last.label} is before {first.label}.")
        return cleaned
