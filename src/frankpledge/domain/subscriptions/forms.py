"""What a resident gives: of what they wish to be told, and where."""

from __future__ import annotations

from django import forms

from frankpledge.domain.subscriptions.rules import Topic, topics_of


class AskForm(forms.Form):
    """Of what, and where. A name is not asked for."""

    topics = forms.MultipleChoiceField(
        label="What shall we tell you?",
        choices=[(one.value, one.label) for one in Topic],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one or more."},
    )
    address = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Give your e-mail address."},
    )

    def clean_topics(self) -> tuple[Topic, ...]:
        """Return the topics that were chosen."""
        return topics_of(self.cleaned_data["topics"])
