"""What is asked of training: the course, the event, how many came, and what they said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.bodies.forms import ALL, FilterForm, offer
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.training.actions import CourseFacts, EventFacts, Feedback
from frankpledge.domain.training.models import Course
from frankpledge.domain.training.queries import Choice, Line
from frankpledge.domain.training.rules import LONGEST_LINE, LONGEST_WORDS, Question
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.ui.forms import day, long_text

STATES = (
    (ALL, "All"), ("planned", "Planned"), ("held", "Held"), ("uncounted", "Not counted"), ("cancelled", "Cancelled"),
)  # fmt: skip
ORDERS = (("latest", "Latest"), ("course", "Course"), ("came", "Most came"))
QUESTIONS = 4
STEP = re.compile(r"(\d{1,2})\s*[=:]\s*(\d{1,5})")


MOST_PEOPLE = 1_000_000


class CourseForm(forms.Form):
    """A course."""

    title = forms.CharField(label="What is taught", max_length=LONGEST_LINE)
    provider = forms.CharField(label="Who teaches it", max_length=LONGEST_LINE)
    subject = forms.CharField(
        label="Subject", max_length=LONGEST_LINE, help_text="Such as domestic abuse, hate crime, data protection."
    )
    about = long_text("What those who come learn", max_length=LONGEST_WORDS, required=False)

    def given(self) -> CourseFacts:
        """Return the course as it was given."""
        return CourseFacts(**self.cleaned_data)


class EventForm(forms.Form):
    """An event of a course."""

    on = day("Held on", help_text="A day to come is planned.")
    place = forms.CharField(label="Place", max_length=LONGEST_LINE, required=False)
    cost = forms.DecimalField(
        label="Cost in pounds", max_digits=10, decimal_places=2, min_value=0, required=False,
        help_text="0 is free. Left empty, it is not known.",
    )  # fmt: skip
    funded_by = forms.CharField(label="Funded by", max_length=LONGEST_LINE, required=False)
    places = forms.IntegerField(label="Places offered", min_value=0, max_value=MOST_PEOPLE, required=False)

    def given(self) -> EventFacts:
        """Return the event as it was given."""
        return EventFacts(**self.cleaned_data)


def as_typed(line: Line) -> dict[str, Any]:
    """Return an event as its form would have been filled."""
    return {name: getattr(line, name) for name in ("on", "place", "cost", "funded_by", "places")}


def course_typed(course: Course) -> dict[str, str]:
    """Return a course as its form would have been filled."""
    return {name: getattr(course, name) for name in ("title", "provider", "subject", "about")}


class DelegatesForm(forms.Form):
    """How many came from each organisation: a number, 0 for none, ? for some; empty where nothing is recorded."""

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, line: Line, **more: Any) -> None:
        super().__init__(*args, **more)
        found = standing_rows(Organisation, workspace=workspace, viewer=viewer)
        self._rows = {f"of_{one.pk}": one for one in found}
        for name, one in self._rows.items():
            was = line.delegates.get(one.name, "")
            self.fields[name] = forms.RegexField(
                r"^(\?|\d{1,6})$", label=one.name, required=False, initial="?" if was is None else was,
                error_messages={"invalid": "Write a number, 0 for none, or ? where some came and nobody counted."},
            )  # fmt: skip

    def counts(self) -> dict[Organisation, int | None]:
        """Return what was counted; an organisation of which nothing was written is left out."""
        said = {row: self.cleaned_data[name] for name, row in self._rows.items() if self.cleaned_data[name]}
        return {row: None if text == "?" else int(text) for row, text in said.items()}


class FeedbackForm(forms.Form):
    """What those who came said."""

    asked = forms.IntegerField(label="How many were asked", min_value=0, max_value=MOST_PEOPLE, required=False)
    answered = forms.IntegerField(label="How many answered", min_value=0, max_value=MOST_PEOPLE, required=False)

    def __init__(self, *args: Any, questions: Iterable[Question] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        was = [*questions][:QUESTIONS]
        for number in range(QUESTIONS):
            known = was[number] if number < len(was) else None
            self.fields[f"words_{number}"] = forms.CharField(
                label=f"Question {number + 1}", max_length=LONGEST_WORDS, required=False,
                initial=known.words if known else "",
            )  # fmt: skip
            self.fields[f"counts_{number}"] = forms.CharField(
                label=f"Answers to question {number + 1}", max_length=200, required=False,
                help_text="How many chose each step of its scale, such as: 1=0 2=1 3=4 4=11 5=9",
                initial=" ".join(f"{step}={count}" for step, count in known.counts.items()) if known else "",
            )  # fmt: skip
        self.fields["said"] = long_text(
            "In words", max_length=LONGEST_WORDS, required=False, help_text="Without names.",
        )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Read the steps of each scale, and refuse what is none."""
        told = super().clean() or self.cleaned_data
        for number in range(QUESTIONS):
            typed = told.get(f"counts_{number}", "")
            if bool(typed) != bool(told.get(f"words_{number}")):
                self.add_error(f"counts_{number}", "Write both the question and its answers, or neither.")
            elif typed and len(STEP.findall(typed)) < 2:
                self.add_error(f"counts_{number}", "Write at least two steps, such as 1=0 2=1 3=4.")
        return told

    def given(self) -> Feedback:
        """Return the feedback as it was given."""
        told = self.cleaned_data
        pairs = [(told[f"words_{number}"], told[f"counts_{number}"]) for number in range(QUESTIONS)]
        asked = tuple(question(words, typed) for words, typed in pairs if words)
        return Feedback(told["asked"], told["answered"], asked, told["said"])


def question(words: str, typed: str) -> Question:
    """Return a question from the steps that were typed; its scale runs from the lowest to the highest of them."""
    counts = {int(step): int(count) for step, count in STEP.findall(typed)}
    return Question(words, min(counts), max(counts), counts)


class ReasonForm(forms.Form):
    """Why an event is cancelled, or something withdrawn."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class ChoiceForm(FilterForm):
    """Which events are shown. Nothing said shows all, the latest first."""

    SAID: ClassVar = {"order": "latest"}
    state = forms.ChoiceField(label="Standing", choices=STATES)
    year = forms.ChoiceField(label="Year")
    subject = forms.ChoiceField(label="Subject")
    organisation = forms.ChoiceField(label="Came from")
    order = forms.ChoiceField(label="Order", choices=ORDERS)
    words = forms.CharField(label="Words", max_length=100, required=False)

    def __init__(self, asked: Any, *, workspace: Workspace, viewer: User, lines: Iterable[Line]) -> None:
        super().__init__(asked, workspace=workspace, viewer=viewer)
        found = list(lines)
        for name, values in (
            ("year", sorted({str(line.year) for line in found}, reverse=True)),
            ("subject", sorted({line.subject for line in found})),
            ("organisation", sorted({name for line in found for name in line.delegates})),
        ):
            offer(self, name, [(ALL, "All"), *((value, value) for value in values)])

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        told = self.told()
        return Choice(**told | {"words": told["words"].strip()})
