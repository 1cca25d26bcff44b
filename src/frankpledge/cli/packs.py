"""`frankpledge pack`: the papers of a meeting as one pack, from a terminal: listed, built, written to files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.action_log import NotAsked, Place, day_of
from frankpledge.cli.installation import entered
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.domain.meetings.models import Meeting
    from frankpledge.domain.packs.queries.reading import Seen
    from frankpledge.ground.accounts.models import User, Workspace

COLUMNS = ("page", "title", "of", "marking")
VERSIONS = ("open", "restricted")
On = Annotated[str, typer.Argument(help="The day of the meeting.")]
OfBody = Annotated[str, typer.Option("--body", help="The body, where several meet on that day.")]

app = typer.Typer(help="The papers of a meeting as one pack.", no_args_is_help=True)


def _meeting(on: str, body: str, place: Workspace, by: User) -> Meeting:
    """Return the one meeting of a day, or of a body on it."""
    from frankpledge.domain.meetings.queries.reading import meetings_of

    found = list(meetings_of(workspace=place, viewer=by).filter(on=day_of(on, "ON")).exclude(state="cancelled"))
    wanted = [one for one in found if not body or one.body.name.casefold() == body.strip().casefold()]
    if not wanted:
        raise NotAsked(f"nobody meets on {on}.", where="ON", cure="`frankpledge meetings list` tells the days.")
    if len(wanted) > 1:
        names = ", ".join(sorted(one.body.name for one in wanted))
        raise NotAsked(f"several meet on {on}.", where="--body", cure=f"Use one of: {names}.")
    return wanted[0]


def _seen(meeting: Meeting, by: User) -> Seen:
    from frankpledge.domain.packs.permissions import GRANTS, Capability
    from frankpledge.domain.packs.queries.reading import pack_of, seen_by
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.READ, workspace=meeting.workspace, user=by)
    pack = pack_of(meeting)
    if pack is None:
        raise NotAsked(f"{meeting} has no pack yet.", where="ON", cure="`frankpledge pack build` makes it.")
    return seen_by(by, pack=pack)


@app.command("list")
@answers_refusals
def listed(on: On, workspace: Place, body: OfBody = "", data: Data = "", as_json: Json = False) -> None:
    """List the papers of a pack as you may see them, with the pages that they begin on."""
    place, by = entered(data, workspace)
    from frankpledge.domain.packs.presenters.pack import lines

    seen = _seen(_meeting(on, body, place, by), by)
    told = [
        {
            "page": line.first,
            "title": line.title,
            "of": line.note,
            "marking": "withheld" if line.withheld else "restricted" if line.restricted else "open",
        }
        for line in lines(seen)
    ]
    if as_json:
        print_json({"pages": seen.pack.pages, "number": seen.pack.number, "stale": seen.stale, "papers": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])
    print(f"{seen.pack.pages} pages, number {seen.pack.number}{', changed since it was built' if seen.stale else ''}.")


@app.command("build")
@answers_refusals
def build(on: On, workspace: Place, body: OfBody = "", data: Data = "") -> None:
    """Build the pack of a meeting, or build it again where something changed."""
    place, by = entered(data, workspace)
    from frankpledge.domain.packs.jobs import build_pack
    from frankpledge.domain.packs.permissions import GRANTS, Capability
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.PREPARE, workspace=place, user=by)
    pack = build_pack(_meeting(on, body, place, by), by=by)
    print(f"{pack}: {pack.pages} pages, number {pack.number}.")


@app.command("fetch")
@answers_refusals
def fetch(
    on: On,
    folder: Annotated[str, typer.Argument(help="The folder to write into.")],
    workspace: Place,
    version: Annotated[str, typer.Option("--version", help="open, or restricted: what you may see.")] = "open",
    formats: Annotated[str, typer.Option("--formats", help="Any of pdf,html.")] = "pdf,html",
    body: OfBody = "",
    data: Data = "",
) -> None:
    """Write a pack to files: the open version, or with the restricted papers that are open to you."""
    place, by = entered(data, workspace)
    from frankpledge.domain.packs.documents.leaving import FORMS, leaving
    from frankpledge.domain.packs.queries.reading import open_version

    wanted = [form.strip() for form in formats.split(",") if form.strip()]
    if version not in VERSIONS or not wanted or set(wanted) - set(FORMS):
        raise NotAsked(
            "no such pack is written.", cure=f"Versions: {', '.join(VERSIONS)}; formats: {', '.join(FORMS)}."
        )
    meeting = _meeting(on, body, place, by)
    seen = _seen(meeting, by)
    seen = open_version(seen.pack) if version == "open" else seen
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for form in wanted:
        path = out / f"pack-{meeting.on}-{meeting.pk.hex[:6]}{'-restricted' if version != 'open' else ''}.{form}"
        path.write_bytes(leaving(seen, form, by=by))
        print(path)
