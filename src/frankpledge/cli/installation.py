"""Commands about the installation itself: `init` and `serve`."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.options import Data, Json, NoData, answers_refusals, data_folder, print_json
from frankpledge.config.keys import OPERATOR, write_once
from frankpledge.config.start import initialise, setup

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import User, Workspace


PublicPort = Annotated[
    int | None, typer.Option(help="The port of the public's site; left out, the next one that is free.")
]


def ready(data: str, *, create: bool = False) -> Path:
    """Return the data folder with Django set up on it; create the installation on the way when `create`."""
    folder = data_folder(data)
    if not (folder / OPERATOR).exists():
        if not create:
            raise NoData("There is no installation here.", where=str(folder), cure="Run `frankpledge init` first.")
        print(f"Setting up {folder} (as `frankpledge init` does).", file=sys.stderr)
        found(folder, name="Operator", email="operator@frankpledge.invalid", password="")
    else:
        setup(folder)
    return folder


def found(folder: Path, *, name: str, email: str, password: str) -> str:
    """Create the installation with its first user, as whom the command line acts; return the user's password."""
    initialise(folder)
    from frankpledge.ground.accounts.actions import create_user

    password = password or secrets.token_urlsafe(12)
    user = create_user(email=email, name=name, password=password)
    write_once(folder / OPERATOR, str(user.pk))
    return password


def operator(folder: Path) -> User:
    """Return the user as whom the command line acts."""
    from frankpledge.ground.accounts.models import User

    return User.objects.get(pk=(folder / OPERATOR).read_text(encoding="ascii").strip())


def entered(data: str, workspace: str) -> tuple[Workspace, User]:
    """Return the workspace of a slug, and the operator, who must belong to it."""
    by = operator(ready(data))
    from frankpledge.ground.accounts.queries import workspace_for

    return workspace_for(slug=workspace, viewer=by), by


@answers_refusals
def init(
    name: Annotated[str, typer.Option(help="The name of the first user, as whom the command line acts.")] = "Operator",
    email: Annotated[str, typer.Option(help="The e-mail address to sign in with.")] = "operator@frankpledge.invalid",
    password: Annotated[str, typer.Option(help="The password; made up and printed when left out.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Set up a data folder: database, keys, evidence store and the first user."""
    folder = data_folder(data)
    fresh = not (folder / OPERATOR).exists()
    if not fresh:
        initialise(folder)
        answer = {"data": str(folder), "created": False}
        words = f"{folder} is set up already; its database is up to date."
    else:
        made = found(folder, name=name, email=email, password=password)
        answer = {"data": str(folder), "created": True, "email": email, "password": made}
        words = f"Set up {folder}.\nSign in as {email} with the password {made}\nNext: frankpledge ingest PATH…"
    if as_json:
        print_json(answer)
    else:
        print(words)


def chosen() -> list[str]:
    """Return what this installation chose about signing in that its administrator must know."""
    from django.conf import settings

    lines = []
    if not settings.SECOND_FACTOR_REQUIRED:
        why = "this is a demonstration" if settings.DEMONSTRATION else "FRANKPLEDGE_SECOND_FACTOR=off"
        lines.append(f"Second factors are NOT required ({why}): a password alone opens an account.")
    if not settings.MAIL.goes_out:
        lines.append(
            f"No mail goes out (FRANKPLEDGE_MAIL names no server): messages are kept in {settings.EMAIL_FILE_PATH}."
        )
    return lines


@answers_refusals
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    public_port: PublicPort = None,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Serve the workspace and the public's site at local addresses."""
    folder = ready(data)
    from frankpledge.config.serving import Addresses
    from frankpledge.config.serving import serve as serve_folder

    def tell(at: Addresses) -> None:
        if as_json:
            print_json({"data": str(folder), "address": at.workspace, "public": at.public, "chosen": chosen()})
        else:
            print(f"Serving {folder} at {at.workspace} (Ctrl+C ends it).\nThe public's site is at {at.public}")
            for line in chosen():
                print(line)
        sys.stdout.flush()

    serve_folder(folder, host=host, port=port, public_port=public_port, ready=tell)
