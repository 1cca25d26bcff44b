"""What is asked before files are loaded, listed or taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings

from frankpledge.analysis.periods import Month
from frankpledge.domain.releases.rules import Whose
from frankpledge.ground.accounts.models import Workspace

WHOSE = (
    (Whose.OWN.value, "A partnership’s own: a force’s records, an agency’s workbook"),
    (Whose.OPEN.value, "Open data: published files, which every partnership here reads"),
)

Choices = Sequence[tuple[str, str]]
ALL = "all"


class ManyFiles(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; an empty one is let through, since the load says in which words it is empty."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return the files; none at all is an error."""
        several = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not several:
            raise forms.ValidationError("Choose at least one file.")
        return [super(FilesField, self).clean(one, initial) for one in several]


class LoadForm(forms.Form):
    """Whose the files are, for which partnerships, and the files. The files come last: what stops is read after."""

    whose = forms.ChoiceField(label="Whose are they?", choices=WHOSE, widget=forms.RadioSelect)
    places = forms.MultipleChoiceField(
        label="For which partnerships?",
        help_text="Only these will see them. You are shown those that you load for. Not asked of open data.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sent = FilesField(label="Files", allow_empty_file=True)

    def __init__(self, *args: Any, places: Sequence[Workspace], too_much: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places}
        self.too_much = too_much
        self.fields["places"].choices = [(key, place.name) for key, place in self._places.items()]  # type: ignore[attr-defined]
        self.fields["sent"].help_text = (
            f"CSV, Excel or OpenDocument, GeoJSON, or zip archives of them. Up to {settings.UPLOAD_FILES} files "
            f"and {settings.UPLOAD_MEGABYTES:,}\u00a0MB in one go."
        )

    def clean(self) -> dict[str, Any]:
        """Return the answers with workspaces for their names; own files of nobody are an error, and so is too much."""
        cleaned = super().clean() or {}
        if self.too_much:
            self.errors.pop("sent", None)
            self.add_error("sent", self.too_much)
        chosen = [self._places[key] for key in cleaned.get("places", ()) if key in self._places]
        if cleaned.get("whose") == Whose.OWN and not chosen and "places" not in self.errors:
            self.add_error("places", "Tick at least one partnership.")
        return {**cleaned, "places": chosen}


class ReasonForm(forms.Form):
    """Why a file is taken back."""

    reason = forms.CharField(
        label="Why is it taken back?",
        help_text="It stands in the history and in the ledger. Name no person.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReleaseFilter(forms.Form):
    """Which of the files are listed. Nothing said lists all."""

    kind = forms.ChoiceField(label="Kind", initial=ALL)
    month = forms.CharField(
        label="Month",
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2025-01", "size": 8}),
    )
    force = forms.ChoiceField(label="Force", initial=ALL)
    state = forms.ChoiceField(label="State", initial=ALL)

    def __init__(self, asked: Mapping[str, Any], *, kinds: Choices, forces: Choices) -> None:
        said = {name: asked.get(name) or ALL for name in ("kind", "force", "state")}
        super().__init__({**said, "month": asked.get("month", "")})
        states = (("current", "Current"), ("replaced", "Replaced"), ("withdrawn", "Taken back"))
        for name, offered in (("kind", kinds), ("force", forces), ("state", states)):
            self.fields[name].choices = [(ALL, "All"), *offered]  # type: ignore[attr-defined]

    def clean_month(self) -> str:
        """Return the month as text; what names none is an error that shows how to write it."""
        month = month_written(self.cleaned_data["month"])
        return str(month) if month else ""


class YearFilter(forms.Form):
    """The month with which the year ends that is looked at; nothing said takes the last there is."""

    last = forms.CharField(
        label="Year that ends with",
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "2025-12", "size": 8}),
    )

    def clean_last(self) -> Month | None:
        """Return the month; what names none is an error that shows how to write it."""
        return month_written(self.cleaned_data["last"])


def month_written(text: str) -> Month | None:
    """Return the month that a text names, None for an empty one; a text that names none is an error."""
    said = text.strip()
    try:
        return Month.parse(said) if said else None
    except ValueError as error:
        raise forms.ValidationError(f"“{said}” is not a month. Write it as 2025-01.") from error
