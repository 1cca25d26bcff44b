"""What Nevermouth knew before and after its force published six months again, and passages over it."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.narrative.actions import write_passage
from frankpledge.domain.narrative.models import Passage
from frankpledge.domain.narrative.queries.catalogue import predicate, reference
from frankpledge.domain.narrative.rules import Predicate, Reference
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from tests.domain.county import County

AREA, YEAR, SPRING = "csp:X22000001", "2025-01 to 2025-12", "2025-04 to 2025-06"
DRUGS = "Police recorded {drugs} drug offences, {drugs_before} a year before. Drug offences fell."
FELL = "Drug offences fell."


def count(what: str = "crime", period: str = YEAR) -> Reference:
    return reference("recorded_count", area=AREA, what=what, period=period)


def claim(kind: str, what: str = "crime", period: str = YEAR) -> Predicate:
    return predicate(kind, area=AREA, what=what, period=period)


def anyone(workspace: object, person: object) -> None:
    """Let anyone write: for tests that ask about something else."""


@pytest.fixture
def then(county: County, partnership: Partnership) -> Known:
    """Return what was known when the six months had been published once."""
    return Known(county.snapshot(date(2026, 2, 1)), None, partnership.workspace)


@pytest.fixture
def now(county: County, partnership: Partnership) -> Known:
    """Return what was known when they had been published again."""
    return Known(county.snapshot(), None, partnership.workspace)


@pytest.fixture
def passage(partnership: Partnership, analyst: User, then: Known) -> Passage:
    """Return a passage on drugs in spring, true as long as the first publication stood."""
    return write_passage(
        passage=None,
        workspace=partnership.workspace,
        text=DRUGS,
        references={
            "drugs": count("Drugs", SPRING),
            "drugs_before": reference("recorded_before", area=AREA, what="Drugs", period=SPRING),
        },
        claims=[(FELL, claim("fell", "Drugs", SPRING))],
        known=then,
        by=analyst,
        may=anyone,
    )
