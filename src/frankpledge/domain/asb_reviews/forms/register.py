"""What is asked of the list, of the counts and of the procedure, and why a case is opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.asb_reviews.models import Procedure
from frankpledge.domain.asb_reviews.models.kept import UNITS
from frankpledge.domain.asb_reviews.queries.cases import Line
from frankpledge.domain.asb_reviews.queries.clocks import SET, targets_of
from frankpledge.domain.asb_reviews.rules import Stage
from frankpledge.domain.bodies.forms import ALL, FilterForm
from frankpledge.ground.sealed.rules.grants import REASONS
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.case_counts import LABELS
from frankpledge.statute.case_procedures import acts_own

STATES = (
    ("open", "Open"), ("mine", "Looked after by me"), ("nobody", "Looked after by nobody"),
    ("doubted", "Perhaps sent by a machine"), ("all", "All"),
)  # fmt: skip
LONGEST_PROCEDURE = 20_000


class ReasonForm(forms.Form):
    """Why a case is opened."""

    reason = forms.ChoiceField(
        label="Why do you open this case?", choices=list(REASONS.items()), widget=forms.RadioSelect
    )


class ChoiceForm(FilterForm):
    """Which cases are shown. Nothing said shows those that are open; what a machine may have sent stands apart."""

    SAID: ClassVar = {"state": "open"}
    state = forms.ChoiceField(label="Cases", choices=STATES)
    stage = forms.ChoiceField(label="Stage", choices=[(ALL, "All"), *((one.value, one.label) for one in Stage)])

    def __init__(self, asked: Any, *, workspace: Any, viewer: Any) -> None:
        super().__init__(asked, workspace=workspace, viewer=viewer)
        self._viewer = viewer.pk

    def chosen(self, lines: Iterable[Line]) -> tuple[Line, ...]:
        """Return the cases that are chosen; what makes no sense is left out."""
        told = self.told()
        state, stage = told["state"], told["stage"]
        return tuple(line for line in lines if self._fits(line, state) and stage in ("", line.stage.value))

    def _fits(self, line: Line, state: str) -> bool:
        if state == "mine":
            return bool(line.contact_id == self._viewer)
        if state == "doubted":
            return line.doubted
        if state == "nobody":
            return not line.contact and line.closed_on is None and not line.doubted
        return state == "" or (line.closed_on is None and not line.doubted)


class PeriodForm(forms.Form):
    """A reporting period."""

    starts = day("First day")
    ends = day("Last day", help_text="Twelve months at most.")


class PrintedForm(PeriodForm):
    """The counts of a period as they were printed."""

    applications = forms.IntegerField(label=LABELS["applications"], min_value=0, max_value=100_000, required=False)
    not_met = forms.IntegerField(label=LABELS["not_met"], min_value=0, max_value=100_000, required=False)
    reviews = forms.IntegerField(label=LABELS["reviews"], min_value=0, max_value=100_000, required=False)
    with_recommendations = forms.IntegerField(
        label=LABELS["with_recommendations"], min_value=0, max_value=100_000, required=False
    )
    source = forms.CharField(label="Where it is printed", max_length=300)

    def given(self) -> dict[str, Any]:
        """Return what was given."""
        told = self.cleaned_data
        counts = {name: told[name] for name in LABELS}
        return {"starts": told["starts"], "ends": told["ends"], "source": told["source"], "counts": counts}


class ProcedureForm(forms.Form):
    """The next version of the procedure. It begins as a copy of the last, or of the Act's own rules."""

    in_force_from = day("It holds from")
    words = long_text("The procedure", 12, max_length=LONGEST_PROCEDURE)
    point_of_contact = long_text("Point of contact", 2, max_length=2_000)
    objection = long_text("What an applicant does who is not content", 3, max_length=2_000)
    complaints = forms.IntegerField(label="Complaints that force the threshold", min_value=1, max_value=50)
    complaint_within = forms.IntegerField(label="Reported within", min_value=1, max_value=400)
    complaint_unit = forms.ChoiceField(label="of what happened, in", choices=UNITS)
    application_within = forms.IntegerField(label="Applied within", min_value=1, max_value=400)
    application_unit = forms.ChoiceField(label="of the report, in", choices=UNITS)
    one_person = forms.BooleanField(label="Only the complaints of one person are counted together", required=False)
    people = forms.IntegerField(
        label="Or complaints of so many people", min_value=2, max_value=100, required=False,
        help_text="Left empty, there is no such rule.",
    )  # fmt: skip
    one_hate_report = forms.BooleanField(label="Or a single complaint whose motive was hate", required=False)
    policing_body_review_from = day(
        "The local policing body reviews from", required=False,
        help_text="Only where you have read the order that brings it into force.",
    )  # fmt: skip
    acknowledge = forms.IntegerField(label="Working days to acknowledge", min_value=1, max_value=100)
    decide = forms.IntegerField(label="Working days to decide", min_value=1, max_value=100)
    meet = forms.IntegerField(label="Working days from there to the panel", min_value=1, max_value=200)
    tell = forms.IntegerField(label="Working days from there to the outcome", min_value=1, max_value=100)
    commissioner_consulted_on = day("Local policing body consulted on", required=False)
    landlords_consulted_on = day("Social landlords consulted on", required=False)
    review_on = day("To be looked at again on", required=False)

    def __init__(self, *args: Any, latest: Procedure | None, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, value in _begins(latest).items():
            self.fields[name].initial = value


def _begins(latest: Procedure | None) -> dict[str, Any]:
    """Return how the form is filled at first."""
    dated = {"in_force_from", "commissioner_consulted_on", "landlords_consulted_on", "review_on"}
    if latest is not None:
        return {name: getattr(latest, name) for name in ProcedureForm.base_fields if name not in dated}
    act = acts_own()
    return {
        "complaints": act.number,
        "complaint_within": act.complaint_within,
        "complaint_unit": act.complaint_unit,
        "application_within": act.application_within,
        "application_unit": act.application_unit,
        **{one.id: one.working_days for one in targets_of(None) if one.id in SET},
    }
