"""What a list of steps of a delivery plan may say: its columns, and the words that stand for what is recorded."""

from __future__ import annotations

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.plans.rules import Status
from frankpledge.ground.lists.rules import Column, of_kinds

COLUMNS = (
    Column("number", "number", ("no", "no.", "ref")),
    Column("priority", "priority", ("theme",)),
    Column("aim", "aim", ("where we want to be", "objective")),
    Column("action", "action", ("how", "step", "activity", "what")),
    Column("by", "by", ("by when", "due", "date due", "timescale"), is_day=True),
    Column("status", "status", ("state", "progress"), words=of_kinds(Status)),
    Column("words", "words", ("comments", "update", "latest update"), several=True),
    Column("organisation", "organisation", ("lead organisation", "agency"), words=named(Organisation)),
    Column("lead", "lead", ("lead in words", "lead officer")),
    Column("first_date", "first_date", only_shown=True),
    Column("slips", "slips", only_shown=True),
    Column("standing", "standing", only_shown=True),
    Column("reason", "reason", ("why",)),
)
