"""A plan that lacks nothing, as an officer writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from frankpledge.domain.bodies.actions.organisations import found_organisation, set_capacity
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.plans.actions import PlanFacts, start_plan, write_part
from frankpledge.domain.plans.models import Plan, Priority, Step
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.models import Edition
from frankpledge.statute.plan import plan_texts

YEAR = "2024/25"
STRATEGIES = ["crime_and_disorder", "substance_misuse", "reoffending", "serious_violence"]


@dataclass
class Written:
    """A plan with what stands in it."""

    plan: Plan
    council: Organisation
    priority: Priority
    step: Step
    by: User
    parts: dict[str, Any] = field(default_factory=dict)

    def write(self, kind: Kind, **values: Any) -> Any:
        under = self.priority if kind.under_priority else None
        return write_part(plan=self.plan, kind=kind, values=values, under=under, by=self.by)


@pytest.fixture
def council(workspace: Workspace, officer: User) -> Organisation:
    made = found_organisation(workspace=workspace, name="Tithing Council", kind="district_council", by=officer)
    set_capacity(organisation=made, kind="responsible", since=date(2020, 4, 1), basis="s5", by=officer)
    return made


@pytest.fixture
def written(partnership: Partnership, council: Organisation, edition: Edition, officer: User) -> Written:
    texts = {one.id: f"Words on {one.label.lower()}." for one in plan_texts()}
    given = PlanFacts("A safer Tithing, 2024/25", YEAR, YEAR, edition, texts)
    plan = start_plan(workspace=partnership.workspace, year=YEAR, given=given, by=officer)
    values = {
        "name": "Burglary", "why": "Homes were broken into. It harms for long.", "lead": council,
        "departs": "Residents put it first.", "strategies": STRATEGIES, "equality": "Older people are hit hardest.",
    }  # fmt: skip
    priority = write_part(plan=plan, kind=Kind.PRIORITY, values=values, by=officer)
    aim = write_part(plan=plan, kind=Kind.OBJECTIVE, values={"words": "Fewer break-ins"}, under=priority, by=officer)
    facts = {"words": "Mark bicycles", "organisation": council, "due": date(2024, 9, 30), "objective": aim}
    step = write_part(plan=plan, kind=Kind.STEP, values=facts, under=priority, by=officer)
    found = Written(plan, council, priority, step, officer)
    found.write(Kind.OUTCOME, words="People feel safe at home", by="March 2025")
    found.write(Kind.MEASURE, words="Break-ins", now="12", target="10 or fewer", source="Police, a quarter, count")
    found.write(Kind.SHARE, organisation=council, resources="An officer", success="Break-ins a quarter")
    return found


Refusing = Callable[[], object]
