"""A page reaches the public when a second person approved it and its day has come; and says so when it is withdrawn."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from frankpledge.domain.elections.actions import record_election
from frankpledge.domain.elections.rules import Dated
from frankpledge.domain.publishing.actions import publish_edition, withdraw_publication
from frankpledge.domain.site.actions import (
    approve_version,
    begin_page,
    begin_version,
    close_public_site,
    open_public_site,
    put_block,
    raise_block,
    remove_block,
    withdraw_version,
)
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.presenters import dialled, how_hard, paragraphs
from frankpledge.domain.site.rules import HELP, SAY, Language, SiteRefused, leads_to_a_door
from frankpledge.ground import clock
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.models import Edition
from tests.domain.site.conftest import TEXT, page, status
from tests.guards.sited import service
from tests.web.on_the_public_host import address, visitor

# ---- two people, a day, a version ----------------------------------------------------------------------------------


def test_a_draft_is_on_no_page_until_a_second_person_approves_it(draft: Version, officer: User, member: User) -> None:
    site = draft.workspace
    assert status(site) == 404
    with pytest.raises(SiteRefused, match="You drafted this version"):
        approve_version(version=draft, shown_from=clock.today(), by=officer)
    approve_version(version=draft, shown_from=clock.today(), by=member)
    html = page(site)
    assert "What we ask" in html
    assert "<li>by night</li>" in html
    assert f'href="{address("public:say", slug=site.slug)}"' in page(site, "public:home")  # it stands in the masthead


def test_whoever_changed_a_draft_last_does_not_approve_it(
    draft: Version, officer: User, people: dict[Role, User]
) -> None:
    lead = people[Role.LEAD]
    put_block(version=draft, block=TEXT, by=lead)
    with pytest.raises(SiteRefused, match="You drafted"):
        approve_version(version=draft, shown_from=clock.today(), by=lead)
    approve_version(version=draft, shown_from=clock.today(), by=officer)


def test_a_role_that_does_not_write_or_approve_is_refused(draft: Version, member: User, analyst: User) -> None:
    with pytest.raises(NotPermitted):
        put_block(version=draft, block=TEXT, by=member)
    with pytest.raises(NotPermitted):
        approve_version(version=draft, shown_from=clock.today(), by=analyst)


def test_a_page_waits_for_its_day(draft: Version, member: User) -> None:
    day = clock.today() + timedelta(days=3)
    approve_version(version=draft, shown_from=day, by=member)
    assert status(draft.workspace) == 404
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert status(draft.workspace) == 200


def test_the_shown_version_stays_while_the_next_is_drafted(draft: Version, officer: User, member: User) -> None:
    approve_version(version=draft, shown_from=clock.today(), by=member)
    second = begin_version(version=draft, by=officer)
    put_block(version=second, block={**TEXT, "heading": "A new question"}, at=0, by=officer)
    assert "A new question" not in page(draft.workspace)
    with pytest.raises(SiteRefused, match="A draft of this page is open"):
        begin_version(version=draft, by=officer)
    with pytest.raises(SiteRefused, match="was approved"):
        put_block(version=draft, block=TEXT, by=officer)
    approve_version(version=second, shown_from=clock.today(), by=member)
    assert "A new question" in page(draft.workspace)
    assert "What we ask" not in page(draft.workspace)


def test_a_withdrawn_page_stays_and_says_why_and_the_one_before_does_not_come_back(
    draft: Version, officer: User, member: User
) -> None:
    approve_version(version=draft, shown_from=clock.today(), by=member)
    second = begin_version(version=draft, by=officer)
    approve_version(version=second, shown_from=clock.today(), by=member)
    with pytest.raises(SiteRefused, match="needs a reason"):
        withdraw_version(version=second, reason=" ", by=member)
    withdraw_version(version=second, reason="The survey is closed.", by=member)
    assert status(draft.workspace) == 410
    html = page(draft.workspace)
    assert "The survey is closed." in html
    assert "What we ask" not in html
    with pytest.raises(SiteRefused, match="not shown"):
        withdraw_version(version=second, reason="Again", by=member)


def test_before_an_election_only_what_people_need_is_shown_anew(draft: Version, officer: User, member: User) -> None:
    poll = clock.today() + timedelta(days=20)
    given = Dated("local", clock.today() - timedelta(days=1), poll, "")
    record_election(workspace=draft.workspace, given=given, by=officer)
    with pytest.raises(SiteRefused, match="pre-election period"):
        approve_version(version=draft, shown_from=clock.today(), by=member)
    needed = begin_page(workspace=draft.workspace, slug=HELP, title="Find help", by=officer)
    put_block(version=needed, block=service("Vale"), by=officer)
    approve_version(version=needed, shown_from=clock.today(), by=member)
    assert status(draft.workspace, "public:help") == 200


def test_blocks_are_moved_and_taken_out(draft: Version, officer: User) -> None:
    put_block(version=draft, block={**TEXT, "heading": "Second"}, by=officer)
    raise_block(version=draft, at=1, by=officer)
    assert [one["heading"] for one in draft.blocks] == ["Second", "What we ask"]
    remove_block(version=draft, at=0, by=officer)
    assert [one["heading"] for one in draft.blocks] == ["What we ask"]
    with pytest.raises(SiteRefused, match="no such block"):
        remove_block(version=draft, at=7, by=officer)


def test_a_closed_site_leads_nowhere_and_opens_as_it_was(draft: Version, officer: User, member: User) -> None:
    approve_version(version=draft, shown_from=clock.today(), by=member)
    close_public_site(workspace=draft.workspace, by=officer)
    assert status(draft.workspace) == 404
    with pytest.raises(SiteRefused, match="not open"):
        close_public_site(workspace=draft.workspace, by=officer)
    open_public_site(workspace=draft.workspace, by=officer)
    with pytest.raises(SiteRefused, match="open already"):
        open_public_site(workspace=draft.workspace, by=officer)
    assert status(draft.workspace) == 200


def test_a_page_in_welsh_stands_beside_the_english_one(draft: Version, officer: User, member: User) -> None:
    site = draft.workspace
    approve_version(version=draft, shown_from=clock.today(), by=member)
    assert "Cymraeg" not in page(site).split("<main")[1]
    other = begin_page(workspace=site, slug=SAY, title="Dweud eich dweud", language=Language.WELSH, by=officer)
    put_block(version=other, block={**TEXT, "heading": "Croeso"}, by=officer)
    approve_version(version=other, shown_from=clock.today(), by=member)
    assert 'lang="cy"' in page(site)
    assert '<div lang="cy">' in page(site, "public:welsh", written=SAY)


# ---- what a page shows of what is published ------------------------------------------------------------------------


def test_a_figure_and_a_document_are_shown_only_while_they_are_public(
    site: Workspace, edition: Edition, officer: User, member: User
) -> None:
    publication = publish_edition(edition=edition, by=officer)
    begun = begin_page(workspace=site, slug="figures", title="Figures", by=officer)
    named = {"publication": str(publication.pk)}
    put_block(version=begun, block={"kind": "document", **named, "words": "The whole assessment"}, by=officer)
    put_block(version=begun, block={"kind": "figure", **named, "key": "crime.like", "label": "Crimes"}, by=officer)
    approve_version(version=begun, shown_from=clock.today(), by=member)
    html = page(site, "public:page", written="figures")
    assert "The whole assessment" in html
    assert '<span class="big">' in html
    withdraw_publication(publication=publication, reason="Wrong", by=officer)
    html = page(site, "public:page", written="figures")
    assert "The whole assessment" not in html
    assert '<span class="big">' not in html
    second = begin_version(version=begun, by=officer)
    with pytest.raises(SiteRefused, match="not public"):
        approve_version(version=second, shown_from=clock.today(), by=member)


# ---- the directory, and a place that nobody may learn ----------------------------------------------------------------

SECRET = "14 Harbour Lane"


@pytest.mark.parametrize("name", ["refuge", "withholds"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", SECRET), ("words", "Come to 14 Harbour Lane."), ("words", "We are at NV4 7QX."),
        ("web", "https://maps.example.org/?q=us"), ("hours", "52.0567, -2.7160"), ("name", "House, SO 5101 4002"),
        ("group", "Near ///filled.count.soap"),
    ],
)  # fmt: skip
def test_a_service_that_says_not_where_it_is_cannot_be_kept_with_what_leads_there(
    site: Workspace, officer: User, name: str, field: str, value: str
) -> None:
    begun = begin_page(workspace=site, slug=HELP, title="Find help", by=officer)
    with pytest.raises(SiteRefused, match="does not say where it is"):
        put_block(version=begun, block=service("Vale", **{name: True, field: value}), by=officer)
    begun.refresh_from_db()
    assert begun.blocks == []


def test_ordinary_words_of_a_refuge_are_no_address() -> None:
    words = "It answers 24 hours a day, by the way, and takes women with 2 children or more. Call 0800 000 000."
    assert not leads_to_a_door(words)


def test_a_place_is_in_the_directory_for_others_only_where_it_is_told(
    site: Workspace, officer: User, member: User
) -> None:
    begun = begin_page(workspace=site, slug=HELP, title="Find help", by=officer)
    put_block(version=begun, block=service("Open", address="The old library, Nevermouth"), by=officer)
    put_block(version=begun, block=service("Hidden", refuge=True), by=officer)
    approve_version(version=begun, shown_from=clock.today(), by=member)
    told = json.loads(page(site, "public:directory"))["contents"]
    assert [one["name"] for one in told] == ["Open helpline", "Hidden helpline"]
    place = told[0]["service_at_locations"][0]["location"]["addresses"][0]
    assert place["address_1"] == "The old library, Nevermouth"
    assert not {"service_at_locations", "locations", "address"} & set(told[1])
    html = page(site, "public:help")
    assert "Its address is kept secret" in html
    assert 'href="tel:0800000000"' in html
    assert html.count("Checked on") == 2


def test_a_service_that_was_to_be_checked_again_says_so(site: Workspace, officer: User, member: User) -> None:
    begun = begin_page(workspace=site, slug=HELP, title="Find help", by=officer)
    late = (clock.today() - timedelta(days=1)).isoformat()
    put_block(version=begun, block=service("Old", review_by=late), by=officer)
    approve_version(version=begun, shown_from=clock.today(), by=member)
    assert "it may be out of date" in page(site, "public:help")


def test_a_safety_page_has_a_number_for_an_address_and_is_found_under_no_other(
    site: Workspace, officer: User, member: User
) -> None:
    begun = begin_page(workspace=site, slug="home-life", title="Afraid at home", quiet=True, by=officer)
    put_block(version=begun, block=service("Vale", refuge=True), by=officer)
    approve_version(version=begun, shown_from=clock.today(), by=member)
    quiet = address("public:quiet_page", slug=site.slug, quiet=begun.page.number)
    assert visitor().get(quiet).status_code == 200
    assert status(site, "public:page", written="home-life") == 404
    helped = begin_page(workspace=site, slug=HELP, title="Find help", by=officer)
    put_block(version=helped, block=service("Vale"), by=officer)
    approve_version(version=helped, shown_from=clock.today(), by=member)
    assert quiet in page(site, "public:help")


# ---- words -----------------------------------------------------------------------------------------


def test_the_reading_age_of_a_page_is_told(draft: Version, officer: User) -> None:
    assert how_hard(draft) == ("Too short to say how hard it is to read.", False)
    plain = "We want to know how safe you feel. Tell us what you see. We read all of it. " * 3
    put_block(version=draft, block={**TEXT, "words": plain}, at=0, by=officer)
    words, hard = how_hard(draft)
    assert words.startswith("Reading age about")
    assert not hard
    dense = (
        "Multi-agency stakeholders operationalise preventative interventions throughout geographically disadvantaged "
        "communities, notwithstanding organisational prioritisation methodologies and intergovernmental accountability "
        "arrangements, which necessitate continuous evaluation of commissioning responsibilities and "
        "interdependencies between constituent organisations."
    )
    put_block(version=draft, block={**TEXT, "words": dense}, at=0, by=officer)
    assert how_hard(draft)[1]


@pytest.mark.parametrize(
    ("phone", "told"), [("0808 2000 247", "08082000247"), ("+44 (0)1432", "+4401432"), ("999 or 101", ""), ("", "")]
)
def test_a_number_is_dialled_only_where_it_is_one(phone: str, told: str) -> None:
    assert dialled(phone) == told


def test_a_text_is_paragraphs_and_points() -> None:
    assert paragraphs("One\ntwo\n\n- a\n- b\n\nThree") == (("One two", ()), ("", ("a", "b")), ("Three", ()))


# ---- in the workspace ------------------------------------------------------------------------------


def test_a_page_is_written_and_approved_on_the_pages_of_the_workspace(
    client: Client, site: Workspace, officer: User, member: User
) -> None:
    client.force_login(officer)
    begun = client.post(f"/w/{site.slug}/site/add/", {"standing": SAY, "title": "Have your say", "language": "en"})
    here = begun["Location"]
    assert client.post(f"{here}add/text/", {"heading": "Now", "words": "Tell us."})["Location"] == here
    assert client.post(f"{here}add/table/", {"caption": "T", "rows": "a|b", "source": "us"}).status_code == 422
    assert client.post(f"{here}add/table/", {"caption": "T", "rows": "a|b\n1|2", "source": "us"})["Location"] == here
    assert client.get(f"{here}add/nothing/").status_code == 404
    assert "Approve this page" not in client.get(here).content.decode()
    assert client.post(f"{here}approve/", {"shown_from": str(clock.today())}).status_code == 422
    client.force_login(member)
    assert "Approve this page" in client.get(here).content.decode()
    assert client.post(f"{here}approve/", {"shown_from": str(clock.today())})["Location"] == here
    assert "Tell us." in page(site)
