"""The published year of a real partnership, from its files to the page of a figure and back to a line."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import Settings

from frankpledge.analysis.periods import Month
from frankpledge.domain.explorer.presenters.figure import short
from frankpledge.domain.partnerships.models import Partnership
from tests.domain.county import load

HERE = "/w/tithing/evidence/explore/"


@pytest.fixture(scope="module")
def west_mercia(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("west-mercia")
    people = shared_data / "population" / "population20_lsoa11.csv.gz"
    load(folder, [shared_data / "geography", people, shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip"])
    return folder


@pytest.fixture
def hereford(west_mercia: Path, reader: Client, partnership: Partnership, settings: Settings) -> Client:
    settings.DATA = west_mercia
    partnership.area_code, partnership.area_name, partnership.two_tier = "E22000326", "Herefordshire", False
    partnership.save()
    return reader


def rows_of(client: Client, what: str) -> int:
    html = client.get(f"{HERE}rows/?what={what}&to=2025-12&of=total").content.decode()
    found = re.search(r"<h1>([\d,]+) rows of", html)
    assert found
    return int(found[1].replace(",", ""))


def test_herefordshire_in_2025_is_what_its_files_hold(hereford: Client, shared_data: Path) -> None:
    crimes, incidents = rows_of(hereford, "crime"), rows_of(hereford, "asb")
    assert (crimes, incidents, crimes + incidents) == (9_980, 1_968, 11_948)
    html = hereford.get(f"{HERE}?to=2025-12").content.decode()
    assert ">9,980</a>" in html
    assert "1,968 incidents of anti-social behaviour are counted apart" in html
    assert "per 1,000 of 193,615 residents, mid-2020" in html
    for name in ("Telford and Wrekin", "South Worcester", "North Worcestershire", "Shropshire"):
        assert name in html


def test_a_line_of_a_page_is_the_line_of_the_file(hereford: Client, shared_data: Path) -> None:
    html = hereford.get(f"{HERE}rows/?what=Robbery&to=2025-12&of=total").content.decode()
    listed = re.findall(r">(\d{4}-\d{2})-west-mercia-street\.csv, line ([\d,]+)</a>", html)
    assert listed
    with ZipFile(shared_data / "police_uk" / "west-mercia-2018-10-to-2025-12.zip") as archive:
        for month, line in listed:
            (member,) = [name for name in archive.namelist() if name.endswith(f"{month}-west-mercia-street.csv")]
            text = io.TextIOWrapper(archive.open(member), encoding="utf-8-sig", newline="")
            cells = list(csv.reader(text))[int(line.replace(",", "")) - 1]
            assert cells[9] == "Robbery"
            assert cells[8].startswith("Herefordshire ")
            assert short(Month.parse(month)) in html
