"""What is asked: a file and what it shows, and why one is taken away."""

from __future__ import annotations

from django import forms

from frankpledge.domain.attachments.rules import LONGEST_WORDS, File
from frankpledge.ground.documents.kept import WHAT_IS_KEPT

KINDS = f"{WHAT_IS_KEPT} It is kept as it is: look for hidden sheets, tracked changes and names first."


class AttachForm(forms.Form):
    """A file, and what it shows."""

    file = forms.FileField(label="File", help_text=KINDS)
    words = forms.CharField(
        label="What it shows", max_length=LONGEST_WORDS, required=False, help_text="In a few words, for the list."
    )

    def sent(self) -> File:
        """Return the file as the actions know it."""
        given = self.cleaned_data["file"]
        return File(given.name, given.read())


class TakeAwayForm(forms.Form):
    """Why a file is taken away."""

    reason = forms.CharField(
        label="Why it is taken away", max_length=LONGEST_WORDS,
        help_text="What the file holds is gone for good; its name, yours and the reason stay.",
    )  # fmt: skip
