"""What changes of many actions: their date with one reason, who does them, or that they are done."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.action_log.rules import Status
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.queries import Read, Sheet
from frankpledge.ground.lists.rules import CLEARS, MOST_LINES
from frankpledge.ground.ui.forms import day

DATE, OWNER, DONE = "date", "owner", "done"
WHAT = ((DATE, "Their date, with one reason"), (OWNER, "Who does them"), (DONE, "They are done"))
CALLED = {DATE: "New date", OWNER: "Other owner", DONE: "Done"}
HEADS = {DATE: ("due",), OWNER: ("organisation", "person"), DONE: ("status", "evidence", "closed_on")}


class BulkForm(forms.Form):
    """Which actions, and what of them changes."""

    numbers = forms.CharField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label="What changes?", choices=WHAT, widget=forms.RadioSelect)
    due = day("If their date: the new one", required=False, help_text="Leave empty to make them ongoing.")
    reason = forms.CharField(label="If their date: why it changes", max_length=500, required=False)
    organisation = forms.ChoiceField(label="If who does them: which organisation", choices=(), required=False)
    person = forms.ChoiceField(label="If who does them: which person", choices=(), required=False)
    evidence = forms.CharField(label="If they are done: what shows it", max_length=500, required=False)
    closed_on = day("If they are done: on which day", required=False, help_text="Today, where left empty.")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        kept = [("", "As it is")]
        offered = {
            "organisation": [*kept, *_rows(Organisation, workspace, viewer)],
            "person": [*kept, (CLEARS, "Nobody named"), *_rows(Person, workspace, viewer)],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def clean_numbers(self) -> list[int]:
        """Return the numbers of the actions."""
        found = [int(part) for part in self.cleaned_data["numbers"].split(",") if part.strip().isdigit()]
        if not 0 < len(found) <= MOST_LINES:
            raise forms.ValidationError("Choose the actions on the list again.")
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for what the change that is wanted needs."""
        told = super().clean() or {}
        what = told.get("what")
        if what == DATE and not (told.get("reason") or "").strip():
            self.add_error("reason", "Say why: it is kept beside every date that changes.")
        if what == OWNER and not (told.get("organisation") or told.get("person")):
            self.add_error("organisation", "Choose who does them from now on.")
        if what == DONE and not (told.get("evidence") or "").strip():
            self.add_error("evidence", "Say what shows it: a paper, a date, a count or an address.")
        return told

    def chosen_numbers(self) -> list[int]:
        """Return the numbers of the actions, as far as they are numbers."""
        said = str(self.data.get("numbers", ""))
        return [int(part) for part in said.split(",") if part.strip().isdigit()]

    def called(self) -> str:
        """Return what the change is called in the list of lists."""
        count = len(self.cleaned_data["numbers"])
        return f"{CALLED[self.cleaned_data['what']]}, {count:,} {'action' if count == 1 else 'actions'} chosen"

    def said(self) -> dict[str, str]:
        """Return what holds of all lines."""
        return {"reason": self.cleaned_data["reason"]}

    def read(self) -> Read:
        """Return the change as a list would say it: a line for each action, under the log's own heads."""
        told = self.cleaned_data
        cells = {
            "due": told["due"].isoformat() if told["due"] else CLEARS,
            "organisation": told["organisation"],
            "person": told["person"],
            "status": Status.COMPLETED.value,
            "evidence": told["evidence"],
            "closed_on": told["closed_on"].isoformat() if told["closed_on"] else "",
        }
        heads = HEADS[told["what"]]
        lines = tuple((0, number, [str(number), *(cells[head] for head in heads)]) for number in told["numbers"])
        return Read((Sheet("", 1, ("number", *heads)),), lines)


def _rows(kind: Any, workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in standing_rows(kind, workspace=workspace, viewer=viewer)]
