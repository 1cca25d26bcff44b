"""What is asked to set up a partnership: its area, and who sits at its board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from frankpledge.domain.founding.queries import Wanted
from frankpledge.ground.ui.forms import day

SEAT = "seat_"


class AreaForm(forms.Form):
    """The area that the partnership serves."""

    area = forms.ChoiceField(
        label="Area", help_text="Community safety partnership areas as the Office for National Statistics names them."
    )

    def __init__(self, *args: Any, areas: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]


class BoardForm(forms.Form):
    """The board, and which organisation is each authority that the law names."""

    name = forms.CharField(label="Name of the board", max_length=200)
    since = day(
        "Seated since", required=False, help_text="Leave empty where the day is not known: it counts as long ago."
    )

    def __init__(self, *args: Any, wanted: Iterable[Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in wanted:
            self.fields[f"{SEAT}{one.authority.id}"] = forms.CharField(
                label=one.authority.label, max_length=200, required=False,
                help_text=f"{one.authority.words}. {one.authority.source}.",
            )  # fmt: skip

    def authorities(self) -> dict[str, str]:
        """Return the organisations that were named, by what they are in the law."""
        found = ((name, words) for name, words in self.cleaned_data.items() if name.startswith(SEAT))
        return {name.removeprefix(SEAT): words for name, words in found}
