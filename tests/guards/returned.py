"""A round of a town's, each word with the canary: one return was sent and late, one waits with a file beside it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.indicators.actions import Defined, register_indicator
from frankpledge.domain.indicators.rules import Every, Measure, Origin, Polarity
from frankpledge.domain.returns.actions.answering import send_for, take_sheet
from frankpledge.domain.returns.actions.judging import unlock_return
from frankpledge.domain.returns.actions.rounds import declare_pair, make_return_link, open_round
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.rules.sheets import Fault, Filled
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace


def returned(canary: str, workspace: Workspace, by: User) -> dict[str, str]:
    """Open a round for two suppliers, and return what its addresses need."""
    defined = Defined(
        since=clock.today() - timedelta(days=900), words=f"{canary} boats are counted.", measure=Measure.COUNT,
        numerator=f"{canary} boats", unit=f"{canary} hulls", polarity=Polarity.NEITHER, source=f"{canary} harbour",
        origin=Origin.RETURNS, every=Every.QUARTER, lag_days=0,
    )  # fmt: skip
    indicators = []
    for number in (1, 2):
        pilots = found_organisation(workspace=workspace, name=f"{canary} pilots {number}", kind="charity", by=by)
        name = f"{canary} boats of pilots {number}"
        indicators.append(
            register_indicator(
                workspace=workspace, reference=f"{canary[:10]}-B{number}", name=name, defined=defined, supplier=pilots,
                by=by,
            )
        )  # fmt: skip
    pair = declare_pair(
        workspace=workspace, indicator=indicators[0], other=indicators[1], low=None, high=Decimal(1),
        words=f"{canary} tide", by=by,
    )  # fmt: skip
    last = Quarter.of(Quarter.of(Month.of(clock.today())).window.first - 1)
    made = open_round(workspace=workspace, every=Every.QUARTER, period=str(last), by=by)
    first, second = Return.objects.filter(round=made, supplier__name__contains="pilots").order_by("supplier__name")
    box = first.cells.get().pk
    send_for(one=first, typed={f"n-{box}": "7", f"c-{box}": f"{canary} fog"}, by=by)
    unlock_return(one=first, reason=f"{canary} anchor", by=by)
    send_for(one=first, typed={f"n-{box}": "8", f"c-{box}": f"{canary} mist"}, by=by)
    opened = make_return_link(one=second, by=by)
    filled = Filled({f"n-{second.cells.get().pk}": "9"}, 1, (Fault(2, "Number", f"{canary} rope is no number"),))
    take_sheet(link=opened.link, name=f"{canary} boats.csv", content=b"Reference,Number\n", filled=filled)
    return {
        "returned": str(first.pk),
        "return_round": str(made.pk),
        "return_pair": str(pair.pk),
        "answering": opened.token,
    }
