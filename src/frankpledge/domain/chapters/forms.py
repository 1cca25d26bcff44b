"""What is asked when a chapter is begun, added to, remarked on, and given to somebody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.analysis.periods import Month
from frankpledge.domain.chapters.rules import ChapterState
from frankpledge.ground.accounts.models import User
from frankpledge.statute.template import Chapter as Plan

Choices = Iterable[tuple[str, str]]


class ExhibitForm(forms.Form):
    """An exhibit that the document does not show yet."""

    exhibit = forms.ChoiceField(label="Exhibit")

    def __init__(self, *args: Any, exhibits: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exhibit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(exhibits)


class HeadingForm(forms.Form):
    """A heading to write under."""

    title = forms.CharField(label="Heading", max_length=200)


class NilForm(forms.Form):
    """Why there is nothing to write."""

    reason = forms.CharField(label="Why there is nothing to say", max_length=1000)


class RemarkForm(forms.Form):
    """A remark, or an answer to one."""

    words = forms.CharField(label="Remark", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, label: str = "Remark", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label


class StandingForm(forms.Form):
    """How far a chapter is, and who writes it."""

    state = forms.ChoiceField(label="State", choices=[(state.value, state.label) for state in ChapterState])
    writer = forms.ChoiceField(label="Who writes it", required=False)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["writer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Anyone who may write"), *((str(person.pk), person.name) for person in people)]


class DatedForm(forms.Form):
    """A chapter of the year: which, and to what month."""

    chapter = forms.ChoiceField(label="Chapter")
    last_month = forms.CharField(
        label="Last month of its year",
        help_text="Written as 2025-12. The chapter looks at the twelve months that end with it.",
        max_length=7,
    )

    def __init__(self, *args: Any, plans: Iterable[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["chapter"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(plan.ref, plan.title) for plan in plans]

    def clean_last_month(self) -> Month:
        """Return the month; a text that names none is an error that shows how to write it."""
        text = self.cleaned_data["last_month"]
        try:
            return Month.parse(text.strip())
        except ValueError as error:
            raise forms.ValidationError(f"“{text}” is not a month. Write it as 2025-12.") from error
