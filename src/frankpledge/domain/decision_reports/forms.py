"""What is asked of a report, of the steps on its way and of the council's practice."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.decision_reports.actions.route import StepFacts
from frankpledge.domain.decision_reports.actions.writing import ReportFacts
from frankpledge.domain.decision_reports.models import COUNTING, Report, Step
from frankpledge.domain.decision_reports.queries.reports import Choice
from frankpledge.domain.decision_reports.rules import Local, Outcome
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.meetings.queries.reading import meetings_of
from frankpledge.domain.meetings.rules import State as MeetingState
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.council_decisions import deciding_bodies, exempt_paragraphs, waivers
from frankpledge.statute.decision_report import headings

STATES = (("open", "On their way"), ("decided", "Decided"), ("all", "All"))


class ChoiceForm(forms.Form):
    """Which reports are listed."""

    state = forms.ChoiceField(label="Which", choices=STATES, required=False)
    words = forms.CharField(label="Words", max_length=100, required=False)
    key = forms.ChoiceField(label="Kind", choices=(("", "All"), ("key", "Key decisions")), required=False)

    def choice(self) -> Choice:
        """Return what is asked for; what is not known is as if it were not asked."""
        told = self.cleaned_data if self.is_valid() else {}
        return Choice(told.get("state") or "open", told.get("words") or "", bool(told.get("key")))


class ReportForm(forms.Form):
    """A report without its words."""

    title = forms.CharField(label="Title", max_length=300)
    purpose = long_text("Purpose", 2, max_length=2000, help_text="What the body is asked to do, in a sentence: “To …”.")
    wards = forms.CharField(label="Wards affected", max_length=300, required=False, help_text="Such as: county-wide.")
    key = forms.BooleanField(label="It is a key decision", required=False)
    key_because = long_text("Why it is a key decision", 2, max_length=2000, required=False)
    framework = forms.BooleanField(
        label="It adopts the partnership's plan, which is on the policy framework", required=False,
        help_text="Full council alone adopts it; the cabinet recommends it.",
    )  # fmt: skip

    def given(self) -> ReportFacts:
        """Return the report as the actions know it."""
        return ReportFacts(**self.cleaned_data)


def as_typed(report: Report) -> dict[str, Any]:
    """Return a report as its form would have been filled."""
    return {name: getattr(report, name) for name in ReportForm.base_fields}


class NilForm(forms.Form):
    """Why there is nothing to say under a heading."""

    reason = long_text("Why there is nothing to say", 2, max_length=2000, help_text="It is printed under the heading.")


class GroundsForm(forms.Form):
    """By which paragraphs a part is withheld, and why."""

    paragraphs = forms.MultipleChoiceField(
        label="Paragraphs of Schedule 12A", widget=forms.CheckboxSelectMultiple, required=False
    )
    public_interest = long_text(
        "Public interest", 4, max_length=2000, required=False,
        help_text="What speaks for disclosing it, what for keeping it back, and why the second outweighs the first. "
        "It is printed in the open report and the notice: say nothing here that is exempt.",
    )  # fmt: skip

    def __init__(self, *args: Any, nation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["paragraphs"]
        assert isinstance(field, forms.MultipleChoiceField)
        found = (one for one in exempt_paragraphs() if one.nation == nation)
        field.choices = [(one.paragraph, f"{one.paragraph}: information {one.words}") for one in found]


class StepForm(forms.Form):
    """A body on the way of a report."""

    kind = forms.ChoiceField(label="Who decides")
    body = forms.ChoiceField(
        label="Body of the register",
        required=False,
        help_text="So that it can go on an agenda here.",
    )
    maker = forms.CharField(
        label="Its name", max_length=200, required=False, help_text="For a cabinet member: the title of the post."
    )
    on = day("Day", required=False, help_text="Leave empty while only the period is known.")
    period = forms.CharField(label="Period", max_length=100, required=False, help_text="Such as: in March 2026.")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in standing_rows(Body, workspace=workspace, viewer=viewer)}
        bodies = [("", "None of them"), *((key, one.name) for key, one in self.bodies.items())]
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
        kinds = [(one.id, one.label) for one in deciding_bodies().values()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def given(self) -> StepFacts:
        """Return the step as the actions know it."""
        told = self.cleaned_data
        body = self.bodies.get(told["body"])
        return StepFacts(told["kind"], told["maker"], body, told["on"], told["period"])


class DayForm(forms.Form):
    """The day of a step; of one that has a day already, why it moves as well."""

    on = day("Day on which it decides")
    reason = long_text(
        "Why it moves", 2, max_length=500, help_text="Kept with the day that it had, and shown on the report's way."
    )

    def __init__(self, *args: Any, moves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not moves:
            del self.fields["reason"]


class NoticeForm(forms.Form):
    """What was published before a step, and when."""

    kind = forms.ChoiceField(label="What")
    on = day("Published on")
    words = long_text(
        "Who was told or agreed, and why", 3, max_length=2000, required=False,
        help_text="Needed for whatever stands instead of a notice, and printed with the report's way.",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


def notice_kinds(labels: list[tuple[str, str]], nation: str) -> list[tuple[str, str]]:
    """Return what may be recorded before a step: what its rules ask for, and what may stand in the place of each."""
    asked = {name for name, _ in labels}
    instead = [
        (one.id, f"Instead: {one.label.lower()}")
        for one in waivers().values()
        if one.nation == nation and asked & set(one.instead_of)
    ]
    return [*labels, *instead]


class OutcomeForm(forms.Form):
    """What a body did with the report."""

    outcome = forms.ChoiceField(label="What it did", choices=[(one.value, one.label) for one in Outcome])
    words = long_text("As resolved", 3, max_length=2000, required=False, help_text="Or what was changed.")


class AgendaForm(forms.Form):
    """On which meeting's agenda the report goes."""

    meeting = forms.ChoiceField(label="Meeting")
    item = forms.ChoiceField(label="Item", required=False)

    def __init__(self, *args: Any, step: Step, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = meetings_of(workspace=step.workspace, viewer=viewer, body=step.body_id or "")
        self.meetings: dict[str, Meeting] = {
            str(one.pk): one for one in found.filter(state=MeetingState.PLANNED).order_by("on")
        }
        self.items = {
            str(item.pk): item for one in self.meetings.values() for item in one.items.select_related("meeting__body")
        }
        self.fields["meeting"].choices = [(key, str(one)) for key, one in self.meetings.items()]  # type: ignore[attr-defined]
        items = [(key, f"{one.meeting}: {one}") for key, one in self.items.items()]
        self.fields["item"].choices = [("", "A new item at the end"), *items]  # type: ignore[attr-defined]


class PracticeForm(forms.Form):
    """What the council does where the law leaves it open."""

    since = day("From")
    council = forms.CharField(label="Name of the council", max_length=200)
    threshold = forms.CharField(
        label="When spending or saving makes a decision key", max_length=300, required=False,
        help_text="As the council's constitution has it, such as: £500,000 or more.",
    )  # fmt: skip
    wards = forms.IntegerField(label="Or when it affects communities in so many wards", min_value=1, max_value=20)
    notice_counts = forms.ChoiceField(label="28 clear days are counted by", choices=COUNTING)
    papers_counts = forms.ChoiceField(label="Five clear days are counted by", choices=COUNTING)
    call_in_days = forms.IntegerField(label="Working days for call-in", min_value=0, max_value=30)
    contact = forms.CharField(
        label="Where documents are to be had", max_length=500, required=False,
        help_text="Address and how to ask; it is printed on every notice.",
    )  # fmt: skip
    cabinet_members = long_text(
        "Members of the cabinet",
        4,
        max_length=2000,
        required=False,
        help_text="One on a line, for every notice.",
    )
    board_is_committee = forms.BooleanField(label="The board was made a committee of the council", required=False)

    def given(self) -> Local:
        """Return the practice as the actions know it."""
        return Local(**{name: value for name, value in self.cleaned_data.items() if name != "since"})


class HeadingForm(forms.Form):
    """A heading of this council's own."""

    title = forms.CharField(label="Title", max_length=200)
    ask = long_text("What is to be written", 2, max_length=1000)
    after = forms.ChoiceField(label="After", required=False)
    required = forms.BooleanField(label="It must be answered", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "At the end"), *((one.ref, one.title) for one in headings())]
        self.fields["after"].choices = choices  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = long_text("Why", 3, max_length=2000)
