"""What is asked for a report: which one and for which period, its words, what it asks, and before which meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.waiting import Waiting
from frankpledge.domain.meetings.models import Meeting
from frankpledge.domain.reports.actions import AskFacts
from frankpledge.domain.reports.queries import cut_off
from frankpledge.domain.reports.queries.unseen import waiting_words
from frankpledge.domain.reports.rules import LONGEST_LEAD, AskKind, Period, names, period, template
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.refusal import Refusal
from frankpledge.statute.reports import Every, templates

ALL = "all"
THEN, NOW = "then", "now"
RESTS = ((THEN, "As they stood on that day"), (NOW, "As they stand now"))
HOW = {
    Every.MONTH: "a month as 2025-09",
    Every.QUARTER: "a quarter as 2025/26 Q2", Every.HALF: "a half-year as 2025/26 H1",
    Every.YEAR: "a year as 2025/26",
}  # fmt: skip


class DraftForm(forms.Form):
    """Which report, for which period, for whom, with values as known on which day."""

    kind = forms.ChoiceField(label="Report", choices=[(one.ref, one.title) for one in templates()])
    period = forms.CharField(label="Period", max_length=20, help_text=f"Write {'; '.join(HOW.values())}.")
    body = forms.ChoiceField(label="For", required=False)
    theme = forms.ChoiceField(label="Theme, for a thematic report", required=False)
    known_on = day(
        "Values as known on", required=False,
        help_text="Left empty: as known now. An earlier day makes the report as it would have been then.",
    )  # fmt: skip
    rest = forms.ChoiceField(
        label="Commentary, steps, actions and risks", choices=RESTS, required=False, initial=THEN,
        help_text="It matters where an earlier day is given: what was written since belongs to today.",
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Iterable[Body], themes: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in bodies}
        named = [("", "No group in particular"), *((key, one.name) for key, one in self.bodies.items())]
        self.fields["body"].choices = named  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", "None"), *((one, one) for one in themes)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Return what was filled in; a period that is none is said at its field."""
        told = super().clean() or {}
        if "kind" in told and "period" in told:
            try:
                self.chosen: Period = period(template(told["kind"]).every, told["period"])
            except Refusal as refusal:
                self.add_error("period", refusal.reason)
        return told

    def given(self) -> dict[str, Any]:
        """Return what the action is asked."""
        told = self.cleaned_data
        known: date | None = told["known_on"]
        at: datetime | None = cut_off(known) if known else None
        return {
            "kind": told["kind"], "period": self.chosen, "body": self.bodies.get(told["body"]), "theme": told["theme"],
            "known_at": at, "all_as_then": told["rest"] != NOW,
        }  # fmt: skip


def usual_period(kind: str, today: date) -> str:
    """Return the period that the next report of a kind is offered: the last that is over."""
    return names(template(kind).every, today, 1)[0]


class WaitingForm(forms.Form):
    """Of which indicators the values that wait are put before the board."""

    indicators = forms.MultipleChoiceField(
        label="Put before the board", widget=forms.CheckboxSelectMultiple,
        help_text="Values that you wrote down yourself stay: somebody else puts them there.",
    )  # fmt: skip

    def __init__(self, *args: Any, waits: Iterable[Waiting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._waits = {str(one.indicator.pk): one for one in waits}
        named = [(key, waiting_words(one)) for key, one in self._waits.items()]
        self.fields["indicators"].choices = named  # type: ignore[attr-defined]

    def chosen(self) -> list[Indicator]:
        """Return the indicators that were chosen."""
        return [self._waits[key].indicator for key in self.cleaned_data["indicators"]]


class LeadForm(forms.Form):
    """What is said first."""

    lead = long_text(
        "What is said first", 5, max_length=LONGEST_LEAD, required=False,
        help_text="What matters most, in your own words, after the sentence that counts. It may stay empty.",
    )  # fmt: skip


class AskForm(forms.Form):
    """What the readers are asked."""

    kind = forms.ChoiceField(label="Asked to", choices=[(one.value, one.label) for one in AskKind])
    words = forms.CharField(
        label="What", max_length=500, help_text="Begin with a verb: “set a range of 190 to 230 a quarter”."
    )
    indicator = forms.ChoiceField(label="On which indicator", required=False)
    owner = forms.CharField(label="Owner", max_length=200, required=False)
    due = forms.CharField(label="By", max_length=100, required=False)

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", "None in particular"), *((str(one.pk), one.name) for one in indicators)]
        self.fields["indicator"].choices = named  # type: ignore[attr-defined]

    def given(self) -> AskFacts:
        """Return what is asked."""
        told = self.cleaned_data
        on = UUID(told["indicator"]) if told["indicator"] else None
        return AskFacts(AskKind(told["kind"]), told["words"], on, told["owner"], told["due"])


class ReasonForm(forms.Form):
    """What is wrong, or what is to be put right."""

    reason = forms.CharField(label="Why", max_length=500)


class MeetingForm(forms.Form):
    """Before which meeting a report is put."""

    meeting = forms.ChoiceField(label="Meeting", widget=forms.RadioSelect)

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._meetings = {str(one.pk): one for one in meetings}
        named = [(key, str(one)) for key, one in self._meetings.items()]
        self.fields["meeting"].choices = named  # type: ignore[attr-defined]

    def chosen(self) -> Meeting:
        """Return the meeting that was chosen."""
        return self._meetings[self.cleaned_data["meeting"]]


class ChoiceForm(forms.Form):
    """Which reports are shown."""

    kind = forms.ChoiceField(label="Report", choices=[(ALL, "All"), *((one.ref, one.title) for one in templates())])

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__({"kind": asked.get("kind") or ALL})

    def chosen(self) -> str:
        """Return the kind that is chosen; what makes no sense is left out."""
        self.is_valid()
        said = str(self.cleaned_data.get("kind", ALL))
        return "" if said == ALL else said
