"""A priority names rows of the risk register, measures show their judgements, and a plan is put on an agenda."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from frankpledge.domain.bodies.actions.seats import create_body
from frankpledge.domain.bodies.models import Organisation
from frankpledge.domain.indicators.actions.publishing import publish_waiting
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.meetings.models import Item
from frankpledge.domain.plans.actions import write_part
from frankpledge.domain.plans.actions.life import put_on_agenda
from frankpledge.domain.plans.actions.rolling import roll_forward
from frankpledge.domain.plans.models import Plan, Step
from frankpledge.domain.plans.queries import whole
from frankpledge.domain.plans.queries.agendas import agenda_href, agendas_for
from frankpledge.domain.plans.queries.on_a_page import page_document
from frankpledge.domain.plans.queries.telling import plan_document
from frankpledge.domain.plans.rules import NotAPlan, next_due
from frankpledge.domain.plans.rules.parts import Kind
from frankpledge.domain.risks.actions import Described, First, close_risk, raise_risk
from frankpledge.domain.risks.models import Risk
from frankpledge.domain.risks.rules import Level, ScoreKind
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.blocks import Position, Sheet, Signal
from frankpledge.ground.documents.formats import FORMATS
from frankpledge.ground.documents.tree import canonical
from tests.domain.measured import measured
from tests.domain.plans.conftest import Written
from tests.domain.plans.test_life import approved

ON = date(2026, 2, 27)


@pytest.fixture
def risk(workspace: Workspace, council: Organisation, officer: User) -> Risk:
    board = create_body(workspace=workspace, name="Board", kind="board", by=officer)
    given = Described("The locks run out", board, council, "money")
    first = First(date(2024, 4, 2), {ScoreKind.CURRENT: Level("five", 4, 4)})
    return raise_risk(workspace=workspace, given=given, first=first, by=officer)


def naming(written: Written, *risks: Risk) -> None:
    """Let the priority of a plan name rows of the risk register."""
    row = written.priority
    values = {name: getattr(row, name) for name in ("name", "why", "lead", "departs", "strategies", "equality")}
    values |= {"risks": "The locks may be dear.", "register_risks": list(risks)}
    write_part(plan=written.plan, kind=Kind.PRIORITY, values=values, part=row, by=written.by)


def test_a_priority_leads_to_the_rows_of_the_risk_register_and_keeps_its_words(
    written: Written, risk: Risk, client: Client
) -> None:
    naming(written, risk)
    client.force_login(written.by)
    page = client.get(f"/w/tithing/plan/priorities/{written.priority.pk}/").content.decode()
    assert f'href="/w/tithing/risks/{risk.pk}/"' in page
    assert "The locks may be dear." in page
    assert "risk 1, The locks run out" in canonical(plan_document(whole(written.plan), on=ON)).decode()


def test_next_years_plan_proposes_next_years_dates_and_carries_the_open_risks_alone(
    written: Written, risk: Risk, council: Organisation, member: User
) -> None:
    given = Described("The paint runs out", risk.body, council, "money")
    over = raise_risk(workspace=written.plan.workspace, given=given, first=First(date(2024, 4, 2), {}), by=written.by)
    naming(written, risk, over)
    close_risk(risk=over, reason="There is paint", on=date(2024, 5, 1), by=written.by)
    after = roll_forward(plan=approved(written, member), by=written.by)
    assert Step.objects.get(priority__plan=after).due == date(2025, 9, 30)
    assert list(after.priorities.get().register_risks.all()) == [risk]


@pytest.mark.parametrize(("due", "proposed"), [
    (date(2024, 2, 29), date(2026, 2, 28)),
    (date(2025, 6, 30), date(2025, 6, 30)), (date(2023, 9, 30), date(2025, 9, 30)), (None, None),
])  # fmt: skip
def test_a_date_is_proposed_so_many_years_later_as_it_takes(due: date | None, proposed: date | None) -> None:
    assert next_due(due, "2025/26") == proposed


def test_a_measure_on_the_page_shows_its_judgements_once_the_board_has_its_value(
    written: Written, workspace: Workspace, analyst: User, officer: User, client: Client
) -> None:
    rising = measured(workspace, analyst)["rising"]
    written.write(Kind.MEASURE, words="Thefts from shops", now="391", target="fewer", indicator=rising)
    found = whole(Plan.objects.get())
    assert not shapes(page_document(found, on=ON).sections[0].blocks[0])
    publish_waiting(workspace=workspace, indicators=[rising], by=officer)
    document = page_document(found, on=clock.today())
    signal, position = shapes(document.sections[0].blocks[0])
    assert isinstance(signal, Signal)
    assert isinstance(position, Position)
    assert (signal.verdict, position.verdict) == ("higher", "no_target")
    assert FORMATS["pdf"].render(document)
    client.force_login(officer)
    page = client.get(f"/w/tithing/plan/{written.plan.pk}/page/").content.decode()
    assert "Higher than expected" in page
    assert f'href="/w/tithing/performance/{rising.pk}/"' in page


def shapes(sheet: object) -> list[object]:
    """Return the judgements that stand on the sheet of a plan."""
    assert isinstance(sheet, Sheet)
    items = [item for row in sheet.rows for cell in row.cells for item in cell]
    return [part for item in items for part in item.aside if isinstance(part, Signal | Position)]


def test_a_plan_is_put_on_the_agenda_of_its_board_in_one_step_and_once(
    written: Written, workspace: Workspace, member: User
) -> None:
    board = create_body(workspace=workspace, name="Board", kind="board", by=written.by)
    meeting = plan_meeting(workspace=workspace, body=board, on=clock.today() + timedelta(days=20), by=written.by)
    (agenda,) = agendas_for(written.plan, viewer=written.by, today=clock.today())
    with pytest.raises(NotAPlan, match="is a draft"):
        put_on_agenda(plan=written.plan, agenda=agenda, by=written.by)
    put = put_on_agenda(plan=approved(written, member), agenda=agenda, by=written.by)
    item = Item.objects.get(meeting=meeting, title=put.title)
    assert item.asks == f"note how {put.title} is carried out"
    assert put.agenda_words.endswith(f", item {item.order}")
    assert agenda_href(put, viewer=written.by, today=clock.today()).endswith(f"{meeting.pk}/")
    with pytest.raises(NotAPlan, match="already"):
        put_on_agenda(plan=put, agenda=agenda, by=written.by)
