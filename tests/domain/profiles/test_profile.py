"""A problem profile: every part of OSARA is there, what is not known is listed, and nobody reads another's records."""

from __future__ import annotations

from pathlib import Path

import pytest

from frankpledge.domain.disclosure.models import Release
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.profiles.documents import NoSuchType, problem_profile, type_named
from frankpledge.domain.profiles.jobs import profile_of
from frankpledge.ground.accounts.models import User
from frankpledge.ground.documents.blocks import Paragraph, Text
from tests.domain.county import County
from tests.domain.studies.conftest import Ask


def said(document) -> str:  # type: ignore[no-untyped-def]
    lines = [block.line for section in document.sections for block in section.blocks if isinstance(block, Paragraph)]
    return " ".join(part.text for line in lines for part in line if isinstance(part, Text))


def test_every_step_is_there_and_gaps_are_listed(ask: Ask) -> None:
    made = problem_profile(ask(what="Burglary"), None)
    assert [section.title for section in made.document.sections] == [
        "Objective", "Scanning", "Analysis", "Response", "Assessment", "What we cannot say",
    ]  # fmt: skip
    words = said(made.document)
    for gap in ("nothing of offenders", "nothing of victims", "Month only", "never reported", "no survey"):
        assert gap.casefold() in words.casefold(), gap
    assert made.document.marking == "OFFICIAL"
    assert {cell.policy for cell in made.cells} == {"open"}


def test_the_count_that_is_quoted_is_that_of_the_rows(county: County, ask: Ask) -> None:
    figures = problem_profile(ask(what="Burglary"), None).document.figures
    rows = [sum(r.kind == "Burglary" for r in county.of("Nevermouth", f"{y}-01", f"{y}-12")) for y in (2024, 2025)]
    assert [figures["before"].value, figures["total"].value] == rows


@pytest.mark.django_db
def test_the_command_writes_every_format_and_records_that_figures_left(
    evidence: County, partnership: Partnership, analyst: User, tmp_path: Path
) -> None:
    made, paths = profile_of(
        area="Nevermouth",
        kind="burglary",
        last_month="",
        as_known=None,
        formats=("html", "docx"),
        folder=tmp_path,
        by=analyst,
    )
    assert [path.name for path in paths] == [
        "nevermouth-burglary-problem-profile-2025-12.html",
        "nevermouth-burglary-problem-profile-2025-12.docx",
    ]
    assert "What we cannot say" in paths[0].read_text(encoding="utf-8")
    assert Release.objects.get().cell_count == len(made.cells)


@pytest.mark.parametrize(
    ("name", "meant"), [("BURGLARY", "Burglary"), ("crime", "crime"), ("Anti-social behaviour", "asb")]
)
def test_a_type_is_found_by_name(name: str, meant: str) -> None:
    assert type_named(name) == meant


def test_another_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchType, match="Nothing that is counted is called") as refused:
        type_named("witchcraft")
    assert "Burglary" in refused.value.cure
