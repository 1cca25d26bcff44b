"""The restricted data of a partnership as cubes of counts: a force's records, and the returns of partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.analysis.disclosure.ready import Ready
from frankpledge.analysis.disclosure.views import Cube
from frankpledge.analysis.periods import Month
from frankpledge.domain.evidence.queries.area import find
from frankpledge.domain.evidence.queries.store import Known
from frankpledge.domain.open_data.queries.counted import data_set_of, ready, value_sets
from frankpledge.domain.open_data.rules import CannotRelease
from frankpledge.domain.partnerships.models import Partnership
from frankpledge.domain.supplied.queries.partners import senders
from frankpledge.domain.supplied.queries.records import partial_month, release_facts
from frankpledge.lake import areas
from frankpledge.lake.areas import Area
from frankpledge.lake.areas.gazetteer import gazetteer
from frankpledge.lake.own.periods import window_of
from frankpledge.lake.store import Snapshot
from frankpledge.statute.data_sets import offence_codes
from frankpledge.statute.disclosure import Sensitive, disclosure

RECORDS, ROWS, VALUES = "records:", "rows:", "values:"
OTHER, _GONE = "All other offences", "2011"
_COLUMNS = ("month", "recorded", "lsoa_code", "offence_code", "offence_group")


@dataclass(frozen=True)
class Source:
    """One restricted data set that a partnership holds: what it is, from whom, and which months of it are there."""

    id: str
    name: str
    supplier: str
    months: tuple[Month, ...]
    sensitive: Sensitive | None = None


@dataclass(frozen=True)
class Held:
    """A data set as counts, with the names of its places; `area` is the partnership's own."""

    source: Source
    cube: Cube | Ready
    names: Mapping[str, str]
    area: Area


def sources_of(known: Known) -> tuple[Source, ...]:
    """Return the restricted data sets that a partnership holds, by name; none where nothing was loaded."""
    if known.own is None:
        return ()
    found = [*_record_sources(known.own), *_row_sources(known.own), *_value_sources(known)]
    return tuple(sorted(found, key=lambda one: (one.name, one.supplier)))


def held(known: Known, source: str, partnership: Partnership) -> Held:
    """Return a data set of the partnership's area as counts. Refused where it is not held."""
    one = next((each for each in sources_of(known) if each.id == source), None)
    if one is None or known.own is None:
        raise CannotRelease(f"No restricted data “{source}” are held.", cure="Choose one of those that were loaded.")
    return _held(known.open, known.own, one, partnership.area_kind, partnership.area_code)


@lru_cache(maxsize=16)
def _held(open_: Snapshot, own: Snapshot, source: Source, kind: str, code: str) -> Held:
    """Return the same for two states of the lakes, which never change and so are read once."""
    area = find(open_, code, kind)
    if source.id.startswith(VALUES):
        return Held(source, ready(own, source.id.removeprefix(VALUES), area.name), {}, area)
    placed, known = areas.places_in(open_, area), gazetteer(open_)
    every, vintages = (placed[name].to_pylist() for name in ("lsoa_code", "vintage"))
    # A neighbourhood of before 2021 that is no more stands in no table: nothing can have happened there.
    wards = {one: known.wards.get(one) or "" for one, vintage in zip(every, vintages, strict=True) if vintage != _GONE}
    names = dict(zip(every, placed["lsoa_name"].to_pylist(), strict=True))
    names |= {ward: known.areas[("ward", ward)].name for ward in set(wards.values()) if ("ward", ward) in known.areas}
    inside = frozenset(areas.lsoa_codes(open_, area))
    make = _cube_of_records if source.id.startswith(RECORDS) else _cube_of_rows
    return Held(source, make(own, source, wards, inside), {code: name for code, name in names.items() if name}, area)


# ---- a force's own records -------------------------------------------------------------------------------------------


def _record_sources(own: Snapshot) -> list[Source]:
    held: dict[str, list[Month]] = {}
    for month, supplier in own.partitions("records"):
        held.setdefault(supplier, []).append(Month.parse(month))
    found = []
    for key, months in held.items():
        facts = release_facts(own, key)
        name = facts.get("data_set") or key
        found.append(Source(f"{RECORDS}{key}", name, facts.get("supplier") or key, tuple(sorted(months))))
    return found


def _cube_of_records(own: Snapshot, source: Source, wards: Mapping[str, str], within: Collection[str]) -> Cube:
    """Return records by type; sexual offences, and what is flagged as sensitive, for the whole partnership alone."""
    records = own.table("records")
    flags = tuple(flag for one in disclosure().sensitive for flag in one.flags)
    wanted = records.filter(records.supplier == source.id.removeprefix(RECORDS))
    rows = own.arrow(wanted.select([*_COLUMNS, *flags]))
    partial = partial_month(rows, source.months)
    months = tuple(month for month in source.months if month != partial)
    inside = rows.filter(pc.is_in(rows["lsoa_code"], value_set=pa.array(sorted(within), pa.string())))
    kinds = _kinds()
    counts: Counter[tuple[str, str, Month]] = Counter()
    sensitive: Counter[tuple[str, Month]] = Counter()
    known = {str(month): month for month in months}
    for row in inside.to_pylist():
        month = known.get(row["month"])
        if month is None:
            continue
        hidden = _sexual(row["offence_code"], row["offence_group"] or "")
        if not hidden:
            counts[row["lsoa_code"], kinds.get(row["offence_code"], OTHER), month] += 1
        for one in disclosure().sensitive:
            if any(row[flag] for flag in one.flags) or (hidden and one.offences):
                sensitive[one.name, month] += 1
    told = tuple(one.name for one in disclosure().sensitive if one.offences or _said(inside, one.flags))
    return Cube(
        counts=counts, months=months, wards=wards, groups=_groups({*kinds.values(), OTHER}),
        sensitive=sensitive, sensitive_kinds=told, year_begins=disclosure().year_begins,
    )  # fmt: skip


def _kinds() -> dict[str, str]:
    """Return the type of each offence code that is known by a type."""
    types = [kind for group in disclosure().groups for kind in group.types]
    return {code: kind for kind in types for code in offence_codes(kind)}


def _sexual(code: str, group: str) -> bool:
    themes = (theme for one in disclosure().sensitive for theme in one.offences)
    return any(code in offence_codes(theme) for theme in themes) or group.strip().casefold() == "sexual offences"


def _said(rows: pa.Table, flags: tuple[str, ...]) -> bool:
    """Return whether the supplier says anything of a flag: what nobody flags is not none."""
    return any(rows[flag].null_count < rows.num_rows for flag in flags)


def _groups(kinds: set[str]) -> dict[str, str]:
    return {kind: disclosure().group_of(kind).name for kind in kinds}


# ---- returns of partners ---------------------------------------------------------------------------------------------


def _row_sources(own: Snapshot) -> list[Source]:
    held: dict[str, set[Month]] = {}
    for period, key in own.partitions("partner_rows", blank=True):
        window = window_of(period)
        held.setdefault(key, set()).update(window.months() if window else ())
    named = senders(own)
    found = []
    for key, months in held.items():
        kind = data_set_of(key)
        if kind is not None and months:
            name, supplier = kind.name, named.get(key) or kind.supplier
            as_what = disclosure().sensitivity_of(kind)
            found.append(Source(f"{ROWS}{key}", name, supplier, tuple(sorted(months)), as_what))
    return found


def _cube_of_rows(own: Snapshot, source: Source, wards: Mapping[str, str], _within: Collection[str]) -> Cube:
    """Return returns by category; those of a sensitive data set for the whole partnership alone."""
    key, counts = source.id.removeprefix(ROWS), Counter[tuple[str, str, Month]]()
    sensitive: Counter[tuple[str, Month]] = Counter()
    held, whole = set(source.months), source.sensitive
    for row in own.read("partner_rows").to_pylist():
        if row["data_set"] != key or not (row["day"] or "")[:7]:
            continue
        month, kind = Month.parse(row["day"][:7]), row["category"] or source.name
        if month not in held:
            continue
        if whole is not None:
            sensitive[kind, month] += 1
        else:
            counts[row["lsoa_code"] or "", kind, month] += 1
    return Cube(
        counts=counts, months=source.months, wards=wards, groups=_groups({kind for _, kind, _ in counts}),
        sensitive=sensitive, sensitive_kinds=tuple(sorted({kind for kind, _ in sensitive})),
        year_begins=disclosure().year_begins,
    )  # fmt: skip


# ---- what comes ready counted ----------------------------------------------------------------------------------------


def _value_sources(known: Known) -> list[Source]:
    """Return the ready-counted data sets of which something is told with the numbers that it rests on."""
    whose: Partnership | None = getattr(known.workspace, "partnership", None)
    if known.own is None or whose is None:
        return []
    found = []
    for key, title, supplier in value_sets(known.own):
        months = ready(known.own, key, whose.area_name).months
        if months:
            found.append(Source(f"{VALUES}{key}", title, supplier, months))
    return found
