"""The priorities and the feed of the public are what was approved and published, as it was; nothing before that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from frankpledge.domain.plans.actions.life import PAGE_KIND
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.actions import approve, create_paper, send_for_review
from frankpledge.ground.documents.blocks import (
    Document,
    Position,
    Section,
    Sheet,
    SheetItem,
    SheetRow,
    Strong,
)
from frankpledge.ground.documents.models import Edition
from tests.web.on_the_public_host import address, visitor


def item(words: str, under: str = "", *aside: Position) -> tuple[SheetItem, ...]:
    return (SheetItem((Strong(words),), under, aside),)


SHEET = Sheet(
    "Fewer people harmed.",
    "",
    (("Shop theft", "Lead: the council"), ("Lamps", "")),
    (
        SheetRow("Why", "", (item("It has risen since May."), ())),
        SheetRow("How we shall know", "", (item("Thefts", "266", Position("not_met", "Does not meet")), item("Lit"))),
        SheetRow("Also watched", "", (item("Road safety"),), across=True),
    ),
)
TREE = Document(
    title="A safer Tithing: plan on a page", subtitle="2026/27", partnership="Tithing", status="", foot="Plan",
    cut_off=date(2026, 3, 24), sections=(Section("page", "The plan", (SHEET,), numbered=False),),
)  # fmt: skip


@pytest.fixture
def page(workspace: Workspace, officer: User, member: User) -> Edition:
    open_public_site(workspace=workspace, by=officer)
    return approved(workspace, TREE, officer, member)


def approved(workspace: Workspace, tree: Document, officer: User, member: User) -> Edition:
    paper = create_paper(workspace=workspace, kind=PAGE_KIND, title=tree.title, tree=tree, by=officer)
    return approve(paper=send_for_review(paper=paper, by=officer), by=member, formats=("html",))


def read(workspace: Workspace, name: str) -> str:
    return visitor().get(address(name, slug=workspace.slug)).content.decode()


def test_priorities_are_shown_when_the_plan_is_published_and_not_before(page: Edition, officer: User) -> None:
    place = page.workspace
    assert "has not been published here yet" in read(place, "public:priorities")
    assert "Shop theft" not in read(place, "public:home")
    publication = publish_edition(edition=page, by=officer)
    html = read(place, "public:priorities")
    for words in ("Shop theft", "Lead: the council", "It has risen since May.", "266 Does not meet", "Road safety"):
        assert words in html
    assert html.count(">Why<") == 1  # a row that says nothing of a priority is left out of it
    assert "It has risen since May." in read(place, "public:home")
    withdraw_publication(publication=publication, reason="It was the wrong one.", by=officer)
    assert "Shop theft" not in read(place, "public:priorities")


def test_the_newest_plan_is_shown_and_those_before_it_are_past_editions(
    page: Edition, officer: User, member: User
) -> None:
    later = replace(TREE, title="A safer Tithing, later", subtitle="2027/28", cut_off=date(2027, 3, 24))
    publish_edition(edition=approved(page.workspace, later, officer, member), by=officer)
    publish_edition(edition=page, by=officer)
    html = read(page.workspace, "public:priorities")
    assert "2027/28" in html.split("<h1")[0]
    assert "Past editions" in html
    assert "A safer Tithing: plan on a page" in html


def test_the_feed_tells_what_was_published_and_forgets_what_was_withdrawn(page: Edition, officer: User) -> None:
    publication = publish_edition(edition=page, by=officer)
    told = read(page.workspace, "public:feed")
    assert "A safer Tithing: plan on a page, edition 1" in told
    assert f"urn:uuid:{publication.pk}" in told
    withdraw_publication(publication=publication, reason="It was the wrong one.", by=officer)
    assert "A safer Tithing" not in read(page.workspace, "public:feed")
