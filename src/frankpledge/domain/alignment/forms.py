"""What is asked of a plan of another body, of its priorities, and of a judgement; and which part of the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.alignment.actions import PlanFacts
from frankpledge.domain.alignment.models import TheirPlan
from frankpledge.domain.alignment.rules import LONGEST_LINE, LONGEST_WORDS, Verdict
from frankpledge.domain.bodies.forms import NamingForm
from frankpledge.domain.bodies.models import Organisation
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.alignment import plan_kinds

KINDS = [(one.id, one.label) for one in plan_kinds()]
VERDICTS = (
    (Verdict.SUPPORTS.value, "Supports: what one does helps the other"),
    (Verdict.OVERLAPS.value, "Overlaps: both work on the same, each for itself"),
    (Verdict.CONFLICTS.value, "Conflicts: what one does hinders the other"),
    (Verdict.NONE.value, "Nothing in common"),
)


class TheirPlanForm(NamingForm):
    """A plan of another body."""

    NAMES: ClassVar = {"owner": (Organisation, "")}
    kind = forms.ChoiceField(label="Sort of plan", choices=KINDS)
    title = forms.CharField(label="Title", max_length=LONGEST_LINE, help_text="With its years.")
    owner = forms.ChoiceField(label="Whose it is")
    starts = day("First day", required=False)
    ends = day("Last day", required=False, help_text="After it, what was judged is shown as outdated.")
    source = forms.CharField(label="Where it was read", max_length=LONGEST_LINE, help_text="An address, or a paper.")

    def given(self) -> PlanFacts:
        """Return the plan as it was given."""
        return PlanFacts(**self.cleaned_data | self.named())


def as_typed(plan: TheirPlan) -> dict[str, Any]:
    """Return a plan as its form would have been filled."""
    plain = ("kind", "title", "starts", "ends", "source")
    return {name: getattr(plan, name) for name in plain} | {"owner": str(plan.owner_id)}


class PriorityForm(forms.Form):
    """A priority or objective of theirs."""

    name = forms.CharField(label="Priority or objective", max_length=LONGEST_LINE)
    detail = long_text("More of it", 2, max_length=LONGEST_WORDS, required=False)


class DropForm(forms.Form):
    """From when their plan does not have a priority any more."""

    on = day("From which day")


class WithdrawForm(forms.Form):
    """Why a plan was written down by mistake."""

    reason = long_text("Why it is taken out", 2, max_length=LONGEST_WORDS)


class JudgeForm(forms.Form):
    """How one of ours stands to one of theirs, and why."""

    verdict = forms.ChoiceField(label="How the two stand", choices=VERDICTS, widget=forms.RadioSelect)
    reason = long_text("Why", 2, max_length=LONGEST_WORDS, help_text="In a sentence. It is kept with the judgement.")


class MatrixForm(forms.Form):
    """Which plan of ours stands against which of theirs."""

    year = forms.ChoiceField(label="Our plan", required=False)
    kind = forms.ChoiceField(label="Their plans", required=False, choices=[("", "All"), *KINDS])

    def __init__(self, *args: Any, years: Iterable[tuple[str, str]] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["year"].choices = [("", "The latest"), *years]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """Return what was rightly asked for."""
        told = self.cleaned_data if self.is_valid() else {}
        return {"year": told.get("year", ""), "kind": told.get("kind", "")}
