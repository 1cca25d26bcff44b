"""What is asked of a paper and of a reader: a file and what is said of it; what changed; a note."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.meetings.rules import Marking
from frankpledge.domain.packs.actions.papers import File, PaperFacts
from frankpledge.domain.packs.models import Paper
from frankpledge.domain.packs.rules import LONGEST_LINE, LONGEST_NOTE
from frankpledge.ground.documents.sent import SentLimits
from frankpledge.ground.ui.forms import long_text

_LIMITS = SentLimits()
_KINDS = (
    f"PDF, DOCX or ODT, up to {_LIMITS.most_bytes // 1_000_000} MB and {_LIMITS.pages} pages. Scripts, attached files,"
    " notes and what the file says of its authors stay behind. Of a DOCX or ODT the words, tables and pictures are set"
    " in the look of all papers."
)


class _WithFile(forms.Form):
    file = forms.FileField(label="File", help_text=_KINDS)

    def sent(self) -> File:
        """Return the file as the actions know it."""
        given = self.cleaned_data["file"]
        return File(given.name, given.read())


class PaperForm(forms.Form):
    """What is said of a paper."""

    title = forms.CharField(label="Title", max_length=LONGEST_LINE)
    author = forms.CharField(label="Author", max_length=200, help_text="A person, a post or an organisation.")
    marking = forms.ChoiceField(
        label="Who may see it", choices=[(one.value, one.label) for one in Marking],
        help_text="Restricted: those at the table and whoever takes the minutes. Others see a sheet in its place.",
    )  # fmt: skip
    because = forms.CharField(
        label="Why it is restricted", max_length=LONGEST_LINE, required=False,
        help_text="For a restricted paper. Printed on the sheet, such as: names a person; Schedule 12A, paragraph 3.",
    )  # fmt: skip

    def given(self) -> PaperFacts:
        """Return what is said of the paper as the actions know it."""
        told = self.cleaned_data
        return PaperFacts(told["title"], told["author"], Marking(told["marking"]), told["because"])


class SendForm(PaperForm, _WithFile):
    """A paper, and what is said of it."""

    field_order = ("file", "title", "author", "marking", "because")


class VersionForm(_WithFile):
    """A new version of a paper, and what changed."""

    changed = forms.CharField(
        label="What changed", max_length=LONGEST_LINE, help_text="In a sentence, for whoever read the version before."
    )


class OutForm(forms.Form):
    """Why a paper is taken out."""

    because = forms.CharField(label="Why it is taken out", max_length=LONGEST_LINE)


class NoteForm(forms.Form):
    """A note of one's own."""

    words = long_text("Your note", help_text="Nobody else reads it.")
    page = forms.IntegerField(
        label="Page", required=False, min_value=1, max_value=10_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="As printed. Leave it empty for the whole paper.",
    )  # fmt: skip


def as_typed(paper: Paper) -> dict[str, Any]:
    """Return what is said of a paper as its form would have been filled."""
    return {"title": paper.title, "author": paper.author, "marking": paper.marking, "because": paper.because}


__all__ = ["LONGEST_NOTE", "NoteForm", "OutForm", "PaperForm", "SendForm", "VersionForm", "as_typed"]
