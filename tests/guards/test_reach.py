"""Every page is reached by links from the first one, or excused with a reason. No link leads nowhere."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.guards.page import Page
from tests.guards.routes import ROUTES
from tests.guards.town import Town

pytestmark = pytest.mark.django_db
PAGES_AT_MOST = 1_500
ALIKE_AT_MOST = 12  # of one route: there are dozens of files, and a thousand questions to be put to the evidence
EXCUSED = {
    "asb_reviews:deed": "offered on the page of a case to whoever was let in and said why they open it",
    "asb_reviews:fetch": "linked on the page of a case to whoever was let in and said why they open it",
    "casework:one": "linked on the page of a case to whoever was let in and said why they open it",
    "casework:hold": "offered on the page of a case's time to whoever was let in",
    "casework:ask": "offered on the page of a case's time to whoever was let in",
    "casework:asked": "linked on the page of a case's time to whoever was let in",
    "casework:passage": "linked on the page of a request to whoever was let in",
    "casework:file": "linked once a second person let the answer out",
    "casework:remove": "linked once the time of a case is over",
    "comments:edit": "offered for some minutes to whoever said it",
    "ui:gallery": "for those who make pages, who know its address",
    "account_login": "where everybody else is led",
    "mfa_authenticate": "one is led to it by the right password",
    "account_reset_password_done": "one is led to it by asking for a link",
    "account_reset_password_from_key": "its address is sent by e-mail",
    "account_reset_password_from_key_done": "one is led to it by setting a password",
    "account_reauthenticate": "one is led to it before a change of how one signs in",
    "mfa_reauthenticate": "one is led to it before a change of how one signs in",
    "mfa_reauthenticate_webauthn": "one is led to it before a change of how one signs in",
    "mfa_deactivate_totp": "linked where there is an app",
    "mfa_view_recovery_codes": "one is led to it by setting up a second step",
    "mfa_generate_recovery_codes": "linked where there are codes",
    "duties:feed": "its address is given to whoever subscribes",
    "jobs:run": "one is led to it by asking for the work",
    "links:open": "its address is sent to whoever is asked",
    "returns:figures": "its address is sent to whoever is asked",
    "returns:review": "one is led to it by filling the boxes",
    "returns:sheet": "linked on the page of a link",
    "returns:template": "linked on the page of a link",
    "returns:remarks": "linked on the page of a link",
    "returns:code": "one is led to it by asking for a code",
    "links:receipt": "one is led to it by sending what was asked",
    "meetings:return": "offered while minutes are out for agreement",
    "meetings:correct": "offered once minutes were agreed",
    "priorities:sheet": "one is led to it where one marks for an agency in a round that is open",
    "action_log:bulk": "one is led to it by choosing rows of the log",
    "risks:bulk": "one is led to it by choosing rows of the register",
    "owners:bulk": "one is led to it by choosing duties",
    "web:workspaces": "offered to those who have several workspaces",
    "decision_reports:return": "offered while a report is out for agreement",
    "decision_reports:correct": "offered once a report was agreed",
    "highlights:return": "offered while a report is out for approval",
    "commentaries:return": "offered while a commentary is out for approval",
    "reports:return": "offered while a report is out for approval",
    "reports:lead": "offered while a report is a draft",
    "reports:ask": "offered while a report is a draft",
    "notices:stop": "its address stands in each mail",
    "packs:notes": "offered to whoever wrote one",
    "packs:notes_file": "offered to whoever wrote one",
    "packs:picture": "drawn on the page of the pack that shows it",
    "publishing:beneath": "offered on the first page of a county or a force area",
    "publishing:beneath_file": "offered on the first page of a county or a force area",
    "publishing:essential": "offered before an election",
    "training:withdraw": "offered for a course that was never given",
    "training:list_words": "one is led to it where a list has words that are not known",
    "performance:register_list_words": "one is led to it where a list has words that are not known",
    "performance:list_words": "one is led to it where a list has words that are not known",
    "returns:agree": "offered once a return is checked",
    "returns:late_file": "offered while a return is late",
    "plans:approve": "offered while a plan is before its board",
    "plans:agenda": "offered once a plan is before its board",
    "serious_violence:sign_here": "offered until this partnership signed up",
    "plans:back": "offered while a plan is before its board",
    "plans:keep": "offered while a printed plan is a draft",
    "plans:sent": "offered once a plan that was made here is approved",
    "work_plans:approve": "offered while a plan is a draft",
    "founding:found": "offered where workspaces are chosen",
    "founding:board": "offered to a partnership that has no board yet",
}


def linked(html: str, here: str) -> set[str]:
    """Return the addresses of ours that a page links to."""
    found = {urljoin(here, one.given.get("href", "")).split("#")[0] for one in Page(html).all("a")}
    return {address for address in found if address.startswith("/")}


def crawl(client: Client, start: str) -> dict[str, int]:
    """Return every address that can be reached by links, with what it answered."""
    answers: dict[str, int] = {}
    asked: Counter[str] = Counter()
    waiting = [start]
    while waiting and len(answers) < PAGES_AT_MOST:
        address = waiting.pop(0)
        route = route_of(address)
        if address in answers or asked[route] >= ALIKE_AT_MOST:
            continue
        asked[route] += 1
        answer = client.get(address)
        answers[address] = answer.status_code
        if answer.status_code == 302:
            waiting.append(answer["Location"])
        elif answer.get("Content-Type", "").startswith("text/html"):
            waiting += sorted(linked(answer.content.decode(), address) - set(answers))
    return answers


def route_of(address: str) -> str:
    """Return the route of an address."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return f"nowhere: {address}"


def test_every_page_is_reached_and_no_link_leads_nowhere(client: Client, lived_in: Town) -> None:
    client.force_login(lived_in.everyone())
    answers = crawl(client, "/")
    assert {address: status for address, status in answers.items() if status not in {200, 302}} == {}
    reached = {route_of(address) for address in answers}
    asked = {name for name, route in ROUTES.items() if route.method == "GET"}
    lost = sorted(asked - reached - set(EXCUSED))
    assert not lost, "\n".join(lost)


def test_no_excuse_outlives_its_route() -> None:
    assert set(EXCUSED) <= set(ROUTES)
