"""What is asked of a strategy, part by part."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from frankpledge.domain.bodies.forms import NamingForm
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.serious_violence.rules import LONGEST_LINE, LONGEST_WORDS, Done, Sort
from frankpledge.ground.ui.forms import day, long_text


def _line(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST_LINE, **more)


class BeginForm(forms.Form):
    """A strategy that is begun."""

    title = _line("Title", help_text="With its years.")
    starts = day("First day")
    serves = long_text("Which partnerships it serves", 4, help_text="One name a line. One document may serve several.")

    def given(self) -> dict[str, Any]:
        """Return the strategy as it was given."""
        return self.cleaned_data | {"serves": self.cleaned_data["serves"].splitlines()}


class PartForm(forms.Form):
    """What one item says."""

    words = long_text("What it says", 10, max_length=LONGEST_WORDS, help_text="No names of people, and no cases.")


class ConsultForm(forms.Form):
    """An authority that was consulted."""

    sort = forms.ChoiceField(label="What it is", choices=[(one.value, one.label) for one in Sort])
    name = _line("Which authority")
    asked_on = day("Asked on")


class AnswerForm(forms.Form):
    """What an authority answered."""

    on = day("Answered on")
    answer = long_text("What it said", 4, max_length=LONGEST_WORDS, help_text="“Nothing to add” is an answer.")
    used = long_text("What was made of it", 2, max_length=LONGEST_WORDS, required=False)


class NoneForm(forms.Form):
    """Of which sorts of authority the area has none."""

    sorts = forms.MultipleChoiceField(
        label="The area has no", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.label) for one in Sort if one is not Sort.OTHER],
    )  # fmt: skip


class ServedForm(forms.Form):
    """One more partnership that the strategy serves."""

    name = _line("Partnership")


class SignForm(forms.Form):
    """That a partnership signed up."""

    on = day("Signed up on")
    signed_by = _line("By whose hand", help_text="The role: chair of the board.")


class LineForm(NamingForm):
    """One thing that is planned for a year."""

    NAMES: ClassVar = {"lead": (Organisation, "")}
    year = forms.RegexField(label="Year", regex=r"^\d{4}/\d{2}$", help_text="Such as 2026/27.")
    words = _line("What is done")
    lead = forms.ChoiceField(label="By whom")
    due = day("By when", required=False)

    def given(self) -> dict[str, Any]:
        """Return the line as it was given."""
        return self.cleaned_data | self.named()


class TellForm(forms.Form):
    """How far a line came."""

    done = forms.ChoiceField(
        label="How far it came", choices=[(one.value, one.label) for one in Done], widget=forms.RadioSelect
    )
    effect = _line("What came of it", required=False, help_text="And how that is known. Needed once it is not open.")


class ReviewForm(forms.Form):
    """A review."""

    on = day("Reviewed on")
    effect = long_text("What came of the strategy", 5, max_length=LONGEST_WORDS)
    revise = long_text("What is to be revised", 3, max_length=LONGEST_WORDS, required=False)


class PublishForm(forms.Form):
    """Where it can be read."""

    address = _line("Address")
    on = day("Published on")


class SendForm(forms.Form):
    """That it is put before its approver."""

    note = _line(
        "What is corrected", required=False, help_text="Needed only where it was approved before: it is printed."
    )
