"""`frankpledge search`: what a workspace holds under some words, and making its index anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from frankpledge.cli.installation import ready
from frankpledge.cli.options import Data, Json, answers_refusals, print_json
from frankpledge.refusal import Refusal

if TYPE_CHECKING:
    from frankpledge.ground.accounts.models import Workspace
    from frankpledge.ground.search.queries import Answer


class WhichWorkspace(Refusal):
    """It is not clear in which workspace to look, or there is no such workspace or person."""


@answers_refusals
def search(
    words: Annotated[list[str] | None, typer.Argument(help='What to look for; a minus comes after "--".')] = None,
    workspace: Annotated[str, typer.Option("--workspace", help="Its short name; the only one when left out.")] = "",
    person: Annotated[str, typer.Option("--as", help="What this person would find, by e-mail address.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="One kind alone, as --json names it.")] = "",
    page: Annotated[int, typer.Option("--page", help="Which twenty.")] = 1,
    anew: Annotated[bool, typer.Option("--rebuild", help="Make the index anew, of all or of one.")] = False,
    data: Data = "",
    as_json: Json = False,
) -> None:
    """Find things by their words in one workspace, as any role would find them, or as one person does."""
    ready(data)
    made = _rebuilt(workspace) if anew else {}
    if anew and not words:
        _tell_rebuilt(made, as_json=as_json)
        return
    place = _workspace(workspace)
    answer = _answer(" ".join(words or ()), place, person, kind, page)
    if as_json:
        print_json({**_told(answer, place), **({"rebuilt": made} if made else {})})
    else:
        _print(answer)


def _rebuilt(slug: str) -> dict[str, int]:
    from frankpledge.ground.accounts.queries import every_workspace
    from frankpledge.ground.search.actions import rebuild

    places = [_workspace(slug)] if slug else every_workspace()
    return {place.slug: rebuild(place) for place in places}


def _tell_rebuilt(made: dict[str, int], *, as_json: bool) -> None:
    if as_json:
        print_json({"rebuilt": made})
        return
    for slug, things in made.items():
        print(f"{slug}: {things:,} things can be found.")
    if not made:
        print("There is no workspace yet.")


def _workspace(slug: str) -> Workspace:
    from frankpledge.ground.accounts.queries import every_workspace, workspace_of

    found = workspace_of(slug) if slug else None
    places = [] if slug else list(every_workspace()[:2])
    if found is None and len(places) == 1:
        return places[0]
    if found is None:
        reason = f"there is no workspace {slug!r}." if slug else "it is not said in which workspace to look."
        names = ", ".join(place.slug for place in every_workspace()) or "none yet"
        raise WhichWorkspace(reason, cure=f"Name one with --workspace: {names}.")
    return found


def _answer(words: str, place: Workspace, person: str, kind: str, page: int) -> Answer:
    from frankpledge.ground.accounts.queries import user_of
    from frankpledge.ground.search.queries import findable_kinds, kinds_for
    from frankpledge.ground.search.queries import search as look

    viewer = user_of(person) if person else None
    if person and viewer is None:
        raise WhichWorkspace(f"nobody has the address {person!r}.", cure="Check the address.")
    kinds = kinds_for(workspace=place, viewer=viewer) if viewer else findable_kinds()
    return look(words, workspace=place, kinds=kinds, kind=kind, page=page)


def _told(answer: Answer, place: Workspace) -> dict[str, object]:
    return {
        "workspace": place.slug,
        "total": answer.total,
        "kinds": [{"kind": kind.kind, "label": kind.label, "count": count} for kind, count in answer.counts],
        "also": list(answer.sought.also),
        "page": answer.number,
        "pages": answer.last,
        "things": [thing.as_json() for thing in answer.things],
    }


def _print(answer: Answer) -> None:
    counted = ", ".join(f"{count:,} {kind.label.lower()}" for kind, count in answer.counts)
    print(f"{answer.total:,} found{f': {counted}' if counted else ''}.")
    if answer.sought.also:
        print(f"Also looked for: {', '.join(answer.sought.also)}.")
    for thing in answer.things:
        print(f"\n{''.join(piece.words for piece in thing.title)}  [{thing.kind.label}]\n  {thing.href}")
        said = " ".join("".join(piece.words for piece in thing.text).split())
        if said:
            print(f"  {said}")
    if answer.last > 1:
        print(f"\nPage {answer.number} of {answer.last}.")
