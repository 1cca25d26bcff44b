"""What bears on every comparison of the area, and its usual level: the three-year average that a ledger can ask for."""

from __future__ import annotations

from frankpledge.domain.evidence.queries.area import ASB, Comparing
from frankpledge.domain.evidence.queries.months import asb, crime
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.yardsticks.queries.averages import Average, average
from frankpledge.lake import areas


def around(ledger: Ledger) -> Comparing:
    """Return the nation and force of the area, and the events registered of it."""
    nation = str(ledger.ask("nation", lambda _, area: areas.nation(area)))
    return {"nation": nation, "force": ledger.reading.force, "events": ledger.reading.events}


def usual(ledger: Ledger, measure: str) -> Average | None:
    """Return the three-year average of crime or anti-social behaviour, None where no evidence is given."""
    months, window = ledger.months(), ledger.reading.window
    if months is None:
        return None
    chosen, kind = (crime, None) if measure == "crime" else (asb, ASB)
    found: Average = ledger.ask(
        f"usual {measure}", lambda *_: average(months, window, chosen, crime_type=kind, **around(ledger))
    )
    return found
