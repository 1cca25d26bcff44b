"""A charity that supplies three figures and a police force that supplies one, with two years behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from frankpledge.analysis.periods import Quarter
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.contacts.actions import give_contact
from frankpledge.domain.indicators.actions import Defined, Written, publish_value, record_value, register_indicator
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Origin, Polarity, WindowKind
from frankpledge.domain.returns.actions.rounds import make_return_link, open_round
from frankpledge.domain.returns.models import Cell, Return, Round
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.links.actions import Opened

NOW = datetime(2026, 1, 7, 10, tzinfo=UTC)
QUARTER = "2025/26 Q3"
CHILDREN = Defined(
    since=date(2023, 4, 1),
    words="Each child once in the quarter. Under 18 on the day of the first contact.",
    measure=Measure.COUNT,
    numerator="Children living with domestic abuse",
    unit="children",
    polarity=Polarity.NEITHER,
    source="Quarterly return",
    origin=Origin.RETURNS,
    every=Every.QUARTER,
    window=WindowKind.ITSELF,
    lag_days=15,
)
FINISHED = replace(
    CHILDREN, words="Finished: all planned sessions, or agreed early ending.", measure=Measure.SHARE,
    numerator="Of them, finished", denominator="People who left", unit="per cent who finished",
    polarity=Polarity.BIGGER,
)  # fmt: skip
OVER_60 = replace(CHILDREN, words="All referrals received, whether or not taken up.", numerator="Referrals of women")
HEARD = replace(CHILDREN, words="Cases heard.", numerator="Cases heard", lag_days=31)


@dataclass
class Office:
    """A workspace with its people, suppliers and indicators, and one round open."""

    workspace: Workspace
    officer: User
    analyst: User
    charity: Organisation
    police: Organisation
    indicators: dict[str, Indicator]
    round: Round

    def of(self, supplier: Organisation) -> Return:
        """Return a supplier's return of the round, as it is now."""
        return Return.objects.select_related("workspace", "round", "supplier").get(round=self.round, supplier=supplier)

    def link(self, supplier: Organisation | None = None) -> Opened:
        """Return a new link for a supplier's return; the charity's without one."""
        return make_return_link(one=self.of(supplier or self.charity), by=self.officer)

    def cell(self, reference: str) -> Cell:
        """Return the cell of an indicator, by its short name."""
        return Cell.objects.select_related("value").get(of__round=self.round, indicator__reference=reference)

    def typed(self, **numbers: Any) -> dict[str, str]:
        """Return what is typed: C=124, F=(50, 64), R=33, H=..., or a text that says why there is none."""
        told: dict[str, str] = {}
        for name, value in numbers.items():
            box = self.cell({"C": "DA-01", "F": "DA-02", "R": "DA-04", "H": "MA-01"}[name]).pk
            if isinstance(value, tuple):
                told |= {f"n-{box}": str(value[0]), f"d-{box}": str(value[1])}
            elif isinstance(value, str) and value.startswith("because "):
                told[f"m-{box}"] = value.removeprefix("because ")
            else:
                told[f"n-{box}"] = str(value)
        return told

    def right(self) -> dict[str, str]:
        """Return a return that is rightly filled."""
        return self.typed(C=124, F=(50, 64), R=24)


BEFORE = {
    "DA-01": (138, 120, 131, 126, 119, None, 128, 133),
    "DA-02": ((55, 64), (50, 62), (54, 64), (53, 62), (51, 62), (49, 59), (54, 63), (52, 62)),
    "DA-04": (19, 18, 21, 17, 20, 22, 25, 27),
    "MA-01": (40, 42, 41, 39, 44, 40, 43, 41),
}


def set_office(workspace: Workspace, officer: User, analyst: User) -> Office:
    """Return the office with its round open."""
    charity, police, indicators = set_register(workspace, officer, analyst)
    made = open_round(workspace=workspace, every=Every.QUARTER, period=QUARTER, by=officer)
    return Office(workspace, officer, analyst, charity, police, indicators, made)


def set_register(
    workspace: Workspace, officer: User, analyst: User
) -> tuple[Organisation, Organisation, dict[str, Indicator]]:
    """Return the two suppliers and the register of what they supply, with eight quarters behind it."""
    charity = found_organisation(workspace=workspace, name="Harbour House", kind="charity", since=None, by=officer)
    police = found_organisation(workspace=workspace, name="Ruritania Police", kind="police", since=None, by=officer)
    give_contact(organisation=charity, address="data@harbour.example", since=date(2025, 1, 1), by=officer)
    kinds: tuple[tuple[str, str, Defined, Organisation, dict[str, Any]], ...] = (
        ("DA-01", "Children living with domestic abuse", CHILDREN, charity, {}),
        ("DA-02", "People leaving, and how many finished the programme", FINISHED, charity, {}),
        ("DA-04", "Referrals of women over 60", OVER_60, charity, {"sensitive": True}),
        ("MA-01", "Cases heard at the conference", HEARD, police, {}),
    )
    indicators = {
        reference: register_indicator(
            workspace=workspace, reference=reference, name=name, defined=defined, supplier=supplier, by=analyst, **more
        )
        for reference, name, defined, supplier, more in kinds
    }
    for reference, values in BEFORE.items():
        _before(indicators[reference], values, analyst, officer)
    return charity, police, indicators


def _before(indicator: Indicator, values: tuple[Any, ...], analyst: User, officer: User) -> None:
    first = Quarter.parse("2023/24 Q3").window
    for step, value in enumerate(values):
        window = first.shifted(3 * step)
        top, base = value if isinstance(value, tuple) else (value, None)
        numbers = (
            Numbers(missing="staff vacancy")
            if top is None
            else Numbers(Decimal(top), None if base is None else Decimal(base))
        )
        known_at = datetime(window.last.year, window.last.month, 28, 12, tzinfo=UTC)
        written = Written(window.first.first_day, window.last.last_day, numbers)
        kept = record_value(indicator=indicator, written=written, by=analyst, known_at=known_at)
        # The last of them has not been before the board yet.
        if step < len(values) - 1:
            publish_value(value=kept, by=officer)
