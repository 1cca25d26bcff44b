"""What the registers of an office of any age hold, written in bulk: training, campaigns, agreements, work plans."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle

from frankpledge.analysis.periods import FinancialYear, financial_year_of
from frankpledge.domain.agreements.models import Agreement, Liaison, Request, Signature, Version
from frankpledge.domain.bodies.models import Body, Organisation, Person
from frankpledge.domain.campaigns.models import Campaign, Partner, Piece, Reach, Said
from frankpledge.domain.elections.models import Election
from frankpledge.domain.training.models import Asked, Course, Delegates, Session
from frankpledge.domain.work_plans.models import Change, Line, Plan
from tests.guards.seating import Ground, Size, written


def registers(
    ground: Ground, size: Size, bodies: list[Body], organisations: list[Organisation], people: list[Person]
) -> None:
    """Fill the registers of an office: as many rows of each as it has risks."""
    _training(ground, size, organisations)
    _campaigns(ground, size, organisations)
    _agreements(ground, size, organisations, people)
    _work_plans(ground, size, bodies, organisations, people)
    written(
        Election(
            **ground.kept, kind="local", starts=ground.today - timedelta(days=400 * at + 40),
            poll=ground.today - timedelta(days=400 * at),
        )
        for at in range(1, size.risks + 1)
    )  # fmt: skip


def _training(ground: Ground, size: Size, organisations: list[Organisation]) -> None:
    courses = written(
        Course(**ground.kept, title=f"Lamps {at}", provider="A trust", subject="Lamps")
        for at in range(1, size.risks + 1)
    )
    sessions = written(
        Session(**ground.kept, course=one, on=ground.today - timedelta(days=30 * at), asked=9, answered=4)
        for at, one in enumerate(courses, 1)
    )
    whose = cycle(organisations)
    written(Delegates(**ground.kept, session=one, organisation=next(whose), count=3) for one in sessions for _ in "ab")
    written(
        Asked(**ground.kept, session=one, words="Was it bright?", lowest=1, highest=5, counts={"4": 3, "5": 1})
        for one in sessions
    )


def _campaigns(ground: Ground, size: Size, organisations: list[Organisation]) -> None:
    began, whose = ground.today - timedelta(days=90), cycle(organisations)
    made = written(
        Campaign(**ground.kept, name=f"Light up {at}", subject="Lamps", began=began, lead=next(whose))
        for at in range(1, size.risks + 1)
    )
    written(Partner(**ground.kept, campaign=one, organisation=next(whose)) for one in made)
    written(Piece(**ground.kept, campaign=one, kind="event", name="A fair", count=90) for one in made)
    written(
        Reach(**ground.kept, campaign=one, channel="social", count=9, source="A report", as_at=began) for one in made
    )
    written(Said(**ground.kept, campaign=one, words="Brighter", whose="Traders", on=began) for one in made)


def _agreements(ground: Ground, size: Size, organisations: list[Organisation], people: list[Person]) -> None:
    since, whose, who = ground.today - timedelta(days=90), cycle(organisations), cycle(people)
    made = written(
        Agreement(**ground.kept, name=f"Protocol {at}", kind="protocol", keeper=next(whose), bases=["cda_115"])
        for at in range(1, size.risks + 1)
    )
    versions = written(Version(**ground.kept, agreement=one, number=1, since=since) for one in made)
    written(
        Signature(**ground.kept, version=one, organisation=next(whose), answer="signed", on=since)
        for one in versions
        for _ in "ab"
    )
    written(
        Liaison(**ground.kept, agreement=one, organisation=next(whose), person=next(who), since=since) for one in made
    )
    written(
        Request(
            **ground.kept, agreement=one, number=number, asked_by=organisations[0], asked_of=organisations[1],
            asked_on=since, what="Counts", basis="cda_115",
        )
        for number, one in enumerate(made, 1)
    )  # fmt: skip


def _work_plans(
    ground: Ground, size: Size, bodies: list[Body], organisations: list[Organisation], people: list[Person]
) -> None:
    year, whose, who = financial_year_of(ground.today), cycle(organisations), cycle(people)
    plans = written(
        Plan(**ground.kept, body=body, year=str(FinancialYear(year.start - back)))
        for body in bodies
        for back in range(size.years)
    )
    lines = written(
        Line(
            **ground.kept, plan=plan, number=number, wording="Sweep the quay", organisation=next(whose),
            person=next(who), quarter=2,
        )
        for plan in plans
        for number in range(1, size.years + 2)
    )  # fmt: skip
    told = {"workspace": ground.workspace, "by": ground.by, "at": ground.now}
    written(Change(**told, line=one, deed="moved", was=1, now=2, words="No broom") for one in lines)
    written(Change(**told, line=one, deed="reported", said="under_way", words="Half") for one in lines)
