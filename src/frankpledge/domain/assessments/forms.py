"""What is asked before a draft is made, returned or corrected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.analysis.periods import Month
from frankpledge.ground.documents.models import Edition


class DraftForm(forms.Form):
    """The last month of the year that is assessed."""

    last_month = forms.CharField(
        label="Last month of the year to assess",
        help_text="Written as 2025-12. The assessment looks at the twelve months that end with it.",
        max_length=7,
    )

    roll = forms.BooleanField(
        label="Begin from the last assessment: its own chapters, its writers, and its words to write anew",
        required=False,
        initial=True,
    )

    everywhere = forms.BooleanField(label="Draft it for the others too", required=False)

    def __init__(self, *args: Any, others: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        if others:
            self.fields["everywhere"].label = f"Draft the same for {' and '.join(others)}, which you serve too"
        else:
            del self.fields["everywhere"]

    def clean_last_month(self) -> Month:
        """Return the month; a text that names none is an error that shows how to write it."""
        text = self.cleaned_data["last_month"]
        try:
            return Month.parse(text.strip())
        except ValueError as error:
            raise forms.ValidationError(f"“{text}” is not a month. Write it as 2025-12.") from error


class ReasonForm(forms.Form):
    """Why a paper goes back to draft, or what a correction puts right: `label` says which is asked."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "Why", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label


class CompareForm(forms.Form):
    """Two editions to set side by side."""

    old = forms.ChoiceField(label="Earlier")
    new = forms.ChoiceField(label="Later")

    def __init__(self, *args: Any, editions: Iterable[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one}, {one.cut_off.day} {one.cut_off:%B %Y}") for one in editions]
        for name in ("old", "new"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
