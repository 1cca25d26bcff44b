"""What is asked of a contact."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.contacts.rules import LONGEST_WORDS
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.ui.forms import day


class ContactForm(forms.Form):
    """Where an organisation is written to, who reads it, and from when."""

    person = forms.ChoiceField(label="Who reads it", required=False)
    address = forms.EmailField(
        label="E-mail address", required=False, max_length=254,
        help_text="Leave it empty to take the one that the register has of the person.",
    )  # fmt: skip
    words = forms.CharField(
        label="What it is", max_length=LONGEST_WORDS, required=False, help_text="Such as: mailbox of the safety team."
    )
    since = day("Since")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in standing_rows(Person, workspace=workspace, viewer=viewer)}
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [
            ("", "Nobody named: a shared mailbox"),
            *((key, one.name) for key, one in self._people.items()),
        ]

    def given(self) -> dict[str, Any]:
        """Return what was given, as the action takes it."""
        told = self.cleaned_data
        return {**told, "person": self._people.get(told["person"])}
