"""What is asked of a view: its name, and who may open it."""

from __future__ import annotations

from django import forms

from frankpledge.ground.saved_views.rules import MOST_NAMED


class SaveForm(forms.Form):
    """A view to be saved: of which list, with which choice, under which name."""

    route = forms.CharField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Name of this view", max_length=MOST_NAMED)
    shared = forms.BooleanField(label="For everybody here", required=False)
