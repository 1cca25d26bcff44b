"""What stands around every page: headers that protect, a theme that stays, and pages for what went wrong."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from django.urls import path

from frankpledge.ground.accounts.rules import Role
from frankpledge.refusal import Refusal
from tests.ground.people import new_member, new_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(new_member(new_workspace(), Role.OFFICER))
    return client


def test_nothing_that_a_signed_in_person_sees_is_stored(officer: Client) -> None:
    assert officer.get("/account/")["Cache-Control"] == "no-store, private"


def test_pages_run_nothing_that_is_not_ours(client: Client) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";") if " " in rule.strip())
    assert rules["default-src"] == "'none'"
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy


def test_pages_have_no_style_or_script_of_their_own(officer: Client) -> None:
    html = officer.get("/gallery/").content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", html)


def test_headers_protect_every_page(client: Client) -> None:
    page = client.get("/sign-in/")
    assert page["X-Frame-Options"] == "DENY"
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["Referrer-Policy"] == "same-origin"


def test_the_chosen_theme_stays_and_can_be_left_again(client: Client) -> None:
    assert "data-theme" not in client.get("/sign-in/").content.decode()
    answer = client.post("/theme/", {"theme": "contrast", "next": "/sign-in/"})
    assert answer["Location"] == "/sign-in/"
    assert answer.cookies["theme"]["httponly"]
    html = client.get("/sign-in/").content.decode()
    assert '<html lang="en-GB" data-theme="contrast">' in html
    assert "Usual colours" in html
    client.post("/theme/", {"theme": "light"})
    assert 'data-theme="light"' in client.get("/sign-in/").content.decode()


def test_a_theme_that_is_none_of_ours_is_not_kept(client: Client) -> None:
    assert "theme" not in client.post("/theme/", {"theme": '"><script>'}).cookies


def test_an_address_that_leads_nowhere_says_so_in_the_frame(officer: Client) -> None:
    page = officer.get("/nowhere/")
    assert page.status_code == 404
    assert "There is no page here" in page.content.decode()
    assert 'id="main"' in page.content.decode()


def test_what_the_role_does_not_allow_says_who_may(client: Client) -> None:
    place = new_workspace()
    client.force_login(new_member(place, Role.MEMBER))
    page = client.get(f"/w/{place.slug}/ledger/")
    assert page.status_code == 403
    assert "It is for: Administrator, Partnership officer." in page.content.decode()


def refuses(request: object) -> None:
    """Refuse, as a view does whose action refused."""
    raise Refusal("the month is missing.", where="2025-03.csv", cure="Send it again.")


def breaks(request: object) -> None:
    """Break."""
    raise ZeroDivisionError("a secret of the inside")


class Broken:
    """Addresses for this test alone, beside the product's own."""

    from frankpledge.config import urls as own

    urlpatterns = (*own.urlpatterns, path("refuses/", refuses), path("breaks/", breaks))
    handler500, handler404 = own.handler500, own.handler404


@override_settings(ROOT_URLCONF=Broken)
def test_a_refusal_that_no_form_caught_is_a_page_with_reason_place_and_cure(officer: Client) -> None:
    page = officer.get("/refuses/")
    assert page.status_code == 422
    for words in ("the month is missing.", "2025-03.csv", "Send it again."):
        assert words in page.content.decode()


@override_settings(ROOT_URLCONF=Broken)
def test_a_failure_of_ours_is_a_page_that_tells_nothing_of_the_inside(officer: Client) -> None:
    officer.raise_request_exception = False
    page = officer.get("/breaks/")
    assert page.status_code == 500
    assert "Something went wrong on our side" in page.content.decode()
    assert "secret of the inside" not in page.content.decode()
