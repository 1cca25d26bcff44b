"""A first guess at which column is which, from the header and some rows, with everything that a person must look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frankpledge.lake.own.layout import heading
from frankpledge.lake.own.mapping import FIELDS, NO, YES, Field, Kind, Mapping, plain
from frankpledge.lake.own.periods import period
from frankpledge.lake.own.values import Unread, clock_time, is_key, moment, number, reads
from frankpledge.lake.source import Head

_FEW_WORDS = 4
_NATIONAL_GRID = 1_000.0
_SHARE = 0.8
# Words that tell nothing of a column: any of them may be a flag, a date or a number of a crime.
_COMMON = frozenset(
    {"flag", "crime", "date", "time", "code", "number", "name", "type", "home", "office", "related", "recorded"}
    | {"start", "value", "total"}
)


@dataclass(frozen=True)
class Unsure:
    """Something that a person must decide: about which of our fields, why, and which columns it might be."""

    field: str
    label: str
    reason: str
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A mapping to be confirmed. `extra` are columns that it takes nothing from; `missing` are needed and not found."""

    mapping: Mapping
    unsure: tuple[Unsure, ...]
    extra: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def sure(self) -> bool:
        """Return whether nothing is left to ask but the confirmation."""
        return not self.unsure and not self.missing


def suggest(head: Head, *, data_set: str = "", supplier: str = "") -> Suggestion:
    """Return how a file with this header and these rows is probably read. Nothing is used before a person confirms."""
    samples = _samples(head)
    kind = _kind(head, samples)
    columns: dict[str, str] = {}
    unsure: list[Unsure] = []
    for field in FIELDS[kind]:
        header, doubt = _column_for(field, samples, taken=set(columns.values()))
        if header:
            columns[field.name] = header
        if doubt:
            unsure.append(doubt)
    dates, doubts = _dates(columns, samples)
    words, doubt_flags = _words(columns, samples, kind)
    grid, doubt_grid = _coordinates(columns, samples)
    extra = tuple(
        name for name in samples if name not in columns.values() and not (kind == "wide" and heading(name).window)
    )
    mapping = Mapping(
        kind=kind,
        data_set=data_set,
        supplier=supplier,
        columns=tuple(columns.items()),
        left_out=extra,
        dates=dates,
        coordinates=grid,
        blank=words,
    )
    needed = tuple(field.label for field in FIELDS[kind] if field.needed and field.name not in columns)
    return Suggestion(mapping, (*unsure, *doubts, *doubt_flags, *doubt_grid), extra, needed)


def _samples(head: Head) -> dict[str, list[str]]:
    """Return the filled cells of each named column."""
    named = [(place, name) for place, name in enumerate(head.header) if name.strip()]
    return {
        name: [row[place].strip() for row in head.rows if place < len(row) and row[place].strip()]
        for place, name in named
    }


def _kind(head: Head, samples: dict[str, list[str]]) -> Kind:
    if any(heading(name).window for name in head.header):
        return "wide"
    there = {plain(name) for name in samples}

    def has(name: str, kind: Kind) -> bool:
        field = next(one for one in FIELDS[kind] if one.name == name)
        return bool(there & set(field.words))

    if has("indicator", "long") and has("value", "long") and has("period", "long"):
        return "long"
    records = sum(has(field.name, "records") for field in FIELDS["records"])
    values = sum(has(field.name, "long") for field in FIELDS["long"])
    return "records" if records >= values else "long"


def _column_for(field: Field, samples: dict[str, list[str]], *, taken: set[str]) -> tuple[str | None, Unsure | None]:
    """Return the column of a field when its name says so and its cells agree, and what is to be asked about it."""
    free = [name for name in samples if name not in taken]
    exact = [name for name in free if plain(name) in field.words]
    fitting = [name for name in exact if _fits(field, samples[name])]
    if fitting:
        best = min(fitting, key=lambda name: field.words.index(plain(name)))
        if len(fitting) == 1:
            return best, None
        return best, Unsure(field.name, field.label, "several columns have a name that means it", tuple(fitting))
    if exact:
        doubt = f"the column {exact[0]!r} is named for it, but its cells are not"
        return None, Unsure(field.name, field.label, doubt, tuple(exact))
    near = [name for name in free if _resembles(field, name) and _fits(field, samples[name])]
    if near and (field.needed or _telling(field)):
        return None, Unsure(field.name, field.label, "a column has a name like it", tuple(near[:6]))
    return None, None


def _telling(field: Field) -> bool:
    return field.role in ("flag", "moment", "key", "count")


def _resembles(field: Field, name: str) -> bool:
    """Return whether a header shares its telling word with a field's."""
    words = set(plain(name).split()) - _COMMON
    own_name = any(plain(name) in other.words for fields in FIELDS.values() for other in fields)
    return not own_name and any(word in words for phrase in field.words[:4] for word in phrase.split() if len(word) > 3)


def _fits(field: Field, cells: Sequence[str]) -> bool:
    """Return whether most cells are of a field's kind; a column without cells fits any."""
    if not cells:
        return True
    if field.role == "flag":
        return len({cell.casefold() for cell in cells}) <= _FEW_WORDS and all(len(cell) <= 12 for cell in cells)
    test = _FITS.get(field.role)
    return test is None or sum(map(test, cells)) >= _SHARE * len(cells)


def _is_date(cell: str) -> bool:
    return any(reads(cell, lambda text, how=how: moment(text, dates=how)) for how in ("day_first", "month_first"))  # type: ignore[misc]


_FITS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "moment": _is_date,
    "time": lambda cell: reads(cell, clock_time),
    "number": lambda cell: reads(cell, number),
    "period": lambda cell: period(cell) is not None,
    "key": is_key,
}


def _dates(columns: dict[str, str], samples: dict[str, list[str]]) -> tuple[str, list[Unsure]]:
    """Return how dates in numbers are written, and a doubt where the cells leave it open."""
    cells = [cell for name in ("recorded", "earliest", "latest") for cell in samples.get(columns.get(name, ""), ())]
    if not cells or all(reads(cell, lambda text: moment(text, dates="iso")) for cell in cells):
        return "iso" if cells else "day_first", []
    fits = [how for how in ("day_first", "month_first") if all(_reads_as(cell, how) for cell in cells)]
    if fits == ["month_first"]:
        return "month_first", [Unsure("dates", "Dates", "they seem to be written month first, as 01/31/2025", ())]
    if len(fits) == 2:
        return "day_first", [Unsure("dates", "Dates", "no date shows whether the day or the month comes first", ())]
    return "day_first", []


def _reads_as(cell: str, how: str) -> bool:
    try:
        moment(cell, dates=how)
    except Unread:
        return False
    return True


def _words(columns: dict[str, str], samples: dict[str, list[str]], kind: Kind) -> tuple[str, list[Unsure]]:
    """Return what an empty flag means, and doubts about words that mean neither yes nor no."""
    doubts: list[Unsure] = []
    blank = "unknown"
    for field in FIELDS[kind]:
        header = columns.get(field.name)
        if field.role != "flag" or not header:
            continue
        words = {cell.casefold() for cell in samples[header]}
        strange = sorted(words - set(YES) - set(NO))
        if strange:
            reason = f"{strange[0]!r} means neither yes nor no"
            doubts.append(Unsure(field.name, field.label, reason, (header,)))
        elif words and not words & set(NO):
            blank = "no"
            doubts.append(
                Unsure(field.name, field.label, "it holds no word for no: an empty cell may mean it", (header,))
            )
    return blank, doubts


def _coordinates(columns: dict[str, str], samples: dict[str, list[str]]) -> tuple[str, list[Unsure]]:
    """Return the system of the coordinates; columns called X and Y may hold degrees or metres."""
    if "longitude" in columns and "latitude" in columns:
        return "wgs84", []
    if "easting" not in columns or "northing" not in columns:
        return "", []
    cells = [number(cell) for cell in samples[columns["easting"]] if reads(cell, number)]
    if cells and max(map(abs, cells)) < _NATIONAL_GRID:
        reason = "the eastings are so small that they may be degrees"
        return "osgb", [Unsure("easting", "Easting", reason, (columns["easting"],))]
    return "osgb", []
