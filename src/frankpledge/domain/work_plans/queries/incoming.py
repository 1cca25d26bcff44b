"""What a list of lines of a work plan may say: its columns, and the words that stand for what is recorded."""

from __future__ import annotations

from frankpledge.domain.action_log.queries.incoming import named
from frankpledge.domain.action_log.rules import OFFERED
from frankpledge.domain.bodies.models import Organisation, Person
from frankpledge.domain.work_plans.rules import QUARTERS, Status
from frankpledge.ground.lists.rules import Column, of_kinds

_QUARTERS = [(str(one), f"Q{one}") for one in QUARTERS]

COLUMNS = (
    Column("number", "number", ("line number", "no", "no.", "ref")),
    Column("wording", "line", ("what is to be done", "action", "task", "activity")),
    Column("priority", "priority", ("theme",)),
    Column("objective", "objective", ("aim", "outcome")),
    Column("organisation", "organisation", ("agency", "lead agency", "lead organisation"), words=named(Organisation)),
    Column("person", "person", ("owner", "lead", "lead officer"), words=named(Person)),
    Column("deputy", "deputy", words=named(Person)),
    Column("quarter", "quarter", ("due", "quarter due", "by when"), words=lambda *_: _QUARTERS),
    Column("measure", "measure", ("success measure", "what will show it")),
    Column("status", "status", ("state",), words=of_kinds(Status)),
    Column("said", "said", ("progress",), words=of_kinds(OFFERED)),
    Column("words", "words", ("comments", "update", "latest update"), several=True),
    Column("first_quarter", "first_quarter", only_shown=True),
    Column("moves", "moves", only_shown=True),
    Column("closed_on", "closed_on", ("done on", "date completed"), is_day=True),
    Column("came_from", "came_from", only_shown=True),
    Column("reason", "reason", ("why",)),
)
