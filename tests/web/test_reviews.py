"""The page of reviews: what is published of them, what was withdrawn with why, and the four counts as they are."""

from __future__ import annotations

from datetime import date

import pytest

from frankpledge.domain.asb_reviews.actions.office import record_printed
from frankpledge.domain.asb_reviews.public_counts import PeriodCounts
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.publishing.models import Publication
from frankpledge.domain.site.actions import open_public_site
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.actions import approve, create_paper, send_for_review
from frankpledge.ground.documents.blocks import Document, Paragraph, Section, Text
from frankpledge.web.public.reviews import counts_table, number
from tests.ground.people import new_member, new_workspace
from tests.web.on_the_public_host import address, visitor

pytestmark = pytest.mark.django_db


def published(workspace: Workspace, kind: str, title: str, officer: User, member: User) -> Publication:
    """Return an edition of a kind, written by one person, approved by another, and published."""
    said = Section(ref="one", title="What happened", blocks=(Paragraph((Text("A call was missed."),)),))
    tree = Document(
        title=title, subtitle="2025", partnership="Tithing", status="Draft", foot="2025", cut_off=date(2026, 1, 24),
        sections=(said,),
    )  # fmt: skip
    paper = create_paper(workspace=workspace, kind=kind, title=title, tree=tree, by=officer)
    edition = approve(paper=send_for_review(paper=paper, by=officer), by=member, formats=("html",))
    return publish_edition(edition=edition, by=officer)


def test_reviews_are_listed_and_withdrawn_ones_say_why_and_other_documents_are_not_among_them() -> None:
    site = new_workspace()
    officer, member = new_member(site, Role.OFFICER), new_member(site, Role.MEMBER)
    open_public_site(workspace=site, by=officer)

    def page() -> str:
        return visitor().get(address("public:reviews", slug=site.slug)).content.decode()

    assert "No review has been published here" in page()
    assert "No numbers have been published here yet" in page()
    first = published(site, "case review", "A review of what was missed", officer, member)
    published(site, "profile", "A profile of burglary", officer, member)
    assert "A review of what was missed" in page()
    assert "A profile of burglary" not in page().split("<main")[1]
    withdraw_publication(publication=first, reason="A family asked for changes.", by=officer)
    assert "withdrawn on" in page()
    assert "A family asked for changes." in page()
    record_printed(
        workspace=site, starts=date(2024, 4, 1), ends=date(2025, 3, 31), source="Web page of 2025", by=officer,
        counts={"applications": 9, "not_met": None, "reviews": 0, "with_recommendations": None},
    )  # fmt: skip
    told = page().split("<main")[1]
    assert "1 April 2024 to 31 March 2025" in told
    assert "31 March 2025, as printed" in told
    assert "Web page of 2025" not in told
    assert told.count("not known") >= 2


def test_none_is_zero_and_what_nobody_knows_is_not() -> None:
    assert (number(0), number(None), number(1_200)) == ("0", "not known", "1,200")
    years = [
        PeriodCounts(date(y, 4, 1), date(y + 1, 3, 31), y, 0, None, None, printed=True, source="") for y in (2022, 2024)
    ]
    assert [row.cells[1] for row in counts_table(years).rows] == ["2,024", "2,022"]
