"""Snapshots, cut-offs, replacement and idempotence."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from frankpledge.lake.load import HistoryRefused
from frankpledge.lake.store import EmptyLake, Lake, NotKnownYet
from tests.lake.files import (
    FEBRUARY,
    JANUARY,
    MARCH,
    SLUG,
    cube_agrees,
    outcomes_text,
    stops_text,
    street_name,
    street_text,
    take,
    total,
    write,
    zipped,
)


def test_an_empty_lake_says_that_it_is_empty(lake: Lake) -> None:
    with pytest.raises(EmptyLake, match="Nothing has been loaded yet"):
        lake.snapshot()


def test_a_street_file_comes_out_as_it_went_in(lake: Lake, inbox: Path) -> None:
    report = take(lake, write(inbox, street_name(), street_text(20)))
    assert [(file.status, file.rows_read, file.rows_kept) for file in report.files] == [("new", 20, 20)]
    rows = lake.snapshot().read("street").sort_by("line").to_pylist()
    assert [row["line"] for row in rows] == list(range(2, 22))
    assert (rows[0]["month"], rows[0]["force"], rows[0]["location"]) == ("2025-01", SLUG, "On or near Mill Lane 0")
    assert len(rows[0]["crime_id"]) == 32
    assert rows[1]["crime_id"] is None
    assert rows[1]["outcome"] is None
    assert rows[3]["longitude"] == pytest.approx(-2.497)
    assert cube_agrees(lake)


def test_all_three_kinds_load_from_one_archive_and_are_told_apart_by_content(lake: Lake, inbox: Path) -> None:
    archive = zipped(
        {
            f"2025-01/2025-01-{SLUG}-street.csv": street_text(),
            f"2025-01/2025-01-{SLUG}-outcomes.csv": outcomes_text(),
            f"2025-01/2025-01-{SLUG}-stop-and-search.csv": stops_text(),
        }
    )
    report = take(lake, write(inbox, "any name at all", archive))
    assert {file.reader for file in report.files} == {"police_uk_street", "police_uk_outcomes", "police_uk_stops"}
    assert (total(lake), total(lake, "outcomes"), total(lake, "stops")) == (20, 6, 2)


def test_the_same_content_twice_changes_nothing_however_it_is_packed(lake: Lake, inbox: Path) -> None:
    text = street_text()
    first = take(lake, write(inbox, street_name(), text))
    again = [
        write(inbox, "copy.csv", text),
        write(inbox, "packed.zip", zipped({f"2025-01/{street_name()}": text})),
        write(inbox, "packed.csv.gz", gzip.compress(text.encode())),
    ]
    report = take(lake, *again, at=FEBRUARY)
    assert [file.status for file in report.files] == ["known"] * 3
    assert report.manifest_id is None
    assert lake.snapshot().manifest.id == first.manifest_id


def test_the_same_file_twice_in_one_call_is_loaded_once(lake: Lake, inbox: Path) -> None:
    text = street_text()
    report = take(lake, write(inbox, "a.csv", text), write(inbox, "b.csv", text))
    assert [file.status for file in report.files] == ["new", "known"]
    assert total(lake) == 20


def test_a_month_published_again_replaces_its_rows_and_the_older_version_stays_readable(
    lake: Lake, inbox: Path
) -> None:
    take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY)
    report = take(lake, write(inbox, "new.csv", street_text(23)), at=FEBRUARY)
    (file,) = report.files
    assert file.status == "replaced"
    assert "20 rows before, 23 now" in file.message
    assert total(lake) == 23
    assert total(lake, as_known=date(2026, 2, 1)) == 20
    assert cube_agrees(lake)
    assert lake.snapshot().releases()["release_id"].to_pylist() == [file.release_id]


def test_an_older_version_sent_again_is_told_as_superseded_and_changes_nothing(lake: Lake, inbox: Path) -> None:
    old = write(inbox, "old.csv", street_text(20))
    take(lake, old, at=JANUARY)
    take(lake, write(inbox, "new.csv", street_text(23)), at=FEBRUARY)
    (file,) = take(lake, old, at=MARCH).files
    assert file.status == "known"
    assert "a newer version has since replaced it" in file.message
    assert total(lake) == 23


def test_replacing_one_month_leaves_other_months_and_forces_alone(lake: Lake, inbox: Path) -> None:
    files = [
        write(inbox, street_name(month, slug), street_text(10, month=month, force=force))
        for month in ("2025-01", "2025-02")
        for force, slug in (("Fenshire Constabulary", "fenshire"), ("Hillshire Police", "hillshire"))
    ]
    take(lake, *files)
    before = {file.path for file in lake.snapshot().files("street")}
    take(lake, write(inbox, "again.csv", street_text(12, month="2025-02")), at=FEBRUARY)
    after = {file.path for file in lake.snapshot().files("street")}
    assert len(before & after) == 3
    assert total(lake) == 42
    assert cube_agrees(lake)


def test_of_two_versions_in_one_call_the_later_stays_and_the_report_says_so(lake: Lake, inbox: Path) -> None:
    report = take(lake, write(inbox, "1.csv", street_text(10)), write(inbox, "2.csv", street_text(11)))
    assert [file.status for file in report.files] == ["new", "replaced"]
    assert total(lake) == 11
    assert cube_agrees(lake)


def test_a_file_of_several_months_is_the_whole_of_each(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "january.csv", street_text(5)))
    both = street_text(7) + "\n".join(street_text(4, month="2025-02").split("\n")[1:])
    report = take(lake, write(inbox, "both.csv", both), at=FEBRUARY)
    assert report.files[0].status == "replaced"
    assert lake.snapshot().partitions("street") == (("2025-01", SLUG), ("2025-02", SLUG))
    assert total(lake) == 11
    assert cube_agrees(lake)


def test_a_cut_off_answers_as_then_and_refuses_a_day_before_the_first(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "january.csv", street_text(5)), at=JANUARY)
    take(lake, write(inbox, "february.csv", street_text(6, month="2025-02")), at=FEBRUARY)
    assert total(lake, as_known=date(2026, 1, 31)) == 5
    assert total(lake, as_known=date(2026, 2, 27)) == 5
    assert total(lake, as_known=date(2026, 2, 28)) == 11
    with pytest.raises(NotKnownYet, match="the first load was on 2026-01-31"):
        lake.snapshot(date(2026, 1, 30))


def test_a_load_dated_before_what_is_known_is_refused(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)), at=FEBRUARY)
    with pytest.raises(HistoryRefused, match="cannot follow one of 28 February 2026"):
        take(lake, write(inbox, "b.csv", street_text(6)), at=JANUARY)
    assert total(lake) == 5


def test_a_rebuilt_lake_gives_its_states_the_same_names(tmp_path: Path, inbox: Path) -> None:
    files = [
        write(inbox, street_name("2025-01"), street_text(9)),
        write(inbox, street_name("2025-02"), street_text(8, month="2025-02")),
    ]
    names = [take(Lake(tmp_path / folder), *files).manifest_id for folder in ("one", "two")]
    assert names[0] == names[1]


def test_a_lake_deleted_and_made_again_in_the_same_place_is_read_afresh(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)))
    assert total(lake) == 5
    shutil.rmtree(lake.root)
    take(lake, write(inbox, "b.csv", street_text(8)))
    assert total(lake) == 8


def test_a_table_without_rows_is_empty_with_its_columns(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)))
    snapshot = lake.snapshot()
    for name in ("stops", "population", "boundaries", "releases", "quarantine"):
        table = snapshot.table(name)
        assert snapshot.arrow(table).num_rows == (1 if name == "releases" else 0)
    assert not snapshot.has("stops")
    assert snapshot.has("street")


def test_queries_read_partitions_as_text_and_agree_with_the_rows(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(20)), write(inbox, "b.csv", street_text(10, month="2025-02")))
    snapshot = lake.snapshot()
    street = snapshot.table("street")
    february = street.filter(street.month == "2025-02")
    asked = february.group_by("force").agg(n=february.count())
    assert snapshot.arrow(asked).to_pylist() == [{"force": SLUG, "n": 10}]


def test_a_snapshot_taken_before_a_load_does_not_move(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", street_text(5)))
    before = lake.snapshot()
    take(lake, write(inbox, "b.csv", street_text(8)), at=FEBRUARY)
    assert snapshot_rows(before) == 5
    assert snapshot_rows(lake.snapshot()) == 8


def snapshot_rows(snapshot: object) -> int:
    table = snapshot.table("street")  # type: ignore[attr-defined]
    return int(snapshot.arrow(table.count().as_table()).column(0)[0].as_py())  # type: ignore[attr-defined]


def test_a_time_without_a_zone_is_a_mistake_of_the_caller(lake: Lake, inbox: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        take(lake, write(inbox, "a.csv", street_text(5)), at=datetime(2026, 1, 1))  # noqa: DTZ001
    assert take(lake, write(inbox, "a.csv", street_text(5)), at=datetime(2026, 1, 1, tzinfo=UTC)).changed
