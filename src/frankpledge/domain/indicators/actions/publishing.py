"""Putting before the board, at one stroke, what waits for a second person."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from frankpledge.domain.indicators.actions import publish_value
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.permissions import GRANTS, Capability
from frankpledge.domain.indicators.queries.waiting import waiting_of
from frankpledge.domain.indicators.rules import NotYours
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import check_granted


@transaction.atomic
def publish_waiting(*, workspace: Workspace, indicators: Iterable[Indicator], by: User) -> int:
    """Put before the board what waits of indicators and somebody else wrote down, and return how many values that is.

    Refused where all of it is the reader's own.
    """
    check_granted(GRANTS, Capability.PUBLISH, workspace=workspace, user=by)
    asked = [one for one in indicators if one.workspace_id == workspace.pk]
    values = [value for one in waiting_of(asked).values() for value in one.values]
    others = [one for one in values if one.recorded_by_id != by.pk]
    if values and not others:
        raise NotYours("you wrote all of these values down yourself.", cure="Ask somebody else to look at them.")
    for value in others:
        publish_value(value=value, by=by)
    return len(others)
