"""The public's host: by port or by name, for one partnership or for all; apart from the workspace in every way."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from frankpledge.config.public import WEATHER, PublicChoice, public_choice
from frankpledge.config.signing_in import WronglyChosen
from frankpledge.domain.site.actions import open_public_site
from frankpledge.domain.site.models import Site
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.web.public import place as places
from tests.ground.people import new_member, new_workspace
from tests.web.on_the_public_host import address, visitor

HOST = "safer.example.org"


@pytest.fixture
def vale(db: None) -> Workspace:
    workspace = new_workspace()
    open_public_site(workspace=workspace, by=new_member(workspace, Role.OFFICER))
    return workspace


def given(settings: Settings, hosts: dict[str, str]) -> Client:
    """Let hosts be the public's, and return somebody who comes to the first."""
    settings.PUBLIC = PublicChoice(hosts, "", WEATHER)
    settings.ALLOWED_HOSTS = [*hosts, "testserver"]
    return Client(HTTP_HOST=next(iter(hosts)))


def test_a_host_of_one_partnership_shows_it_at_its_root_in_both_colours(vale: Workspace, settings: Settings) -> None:
    client = given(settings, {HOST: vale.slug})
    html = client.get("/").content.decode()
    assert "North Vale" in html
    assert 'href="/documents/"' in html
    assert 'href="/high-contrast/"' in html
    other = client.get("/high-contrast/").content.decode()
    assert 'data-theme="contrast"' in other
    assert 'href="/high-contrast/documents/"' in other
    assert client.get("/sign-in/").status_code == 404
    assert Client().get("/sign-in/").status_code == 200  # the workspace's own host goes on as before


def test_a_host_of_all_leads_to_the_only_one_and_lists_several(vale: Workspace, settings: Settings) -> None:
    client = given(settings, {HOST: ""})
    assert client.get("/")["Location"] == f"/{vale.slug}/"
    other = new_workspace("South Vale Community Safety Partnership")
    open_public_site(workspace=other, by=new_member(other, Role.OFFICER))
    html = client.get("/").content.decode()
    assert f'href="/{vale.slug}/"' in html
    assert f'href="/{other.slug}/"' in html
    assert client.get(f"/{vale.slug}/documents/").status_code == 200


def test_an_address_without_its_last_stroke_leads_on(vale: Workspace) -> None:
    assert visitor().get(f"/{vale.slug}")["Location"] == f"/{vale.slug}/"
    assert visitor().get(f"/{vale.slug}/documents")["Location"] == f"/{vale.slug}/documents/"
    assert visitor().get(f"/{vale.slug}/nothing").status_code == 404


def test_a_strange_host_is_asked_nothing(vale: Workspace, settings: Settings) -> None:
    given(settings, {HOST: vale.slug})
    assert Client(HTTP_HOST="elsewhere.example.org").get("/").status_code == 400


def test_no_header_makes_a_visitor_the_publics(vale: Workspace) -> None:
    answer = Client().get(f"/{vale.slug}/", headers={"frankpledge.public": "1", "frankpledge-public": "1"})
    assert answer.status_code == 404


@pytest.mark.parametrize("page", ["public:home", "public:quiet_visits"])
def test_with_the_database_away_a_page_says_so_and_a_safety_page_stays_quiet(
    vale: Workspace, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    def away(_slug: str) -> Site | None:
        raise OperationalError("away")

    monkeypatch.setattr(places, "open_site", away)
    client: Any = visitor()
    client.raise_request_exception = False
    answer = client.get(address(page, slug=vale.slug))
    assert answer.status_code == 500
    assert "Call 999" in answer.content.decode()
    assert vale.name not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == ("no-referrer" if page == "public:quiet_visits" else "same-origin")
    assert "Set-Cookie" not in answer


def test_what_is_chosen_is_read_from_the_environment() -> None:
    assert public_choice({}) == PublicChoice({}, "", WEATHER)
    chosen = {
        "FRANKPLEDGE_PUBLIC_HOSTS": f" {HOST.upper()} = vale , other.example.org",
        "FRANKPLEDGE_PUBLIC_LEAVE": "https://weather.example.org/",
    }
    assert public_choice(chosen) == PublicChoice(
        {HOST: "vale", "other.example.org": ""}, f"https://{HOST}", "https://weather.example.org/"
    )
    assert public_choice({"FRANKPLEDGE_PUBLIC_ADDRESS": "https://a.example.org/"}).address == "https://a.example.org"
    with pytest.raises(WronglyChosen, match="FRANKPLEDGE_PUBLIC_LEAVE"):
        public_choice({"FRANKPLEDGE_PUBLIC_LEAVE": "weather"})
