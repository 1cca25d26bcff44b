"""A public site that is open, a draft of its page "Have your say", and what the public is answered there."""

from __future__ import annotations

import pytest

from frankpledge.domain.site.actions import begin_page, open_public_site, put_block
from frankpledge.domain.site.models import Version
from frankpledge.domain.site.rules import SAY
from frankpledge.ground.accounts.models import User, Workspace
from tests.web.on_the_public_host import address, visitor

TEXT = {"kind": "text", "heading": "What we ask", "words": "Tell us how safe you feel.\n\n- by day\n- by night"}


@pytest.fixture
def site(workspace: Workspace, officer: User) -> Workspace:
    open_public_site(workspace=workspace, by=officer)
    return workspace


@pytest.fixture
def draft(site: Workspace, officer: User) -> Version:
    begun = begin_page(workspace=site, slug=SAY, title="Have your say", by=officer)
    return put_block(version=begun, block=TEXT, by=officer)


def status(site: Workspace, name: str = "public:say", **parts: object) -> int:
    return int(visitor().get(address(name, slug=site.slug, **parts)).status_code)


def page(site: Workspace, name: str = "public:say", **parts: object) -> str:
    return visitor().get(address(name, slug=site.slug, **parts)).content.decode()
