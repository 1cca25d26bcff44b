"""What is asked about an exercise, a question and an input, each as one page that works without scripts."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.engagement import rules
from frankpledge.domain.engagement.queries import Put, View, needs
from frankpledge.ground.ui.forms import day, long_text


def number(label: str, **more: Any) -> forms.IntegerField:
    """Return a field for a number of people, which may be left out."""
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=10_000_000, required=False, widget=widget, **more)


class LinesField(forms.CharField):
    """Lines that are read one by one; every line that says nothing is an error with its number."""

    def __init__(self, *, read: Any, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **more)
        self.read = read

    def clean(self, value: str) -> Any:
        """Return what the lines say."""
        good, wrong = rules.read_lines(super().clean(value), self.read)
        if wrong:
            raise forms.ValidationError(list(wrong))
        return good


class ExerciseForm(forms.Form):
    """All of an exercise but its questions, which have pages of their own."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="Kind", choices=[(kind.value, kind.label) for kind in rules.Kind])
    year = forms.CharField(label="Year whose assessment it is for", help_text="Written as 2025/26.", max_length=7)
    began = day("First day")
    ended = day("Last day")
    run_by = forms.CharField(label="Who ran it", max_length=200)
    received = forms.BooleanField(
        label="Something was received", required=False, initial=True,
        help_text="Take the tick out if people were asked and nothing came: that is a nil return, and counts as asked.",
    )  # fmt: skip
    respondents = number("People who answered")
    out_of = number("Of how many who were asked", help_text="Leave empty where anybody could answer.")
    drawn = long_text(
        "How they were drawn", required=False, help_text="At random from which list, whoever wished, invited by whom."
    )
    method = long_text(
        "Method", required=False, help_text="On paper, by phone, on the web, in a hall; in which languages."
    )
    representative = long_text(
        "How far they stand for the area", required=False,
        help_text="In words: who is over-represented, who is missing. Who chose to answer may differ from others.",
    )  # fmt: skip
    reached = LinesField(
        label="Groups reached", required=False, read=rules.reached_of,
        help_text="One to a line, with the number of people if known: Young people: 34. Put * before a group that is "
        "specially affected by crime or disorder.",
    )  # fmt: skip
    silent = LinesField(
        label="Groups asked, and nothing came", required=False, read=rules.silent_of,
        help_text="One to a line, with the day on which they were asked: * Taxi drivers: 2025-09-03",
    )  # fmt: skip
    used = long_text("You said, we did", required=False, help_text="What came of it, for those who answered to read.")
    public = forms.BooleanField(
        label="These results are public already", required=False,
        help_text="Only then may a published document quote shares of them: a share gives away its counts.",
    )  # fmt: skip
    source = forms.CharField(label="Where the record is", help_text="A file, a page, a report.", max_length=500)

    def given(self) -> rules.Exercise:
        """Return the exercise as the rules know it."""
        return rules.Exercise(**self.cleaned_data)


class QuestionForm(forms.Form):
    """A question with its answers."""

    words = forms.CharField(label="Question, as it was put", max_length=500)
    base = number("How many answered it", help_text="Needed for percentages, and for intervals.")
    results = LinesField(
        label="Answers", read=rules.result_of,
        help_text="One to a line: the answer, a colon, and the count, or the percentage with its %. Where there is no "
        "number, write “not shown” or “no data”. Nought is 0.",
    )  # fmt: skip


class InputForm(forms.Form):
    """One thing for the assessment to consider, or that nothing came."""

    need = forms.ChoiceField(label="What it is", choices=())
    supplier = forms.CharField(label="Supplier", max_length=200)
    year = forms.CharField(label="Year whose assessment it is for", help_text="Written as 2025/26.", max_length=7)
    nothing = forms.BooleanField(label="It was asked for, and nothing came", required=False)
    asked_on = day("Asked for on", required=False)
    received_on = day("Received on", required=False)
    what = forms.CharField(label="What came", max_length=500, required=False)
    period = forms.CharField(
        label="Period it covers", help_text="Such as April 2024 to March 2025.", max_length=100, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = [(need, need[:1].upper() + need[1:]) for need in needs()]  # type: ignore[attr-defined]

    def given(self) -> rules.Input:
        """Return the input as the rules know it."""
        return rules.Input(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(label="Why it is withdrawn", max_length=500)


class YearForm(forms.Form):
    """Which year the registers show."""

    year = forms.ChoiceField(label="Year", choices=())

    def __init__(self, *args: Any, years: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


def as_typed(view: View) -> dict[str, Any]:
    """Return an exercise as its form would have been filled."""
    names = [name for name in ExerciseForm.base_fields if name not in {"reached", "silent"}]
    reached = (
        f"{_mark(one.affected)}{one.name}{'' if one.people is None else f': {one.people}'}" for one in view.reached
    )
    silent = (f"{_mark(one.affected)}{one.name}: {one.asked_on}" for one in view.silent)
    return {**{name: getattr(view, name) for name in names}, "reached": "\n".join(reached), "silent": "\n".join(silent)}


def _mark(affected: bool) -> str:
    return f"{rules.AFFECTED_MARK} " if affected else ""


def question_as_typed(put: Put) -> dict[str, Any]:
    """Return a question as its form would have been filled."""
    lines = []
    for said in put.said:
        if said.state is not State.VALUE:
            value = "not shown" if said.state is State.SUPPRESSED else "no data"
        else:
            value = str(said.count) if said.count is not None else f"{said.percent}%"
        lines.append(f"{said.answer}: {value}")
    return {"words": put.words, "base": put.base, "results": "\n".join(lines)}
