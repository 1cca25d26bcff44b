"""A partnership signs up in its own workspace to what another holds; the records of a strategy prove its duties."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from frankpledge.analysis.periods import financial_year_of
from frankpledge.domain.duties.queries.register import position
from frankpledge.domain.partnerships.actions import found_partnership
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.serious_violence import actions
from frankpledge.domain.serious_violence.models import SignUp, Strategy
from frankpledge.domain.serious_violence.queries import theirs
from frankpledge.domain.serious_violence.rules import NotAStrategy, Sort
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import create_user
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.audit.models import Event
from tests.domain.serious_violence.test_strategy import finish, seen, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(partnership: Partnership) -> User:
    """Return whoever keeps the partnership next door, which lies within the same county."""
    keeper = create_user(email="next-door@example.invalid", name="Next door")
    county = found_partnership(
        area_kind="csp", area_code="X99000001", area_name="Ruritania", nation="england", two_tier=False, by=keeper
    )
    own = found_partnership(
        area_kind="csp", area_code="X99000002", area_name="Wold", nation="england", two_tier=True, by=keeper
    )
    for one in (partnership, own):
        Partnership.objects.filter(pk=one.pk).update(parent=county)
    return keeper


@pytest.fixture
def strategy(partnership: Partnership, neighbour: User, officer: User) -> Strategy:
    starts = clock.today() - timedelta(days=60)
    own = Partnership.objects.get(pk=partnership.pk)
    workspace = Workspace.objects.select_related("partnership").get(pk=own.pk)
    serves = ["Wold Community Safety Partnership", "Elsewhere"]
    return actions.begin_strategy(
        workspace=workspace, title="County strategy", starts=starts, serves=serves, by=officer
    )


def test_a_partnership_signs_up_in_its_own_workspace_to_what_was_approved_and_the_holder_sees_it(
    strategy: Strategy, officer: User, member: User, neighbour: User, client: Client
) -> None:
    next_door = Workspace.objects.get(slug="wold")
    asked = {one.name: one.partner for one in strategy.served.all()}
    assert asked == {"Wold Community Safety Partnership": next_door, "Elsewhere": None}
    client.force_login(neighbour)
    here = "/w/wold/plan/serious-violence/"
    assert "County strategy" not in client.get(here).content.decode()
    finish(strategy, officer, member)
    page = client.get(here).content.decode()
    assert "County strategy" in page
    (one,) = theirs(workspace=next_door, viewer=neighbour)
    href = f"{here}of-others/{one.served.pk}/"
    shown = client.get(href).content.decode()
    assert not [secret for secret in ("On Local definition", "Harbour", "School") if secret in shown]
    answer = client.post(f"{href}sign/", {"on": clock.today().isoformat(), "signed_by": "Chair of the Wold board"})
    assert answer["Location"] == href
    made = SignUp.objects.get()
    assert (made.workspace, made.title, made.edition) == (next_door, "County strategy", 1)
    assert "This partnership signed up to edition 1" in client.get(href).content.decode()
    held = {row.name: row.signed_by for row in seen(strategy, officer).served}
    assert held["Wold Community Safety Partnership"] == "Chair of the Wold board"
    told = Event.objects.filter(verb="serious_violence.signed_up_here").values_list("workspace", flat=True)
    assert list(told) == [next_door.pk]


def test_a_stranger_a_draft_and_a_second_time_are_refused(
    strategy: Strategy, officer: User, member: User, neighbour: User, client: Client
) -> None:
    served = strategy.served.get(partner__isnull=False)
    on = clock.today()
    with pytest.raises(NotAStrategy, match="not approved"):
        actions.sign_up_here(served=served, on=on, signed_by="Chair", by=neighbour)
    finish(strategy, officer, member)
    with pytest.raises(NotPermitted):
        actions.sign_up_here(served=served, on=on, signed_by="Chair", by=officer)
    with pytest.raises(NotAStrategy, match="does not serve"):
        actions.sign_up_here(served=strategy.served.get(name="Elsewhere"), on=on, signed_by="Chair", by=neighbour)
    actions.sign_up_here(served=served, on=on, signed_by="Chair", by=neighbour)
    with pytest.raises(NotAStrategy, match="already"):
        actions.sign_up_here(served=served, on=on, signed_by="Chair", by=neighbour)
    client.force_login(officer)
    assert client.get(f"/w/tithing/plan/serious-violence/of-others/{served.pk}/").status_code == 404


def test_consultation_and_the_look_before_publication_are_proved_by_the_records_themselves(
    strategy: Strategy, officer: User, workspace: Workspace
) -> None:
    today = clock.today()
    year = financial_year_of(today)

    def proved(duty: str) -> list[str]:
        owed = position(workspace=workspace, year=year, today=today).of(duty)
        assert [one.event for one in owed] == [strategy.event]
        return [shown.words for one in owed for shown in one.evidence if shown.held]

    asked = actions.consult(strategy=strategy, sort=Sort.EDUCATION, name="School", asked_on=today, by=officer)
    assert (proved("SVD-02"), proved("SVD-04")) == ([], [])
    actions.say_none(strategy=strategy, sorts=[Sort.PRISON, Sort.YOUTH_CUSTODY], by=officer)
    actions.record_answer(consulted=asked, on=today, answer="Nothing to add", by=officer)
    write(strategy, officer)
    (consulted,), (looked,) = proved("SVD-02"), proved("SVD-04")
    assert "Educational authorities consulted, 1 consulted, 1 answered" in consulted
    assert "Nothing published that endangers, written" in looked
    actions.consult(strategy=strategy, sort=Sort.PRISON, name="Gaol", asked_on=today, by=officer)
    assert proved("SVD-02") == []
