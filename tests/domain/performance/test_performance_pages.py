"""The pages of performance: three judgements in words, what was known when, and two people for what the board sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from frankpledge.analysis.periods import Month
from frankpledge.domain.indicators.actions import Written, record_value, register_indicator
from frankpledge.domain.indicators.actions.keeping import order_by_reference, set_reporting_column
from frankpledge.domain.indicators.models import Indicator
from frankpledge.domain.indicators.rules import Every, NotAnIndicator, Numbers, WindowKind
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.indicators.conftest import CRIMES

pytestmark = pytest.mark.django_db
MONTHLY = replace(CRIMES, every=Every.MONTH, window=WindowKind.QUARTER)


@pytest.fixture
def crimes(workspace: Workspace, analyst: User) -> Indicator:
    """Return a count of three years by month, half as high again in its last quarter."""
    made = register_indicator(
        workspace=workspace, reference="NC-01", name="Criminal damage", defined=MONTHLY, by=analyst
    )
    for at in range(39):
        month = Month(2022, 10) + at
        count = 150 if at >= 36 else 100 + at % 4
        written = Written(month.first_day, month.last_day, Numbers(Decimal(count)))
        record_value(
            indicator=made, written=written, by=analyst,
            known_at=datetime(month.last_day.year, month.last_day.month, 28, 9, tzinfo=UTC),
        )  # fmt: skip
    return made


def page(client: Client, user: User, name: str, *parts: object, **query: str) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=parts), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_exception_stands_first_with_its_judgements_in_words(
    client: Client, workspace: Workspace, officer: User, crimes: Indicator
) -> None:
    said = page(client, officer, "performance:list", workspace.slug)
    assert said.index("Exceptions") < said.index("Criminal damage")
    assert "Higher than expected" in said
    assert "No target set" in said
    assert "Reported colour" not in said


def test_the_reported_colour_stands_beside_the_three_with_its_rule_and_day(
    client: Client, workspace: Workspace, officer: User, crimes: Indicator
) -> None:
    set_reporting_column(
        workspace=workspace, on=True, since=date(2025, 4, 1), because="The cabinet asks", rule="By position alone",
        by=officer,
    )  # fmt: skip
    said = page(client, officer, "performance:list", workspace.slug)
    assert "Reported colour, by the rule of 1 April 2025: By position alone" in said
    assert "Grey" in said
    assert "Higher than expected" in said


def test_a_quarter_that_is_judged_by_months_is_drawn_by_month(
    client: Client, workspace: Workspace, officer: User, crimes: Indicator
) -> None:
    said = page(client, officer, "performance:one", workspace.slug, crimes.pk)
    assert "450 offences in 2025/26 Q3." in said
    assert "Criminal damage: higher than expected" in said
    assert "Expected from" in said
    assert "<td" in said[said.index("December 2025") :]


def test_a_page_as_known_earlier_does_not_know_what_came_later(
    client: Client, workspace: Workspace, officer: User, crimes: Indicator
) -> None:
    said = page(client, officer, "performance:one", workspace.slug, crimes.pk, as_known="2025-10-15")
    assert "As known on 15 October 2025" in said
    assert "in 2025/26 Q2." in said


def test_a_value_is_put_before_the_board_by_somebody_else_than_who_wrote_it_down(
    client: Client, workspace: Workspace, analyst: User, people: dict[Role, User], crimes: Indicator
) -> None:
    value = crimes.values.order_by("starts").last()
    assert value is not None
    address = reverse("performance:publish", args=(workspace.slug, crimes.pk, value.pk))
    for user, stands in ((analyst, False), (people[Role.LEAD], True)):
        client.force_login(user)
        client.post(address)
        value.refresh_from_db()
        assert (value.published_at is not None) is stands


def test_what_is_typed_wrongly_stands_on_the_page_with_its_reason(
    client: Client, workspace: Workspace, analyst: User, crimes: Indicator
) -> None:
    client.force_login(analyst)
    address = reverse("performance:value", args=(workspace.slug, crimes.pk))
    typed = {"starts": "2026-01-01", "ends": "2026-01-31", "numerator": "12.5", "status": "provisional"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "12.5 is not a whole number." in answer.content.decode()


def test_a_definition_is_put_right_on_its_page_which_leads_to_a_new_one_for_what_is_counted(
    client: Client, workspace: Workspace, analyst: User, crimes: Indicator
) -> None:
    client.force_login(analyst)
    address = reverse("performance:reword", args=(workspace.slug, crimes.pk))
    assert "changes by a new definition" in client.get(address).content.decode()
    typed = {"words": CRIMES.words, "source": "The force's own count", "caveats": "", "lag_days": "", "review_on": ""}
    assert client.post(address, typed).status_code == 422
    answer = client.post(address, typed | {"because": "It was named wrongly."}, follow=True).content.decode()
    assert "It was named wrongly." in answer
    assert "put right what the definition of" in answer  # in its record
    stands = crimes.definitions.get()
    assert (stands.source, stands.numerator, stands.lag_days) == ("The force's own count", CRIMES.numerator, None)


def test_indicators_stand_where_their_places_put_them_and_one_push_carries_what_was_typed(
    client: Client, workspace: Workspace, analyst: User, crimes: Indicator
) -> None:
    made = [crimes] + [
        register_indicator(workspace=workspace, reference=name, name=f"Other {name}", defined=CRIMES, by=analyst)
        for name in ("B-2", "C-3", "D-4")
    ]
    client.force_login(analyst)
    address = reverse("performance:order", args=(workspace.slug,))
    assert "Other D-4" in client.get(address).content.decode()

    def standing() -> list[str]:
        return list(Indicator.objects.filter(workspace=workspace).values_list("reference", flat=True))

    typed = {str(one.pk): str(place) for place, one in enumerate(made, start=1)}
    client.post(address, typed | {str(made[3].pk): "1"})
    assert standing() == ["D-4", "NC-01", "B-2", "C-3"]
    now = [made[3], made[0], made[1], made[2]]
    typed = {str(one.pk): str(place) for place, one in enumerate(now, start=1)}
    client.post(address, typed | {str(made[3].pk): "3", "down": str(made[0].pk)})  # moved down, and NC-01 pushed on
    assert standing() == ["B-2", "NC-01", "D-4", "C-3"]
    answer = client.post(address, typed | {str(made[3].pk): "first"})
    assert answer.status_code == 422
    assert standing() == ["B-2", "NC-01", "D-4", "C-3"]


def test_short_names_put_indicators_into_order_and_what_is_none_is_refused(
    workspace: Workspace, analyst: User, crimes: Indicator
) -> None:
    other = register_indicator(workspace=workspace, reference="B-2", name="Other", defined=CRIMES, by=analyst)
    order_by_reference(workspace=workspace, references=["b-2"], by=analyst)
    assert list(Indicator.objects.filter(workspace=workspace)) == [other, crimes]
    for names, why in ((["Z-9"], "no indicator “Z-9”"), (["B-2", "b-2"], "b-2 is named twice")):
        with pytest.raises(NotAnIndicator, match=why):
            order_by_reference(workspace=workspace, references=names, by=analyst)
