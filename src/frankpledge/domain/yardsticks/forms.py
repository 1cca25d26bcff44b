"""What is asked before a set of peers is formed or chosen."""

from __future__ import annotations

from django import forms

from frankpledge.statute.settings import settings


class NearestForm(forms.Form):
    """The name of a set, and how many areas it holds."""

    name = forms.CharField(label="Name of the set", max_length=200)
    size = forms.IntegerField(
        label="How many areas",
        min_value=3,
        max_value=60,
        help_text="The answer is shown for other numbers too, so that it does not hang on this one.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments pass through
        self.fields["size"].initial = settings().similar_areas


class ChosenForm(forms.Form):
    """The name of a set chosen by hand, the areas in it and why they are alike."""

    name = forms.CharField(label="Name of the set", max_length=200)
    areas = forms.CharField(
        label="Partnerships in it",
        help_text="One a line, by name or code.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6_000,
    )
    reason = forms.CharField(
        label="Why these",
        help_text="Printed beside every interval, after “chosen by no methodology”.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )

    def lines(self) -> tuple[str, ...]:
        """Return the areas as they were written, one each."""
        return tuple(line.strip() for line in self.cleaned_data["areas"].splitlines() if line.strip())
