"""A table as it was asked for, tried against everything released before; and the ways out where it is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from frankpledge.analysis.disclosure import GivenAway, Unsolved
from frankpledge.analysis.disclosure.ready import Ready
from frankpledge.analysis.disclosure.views import ALL, Cube, NoSuchView, View, Year
from frankpledge.analysis.periods import Month, Window
from frankpledge.domain.disclosure.queries.union import Trial, trial
from frankpledge.domain.disclosure.rules import NotForRelease
from frankpledge.domain.evidence.queries.people import residents
from frankpledge.domain.evidence.queries.store import Known, known_as
from frankpledge.domain.open_data.models import Proposal
from frankpledge.domain.open_data.queries.cubes import Held, held
from frankpledge.domain.open_data.rules import Asked, CannotRelease, Detail, Period, Place, asked_from, check_rates
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.ground.accounts.models import Workspace
from frankpledge.lake.areas import Area
from frankpledge.lake.store import Snapshot
from frankpledge.statute.disclosure import disclosure

_MOST_WAYS, _CELLS_NAMED = 4, 6
Residents = Mapping[str, Mapping[str, Sequence[int]]]


@dataclass(frozen=True)
class WayOut:
    """Another table that was tried and may be released: what changes, and how much of it is hidden."""

    change: str
    asked: Asked
    numbers: int
    hidden: int

    @property
    def words(self) -> str:
        """Return it in words."""
        return f"{self.change.capitalize()}: {self.asked.words} ({self.hidden:,} of {self.numbers:,} numbers hidden)"


class NotReleasable(CannotRelease):
    """A table that may not leave: why, the cells that fail, and the other tables that were tried and may."""

    def __init__(self, plain: str, *, cells: tuple[str, ...], failing: int, ways: tuple[WayOut, ...]) -> None:
        self.plain, self.cells, self.failing, self.ways = plain, cells, failing, ways
        among = f" Among them: {'; '.join(cells)}." if cells else ""
        told = "; ".join(way.words for way in ways)
        cure = (
            f"What was tried and may be released instead: {told}."
            if ways
            else "Nothing coarser may be released either."
        )
        super().__init__(f"{plain}{among}", cure=cure)


@dataclass(frozen=True)
class Tried:
    """A table that may be released as it was tried, with what it shows and hides."""

    asked: Asked
    held: Held
    trial: Trial
    known: Known
    residents: Residents = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the digest of the table as it may be shown."""
        shown = (self.shown, self.residents) if self.residents else self.shown
        return sha256(repr(shown).encode()).hexdigest()

    @property
    def shown(self) -> list[list[str | int | None]]:
        """Return place, kind, period and count of every number: None where it is hidden, its mark where missing."""
        hidden, view, missing = self.trial.hidden.names, self.trial.view, disclosure().missing_marker
        told: list[list[str | int | None]] = [
            [line.place, line.kind, line.period, None if line.number.name in hidden else line.number.value]
            for line in view.lines
        ]
        return told + [[one.place, one.kind, one.period, None if one.hidden else missing] for one in view.absent]

    @property
    def names(self) -> dict[str, str]:
        """Return the names of its places."""
        places = {line.place for line in self.trial.view.lines}
        return {place: self.held.names[place] for place in sorted(places) if place in self.held.names}

    @property
    def report(self) -> dict[str, object]:
        """Return what the trial found, in numbers: nothing in it tells a hidden count."""
        found, source, geometry = self.trial.hidden, self.held.source, self.asked.geometry
        absent = self.trial.view.absent
        return {
            "source": source.name,
            "supplier": source.supplier,
            "words": self.asked.words,
            "geometry": geometry.id if geometry else "",
            "names": self.names,
            "shown": self.shown,
            "residents": self.residents,
            "shares": dict(self.trial.view.shares),
            "numbers": len(self.trial.view.lines) + len(absent),
            "hidden": len(found.names) + sum(one.hidden for one in absent),
            "as_sent": sum(one.hidden for one in absent),
            "missing": sum(not one.hidden for one in absent),
            "small": len(found.primary),
            "besides": len(found.secondary),
            "attacked": len(found.audit.ranges),
            "parts": found.audit.components,
            "before": self.trial.head or 0,
        }


def tried(asked: Asked, *, known: Known, partnership: Partnership) -> Tried:
    """Return a table as it may be released now. `NotReleasable` where it may not."""
    check_rates(asked)
    whole = held(known, asked.source, partnership)
    if asked.geometry is None:
        raise _too_fine(asked, whole, partnership.workspace)
    try:
        found = _trial(asked, whole, partnership.workspace)
    except GivenAway as refused:
        raise NotReleasable(
            refused.reason,
            cells=tuple(_cell_words(str(cell), whole.names) for cell in refused.cells[:_CELLS_NAMED]),
            failing=len(refused.cells),
            ways=ways_out(asked, whole, partnership.workspace),
        ) from refused
    except Unsolved as refused:
        ways = ways_out(asked, whole, partnership.workspace)
        raise NotReleasable(refused.reason, cells=(), failing=0, ways=ways) from refused
    told = as_told(asked, found.view)
    return Tried(told, whole, found, known, residents_of(known.open, whole, found.view) if asked.rates else {})


def tried_again(proposal: Proposal, *, partnership: Partnership) -> Tried:
    """Return the table of a proposal as it may be released now, from the evidence as it was known when proposed."""
    known = known_as(proposal.workspace, proposal.manifest)
    return tried(asked_from(proposal.asked), known=known, partnership=partnership)


def ways_out(asked: Asked, whole: Held, workspace: Workspace) -> tuple[WayOut, ...]:
    """Return the nearest coarser tables that were tried and may be released."""
    found = []
    for change, other in asked.coarser:
        try:
            one = _trial(other, whole, workspace)
        except (GivenAway, Unsolved, NoSuchView, NotForRelease):
            continue
        told = as_told(other, one.view)
        found.append(WayOut(change, told, len(one.view.lines) + len(one.view.absent), len(one.hidden.names)))
        if len(found) == _MOST_WAYS:
            break
    return tuple(found)


def view_of(asked: Asked, cube: Cube | Ready) -> View:
    """Return the numbers of a table that is within the fixed ones."""
    if isinstance(cube, Ready):
        return _ready_view(asked, cube)
    months = tuple(month for month in cube.months if asked.first <= month <= asked.last)
    years = tuple(year for year in cube.years if set(year.months) <= set(months))
    merged = {Detail.GROUP: "group", Detail.ALL: "all"}.get(asked.detail, "")
    if asked.detail is Detail.SENSITIVE:
        return cube.sensitive_by_year(years)
    if asked.place is Place.PARTNERSHIP:
        return cube.partnership(months, merged=merged, span=asked.period.span, step=asked.period.step)
    if asked.place is Place.WARD:
        return cube.wards_by_year(years, merged=merged)
    last = years[-1] if years else Year(asked.last - 11)
    return cube.neighbourhoods_by_three_years(last, merged=merged)


def _ready_view(asked: Asked, cube: Ready) -> View:
    merged = asked.detail in {Detail.GROUP, Detail.ALL}
    if asked.place is not Place.PARTNERSHIP or merged or asked.period is Period.ROLLING:
        raise NoSuchView(
            "What comes ready counted is told of the whole partnership, each figure by itself and in periods that do "
            "not overlap.",
            cure="Ask for the whole partnership, every type, and months, quarters or years.",
        )
    sensitive = asked.detail is Detail.SENSITIVE
    return cube.view(asked.first, asked.last, span=asked.period.span, sensitive=sensitive)


def as_told(asked: Asked, view: View) -> Asked:
    """Return what was asked for with the months that the table really tells of."""
    periods = [one.period for one in view.lines] + [one.period for one in view.absent]
    ends = [period.partition("--") for period in periods]
    if not ends:
        return asked
    first, last = min(first for first, _, _ in ends), max(last or first for first, _, last in ends)
    return replace(asked, first=Month.parse(first), last=Month.parse(last))


def residents_of(open_: Snapshot, whole: Held, view: View) -> dict[str, dict[str, list[int]]]:
    """Return how many live in each place of a table at the middle of each period, and the year of the estimate.

    What is not known, or too old to be used, is left out: no rate is then told.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for place, period in sorted({(line.place, line.period) for line in view.lines}):
        area = whole.area if place == ALL else Area("ward", place, whole.names.get(place, place))
        first, _, last = period.partition("--")
        people, year, _ = residents(open_, area, Window(Month.parse(first), Month.parse(last))) if place else (0, 0, "")
        if people and year:
            found.setdefault(place, {})[period] = [people, year]
    return found


def _trial(asked: Asked, whole: Held, workspace: Workspace) -> Trial:
    return trial(view_of(asked, whole.cube), data_set=asked.source, workspace=workspace)


def _too_fine(asked: Asked, whole: Held, workspace: Workspace) -> NotReleasable:
    """Return the refusal of a table finer than any: how many of its cells are small, some of them, and the ways out."""
    small = _small_cells(asked, whole)
    limit = disclosure().hidden_up_to
    named = tuple(", ".join(cell) for cell in sorted(small)[:_CELLS_NAMED])
    reason = f"No fixed table has {asked.words[0].lower()}{asked.words[1:]}."
    if small:
        reason += f" {len(small):,} of its cells would be from 1 to {limit}."
    return NotReleasable(reason, cells=named, failing=len(small), ways=ways_out(asked, whole, workspace))


def _small_cells(asked: Asked, whole: Held) -> set[tuple[str, str, str]]:
    """Return the cells of a table that is in no fixed one and whose counts are small, in words."""
    counts = Counter[tuple[str, str, str]]()
    if asked.detail is Detail.SENSITIVE or isinstance(whole.cube, Ready):
        return set()
    cube = whole.cube
    years = {month: year for year in cube.years for month in year.months}
    for (place, kind, month), count in cube.counts.items():
        if not asked.first <= month <= asked.last:
            continue
        where = {Place.PARTNERSHIP: "the partnership", Place.WARD: cube.wards.get(place, "")}.get(asked.place, place)
        what = {Detail.TYPE: kind, Detail.GROUP: cube.groups[kind]}.get(asked.detail, "all types")
        when = month.label if asked.period is Period.MONTH else str(years.get(month, asked.first))
        counts[whole.names.get(where, where or "no place"), what, when] += count
    return {cell for cell, count in counts.items() if 1 <= count <= disclosure().hidden_up_to}


def _cell_words(name: str, names: Mapping[str, str]) -> str:
    """Return a number's name (table/place/kind/period) in words."""
    _, _, rest = name.partition("/")
    place, _, rest = rest.partition("/")
    kind, _, period = rest.rpartition("/")
    where = "the whole partnership" if place == ALL else names.get(place, place or "no place")
    return f"{where}, {'all types' if kind == ALL else kind}, {period.replace('--', ' to ')}"
