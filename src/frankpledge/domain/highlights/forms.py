"""What is asked for a highlight report: the group and the days, its words line by line, and before which meeting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.highlights.actions import Edited
from frankpledge.domain.highlights.models import HighlightReport, ReportLine
from frankpledge.domain.highlights.rules import LONGEST_ASKS, LONGEST_LEAD, LONGEST_WORDS, Part, Period
from frankpledge.domain.meetings.models import Meeting
from frankpledge.ground.ui.forms import day, long_text

ALL = "all"


class DraftForm(forms.Form):
    """Of which group, and for which days."""

    body = forms.ChoiceField(label="Group")
    first = day("From")
    last = day("To")

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in bodies}
        self.fields["body"].choices = [(key, one.name) for key, one in self.bodies.items()]  # type: ignore[attr-defined]

    def period(self) -> Period:
        """Return the days that are asked for."""
        return Period(self.cleaned_data["first"], self.cleaned_data["last"])


class EditForm(forms.Form):
    """The words of a report: what is said first, the decision sought, and each line."""

    lead = long_text(
        "What the chair says first", 3, max_length=LONGEST_LEAD, required=False,
        help_text="What matters most, in your own words. It may stay empty.",
    )  # fmt: skip
    asks = long_text(
        "Decision that is sought", 2, max_length=LONGEST_ASKS, required=False,
        help_text="It goes on the agenda with the report. Left empty, the report is for information.",
    )  # fmt: skip

    def __init__(self, *args: Any, report: HighlightReport, **kwargs: Any) -> None:
        self._lines: list[ReportLine] = [one for one in report.lines.all() if one.part != Part.ATTENDANCE]
        before: dict[str, Any] = {"lead": report.lead, "asks": report.asks}
        for at, line in enumerate(self._lines, 1):
            before |= {f"words_{at}": line.said, f"out_{at}": line.left_out}
        super().__init__(*args, **kwargs)
        self.initial = before
        for at, line in enumerate(self._lines, 1):
            self.fields[f"words_{at}"] = long_text(
                f"{Part(line.part).heading}: {line.label}", 3, max_length=LONGEST_WORDS, required=False
            )
            self.fields[f"out_{at}"] = forms.BooleanField(label=f"Leave {line.label} out", required=False)
        parts = [("", "Add nothing"), *((part.value, part.heading) for part in Part)]
        self.fields["part"] = forms.ChoiceField(
            label="Add a line that the record does not hold", choices=parts, required=False
        )
        self.fields["added"] = long_text("Its words", 2, max_length=LONGEST_WORDS, required=False)

    def given(self) -> Edited:
        """Return the report as it was edited."""
        told = self.cleaned_data
        numbered = list(enumerate(self._lines, 1))
        added = ((Part(told["part"]), told["added"]),) if told["part"] and told["added"] else ()
        return Edited(
            lead=told["lead"],
            asks=told["asks"],
            words={line.pk: told[f"words_{at}"] for at, line in numbered},
            left_out=frozenset(line.pk for at, line in numbered if told[f"out_{at}"]),
            added=added,
        )


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

    body = forms.ChoiceField(label="Group")

    def __init__(self, asked: Mapping[str, Any], *, bodies: Iterable[Body]) -> None:
        super().__init__({"body": asked.get("body") or ALL})
        named = [(str(one.pk), one.name) for one in bodies]
        self.fields["body"].choices = [(ALL, "All"), *named]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        """Return the group that is chosen; what makes no sense is left out."""
        self.is_valid()
        said = str(self.cleaned_data.get("body", ALL))
        return "" if said == ALL else said
