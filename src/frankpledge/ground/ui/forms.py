"""Fields that forms of many apps share."""

from __future__ import annotations

from typing import Any

from django import forms

LONGEST_TEXT = 10_000


def day(label: str, **more: Any) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


def long_text(label: str, rows: int = 3, *, max_length: int = LONGEST_TEXT, **more: Any) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": rows}), **more)
