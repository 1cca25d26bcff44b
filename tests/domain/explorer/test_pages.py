"""The explorer's pages as their readers ask for them: the question in the address, its answer, its files."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.evidence.actions import EventFacts, register_event
from frankpledge.domain.explorer.queries.asked import lists
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import User
from frankpledge.ground.accounts.rules import Role
from tests.domain.county import ASB, County, load, places_only, street_files
from tests.guards.page import Page

HERE = "/w/tithing/evidence/explore/"
YEAR = "to=2025-12&months=12"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def links(html: str, words: str) -> list[str]:
    return [one.given["href"] for one in Page(html).all("a") if words in one.text]


# ---- the question --------------------------------------------------------------------------------------------


def test_one_begins_with_the_partnerships_own_last_year(evidence: County, reader: Client) -> None:
    html = page(reader, HERE)
    assert "No detectable change in recorded crime" in html
    assert 'value="Nevermouth"' in html
    assert '<option value="2025-12" selected>Dec 2025</option>' in html
    assert "As known on 24 March 2026" in html


@pytest.mark.parametrize(
    ("what", "words"), [("asb", "anti-social behaviour"), ("Vehicle+crime", "Vehicle crime is lower")]
)
def test_the_question_in_the_address_is_answered_as_known_on_its_day(
    evidence: County, reader: Client, what: str, words: str
) -> None:
    html = page(reader, f"{HERE}?area=Nevermouth&what={what}&{YEAR}&known=2026-02-01")
    assert words in html
    assert "As known on 24 January 2026" in html
    assert html.count('role="img"') >= 6
    assert '<option value="2026-02-01" selected>1 Feb 2026</option>' in html


@pytest.mark.parametrize(
    ("query", "words", "kept"),
    [
        (f"area=Neverland&{YEAR}", "No area that has been loaded is called “Neverland”.", 'value="Neverland"'),
        ("to=2025-13", "“2025-13” is not among what is loaded.", '<option value="2025-13" selected>'),
        ("months=7", "“7” is not among what is loaded.", '<option value="7" selected>'),
        ("what=rain", "“rain” is not among what is loaded.", '<option value="rain" selected>'),
        ("places=moon", "“moon” is not among what is loaded.", '<option value="moon" selected>'),
        ("known=yesterday", "“yesterday” is not a day.", '<option value="yesterday" selected>'),
        ("known=2020-01-01", "the first load was on 24 January 2026", '<option value="2020-01-01" selected>'),
        ("area=", "There is a problem", 'name="area"'),
    ],
)
def test_a_question_that_is_wrong_says_why_and_keeps_what_was_asked(
    evidence: County, reader: Client, query: str, words: str, kept: str
) -> None:
    html = page(reader, f"{HERE}?{query}", 422)
    assert words in html
    assert kept in html
    assert "Explore the evidence" in html


def test_areas_that_may_have_been_meant_are_offered_with_the_question_kept(evidence: County, reader: Client) -> None:
    html = page(reader, f"{HERE}?area=Nevermuth&what=Drugs&{YEAR}", 422)
    (first, *_) = [href for href in links(html, "Nevermouth") if "area=" in href]
    asked = parse_qs(urlsplit(first).query)
    assert (asked["area"], asked["what"], asked["to"]) == (["X22000001"], ["Drugs"], ["2025-12"])
    assert "drug offences" in page(reader, first)


def test_months_that_are_not_there_for_the_area_cannot_be_answered(
    evidence: County, reader: Client, settings: Any, tmp_path: Path, partnership: Partnership
) -> None:
    own = street_files(evidence, tmp_path / "files", ["2025-01", "2025-03"])
    load(tmp_path, [places_only(evidence, tmp_path), *own])
    settings.DATA = tmp_path
    html = page(reader, f"{HERE}?to=2025-03&months=6")
    assert "The window is incomplete: October 2024, November 2024, December 2024 and February 2025 are missing." in html
    assert "Rates are not compared while a month is missing." in html
    assert "months are missing" in html
    partnership.area_name, partnership.area_code = "Herefordshire", "E22000326"
    partnership.save()
    assert "There is a problem" in page(reader, f"{HERE}?area=Herefordshire", 422)


def test_what_is_offered_is_what_is_loaded(evidence: County, partnership: Partnership) -> None:
    found = lists(partnership, None)
    assert found is not None
    assert (str(found.months[0]), str(found.months[-1]), len(found.months)) == ("2025-12", "2023-01", 36)
    assert ASB not in found.types
    assert "Shoplifting" in found.types
    assert "Violent crime" not in found.types
    assert [str(day) for day in found.days] == ["2026-03-24", "2026-01-24"]
    written = {near.write for near in found.near}
    assert {"Nevermouth", "Vale and Wold", "Nevershire"} <= written
    assert any(near.label.endswith("ward in Nevermouth") for near in found.near)
    assert lists(partnership, date(2020, 1, 1)) is None
    alone = lists(None, None)
    assert alone is not None
    assert (alone.near, alone.newest) == ((), found.newest)


def test_the_year_of_another_partnership_is_asked_by_a_link(evidence: County, reader: Client) -> None:
    html = page(reader, f"{HERE}?area=Vale+and+Wold&what=Burglary&{YEAR}&places=district")
    assert "Vale and Wold (community safety partnership) · Burglary · year ending December 2025" in html


# ---- the answer ----------------------------------------------------------------------------------------------


def test_every_figure_of_the_page_opens(evidence: County, reader: Client) -> None:
    html = page(reader, HERE)
    figures = sorted({one.given["href"] for one in Page(html).all("a") if "/figure/?" in one.given["href"]})
    kinds = Counter(parse_qs(urlsplit(href).query)["of"][0] for href in figures)
    assert kinds["month"] == 12
    assert {"total", "rate", "change", "type"} <= set(kinds)
    tables = page(reader, links(html, "Same map as a table")[0])
    figures += [one.given["href"] for one in Page(tables).all("a") if "/figure/?" in one.given["href"]]
    for href in figures[:: max(1, len(figures) // 5)]:
        opened = page(reader, href)
        assert "as the figure says." in opened
        assert "Files that it was counted from" in opened
        (rows,) = links(opened, "rows")[:1]
        listed = page(reader, rows)
        assert "-nevershire-street.csv, line " in listed
        release = next(one.given["href"] for one in Page(listed).all("a") if "/releases/" in one.given["href"])
        assert "-street.csv" in page(reader, release)


def test_a_figure_that_is_not_there_is_not_found(evidence: County, reader: Client) -> None:
    for address in ("figure/?of=rain", "rows/?of=month&key=2031-01"):
        page(reader, f"{HERE}{address}", 404)


def test_rows_stand_on_pages_and_an_odd_page_is_the_first(evidence: County, reader: Client) -> None:
    def lines(query: str) -> list[str]:
        return [
            one.text for one in Page(page(reader, f"{HERE}rows/?of=total{query}")).all("th") if ", line " in one.text
        ]

    assert len(lines("")) == 50
    assert lines("&page=x") == lines("")
    assert not set(lines("&page=2")) & set(lines(""))
    assert "No rows on this page." in page(reader, f"{HERE}rows/?of=total&page=99999")
    assert "year ending December 2024" in page(reader, f"{HERE}rows/?of=change&before=1")


def test_the_order_of_months_and_places_stands_in_the_address(evidence: County, reader: Client) -> None:
    html = page(reader, f"{HERE}?by=most")
    assert '<span aria-current="true">Most recorded first</span>' in html
    places = page(reader, f"{HERE}places/?places=neighbourhood&by=name")
    assert '<span aria-current="true">By name</span>' in places
    assert "by=name&amp;page=2" in places or "by=name&page=2" in places


def test_registered_events_are_drawn_on_the_picture_and_bend_the_verdict(
    evidence: County, reader: Client, partnership: Partnership, analyst: User
) -> None:
    address = f"{HERE}?what=Vehicle+crime"
    assert "Vehicle crime is lower" in page(reader, address)
    said = EventFacts(
        kind="recording", first="2025-02", last="", words="Owners report online", source="A bulletin",
        types=("Vehicle crime",),
    )  # fmt: skip
    register_event(workspace=partnership.workspace, facts=said, by=analyst)
    html = page(reader, address)
    assert "We cannot tell whether vehicle crime changed" in html
    assert html.count("Owners report online (recording changed), February 2025") >= 2
    assert "Cannot tell: recording changed" in html
    assert "Owners report online" not in page(reader, f"{HERE}?what=Burglary")
    assert "Owners report online" not in page(reader, f"{HERE}?what=asb")


# ---- files ---------------------------------------------------------------------------------------------------


def test_the_months_leave_as_csv_and_their_leaving_is_recorded(evidence: County, reader: Client, analyst: User) -> None:
    text = page(reader, f"{HERE}months.csv?area=Nevermouth&what=crime&{YEAR}")
    rows = list(csv.DictReader(io.StringIO(text)))
    counts = Counter(row.month for row in evidence.of("Nevermouth", "2023-01", "2025-12") if row.kind != ASB)
    assert {row["month"]: int(row["recorded"]) for row in rows} == counts
    assert {row["cut_off"] for row in rows} == {"As known on 24 March 2026"}
    release = Release.objects.get()
    assert (release.what, release.cell_count, release.released_by) == ("months of crime in Nevermouth", 36, analyst)


@pytest.mark.parametrize("table", ["places", "comparison", "types"])
def test_the_other_tables_leave_too(evidence: County, reader: Client, table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(page(reader, f"{HERE}{table}.csv?places=ward"))))
    assert len(rows) >= 4
    assert Release.objects.get().cell_count == len(rows)


def test_a_csv_of_a_bad_question_is_refused_and_nothing_leaves(evidence: County, reader: Client) -> None:
    page(reader, f"{HERE}months.csv?to=x", 422)
    page(reader, f"{HERE}months.csv?area=Neverland", 422)
    page(reader, f"{HERE}rain.csv", 404)
    assert not Release.objects.exists()


def test_a_month_that_was_not_published_is_an_empty_cell_and_says_so(
    evidence: County, reader: Client, settings: Any, tmp_path: Path
) -> None:
    streets = street_files(evidence, tmp_path / "files", ["2025-01", "2025-03"])
    load(tmp_path, [places_only(evidence, tmp_path), *streets])
    settings.DATA = tmp_path
    rows = list(csv.DictReader(io.StringIO(page(reader, f"{HERE}months.csv?to=2025-03&months=3"))))
    assert [(row["recorded"], row["state"]) for row in rows if row["month"] == "2025-02"] == [("", "no data")]


# ---- nothing to ask ------------------------------------------------------------------------------------------


def test_an_empty_installation_says_what_to_do_first(reader: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    for address in (HERE, f"{HERE}places/", f"{HERE}figure/", f"{HERE}rows/", f"{HERE}months.csv"):
        assert "No street-level file is loaded yet" in page(reader, address)


def test_without_a_partnership_one_names_the_area(evidence: County, client: Client, people: dict[Role, User]) -> None:
    client.force_login(people[Role.ANALYST])
    assert "Choose an area" in page(client, HERE)
    assert "No detectable change" in page(client, f"{HERE}?area=Nevermouth")


def test_without_lookups_the_district_of_the_rows_is_counted_and_nothing_more(
    evidence: County, reader: Client, settings: Any, tmp_path: Path, partnership: Partnership
) -> None:
    months = ["2025-01", "2025-02"]
    load(tmp_path, street_files(evidence, tmp_path / "files", months))
    settings.DATA = tmp_path
    html = page(reader, f"{HERE}?area=Nevermouth&to=2025-02&months=1&places=ward")
    assert "has no smaller places of this kind, or no lookup tells which they are." in html
    assert "no residents are known" in html or "No estimate" in html
