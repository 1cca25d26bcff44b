"""What is asked for a commentary: its words, a reason, and which of them are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from frankpledge.domain.commentaries.rules import LONGEST, PARTS, State, Words
from frankpledge.ground.ui.forms import long_text

ALL = "all"
HELP = {
    "happened": "What the figures show, in a sentence or two. Quote a figure by its name in braces.",
    "why": "What may explain it: “follows”, “may come from”, “coincides with”. A signal shows that, never why.",
    "next": "What is done next, by whom and when; or that nothing is, and why.",
}


class WordsForm(forms.Form):
    """What is said of an indicator in a period."""

    happened = long_text("What happened", 4, max_length=LONGEST, help_text=HELP["happened"])
    why = long_text("Why", 4, max_length=LONGEST, required=False, help_text=HELP["why"])
    next = long_text("What next", 3, max_length=LONGEST, required=False, help_text=HELP["next"])

    def words(self) -> Words:
        """Return the words that were written."""
        return Words(**{name: self.cleaned_data[name] for name, _ in PARTS})


class ReasonForm(forms.Form):
    """What is wrong, or why it is opened again."""

    reason = forms.CharField(label="Why", max_length=500)


class ChoiceForm(forms.Form):
    """Which commentaries are shown."""

    state = forms.ChoiceField(label="State", choices=[(ALL, "All"), *((one.value, one.label) for one in State)])
    words = forms.CharField(label="Words", required=False, max_length=200)

    def __init__(self, asked: Mapping[str, Any]) -> None:
        super().__init__({"state": asked.get("state") or ALL, "words": asked.get("words") or ""})

    def chosen(self) -> dict[str, str]:
        """Return the choice; what makes no sense is left out."""
        self.is_valid()
        state = str(self.cleaned_data.get("state", ALL))
        return {"state": "" if state == ALL else state, "words": str(self.cleaned_data.get("words", ""))}
