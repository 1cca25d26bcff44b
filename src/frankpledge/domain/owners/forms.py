"""Who answers for the chosen duties from now on."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import CLEARS


class OwnersForm(forms.Form):
    """Which duties, and who answers for them. What is left as it is stays."""

    duties = forms.CharField(widget=forms.HiddenInput)
    owner = forms.ChoiceField(label="Person who answers for them", choices=(), required=False)
    post = forms.CharField(
        label="Post and body", max_length=200, required=False,
        help_text="Such as Head of community safety, the council. Leave it empty to keep what stands.",
    )  # fmt: skip
    deputy = forms.ChoiceField(label="Deputy", choices=(), required=False)

    def __init__(self, *args: Any, workspace: Workspace, **more: Any) -> None:
        super().__init__(*args, **more)
        people = [(str(one.pk), one.name) for one in people_of(workspace=workspace)]
        for name in ("owner", "deputy"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "As it is"), (CLEARS, "Nobody"), *people]

    def clean(self) -> dict[str, Any]:
        """Ask for something that changes."""
        told = super().clean() or {}
        if not any(told.get(name) for name in ("owner", "post", "deputy")):
            self.add_error("owner", "Choose who answers for them from now on.")
        return told

    def chosen(self) -> list[str]:
        """Return the codes of the chosen duties."""
        return [part for part in str(self.data.get("duties", "")).split(",") if part]

    def read(self) -> Read:
        """Return the change as a list would say it: a line for each duty."""
        told = self.cleaned_data
        cells = [told["owner"], told["post"], told["deputy"]]
        lines = tuple((0, at, [code, *cells]) for at, code in enumerate(self.chosen(), start=1))
        return Read((Sheet("", 1, ("duty", "owner", "post", "deputy")),), lines)
