"""Each duty of a partnership once, with who answers for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from frankpledge.domain.duties.models import Responsibility
from frankpledge.domain.duties.queries.kept import facts_of, responsibilities
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.lists.rules import Column
from frankpledge.statute.duties import Duty, duties


@dataclass(frozen=True)
class Answered:
    """A duty, and who answers for it: nothing where nobody was named."""

    duty: Duty
    row: Responsibility | None

    @property
    def owner(self) -> User | None:
        """Return the person who answers for it."""
        return self.row.owner if self.row else None

    @property
    def deputy(self) -> User | None:
        """Return who stands in."""
        return self.row.deputy if self.row else None

    @property
    def post(self) -> str:
        """Return the post and body that answer for it."""
        return self.row.role_words if self.row else ""

    @property
    def anybody(self) -> bool:
        """Return whether anybody answers for it."""
        return self.owner is not None or bool(self.post)


def answered(*, workspace: Workspace, on: date) -> tuple[Answered, ...]:
    """Return the duties of a workspace that are in force on a day, each with who answers for it, by code.

    Whoever asks must have asked first whether the reader may see it.
    """
    facts, rows = facts_of(workspace), responsibilities(workspace=workspace)
    found = {one.id: one for one in duties(nation=facts.nation) if one.in_force(on)}
    return tuple(Answered(found[code], rows.get(code)) for code in sorted(found))


def _people(workspace: Workspace, _viewer: User) -> list[tuple[str, str]]:
    people = list(people_of(workspace=workspace))
    often = Counter(one.name.casefold() for one in people)
    return [
        (str(one.pk), one.name if often[one.name.casefold()] == 1 else f"{one.name} ({one.email})") for one in people
    ]


COLUMNS = (
    Column("duty", "duty", ("code", "duty code"), needed=True),
    Column("title", "title", only_shown=True),
    Column("who", "who_is_bound", only_shown=True),
    Column("owner", "owner", ("who answers", "lead"), words=_people),
    Column("post", "post", ("post and body", "role")),
    Column("deputy", "deputy", words=_people),
)
