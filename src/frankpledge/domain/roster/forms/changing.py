"""What is asked to change something that is there."""

from __future__ import annotations

from typing import Any

from django import forms

from frankpledge.domain.bodies.models import Seat
from frankpledge.domain.bodies.rules import (
    CapacityKind,
    Frequency,
    OfficeKind,
    OrganisationKind,
    Part,
    QuorumOf,
    Standing,
    SuccessionKind,
)
from frankpledge.domain.roster.forms.fields import Choices, RegisterForm, first_day, kinds, organisations, text
from frankpledge.ground.ui.forms import day
from frankpledge.statute.authorities import authority_labels


class LastForm(RegisterForm):
    """The last day of something."""

    last = day("Last day", help_text="The last day on which it holds.")


class CapacityForm(RegisterForm):
    """In which capacity an organisation takes part from a day."""

    kind = forms.ChoiceField(label="Takes part as", choices=kinds(CapacityKind))
    since = first_day()
    basis = forms.CharField(label="Basis", max_length=300, required=False)


class SucceedForm(RegisterForm):
    """What became of an organisation."""

    kind = forms.ChoiceField(
        label="What happened",
        widget=forms.RadioSelect,
        choices=[
            (SuccessionKind.RENAMED.value, "It has a new name"),
            (SuccessionKind.MERGED.value, "It merged with others"),
            (SuccessionKind.SPLIT.value, "It was split"),
            (SuccessionKind.TRANSFERRED.value, "Its functions passed to another"),
        ],
    )
    on = day("First day of what comes after", help_text="Seats, capacity and people pass on that day.")
    new_name = forms.CharField(
        label="Name of a new organisation that comes after it",
        max_length=200,
        required=False,
        help_text="Leave empty where what comes after is recorded already.",
    )
    new_kind = forms.ChoiceField(label="Kind of the new organisation", choices=(), required=False)
    into = forms.MultipleChoiceField(
        label="Or organisations that are recorded already",
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="After a split, each of them: they hold its seats jointly, and its people go to the first.",
    )
    along = forms.MultipleChoiceField(
        label="Others that ended with it",
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="In a merger only.",
    )

    def offer(self) -> None:
        """Offer the other organisations that have not ended."""
        others = organisations(self.register, without=[self.row.pk])
        self.choose(into=others, along=others, new_kind=kinds(OrganisationKind, blank="The same kind"))

    def clean(self) -> dict[str, Any]:
        """Refuse where nothing comes after."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("new_name") and not given.get("into"):
            self.add_error("new_name", "Say what comes after it: a new name, or an organisation that is recorded.")
        return given


class SeatForm(RegisterForm):
    """A seat in a body, and who holds it."""

    name = forms.CharField(label="Name of the seat", max_length=200, help_text="Such as “Health”.")
    authority = forms.ChoiceField(label="Meant for", choices=(), required=False)
    standing_as = forms.ChoiceField(label="Standing", choices=kinds(Standing))
    basis = forms.CharField(label="Basis", max_length=300, required=False)
    since = first_day("There since", required=False, help_text="Leave empty to have it as long as the body.")
    holder = forms.ChoiceField(label="Held by", choices=(), required=False)

    def offer(self) -> None:
        """Offer what the law names, and the organisations that have not ended."""
        self.choose(authority=authority_choices(), holder=organisations(self.register, blank="Nobody yet"))


def authority_choices() -> Choices:
    """Return the descriptions in the law that a seat may be meant for."""
    return [("", "Nobody that the law names"), *authority_labels()]


class TermsForm(RegisterForm):
    """Terms of reference."""

    since = first_day("In force from")
    frequency = forms.ChoiceField(label="Meets", choices=kinds(Frequency))
    quorum = forms.IntegerField(
        label="Quorum", min_value=1, max_value=100, required=False, help_text="Leave empty where there is none."
    )
    quorum_of = forms.ChoiceField(label="Counted in", choices=kinds(QuorumOf))
    chair_rule = text("How the chair is chosen")
    words = text("Purpose and powers")
    document = forms.CharField(label="Where the document is kept", max_length=500, required=False)


class GiveForm(RegisterForm):
    """Who holds a seat from a day."""

    organisations = forms.MultipleChoiceField(
        label="Held by",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Several hold it jointly. Whoever holds it now ends on the day before.",
    )
    since = first_day()

    def offer(self) -> None:
        """Offer the organisations that have not ended."""
        self.choose(organisations=organisations(self.register))


class OfficeForm(RegisterForm):
    """Which office a seat has from a day."""

    kind = forms.ChoiceField(label="Office", choices=kinds(OfficeKind))
    since = first_day()


class AppointForm(RegisterForm):
    """Who sits in a seat from a day."""

    person = forms.ChoiceField(
        label="Person", choices=(), help_text="Those who work for whoever holds the seat. Record others under People."
    )
    part = forms.ChoiceField(label="As", choices=kinds(Part))
    since = first_day()

    def offer(self) -> None:
        """Offer the people of the holders."""
        held = {one.organisation_id for one in self.register.holdings_of_seat[self.row.pk] if one.until is None}
        posts = [one for place in held for one in self.register.posts_in_organisation[place] if one.until is None]
        people = {one.person_id: self.register.persons[one.person_id].name for one in posts}
        ordered = sorted(people.items(), key=lambda pair: pair[1].casefold())
        self.choose(person=[(str(person), name) for person, name in ordered])


class PostForm(RegisterForm):
    """Another post of a person."""

    organisation = forms.ChoiceField(label="Works for", choices=())
    title = forms.CharField(label="Title of the post", max_length=200, required=False)
    senior = forms.BooleanField(
        label="Senior enough to stand for the organisation at the yearly public meeting", required=False
    )
    since = first_day()

    def offer(self) -> None:
        """Offer the organisations that have not ended."""
        self.choose(organisation=organisations(self.register))


class AccountForm(RegisterForm):
    """Which account is a person's own."""

    email = forms.EmailField(
        label="E-mail address of the account",
        required=False,
        help_text="Of somebody who belongs to this workspace. Leave empty where the person has none.",
    )


class ReasonForm(RegisterForm):
    """Why something was a mistake."""

    reason = forms.CharField(label="Why it was recorded by mistake", max_length=500)


class CorrectForm(RegisterForm):
    """What a row says, to be put right, with the reason."""

    reason = forms.CharField(
        label="What was wrong", max_length=500, help_text="Kept beside what stood here. What changed is no mistake."
    )

    def offer(self) -> None:
        """Ask for each part that may be put right, as it stands."""
        from frankpledge.domain.bodies.actions.corrections import CORRECTABLE  # noqa: PLC0415

        reason = self.fields.pop("reason")
        for name in CORRECTABLE[type(self.row)]:
            self.fields[name] = self._field(name)
        self.fields["reason"] = reason

    def _field(self, name: str) -> forms.Field:
        now = getattr(self.row, name)
        label = CORRECT_LABELS.get(name) or name.replace("_", " ").capitalize()
        if name in ("since", "until"):
            return day(label, required=False, initial=now)
        if name == "parent":
            others = [one for one in self.register.bodies.values() if one.pk != self.row.pk]
            choices = [("", "Nothing here"), *((str(one.pk), one.name) for one in others)]
            return forms.ChoiceField(label=label, choices=choices, required=False, initial=str(now.pk) if now else "")
        if name == "authority" and isinstance(self.row, Seat):
            return forms.ChoiceField(label=label, choices=authority_choices(), required=False, initial=now)
        field: Any = self.row._meta.get_field(name).formfield(label=label, initial=now)
        return field  # type: ignore[no-any-return]


CORRECT_LABELS = {
    "since": "First day",
    "until": "Last day",
    "by_role": "This is the name of a role, not of a person",
    "email": "E-mail address",
    "parent": "Reports to",
    "authority": "Meant for",
    "words": "Purpose and powers",
    "chair_rule": "How the chair is chosen",
    "quorum_of": "Quorum counted in",
    "frequency": "Meets",
    "document": "Where the document is kept",
}
