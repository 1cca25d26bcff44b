"""Studies as their readers ask for them: the question in the address, the finding, its files, and why there is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.studies.presenters import studies
from tests.domain.county import ASB, County, months_between
from tests.guards.page import Page

HERE = "/w/tithing/evidence/studies/"
YEAR = "to=2025-12&months=12"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def links(html: str) -> list[str]:
    return [one.given["href"] for one in Page(html).all("a")]


def test_every_study_is_reached_from_the_answer_and_from_the_list_and_keeps_the_question(
    evidence: County, reader: Client
) -> None:
    answer = page(reader, f"/w/tithing/evidence/explore/?what=Burglary&{YEAR}")
    listed = page(reader, f"{HERE}?what=Burglary&{YEAR}")
    for name in studies():
        for html in (answer, listed):
            assert [one for one in links(html) if one.startswith(f"{HERE}{name}/?") and "what=Burglary" in one], name
    assert [one for one in links(page(reader, "/w/tithing/evidence/")) if one.startswith(HERE)]


@pytest.mark.parametrize("study", sorted(studies()))
@pytest.mark.parametrize("what", ["crime", "asb", "Burglary"])
def test_every_study_answers_for_every_kind_with_method_and_way_on(
    evidence: County, reader: Client, study: str, what: str
) -> None:
    html = page(reader, f"{HERE}{study}/?area=Nevermouth&what={what}&{YEAR}")
    assert html.count("<h1") == 1
    assert "Back to the answer" in html
    for other in set(studies()) - {study}:
        assert [one for one in links(html) if one.startswith(f"{HERE}{other}/?")]


@pytest.mark.parametrize("study", sorted(studies()))
@pytest.mark.parametrize(("area", "kind"), [("Nevershire", "a force"), ("Yarrow Bank", "a ward")])
def test_every_study_answers_for_other_kinds_of_area(
    evidence: County, reader: Client, study: str, area: str, kind: str
) -> None:
    assert "Back to the answer" in page(reader, f"{HERE}{study}/?area={area}&{YEAR}"), kind


def test_the_bridge_leaves_as_csv_that_adds_up_and_its_leaving_is_recorded(evidence: County, reader: Client) -> None:
    html = page(reader, f"{HERE}why/?area=Nevermouth&what=crime&{YEAR}")
    (address,) = [one for one in links(html) if "/why/bridge.csv" in one]
    answer = reader.get(address)
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert rows[0]["part"] == "before"
    assert rows[-1]["part"] == "after"
    first, *steps, last = (int(float(row["events"])) for row in rows)
    assert first + sum(steps) == last
    counted = [
        sum(row.kind != ASB for row in evidence.of("Nevermouth", *span))
        for span in (("2024-01", "2024-12"), ("2025-01", "2025-12"))
    ]
    assert [first, last] == counted
    released = Release.objects.get()
    assert (released.audience, released.cell_count) == ("workspace", len(rows))
    assert {row["cut_off"] for row in rows} == {"As known on 24 March 2026"}


@pytest.mark.parametrize(
    ("query", "words"),
    [("area=Neverland", "No area that has been loaded is called"), ("months=7", "is not among what is loaded")],
)
def test_a_question_that_is_wrong_says_why_and_keeps_what_was_asked(
    evidence: County, reader: Client, query: str, words: str
) -> None:
    assert words in page(reader, f"{HERE}why/?{query}", 422)


def test_there_is_no_study_and_no_table_of_another_name(evidence: County, reader: Client) -> None:
    assert reader.get(f"{HERE}omens/").status_code == 404
    assert reader.get(f"{HERE}why/omens.csv").status_code == 404


def test_without_any_file_there_is_nothing_to_study(reader: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert "there is nothing to study" in page(reader, f"{HERE}why/")


def test_what_cannot_be_taken_apart_is_said_as_the_finding(
    reader: Client, partly: Callable[..., Path], settings: Any
) -> None:
    settings.DATA = partly(months_between("2025-01", "2025-12"))
    html = page(reader, f"{HERE}why/?{YEAR}")
    assert "Why it changed cannot be taken apart here" in html
    assert "12 months of the two periods are not loaded" in html
