"""What is asked of a step."""

from __future__ import annotations

from django import forms

from frankpledge.domain.plans.rules import OUTCOMES


class ToldForm(forms.Form):
    """How far a step was carried out."""

    outcome = forms.ChoiceField(label="How far was it carried out?", choices=OUTCOMES, widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why no further",
        help_text="Needed where it was carried out in part or not.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class StepForm(ToldForm):
    """A step of a plan that is not kept here, and how far it was carried out."""

    year = forms.CharField(label="Year of the plan", help_text="Written as 2024/25.", max_length=7)
    words = forms.CharField(label="Step, as the plan has it", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    lead = forms.CharField(label="Who led it", max_length=200)
    field_order = ("year", "words", "lead", "outcome", "why")
