"""A scoring of three issues by three agencies: two with a person who marks, one by a link."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest

from frankpledge.domain.priorities import actions
from frankpledge.domain.priorities.models import Agency, Issue, Scoring
from frankpledge.domain.priorities.queries.scorings import scheme_of
from frankpledge.domain.priorities.rules import Marked
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role

ISSUES = ("Domestic abuse", "Burglary", "Noise")


@dataclass
class Table:
    """Everybody around a scoring."""

    scoring: Scoring
    issues: tuple[Issue, ...]
    council: Agency
    police: Agency
    fire: Agency
    officer: User
    councillor: User
    constable: User

    def marks(self, *marks: int | None, certainty: str = "sure", comment: str = "") -> dict[UUID, Marked]:
        """Return a sheet that gives all criteria of each issue one mark."""
        criteria = scheme_of(self.scoring).criteria
        return {
            issue.pk: Marked({one.id: mark for one in criteria}, certainty, comment)
            for issue, mark in zip(self.issues, marks, strict=True)
        }

    def send(self, agency: Agency, *marks: int | None, **more: str) -> None:
        """Send a sheet of such marks for an agency, by the person who marks for it."""
        agency.refresh_from_db()
        by = self.councillor if agency == self.council else self.constable
        actions.send_sheet(agency=agency, marks=self.marks(*marks, **more), by=by)

    def open(self) -> None:
        """Open the next round."""
        actions.open_round(scoring=self.scoring, by=self.officer)

    def close(self) -> None:
        """Close the open round."""
        actions.close_round(scoring=self.scoring, by=self.officer)


@pytest.fixture
def table(workspace: Workspace, people: dict[Role, User]) -> Table:
    """Return a scoring that is prepared."""
    officer, councillor, constable = people[Role.OFFICER], people[Role.MEMBER], people[Role.DATA_CONTACT]
    scoring = actions.begin_scoring(workspace=workspace, year="2025/26", title="Priorities", top=1, by=officer)
    issues = tuple(actions.add_issue(scoring=scoring, name=name, by=officer) for name in ISSUES)
    council = actions.add_agency(scoring=scoring, name="Council", email=councillor.email, by=officer)
    police = actions.add_agency(scoring=scoring, name="Police", email=constable.email, by=officer)
    fire = actions.add_agency(scoring=scoring, name="Fire", by=officer)
    return Table(scoring, issues, council, police, fire, officer, councillor, constable)


@pytest.fixture
def closed(table: Table) -> Table:
    """Return it after a first round in which council and police sent marks."""
    table.open()
    table.send(table.council, 4, 2, 1)
    table.send(table.police, 4, 3, 0, comment="Worse at night")
    table.close()
    return table
