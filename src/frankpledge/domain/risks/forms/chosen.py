"""What changes of many risks: who owns them, when they are looked at again, or whether they are still open."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.domain.risks.rules import LONGEST_WORDS, State
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.forms import ChosenForm
from frankpledge.ground.lists.rules import CLEARS
from frankpledge.ground.ui.forms import day, long_text

REVIEW, OWNER, CLOSE, REOPEN = "review", "owner", "close", "reopen"
WHAT = (
    (REVIEW, "When they are looked at again"), (OWNER, "Who owns them"), (CLOSE, "They are closed"),
    (REOPEN, "They are open again"),
)  # fmt: skip


class ChosenRisksForm(ChosenForm):
    """Which risks, and what of them changes."""

    CALLED: ClassVar = {REVIEW: "New review", OWNER: "Other owner", CLOSE: "Closed", REOPEN: "Open again"}
    HEADS: ClassVar = {
        REVIEW: ("review_on", "reason"), OWNER: ("organisation", "owner", "deputy"),
        CLOSE: ("state", "closed_on", "closed_because"), REOPEN: ("state", "reason"),
    }  # fmt: skip
    NOUN: ClassVar = "risk"
    what = forms.ChoiceField(label="What changes?", choices=WHAT, widget=forms.RadioSelect)
    review_on = day("If the review: the day", required=False)
    organisation = forms.ChoiceField(label="If who owns them: which organisation", choices=(), required=False)
    owner = forms.ChoiceField(label="If who owns them: which person", choices=(), required=False)
    deputy = forms.ChoiceField(label="If who owns them: which deputy", choices=(), required=False)
    closed_on = day("If they are closed: on which day", required=False, help_text="Today, where left empty.")
    reason = long_text(
        "If the review, or whether they are open: why", 2, max_length=LONGEST_WORDS, required=False,
        help_text="Kept with each.",
    )  # fmt: skip

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **more: Any) -> None:
        super().__init__(*args, **more)
        people = [(CLEARS, "Nobody named"), *_rows(Person, workspace, viewer)]
        self.offer(organisation=_rows(Organisation, workspace, viewer), owner=people, deputy=people)

    def clean(self) -> dict[str, Any]:
        """Ask for what the change that is wanted needs."""
        told = super().clean() or {}
        what = told.get("what")
        if what == REVIEW and not told.get("review_on"):
            self.add_error("review_on", "Give the day on which they are looked at again.")
        if what == OWNER and not (told.get("organisation") or told.get("owner") or told.get("deputy")):
            self.add_error("organisation", "Choose who owns them from now on.")
        if what in (REVIEW, CLOSE, REOPEN) and not (told.get("reason") or "").strip():
            self.add_error("reason", "Say why: it is kept with each.")
        return told

    def cells(self) -> dict[str, str]:
        """Return what stands under each of the register's own heads."""
        told = self.cleaned_data
        days = {name: told[name].isoformat() if told[name] else "" for name in ("review_on", "closed_on")}
        names = {name: told[name] for name in ("organisation", "owner", "deputy")}
        state = State.OPEN if told["what"] == REOPEN else State.CLOSED
        reason = " ".join(told["reason"].split())
        return {**days, **names, "state": state.value, "reason": reason, "closed_because": reason}


def _rows(kind: Any, workspace: Workspace, viewer: User) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in standing_rows(kind, workspace=workspace, viewer=viewer)]
