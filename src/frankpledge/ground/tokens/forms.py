"""What is asked when a token is made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.tokens.queries import parts
from frankpledge.ground.tokens.rules import LONGEST_NAME
from frankpledge.ground.ui.forms import day
from frankpledge.statute.settings import settings

USUAL_DAYS = 90


class TokenForm(forms.Form):
    """Which program, for which workspace, for what, until when."""

    name = forms.CharField(
        label="Program that will use it", max_length=LONGEST_NAME, help_text="Such as: Power BI, performance team."
    )
    workspace = forms.ChoiceField(label="Workspace")
    writes = forms.ChoiceField(
        label="What it may do",
        choices=[("no", "Read only"), ("yes", "Read and write, as far as your roles allow")],
        widget=forms.RadioSelect,
        initial="no",
    )
    reaches = forms.MultipleChoiceField(
        label="What it reaches", widget=forms.CheckboxSelectMultiple, help_text="No more than the program needs."
    )
    until = day("Last day")

    def __init__(self, *args: Any, places: Iterable[Workspace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(one.pk): one for one in places}
        self._choose("workspace", [(key, one.name) for key, one in self._places.items()])
        self._choose("reaches", list(parts().items()))
        most = settings().token_days
        self.fields["until"].help_text = f"At most {most} days from today. Make another before it ends."
        self.fields["until"].initial = clock.today() + timedelta(days=USUAL_DAYS)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # fields of choice alone

    def given(self) -> dict[str, Any]:
        """Return the token as the action knows it."""
        told = self.cleaned_data
        return {
            "workspace": self._places[told["workspace"]],
            "name": told["name"],
            "writes": told["writes"] == "yes",
            "reaches": told["reaches"],
            "until": told["until"],
        }
