"""What a load says of itself."""

from __future__ import annotations

import json
from pathlib import Path

from frankpledge.lake.manifests import manifests
from frankpledge.lake.store import Lake, history
from tests.lake.files import FEBRUARY, street_name, street_text, take, write


def test_the_report_is_json_with_a_tally(lake: Lake, inbox: Path) -> None:
    report = take(lake, write(inbox, street_name(), street_text(4)), write(inbox, "bad.csv", "a,b\n1,2\n"))
    told = json.loads(json.dumps(report.as_json()))
    assert told["tally"] == {"new": 1, "known": 0, "replaced": 0, "refused": 1}
    assert told["manifest_id"] == report.manifest_id
    assert told["files"][0]["rows_kept"] == 4
    assert [file.status for file in report.refused] == ["refused"]
    assert report.changed


def test_progress_only_grows_and_ends_whole(lake: Lake, inbox: Path) -> None:
    seen: list[tuple[str, float]] = []
    for month in range(1, 5):
        write(inbox, street_name(f"2025-{month:02d}"), street_text(4, month=f"2025-{month:02d}"))
    take(lake, inbox, progress=lambda what, part: seen.append((what, part)))
    parts = [part for _, part in seen]
    assert parts == sorted(parts)
    assert parts[-1] == 1.0
    assert seen[0][0] == street_name("2025-01")


def test_history_tells_every_state(lake: Lake, inbox: Path) -> None:
    assert history(lake) == ()
    take(lake, write(inbox, "a.csv", street_text(4)))
    take(lake, write(inbox, "b.csv", street_text(5)), at=FEBRUARY)
    assert history(lake) == manifests(lake.root)
    assert [state.known_at.month for state in history(lake)] == [1, 2]
    assert len({hash(state) for state in history(lake)}) == 2


def test_a_file_that_lies_under_another_name_is_told_of_by_the_name_it_came_with(lake: Lake, inbox: Path) -> None:
    good, bad = write(inbox, "0001", street_text(4)), write(inbox, "0002", "a,b\n1,2\n")
    called = {good: street_name(), bad: "ours.csv"}
    told = take(lake, good, bad, called=called).files
    assert [file.file for file in told] == [street_name(), "ours.csv"]
    assert told[1].message.startswith("ours.csv, line 1: ")
    assert str(inbox) not in json.dumps([file.message for file in told])
    assert lake.snapshot().read("releases")["file"].to_pylist() == [street_name()]
