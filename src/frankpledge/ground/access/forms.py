"""What is asked when people are invited, accept, get another role, or leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from frankpledge.ground.access.actions import accept
from frankpledge.ground.access.queries import invited_by
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.queries import user_of
from frankpledge.ground.accounts.rules import LONGEST_ORGANISATION, Role
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import Asked, Purpose
from frankpledge.ground.links.rules import LinkClosed

PASSWORD_HINT = "Twelve characters or more. Three unconnected words are good, and easy to keep."  # noqa: S105 (a hint)


def last_day(label: str = "Last day of the role") -> forms.DateField:
    """Return a field for a day that may be left empty."""
    return forms.DateField(
        label=label,
        required=False,
        help_text="Leave it empty where the role has no end.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class InviteForm(forms.Form):
    """Whom to invite, for whom they act, as what, and until when."""

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"spellcheck": "false"})
    )
    organisation = forms.CharField(
        label="Organisation", max_length=LONGEST_ORGANISATION, help_text="For whom they act here."
    )
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    until = last_day()
    invites = forms.BooleanField(label="They look after the people of their organisation here", required=False)

    def __init__(
        self, *args: Any, roles: Iterable[Role], organisations: Iterable[str] = (), of_the_office: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one.value, one.label) for one in roles]
        if not of_the_office:
            own = [(name, name) for name in sorted(organisations)]
            self.fields["organisation"] = forms.ChoiceField(label="Organisation", choices=own)
            del self.fields["invites"]


class RoleForm(forms.Form):
    """Another role, and another last day."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    until = last_day()

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(one.value, one.label) for one in roles]


class LeaveForm(forms.Form):
    """Who takes over, and whether the account is closed."""

    next_owner = forms.ChoiceField(label="Who takes it over", required=False)
    close = forms.BooleanField(
        label="Close the account too",
        required=False,
        help_text="Where the person belongs to no other partnership here. It cannot be signed in to any more.",
    )

    def __init__(self, *args: Any, people: Iterable[User], needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["next_owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", "Choose"), *((str(one.pk), one.name) for one in people)]
        owner.required = needed
        if not needed:
            del self.fields["next_owner"]


class ResetForm(forms.Form):
    """Why somebody's second factor is taken away."""

    reason = forms.ChoiceField(label="What happened to it", widget=forms.RadioSelect)

    def __init__(self, *args: Any, reasons: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [(key, words.capitalize()) for key, words in reasons.items()]


class NewAccountForm(forms.Form):
    """The name and password of somebody who has no account here yet."""

    name = forms.CharField(label="Your name", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label="A password",
        help_text=PASSWORD_HINT,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The password again", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Return the password, refused where it is easy to guess."""
        password = str(self.cleaned_data["password"])
        validate_password(password, User(email=self.email, name=str(self.cleaned_data.get("name", ""))))
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "These are two different passwords. Type the same twice.")
        return given


class AcceptForm(forms.Form):
    """Nothing to ask: they have an account here."""


def asked(link: Link) -> Asked:
    """Return what the page of an invitation asks for."""
    invitation = invited_by(link)
    if invitation is None:
        raise LinkClosed
    known = user_of(invitation.email) is not None
    place = invitation.workspace.name
    lede = f"{invitation.made_by.name} invites you to {place}, as {Role(invitation.role).label}."
    after = "You have an account here already: sign in with it afterwards." if known else ""

    def form(*args: Any, **kwargs: Any) -> forms.Form:
        return AcceptForm(*args, **kwargs) if known else NewAccountForm(*args, email=invitation.email, **kwargs)

    shown = {"invitation": invitation, "known": known}
    return Asked(f"Come in to {place}", lede, "you", form, shown, after)


def take(link: Link, answers: Mapping[str, Any]) -> str:
    """Accept an invitation and return what whoever accepted it is told."""
    user = accept(link=link, name=str(answers.get("name", "")), password=str(answers.get("password", "")))
    return f"You can sign in now, as {user.email}. A second step is set up at your first sign-in."


INVITATION = Purpose("an invitation", asked, take, "access/accept.html", keeps=False, onward="account_login")
