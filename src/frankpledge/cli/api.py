"""`frankpledge api`: the interface for programs described, and the tokens by which a workspace is reached."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from frankpledge.cli.installation import entered, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.ground.tokens.models import Token

Place = Annotated[str, typer.Option("--workspace", help="The partnership's workspace, by its slug.")]
COLUMNS = ("id", "name", "whose", "may", "state", "last used", "last day")

app = typer.Typer(help="The interface for programs, and who reaches it.", no_args_is_help=True)


class NoSuchToken(Refusal):
    """What was typed names no token."""


@app.command("openapi")
@answers_refusals
def openapi(
    out: Annotated[Path | None, typer.Option("--out", help="A file to write it to; printed when left out.")] = None,
    data: Data = "",
) -> None:
    """Write the description of the interface in OpenAPI 3.1."""
    ready(data)
    from frankpledge.api.openapi import description

    if out is None:
        print_json(description())
        return
    out.write_text(json.dumps(description(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"Wrote {out}.")


@app.command("tokens")
@answers_refusals
def tokens(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the tokens by which a workspace is reached, the newest first. Only its administrators see them."""
    place, by = entered(data, workspace)
    from frankpledge.ground.accounts.permissions import check_granted
    from frankpledge.ground.tokens.permissions import GRANTS, Capability
    from frankpledge.ground.tokens.queries import tokens_here

    check_granted(GRANTS, Capability.KEEP_OTHERS, workspace=place, user=by)
    told = [_told(one) for one in tokens_here(workspace=place, viewer=by)]
    if as_json:
        print_json({"tokens": told})
        return
    print_table(COLUMNS, [list(one.values()) for one in told])


def _told(token: Token) -> dict[str, Any]:
    from frankpledge.ground.tokens.queries import state_of

    return {
        "id": str(token.pk),
        "name": token.name,
        "whose": token.user.name,
        "may": "read and write" if token.writes else "read",
        "state": state_of(token).value,
        "last used": f"{token.used_at:%Y-%m-%d}" if token.used_at else "never",
        "last day": f"{token.expires_at:%Y-%m-%d}",
    }


@app.command("withdraw")
@answers_refusals
def withdraw(
    token: Annotated[str, typer.Argument(help="The identifier of the token, as `frankpledge api tokens` tells it.")],
    workspace: Place,
    data: Data = "",
) -> None:
    """Withdraw a token: its next request is refused."""
    place, by = entered(data, workspace)
    from frankpledge.ground.tokens.actions import revoke_token
    from frankpledge.ground.tokens.queries import token_here

    found = token_here(_identity(token), workspace=place, viewer=by)
    if found is None:
        raise NoSuchToken("there is no such token here.", where=token, cure="`frankpledge api tokens` tells them.")
    revoke_token(token=found, by=by)
    print(f"Withdrew “{found.name}”. Its next request is refused.")


def _identity(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NoSuchToken("this is no identifier of a token.", where=text, cure="Copy it whole.") from None
