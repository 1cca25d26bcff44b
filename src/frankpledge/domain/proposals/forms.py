"""What is asked: of whom the words are asked, which file is brought back, and what the page of a link asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django import forms

from frankpledge.domain.chapters.models import Part
from frankpledge.domain.proposals.actions import receive_words
from frankpledge.domain.proposals.queries import proposal_for_link
from frankpledge.ground.links.forms import OpenForm, TextForm
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose


class AskForm(OpenForm):
    """Which heading, of whom, and until when."""

    part = forms.ChoiceField(label="Heading")
    field_order = ("part", "to_whom", "days")

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["part"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(part.pk), part.title) for part in parts]


class WordForm(forms.Form):
    """The Word file that was taken from here and written in."""

    file = forms.FileField(label="Word file", help_text="The .docx of this assessment, as you wrote in it.")


def asked(link: Link) -> Asked:
    """Return what the page of a link asks: the words of one heading."""
    part = proposal_for_link(link).part
    return Asked(
        title=part.title or "Words for the assessment",
        lede=part.ask,
        only_for=f"the heading “{part.title}” of the chapter “{part.chapter.title}”",
        form=partial(TextForm, label="Your words", hint="Name the source of each number. A blank line parts."),
        after="Whoever writes the chapter reads what you send before any of it is used.",
    )


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Keep what was sent, and return the words of the receipt."""
    receive_words(link=link, text=str(answers["text"]))
    return "Your words have come. Whoever writes the chapter reads them before any of them is used."


LINK = Purpose("words for a chapter", asked, take)
