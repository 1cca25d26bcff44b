"""What is asked of the files of a case, by the office."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews.actions import filing
from frankpledge.domain.asb_reviews.forms import CaseForm, pick
from frankpledge.domain.asb_reviews.rules import LONGEST_LINE
from frankpledge.domain.asb_reviews.rules.files import Mistaken
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.cleaned import WHAT_IS_TAKEN


class AttachForm(CaseForm):
    """A file that the office puts to a case."""

    TITLE, BUTTON = "Put a file to it", "Put it there"
    LEDE = (
        "It is kept under seal. Where and when a photograph was taken, and who wrote a PDF, is taken out first. "
        "The applicant does not see what the office puts here."
    )
    words = forms.CharField(label="What it shows", max_length=LONGEST_LINE, required=False)
    file = forms.FileField(label="File", help_text=WHAT_IS_TAKEN)

    def act(self, by: User) -> object:
        """Put it there."""
        given = self.cleaned_data["file"]
        sent = filing.Sent(given.name, given.read(), self.cleaned_data["words"])
        return filing.add_file(case=self.case, sent=sent, by=by)


class TakeFileForm(CaseForm):
    """Why a file is taken out."""

    TITLE, BUTTON = "Take a file out", "Take it out"
    LEDE = "What it holds is gone for good. The ledger keeps who took it out, and why."
    ROWS: ClassVar = {"file": ("files", {})}
    file = forms.ChoiceField(label="File")
    because = pick(Mistaken, "Why")

    def words_of(self, row: Any) -> str:
        """Return a file as it is chosen."""
        return f"File {row.number}, {row.kind.upper()}, {'from the applicant' if row.from_applicant else 'ours'}"

    def act(self, by: User) -> object:
        """Take it out."""
        return filing.take_file(file=self.row("file"), because=self.cleaned_data["because"], by=by)


FILING: dict[str, type[CaseForm]] = {"file": AttachForm, "take-file": TakeFileForm}
