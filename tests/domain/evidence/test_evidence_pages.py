"""The pages of the evidence as their readers ask for them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from frankpledge.domain.evidence.actions import NotAFigure, ingest_files, record_published_figures
from frankpledge.domain.evidence.models import PublishedFigure
from frankpledge.domain.evidence.queries.loaded import (
    area_list,
    loaded,
    published_figures,
    quality_report,
    release_list,
)
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.actions import create_user
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.audit.models import Event
from tests.domain.county import County, load, places_only, street_files

HERE = "/w/tithing/evidence/"
YEAR = "first=2025-01&last=2025-12"


@pytest.fixture
def reader(client: Client, partnership: Partnership, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


# ---- what is loaded ------------------------------------------------------------------------------------------


def test_the_first_page_tells_what_is_loaded_and_shows_the_newest_files(evidence: County, reader: Client) -> None:
    html = page(reader, HERE)
    assert "January 2023" in html
    assert "As known on 24 March 2026" in html
    assert (
        html.count("-street.csv</a>") + html.count("-outcomes.csv</a>") + html.count("-stop-and-search.csv</a>") == 12
    )
    assert f'href="{HERE}releases/"' in html


def test_an_empty_installation_says_what_to_do_first(reader: Client, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert "No files are loaded yet." in page(reader, HERE)
    assert "frankpledge ingest" in page(reader, "/w/tithing/")
    assert "No street-level file is loaded yet" in page(reader, f"{HERE}explore/")
    assert loaded().releases == ()


def test_places_without_any_month_are_no_fault(evidence: County, reader: Client, settings: Any, tmp_path: Path) -> None:
    load(tmp_path, [places_only(evidence, tmp_path)])
    settings.DATA = tmp_path
    for address in (HERE, "/w/tithing/", f"{HERE}explore/"):
        page(reader, address)


def test_gaps_between_the_first_month_and_the_last_are_named(
    evidence: County, reader: Client, settings: Any, tmp_path: Path
) -> None:
    load(tmp_path, street_files(evidence, tmp_path / "files", ["2023-01", "2023-03", "2023-09"]))
    settings.DATA = tmp_path
    assert "6 months, February 2023 to August 2023" in page(reader, HERE)
    (force,) = loaded().forces
    assert (force.there, len(force.missing)) == (3, 6)


def test_a_file_has_a_page_of_its_quality_and_an_unknown_one_is_not_found(evidence: County, reader: Client) -> None:
    releases = release_list()
    street = next(one for one in releases if str(one["file"]).endswith("2025-06-nevershire-street.csv"))
    html = page(reader, f"{HERE}releases/{street['release']}/")
    assert "Replaced by 2025-06-nevershire-street.csv" in html
    assert "Rows set aside" in html
    assert "There is no page here" in page(reader, f"{HERE}releases/no-such-file/", 404)


def test_releases_areas_and_quality_are_listed_for_the_command_line(evidence: County) -> None:
    states = Counter(str(one["current"]) for one in release_list())
    assert states["replaced"] == 12
    names = {row["name"]: row["residents"] for row in area_list(kind="csp")}
    assert names["Nevermouth"] == evidence.residents("Nevermouth", 2024)
    assert {row["kind"] for row in area_list(query="Limekiln")} == {"ward"}
    assert len(quality_report()["releases"]) == states["yes"]


def test_areas_without_known_residents_are_listed_without(evidence: County, settings: Any, tmp_path: Path) -> None:
    load(tmp_path, [places_only(evidence, tmp_path)])
    settings.DATA = tmp_path
    assert {row["residents"] for row in area_list(kind="csp")} == {None}


# ---- printed figures and loading -----------------------------------------------------------------------------

PRINTED = {
    "group": "Recorded crime",
    "label": "All crime",
    "unit": "crimes",
    "period": "2021/22",
    "value": "12,382",
    "missing": "",
    "source": "a plan, page 4",
    "caveat": "",
}


def test_printed_figures_are_shown_as_printed_or_as_missing(
    reader: Client, workspace: Workspace, officer: User
) -> None:
    rows = [
        PRINTED,
        {**PRINTED, "label": "Rate", "value": "64.5", "caveat": "base not stated"},
        {**PRINTED, "label": "Fraud", "value": "", "missing": "not counted here"},
    ]
    assert record_published_figures(workspace=workspace, rows=rows, by=officer) == 3
    assert record_published_figures(workspace=workspace, rows=rows, by=officer) == 0
    html = page(reader, f"{HERE}published/")
    assert all(words in html for words in ("12,382", "64.5", "base not stated", "not counted here"))
    assert str(PublishedFigure.objects.first()) == "All crime, 2021/22"
    assert Event.objects.filter(verb="evidence.published_figures_recorded").count() == 1


@pytest.mark.parametrize("wrong", [{"value": ""}, {"value": "about twelve"}])
def test_a_printed_figure_is_a_number_or_the_reason_for_its_absence(
    workspace: Workspace, officer: User, wrong: dict[str, str]
) -> None:
    with pytest.raises(NotAFigure, match="row 1"):
        record_published_figures(workspace=workspace, rows=[PRINTED | wrong], by=officer)


def test_a_board_member_records_no_figures_and_a_stranger_sees_none(
    workspace: Workspace, people: dict[Role, User], officer: User
) -> None:
    with pytest.raises(NotPermitted):
        record_published_figures(workspace=workspace, rows=[PRINTED], by=people[Role.MEMBER])
    record_published_figures(workspace=workspace, rows=[PRINTED], by=officer)
    stranger = create_user(email="stranger@example.invalid", name="Stranger")
    assert not published_figures(workspace=workspace, viewer=stranger).exists()


def test_loading_is_recorded_in_the_installations_own_ledger(
    county: County, officer: User, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    (month,) = street_files(county, tmp_path / "files", ["2025-01"])
    (tmp_path / "files" / "empty.csv").touch()
    report = ingest_files(paths=[month, tmp_path / "files" / "empty.csv"], by=officer)
    assert [file.status for file in report.files] == ["new", "refused"]
    event = Event.objects.get(verb="evidence.files_ingested")
    assert {key: str(value) for key, value in event.facts.items()} == {
        "files": "2", "new": "1", "replaced": "0", "refused": "1",
    }  # fmt: skip
    assert event.workspace.int == 0
