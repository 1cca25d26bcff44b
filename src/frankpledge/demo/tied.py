"""The golden thread of the demonstration: what its people tied together, each tie through the action of a page."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.threads.actions import tie
from frankpledge.ground.threads.queries import matching, standing_ties
from frankpledge.ground.threads.rules import Ref


def tie_together(workspace: Workspace, *, by: User) -> None:
    """Tie what was told, unless that was done. What lies in the future, and is not there yet, is left out."""
    if standing_ties(workspace).exists():
        return
    told = tomllib.loads(files("frankpledge.demo").joinpath("tied.toml").read_text(encoding="utf-8"))
    for one in told["tie"]:
        earlier, later = (_found(workspace, one[end][0], one[end][1], by) for end in ("earlier", "later"))
        if earlier and later:
            tie(workspace=workspace, earlier=earlier, later=later, why=one["why"], by=by)


def _found(workspace: Workspace, stage: str, words: str, by: User) -> Ref | None:
    """Return the place of a stage that has the words, one that is not over before one that is."""
    found = sorted((place for _, place in matching(workspace=workspace, viewer=by, stage=stage, words=words)),
                   key=lambda place: place.over)  # fmt: skip
    return found[0].ref if found else None
