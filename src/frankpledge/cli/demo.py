"""`frankpledge demo`: build the demonstration, print where everything is, and serve it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.installation import PublicPort
from frankpledge.cli.options import Data, Json, answers_refusals, print_json
from frankpledge.config.keys import mark_demonstration
from frankpledge.config.start import initialise
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.config.serving import Addresses


class InUse(Refusal):
    """A folder that is in use never becomes a demonstration."""


@answers_refusals
def demo(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it when it is built.")] = True,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8000,
    public_port: PublicPort = None,
    country: Annotated[str, typer.Option(help="Write a whole invented country's files here, and do no more.")] = "",
    rows: Annotated[int, typer.Option(help="How many rows that country has: 43 forces, 36 months.")] = 18_000_000,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Build the demonstration: an invented county with generated evidence, and Herefordshire's published facts."""
    if country:
        _country(Path(country), rows, as_json=as_json)
        return
    folder = Path(data or os.environ.get("FRANKPLEDGE_DATA") or "demo-data").resolve()
    if not mark_demonstration(folder):
        raise InUse(
            "an installation was set up here for use.",
            where=str(folder),
            cure="Build the demonstration in a folder of its own: --data demo-data.",
        )
    initialise(folder)
    from frankpledge.demo.build import build
    from frankpledge.demo.tour import tour

    built = build(folder, say=(lambda words: None) if as_json else (lambda words: print(words, flush=True)))
    if as_json:
        print_json(built.as_json())
    else:
        print(tour(built, address=f"http://{host}:{port}" if serve else ""), flush=True)
    if serve:
        from frankpledge.config.serving import serve as serve_folder

        serve_folder(folder, host=host, port=port, public_port=public_port, ready=_tell)


def _tell(at: Addresses) -> None:
    print(f"The public's site is at {at.public}", flush=True)


def _country(folder: Path, rows: int, *, as_json: bool) -> None:
    """Write a whole country's street-level files, for measuring."""
    from frankpledge.demo.generator import generate_country

    made = generate_country(folder, rows=rows)
    if as_json:
        print_json({"folder": str(folder), "forces": len(made.forces), "months": len(made.months), "rows": made.rows})
    else:
        print(f"{folder}: {made.rows:,} rows of {len(made.forces)} forces over {len(made.months)} months.")
