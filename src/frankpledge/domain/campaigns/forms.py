"""What is asked of a campaign: what it is, what it consists of, whom it reached, what was said and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from frankpledge.domain.bodies.forms import ALL, FilterForm, NamingForm, offer
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.campaigns.actions import CampaignFacts, PieceFacts
from frankpledge.domain.campaigns.models import Campaign
from frankpledge.domain.campaigns.queries import Choice, Line
from frankpledge.domain.campaigns.rules import LONGEST_LINE, LONGEST_WORDS, PieceKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.campaigns import channels

STATES = (
    (ALL, "All"), ("running", "Running"), ("planned", "Planned"), ("over", "Over"), ("untold", "Over, and not told"),
)  # fmt: skip
ORDERS = (("latest", "Latest"), ("name", "Name"))


class CampaignForm(NamingForm):
    """A campaign."""

    NAMES: ClassVar = {"lead": (Organisation, ""), "partners": (Organisation, "")}
    name = forms.CharField(label="Name", max_length=LONGEST_LINE)
    subject = forms.CharField(label="Subject", max_length=LONGEST_LINE)
    aim = long_text("What it is meant to change", 2, max_length=LONGEST_WORDS, required=False)
    began = day("First day")
    ended = day("Last day", required=False, help_text="Left empty, it runs on.")
    lead = forms.ChoiceField(label="Who leads it")
    partners = forms.MultipleChoiceField(label="Who takes part", required=False, widget=forms.CheckboxSelectMultiple)
    cost = forms.DecimalField(
        label="Cost in pounds", max_digits=10, decimal_places=2, min_value=0, required=False,
        help_text="0 is none. Left empty, it is not known.",
    )  # fmt: skip
    funded_by = forms.CharField(label="Funded by", max_length=LONGEST_LINE, required=False)

    def given(self) -> CampaignFacts:
        """Return the campaign as it was given."""
        return CampaignFacts(**self.cleaned_data | self.named())


def as_typed(campaign: Campaign) -> dict[str, Any]:
    """Return a campaign as its form would have been filled."""
    plain = ("name", "subject", "aim", "began", "ended", "cost", "funded_by")
    partners = [str(one.organisation_id) for one in campaign.partners.all()]
    return {name: getattr(campaign, name) for name in plain} | {"lead": str(campaign.lead_id), "partners": partners}


class PieceForm(forms.Form):
    """An event or a material."""

    kind = forms.ChoiceField(
        label="What it is", choices=[(one.value, one.label) for one in PieceKind], widget=forms.RadioSelect
    )
    name = forms.CharField(label="Name", max_length=LONGEST_LINE)
    on = day("Day", required=False)
    place = forms.CharField(label="Where", max_length=LONGEST_LINE, required=False)
    count = forms.IntegerField(
        label="How many came, or how many copies",
        min_value=0,
        max_value=100_000_000,
        required=False,
        help_text="Left empty, it is not known.",
    )

    def given(self) -> PieceFacts:
        """Return the piece as it was given."""
        return PieceFacts(**self.cleaned_data | {"kind": PieceKind(self.cleaned_data["kind"])})


class ReachForm(forms.Form):
    """How many were reached by one channel."""

    channel = forms.ChoiceField(label="Channel", choices=[(one.id, f"{one.label}: {one.unit}") for one in channels()])
    count = forms.IntegerField(
        label="How many",
        min_value=0,
        max_value=100_000_000,
        required=False,
        help_text="In all until the day below. Left empty, not known.",
    )
    source = forms.CharField(
        label="Who says so", max_length=300, help_text="The platform’s report, a count at the door."
    )
    as_at = day("Counted until")


class SaidForm(forms.Form):
    """What people said."""

    words = long_text("What they said", 2, max_length=LONGEST_WORDS, help_text="Without names.")
    whose = forms.CharField(
        label="Who", max_length=LONGEST_LINE, help_text="As a group: traders in the harbour quarter."
    )
    on = day("On")


class ChangeForm(forms.Form):
    """What changed, and how one knows."""

    changed = long_text("What changed", max_length=LONGEST_WORDS, help_text="Also where nothing did: say so.")
    known_from = forms.CharField(
        label="From what one knows",
        max_length=300,
        help_text="A figure with its source, a survey, a count before and after.",
    )


class ReasonForm(forms.Form):
    """Why a campaign is withdrawn."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class ChoiceForm(FilterForm):
    """Which campaigns are shown. Nothing said shows all, the latest first."""

    NAMES: ClassVar = {"organisation": Organisation}
    SAID: ClassVar = {"order": "latest"}
    state = forms.ChoiceField(label="Standing", choices=STATES)
    year = forms.ChoiceField(label="Year")
    subject = forms.ChoiceField(label="Subject")
    organisation = forms.ChoiceField(label="Organisation")
    order = forms.ChoiceField(label="Order", choices=ORDERS)
    words = forms.CharField(label="Words", max_length=100, required=False)

    def __init__(self, asked: Any, *, workspace: Workspace, viewer: User, lines: Iterable[Line]) -> None:
        super().__init__(asked, workspace=workspace, viewer=viewer)
        found = list(lines)
        for name, values in (
            ("year", sorted({str(year) for line in found for year in line.years}, reverse=True)),
            ("subject", sorted({line.subject for line in found})),
        ):
            offer(self, name, [(ALL, "All"), *((value, value) for value in values)])

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        told = self.told()
        return Choice(**told | {"words": told["words"].strip()})
