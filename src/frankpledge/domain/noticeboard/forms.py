"""What is asked of a date, of an answer, and of why something is called off."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.engagement.models import Exercise
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.noticeboard.models import Answer, PublicDate
from frankpledge.domain.noticeboard.rules import (
    LONGEST_REASON,
    LONGEST_TITLE,
    LONGEST_WORDS,
    AnswerFacts,
    DateFacts,
    Done,
    Kind,
)
from frankpledge.ground.ui.forms import day, long_text


class DateForm(forms.Form):
    """A date for residents."""

    kind = forms.ChoiceField(label="What it is", choices=[(one.value, one.label) for one in Kind])
    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    meeting = forms.ModelChoiceField(
        label="Which meeting of the workspace it is", queryset=Meeting.objects.none(), required=False,
        empty_label="None of them", help_text="If that is cancelled or moved, the site says so at once.",
    )  # fmt: skip
    on = day("Day, or the first of several")
    ends = day("Last day", required=False, help_text="Of a consultation: until when people may answer.")
    starts = forms.TimeField(
        label="Hour", required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place = forms.CharField(label="Place", max_length=300, required=False)
    words = long_text(
        "What residents should know", 4, max_length=LONGEST_WORDS, required=False,
        help_text="Who may come, what is asked, how to take part, step-free access.",
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings

    def facts(self) -> DateFacts:
        """Return the date as it was given."""
        meeting = self.cleaned_data["meeting"]
        return DateFacts(**self.cleaned_data | {"meeting": meeting.pk if meeting else None})


def date_as_typed(row: PublicDate) -> dict[str, Any]:
    """Return a date as its form has it."""
    return {name: getattr(row, name) for name in DateForm.base_fields}


class AnswerForm(forms.Form):
    """What came of what people said."""

    exercise = forms.ModelChoiceField(
        label="When people were asked", queryset=Exercise.objects.none(), help_text="From the register of engagement."
    )
    asked = long_text("We asked", 2, max_length=LONGEST_WORDS)
    said = long_text(
        "You said", 4, max_length=LONGEST_WORDS,
        help_text="What people said, in plain words. No names, and nothing by which one of them would be known.",
    )  # fmt: skip
    did = long_text("We did", 4, max_length=LONGEST_WORDS, help_text="What was done. Where nothing was: why not.")
    done = forms.ChoiceField(label="How far it is", choices=[(one.value, one.label) for one in Done])

    def __init__(self, *args: Any, exercises: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exercise"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = exercises

    def facts(self) -> AnswerFacts:
        """Return the answer as it was given."""
        return AnswerFacts(**self.cleaned_data | {"exercise": self.cleaned_data["exercise"].pk})


def answer_as_typed(row: Answer) -> dict[str, Any]:
    """Return an answer as its form has it."""
    return {name: getattr(row, name) for name in AnswerForm.base_fields}


class OffForm(forms.Form):
    """Why something is called off."""

    reason = long_text("Why", 2, max_length=LONGEST_REASON, help_text="The public reads it.")
