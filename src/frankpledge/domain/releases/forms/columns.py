"""What each column of a file means, asked column by column, with a few of its cells beside it."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, replace
from typing import Any

from django import forms

from frankpledge.lake.own.look import Look
from frankpledge.lake.own.mapping import FIELDS, Field, Mapping, plain

SAMPLES, LONGEST, LONG_KEY = 3, 32, 16
# Words in a header that make its cells a person's, or what was written about one, where we take nothing from it.
ABOUT_PEOPLE = frozenset(
    {
        *("name", "names", "surname", "forename", "forenames", "victim", "suspect", "offender", "nominal", "person"),
        *("address", "postcode", "phone", "telephone", "mobile", "email", "dob", "birth", "gender", "ethnicity"),
        *("narrative", "notes", "note", "summary", "text", "mo", "comment", "comments", "log"),
    }
)
LEAVE_OUT = ("", "Leave it out")
DATES = (("day_first", "31/01/2025"), ("month_first", "01/31/2025"), ("iso", "2025-01-31"))
COORDINATES = (("", "There are none"), ("osgb", "Eastings and northings"), ("wgs84", "Longitude and latitude"))
BLANK = (("unknown", "Not known"), ("no", "No"))


@dataclass(frozen=True)
class ColumnAsked:
    """One column of theirs: the field that asks what it means, some of its cells, and what is not sure."""

    field: forms.BoundField
    cells: str
    doubt: str


class ColumnsForm(forms.Form):
    """How one layout of file is read."""

    data_set = forms.CharField(
        label="What is it?",
        max_length=100,
        help_text="A name for every edition of it, without its month: “Crime extract”, “Scorecard”.",
    )
    supplier = forms.CharField(label="Who sends it?", max_length=100, help_text="As “West Mercia Police”.")

    def __init__(self, found: Look, mapping: Mapping, data: Pairs[str, Any] | None = None) -> None:
        super().__init__(data, initial=_initial(found, mapping))
        self.found, self.begun = found, mapping
        ours = FIELDS[mapping.kind]
        for name, field in _settings(mapping.kind).items():
            self.fields[name] = field
        meanings = [LEAVE_OUT, *((one.name, _meaning(one)) for one in ours)]
        for number, header in enumerate(found.words):
            self.fields[f"c{number}"] = forms.ChoiceField(
                label=header[:100], choices=meanings, required=False, initial=self.initial.get(f"c{number}", "")
            )

    def columns(self) -> list[ColumnAsked]:
        """Return the columns, in the order of the file."""
        doubts = {header: one for one in self.found.suggestion.unsure for header in one.candidates}
        asked = []
        for number, header in enumerate(self.found.words):
            doubt = doubts.get(header)
            field = self[f"c{number}"]
            role = _role(self.begun.kind, str(field.initial or ""))
            said = f"Not sure: {doubt.label.lower()}? {doubt.reason.capitalize()}." if doubt else ""
            asked.append(ColumnAsked(field, cells_shown(self.found, header, role), said))
        return asked

    def others(self) -> list[forms.BoundField]:
        """Return the questions about the file as a whole."""
        return [self[name] for name in self.fields if not name[1:].isdigit()]

    def doubts(self) -> list[str]:
        """Return what is not sure and belongs to no single column, and what is needed and was not found."""
        unsure = [one.reason for one in self.found.suggestion.unsure if not one.candidates]
        missing = [f"no column was found for “{label}”" for label in self.found.suggestion.missing]
        return [f"{told[:1].upper()}{told[1:]}." for told in (*missing, *unsure)]

    def clean(self) -> dict[str, Any]:
        """Return the answers; a meaning that two columns have is an error at the second."""
        cleaned = super().clean() or {}
        taken: dict[str, str] = {}
        for number, header in enumerate(self.found.words):
            meaning = cleaned.get(f"c{number}")
            if meaning and meaning in taken:
                self.add_error(f"c{number}", f"“{taken[meaning]}” means that already.")
            elif meaning:
                taken[meaning] = header
        return {**cleaned, "columns": taken}

    def mapping(self) -> Mapping:
        """Return how the file is read, as it was answered."""
        said = self.cleaned_data
        taken = said["columns"]
        return replace(
            self.begun,
            data_set=said["data_set"],
            supplier=said["supplier"],
            columns=tuple(taken.items()),
            left_out=tuple(header for header in self.found.words if header not in taken.values()),
            dates=said.get("dates") or "day_first",
            coordinates=said.get("coordinates") or "",
            blank=said.get("blank") or "unknown",
            unit=said.get("unit") or "",
            area=said.get("area") or "",
        )


class NameForm(forms.Form):
    """Another name for a remembered layout."""

    name = forms.CharField(label="Name", max_length=200)


def _settings(kind: str) -> dict[str, forms.Field]:
    if kind == "records":
        return {
            "dates": forms.ChoiceField(label="How are dates written?", choices=DATES),
            "coordinates": forms.ChoiceField(label="Which coordinates?", choices=COORDINATES, required=False),
            "blank": forms.ChoiceField(label="What does an empty flag mean?", choices=BLANK),
        }
    return {
        "unit": forms.CharField(label="Unit, where no column says it", max_length=60, required=False),
        "area": forms.CharField(label="Area, where no column says it", max_length=100, required=False),
    }


def _initial(found: Look, mapping: Mapping) -> dict[str, str]:
    ours = {theirs: name for name, theirs in mapping.columns}
    said = {f"c{number}": ours.get(header, "") for number, header in enumerate(found.words)}
    names = ("data_set", "supplier", "dates", "coordinates", "blank", "unit", "area")
    return {**said, **{name: str(getattr(mapping, name)) for name in names}}


def _meaning(field: Field) -> str:
    return f"{field.label} (needed)" if field.needed else field.label


def _role(kind: str, name: str) -> str:
    return next((one.role for one in FIELDS[kind] if one.name == name), "")


def cells_shown(found: Look, header: str, role: str) -> str:
    """Return a few cells of a column: no long text, nothing of a column that is about a person, keys only begun.

    Whoever says what a column means must see what is in it, and need not read who it was or what somebody wrote.
    """
    if not role and ABOUT_PEOPLE & set(plain(header).split()):
        return "not shown: they may be about a person"
    place = found.headers.index(header)
    cells = list(dict.fromkeys(row[place] for row in found.rows if place < len(row) and row[place]))[:SAMPLES]
    if not cells:
        return "empty in the first rows"
    return ", ".join(_shown(cell, role) for cell in cells)


def _shown(cell: str, role: str) -> str:
    if role == "key" or (len(cell) >= LONG_KEY and cell.isalnum()):
        return f"{cell[:4]}…"
    return cell if len(cell) <= LONGEST else f"text of {len(cell)} letters"
