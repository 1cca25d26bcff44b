"""As at which day the register is shown, and which part of a list."""

from __future__ import annotations

from django import forms

from frankpledge.domain.bodies.rules import CapacityKind
from frankpledge.domain.roster.forms.fields import kinds
from frankpledge.ground.ui.forms import day


class DayForm(forms.Form):
    """As at which day the page shows the register."""

    on = day("As at")


class CapacityFilter(DayForm):
    """Which organisations the list shows."""

    capacity = forms.ChoiceField(
        label="Takes part as", choices=[*kinds(CapacityKind, blank="Any"), ("none", "Not recorded")], required=False
    )
    ended = forms.BooleanField(label="Also who ended", required=False)


class LeftFilter(DayForm):
    """Which people the list shows."""

    left = forms.BooleanField(label="Also who left", required=False)
