"""The question, as it is chosen, and what is asked before an event is registered or withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.models import LocalEvent
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.naming import day_in_words
from frankpledge.domain.explorer.queries.asked import LENGTHS, Asked, Lists, asked, earliest_known, lists
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.areas import AmbiguousArea, Area, UnknownArea
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

MEASURES = (("crime", "All crime"), ("asb", "Anti-social behaviour"))
SPANS = {12: "Year", 6: "Half-year", 3: "Three months", 1: "One month", 24: "Two years", 36: "Three years"}
LEVELS = (
    ("neighbourhood", "Neighbourhoods"),
    ("ward", "Wards"),
    ("district", "Districts"),
    ("csp", "Partnerships"),
)
NOW = "now"
MOST_MEANT = 8
NOT_LOADED = "“%(value)s” is not among what is loaded. Choose from the list."


class QuestionForm(forms.Form):
    """Area, what is counted, which months, at which level of place, and as known on which day."""

    area = forms.CharField(label="Area", max_length=120, widget=forms.TextInput(attrs={"list": "areas"}))
    what = forms.ChoiceField(label="What", error_messages={"invalid_choice": NOT_LOADED})
    months = forms.TypedChoiceField(
        label="Period",
        coerce=int,
        choices=[(n, SPANS[n]) for n in LENGTHS],
        error_messages={"invalid_choice": NOT_LOADED},
    )
    to = forms.TypedChoiceField(label="To", coerce=Month.parse, error_messages={"invalid_choice": NOT_LOADED})
    places = forms.ChoiceField(label="Places", error_messages={"invalid_choice": NOT_LOADED})
    known = forms.CharField(label="As known on", max_length=10, widget=forms.Select)

    def __init__(self, data: Mapping[str, Any] | None, *, lists: Lists, first_load: date | None = None) -> None:
        """Take the lists of the day asked about; where nothing was known then, those of now and the first load."""
        super().__init__(data)
        self.lists, self.first_load = lists, first_load
        self.meant: tuple[Area, ...] = ()
        self._choose("what", [*MEASURES, *((name, name) for name in lists.types)])
        self._choose("months", [(str(n), SPANS[n]) for n in LENGTHS])
        self._choose("to", [(str(month), f"{month.name[:3]} {month.year}") for month in lists.months])
        self._choose("places", list(LEVELS))
        told = str(self.data.get("known", ""))
        days = sorted({*lists.days, *filter(None, [_day(told)])}, reverse=True)
        # What is no day stays to be seen beside its error.
        odd = [(told, told)] if told not in ("", NOW) and not _day(told) else []
        self.fields["known"].widget.choices = [
            (NOW, "Now"),
            *odd,
            *((day.isoformat(), f"{day.day} {day:%b %Y}") for day in days),
        ]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a list its choices; what was asked and is not among them stays to be seen beside its error."""
        told = self.data.get(name, "")
        known = {value for value, _ in choices}
        shown = [*choices, (told, told)] if told and told not in known else choices
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.widget.choices = shown

    def clean_area(self) -> Area:
        """Return the area of the name or code; one that is not known is an error with suggestions."""
        try:
            return find(self.lists.snapshot, self.cleaned_data["area"])
        except (UnknownArea, AmbiguousArea) as refusal:
            self.meant = tuple(refusal.suggestions[:MOST_MEANT])
            raise forms.ValidationError(refusal.reason) from refusal
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_known(self) -> date | None:
        """Return the day, None for now; one before the first load is an error that says when that was."""
        if self.cleaned_data["known"] == NOW:
            return None
        told = _day(self.cleaned_data["known"])
        if told is None:
            raise forms.ValidationError(f"“{self.cleaned_data['known']}” is not a day. Write it as 2026-01-24.")
        if self.first_load:
            raise forms.ValidationError(
                f"Nothing was known on {day_in_words(told)}: the first load was on {day_in_words(self.first_load)}."
            )
        return told


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


PARTS = ("area", "what", "months", "to", "places", "known")


def question_form(given: Mapping[str, str], partnership: Partnership | None) -> QuestionForm | None:
    """Return the form of the question in an address, filled in where it says nothing.

    It is unbound where nothing is asked and nobody's area is known, and None where no file is loaded.
    """
    told = {name: given[name].strip() for name in PARTS if name in given}
    known = _day(told.get("known", ""))
    found = lists(partnership, known)
    first_load = None
    if found is None and known:
        found, first_load = lists(partnership, None), earliest_known()
    if found is None or found.newest is None:
        return None
    if not told and partnership is None:
        return QuestionForm(None, lists=found)
    return QuestionForm({**_usual(partnership, found), **told}, lists=found, first_load=first_load)


def _usual(partnership: Partnership | None, found: Lists) -> dict[str, str]:
    """Return what is asked where the address says nothing: the partnership's own last year."""
    usual = {"what": "crime", "months": "12", "to": str(found.newest), "places": "neighbourhood", "known": NOW}
    return {"area": partnership.area_name if partnership else "", **usual}


def question_of(form: QuestionForm, workspace: Workspace, partnership: Partnership | None) -> Asked:
    """Return the question of a form that is valid."""
    parts = form.cleaned_data
    return asked(
        form.lists,
        workspace,
        partnership,
        area=parts["area"],
        what=parts["what"],
        last=parts["to"],
        length=parts["months"],
        level=parts["places"],
        said=tuple((name, str(form.data[name])) for name in PARTS if form.data.get(name) not in ("", NOW)),
    )


class EventForm(forms.Form):
    """A change of recording, an unusual time or a mark."""

    kind = forms.ChoiceField(
        label="What is it?",
        widget=forms.RadioSelect,
        choices=(
            (LocalEvent.Kind.RECORDING, "Recording changed: counts before and after cannot be held against each other"),
            (LocalEvent.Kind.EVENT, "An unusual time, such as a flood: kept out of what is expected"),
            (LocalEvent.Kind.MARK, "A mark, such as a scheme that begins: drawn on charts and nothing else"),
        ),
    )
    words = forms.CharField(label="In words, as charts will say it", max_length=120)
    first = forms.CharField(label="From month", max_length=7, help_text="For example, 2025-03")
    last = forms.CharField(
        label="To month", max_length=7, required=False, help_text="Leave it out for a single month, or a step"
    )
    whom = forms.ChoiceField(label="Whom it concerns", widget=forms.RadioSelect)
    types = forms.MultipleChoiceField(
        label="Types of crime (none ticked means all)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(t.name, t.name) for t in crime_types() if t.valid_to is None],
    )
    source = forms.CharField(label="Source", max_length=300, help_text="Who says so, and where it is written")

    def __init__(self, data: Mapping[str, Any] | None, *, area: str, force: str) -> None:
        super().__init__(data)
        choices = [("area", f"{area} alone")] + ([("force", f"All of {force}")] if force else [])
        self.fields["whom"].choices = choices  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why an event no longer holds."""

    reason = forms.CharField(label="Why it is withdrawn", max_length=300, help_text="The register keeps it.")
