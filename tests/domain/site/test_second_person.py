"""Nothing reaches the site by one person: what is approved is what a second person read, and stays so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from frankpledge.domain.site.actions import approve_version, begin_page, put_block, submit_version
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.queries import mark_of
from frankpledge.domain.site.rules import SiteRefused
from frankpledge.ground import clock
from frankpledge.ground.accounts.actions import add_member
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.rules import Role
from tests.domain.site.conftest import TEXT, page, status
from tests.web.on_the_public_host import address, visitor


def test_what_was_approved_meanwhile_is_changed_by_nobody_who_still_holds_the_draft(
    draft: Version, officer: User, member: User
) -> None:
    held, also_held = Version.objects.get(pk=draft.pk), Version.objects.get(pk=draft.pk)
    approve_version(version=draft, shown_from=clock.today(), by=member)
    with pytest.raises(SiteRefused, match="was approved"):
        put_block(version=held, block={**TEXT, "heading": "Slipped in"}, by=officer)
    with pytest.raises(SiteRefused, match="was approved"):
        approve_version(version=also_held, shown_from=clock.today(), by=member)
    assert "Slipped in" not in page(draft.workspace)


def test_a_draft_that_was_changed_after_it_was_read_is_not_approved_unread(
    client: Client, draft: Version, officer: User, member: User
) -> None:
    client.force_login(member)
    here = f"/w/{draft.workspace.slug}/site/{draft.pk}/approve/"
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(here).content.decode())
    assert seen
    put_block(version=draft, block={**TEXT, "heading": "Changed"}, by=officer)
    late = client.post(here, {"shown_from": str(clock.today()), "seen": seen[1]})
    assert late.status_code == 422
    assert "has changed since you opened it" in late.content.decode()
    assert status(draft.workspace) == 404
    assert client.post(here, {"shown_from": str(clock.today()), "seen": mark_of(draft)}).status_code == 302


def test_a_draft_that_waits_is_on_the_first_page_of_a_second_person_until_it_is_changed(
    client: Client, draft: Version, officer: User, member: User
) -> None:
    def asked(person: User) -> bool:
        client.force_login(person)
        return "Approve a page of the public site" in client.get(f"/w/{draft.workspace.slug}/").content.decode()

    assert not asked(member)
    client.force_login(officer)
    client.post(f"/w/{draft.workspace.slug}/site/{draft.pk}/submit/")
    assert (asked(member), asked(officer)) == (True, False)
    draft.refresh_from_db()
    with pytest.raises(SiteRefused, match="waits for a second person already"):
        submit_version(version=draft, by=officer)
    put_block(version=draft, block=TEXT, by=officer)
    assert not asked(member)


def test_somebody_who_holds_every_role_still_brings_nothing_to_the_site_alone(site: Workspace, officer: User) -> None:
    for role in Role:
        add_member(workspace=site, user=officer, role=role)
    draft = begin_page(workspace=site, slug="alone", title="Alone", by=officer)
    put_block(version=draft, block={"kind": "text", "heading": "", "words": "Mine."}, by=officer)
    with pytest.raises(SiteRefused, match="second person"):
        approve_version(version=draft, shown_from=clock.today(), by=officer)
    assert visitor().get(address("public:page", slug=site.slug, written="alone")).status_code == 404
