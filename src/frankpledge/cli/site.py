"""`frankpledge site`: the public site of a partnership, from a terminal."""

from __future__ import annotations

import typer

from frankpledge.cli.decisions import Place
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, answers_refusals

app = typer.Typer(help="The public site of a partnership.", no_args_is_help=True)


@app.command("open")
@answers_refusals
def open_site(workspace: Place, data: Data = "") -> None:
    """Open the public site: everybody may then read what is published here, and nothing else."""
    place, by = entered(data, workspace)
    from frankpledge.domain.site.actions import open_public_site

    open_public_site(workspace=place, by=by)
    print(f"The public site of {place} is open: /{place.slug}/ on the public's host.")


@app.command("close")
@answers_refusals
def close_site(workspace: Place, data: Data = "") -> None:
    """Close the public site: its addresses then lead nowhere. What was published stays published."""
    place, by = entered(data, workspace)
    from frankpledge.domain.site.actions import close_public_site

    close_public_site(workspace=place, by=by)
    print(f"The public site of {place} is closed.")
