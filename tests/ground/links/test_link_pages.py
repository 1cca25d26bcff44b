"""The pages of a link: quiet, without an account, without a cookie, and unharmed by whoever only looks."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client

from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from frankpledge.ground.links.actions import Opened, revoke_link, use_link
from frankpledge.ground.links.models import Link
from tests.ground.links.conftest import Desk
from tests.ground.people import new_member
from tests.guards.page import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    """Return a stranger's browser, which is asked for the token against forgery wherever one is needed."""
    return Client(enforce_csrf_checks=True)


def send(visitor: Client, opened: Opened, text: str, do: str = "send") -> HttpResponse:
    return visitor.post(opened.path, {"text": text, "do": do})


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_page_says_whose_it_is_for_whom_and_until_when_and_leads_nowhere_else(
    visitor: Client, opened: Opened
) -> None:
    answer = visitor.get(opened.path)
    said = words(answer)
    assert answer.status_code == 200
    assert faults(said) == []
    for part in ("North Vale", "Vale Fire", "Your chapter on fire", "No account needed", "only for this chapter"):
        assert part in said
    assert f"ends on {opened.link.expires_at:%-d %B %Y}" in said
    assert "/w/" not in said


@pytest.mark.parametrize("suffix", ["", "receipt/"])
def test_nothing_is_stored_told_on_or_set(visitor: Client, opened: Opened, suffix: str) -> None:
    for token in (opened.token, "x" * 43):
        answer = visitor.get(f"/l/{token}/{suffix}")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies


def test_a_scanner_that_opens_every_link_uses_nothing_up(visitor: Client, opened: Opened, desk: Desk) -> None:
    before = (list(Link.objects.values()), Event.objects.count())
    for _ in range(3):
        assert visitor.get(opened.path).status_code == 200
        assert visitor.head(opened.path).status_code == 200
        assert visitor.get(f"{opened.path}receipt/").status_code == 404
    assert (list(Link.objects.values()), Event.objects.count()) == before
    assert desk.came == []


def test_what_is_sent_arrives_once_and_a_receipt_is_shown(visitor: Client, opened: Opened, desk: Desk) -> None:
    answer = send(visitor, opened, "Fires fell.")
    assert (answer.status_code, answer["Location"]) == (302, f"{opened.path}receipt/")
    receipt = visitor.get(answer["Location"])
    code = Link.objects.get().receipt
    assert code in words(receipt)
    assert "Your chapter has come." in words(receipt)
    assert "Fires fell." not in words(receipt)
    assert faults(words(receipt)) == []
    assert desk.came == [("fire", "Fires fell.")]


def test_sending_twice_takes_once_and_leads_to_the_same_receipt(visitor: Client, opened: Opened, desk: Desk) -> None:
    first, second = send(visitor, opened, "Fires fell."), send(visitor, opened, "Fires rose.")
    assert first["Location"] == second["Location"]
    assert desk.came == [("fire", "Fires fell.")]
    assert visitor.get(opened.path).status_code == 404


def test_what_is_saved_comes_back_incomplete_or_not_and_reaches_nobody(
    visitor: Client, opened: Opened, desk: Desk
) -> None:
    assert send(visitor, opened, "", "save").status_code == 302
    answer = send(visitor, opened, "Fires f", "save")
    assert (answer.status_code, answer["Location"]) == (302, opened.path)
    page = words(Client().get(opened.path))
    assert "Fires f" in page
    assert "Saved, and not sent yet" in page
    assert "There is a problem" not in page
    assert desk.came == []


def test_only_what_the_form_asks_for_is_kept(visitor: Client, opened: Opened) -> None:
    visitor.post(opened.path, {"text": "x", "do": "save", "to_whom": "Somebody else", "about": "water"})
    link = Link.objects.get()
    assert link.kept == {"text": ["x"]}
    assert (link.to_whom, link.about) == ("Vale Fire", "fire")


def test_an_error_keeps_what_was_typed_and_leads_to_its_field(visitor: Client, opened: Opened, desk: Desk) -> None:
    answer = send(visitor, opened, "")
    assert answer.status_code == 422
    assert 'href="#id_text"' in words(answer)
    assert faults(words(answer)) == []
    desk.unwilling = True
    answer = send(visitor, opened, "Fires fell.")
    assert answer.status_code == 422
    assert "written by somebody else. Ask them." in words(answer)
    assert "Fires fell." in words(answer)


def test_too_much_to_keep_is_said_and_not_lost(visitor: Client, opened: Opened) -> None:
    answer = send(visitor, opened, "x" * 200_001, "save")
    assert answer.status_code == 422
    assert "200,001 characters" in words(answer)


def test_every_closed_door_looks_the_same(visitor: Client, opened: Opened, desk: Desk, officer: User) -> None:
    unknown = visitor.get("/l/" + "x" * 43 + "/")
    desk.closed = True
    over = visitor.get(opened.path)
    desk.closed = False
    use_link(link=opened.link, answers={"text": "x"})
    used = visitor.get(opened.path)
    pages = [unknown, over, used, visitor.post("/l/" + "x" * 43 + "/", {"do": "save"})]
    assert {page.status_code for page in pages} == {404}
    assert len({words(page) for page in pages}) == 1
    assert faults(words(unknown)) == []


def test_a_withdrawn_link_is_closed_from_the_next_request(visitor: Client, opened: Opened, officer: User) -> None:
    assert visitor.get(opened.path).status_code == 200
    revoke_link(link=opened.link, by=officer)
    assert visitor.get(opened.path).status_code == 404
    assert send(visitor, opened, "late").status_code == 404
    assert send(visitor, opened, "late", "save").status_code == 404


def test_whoever_is_signed_in_acts_by_the_link_all_the_same(opened: Opened, officer: User, desk: Desk) -> None:
    client = Client()
    client.force_login(officer)
    assert "The officer" not in words(client.get(opened.path))
    send(client, opened, "Fires fell.")
    assert Event.objects.filter(verb="links.link_used").get().actor_label == "Vale Fire, by link"


def test_the_workspace_sees_its_links_and_withdraws_them_on_a_page(
    opened: Opened, workspace: Workspace, officer: User
) -> None:
    client = Client()
    client.force_login(officer)
    page = words(client.get(f"/w/{workspace.slug}/links/"))
    assert "Vale Fire: a chapter" in page
    assert "Made by The officer" in page
    assert opened.token not in page
    gone = client.post(f"/w/{workspace.slug}/links/{opened.link.pk}/withdraw/", follow=True)
    assert "The link for Vale Fire was withdrawn." in words(gone)
    again = client.post(f"/w/{workspace.slug}/links/{opened.link.pk}/withdraw/", follow=True)
    assert "this link is over: withdrawn" in words(again)
    assert "Withdrawn on" in words(again)


def test_what_became_of_a_link_is_told_on_the_page(visitor: Client, opened: Opened, workspace: Workspace) -> None:
    client = Client()
    client.force_login(new_member(workspace, Role.ADMINISTRATOR))
    send(visitor, opened, "half", "save")
    assert "Something was saved and not yet sent." in words(client.get(f"/w/{workspace.slug}/links/"))
    send(visitor, opened, "whole")
    assert f"receipt {Link.objects.get().receipt}" in words(client.get(f"/w/{workspace.slug}/links/"))


def test_the_log_never_holds_a_token(visitor: Client, opened: Opened, caplog: pytest.LogCaptureFixture) -> None:
    send(visitor, opened, "")
    visitor.get(f"{opened.path}receipt/")
    visitor.get("/l/" + "x" * 43 + "/")
    visitor.get("/nowhere/")
    logged = " ".join(caplog.messages)
    assert logged.count("/l/…/") == 3
    assert "/nowhere/" in logged
    assert opened.token not in logged
