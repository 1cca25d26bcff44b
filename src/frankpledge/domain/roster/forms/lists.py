"""What is asked of a member list: the file, and the body of lines that name none."""

from __future__ import annotations

from django import forms

from frankpledge.domain.bodies.models import Body
from frankpledge.domain.bodies.queries.rows import standing_rows
from frankpledge.ground.lists.forms import SendForm


class MemberListForm(SendForm):
    """A member list."""

    body = forms.ChoiceField(
        label="Body of lines that name none", choices=(), required=False, help_text="Where the list is of one group."
    )

    def offer(self) -> None:
        """Offer the bodies that have not ended."""
        names = [one.name for one in standing_rows(Body, workspace=self.workspace, viewer=self.viewer)]
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every line names its body"), *((name, name) for name in names)]
