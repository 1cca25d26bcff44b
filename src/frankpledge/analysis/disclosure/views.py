"""Everything restricted that may be published of one data set, as views of one cube: months, wards, neighbourhoods.

A table has cells of its own (a ward, a type, a year). That the months of a year add up to what its wards add up to, and
the types of a group in a ward to what its neighbourhoods do, ties the tables together: whoever has both can use it, and
so does the attack. Within these ties the finer cube could be anything that fits them, so that nothing is lost by not
going down to it: each table hangs on the next by sums that both have, and between such sums counts may be dealt out
freely. Places without a code ("") are what could not be placed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from frankpledge.analysis.disclosure.union import Number
from frankpledge.analysis.periods import Month
from frankpledge.refusal import Refusal

ALL = "*"
_TOTAL, _GRAND = 40.0, 80.0  # what hiding a total loses on top


class NoSuchView(Refusal, ValueError):
    """A view of periods that are not whole, or not there."""


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months from the first."""

    first: Month

    @property
    def months(self) -> tuple[Month, ...]:
        """Return its months."""
        return tuple(self.first + at for at in range(12))

    def __str__(self) -> str:
        return f"{self.first}--{self.first + 11}"


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a view by its place, kind and period; `*` stands for all of them together."""

    place: str
    kind: str
    period: str
    number: Number

    @property
    def total(self) -> bool:
        """Return whether it adds up others of the view."""
        return ALL in (self.place, self.kind)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sums that are known to be equal: the cells of either, by name."""

    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A number of a view that nobody here knows: it is missing, or whoever counted it hid it (`hidden`)."""

    place: str
    kind: str
    period: str
    name: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class View:
    """The numbers of one table and its ties to the others, over cells whose true counts are `counts`.

    `absent` are numbers that are not known. `shares` are kinds that are told as shares too, each with that of its base.
    """

    lines: tuple[Line, ...]
    ties: tuple[Tie, ...]
    counts: Mapping[str, int]
    absent: tuple[Absent, ...] = ()
    shares: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Cube:
    """Counts of one data set by neighbourhood, type and month: the truth, of which only views are shown.

    `months` are those that are there (in one of them a type without a count had none). `wards` gives each
    neighbourhood's ward; `groups` each type's group. `sensitive` are counts by name and month for the whole partnership
    alone: they are in no other table.
    """

    counts: Mapping[tuple[str, str, Month], int]
    months: tuple[Month, ...]
    wards: Mapping[str, str]
    groups: Mapping[str, str]
    sensitive: Mapping[tuple[str, Month], int] = field(default_factory=dict)
    sensitive_kinds: tuple[str, ...] = ()
    year_begins: int = 4

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Return the types, in order."""
        return tuple(sorted(self.groups))

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """Return the years of which every month is there, the oldest first."""
        held = set(self.months)
        every = (Year(month) for month in self.months if month.month == self.year_begins)
        return tuple(year for year in every if held.issuperset(year.months))

    @cached_property
    def ward_codes(self) -> tuple[str, ...]:
        """Return the wards, and "" where something lies in none."""
        return tuple(sorted({*self.wards.values(), *self._nowhere}))

    @cached_property
    def neighbourhoods(self) -> tuple[str, ...]:
        """Return the neighbourhoods, and "" where something lies in none."""
        return tuple(sorted({*self.wards, *self._nowhere}))

    @cached_property
    def _nowhere(self) -> tuple[str, ...]:
        """Return "" where something has no place that is known: data that always have one tell no such row."""
        return ("",) if any(place not in self.wards for place, _, _ in self.counts) else ()

    @cached_property
    def group_names(self) -> tuple[str, ...]:
        """Return the groups, in order."""
        return tuple(sorted(set(self.groups.values())))

    # ---- views ---------------------------------------------------------------------------------------------------

    def partnership(self, months: Sequence[Month], *, merged: str = "", span: int = 1, step: int = 0) -> View:
        """Return types for the whole partnership by months, or by sums of `span` months, or with types merged.

        `merged` is "group" or "all". Sums of months begin every `step` months from the beginning of the year, and where
        it is less than the span they overlap: twelve months to the end of each quarter are span 12, step 3.
        """
        self._check_months(months)
        held, by = set(months), step or span
        starts = [one for one in months if (one.month - self.year_begins) % by == 0]
        spans = [tuple(one + at for at in range(span)) for one in starts]
        inside = [each for each in spans if held.issuperset(each)]
        if not inside:
            raise NoSuchView("These months make up no whole period.", cure="Choose twelve months of one year.")
        periods = [(_period(each), tuple(map(str, each))) for each in inside]
        lines = self._table("csp", (ALL,), self._kinds(merged), periods)
        return self._view(lines, {year for year in self.years for month in months if month in year.months})

    def wards_by_year(self, years: Sequence[Year], *, merged: str = "") -> View:
        """Return wards by types for each of some years."""
        self._check_years(years)
        periods = [(str(year), (str(year),)) for year in years]
        return self._view(self._table("ward", self.ward_codes, self._kinds(merged), periods), set(years))

    def neighbourhoods_by_three_years(self, last: Year, *, merged: str = "") -> View:
        """Return neighbourhoods by groups for the three years that end with one."""
        years = [Year(last.first - 24), Year(last.first - 12), last]
        self._check_years(years)
        kinds = [(ALL, self.group_names)] if merged == "all" else [(one, (one,)) for one in self.group_names]
        periods = [(f"{years[0].first}--{last.first + 11}", tuple(map(str, years)))]
        return self._view(self._table("lsoa", self.neighbourhoods, kinds, periods), set(years))

    def sensitive_by_year(self, years: Sequence[Year]) -> View:
        """Return what is sensitive by year for the whole partnership: counts that overlap, and so have no total."""
        self._check_years(years)
        lines = []
        for kind in self.sensitive_kinds:
            for year in years:
                cell = f"sensitive/{ALL}/{kind}/{year}"
                value = sum(self.sensitive.get((kind, month), 0) for month in year.months)
                lines.append(Line(ALL, kind, str(year), Number(name=cell, cells=(cell,), value=value)))
        return View(tuple(lines), (), {line.number.name: line.number.value for line in lines})

    # ---- how ------------------------------------------------------------------------------------------------------

    @cached_property
    def _cells(self) -> Mapping[str, int]:
        """Return the true count of every cell of every table that is not nothing, by name."""
        found: dict[str, int] = defaultdict(int)
        years = {month: year for year in self.years for month in year.months}
        for (place, kind, month), count in self.counts.items():
            found[f"csp/{ALL}/{kind}/{month}"] += count
            if (year := years.get(month)) is not None:
                where = place if place in self.wards else ""
                found[f"ward/{self.wards.get(place, '')}/{kind}/{year}"] += count
                found[f"lsoa/{where}/{self.groups[kind]}/{year}"] += count
        return dict(found)

    def _kinds(self, merged: str) -> list[tuple[str, tuple[str, ...]]]:
        if merged == "all":
            return [(ALL, self.kinds)]
        if merged == "group":
            return [(name, tuple(k for k in self.kinds if self.groups[k] == name)) for name in self.group_names]
        return [(kind, (kind,)) for kind in self.kinds]

    def _table(
        self,
        table: str,
        places: Sequence[str],
        kinds: Sequence[tuple[str, tuple[str, ...]]],
        periods: Sequence[tuple[str, tuple[str, ...]]],
    ) -> list[Line]:
        """Return every number of a table, period by period, with totals where there are several."""
        rows = [(place, (place,)) for place in places] + ([(ALL, tuple(places))] if len(places) > 1 else [])
        every = tuple(kind for _, parts in kinds for kind in parts)
        columns = [*kinds, *([(ALL, every)] if len(kinds) > 1 else [])]
        lines = []
        for period, times in periods:
            for place, inside in rows:
                for kind, parts in columns:
                    cells = tuple(f"{table}/{w}/{k}/{t}" for w in inside for k in parts for t in times)
                    spans = (len(inside) > 1) + (len(columns) > 1 and kind == ALL)
                    number = Number(
                        name=f"{table}/{place}/{kind}/{period}",
                        cells=cells,
                        value=sum(self._cells.get(cell, 0) for cell in cells),
                        dear=(0.0, _TOTAL, _GRAND)[spans],
                    )
                    lines.append(Line(place, kind, period, number))
        return lines

    def _view(self, lines: list[Line], years: Iterable[Year]) -> View:
        ties = tuple(tie for year in sorted(years, key=str) for tie in self._ties(year))
        named = {str(cell) for line in lines for cell in line.number.cells}
        named |= {cell for tie in ties for cell in (*tie.one, *tie.other)}
        return View(tuple(lines), ties, {cell: self._cells.get(cell, 0) for cell in sorted(named)})

    def _ties(self, year: Year) -> Iterable[Tie]:
        """Yield what a whole year has in common: months with wards, wards with their neighbourhoods."""
        for kind in self.kinds:
            yield Tie(
                tuple(f"csp/{ALL}/{kind}/{month}" for month in year.months),
                tuple(f"ward/{ward}/{kind}/{year}" for ward in self.ward_codes),
            )
        within: dict[str, list[str]] = defaultdict(list)
        for place in self.neighbourhoods:
            within[self.wards.get(place, "")].append(place)
        for ward in self.ward_codes:
            for group in self.group_names:
                kinds = (kind for kind in self.kinds if self.groups[kind] == group)
                yield Tie(
                    tuple(f"ward/{ward}/{kind}/{year}" for kind in kinds),
                    tuple(f"lsoa/{place}/{group}/{year}" for place in within[ward]),
                )

    def _check_months(self, months: Sequence[Month]) -> None:
        gone = [month.label for month in months if month not in set(self.months)]
        if gone or not months:
            raise NoSuchView(
                f"{', '.join(gone[:3]) or 'No month'}: nothing is held of it.", cure="Choose months that are loaded."
            )

    def _check_years(self, years: Sequence[Year]) -> None:
        gone = [str(year) for year in years if year not in self.years]
        if gone or not years:
            raise NoSuchView(
                f"{', '.join(gone[:3]) or 'No year'}: not every month of it is held.",
                cure="Choose whole years: " + (", ".join(map(str, self.years)) or "there is none yet") + ".",
            )


def _period(months: tuple[Month, ...]) -> str:
    return str(months[0]) if len(months) == 1 else f"{months[0]}--{months[-1]}"
