"""What waits to stand before the board, as the person who may put it there sees it: with its number."""

from __future__ import annotations

from frankpledge.domain.indicators.models import Value
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries import indicators
from frankpledge.domain.indicators.queries.overview import printed
from frankpledge.domain.indicators.queries.waiting import Waiting, waiting_of
from frankpledge.domain.indicators.rules import Measure, Numbers, figure
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import is_granted


def to_publish(*, workspace: Workspace, viewer: User) -> tuple[Waiting, ...]:
    """Return what waits and somebody else than the viewer wrote down; nothing for whoever may not put it there."""
    if not is_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=viewer):
        return ()
    found = waiting_of(indicators(workspace=workspace, viewer=viewer).filter(retired_on__isnull=True))
    return tuple(one for one in found.values() if any(each.recorded_by_id != viewer.pk for each in one.values))


def waiting_words(one: Waiting) -> str:
    """Return what waits of an indicator in words: its periods, and the newest figure."""
    last = one.values[-1]
    corrected = ", a correction" if one.again else ""
    newest = "" if len(one.values) == 1 else f"; {one.last_label}"
    return f"{one.indicator.name}: {one.label}{corrected}{newest}: {_printed(last)}"


def _printed(value: Value) -> str:
    if value.missing:
        return f"no data, {value.missing}"
    numbers = Numbers(value.numerator, value.denominator, value.value, value.missing)
    made = figure(Measure(value.definition.measure), per=value.definition.per, numbers=numbers)
    return f"{printed(made, value.definition)} {value.definition.unit.removeprefix('%').strip()}".strip()
