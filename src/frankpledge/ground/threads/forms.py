"""What is asked of a tie: with what, which way, and why; and why one ends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.ground.threads.queries import kinds
from frankpledge.ground.threads.rules import MOST_WHY, Place, Ref, Stage, Way
from frankpledge.ground.ui.forms import long_text

MOST_WORDS = 100
WAYS = ((Way.BACK.value, "This rests on the other"), (Way.ON.value, "The other follows from this"))


class LookForm(forms.Form):
    """Which places are looked for: of which stage, with which words."""

    stage = forms.ChoiceField(label="Stage", required=False)
    words = forms.CharField(label="Words", max_length=MOST_WORDS, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        there = {kind.stage for kind in kinds().values()}
        choices = [("", "All"), *((one.value, one.label) for one in Stage if one in there)]
        self.fields["stage"].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> tuple[str, str]:
        """Return the stage and the words, each empty where nothing right was asked."""
        told = self.cleaned_data if self.is_valid() else {}
        return told.get("stage", ""), told.get("words", "")


class TieForm(forms.Form):
    """With what a place is tied, which way the tie runs, and why."""

    other = forms.ChoiceField(
        label="With what", widget=forms.RadioSelect, error_messages={"required": "Choose one of these."}
    )
    way = forms.ChoiceField(label="Which way", widget=forms.RadioSelect, choices=WAYS)
    why = long_text("Why", 2, max_length=MOST_WHY, help_text="In a sentence. Everybody who may see both reads it.")

    def __init__(self, *args: Any, offered: Iterable[tuple[str, Place]], **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(str(place.ref), f"{label}: {place.title}") for label, place in offered]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]

    def ends(self, here: Ref) -> dict[str, Ref]:
        """Return the two things, the earlier and the later."""
        kind, _, about = self.cleaned_data["other"].partition(":")
        other = Ref(kind, about)
        back = self.cleaned_data["way"] == Way.BACK
        return {"earlier": other, "later": here} if back else {"earlier": here, "later": other}


class UntieForm(forms.Form):
    """Why two things are tied no longer."""

    because = long_text("Why it ends", 2, max_length=MOST_WHY, help_text="That they were tied is kept, with this.")
