"""What changes of many actions: their date with one reason, who does them, or that they are done."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.action_log.rules import Status
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.forms import ChosenForm
from frankpledge.ground.lists.rules import CLEARS
from frankpledge.ground.ui.forms import day

DATE, OWNER, DONE = "date", "owner", "done"
WHAT = ((DATE, "Their date, with one reason"), (OWNER, "Who does them"), (DONE, "They are done"))
CALLED = {DATE: "New date", OWNER: "Other owner", DONE: "Done"}
HEADS = {DATE: ("due",), OWNER: ("organisation", "person"), DONE: ("status", "evidence", "closed_on")}


class BulkForm(ChosenForm):
    """Which actions, and what of them changes."""

    CALLED, HEADS, NOUN = CALLED, HEADS, "action"
    what = forms.ChoiceField(label="What changes?", choices=WHAT, widget=forms.RadioSelect)
    due = day("If their date: the new one", required=False, help_text="Leave empty to make them ongoing.")
    reason = forms.CharField(label="If their date: why it changes", max_length=500, required=False)
    organisation = forms.ChoiceField(label="If who does them: which organisation", choices=(), required=False)
    person = forms.ChoiceField(label="If who does them: which person", choices=(), required=False)
    evidence = forms.CharField(label="If they are done: what shows it", max_length=500, required=False)
    closed_on = day("If they are done: on which day", required=False, help_text="Today, where left empty.")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offer(
            organisation=_rows(Organisation, workspace, viewer),
            person=[(CLEARS, "Nobody named"), *_rows(Person, workspace, viewer)],
        )

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

    def said(self) -> dict[str, str]:
        """Return what holds of all lines."""
        return {"reason": self.cleaned_data["reason"]}

    def cells(self) -> dict[str, str]:
        """Return what stands under each of the log's own heads."""
        told = self.cleaned_data
        return {
            "due": told["due"].isoformat() if told["due"] else CLEARS,
            "organisation": told["organisation"],
            "person": told["person"],
            "status": Status.COMPLETED.value,
            "evidence": told["evidence"],
            "closed_on": told["closed_on"].isoformat() if told["closed_on"] else "",
        }


def _rows(kind: Any, workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in standing_rows(kind, workspace=workspace, viewer=viewer)]
