"""What is asked of a seat: which role it brings."""

from __future__ import annotations

from django import forms

from frankpledge.domain.seat_roles.rules import NONE, OFFERED

AS_ITS_KIND = "kind"


class SeatRoleForm(forms.Form):
    """Which role a seat brings."""

    role = forms.ChoiceField(
        label="Whoever sits there gets",
        choices=[
            (AS_ITS_KIND, "What seats of this kind bring"),
            *((one.value, one.label) for one in OFFERED),
            (NONE, "No role"),
        ],
        widget=forms.RadioSelect,
    )

    def chosen(self) -> str:
        """Return what was chosen, as the action takes it."""
        role = str(self.cleaned_data["role"])
        return "" if role == AS_ITS_KIND else role
