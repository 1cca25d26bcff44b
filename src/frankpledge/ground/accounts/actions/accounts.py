"""Opening and closing accounts and workspaces, and passwords. `by=None` is the installation, from its own terminal."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from frankpledge.ground.accounts import rules
from frankpledge.ground.accounts.actions.members import join
from frankpledge.ground.accounts.actions.proving import end_sessions
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.actions import record


@transaction.atomic
def create_user(*, email: str, name: str, password: str | None = None, by: User | None = None) -> User:
    """Open an account and return it.

    Without a password nobody can sign in with it. Refused where the address is taken.
    """
    address = rules.tidy_email(email)
    rules.check_named(name)
    if User.objects.filter(email=address).exists():
        raise rules.AlreadyThere("there is an account with this address.", where=address)
    user = User(email=address, name=name.strip())
    set_words(user, password)
    user.save(force_insert=True)
    record("accounts.user_created", user, by=by)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: User | None = None) -> None:
    """Give an account a password. Every session of it ends. Refused where the password is easy to guess."""
    set_words(user, password)
    user.save(update_fields=("password",))
    record("accounts.password_set", user, by=by)


def set_words(user: User, password: str | None) -> None:
    """Put a password that passes the rules on a user, or none at all."""
    if password is not None:
        try:
            validate_password(password, user)
        except ValidationError as wrong:
            raise rules.NotAnAccount(" ".join(wrong.messages), cure="Choose three unconnected words.") from None
    user.set_password(password)


@transaction.atomic
def close_account(*, user: User, by: User | None = None) -> None:
    """Close an account. It can do nothing from the next request on; what it did stays."""
    user.is_active = False
    user.save(update_fields=("is_active",))
    end_sessions(user)
    record("accounts.account_closed", user, by=by)


@transaction.atomic
def create_workspace(*, name: str, slug: str, generated: bool = False, by: User | None = None) -> Workspace:
    """Open a workspace and return it.

    Whoever opens it becomes its administrator. Refused where the short name is taken.
    """
    rules.check_slug(slug)
    rules.check_named(name)
    if Workspace.objects.filter(slug=slug).exists():
        raise rules.AlreadyThere("there is a workspace with this short name.", where=slug)
    workspace = Workspace.objects.create(name=name.strip(), slug=slug, generated=generated)
    record("accounts.workspace_created", workspace, by=by, workspace=workspace, facts={"name": workspace.name})
    if by is not None:
        join(workspace=workspace, user=by, role=Role.ADMINISTRATOR, by=by)
    return workspace
