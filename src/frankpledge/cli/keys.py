"""`frankpledge keys`: the keys that seal the fields of casework, from a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from frankpledge.cli.installation import operator, ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json, print_table

if TYPE_CHECKING:
    from frankpledge.ground.sealed.actions import Rotated

COLUMNS = ("key", "made_on", "fields")

app = typer.Typer(help="The keys that seal the fields of casework.", no_args_is_help=True)


@app.command("list")
@answers_refusals
def listed(data: Data = "", as_json: Json = False) -> None:
    """List the keys, the one that seals first, with how many fields each has sealed. No secret is shown."""
    ready(data)
    from frankpledge.ground.sealed.models.keys import keyring
    from frankpledge.ground.sealed.queries.keys import keys_in_use

    used = keys_in_use()
    told = [{"key": key.id, "made_on": str(key.made_on), "fields": used[key.id]} for key in keyring().keys]
    if as_json:
        print_json({"keys": told})
    else:
        print_table(COLUMNS, [[str(one[column]) for column in COLUMNS] for one in told])


@app.command("rotate")
@answers_refusals
def rotate(data: Data = "", as_json: Json = False) -> None:
    """Make a new key and seal every field with it. The old keys stay until they are retired."""
    by = operator(ready(data))
    from frankpledge.ground.sealed.actions import rotate_keys

    _tell(rotate_keys(by=by), as_json=as_json)


@app.command("finish")
@answers_refusals
def finish(data: Data = "", as_json: Json = False) -> None:
    """Seal with the newest key whatever an interrupted change left with an older one."""
    by = operator(ready(data))
    from frankpledge.ground.sealed.actions import reseal

    _tell(reseal(by=by), as_json=as_json)


def _tell(done: Rotated, *, as_json: bool) -> None:
    if as_json:
        print_json({"key": done.key, "rows": done.rows})
    else:
        print(f"Key {done.key} seals now: {done.rows:,} rows sealed anew. Back up the keys, apart from the database.")


@app.command("retire")
@answers_refusals
def retire(data: Data = "", as_json: Json = False) -> None:
    """Take away the keys with which nothing is sealed any more. Backups from before need a copy of them."""
    by = operator(ready(data))
    from frankpledge.ground.sealed.actions import retire_keys

    gone = retire_keys(by=by)
    if as_json:
        print_json({"retired": list(gone)})
    else:
        print(f"Taken away: {', '.join(gone)}. A backup from before opens with a copy of them alone.")
