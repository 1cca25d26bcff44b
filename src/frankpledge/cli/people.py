"""`frankpledge people`: who has access, inviting, letting go, a lost second factor, and the quarterly review."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace

app = typer.Typer(help="Who has access: invite, end, list, review, and a lost second factor.", no_args_is_help=True)
Place = Annotated[str, typer.Option("--workspace", help="The short name of the workspace.")]
COLUMNS = ("name", "email", "role", "organisation", "second factor", "last signed in", "review")


class NotThere(Refusal):
    """A person, a workspace or a role that is not known here."""


def _workspace(slug: str) -> Workspace:
    from frankpledge.ground.accounts.queries import workspace_of

    found = workspace_of(slug)
    if found is None:
        raise NotThere("there is no such workspace.", where=slug, cure="Name one as it stands in its address.")
    return found


def _person(email: str) -> User:
    from frankpledge.ground.accounts.queries import user_of

    found = user_of(email)
    if found is None:
        raise NotThere("nobody here has this address.", where=email, cure="See `frankpledge people list`.")
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise NotThere("this is no day.", where=text, cure="Write it as 2027-03-31.") from None


@app.command("list")
@answers_refusals
def list_(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List who holds what in a workspace, when they signed in last, and where each role stands in the review."""
    folder = ready(data)
    from frankpledge.ground import clock
    from frankpledge.ground.access.queries import held_by_all
    from frankpledge.ground.access.rules import LABELS

    held = held_by_all(workspace=_workspace(workspace), viewer=operator(folder), on=clock.today())
    rows = [
        (
            one.user.name,
            one.user.email,
            one.role.label,
            one.membership.organisation,
            "yes" if one.has_second_factor else "no",
            f"{one.user.last_login:%Y-%m-%d}" if one.user.last_login else "never",
            LABELS[one.due].lower(),
        )
        for one in held
    ]
    if as_json:
        print_json({"people": [dict(zip(COLUMNS, row, strict=True)) for row in rows]})
    else:
        print_table(COLUMNS, rows)


@app.command()
@answers_refusals
def invite(
    email: Annotated[str, typer.Argument(help="Whom to invite.")],
    workspace: Place,
    role: Annotated[str, typer.Option(help="officer, analyst, lead, member, data_contact, commissioner, …")],
    organisation: Annotated[str, typer.Option(help="For whom they act.")],
    until: Annotated[str, typer.Option(help="The last day of the role: 2027-03-31.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Invite somebody to a role, and print the link by which they accept it, once, within a week."""
    folder = ready(data)
    from frankpledge.ground.access.actions import invite as invite_to
    from frankpledge.ground.accounts.rules import Role

    if role not in set(Role):
        raise NotThere("there is no such role.", where=role, cure=f"One of: {', '.join(Role)}.")
    made = invite_to(
        workspace=_workspace(workspace),
        email=email,
        role=Role(role),
        organisation=organisation,
        until=_day(until),
        by=operator(folder),
    )
    if as_json:
        print_json({"email": made.invitation.email, "path": made.path})
    else:
        print(
            f"{made.invitation.email} is invited. Give them the link, which is shown this once:\n{_address(made.path)}"
        )


def _address(path: str) -> str:
    """Return the address of a path on the host that this installation answers to."""
    from django.conf import settings

    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}{path}"


@app.command()
@answers_refusals
def end(
    email: Annotated[str, typer.Argument(help="Who leaves.")],
    workspace: Place,
    to: Annotated[str, typer.Option(help="Who takes over what they hold: an e-mail address.")] = "",
    close: Annotated[bool, typer.Option("--close", help="Close the account too, where nothing else needs it.")] = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Let somebody leave: their roles here end, sessions and links stop, and what they hold goes to another."""
    folder = ready(data)
    from frankpledge.ground.access.actions import leave

    owner = _person(to) if to else None
    things = leave(
        workspace=_workspace(workspace), person=_person(email), next_owner=owner, close=close, by=operator(folder)
    )
    if as_json:
        print_json({"email": email, "handed_over": things})
    else:
        print(f"{email} has left {workspace}. Handed over: {things}.")


@app.command("reset")
@answers_refusals
def reset(
    email: Annotated[str, typer.Argument(help="Who lost their second factor.")],
    reason: Annotated[str, typer.Option(help="lost, new, broken or other: it is recorded.")],
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Take somebody's second factor and password away; they set both anew, the password by a link to their address."""
    ready(data)
    from frankpledge.ground.accounts.actions import reset_second_factor

    reset_second_factor(user=_person(email), reason=reason, by=None)
    if as_json:
        print_json({"email": email, "reason": reason})
    else:
        print(f"{email} asks for a new password on the sign-in page, and sets up a second step when they sign in.")


@app.command()
@answers_refusals
def review(
    on: Annotated[str, typer.Option(help="The day to look at: 2027-03-31. Default: today.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Suspend every role that nobody confirmed in time. For a schedule: doing it again changes nothing."""
    ready(data)
    from frankpledge.ground import clock
    from frankpledge.ground.access.actions import suspend_unconfirmed

    day = _day(on) or clock.today()
    suspended = suspend_unconfirmed(on=day)
    if as_json:
        print_json({"on": day.isoformat(), "suspended": suspended})
    else:
        print(f"Suspended on {day}: {suspended}.")
