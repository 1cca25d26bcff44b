"""The gallery shows every component, and every component is small and says what it takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.ui import apps
from tests.ground.people import new_member, new_workspace

TEMPLATES = Path(apps.__file__).parent / "templates" / "ui"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
LINES_AT_MOST = 30


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_the_gallery_shows_the_component(template: Path) -> None:
    assert f'{{% c "{template.stem}"' in (TEMPLATES / "gallery.html").read_text()


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_the_component_is_small_and_lists_its_arguments_first(template: Path) -> None:
    lines = template.read_text().splitlines()
    assert len(lines) <= LINES_AT_MOST
    assert re.fullmatch(r"\{# [A-Z].*\. .+ #\}|\{# [A-Z].*\. #\}", lines[0]), lines[0]


@pytest.mark.django_db
def test_the_gallery_is_a_page(client: Client) -> None:
    client.force_login(new_member(new_workspace(), Role.OFFICER))
    page = client.get("/gallery/")
    assert page.status_code == 200
    assert "Every piece that pages are made of" in page.content.decode()
