"""What is asked of a step: how it stands, another date and why, why it is dropped, which action carries it out."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.action_log.queries import actions_of
from frankpledge.domain.delivery.rules import LONGEST_WORDS
from frankpledge.domain.plans.queries import plans_of
from frankpledge.domain.plans.rules import PlanState, Status
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.lists.forms import SendForm
from frankpledge.ground.ui.forms import day, long_text

SAYABLE = [(one.value, one.label) for one in Status if one is not Status.DROPPED]


class SayForm(forms.Form):
    """How a step stands."""

    status = forms.ChoiceField(label="How does it stand?", choices=SAYABLE, widget=forms.RadioSelect)
    words = long_text(
        "In a sentence or two", 3, max_length=LONGEST_WORDS, required=False,
        help_text="What shows that it is done, or why it is late or changed.",
    )  # fmt: skip
    on = day("As at", required=False, help_text="Today, if left empty.")


class MoveForm(forms.Form):
    """Another date, and why."""

    due = day("Due by", help_text="The last day of a month prints as the month.")
    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class ReasonForm(forms.Form):
    """Why a step is dropped or opened again."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class TieForm(forms.Form):
    """Which action of the log carries a step out."""

    action = forms.ChoiceField(label="Action of the log")

    def __init__(self, *args: Any, workspace: Workspace, viewer: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(one.pk): one for one in actions_of(workspace=workspace, viewer=viewer).order_by("-number")}
        offered = [(key, f"{one.number}. {one.wording[:120]}") for key, one in self.rows.items()]
        self.fields["action"].choices = offered  # type: ignore[attr-defined]


class StepListForm(SendForm):
    """A list of steps: of which plan, and why dates change that do not say."""

    plan = forms.ChoiceField(label="Plan", choices=())
    reason = forms.CharField(
        label="Why dates change, where they do not say", max_length=LONGEST_WORDS, required=False,
        help_text="It is kept beside every date that changes.",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the plans that are written, and those that are carried out."""
        found = plans_of(workspace=self.workspace, viewer=self.viewer).exclude(state=PlanState.BEFORE_BOARD)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), one.title) for one in found]
