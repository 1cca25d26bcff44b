"""What is typed: a comment with whom it mentions, and why one is taken off."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from frankpledge.ground.comments.rules import MOST_REASON, MOST_SAID, File


class CommentForm(forms.Form):
    """Words, and one person to mention; more are mentioned by an @ and their name."""

    words = forms.CharField(
        label="Your comment",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_SAID,
        help_text="Everybody who may see this page reads it. An @ before a person’s whole name mentions them.",
        error_messages={"required": "Say in a sentence what you mean."},
    )
    mention = forms.TypedChoiceField(label="Mention", required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Nobody"), *((str(person), name) for person, name in people)]
        self.fields["mention"].choices = choices  # type: ignore[attr-defined]

    @property
    def mentions(self) -> tuple[UUID, ...]:
        """Return whom the choice names."""
        person = self.cleaned_data.get("mention")
        return (person,) if person else ()


class SaidForm(CommentForm):
    """A comment, with a file perhaps: `takes` says of which kinds; where that is nothing, none is asked for."""

    file = forms.FileField(label="With a file", required=False)

    def __init__(self, *args: Any, takes: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = takes
        if not takes:
            del self.fields["file"]

    @property
    def sent(self) -> File | None:
        """Return the file as the actions know it."""
        given = self.cleaned_data.get("file")
        return File(given.name, given.read()) if given else None


class TakeOffForm(forms.Form):
    """Why a comment is taken off."""

    reason = forms.CharField(
        label="Why it is taken off",
        max_length=MOST_REASON,
        help_text="The words go; your name and the reason stay in their place.",
        error_messages={"required": "Say in a sentence why."},
    )
