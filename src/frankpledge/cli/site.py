"""`frankpledge site`: the public site of a partnership, from a terminal."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from frankpledge.cli.decisions import Place
from frankpledge.cli.installation import entered, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

COLUMNS = ("page", "version", "title", "state")

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


@app.command("list")
@answers_refusals
def listed(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List every version of every page of the public site, and how it stands."""
    place, by = entered(data, workspace)
    from frankpledge.domain.site.permissions import GRANTS, Capability
    from frankpledge.domain.site.presenters import address_of, state_of
    from frankpledge.domain.site.queries import versions_of
    from frankpledge.ground import clock
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    told = [
        {"page": address_of(one), "version": one.number, "title": one.title, "state": state_of(one, on=clock.today())}
        for one in versions_of(workspace=place, viewer=by)
    ]
    if as_json:
        print_json({"pages": told})
        return
    print_table(COLUMNS, [[one[column] for column in COLUMNS] for one in told])


@app.command("dates")
@answers_refusals
def dates(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """List the dates and answers of the noticeboard for residents, drafts too, with who drafted and approved each."""
    place, by = entered(data, workspace)
    from frankpledge.domain.noticeboard.models import Posted
    from frankpledge.domain.noticeboard.permissions import GRANTS, Capability
    from frankpledge.domain.noticeboard.presenters import state_of
    from frankpledge.domain.noticeboard.queries import answers_of, dates_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.SEE, workspace=place, user=by)
    told: list[tuple[str, str, str, Posted]]
    told = [(one.kind, str(one), f"{one.on}", one) for one in dates_of(workspace=place, viewer=by)]
    told += [("answer", str(one), f"{one.ended}", one) for one in answers_of(workspace=place, viewer=by)]
    heads = ("what", "title", "day", "state", "number", "drafted by", "approved by")
    rows = [
        (kind, title, day, state_of(one), one.number, str(one.drafted_by), str(one.approved_by or ""))
        for kind, title, day, one in told
    ]
    if as_json:
        print_json({"posted": [dict(zip(heads, row, strict=True)) for row in rows]})
    else:
        print_table(heads, rows)


@app.command("told")
@answers_refusals
def told(workspace: Place, data: Data = "", as_json: Json = False) -> None:
    """Say how many residents are told of what by e-mail, and what became of the letters. No address is shown."""
    place, by = entered(data, workspace)
    from frankpledge.domain.subscriptions.permissions import GRANTS, Capability
    from frankpledge.domain.subscriptions.queries import counts_of
    from frankpledge.ground.accounts.permissions import check_granted

    check_granted(GRANTS, Capability.COUNT, workspace=place, user=by)
    found = counts_of(workspace=place, viewer=by)
    if as_json:
        letters = [{"letter": what, "state": how, "many": many} for what, how, many in found.letters]
        topics = {topic.value: many for topic, many in found.topics}
        print_json({"confirmed": found.confirmed, "waiting": found.waiting, "topics": topics, "letters": letters})
        return
    print(f"{place}: {found.confirmed:,} confirmed, {found.waiting:,} not yet.")
    print_table(("topic", "people"), [(topic.label, many) for topic, many in found.topics])
    print_table(("letter", "state", "many"), [(what.label, how.label, many) for what, how, many in found.letters])


@answers_refusals
def publish(
    out: Annotated[str, typer.Option("--out", help="The folder to write into: empty, or not there yet.")],
    workspace: Annotated[str, typer.Option("--workspace", help="Whose; left out, the only site that is open.")] = "",
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Write the public site of a partnership as files: what everybody may read, and nothing else."""
    folder = ready(data)
    from frankpledge.config.serving import gather_static_files
    from frankpledge.domain.site.queries import open_sites
    from frankpledge.web.public.static_site import NotPublished, write_site

    slugs = [workspace] if workspace else [one.workspace.slug for one in open_sites()]
    if len(slugs) != 1:
        raise NotPublished(f"{len(slugs)} sites are open.", cure="Say which one: --workspace hereford.")
    gather_static_files()
    written = write_site(slugs[0], Path(out))
    if as_json:
        print_json({"data": str(folder), "out": out, **asdict(written)})
    else:
        print(f"{out}: {written.pages:,} pages and {written.files:,} other files, {written.size / 1_000_000:.1f} MB.")
        print(f"On the running site alone, since they send a form or search: {', '.join(written.live) or 'none'}.")
