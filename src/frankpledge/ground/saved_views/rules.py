"""What a view may hold: the questions that its list knows, and a name."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from frankpledge.refusal import Refusal

MOST_NAMED, MOST_QUERY, MOST_VALUE = 80, 1_000, 200
MOST_VIEWS = 40


class NotAView(Refusal):
    """A view that cannot be kept, or that is not there."""


def asked(query: str, known: Iterable[str]) -> str:
    """Return an address's questions without those that the list does not know; the others in their order."""
    names = set(known)
    pairs = [(name, value[:MOST_VALUE]) for name, value in parse_qsl(query.lstrip("?")) if name in names]
    return urlencode(pairs)


def check_name(name: str, *, taken: Iterable[str]) -> str:
    """Return a name, refused where there is none, where it is long, and where another view of the list has it."""
    said = " ".join(name.split())
    if not said:
        raise NotAView("it has no name.", cure="Give it one that says what it shows.")
    if len(said) > MOST_NAMED:
        raise NotAView(f"its name has {len(said)} letters.", cure=f"Say it in {MOST_NAMED}.")
    if said.casefold() in {one.casefold() for one in taken}:
        raise NotAView(f"a view of this list is called “{said}”.", cure="Give it another name, or remove that one.")
    return said


def check_query(query: str) -> str:
    """Return a choice, refused where nothing is chosen, or far too much."""
    if not query:
        raise NotAView("nothing is chosen.", cure="Choose what the list shows first.")
    if len(query) > MOST_QUERY:
        raise NotAView("so long a choice cannot be kept.", cure="Choose fewer words.")
    return query


def check_few(count: int) -> None:
    """Refuse more views than can be looked through."""
    if count >= MOST_VIEWS:
        raise NotAView(f"you keep {count} views.", cure="Remove one that you do not use.")


def check_own(*, own: bool, shared: bool, keeper: bool) -> None:
    """Refuse to change a view of somebody else's, unless it is shared and one keeps order here."""
    if not own and not (shared and keeper):
        raise NotAView("this view is somebody else's.", cure="Save one of your own.")
