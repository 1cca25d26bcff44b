"""What is asked to record an organisation, a body or a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from frankpledge.domain.bodies.actions.organisations import found_with_capacity
from frankpledge.domain.bodies.actions.people import record_post_holder
from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.bodies.models import Kept
from frankpledge.domain.bodies.rules import BodyKind, CapacityKind, OrganisationKind
from frankpledge.domain.roster.forms.fields import RegisterForm, first_day, kinds, organisations, text
from frankpledge.ground.accounts.models import User, Workspace

UNKNOWN_DAY = "Leave empty where the day is not known: it then counts as long before."


class OrganisationForm(RegisterForm):
    """An organisation, and in which capacity it takes part."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=60, required=False, help_text="For tables.")
    kind = forms.ChoiceField(label="Kind", choices=kinds(OrganisationKind))
    since = first_day("There since", required=False, help_text=UNKNOWN_DAY)
    capacity = forms.ChoiceField(
        label="Takes part as", choices=kinds(CapacityKind, blank="Not recorded yet"), required=False
    )
    capacity_since = first_day("In this capacity since", required=False, help_text=UNKNOWN_DAY)
    basis = forms.CharField(
        label="Basis", max_length=300, required=False, help_text="The provision or the decision that makes it so."
    )


class BodyForm(RegisterForm):
    """A board, group or committee."""

    name = forms.CharField(label="Name", max_length=200)
    short_name = forms.CharField(label="Short name", max_length=60, required=False)
    kind = forms.ChoiceField(label="Kind", choices=kinds(BodyKind))
    parent = forms.ChoiceField(label="Reports to", choices=(), required=False)
    purpose = text("What it is for")
    since = first_day("There since", required=False, help_text=UNKNOWN_DAY)

    def offer(self) -> None:
        """Offer the bodies that have not ended."""
        found = [one for one in self.register.bodies.values() if one.until is None]
        ordered = sorted(found, key=lambda one: one.name.casefold())
        self.choose(parent=[("", "Nothing here"), *((str(one.pk), one.name) for one in ordered)])


class PersonForm(RegisterForm):
    """A person and their post."""

    name = forms.CharField(label="Name", max_length=200)
    by_role = forms.BooleanField(
        label="This is the name of a role, not of a person",
        required=False,
        help_text="Such as “Head of public protection”: whoever has it.",
    )
    email = forms.EmailField(label="E-mail address", required=False)
    organisation = forms.ChoiceField(label="Works for", choices=())
    title = forms.CharField(label="Title of the post", max_length=200, required=False)
    senior = forms.BooleanField(
        label="Senior enough to stand for the organisation at the yearly public meeting", required=False
    )
    since = first_day("In this post since", required=False, help_text=UNKNOWN_DAY)

    def offer(self) -> None:
        """Offer the organisations that have not ended."""
        self.choose(organisation=organisations(self.register))


ADDING: dict[str, tuple[str, type[RegisterForm]]] = {
    "organisation": ("Add an organisation", OrganisationForm),
    "body": ("Add a body", BodyForm),
    "person": ("Add a person", PersonForm),
}


def recorded(what: str, form: RegisterForm, *, workspace: Workspace, by: User) -> Kept:
    """Record the organisation, the body or the person that a form holds, rightly filled, and return it."""
    given: dict[str, Any] = form.cleaned_data
    if what == "organisation":
        return found_with_capacity(workspace=workspace, by=by, **given)
    if what == "body":
        parent = form.register.bodies[UUID(given["parent"])] if given["parent"] else None
        return create_body(workspace=workspace, by=by, **{**given, "parent": parent})
    return record_post_holder(by=by, **{**given, "organisation": form.chosen_organisation(given["organisation"])})
