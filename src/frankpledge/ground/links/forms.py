"""What is asked when a link is made, and the plainest thing that one can ask for: a text."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.ground.links.rules import MOST_CHARACTERS, MOST_DAYS

DAYS = 28


class OpenForm(forms.Form):
    """For whom the link is, and for how long."""

    to_whom = forms.CharField(label="Organisation", help_text="Its page and our records will name it.", max_length=200)
    days = forms.IntegerField(
        label="Days until it ends", min_value=1, max_value=MOST_DAYS, initial=DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class TextForm(forms.Form):
    """One long text, such as a chapter that another agency writes. `label` and `hint` say what is asked."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 16}), max_length=MOST_CHARACTERS)

    def __init__(self, *args: Any, label: str = "Your text", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = label, hint
