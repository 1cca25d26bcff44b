"""Which two versions are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from frankpledge.ground.versions.models import Version


class CompareForm(forms.Form):
    """Two versions; the last two where nothing sensible is chosen."""

    first = forms.ChoiceField(label="Version")
    second = forms.ChoiceField(label="with version")

    def __init__(self, asked: Mapping[str, Any], *, versions: Sequence[Version]) -> None:
        numbers = [one.number for one in versions]
        last, before = numbers[0], numbers[1] if len(numbers) > 1 else numbers[0]
        said = {"first": asked.get("first"), "second": asked.get("second")}
        known = {name: value if value in {str(one) for one in numbers} else "" for name, value in said.items()}
        super().__init__({"first": known["first"] or str(before), "second": known["second"] or str(last)})
        offered = [(str(one.number), f"{one.number}: {one.at:%-d %b %Y, %H:%M}") for one in versions]
        for name in ("first", "second"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    def numbers(self) -> tuple[int, int]:
        """Return the two numbers."""
        self.is_valid()
        return int(self.cleaned_data["first"]), int(self.cleaned_data["second"])
