"""What is asked of an agreement: its terms, its versions, answers, nominated persons, and requests under it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from frankpledge.domain.agreements.actions import AgreementFacts, Asked, VersionFacts
from frankpledge.domain.agreements.models import Agreement, Version
from frankpledge.domain.agreements.queries import Choice
from frankpledge.domain.agreements.rules import (
    LONGEST_LINE,
    LONGEST_TEXT,
    LONGEST_WORDS,
    Answer,
    Kind,
    Outcome,
    Term,
)
from frankpledge.domain.bodies.forms import ALL, NOBODY, FilterForm, NamingForm
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.duties.rules import Upload
from frankpledge.ground.documents.kept import WHAT_IS_KEPT
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.ui.forms import day, long_text
from frankpledge.statute.agreements import bases

STATES = (
    (ALL, "All"), ("presses", "Something to be done"), ("in_force", "In force"), ("lapsed", "Lapsed"),
    ("to_come", "Not yet in force"),
)  # fmt: skip
ORDERS = (("pressing", "Most pressing"), ("name", "Name"))
BASES = [(one.id, f"{one.label} ({one.provision})") for one in bases()]


class AgreementForm(NamingForm):
    """What is shared, for what, and on which basis."""

    NAMES: ClassVar = {"keeper": (Organisation, "")}
    name = forms.CharField(label="Name", max_length=LONGEST_LINE)
    kind = forms.ChoiceField(label="What it is", choices=[(one.value, one.label) for one in Kind])
    keeper = forms.ChoiceField(label="Who keeps it")
    which_data = long_text("Which data", max_length=LONGEST_TEXT, required=False)
    purposes = long_text("What for", max_length=LONGEST_TEXT, required=False)
    bases = forms.MultipleChoiceField(
        label="What it covers and rests on", choices=BASES, widget=forms.CheckboxSelectMultiple, required=False
    )
    basis_words = long_text("The basis in the agreement’s own words", max_length=LONGEST_TEXT, required=False)

    def given(self) -> AgreementFacts:
        """Return the agreement as it was given."""
        return AgreementFacts(**self.cleaned_data | self.named() | {"kind": Kind(self.cleaned_data["kind"])})


def as_typed(agreement: Agreement) -> dict[str, Any]:
    """Return an agreement as its form would have been filled."""
    plain = ("name", "kind", "which_data", "purposes", "bases", "basis_words")
    return {name: getattr(agreement, name) for name in plain} | {"keeper": str(agreement.keeper_id)}


class VersionForm(forms.Form):
    """A version and its text."""

    since = day("In force from")
    until = day("In force to", required=False, help_text="Left empty: until another version comes.")
    review_on = day("To be looked at again on", required=False)
    words = long_text("What is new in it", 2, max_length=LONGEST_WORDS, required=False)
    file = forms.FileField(label="Its text", required=False, help_text=f"{WHAT_IS_KEPT} It is kept as it is.")
    address = forms.CharField(label="Or the address where it lies", max_length=LONGEST_WORDS, required=False)
    edition = forms.ModelChoiceField(
        label="Or an edition in Frankpledge", queryset=Edition.objects.none(), required=False, empty_label="None"
    )

    def __init__(self, *args: Any, editions: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["edition"].queryset = editions  # type: ignore[attr-defined]  # a field of choice among rows

    def given(self) -> VersionFacts:
        """Return the version as it was given."""
        told = self.cleaned_data
        sent: UploadedFile[bytes] | None = told["file"]
        return VersionFacts(
            term=Term(told["since"], told["until"], told["review_on"]),
            words=told["words"],
            edition=told["edition"],
            address=told["address"],
            file=Upload(sent.name or "file", sent.read()) if sent else None,
        )


class TermForm(forms.Form):
    """Another last day, or another review."""

    until = day("In force to", required=False, help_text="Left empty: until another version comes.")
    review_on = day("To be looked at again on", required=False)
    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS, help_text="Such as: looked at, nothing to change.")


def term_typed(version: Version) -> dict[str, Any]:
    """Return the days of a version as their form would have been filled."""
    return {"until": version.until, "review_on": version.review_on}


class SignForm(NamingForm):
    """What an organisation answered."""

    NAMES: ClassVar = {"organisation": (Organisation, "")}
    organisation = forms.ChoiceField(label="Organisation")
    answer = forms.ChoiceField(
        label="Answer", choices=[(one.value, one.label) for one in Answer], widget=forms.RadioSelect
    )
    on = day("On")
    by_whom = forms.CharField(label="By whose hand", max_length=LONGEST_LINE, required=False, help_text="The post.")
    words = forms.CharField(
        label="In words", max_length=LONGEST_WORDS, required=False, help_text="Why, where it refused."
    )


class NominateForm(NamingForm):
    """Whom an organisation nominates."""

    NAMES: ClassVar = {"organisation": (Organisation, ""), "person": (Person, NOBODY)}
    organisation = forms.ChoiceField(label="Organisation")
    person = forms.ChoiceField(label="Person", required=False)
    role = forms.CharField(label="Or the post", max_length=LONGEST_LINE, required=False)
    since = day("From", help_text="Whoever was nominated before ends the day before.")


class AskForm(NamingForm):
    """What was asked under an agreement."""

    NAMES: ClassVar = {"asked_by": (Organisation, ""), "asked_of": (Organisation, "")}
    asked_by = forms.ChoiceField(label="Who asked")
    asked_of = forms.ChoiceField(label="Who was asked")
    asked_on = day("Asked on")
    what = long_text(
        "For what", 2, max_length=LONGEST_WORDS, help_text="Never a name, nor anything that tells who it is."
    )
    basis = forms.ChoiceField(label="On which basis", choices=BASES)
    due = day("Wanted by", required=False)

    def given(self) -> Asked:
        """Return the request as it was given."""
        return Asked(**self.cleaned_data | self.named())


class AnswerForm(forms.Form):
    """What became of a request."""

    outcome = forms.ChoiceField(
        label="What became of it", choices=[(one.value, one.label) for one in Outcome], widget=forms.RadioSelect
    )
    on = day("Answered on")
    words = long_text(
        "In words", 2, max_length=LONGEST_WORDS, required=False, help_text="Why, where not all was given."
    )


class ReasonForm(forms.Form):
    """Why an agreement is withdrawn."""

    reason = forms.CharField(label="Why", max_length=LONGEST_WORDS)


class ChoiceForm(FilterForm):
    """Which agreements are shown. Nothing said shows all, the most pressing first."""

    NAMES: ClassVar = {"organisation": Organisation}
    SAID: ClassVar = {"order": "pressing"}
    state = forms.ChoiceField(label="Standing", choices=STATES)
    kind = forms.ChoiceField(label="Kind", choices=[(ALL, "All"), *((one.value, one.label) for one in Kind)])
    organisation = forms.ChoiceField(label="Signed by")
    order = forms.ChoiceField(label="Order", choices=ORDERS)
    words = forms.CharField(label="Words", max_length=100, required=False)

    def choice(self) -> Choice:
        """Return what is chosen; what makes no sense is left out."""
        told = self.told()
        return Choice(**told | {"words": told["words"].strip()})


class RequestsForm(FilterForm):
    """Which requests are shown. Nothing said shows all, the latest first."""

    NAMES: ClassVar = {"asked_of": Organisation}
    state = forms.ChoiceField(
        label="Standing", choices=[(ALL, "All"), ("open", "Open"), ("late", "Late"), ("answered", "Answered")]
    )
    asked_of = forms.ChoiceField(label="Asked of")
    words = forms.CharField(label="Words", max_length=100, required=False)
