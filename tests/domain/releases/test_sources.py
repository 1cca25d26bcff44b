"""The page of the two police sources, for a partnership of an invented land and its force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.lake.store import Lake
from tests.domain.releases.sent import page
from tests.lake.files import take, write
from tests.lake.invented_land import BARROW, lookups, street
from tests.lake.police_tables import CSP_HEADER, FORCE_HEADER, VIOLENCE, book, csp_row, force_row, text

HERE = "/w/tithing/evidence/police-sources/"


@pytest.fixture
def barrow(client: Client, workspace: Workspace, analyst: User, settings: Any, tmp_path: Path) -> Client:
    """Return the browser of Barrow's analyst: 15 crimes of a quarter on data.police.uk, 12 at the Home Office."""
    settings.DATA = tmp_path
    Partnership.objects.create(
        workspace=workspace,
        name="Barrow",
        area_code=BARROW.code,
        area_name=BARROW.name,
        nation="england",
        two_tier=False,
    )
    crimes = [("X01000003", "Greater Ashby 002A", "Burglary")] * 5 + [("", "", "Robbery")]
    files = [street(tmp_path, f"2025-0{m}", "Fenshire Police", crimes, slug="fenshire") for m in (1, 2, 3)]
    table = write(tmp_path, "csp.xlsx", book({"2024_25": [CSP_HEADER, csp_row("Barrow", VIOLENCE, 12)]}))
    force = write(tmp_path, "prc.csv", text([FORCE_HEADER, force_row(VIOLENCE, 20)]))
    take(Lake(tmp_path / "lake"), *lookups(tmp_path), *files, table, force)
    client.force_login(analyst)
    return client


def test_both_sources_stand_side_by_side_with_what_parts_them(barrow: Client) -> None:
    html = page(barrow, f"{HERE}?last=2025-03")
    assert "Barrow: data.police.uk has 25.0% more" in html
    assert "Fenshire: data.police.uk has 10.0% fewer" in html
    assert "Why they differ" in html
    assert "Not compared, since one of the two lacks it" in html
    assert "+25.0%" in html


def test_the_year_is_the_last_one_where_none_is_named(barrow: Client) -> None:
    assert "Barrow: data.police.uk has 25.0% more" in page(barrow, HERE)


def test_a_year_without_either_says_what_is_needed(barrow: Client) -> None:
    assert "There is nothing to compare." in page(barrow, f"{HERE}?last=2020-03")


def test_a_month_that_is_none_is_an_error_with_the_cure(barrow: Client) -> None:
    assert "Write it as 2025-01." in page(barrow, f"{HERE}?last=spring", 422)


def test_an_empty_installation_says_what_is_needed(loader: Client) -> None:
    assert "There is nothing to compare." in page(loader, HERE)
