"""What a page shows of open data, of published documents and of the board: as it is now, and nothing besides."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from frankpledge.analysis.periods import year_ending
from frankpledge.domain.assessments.actions import Read, save_draft
from frankpledge.domain.bodies.actions.people import end_appointment
from frankpledge.domain.bodies.actions.seats import create_seat
from frankpledge.domain.meetings.actions.planning import plan_meeting
from frankpledge.domain.meetings.rules import Kind as MeetingKind
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.site.actions import approve_version, begin_page, put_block
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.presenters import Part, left_out, parts
from frankpledge.domain.site.presenters.area import figure_of, live_figure, months_picture
from frankpledge.domain.site.queries.area import months_of, own_area, whole_of
from frankpledge.domain.site.rules import BOARD
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.documents.actions import approve, send_for_review
from frankpledge.ground.documents.blocks import Document, Picture
from frankpledge.statute.disclosure import disclosure
from tests.domain.assessments.paper import LAST
from tests.domain.bodies.stage import Stage, set_table
from tests.domain.conftest import KNOWN
from tests.domain.county import County
from tests.guards.page import faults
from tests.web.on_the_public_host import address, visitor


def shown(site: Workspace, slug: str, blocks: list[dict[str, Any]], officer: User, member: User) -> Version:
    """Return a page of some blocks that the public sees."""
    draft = begin_page(workspace=site, slug=slug, title="A page", by=officer)
    for block in blocks:
        put_block(version=draft, block=block, by=officer)
    return approve_version(version=draft, shown_from=clock.today(), by=member)


def html_of(site: Workspace, name: str, **given: object) -> str:
    html = visitor().get(address(name, slug=site.slug, **given)).content.decode()
    assert faults(html) == []
    return html


def only(blocks: list[dict[str, Any]], workspace: Workspace) -> Part:
    (found,) = parts(blocks, workspace=workspace, today=clock.today())
    return found


# ---- open data -----------------------------------------------------------------------------------------------------


def test_a_chart_of_open_data_is_what_the_police_published_with_its_table_and_its_source(
    site: Workspace, partnership: Partnership, evidence: County, officer: User, member: User
) -> None:
    area = own_area(site)
    assert area is not None
    held = months_of(*area, "asb")
    assert held is not None
    assert len(held.months) == 36
    chart = only([{"kind": "chart", "live": "months:asb"}], site).wide
    assert chart is not None
    told = [row[1] for row in chart.table.rows]
    limit = disclosure().hidden_up_to
    expected = [value if value is not None and value > limit else None for value in held.values]
    assert [value if isinstance(value, int | float) else None for value in told] == expected
    assert "data.police.uk" in chart.source
    shown(site, "figures", [{"kind": "chart", "live": "months:asb"}] * 2, officer, member)
    html = html_of(site, "public:page", written="figures")
    assert html.count("Table of this chart") == 2
    marks = re.findall(r' id="(block-[^"]+)"', html)
    assert len(marks) == len(set(marks)) > 3


def test_a_figure_of_open_data_says_its_area_its_period_and_its_source_and_few_are_not_shown(
    site: Workspace, partnership: Partnership, evidence: County
) -> None:
    area = own_area(site)
    assert area is not None
    whole = whole_of(*area)
    assert whole is not None
    crimes, rate = (live_figure(key, workspace=site) for key in ("crime", "crime_rate"))
    assert crimes is not None
    assert (crimes.value, crimes.area, crimes.period) == (whole.crimes, "Nevermouth", whole.window.label)
    assert rate is not None
    assert whole.people is not None
    assert rate.value == pytest.approx(1_000 * whole.crimes / whole.people)
    assert f"residents mid-{whole.year}" in rate.source
    limit = disclosure().hidden_up_to
    few = figure_of("Burglary", limit, whole, generated=False)
    assert (few.value, few.state, few.display) == (None, "suppressed", "not shown")
    assert "or fewer are not shown" in few.caveat


def test_a_month_that_lacks_is_a_gap_and_one_of_few_is_not_shown(
    site: Workspace, partnership: Partnership, evidence: County
) -> None:
    area = own_area(site)
    assert area is not None
    held = months_of(*area, "asb")
    assert held is not None
    few = disclosure().hidden_up_to
    planted = replace(held, values=(None, 0, few, few + 1, *held.values[4:]))
    whole = whole_of(*area)
    assert whole is not None
    drawn = months_picture("asb", planted, whole, name="x", generated=False)
    assert drawn is not None
    assert [row[1] for row in drawn.wide.table.rows][:4] == ["no data", "not shown", "not shown", few + 1]
    assert f"{few} or fewer are not shown" in drawn.wide.source


def test_where_no_evidence_is_loaded_a_block_shows_nothing_and_its_writer_is_told(
    client: Client, site: Workspace, officer: User
) -> None:
    draft = begin_page(workspace=site, slug="figures", title="Figures", by=officer)
    blocks = [{"kind": "text", "heading": "", "words": "Hello."}, {"kind": "chart", "live": "beside"}]
    for block in blocks:
        put_block(version=draft, block=block, by=officer)
    assert left_out(blocks, parts(blocks, workspace=site, today=clock.today())) == (2,)
    client.force_login(officer)
    html = client.get(f"/w/{site.slug}/site/{draft.pk}/").content.decode()
    assert "Nothing is shown of block 2" in html


# ---- published documents -------------------------------------------------------------------------------------------


def test_a_chart_of_a_published_document_stays_as_it_was_and_goes_when_the_document_is_withdrawn(
    client: Client, site: Workspace, partnership: Partnership, document: Document, analyst: User, officer: User,
    member: User,
) -> None:  # fmt: skip
    section = next(one for one in document.sections if any(isinstance(block, Picture) for block in one.blocks))
    picture = next(block for block in section.blocks if isinstance(block, Picture))
    tree = replace(document, sections=(section,))
    read = Read(window=year_ending(LAST), year="2025/26", manifest="m00003", known_at=KNOWN)
    drafted = save_draft(workspace=site, read=read, tree=tree, by=analyst)
    edition = approve(paper=send_for_review(paper=drafted.paper, by=analyst), by=member, formats=("html",))
    publication = publish_edition(edition=edition, by=officer)
    begun = begin_page(workspace=site, slug="figures", title="Figures", by=officer)
    client.force_login(officer)
    asked = client.get(f"/w/{site.slug}/site/{begun.pk}/add/chart/").content.decode()
    assert f'value="{publication.pk} {picture.name}"' in asked
    chosen = {"chart": f"{publication.pk} {picture.name}"}
    for _ in range(2):
        assert client.post(f"/w/{site.slug}/site/{begun.pk}/add/chart/", chosen).status_code == 302
    begun.refresh_from_db()
    again = client.get(f"/w/{site.slug}/site/{begun.pk}/block/0/").content.decode()
    assert f'value="{publication.pk} {picture.name}" selected' in again
    approve_version(version=begun, shown_from=clock.today(), by=member)
    chart = only([begun.blocks[0]], site).wide
    assert chart is not None
    assert (chart.title, chart.table.rows) == (picture.title, picture.rows)
    assert str(edition) in chart.source
    html = html_of(site, "public:page", written="figures")
    assert html.count(picture.title) >= 2
    assert len(set(re.findall(r' id="(block-\d)-title"', html))) == 2
    withdraw_publication(publication=publication, reason="Wrong", by=officer)
    assert picture.title not in html_of(site, "public:page", written="figures")


# ---- the board -------------------------------------------------------------------------------------------------------


@pytest.fixture
def table(site: Workspace, officer: User) -> Stage:
    return set_table(site, officer)


def test_the_board_is_shown_by_seat_and_organisation_and_only_who_was_chosen_is_named(
    site: Workspace, table: Stage, officer: User, member: User
) -> None:
    create_seat(body=table.board, name="Housing", by=officer)
    sitting = {str(one.person): one for seat in table.seats.values() for one in seat.representations.all()}
    chosen = next(iter(sitting.values()))
    leaves = next(one for one in sitting.values() if one != chosen)
    end_appointment(representation=leaves, last=clock.today() - timedelta(days=3), by=officer)
    block = {"kind": "members", "body": str(table.board.pk), "named": [str(chosen.pk), str(leaves.pk)]}
    shown(site, BOARD, [block], officer, member)
    html = html_of(site, "public:board")
    for seat in table.seats.values():
        assert seat.name in html
        assert all(one.organisation.name in html for one in seat.holdings.all())
    assert "No organisation" in html  # the seat that nobody was given
    assert "nobody sits for it, since" in html
    assert [name for name in sitting if name in html] == [str(chosen.person)]
    assert visitor().get(address("public:board", slug=site.slug)).status_code == 200


def test_of_meetings_the_public_reads_their_days_and_what_is_published_and_the_place_of_the_public_one_alone(
    site: Workspace, table: Stage, officer: User, member: User
) -> None:
    def planned(days: int, kind: MeetingKind, place: str) -> date:
        on = clock.today() + timedelta(days=days)
        plan_meeting(workspace=site, body=table.board, on=on, kind=kind, place=place, by=officer)
        return on

    planned(30, MeetingKind.ORDINARY, "Room 7")
    planned(60, MeetingKind.PUBLIC, "The old library")
    shown(site, BOARD, [{"kind": "meetings", "body": str(table.board.pk)}], officer, member)
    html = html_of(site, "public:board")
    assert "Room 7" not in html
    assert "yearly public meeting, The old library. Everybody may come" in html
    assert "ordinary meeting" in html
