"""Machines at the form of the public, and people beside them: the first are marked, and nobody is ever kept out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from frankpledge.domain.asb_reviews.actions import handling
from frankpledge.domain.asb_reviews.actions.keeping import remove_unwritten
from frankpledge.domain.asb_reviews.models import Case
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground import clock as real
from frankpledge.ground import visitors
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.ground.people import new_member, new_workspace
from tests.web.comers import MACHINES, PEOPLE, Clock, Comer, swarm, unmarked
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db
SMALL = 8


@pytest.fixture
def officer(vale: Workspace) -> User:
    return new_member(vale, Role.OFFICER)


@pytest.fixture
def vale(db: None) -> Workspace:
    workspace = new_workspace()
    open_public_site(workspace=workspace, by=new_member(workspace, Role.OFFICER))
    return workspace


@pytest.fixture
def clock() -> Iterator[Clock]:
    cache.clear()
    with time_machine.travel(real.now(), tick=False) as moved:
        yield Clock(moved)
    cache.clear()


@pytest.mark.parametrize("kind", MACHINES)
def test_machines_of_each_kind_are_marked_and_still_answered(vale: Workspace, clock: Clock, kind: str) -> None:
    few = {"one address": visitors.MANY, "rotating addresses": SMALL, "replayed stamp": visitors.AGAIN}
    came = swarm(vale, clock, kind, SMALL, every=2)
    assert came.through == few.get(kind, 0)
    assert Case.objects.filter(received_on__isnull=False).count() == SMALL  # looked at all the same


def test_of_very_many_within_an_hour_all_but_the_first_are_marked(vale: Workspace, clock: Clock) -> None:
    cases = (
        Case(workspace=vale, channel="web", code_mark=str(n), recorded_at=real.now()) for n in range(visitors.FLOOD)
    )
    Case.objects.bulk_create(cases)
    assert swarm(vale, clock, "rotating addresses", 3, every=2).through == 0
    clock.wait(3601)
    assert swarm(vale, clock, "rotating addresses", 1, every=2).through == 1


@pytest.mark.parametrize("person", PEOPLE)
def test_no_person_is_refused_while_machines_come(vale: Workspace, clock: Clock, person: Any) -> None:
    swarm(vale, clock, "too quick", 2, every=1)
    before = Case.objects.filter(received_on__isnull=False).count()
    assert person(Comer(vale, clock, "203.0.113.50"))
    assert Case.objects.filter(received_on__isnull=False).count() == before + 1
    assert unmarked(vale) == 1


def test_the_seventh_of_one_library_is_marked_and_received(vale: Workspace, clock: Clock) -> None:
    at_the_library = PEOPLE[1]
    assert all(at_the_library(Comer(vale, clock, "")) for _ in range(7))
    assert [one.doubts for one in Case.objects.order_by("recorded_at")][-2:] == [["many"], ["many"]]


def test_a_stamp_is_doubted_for_one_reason_each(clock: Clock) -> None:
    def doubted(carried: str, form: str = "f", **more: int) -> list[str]:
        return visitors.doubts(form=form, carried=carried, trap="", **{"of_address": 0, "of_all": 0, **more})

    carried = visitors.shown("f")
    assert doubted(carried) == ["quick"]
    clock.wait(visitors.QUICK_SECONDS + 1)
    assert doubted(carried) == []
    assert doubted(carried, form="g") == ["unsigned"]
    assert doubted(carried[:-1]) == ["unsigned"]
    assert doubted("") == ["unsigned"]
    assert doubted(carried) == []
    assert doubted(carried) == ["again"]
    assert doubted(visitors.shown("f"), of_address=4, of_all=29) == ["quick"]
    assert doubted(visitors.shown("f"), of_address=5, of_all=30) == ["quick", "many", "flood"]
    late = visitors.shown("f")
    clock.wait(visitors.STALE_SECONDS + 1)
    assert doubted(late) == ["stale"]


def test_an_officer_finds_them_apart_and_takes_up_the_person_among_them(
    vale: Workspace, clock: Clock, officer: User, client: Client
) -> None:
    swarm(vale, clock, "filled trap", 2, every=60)
    client.force_login(officer)
    listed = f"/w/{vale.slug}/case-reviews/"
    page = client.get(listed).content.decode()
    assert "2 more may have been sent by a machine" in page
    assert "Case\u00a01" not in page
    apart = client.get(f"{listed}?state=doubted").content.decode()
    assert "Case\u00a01" in apart
    assert "Case\u00a02" in apart
    assert (
        "2 applications for a case review, perhaps sent by a machine" in client.get(f"/w/{vale.slug}/").content.decode()
    )
    handling.take_up(case=Case.objects.get(number=1), by=officer)
    assert "Case\u00a01" in client.get(listed).content.decode()


def test_what_was_begun_and_never_written_in_goes_by_itself_after_a_month_and_nothing_else(
    vale: Workspace, clock: Clock
) -> None:
    for _ in range(3):
        Comer(vale, clock, "10.0.0.1").say("write", {"at": ""})
    written = Comer(vale, clock, "10.0.0.2")
    written.say("write", {"at": ""})
    written.go_on(what="It was loud", told="police", do="another")
    kept = Case.objects.get(reports__isnull=False)
    assert remove_unwritten(on=real.today() + timedelta(days=28)) == 0
    assert remove_unwritten(on=real.today() + timedelta(days=33)) == 3
    assert Case.objects.get() == kept
    assert Event.objects.filter(verb="asb_reviews.unwritten_removed").get().facts == {"cases": 3}
    assert remove_unwritten(on=real.today() + timedelta(days=33)) == 0


# ---- codes -----------------------------------------------------------------------------------------------------------


def guess(vale: Workspace, clock: Clock, name: str = "code", place: str = "198.51.100.9") -> Comer:
    """Type wrong codes from one address until no more is looked at."""
    guesser = Comer(vale, clock, place)
    for number in range(visitors.WRONG_CODES):
        guesser.say(name, {"code": f"AAAA-BBBB-{number:04}".replace("0", "C").replace("1", "D")})
        assert guesser.status == 422
    return guesser


@pytest.mark.parametrize("name", ["code", "write"])
def test_whoever_guesses_codes_waits_and_the_applicant_does_not(vale: Workspace, clock: Clock, name: str) -> None:
    inside = Comer(vale, clock, "198.51.100.9")  # of the same address as the guesser
    inside.say("write", {"at": ""})
    code = inside.carried()["code"]
    guesser = guess(vale, clock, name)
    guesser.say(name, {"code": code})
    assert guesser.status == 422
    assert "for ten minutes" in guesser.html
    assert "not locked" in guesser.html
    inside.go_on(what="They shout", told="police", do="another")
    assert inside.status == 200  # whoever is inside goes on, and what they wrote is kept
    assert Case.objects.get().reports.count() == 1
    elsewhere = Comer(vale, clock, "203.0.113.4")
    elsewhere.say("code", {"code": code})
    assert elsewhere.status == 200
    clock.wait(visitors.WAIT_SECONDS + 1)
    guesser.say("code", {"code": code})
    assert guesser.status == 200


def test_no_page_of_help_and_no_beginning_ever_waits(vale: Workspace, clock: Clock) -> None:
    guesser = guess(vale, clock)
    for name in ("start", "check", "lost", "code"):
        guesser.say(name)
        assert guesser.status == 200
        assert "999" in guesser.html
        assert 'id="leave"' in guesser.html
    guesser.say("check", {"many": "few"})
    assert guesser.status == 200
    guesser.say("write", {"at": ""})
    assert guesser.carried()["code"]
    assert guesser.finish()
    quiet = guesser.client.get(address("public:quiet_visits", slug=vale.slug), REMOTE_ADDR=guesser.place)
    assert quiet.status_code == 200


def test_what_a_page_carries_lets_only_its_own_code_in(vale: Workspace, clock: Clock) -> None:
    mine, theirs = Comer(vale, clock, "198.51.100.9"), Comer(vale, clock, "198.51.100.8")
    for one in (mine, theirs):
        one.say("write", {"at": ""})
    guess(vale, clock)
    mine.say("write", mine.carried() | {"code": theirs.carried()["code"], "do": "effect"})
    assert mine.status == 422
    assert "for ten minutes" in mine.html


def test_an_address_is_the_one_that_our_own_proxy_names(settings: Settings) -> None:
    asked: Any = visitor().get("/").wsgi_request
    asked.META |= {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1, 203.0.113.7"}
    settings.SECURE_PROXY_SSL_HEADER = None
    assert visitors.address_of(asked) == "10.0.0.1"  # what a visitor writes is not believed
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert visitors.address_of(asked) == "203.0.113.7"
    del asked.META["HTTP_X_FORWARDED_FOR"]
    assert visitors.address_of(asked) == "10.0.0.1"
