"""One duty of the catalogue put to the reckoning by itself."""

from __future__ import annotations

from datetime import date

from frankpledge.analysis.periods import FinancialYear
from frankpledge.statute.duties import Duty, duties
from frankpledge.statute.obligations import Facts, Happening, Obligation, Proof, obligations

YEAR, TODAY = FinancialYear(2025), date(2026, 1, 24)
LAW = {duty.id: duty for duty in duties(nation="england")}
HERE = Facts(nation="england", two_tier=False)


def owed(
    duty: Duty,
    *,
    year: FinancialYear = YEAR,
    today: date = TODAY,
    facts: Facts = HERE,
    happenings: tuple[Happening, ...] = (),
    proved: tuple[tuple[str, date], ...] = (),
) -> tuple[Obligation, ...]:
    """Return what one duty owes; `proved` are the keys and days of evidence."""
    proofs = [Proof(id=str(n), duty=duty.id, key=key, on=on) for n, (key, on) in enumerate(proved)]
    return obligations(year=year, today=today, facts=facts, duties=[duty], happenings=happenings, proofs=proofs)


def happening(kind: str, on: date, given: date | None = None, name: str = "1") -> Happening:
    return Happening(id=name, kind=kind, on=on, given=given)
