"""What people choose on the pages that join apps."""

from __future__ import annotations

from django import forms

SPANS = {"": "At any time", "30": "In the last 30 days", "92": "In the last three months", "366": "In the last year"}


class SearchForm(forms.Form):
    """Since when what is looked for was changed; the words stand in the box at the top of the page."""

    since = forms.ChoiceField(label="Changed", choices=list(SPANS.items()), required=False)
