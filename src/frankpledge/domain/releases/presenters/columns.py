"""What reading a file by a proposed mapping would give, and the layouts that are remembered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from frankpledge.domain.releases.models import ColumnMapping, UploadedFile
from frankpledge.domain.releases.presenters.words import day
from frankpledge.ground.jobs.queries import Progress, as_progress
from frankpledge.ground.ui.parts import Choice, Column, Fact, Row, Table
from frankpledge.lake.own.mapping import FIELDS
from frankpledge.lake.own.mapping import Mapping as ColumnsRead

KINDS = {
    "records": "Records, a row each",
    "long": "Indicators, a row a value",
    "wide": "Indicators, a column a period",
}
SECONDS_BETWEEN_LOOKS = 2


@dataclass(frozen=True)
class TrialPage:
    """What would be read: while it is tried, how far that is."""

    title: str
    lede: str
    progress: Progress | None
    look_again: int
    error: str
    facts: tuple[Fact, ...]
    faults: Table | None
    noted: Table | None
    taken: Table
    left_out: str
    here: str
    change: str
    confirm: str


def trial_page(file: UploadedFile, said: ColumnsRead, slug: str) -> TrialPage:
    """Return the page of a trial."""
    assert file.trial is not None
    run = as_progress(file.trial)
    result, parts = run.result, (slug, file.upload_id, file.number)
    return TrialPage(
        title=_title(file, run),
        lede=_lede(run),
        progress=None if run.state.over else run,
        look_again=0 if run.state.over else SECONDS_BETWEEN_LOOKS,
        error=run.error,
        facts=_facts(result) if result else (),
        faults=_faults(result.get("first", ()), "Rows that would be set aside"),
        noted=_faults(result.get("noted", ()), "Cells that would be left out"),
        taken=_taken(said),
        left_out=", ".join(said.left_out),
        here=reverse("releases:trial", args=parts),
        change=f"{reverse('releases:columns', args=parts)}?kind={said.kind}",
        confirm=reverse("releases:confirm", args=parts) if result else "",
    )


def _title(file: UploadedFile, run: Progress) -> str:
    if not run.state.over:
        return f"Trying {file.name}"
    if not run.result:
        return f"{file.name} cannot be read so"
    return f"{run.result['read'] - run.result['aside']:,} of {run.result['read']:,} rows would be kept"


def _lede(run: Progress) -> str:
    if not run.state.over:
        return "Nothing is kept of a trial. You may leave this page and come back."
    return "Nothing is kept yet. If this is right, load it: the columns are remembered for the next file."


def _facts(result: Mapping[str, Any]) -> tuple[Fact, ...]:
    periods = result["periods"]
    span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}" if periods else ""
    return (
        Fact("Rows read", f"{result['read']:,}"),
        Fact("Would be set aside", f"{result['aside']:,}"),
        Fact("Cells left out", f"{result['told']:,}", "their rows are kept" if result["told"] else ""),
        Fact("Months or periods", f"{len(periods):,}", span),
    )


def _faults(found: Sequence[Mapping[str, Any]], caption: str) -> Table | None:
    rows = tuple(Row((_where(one), one["column"] or "the row", one["reason"])) for one in found)
    columns = (Column("Line"), Column("Column"), Column("Why"))
    return Table(caption, columns, rows, caption_hidden=True) if rows else None


def _where(one: Mapping[str, Any]) -> str:
    return f"{one['sheet']}, {one['line']:,}" if one["sheet"] else f"{one['line']:,}"


def _taken(said: ColumnsRead) -> Table:
    labels = {one.name: one.label for one in FIELDS[said.kind]}
    rows = tuple(Row((theirs, labels[ours])) for ours, theirs in said.columns)
    return Table("Columns that are read", (Column("Their column"), Column("Means")), rows, caption_hidden=True)


def kind_choices(here: str, kind: str) -> tuple[Choice, ...]:
    """Return the kinds of file, each leading to its columns; the one that is asked about leads nowhere."""
    return tuple(Choice(words, "" if name == kind else f"{here}?kind={name}") for name, words in KINDS.items())


def mappings_table(found: Iterable[ColumnMapping], slug: str) -> Table | None:
    """Return the layouts that are remembered, each leading to its page."""
    heads = ("Name", "What it is", "Who sends it", "Columns", "Remembered")
    rows = tuple(
        Row(
            (
                one.name,
                KINDS.get(one.mapping["kind"], ""),
                one.mapping["supplier"],
                f"{len(one.mapping['columns'])}",
                f"{day(one.remembered_at)}, {one.remembered_by}",
            ),
            href=reverse("releases:mapping", args=(slug, one.pk)),
        )
        for one in found
    )
    columns = tuple(Column(head, right=head == "Columns") for head in heads)
    return Table("Layouts that are remembered", columns, rows, caption_hidden=True) if rows else None


def mapping_parts(one: ColumnMapping) -> tuple[Table, tuple[tuple[str, str], ...]]:
    """Return what each column of a remembered layout means, and how else its files are read."""
    said = ColumnsRead.from_json(one.mapping)
    details = (
        ("What it is", KINDS[said.kind]),
        ("Who sends it", said.supplier),
        ("Left out", ", ".join(said.left_out) or "nothing"),
        ("Remembered", f"{day(one.remembered_at)}, by {one.remembered_by}"),
    )
    return _taken(said), details
