"""What is asked of an election."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from frankpledge.domain.elections.rules import Dated, kind_choices
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.elections import election_kinds


class ElectionForm(forms.Form):
    """An election and the first day of care before it."""

    kind = forms.ChoiceField(label="Kind", choices=kind_choices())
    words = forms.CharField(
        label="Which election", max_length=200, required=False,
        help_text="Where the kind is not enough: a by-election of which ward, a referendum on what.",
    )  # fmt: skip
    poll = day("Day of the poll")
    starts = day("First day of care", help_text="The day of the notice of election, or sooner where local practice is.")

    def given(self) -> Dated:
        """Return the election as the actions know it."""
        told = self.cleaned_data
        return Dated(kind=told["kind"], starts=told["starts"], poll=told["poll"], words=told["words"])


class WithdrawForm(forms.Form):
    """Why an election is withdrawn."""

    because = long_text("What was wrong, or why it is not held", 2, max_length=500)


def begun_from(asked: Mapping[str, str]) -> dict[str, str]:
    """Return what a proposal in the address fills in, and nothing that is not known."""
    kept = {name: asked[name] for name in ("poll", "starts") if len(asked.get(name, "")) == len("2026-05-07")}
    return {**kept, "kind": asked["kind"]} if asked.get("kind") in election_kinds() else kept
