"""What is asked when a table is proposed, turned down or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.analysis.periods import Month
from frankpledge.domain.open_data.queries.cubes import Source
from frankpledge.domain.open_data.rules import LONGEST_REASON, Asked, Detail, Period, Place
from frankpledge.ground.ui.forms import long_text


class ProposeForm(forms.Form):
    """Which table of which data. What is finer than the fixed tables is refused, with what could be told instead."""

    source = forms.ChoiceField(label="Data set")
    place = forms.ChoiceField(label="Places", choices=[(one.value, one.label) for one in Place])
    detail = forms.ChoiceField(label="Types", choices=[(one.value, one.label) for one in Detail])
    period = forms.ChoiceField(label="Periods", choices=[(one.value, one.label) for one in Period])
    first = forms.CharField(label="First month", max_length=7, help_text="As 2024-04. Years begin in April.")
    last = forms.CharField(label="Last month", max_length=7, help_text="As 2025-03.")
    rates = forms.BooleanField(
        label="With rates for every 1,000 residents", required=False, help_text="Of years, for larger places."
    )
    title = forms.CharField(
        label="Title",
        max_length=200,
        required=False,
        help_text="As the public reads it. Left empty: the table in words.",
    )

    def __init__(self, *args: Any, sources: Iterable[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(one.id, f"{one.name}, {one.supplier} ({_span(one)})") for one in sources]
        self.fields["source"].choices = named  # type: ignore[attr-defined]

    def clean_first(self) -> Month:
        """Return the first month."""
        return _month(self.cleaned_data["first"])

    def clean_last(self) -> Month:
        """Return the last month."""
        return _month(self.cleaned_data["last"])

    def clean(self) -> dict[str, Any]:
        """Return what was said; told where the last month comes before the first."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", "The last month comes before the first.")
        return told

    def asked(self) -> Asked:
        """Return the table that is asked for."""
        told = self.cleaned_data
        return Asked(
            told["source"], Place(told["place"]), Detail(told["detail"]), Period(told["period"]),
            told["first"], told["last"], told["rates"],
        )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a proposal is turned down, or a table withdrawn."""

    reason = long_text("Why", 3, max_length=LONGEST_REASON)


def _month(text: str) -> Month:
    try:
        return Month.parse(text.strip())
    except ValueError as error:
        raise forms.ValidationError("Write the month as 2025-01.") from error


def _span(source: Source) -> str:
    return f"{source.months[0].label} to {source.months[-1].label}"
