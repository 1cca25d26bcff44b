"""What else happened on the chart of an indicator: changes of definition and recording, unusual times, campaigns."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.analysis.periods import Month
from frankpledge.charts.period_events import PeriodEvent
from frankpledge.domain.bodies.actions.organisations import found_organisation
from frankpledge.domain.campaigns.actions import CampaignFacts, add_campaign
from frankpledge.domain.evidence.actions import EventFacts, register_event
from frankpledge.domain.indicators.actions import Written, record_value, register_indicator
from frankpledge.domain.indicators.actions.keeping import define_again
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.queries.events import dated_events
from frankpledge.domain.indicators.queries.overview import line_of
from frankpledge.domain.indicators.rules import Every, Numbers, Origin
from frankpledge.domain.indicators.rules.placed import Dated, placed
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.threads.actions import tie
from frankpledge.ground.threads.rules import Ref
from tests.domain.indicators.conftest import CRIMES

pytestmark = pytest.mark.django_db
MONTHLY = replace(CRIMES, since=date(2022, 4, 1), every=Every.MONTH)
FIRST, LAST = date(2022, 4, 1), date(2025, 12, 31)


@pytest.fixture
def damage(partnership: Partnership, analyst: User) -> Indicator:
    made = register_indicator(
        workspace=partnership.workspace, reference="NC-01", name="Criminal damage", defined=MONTHLY, by=analyst
    )
    for at in range(39):
        month = Month(2022, 10) + at
        written = Written(month.first_day, month.last_day, Numbers(Decimal(100 + at % 4)))
        record_value(indicator=made, written=written, by=analyst, known_at=datetime(2026, 1, 5, 9, tzinfo=UTC))
    return made


def told(indicator: Indicator, viewer: User) -> list[str]:
    line = line_of(indicator)
    assert line is not None
    return [one.words for one in dated_events(line, viewer=viewer, first=FIRST, last=LAST)]


def ran(workspace: Workspace, by: User, name: str, subject: str) -> Any:
    lead = found_organisation(workspace=workspace, name=f"{name} trust", kind="charity", by=by)
    given = CampaignFacts(name=name, subject=subject, began=date(2025, 2, 3), ended=date(2025, 3, 30), lead=lead)
    return add_campaign(workspace=workspace, given=given, by=by)


def test_a_campaign_stands_on_the_chart_of_what_it_was_about_and_of_what_it_is_tied_to(
    workspace: Workspace, damage: Indicator, officer: User, analyst: User
) -> None:
    ran(workspace, officer, "Paint it back", "Criminal damage")
    other = ran(workspace, officer, "Walk away", "Violence at night")
    assert told(damage, analyst) == ["Campaign: Paint it back"]
    earlier = Ref(other._meta.label_lower, str(other.pk))
    tie(
        workspace=workspace,
        earlier=earlier,
        later=Ref("indicators.indicator", str(damage.pk)),
        why="Same nights.",
        by=officer,
    )
    assert told(damage, analyst) == ["Campaign: Paint it back", "Campaign: Walk away"]


def test_changes_of_recording_stand_where_the_police_record_and_of_the_types_that_are_counted(
    workspace: Workspace, damage: Indicator, officer: User, analyst: User
) -> None:
    change = "One crime per victim for a course of conduct: the most serious counts, others no longer beside it"
    for kind, words in (("recording", "A new system records all"), ("event", "The harbour was closed")):
        facts = EventFacts(kind=kind, first="2024-05", last="2024-06", words=words, source="The force")
        register_event(workspace=workspace, facts=facts, by=analyst)
    assert told(damage, analyst) == ["The harbour was closed"]  # nobody says that the police send it
    police = found_organisation(workspace=workspace, name="Invented Police", kind="police", by=officer)
    Indicator.objects.filter(pk=damage.pk).update(supplier=police)
    damage.refresh_from_db()
    assert told(damage, analyst) == ["A new system records all", "The harbour was closed"]
    kinds = {"Violence and sexual offences": True, "Vehicle crime": False, "crime": True, "asb": False}
    for what, there in kinds.items():
        evidence = replace(MONTHLY, origin=Origin.EVIDENCE, question={"what": [what]})
        one = register_indicator(workspace=workspace, reference=what[:9], name=what, defined=evidence, by=analyst)
        assert (change in told(one, analyst)) is there


def test_a_change_of_definition_is_drawn_named_in_the_list_and_in_the_table(
    client: Client, workspace: Workspace, damage: Indicator, analyst: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 20, 10, tzinfo=UTC))
    again = replace(MONTHLY, since=date(2025, 7, 1))
    define_again(indicator=damage, defined=again, because="Fires are counted apart.", by=analyst)
    client.force_login(analyst)
    page = client.get(reverse("performance:one", args=(workspace.slug, damage.pk))).content.decode()
    words = "1 July 2025: Definition 2: Fires are counted apart."
    assert f"<li>1. {words}</li>" in page
    table = page[page.index("<table") :]
    row = table[table.index("July 2025") :]
    assert words in row[: row.index("</tr>")]


def test_events_lie_where_their_days_lie_and_those_outside_are_left_out() -> None:
    quarters = [(date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 9, 30))]
    found = [
        Dated(date(2025, 7, 1), None, "step"),
        Dated(date(2025, 1, 1), date(2025, 4, 30), "began before"),
        Dated(date(2025, 9, 1), date(2025, 12, 31), "goes on"),
        Dated(date(2025, 3, 31), None, "before"),
        Dated(date(2025, 10, 1), None, "after"),
    ]
    assert placed(found, quarters) == (
        PeriodEvent(0.5, "1 July 2025: step"),
        PeriodEvent(-0.5, "1 January 2025 to 30 April 2025: began before", pytest.approx(-0.5 + 30 / 91)),
        PeriodEvent(pytest.approx(0.5 + 62 / 92), "1 September 2025 to 31 December 2025: goes on", 1.5),
    )  # fmt: skip
    rolling = [(date(2024, 7, 1), date(2025, 6, 30)), (date(2024, 10, 1), date(2025, 9, 30))]
    assert [one.at for one in placed(found[:1], rolling)] == [0.5]
    assert placed(found, []) == ()
