"""What became of crimes, as the Home Office publishes it by force: outcomes of its crimes, and those it gave."""

from __future__ import annotations

from dataclasses import dataclass

from frankpledge.analysis.periods import FinancialYear, Quarter
from frankpledge.lake.areas import Area, slug_of
from frankpledge.lake.queries.recorded import quarters
from frankpledge.lake.store import Snapshot
from frankpledge.statute.recorded import quarter_text

NOT_YET = "0"


@dataclass(frozen=True)
class OutcomeCount:
    """An outcome type in an area over a window: how many crimes of the window have it, how many were given it then."""

    type: str
    outcome: str
    of_recorded: int
    given: int
    rows: int

    @property
    def is_part(self) -> bool:
        """Return whether the type is a part of another (1A of 1), and so never added to it."""
        return not self.type.isdigit()

    @property
    def is_outcome(self) -> bool:
        """Return whether it is an outcome: type 0 stands for none yet."""
        return self.type != NOT_YET


@dataclass(frozen=True)
class Outcomes:
    """Every outcome type of a force over whole quarters; `marked` rows print a mark for a number and are in no sum."""

    area: Area
    quarters: tuple[Quarter, ...]
    missing: tuple[Quarter, ...]
    counts: tuple[OutcomeCount, ...]
    marked: int
    releases: tuple[str, ...]


def recorded_outcomes(snapshot: Snapshot, area: Area, *, first: str, last: str) -> Outcomes | None:
    """Return the outcomes of a police force area over whole quarters, None where they are not loaded."""
    wanted = quarters(first, last)
    if area.kind != "force" or not snapshot.has("recorded_outcomes"):
        return None
    table = snapshot.table("recorded_outcomes")
    own = table.filter(
        (table.force == slug_of(area)) & table.year.isin(sorted({str(FinancialYear(q.start)) for q in wanted}))
    )
    texts = {str(quarter): quarter for quarter in wanted}
    found = [row for row in snapshot.arrow(own).to_pylist() if quarter_text(row["year"], row["quarter"]) in texts]
    if not found:
        return None
    held = {quarter_text(row["year"], row["quarter"]) for row in found}
    kinds: dict[str, list[dict[str, object]]] = {}
    for row in found:
        kinds.setdefault(str(row["outcome_type"]).strip().upper(), []).append(row)
    return Outcomes(
        area=area,
        quarters=wanted,
        missing=tuple(quarter for text, quarter in texts.items() if text not in held),
        counts=tuple(_count(kind, kinds[kind]) for kind in sorted(kinds, key=_order)),
        marked=sum(row["mark_recorded"] is not None or row["mark_given"] is not None for row in found),
        releases=tuple(dict.fromkeys(str(row["release_id"]) for row in found)),
    )


def _count(kind: str, rows: list[dict[str, object]]) -> OutcomeCount:
    return OutcomeCount(
        type=kind,
        outcome=str(rows[-1]["outcome"] or ""),
        of_recorded=sum(int(str(row["n_recorded"] or 0)) for row in rows),
        given=sum(int(str(row["n_given"] or 0)) for row in rows),
        rows=len(rows),
    )


def _order(kind: str) -> tuple[int, str]:
    digits = "".join(letter for letter in kind if letter.isdigit())
    return int(digits or 99), kind
