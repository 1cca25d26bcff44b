"""What a calendar's secret address opens: the dates of all duties, or of one person's while they belong here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.duties.queries.register import Owed, position
from frankpledge.ground.accounts.queries import people_of
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import link_for
from frankpledge.ground.links.rules import LinkClosed

FEED = "duties.calendar"
EVERYBODY = "all"


@dataclass(frozen=True)
class Fed:
    """The link, and the obligations of this year and the next that it may tell."""

    link: Link
    owed: tuple[Owed, ...]


def owed_by_feed(token: str, *, today: date) -> Fed:
    """Return what a calendar's address opens; refused as a link that is over, also where its person has left."""
    link = link_for(token, FEED)
    person = None
    if link.about != EVERYBODY:
        person = people_of(workspace=link.workspace).filter(pk=link.about).first()
        if person is None:
            raise LinkClosed
    year = financial_year_of(today)
    years = (year, FinancialYear(year.start + 1))
    owed = [one for each in years for one in position(workspace=link.workspace, year=each, today=today).owed]
    kept = [one for one in owed if person is None or one.owned_by(person.pk)]
    once = {(one.duty.id, one.obligation.key): one for one in reversed(kept)}
    return Fed(link=link, owed=tuple(once.values()))
