"""Each theme says how much, what changed, where, and what its source cannot show; each figure stands in the ledger."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents import EXHIBITS
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.ground.documents.blocks import Paragraph, Picture
from frankpledge.ground.documents.words import plain_text
from frankpledge.lake.store import Snapshot
from frankpledge.statute.themes import Theme, themes
from tests.domain.assessments.paper import quoted
from tests.domain.county import County

EACH = pytest.mark.parametrize("theme", themes(), ids=[theme.id for theme in themes()])


@pytest.fixture
def ledger(reading: AreaReading, newest: Snapshot) -> Ledger:
    return Ledger(reading, Known(newest, None))


def said(ledger: Ledger, name: str) -> list[str]:
    blocks = EXHIBITS[name](ledger)
    return [plain_text(block.line, ledger.figures) for block in blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("theme", [theme for theme in themes() if "level" in theme.shows], ids=lambda theme: theme.id)
def test_the_level_is_the_rows_of_its_types(theme: Theme, ledger: Ledger, county: County) -> None:
    rows = [row for row in county.of("Nevermouth", "2025-01", "2025-12") if row.kind in theme.types]
    words = said(ledger, f"theme.{theme.id}")
    assert words[0].startswith(f"Police recorded {len(rows):,} {'crimes' if theme.is_crime else 'incidents'} of ")
    figure = ledger.figures[f"theme-{theme.id}.total"]
    assert (figure.value, figure.generated) == (len(rows), True)


@EACH
def test_every_theme_ends_with_what_its_source_cannot_show(theme: Theme, ledger: Ledger) -> None:
    assert said(ledger, f"theme.{theme.id}")[-1].startswith("What this source cannot show: ")


@EACH
def test_every_figure_that_a_theme_quotes_has_source_period_and_cut_off(theme: Theme, ledger: Ledger) -> None:
    for block in EXHIBITS[f"theme.{theme.id}"](ledger):
        for key in quoted(block):
            figure = ledger.figures[key]
            assert figure.source
            assert figure.period
            assert figure.cut_off
            assert figure.inputs


@EACH
def test_its_picture_has_one_panel_a_type_or_one_line_and_a_title_that_fits(theme: Theme, ledger: Ledger) -> None:
    pictures = [block for block in EXHIBITS[f"theme.{theme.id}"](ledger) if isinstance(block, Picture)]
    assert len(pictures) == ("shape" in theme.shows)
    for picture in pictures:
        assert len(picture.title) <= 86
        if len(theme.types) > 1:
            assert {row[0] for row in picture.rows} == set(theme.types)


def test_a_rate_on_another_base_never_stands_alone(ledger: Ledger) -> None:
    words = said(ledger, "theme.burglary")
    assert "for every 1,000 households and " in words[0]
    assert "for every 1,000 residents." in words[0]
    notes = [b.note for b in EXHIBITS["theme.burglary"](ledger) if isinstance(b, Paragraph)]
    assert " households, 2021: 95% interval " in notes[0]


def test_a_base_that_is_not_loaded_is_named_and_no_rate_is_made_on_it(reading: AreaReading, newest: Snapshot) -> None:
    versions = {name: at for name, at in newest.manifest.versions.items() if name != "bases"}
    without = replace(newest, manifest=replace(newest.manifest, id="without households", versions=versions))
    blocks = EXHIBITS["theme.burglary"](Ledger(reading, Known(without, None)))
    notes = [block.note for block in blocks if isinstance(block, Paragraph)]
    assert notes[0].startswith("No rate on households: none loaded")


def test_half_of_a_theme_lies_in_the_fewest_places_that_hold_it(ledger: Ledger, county: County) -> None:
    said(ledger, "theme.acquisitive")
    figure = ledger.figures["theme-acquisitive.half"]
    held, total = (one["value"] for one in figure.inputs)
    assert isinstance(held, int)
    assert isinstance(total, int)
    assert held * 2 >= total
    assert figure.display == f"{figure.value} of {figure.denominator}"


def test_without_evidence_a_theme_shows_nothing(reading: AreaReading) -> None:
    for theme in themes():
        assert EXHIBITS[f"theme.{theme.id}"](Ledger(reading)) == []


def test_a_window_with_a_missing_month_has_no_rate_and_that_is_the_reason(
    reading: AreaReading, newest: Snapshot
) -> None:
    torn = replace(reading, complete=False)
    blocks = EXHIBITS["theme.burglary"](Ledger(torn, Known(newest, None)))
    notes = [block.note for block in blocks if isinstance(block, Paragraph)]
    assert notes[0] == "No rate on households: months are missing; No rate on residents: months are missing"
