"""A release that is taken back leaves the lake as if its file had never come, in every table, from then on."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from frankpledge.lake.manifests import manifests
from frankpledge.lake.releases import release_name
from frankpledge.lake.rollback import CannotWithdraw, withdraw, withdrawals
from frankpledge.lake.schemas import TABLES
from frankpledge.lake.store import Lake
from tests.lake.files import (
    FEBRUARY,
    JANUARY,
    MARCH,
    cube_agrees,
    outcomes_text,
    street_name,
    street_text,
    take,
    total,
    write,
    zipped,
)
from tests.lake.invented_land import CSP_2017, CSP_2024, lookups
from tests.lake.own.own_files import EXTRACT, extract, extract_row, take_own

APRIL = datetime(2026, 4, 30, 12, tzinfo=UTC)
OFFICE = (
    "Financial Year,Financial Quarter,Force Name,Offence Description,Offence Group,Offence Subgroup,Offence Code,"
    "Number of Offences"
)


def tables(lake: Lake) -> dict[str, list[str]]:
    """Return the rows of every table but the lists of releases, in an order of their own."""
    state = lake.snapshot()
    names = sorted(set(TABLES) - {"releases", "withdrawals"})
    return {name: sorted(map(repr, state.read(name).to_pylist())) for name in names}


def listed(lake: Lake) -> list[tuple[Any, ...]]:
    """Return what the list of releases says that does not hang on when each was loaded."""
    rows = lake.snapshot().read("releases").sort_by("sequence").to_pylist()
    current = set(lake.snapshot().releases()["release_id"].to_pylist())
    return [(row["release_id"], row["covers"], row["replaces"], row["release_id"] in current) for row in rows]


def back(lake: Lake, release: str, at: datetime = MARCH) -> None:
    withdraw(lake, release, known_at=at, by="analyst", reason="The force sent the wrong file.")


def test_the_version_before_is_current_again_and_what_was_known_stays_known(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY)
    (newer,) = take(lake, write(inbox, "new.csv", street_text(23)), at=FEBRUARY).files
    back(lake, newer.release_id)
    assert (total(lake), total(lake, as_known=FEBRUARY.date()), total(lake, as_known=JANUARY.date())) == (20, 23, 20)
    assert cube_agrees(lake)
    assert lake.snapshot().releases()["file"].to_pylist() == [str(inbox / "old.csv")]


def test_a_month_that_only_it_had_is_missing_again(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, street_name(), street_text(20)), at=JANUARY)
    (other,) = take(lake, write(inbox, street_name("2025-02"), street_text(5, month="2025-02")), at=JANUARY).files
    back(lake, other.release_id)
    assert lake.snapshot().partitions("street") == (("2025-01", "fenshire"),)
    assert lake.snapshot().read("street_cube")["month"].unique().to_pylist() == ["2025-01"]


def test_one_that_was_replaced_already_changes_no_row(lake: Lake, inbox: Path) -> None:
    (older,) = take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY).files
    take(lake, write(inbox, "new.csv", street_text(23)), at=FEBRUARY)
    before = tables(lake)
    back(lake, older.release_id)
    assert tables(lake) == before
    assert listed(lake)[0][2] == [], "what replaced it now replaces nothing"


def test_an_older_version_of_the_same_load_comes_back(lake: Lake, inbox: Path) -> None:
    archive = zipped({"1/" + street_name(): street_text(20), "2/" + street_name(): street_text(23)})
    first, second = take(lake, write(inbox, "both.zip", archive), at=JANUARY).files
    assert (first.status, second.status) == ("new", "replaced")
    back(lake, second.release_id)
    assert total(lake) == 20
    assert cube_agrees(lake)


def test_the_file_may_be_loaded_again_and_taken_back_again(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "old.csv", street_text(20)), at=JANUARY)
    file = write(inbox, "new.csv", street_text(23))
    (newer,) = take(lake, file, at=FEBRUARY).files
    back(lake, newer.release_id)
    (again,) = take(lake, file, at=MARCH).files
    assert (again.status, again.release_id, total(lake)) == ("replaced", newer.release_id, 23)
    back(lake, again.release_id, APRIL)
    assert total(lake) == 20
    assert [row["release_id"] for row in withdrawals(lake)] == [newer.release_id] * 2


def test_who_took_it_back_when_and_why_is_kept(lake: Lake, inbox: Path) -> None:
    (only,) = take(lake, write(inbox, "a.csv", street_text(20)), at=JANUARY).files
    assert withdrawals(lake) == ()
    back(lake, only.release_id)
    (row,) = withdrawals(lake)
    assert (row["reason"], row["withdrawn_by"], row["withdrawn_at"], row["rows_kept"]) == (
        "The force sent the wrong file.",
        "analyst",
        MARCH,
        20,
    )
    assert not lake.snapshot().has("street")


def test_rows_that_it_had_set_aside_go_with_it(lake: Lake, inbox: Path) -> None:
    text = street_text(40).replace("2025-01,Fenshire", "2025-13,Fenshire", 1)
    (file,) = take(lake, write(inbox, "a.csv", text), at=JANUARY).files
    assert file.rows_quarantined == 1
    take(lake, write(inbox, street_name("2025-02"), street_text(4, month="2025-02")), at=JANUARY)
    back(lake, file.release_id)
    assert total(lake, "quarantine") == 0


@pytest.mark.parametrize(
    ("release", "told"), [("r-unknown", "There is no release"), ("twice", "was taken back before")]
)
def test_what_is_not_there_is_refused_and_nothing_changes(release: str, told: str, lake: Lake, inbox: Path) -> None:
    (only,) = take(lake, write(inbox, "a.csv", street_text(20)), at=JANUARY).files
    back(lake, only.release_id)
    states = len(manifests(Path(lake.root)))
    with pytest.raises(CannotWithdraw, match=told):
        back(lake, only.release_id if release == "twice" else release)
    assert len(manifests(Path(lake.root))) == states
    assert not (lake.root / "loading.json").exists()


def test_a_reason_is_asked_for(lake: Lake, inbox: Path) -> None:
    (only,) = take(lake, write(inbox, "a.csv", street_text(20)), at=JANUARY).files
    with pytest.raises(CannotWithdraw, match="no reason"):
        withdraw(lake, only.release_id, known_at=MARCH, by="analyst", reason="  ")


def test_places_follow_from_the_lookups_that_are_left(lake: Lake, inbox: Path) -> None:
    twin = Lake(lake.root.parent / "twin")
    take(twin, *lookups(inbox, "csp24.csv"), at=JANUARY)
    files = lookups(inbox)
    report = take(lake, *files, at=JANUARY)
    newest = next(file for file in report.files if file.file.endswith("csp24.csv"))
    back(lake, newest.release_id)
    assert tables(lake)["places"] == tables(twin)["places"]
    assert tables(lake) == tables(twin)


def test_a_lookup_without_which_the_rest_contradict_each_other_stays(lake: Lake, inbox: Path) -> None:
    wrong = CSP_2017.replace("X22000001,Ashby & District", "X22000008,Nowhere")
    earlier = write(inbox / "earlier", "csp17.csv", wrong)
    take(lake, earlier, *lookups(inbox, "csp17.csv", "csp24.csv"), at=JANUARY)
    right = write(inbox / "later", "csp17.csv", CSP_2017)
    report = take(lake, right, write(inbox / "later", "csp24.csv", CSP_2024), at=FEBRUARY)
    assert [file.status for file in report.files] == ["replaced", "new"]
    before = tables(lake)
    with pytest.raises(CannotWithdraw, match="contradict each other without it"):
        back(lake, report.files[0].release_id)
    assert tables(lake) == before
    assert not (lake.root / "loading.json").exists()


def test_a_partners_own_records_go_back_the_same_way(lake: Lake, inbox: Path) -> None:
    first = extract([extract_row(1, Recorded="10/12/2025"), extract_row(2, Recorded="10/01/2026")])
    second = extract([extract_row(3, Recorded="11/01/2026"), extract_row(4, Recorded="11/02/2026")])
    take_own(lake, write(inbox, "a.csv", first), mapping=EXTRACT, at=FEBRUARY)
    (newer,) = take_own(lake, write(inbox, "b.csv", second), mapping=EXTRACT, at=MARCH).files
    back(lake, newer.release_id, APRIL)
    assert sorted(lake.snapshot().read("records")["reference"].to_pylist()) == ["FN/00001", "FN/00002"]


def office(year: str, quarters: Sequence[int], n: int, forces: Sequence[str] = ("Fenshire", "Mereshire")) -> str:
    """Return a table of the Home Office for some quarters."""
    rows = [
        f"{year},{quarter},{force},Domestic burglary,Theft offences,Burglary,28E,{n + quarter}"
        for quarter in quarters
        for force in forces
    ]
    return "\n".join([OFFICE, *rows, ""])


def test_quarters_that_two_editions_shared_come_back_and_the_others_stay(lake: Lake, inbox: Path) -> None:
    take(lake, write(inbox, "a.csv", office("2024/25", (1, 2, 3), 10)), at=JANUARY)
    (newer,) = take(lake, write(inbox, "b.csv", office("2024/25", (2, 3, 4), 50)), at=FEBRUARY).files
    take(lake, write(inbox, "c.csv", office("2024/25", (3,), 90, ("Fenshire",))), at=FEBRUARY)
    back(lake, newer.release_id)
    rows = lake.snapshot().read("recorded_crime").to_pylist()
    assert sorted((row["quarter"], row["force_name"], row["n"]) for row in rows) == [
        (1, "Fenshire", 11),
        (1, "Mereshire", 11),
        (2, "Fenshire", 12),
        (2, "Mereshire", 12),
        (3, "Fenshire", 93),
        (3, "Mereshire", 13),
    ]


def any_file(dice: random.Random) -> tuple[str, str]:
    """Return the name and text of a file that has something in common with others of its kind."""
    month, rows = f"2025-{dice.randint(1, 2):02d}", dice.randint(1, 12)
    kind = dice.choice(("street", "street", "outcomes", "office", "population", "lookup"))
    if kind == "street":
        return street_name(month), street_text(rows, month=month, start=dice.randint(0, 3))
    if kind == "outcomes":
        return f"{month}-fenshire-outcomes.csv", outcomes_text(rows, month=month)
    if kind == "office":
        quarters = sorted(dice.sample(range(1, 5), dice.randint(1, 4)))
        forces = dice.choice((("Fenshire",), ("Fenshire", "Mereshire")))
        return "office.csv", office("2024/25", quarters, dice.randint(1, 90), forces)
    if kind == "population":
        return (
            "population20_lsoa11.csv",
            f"lsoa11_name,lsoa11_code,total_population\nAshby 001A,X01000001,{dice.randint(900, 999)}.0\n",
        )
    return "csp24.csv", CSP_2024.replace("Mereshire", f"Mereshire {dice.randint(1, 4)}")


@pytest.mark.parametrize("seed", range(24))
def test_taking_any_release_back_is_as_if_it_had_never_come(seed: int, tmp_path: Path) -> None:
    """The naive twin loads everything but that release, in the same order."""
    dice = random.Random(seed)
    calls: list[list[tuple[str, str]]] = [[any_file(dice) for _ in range(dice.randint(1, 3))] for _ in range(5)]
    lake, twin = Lake(tmp_path / "lake"), Lake(tmp_path / "twin")
    names: dict[str, None] = {}
    for at, call in enumerate(calls):
        for report in take(lake, *written(tmp_path / "in", at, call), at=JANUARY + timedelta(days=at)).files:
            if report.status in ("new", "replaced"):
                names[report.release_id] = None
    gone = dice.choice(sorted(names))
    back(lake, gone, APRIL)
    for at, call in enumerate(calls):
        rest = [path for path in written(tmp_path / "in", at, call) if release_of(path) != gone]
        if rest:
            take(twin, *rest, at=JANUARY + timedelta(days=at))
    assert tables(lake) == tables(twin)
    assert listed(lake) == listed(twin)
    assert cube_agrees(lake)


def written(folder: Path, call: int, files: Sequence[tuple[str, str]]) -> list[Path]:
    return [write(folder / f"{call}-{number}", name, text) for number, (name, text) in enumerate(files)]


def release_of(path: Path) -> str:
    return release_name(hashlib.sha256(path.read_bytes()).hexdigest())
