"""Who supplies what in the partnership that journeys visit: a charity with two years behind it, and a health trust."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from frankpledge.analysis.periods import Month, Quarter
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.indicators.actions import Defined, Written, publish_value, record_value, register_indicator
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.rules import Every, Measure, Numbers, Origin, Polarity
from frankpledge.domain.returns.actions.rounds import make_return_link
from frankpledge.domain.returns.models import Return
from frankpledge.domain.returns.rules import State
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.links.models import Link

CHILDREN = (138, 120, 131, 126, None, 119, 128, 133)
FINISHED = ((55, 64), (50, 62), (54, 64), (53, 62), (51, 62), (49, 59), (54, 63), (52, 62))


def suppliers(canary: str, workspace: Workspace, analyst: User, officer: User) -> dict[str, str]:
    """Name who supplies what, and return the addresses of what they supply."""
    counted = Defined(
        since=clock.today() - timedelta(days=1_500),
        words="Each child once in the quarter. Under 18 on the day of the first contact.", measure=Measure.COUNT,
        numerator="Children supported", unit="children", polarity=Polarity.NEITHER, source="Quarterly return",
        origin=Origin.RETURNS, every=Every.QUARTER, lag_days=15,
    )  # fmt: skip
    share = replace(
        counted, words="Finished: all planned sessions, or agreed early ending.", measure=Measure.SHARE,
        numerator="Of them, finished", denominator="People who left", unit="per cent who finished",
        polarity=Polarity.BIGGER,
    )  # fmt: skip
    seen = replace(counted, words="Attendances after an assault, whoever caused it.", numerator="Attendances")
    haven, trust = (
        found_organisation(workspace=workspace, name=f"{canary} {name}", kind=kind, by=officer)
        for name, kind in (("haven", "charity"), ("health trust", "nhs_trust"))
    )
    made = {
        reference: register_indicator(
            workspace=workspace, reference=reference, name=f"{canary} {name}", defined=defined, supplier=of, by=analyst
        )
        for reference, name, defined, of in (
            ("BR-01", "children supported", counted, haven),
            ("BR-02", "people who finished the programme", share, haven),
            ("BR-03", "attendances after an assault", seen, trust),
            ("BR-04", "of them, by ambulance", seen, trust),
        )
    }
    _before(made["BR-01"], [_count(one) for one in CHILDREN], analyst, officer)
    _before(made["BR-02"], [Numbers(Decimal(top), Decimal(base)) for top, base in FINISHED], analyst, officer)
    return {"children": str(made["BR-01"].pk)}


def _count(number: int | None) -> Numbers:
    return Numbers(missing="staff vacancy") if number is None else Numbers(Decimal(number))


def _before(indicator: Indicator, numbers: list[Numbers], analyst: User, officer: User) -> None:
    """Put eight quarters before the board, up to the third that is over: the two after it are asked for."""
    last = Quarter.of(Month.of(clock.today())).window.shifted(-9)
    for back, told in enumerate(reversed(numbers)):
        window = last.shifted(-3 * back)
        written = Written(window.first.first_day, window.last.last_day, told)
        publish_value(value=record_value(indicator=indicator, written=written, by=analyst), by=officer)


def over(workspace: Workspace, by: User) -> str:
    """Return the token of a link that ended yesterday, for a return that is begun."""
    opened = make_return_link(one=Return.objects.get(workspace=workspace, state=State.BEGUN), by=by)
    now = clock.now()
    Link.objects.filter(pk=opened.link.pk).update(
        created_at=now - timedelta(days=30), expires_at=now - timedelta(days=1)
    )
    return opened.token
