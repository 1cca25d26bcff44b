"""What is asked: why a case is held back, when somebody asked, what becomes of a passage, and that somebody looked."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.ground import clock
from frankpledge.ground.sealed.rules.access import Fate
from frankpledge.ground.sealed.rules.keeping import HOLDS
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.retention import access_time, exemptions

NO_GROUND = [("", "None: it is given whole")]
FATES = [(one.value, one.label) for one in Fate if one is not Fate.WAITING]


class HoldForm(forms.Form):
    """Why a case may not go."""

    because = forms.ChoiceField(
        label="Why may it not go?",
        choices=[(key, words.capitalize()) for key, words in HOLDS.items()],
        widget=forms.RadioSelect,
        help_text="The reason is one of these: what somebody would write here might tell of the case.",
    )


class AskForm(forms.Form):
    """When somebody asked what is held about them."""

    received_on = day("On which day did it come?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = clock.today()
        self.fields["received_on"].help_text = access_time().words


class PassageForm(forms.Form):
    """What becomes of one passage of the answer."""

    fate = forms.ChoiceField(label="What becomes of it?", choices=FATES, widget=forms.RadioSelect)
    leave_out = long_text(
        "Words to leave out", 3, required=False,
        help_text="Where it is given in part. One to a line, copied from the passage; they are left out wherever they "
        "stand in it.",
    )  # fmt: skip
    ground = forms.ChoiceField(
        label="On what ground is something left out?",
        choices=[*NO_GROUND, *((one.id, one.label) for one in exemptions())],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Return what was decided. What is left out needs a ground, and what is given in part the words."""
        told = super().clean() or {}
        fate = told.get("fate")
        if fate in (Fate.REDACTED, Fate.WITHHELD) and not told.get("ground"):
            self.add_error("ground", "Say on what ground something is left out. The person is told it.")
        if fate == Fate.REDACTED and not told.get("leave_out"):
            self.add_error("leave_out", "Copy the words to leave out from the passage, or withhold all of it.")
        return told

    def given(self) -> dict[str, Any]:
        """Return the decision as the action knows it."""
        told = self.cleaned_data
        return {
            "fate": Fate(told["fate"]),
            "ground": told["ground"],
            "leave_out": told["leave_out"].splitlines(),
        }


class RemoveForm(forms.Form):
    """That a case goes, and in which places somebody looked at words that are only like its own."""

    looked_at = long_text(
        "Places where you looked, and the same words stand of themselves", 2, required=False,
        help_text="Only if the product named them when it refused. One to a line, as it wrote them.",
    )  # fmt: skip
    sure = forms.BooleanField(label="It goes for good. Nobody can bring it back, but from a backup")

    def places(self) -> list[str]:
        """Return the places that were looked at."""
        return [line.strip() for line in self.cleaned_data["looked_at"].splitlines() if line.strip()]
