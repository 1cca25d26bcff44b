"""What is asked of notices: how one wishes to be told, whether reminders go out, and why one is held."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.ground.notices.models import HOURS
from frankpledge.ground.notices.queries.news import news_kinds
from frankpledge.ground.notices.rules import LONGEST_REASON, REMINDERS, WEEKDAYS, Chosen, Hours, Rhythm

DAYS = [(str(number), name) for number, name in enumerate(WEEKDAYS)]
WORKING = DAYS[:5]
OF_THE_DAY = [(str(hour), words) for hour, words in HOURS]
ANY, WORKING_ONLY = "any", "working"


class WishForm(forms.Form):
    """How a person wishes to be told."""

    rhythm = forms.ChoiceField(
        label="Tell me by e-mail what waits for me",
        choices=[(one.value, one.label) for one in Rhythm],
        widget=forms.RadioSelect,
    )
    weekday = forms.ChoiceField(label="If once a week: on", choices=DAYS)
    hour = forms.ChoiceField(label="At", choices=OF_THE_DAY)
    quiet_from = forms.ChoiceField(label="Quiet from", choices=OF_THE_DAY, help_text="Nothing comes in quiet hours.")
    quiet_until = forms.ChoiceField(label="Quiet until", choices=OF_THE_DAY)
    days = forms.ChoiceField(
        label="On which days",
        choices=[(WORKING_ONLY, "Working days only, no bank holidays"), (ANY, "Any day")],
        widget=forms.RadioSelect,
    )
    at_once = forms.BooleanField(label="Tell me at once when somebody mentions me", required=False)
    kinds = forms.MultipleChoiceField(
        label="What I want to be told of", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)
        kinds.choices = kinds_offered()

    def chosen(self) -> Chosen:
        """Return what was chosen as the rules know it."""
        told = self.cleaned_data
        every = {kind for kind, _ in kinds_offered()}
        return Chosen(
            rhythm=Rhythm(told["rhythm"]),
            weekday=int(told["weekday"]),
            hour=int(told["hour"]),
            hours=Hours(int(told["quiet_from"]), int(told["quiet_until"]), told["days"] == WORKING_ONLY),
            at_once=told["at_once"],
            off=frozenset(every - set(told["kinds"])),
        )


def kinds_offered() -> list[tuple[str, str]]:
    """Return what a person may be told of, by name."""
    return [*((one.kind, one.label) for one in news_kinds()), (REMINDERS, "Reminders of the partnership")]


def as_typed(chosen: Chosen) -> dict[str, Any]:
    """Return how a person is told, as the form would have been filled."""
    return {
        "rhythm": chosen.rhythm.value,
        "weekday": str(chosen.weekday),
        "hour": str(chosen.hour),
        "quiet_from": str(chosen.hours.quiet_from),
        "quiet_until": str(chosen.hours.quiet_until),
        "days": WORKING_ONLY if chosen.hours.working_days else ANY,
        "at_once": chosen.at_once,
        "kinds": [kind for kind, _ in kinds_offered() if kind not in chosen.off],
    }


class ChaserForm(forms.Form):
    """Whether reminders go out, and on which day."""

    on = forms.ChoiceField(
        label="Remind organisations", choices=[("yes", "Yes, in my name"), ("no", "No")], widget=forms.RadioSelect
    )
    weekday = forms.ChoiceField(label="Each week on", choices=WORKING)


class HoldForm(forms.Form):
    """Which reminder is held, and why."""

    key = forms.CharField(max_length=200, widget=forms.HiddenInput)
    on = forms.DateField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Why", max_length=LONGEST_REASON, required=False)
