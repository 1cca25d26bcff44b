"""What is asked of a list of actions besides the file: what its lines do not say."""

from __future__ import annotations

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.lists.forms import SendForm
from frankpledge.ground.ui.forms import day


class ActionListForm(SendForm):
    """A list of actions."""

    group = forms.ChoiceField(label="Group of lines that name none", choices=(), required=False)
    agreed_on = day(
        "Agreed on, where new lines do not say", required=False, help_text="The day on which the plan was agreed."
    )
    reason = forms.CharField(
        label="Why dates move, where lines do not say", max_length=500, required=False,
        help_text="It is kept beside every date that the list moves.",
    )  # fmt: skip

    def offer(self) -> None:
        """Offer the groups."""
        rows = standing_rows(Body, workspace=self.workspace, viewer=self.viewer)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every line names its group"), *((str(one.pk), one.name) for one in rows)]
