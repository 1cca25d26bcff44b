"""Drafting from the evidence: for an area that is named, and as a job for the workspace of the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frankpledge.analysis.periods import Month
from frankpledge.domain.assessments.documents.files import edition_file, export_draft, export_edition
from frankpledge.domain.assessments.jobs import commission, draft_for_area
from frankpledge.domain.assessments.models import Assessment
from frankpledge.domain.assessments.rules import NotAMonth, UnknownFormat
from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.evidence.queries.months import NothingRecorded
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.partnerships.rules import NotAPartnershipArea
from frankpledge.ground.accounts.models import User, Workspace
from frankpledge.ground.accounts.permissions import NotPermitted
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.models import Edition
from frankpledge.ground.documents.queries import document_of
from frankpledge.lake.areas import UnknownArea
from tests.domain.county import ASB, County


def test_a_draft_for_an_area_founds_its_partnership_and_says_what_the_rows_say(evidence: County, officer: User) -> None:
    made = draft_for_area(area="Nevermouth", last_month="2025-12", by=officer)
    partnership = made.workspace.partnership
    assert (partnership.area_code, partnership.two_tier, partnership.nation) == ("X22000001", True, "england")
    assert (made.year, made.first_month, made.last_month) == ("2025/26", "2025-01", "2025-12")
    rows = evidence.of("Nevermouth", "2025-01", "2025-12")
    assert document_of(made.paper).figures["crime.total"].value == sum(row.kind != ASB for row in rows)


def test_a_draft_as_known_on_a_day_rests_on_what_was_known_then(
    evidence: County, partnership: Partnership, officer: User
) -> None:
    made = draft_for_area(area="X22000001", last_month="2025-12", as_known=date(2026, 2, 1), by=officer)
    assert made.workspace == partnership.workspace
    assert made.as_known.date() == evidence.made.known_first
    rows = evidence.of("Nevermouth", "2025-01", "2025-12", rows=evidence.first)
    document = document_of(made.paper)
    assert document.figures["crime.total"].value == sum(row.kind != ASB for row in rows)
    assert document.cut_off == evidence.made.known_first


@pytest.mark.parametrize(
    ("area", "month", "refusal"),
    [
        ("Nevermouth", "2025-13", NotAMonth),
        ("Nevermuth", "2025-12", UnknownArea),
        ("Limekiln Cross", "2025-12", NotAPartnershipArea),
        ("Nevermouth", "2020-12", NothingRecorded),
    ],
)
def test_what_cannot_be_assessed_is_refused_and_founds_nothing(
    evidence: County, officer: User, area: str, month: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        draft_for_area(area=area, last_month=month, by=officer)
    assert not Partnership.objects.exists()
    assert Workspace.objects.count() == 1


def test_what_the_law_asks_follows_the_partnership_and_the_last_day_that_is_assessed(
    partnership: Partnership, assessment: Assessment
) -> None:
    asked = commission(partnership, Month(2025, 12))
    assert (asked.partnership, asked.year) == ("Tithing Community Safety Partnership", "2025/26")
    assert asked.approve_by == date(2026, 3, 31)
    assert len([part for part in asked.contents if part.code.startswith("7(")]) == 7
    assert len(asked.inputs) == 6


# ---- files ---------------------------------------------------------------------------------------------------


def test_a_draft_is_written_in_the_formats_named_and_each_leaving_is_recorded(
    assessment: Assessment, officer: User, tmp_path: Path
) -> None:
    written = export_draft(assessment=assessment, formats=("html", "xlsx"), folder=tmp_path / "out", by=officer)
    assert [path.name for path in written] == [
        "tithing-strategic-assessment-2025-12-draft.html",
        "tithing-strategic-assessment-2025-12-draft.xlsx",
    ]
    assert b"not approved" in written[0].read_bytes()
    released = Release.objects.order_by("pk").values_list("audience", "what", "cell_count")
    assert [what for _, what, _ in released] == [
        "draft of Strategic assessment 2025/26, html",
        "draft of Strategic assessment 2025/26, xlsx",
    ]
    assert all(audience == "workspace" and cells > 30 for audience, _, cells in released)


def test_a_format_that_nobody_knows_is_refused_before_anything_is_written(
    assessment: Assessment, officer: User, tmp_path: Path
) -> None:
    with pytest.raises(UnknownFormat, match="docm"):
        export_draft(assessment=assessment, formats=("html", "docm"), folder=tmp_path / "out", by=officer)
    assert not (tmp_path / "out").exists()
    assert not Release.objects.exists()


def test_an_edition_is_written_as_it_was_frozen(edition: Edition, officer: User, tmp_path: Path) -> None:
    (path,) = export_edition(edition=edition, folder=tmp_path, by=officer)
    assert path.name == "tithing-strategic-assessment-edition-1.html"
    assert path.read_bytes() == bytes(edition.files.get().content)
    assert Release.objects.get().what.endswith(", html")


def test_an_edition_has_no_file_in_a_format_that_was_not_frozen(edition: Edition, officer: User) -> None:
    with pytest.raises(UnknownFormat, match="pdf"):
        edition_file(edition=edition, form="pdf", by=officer)


def test_only_those_who_may_export_take_a_file_out(
    edition: Edition, assessment: Assessment, people: dict[Role, User], tmp_path: Path
) -> None:
    for role, person in people.items():
        if role not in (Role.OFFICER, Role.ANALYST, Role.LEAD, Role.MEMBER):
            with pytest.raises(NotPermitted):
                export_edition(edition=edition, folder=tmp_path, by=person)
            with pytest.raises(NotPermitted):
                export_draft(assessment=assessment, formats=("html",), folder=tmp_path, by=person)
    assert not Release.objects.exists()
