"""The first page says what needs the reader, and leads to the right workspace."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from frankpledge.ground.accounts import registry
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.registry import HomeContribution, HomeRequest, HomeSection, Need, Step
from frankpledge.web.home import NOTHING_NEEDED, SOMETHING_LATER, opening, quarter_page, quarter_told
from tests.ground.people import new_member, new_user, new_workspace

LATE = Need("Chase two returns", "/late/", "Two stay blank.", due=date(2026, 1, 15), tag="5 days late", late=True)
SOON = Need("Review the protocol", "/soon/", "Version 4.", due=date(2026, 1, 31))
SOME_DAY = Need("Tidy the shelf", "/shelf/", "It is full.")


@pytest.mark.parametrize(
    ("needs", "waits", "said"),
    [
        ([], [], "Nothing needs you."),
        ([SOON], [], "One thing needs you."),
        ([LATE], [], "One thing needs you, and is late."),
        ([LATE, SOON], [SOON], "Two things need you, 1 of them late. One thing waits for an answer from you."),
        ([SOON] * 11, [], "11 things need you."),
    ],
)
def test_one_sentence_says_what_is_needed(needs: list[Need], waits: list[Need], said: str) -> None:
    assert opening(needs, waits) == said


@pytest.mark.parametrize(
    ("today", "quarter"),
    [
        (date(2026, 1, 20), "2025/26 Q3 · October to December 2025"),
        (date(2026, 4, 1), "2025/26 Q4 · January to March 2026"),
        (date(2026, 6, 30), "2025/26 Q4 · January to March 2026"),
    ],
)
def test_the_quarter_told_is_the_one_that_ended_last(today: date, quarter: str) -> None:
    assert quarter_told(today) == quarter


@pytest.mark.django_db
def test_what_apps_bring_is_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    def bring(asked: HomeRequest) -> HomeContribution:
        section = HomeSection("Duties", "ui/components/lede.html", {"words": "By <March>"}, place="side")
        steps = (Step("Later", "", "to_come", 2), Step("Sooner", "", "done", 1))
        return HomeContribution(needs=(SOME_DAY, SOON, LATE), waits=(SOON,), steps=steps, sections=(section,))

    monkeypatch.setattr(registry, "HOME", bring, raising=False)
    place = new_workspace()
    page = quarter_page(workspace=place, viewer=new_member(place, Role.OFFICER), today=date(2026, 1, 20))
    titles = [need.title for need in (*page.needs, *page.more_needs)]
    assert [titles.index(need.title) for need in (LATE, SOON, SOME_DAY)] == sorted(
        titles.index(need.title) for need in (LATE, SOON, SOME_DAY)
    )
    assert [step.title for step in page.steps if step.title in {"Later", "Sooner"}] == ["Sooner", "Later"]
    assert [section.drawn.strip() for section in page.side if section.title == "Duties"] == [
        '<p class="lede">By &lt;March&gt;</p>'
    ]


@pytest.mark.django_db
class TestTheWayIn:
    def test_with_one_workspace_one_is_led_straight_into_it(self, client: Client) -> None:
        place = new_workspace()
        client.force_login(new_member(place, Role.MEMBER))
        assert client.get("/")["Location"] == f"/w/{place.slug}/"

    def test_with_several_one_chooses(self, client: Client) -> None:
        here, there, foreign = new_workspace("Here"), new_workspace("There"), new_workspace("Foreign Parts")
        person = new_member(here, Role.MEMBER)
        from frankpledge.ground.accounts.actions import add_member

        add_member(workspace=there, user=person, role=Role.MEMBER)
        client.force_login(person)
        assert client.get("/")["Location"] == "/workspaces/"
        html = client.get("/workspaces/").content.decode()
        assert f'href="/w/{here.slug}/"' in html
        assert f'href="/w/{there.slug}/"' in html
        assert foreign.name not in html
        assert "Change workspace" in client.get(f"/w/{here.slug}/").content.decode()

    def test_with_none_one_is_told_whom_to_ask(self, client: Client) -> None:
        client.force_login(new_user())
        assert "Ask an administrator" in client.get("/workspaces/").content.decode()


@pytest.mark.django_db
def test_the_page_names_the_partnership_and_that_a_demonstration_is_one(client: Client) -> None:
    real, invented = new_workspace("Herefordshire Community Safety Partnership"), new_workspace("Vale", generated=True)
    client.force_login(new_member(real, Role.MEMBER))
    html = client.get(f"/w/{real.slug}/").content.decode()
    assert "<title>This quarter – Herefordshire Community Safety Partnership</title>" in html
    assert '<span>Herefordshire <span class="identity__rest">Community Safety Partnership</span></span>' in html
    assert "Demonstration" not in html
    client.force_login(new_member(invented, Role.MEMBER))
    assert (
        "<b>Demonstration.</b> This place and its figures are invented."
        in client.get(f"/w/{invented.slug}/").content.decode()
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "shown"), [(Role.OFFICER, True), (Role.ADMINISTRATOR, True), (Role.MEMBER, False)])
def test_what_happened_last_is_told_to_whoever_may_read_the_ledger(client: Client, role: Role, shown: bool) -> None:
    place = new_workspace()
    client.force_login(new_member(place, role))
    assert ("What happened last" in client.get(f"/w/{place.slug}/").content.decode()) is shown


@pytest.mark.django_db
def test_the_ledger_is_read_by_officers_and_administrators_a_page_at_a_time(client: Client) -> None:
    place = new_workspace()
    person = new_member(place, Role.OFFICER)
    for _ in range(52):
        new_member(place, Role.MEMBER)
    client.force_login(person)
    html = client.get(f"/w/{place.slug}/ledger/").content.decode()
    assert "54 in all" in html
    assert html.count("<time ") == 50
    second = client.get(f"/w/{place.slug}/ledger/?page=2").content.decode()
    assert second.count("<time ") == 4
    assert "opened the workspace" in second
    client.force_login(new_member(place, Role.MEMBER))
    assert client.get(f"/w/{place.slug}/ledger/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_whoever_nothing_waits_for_is_told_what_their_part_is(role: Role) -> None:
    place = new_workspace()
    page = quarter_page(workspace=place, viewer=new_member(place, role), today=date(2026, 1, 20))
    assert page.empty == NOTHING_NEEDED[role]
    assert page.empty != SOMETHING_LATER
