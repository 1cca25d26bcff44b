"""What is asked when a scoring is prepared, and when the board has chosen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.priorities.forms.sheets import LONGEST_COMMENT, name_of
from frankpledge.domain.priorities.models import Issue
from frankpledge.domain.priorities.rules import MOST_ISSUES
from frankpledge.ground.links.forms import DAYS
from frankpledge.ground.links.rules import MOST_DAYS


class ScoringForm(forms.Form):
    """A new scoring."""

    title = forms.CharField(label="Name", max_length=200, initial="Priorities")
    year = forms.CharField(label="Year whose assessment it is for", help_text="Written as 2025/26.", max_length=7)
    top = forms.IntegerField(
        label="How many issues to recommend", min_value=1, max_value=MOST_ISSUES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class IssueForm(forms.Form):
    """A matter to be scored."""

    name = forms.CharField(label="Issue", max_length=200)
    evidence = forms.CharField(
        label="What the evidence says", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    link = forms.CharField(
        label="Where to read it", required=False, max_length=500,
        help_text="An address of this site, such as that of an exploration, beginning with a stroke: /w/…",
    )  # fmt: skip

    def clean_link(self) -> str:
        """Return the address; one of elsewhere is refused, since whoever follows it would tell where they came from."""
        link = str(self.cleaned_data["link"]).strip()
        if link and (not link.startswith("/") or link.startswith("//") or "\\" in link):
            raise forms.ValidationError("Write an address of this site, beginning with a single stroke: /w/…")
        return link


class AgencyForm(forms.Form):
    """An agency that marks."""

    name = forms.CharField(label="Agency", max_length=200)
    email = forms.EmailField(
        label="E-mail address of who marks", required=False,
        help_text="Of somebody with an account here. Left empty, the agency marks by a link.",
    )  # fmt: skip


class DaysForm(forms.Form):
    """How long a link to a sheet lasts."""

    days = forms.IntegerField(label="Days until the link ends", min_value=1, max_value=MOST_DAYS, initial=DAYS)


class ChoiceForm(forms.Form):
    """The board's choice: a tick for each issue, and the reason where it departs from the scoring."""

    def __init__(self, *args: Any, issues: Iterable[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = tuple(issues)
        for issue in self.issues:
            self.fields[name_of(issue, "chosen")] = forms.BooleanField(label=issue.name, required=False)
            self.fields[name_of(issue, "reason")] = forms.CharField(
                label=f"Reason, where it departs: {issue.name}", required=False, max_length=LONGEST_COMMENT,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def chosen(self) -> tuple[UUID, ...]:
        """Return the issues that are ticked."""
        return tuple(issue.pk for issue in self.issues if self.cleaned_data[name_of(issue, "chosen")])

    def reasons(self) -> dict[UUID, str]:
        """Return what was written beside each issue."""
        return {issue.pk: self.cleaned_data[name_of(issue, "reason")] for issue in self.issues}
