"""Every bad file gets a plain answer at every door through which files come, and there are two hundred of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from frankpledge.domain.action_log.actions.lists import ACTIONS
from frankpledge.ground.accounts.models import Workspace
from frankpledge.ground.accounts.rules import Role
from frankpledge.ground.documents.kept import look_at
from frankpledge.ground.documents.sent import SentLimits, read_sent
from frankpledge.ground.lists.actions import send_list
from frankpledge.ground.lists.queries import read_file
from frankpledge.refusal import Refusal
from tests.domain.action_log.plans import workbook
from tests.ground.documents.bad_kept import bad_kept
from tests.ground.documents.test_sent import BAD as PAPERS
from tests.ground.people import new_member, new_workspace
from tests.lake.bad_files import corpus

pytestmark = pytest.mark.django_db
WANTED = 200
# The classes that were promised, as the corpora call them.
CLASSES = {
    "bomb", "sparse corner", "truncated", "encodings", "ragged", "merged", "dates", "duplicate headers", "macros",
    "encrypted", "polyglot", "zip-slip", "symlink", "DTD", "empty", "scripts in PDF", "scripts in SVG",
}  # fmt: skip
# What the corpus of the lake calls its own, by the class that it is of.
CALLED = {
    "zip bomb": "bomb", "gzip bomb": "bomb", "sheet bomb": "bomb", "sheet with a far corner": "sparse corner",
    "sheet with a hidden corner": "sparse corner", "cut zip": "truncated", "cut sheet": "truncated",
    "mixed encodings": "encodings", "no encoding": "encodings", "short rows": "ragged", "long row": "ragged",
    "OpenDocument sheet repeated": "merged", "spreadsheet dates": "dates", "month in words": "dates",
    "column twice": "duplicate headers", "locked workbook": "encrypted", "name twice in zip": "polyglot",
    "zip slip": "zip-slip", "link in zip": "symlink", "sheet with entities": "DTD", "empty": "empty",
}  # fmt: skip
LIMITS = SentLimits(most_bytes=12_000_000, pages=10)
SAMPLE = 4
"""Of the archives of one kind that are wrong in the same way, each fourth goes through the doors not made for them."""


def everything() -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield every file of every corpus: its class, its name, and how it is made."""
    yield from ((CALLED.get(one.kind, one.kind), one.name, one.make) for one in corpus())
    yield from ((one.kind, one.name, one.make) for one in bad_kept())
    yield from (("paper", name, make) for name, make, _ in PAPERS)


def test_there_are_two_hundred_bad_files_and_every_class_that_was_promised() -> None:
    found = list(everything())
    assert len(found) >= WANTED
    assert {kind for kind, *_ in found} >= CLASSES
    contents = {hashlib.sha256(name.encode() + make()).digest() for kind, name, make in found if kind != "bomb"}
    assert len(contents) >= WANTED, "they differ from each other"


def list_(content: bytes, name: str, folder: Path) -> object:
    """Read a file as a list of actions."""
    (folder / "sent").write_bytes(content)
    return read_file(folder / "sent", called=name, kind=ACTIONS, workspace=Workspace.objects.latest("pk"))


DOORS: dict[str, Callable[[bytes, str, Path], object]] = {
    "papers": lambda content, name, _: read_sent(content, name=name, limits=LIMITS),
    "attachments": lambda content, name, _: look_at(content, name=name),
    "lists": list_,
}
ALL = [*(one for at, one in enumerate(everything()) if at % SAMPLE == 0)]


def answer(door: str, content: bytes, name: str, folder: Path) -> Refusal | None:
    """Return what a door says of a file that it refuses; None where it takes it. Nothing else may come of it."""
    try:
        DOORS[door](content, name, folder)
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_bad_file_is_refused_in_plain_words_at_every_door_or_is_harmless_there(door: str, tmp_path: Path) -> None:
    new_workspace()
    refused = 0
    for kind, name, make in ALL:
        said = answer(door, make(), name, tmp_path)
        if said is not None:
            refused += 1
            assert said.reason, (kind, name)
            assert said.cure, (kind, name, said.reason)
            assert said.where or name in str(said), (kind, name, said.reason)
            assert "Traceback" not in str(said), (kind, name)
    # What is bad for one door may be good for another: words with too few columns are a text, a script is cut out.
    assert refused > len(ALL) / 2


LISTS = (
    ("dates", [("wording", "due"), ("Mend the lamps", "31/02/2026")], 2, "due"),
    ("dates", [("wording", "due"), ("Mend the lamps", "soon"), ("Count them", "2026-13-01")], 2, "due"),
    ("ragged", [("wording", "group", "organisation", "agreed_on"), ("Mend the lamps",)], 2, "group"),
    ("encodings", [("wording", "group"), ("Mend", "B\ufffdard")], 2, "group"),
)


@pytest.mark.parametrize(("kind", "rows", "row", "column"), LISTS)
def test_a_bad_line_of_a_list_is_named_by_sheet_row_and_column_with_its_cure(
    kind: str, rows: list[tuple[str, ...]], row: int, column: str, tmp_path: Path
) -> None:
    workspace = new_workspace()
    officer = new_member(workspace, Role.OFFICER)
    (tmp_path / "sent").write_bytes(workbook(Plan=rows))
    read = read_file(tmp_path / "sent", called="plan.xlsx", kind=ACTIONS, workspace=workspace)
    found = send_list(kind=ACTIONS, workspace=workspace, name="plan.xlsx", read=read, by=officer).faults
    assert any(sheet == "Plan" and number == row and head == column for sheet, number, head, *_ in found), (kind, found)
    assert all(reason for *_, reason, _ in found)


def test_a_workbook_of_nothing_but_a_merged_title_is_no_list(tmp_path: Path) -> None:
    new_workspace()
    said = answer("lists", workbook(Plan=[("Our plan for 2026",), ("", "")]), "plan.xlsx", tmp_path)
    assert said is not None
    assert "no row of it has heads" in said.reason
    assert said.where == "plan.xlsx"
