"""The headline by the Home Office's count and the two police sources, where its table is loaded and where it is not."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.assessments.documents.summary import crime as summary_crime
from frankpledge.domain.assessments.documents.summary import key_figures
from frankpledge.domain.evidence.queries.area import area_reading, find
from frankpledge.domain.evidence.queries.reading import AreaReading
from frankpledge.domain.evidence.queries.recorded import recorded_levels
from frankpledge.domain.evidence.queries.recorded_change import recorded_change
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.exhibits.documents.crime import changed as crime_changed
from frankpledge.domain.exhibits.documents.crime import how_much
from frankpledge.domain.exhibits.documents.ledger import Ledger
from frankpledge.domain.exhibits.documents.recorded import counted, headline, two_sources
from frankpledge.domain.exhibits.documents.sentences import sentence
from frankpledge.ground.documents.blocks import Paragraph, Subheading, Table, Text
from frankpledge.lake.store import Lake, Snapshot
from frankpledge.statute.events import Event
from tests.domain.assessments.paper import nodes, quoted
from tests.domain.county import LONG_AFTER, County, load


@pytest.fixture(scope="module")
def tables(county: County, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the county's evidence with the police tables loaded as well."""
    folder = tmp_path_factory.mktemp("tables")
    shutil.copytree(county.folder / "lake", folder / "lake")
    load(folder, county.made.police_tables, LONG_AFTER)
    return Lake(folder / "lake").snapshot()


def words(part: object) -> str:
    """Return the plain words in a part of a document."""
    return "".join(node.text for node in nodes(part) if isinstance(node, Text))


@pytest.fixture
def ledger(reading: AreaReading, tables: Snapshot) -> Ledger:
    return Ledger(reading, Known(tables, None))


def test_nothing_is_shown_where_the_tables_are_not_loaded(reading: AreaReading, newest: Snapshot) -> None:
    for known in (None, Known(newest, None)):
        ledger = Ledger(reading, known)
        assert headline(ledger) == two_sources(ledger) == []
        assert not ledger.figures


def test_the_headline_is_the_home_offices_count_with_rate_and_verdict(
    ledger: Ledger, reading: AreaReading, tables: Snapshot
) -> None:
    blocks = headline(ledger)
    level = recorded_levels(tables, find(tables, "Nevermouth"), reading.window)
    assert level is not None
    total = ledger.figures["recorded.total"]
    assert total.value == level.total.now
    assert total.source.startswith("Home Office")
    assert total.period == "year ending December 2025"
    rate = ledger.figures["recorded.rate"]
    assert reading.people is not None
    assert rate.value == pytest.approx(1_000 * level.total.now / reading.people)
    assert "residents, mid-2024" in rate.denominator
    assert "95% interval" in rate.method
    assert (ledger.figures["recorded.like"].value, ledger.figures["recorded.like_before"].value) == (
        level.total.now,
        level.total.before,
    )
    assert ledger.figures["recorded.like_before"].period == "year ending December 2024"
    assert quoted(tuple(blocks)) <= set(ledger.figures)
    notes = " ".join(block.note for block in blocks if isinstance(block, Paragraph))
    assert "sheets 2024_25, 2025_26" in notes
    assert "not accredited statistics, without fraud" in notes


def test_the_verdict_rests_on_earlier_quarters_of_the_same_table(reading: AreaReading, tables: Snapshot) -> None:
    area = find(tables, "Nevermouth")
    level = recorded_levels(tables, area, reading.window)
    assert level is not None
    found = recorded_change(tables, level, nation="england", force=reading.force)
    assert found is not None
    assert found.change.dispersion is not None
    assert found.change.dispersion >= 1
    early = recorded_levels(tables, area, Window(Month(2024, 1), Month(2024, 12)))
    assert early is not None
    unsure = recorded_change(tables, early, nation="england", force=reading.force)
    assert unsure is not None
    assert unsure.change.verdict == "cannot_tell", "four quarters before it are too few"
    first = recorded_levels(tables, area, Window(Month(2023, 1), Month(2023, 12)))
    assert first is not None
    assert recorded_change(tables, first, nation="england", force=reading.force) is None, "there is no year before"


def test_a_change_of_recording_between_the_years_bars_the_verdict(reading: AreaReading, tables: Snapshot) -> None:
    level = recorded_levels(tables, find(tables, "Nevermouth"), reading.window)
    assert level is not None
    (step,) = [event for event in (_step(),) if event.kind == "recording"]
    found = recorded_change(tables, level, nation="england", force=reading.force, events=(step,))
    assert found is not None
    assert found.change.verdict == "cannot_tell"


def _step() -> Event:
    return Event(
        id="step",
        kind="recording",
        first=Month(2025, 1),
        last=Month(2025, 1),
        nation="both",
        forces=(),
        types=(),
        words="Recording changed",
        source="test",
        confidence="K",
    )


def test_the_two_counts_read_as_one_argument(ledger: Ledger, reading: AreaReading) -> None:
    level = headline(ledger) + how_much(ledger) + crime_changed(ledger)
    heads = [block.text for block in level if isinstance(block, Subheading)]
    assert heads == [
        "How much was recorded, by the Home Office's count",
        "Place and pattern, by data.police.uk",
        "Has the count on data.police.uk changed?",
    ]
    said = words(tuple(level))
    assert "Police recorded" not in said, "two levels would stand side by side as if each were the level"
    assert "data.police.uk holds" in said
    assert "no figure mixes the two" in said
    assert "recorded crime on data.police.uk" in said
    alone = Ledger(reading)
    assert [block.text for block in how_much(alone) if isinstance(block, Subheading)] == ["How much was recorded"]
    assert "Police recorded" in words(tuple(how_much(alone)))
    assert counted(alone) is None


def test_the_summary_leads_with_the_count_that_the_document_prints_as_its_level(
    ledger: Ledger, reading: AreaReading
) -> None:
    headline(ledger)
    how_much(ledger)
    keys = [key for key, _ in key_figures(ledger)]
    assert keys[:2] == ["recorded.total", "recorded.rate"]
    found = counted(ledger)
    assert found is not None
    assert found.compared is not None
    assert summary_crime(ledger) == sentence("recorded", "recorded crime", found.compared)
    alone = Ledger(reading)
    how_much(alone)
    assert [key for key, _ in key_figures(alone)][:2] == ["crime.total", "crime.rate"]


def test_the_register_of_sources_names_the_home_offices_table_where_it_is_used(tables: Snapshot) -> None:
    area = find(tables, "Nevermouth")
    read = area_reading(tables, area=area, window=Window(Month(2025, 1), Month(2025, 12)), generated=True)
    (line,) = [one for one in read.sources if "Home Office" in one.data_set]
    assert (line.police, line.context, line.period) == (True, False, "year ending December 2025")
    assert line.know == "by offence and quarter; no places"


def test_a_window_within_quarters_has_no_headline_but_whole_quarters_are_compared(ledger: Ledger) -> None:
    other = replace(ledger.reading, window=Window(Month(2025, 2), Month(2025, 12)))
    short = Ledger(other, ledger.known)
    assert headline(short) == []
    table = next(block for block in two_sources(short) if isinstance(block, Table))
    assert len(table.rows) == 3


def test_both_sources_stand_side_by_side_with_gap_and_reasons(ledger: Ledger) -> None:
    blocks = two_sources(ledger)
    pair, reasons = (block for block in blocks if isinstance(block, Table))
    assert [words(row.cells[0]) for row in pair.rows] == [
        "January to March 2025",
        "April to June 2025",
        "July to September 2025",
        "October to December 2025",
    ]
    street, counted = (ledger.figures[key].value for key in ("recorded.street", "recorded.counted"))
    assert isinstance(street, int)
    assert isinstance(counted, int)
    assert ledger.figures["recorded.gap"].value == pytest.approx(100 * (street / counted - 1))
    assert any("snapped across its border" in words(row.cells[0]) for row in reasons.rows)
    assert quoted(tuple(blocks)) <= set(ledger.figures)


def test_an_area_that_is_neither_partnership_nor_force_has_none(ledger: Ledger) -> None:
    other = Ledger(replace(ledger.reading, kind="district"), ledger.known)
    assert headline(other) == two_sources(other) == []
