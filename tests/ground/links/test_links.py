"""A link opens one thing, for one job, until its day, and tells nothing to whoever guesses."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.audit.queries import events_of
from frankpledge.ground.links.actions import Opened, keep_answers, open_link, revoke_link, revoke_links, use_link
from frankpledge.ground.links.models import Link
from frankpledge.ground.links.queries import UnknownPurpose, link_for, link_of, links_of, receipt_for, state_of
from frankpledge.ground.links.rules import CannotOpen, LinkClosed, State, TooLong
from tests.ground.links.conftest import OTHER, TEXT, Desk, TooLate
from tests.ground.people import new_member, new_user, new_workspace

pytestmark = pytest.mark.django_db
ANSWER = {"text": "Fires fell."}


def refused(token: str, purpose: str = "") -> str:
    """Return what somebody is told by whom nothing is opened."""
    with pytest.raises(LinkClosed) as told:
        link_for(token, purpose)
    return str(told.value)


def test_the_token_is_long_random_and_kept_nowhere(opened: Opened) -> None:
    assert len(opened.token) >= 43
    assert re.fullmatch(r"[\w-]+", opened.token)
    row = Link.objects.filter(pk=opened.link.pk).values()[0]
    assert opened.token not in str(row)
    assert opened.token not in str(list(Event.objects.values()))
    assert re.fullmatch(r"[0-9a-f]{64}", row["digest"])


def test_two_links_have_nothing_in_common(opened: Opened, workspace: Workspace, officer: User) -> None:
    other = open_link(workspace=workspace, purpose=TEXT, about="fire", to_whom="Vale Fire", days=14, by=officer)
    assert other.token[:6] != opened.token[:6]
    assert other.link.digest != opened.link.digest


def test_the_mark_needs_the_key_of_the_installation(opened: Opened, settings: object) -> None:
    assert link_for(opened.token) == opened.link
    settings.SECRET_KEY = "another installation's key"  # type: ignore[attr-defined]
    assert refused(opened.token)


def test_a_token_opens_its_link_for_its_purpose_alone(opened: Opened) -> None:
    assert link_for(opened.token, TEXT) == opened.link
    assert refused(opened.token, OTHER)


def test_unknown_ended_withdrawn_used_and_too_long_are_told_alike(
    opened: Opened, workspace: Workspace, officer: User
) -> None:
    def another() -> Opened:
        return open_link(workspace=workspace, purpose=TEXT, about="fire", to_whom="Vale Fire", days=1, by=officer)

    ended, withdrawn, used = another(), another(), another()
    revoke_link(link=withdrawn.link, by=officer)
    use_link(link=used.link, answers=ANSWER)
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        said = {refused(token) for token in (ended.token, withdrawn.token, used.token, "x" * 43, "x" * 5_000, "")}
    assert len(said) == 1


def test_a_link_ends_on_its_moment(opened: Opened) -> None:
    with time_machine.travel(opened.link.expires_at - timedelta(seconds=1), tick=False):
        assert link_for(opened.token)
    with time_machine.travel(opened.link.expires_at, tick=False):
        assert refused(opened.token)
        with pytest.raises(LinkClosed):
            use_link(link=opened.link, answers=ANSWER)


def test_withdrawing_works_at_once_even_for_who_has_the_page_open(opened: Opened, desk: Desk, officer: User) -> None:
    held = link_for(opened.token)
    keep_answers(link=held, answers={"text": ["half"]})
    revoke_link(link=Link.objects.get(pk=held.pk), by=officer)
    with pytest.raises(LinkClosed):
        use_link(link=held, answers=ANSWER)
    with pytest.raises(LinkClosed):
        keep_answers(link=held, answers={"text": ["more"]})
    assert desk.came == []
    assert Link.objects.get(pk=held.pk).kept == {}


def test_of_two_who_send_only_the_first_is_taken(opened: Opened, desk: Desk) -> None:
    first, second = link_for(opened.token), link_for(opened.token)
    use_link(link=first, answers={"text": "first"})
    with pytest.raises(LinkClosed):
        use_link(link=second, answers={"text": "second"})
    assert desk.came == [("fire", "first")]


def test_where_the_job_refuses_the_link_stays_open_and_what_was_saved_stays(opened: Opened, desk: Desk) -> None:
    keep_answers(link=opened.link, answers={"text": ["half"]})
    desk.unwilling = True
    with pytest.raises(TooLate):
        use_link(link=link_for(opened.token), answers=ANSWER)
    assert link_for(opened.token).kept == {"text": ["half"]}
    desk.unwilling = False
    use_link(link=link_for(opened.token), answers=ANSWER)
    assert desk.came == [("fire", "Fires fell.")]


def test_a_receipt_is_had_until_the_link_would_have_ended(opened: Opened) -> None:
    with pytest.raises(LinkClosed):
        receipt_for(opened.token)
    use_link(link=opened.link, answers=ANSWER)
    got = receipt_for(opened.token)
    assert re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", got.code)
    assert (got.to_whom, got.words) == ("Vale Fire", "Your chapter has come.")
    with time_machine.travel(opened.link.expires_at, tick=False), pytest.raises(LinkClosed):
        receipt_for(opened.token)
    with pytest.raises(LinkClosed):
        receipt_for("x" * 43)


def test_everything_is_in_the_ledger_and_the_holder_is_named_by_organisation(
    opened: Opened, workspace: Workspace, officer: User
) -> None:
    keep_answers(link=opened.link, answers={"text": ["half"]})
    use_link(link=opened.link, answers=ANSWER)
    other = open_link(workspace=workspace, purpose=TEXT, about="fire", to_whom="Vale Health", days=1, by=officer)
    revoke_link(link=other.link, by=officer)
    told = [(event.verb, event.actor_label) for event in events_of(workspace)]
    assert told[:5] == [
        ("links.link_withdrawn", "The officer"),
        ("links.link_opened", "The officer"),
        ("links.link_used", "Vale Fire, by link"),
        ("links.answers_kept", "Vale Fire, by link"),
        ("links.link_opened", "The officer"),
    ]
    assert "Fires fell" not in str(list(Event.objects.values()))


def test_who_may_open_and_withdraw_is_asked(opened: Opened, workspace: Workspace) -> None:
    member = new_member(workspace, Role.MEMBER)
    with pytest.raises(NotPermitted):
        open_link(workspace=workspace, purpose=TEXT, about="fire", to_whom="Vale Fire", days=1, by=member)
    with pytest.raises(NotPermitted):
        revoke_link(link=opened.link, by=member)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"purpose": "test.nothing"}, UnknownPurpose),
        ({"to_whom": "  "}, CannotOpen),
        ({"days": 0}, CannotOpen),
        ({"days": 181}, CannotOpen),
    ],
)
def test_a_link_that_makes_no_sense_is_refused(
    desk: Desk, workspace: Workspace, officer: User, given: dict[str, object], wrong: type[Exception]
) -> None:
    plain = {"workspace": workspace, "purpose": TEXT, "about": "fire", "to_whom": "Vale Fire", "days": 5, "by": officer}
    with pytest.raises(wrong):
        open_link(**{**plain, **given})  # type: ignore[arg-type]
    assert Link.objects.count() == 0


def test_a_link_that_is_over_is_not_withdrawn_again(opened: Opened, officer: User) -> None:
    revoke_link(link=opened.link, by=officer)
    with pytest.raises(CannotOpen, match="over: withdrawn"):
        revoke_link(link=opened.link, by=officer)


def test_when_a_time_is_over_all_its_open_links_are_withdrawn_and_no_other(
    opened: Opened, workspace: Workspace, officer: User
) -> None:
    def another(about: str, purpose: str = TEXT) -> Link:
        return open_link(
            workspace=workspace, purpose=purpose, about=about, to_whom="Vale Fire", days=1, by=officer
        ).link

    used, elsewhere, otherwise = another("fire"), another("water"), another("fire", OTHER)
    use_link(link=used, answers=ANSWER)
    assert revoke_links(workspace=workspace, purpose=TEXT, about="fire", by=officer) == 1
    links = {link.pk: state_of(link) for link in Link.objects.all()}
    assert links == {
        opened.link.pk: State.REVOKED,
        used.pk: State.USED,
        elsewhere.pk: State.OPEN,
        otherwise.pk: State.OPEN,
    }


def test_more_than_a_long_chapter_is_not_kept(opened: Opened) -> None:
    with pytest.raises(TooLong):
        keep_answers(link=opened.link, answers={"text": ["x" * 200_001]})


def test_links_are_read_by_their_own_workspace_and_without_what_was_saved(
    opened: Opened, workspace: Workspace, officer: User
) -> None:
    keep_answers(link=opened.link, answers={"text": ["half"]})
    mine = links_of(workspace=workspace, viewer=officer, purpose=TEXT, about="fire")
    assert [link.to_whom for link in mine] == ["Vale Fire"]
    assert "kept" in mine[0].get_deferred_fields()
    assert list(links_of(workspace=workspace, viewer=officer, about="water")) == []
    stranger = new_member(new_workspace("South Vale"), Role.OFFICER)
    for viewer in (stranger, new_user()):
        assert list(links_of(workspace=workspace, viewer=viewer)) == []
        assert link_of(opened.link.pk, workspace=workspace, viewer=viewer) is None
    assert link_of(opened.link.pk, workspace=workspace, viewer=officer) == opened.link
    assert "Vale Fire" in str(opened.link)


@pytest.mark.parametrize(
    "change",
    [
        {"receipt": "ABCD-EFGH"},
        {"used_at": clock.now()},
        {"revoked_at": clock.now()},
        {"expires_at": clock.now() - timedelta(days=9)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_itself_holds_what_belongs_together(opened: Opened, change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=opened.link.pk).update(**change)
