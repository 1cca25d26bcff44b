"""Facts about areas that are not counts of crime: ages, sexes, deprivation, rural places, households, people by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frankpledge.lake.areas.memory import load_order, remembered
from frankpledge.lake.store import Snapshot

# First and last age of each band; None has no end.
BANDS: tuple[tuple[str, int, int | None], ...] = (
    ("Under 18", 0, 17),
    ("18 to 24", 18, 24),
    ("25 to 44", 25, 44),
    ("45 to 64", 45, 64),
    ("65 and over", 65, None),
)
Values = Mapping[str, float]


def ages(snapshot: Snapshot, codes: Sequence[str], *, kind: str, year: int) -> Mapping[str, float]:
    """Return the people of some areas of one kind by band of age, at one mid-year; empty where no ages are loaded."""
    table = snapshot.table("population")
    rows = table.filter(
        (table.area_kind == kind) & (table.year == year) & table.code.isin(list(codes)) & table.age.notnull()
    )
    counted = rows.group_by(["sex", "age"]).aggregate(people=rows.people.sum())
    found: dict[str, dict[int, float]] = {}
    for row in snapshot.arrow(counted).to_pylist():
        found.setdefault(row["sex"], {})[row["age"]] = row["people"]
    chosen = [found["all"]] if "all" in found else list(found.values())
    if not chosen:
        return {}
    return {
        name: sum(n for by_age in chosen for age, n in by_age.items() if _within(age, a, b)) for name, a, b in BANDS
    }


def _within(age: int, first: int, last: int | None) -> bool:
    return first <= age and (last is None or age <= last)


def sexes(snapshot: Snapshot, codes: Sequence[str], *, kind: str, year: int) -> Mapping[str, float]:
    """Return women ("female") and men ("male") of some areas at one mid-year; empty where sex is not loaded."""
    table = snapshot.table("population")
    rows = table.filter(
        (table.area_kind == kind) & (table.year == year) & table.code.isin(list(codes)) & (table.sex != "all")
    )
    counted = rows.group_by(["sex", rows.age.isnull().name("whole")]).aggregate(people=rows.people.sum())
    by_way: dict[bool, dict[str, float]] = {}
    for row in snapshot.arrow(counted).to_pylist():
        by_way.setdefault(row["whole"], {})[row["sex"]] = row["people"]
    # A file may give the totals of a sex and its ages as well: one or the other, never both together.
    return by_way.get(True) or by_way.get(False) or {}


def partnership_ages(snapshot: Snapshot, *, kind: str, year: int) -> Mapping[str, Mapping[str, float]]:
    """Return the people of every partnership by band of age, from LSOA estimates of one vintage and mid-year."""
    return remembered(
        snapshot, ("population", "places"), ("ages", kind, year), lambda state: _partnership_ages(state, kind, year)
    )


def _partnership_ages(snapshot: Snapshot, kind: str, year: int) -> dict[str, dict[str, float]]:
    people, places = snapshot.table("population"), snapshot.table("places")
    rows = people.filter(
        (people.area_kind == kind) & (people.year == year) & people.age.notnull() & (people.sex == "all")
    )
    inside = places.filter(places.csp_code.notnull()).select(place="lsoa_code", csp="csp_code")
    joined = rows.inner_join(inside, rows.code == inside.place)
    counted = joined.group_by(["csp", "age"]).aggregate(people=joined.people.sum())
    found: dict[str, dict[str, float]] = {}
    for row in snapshot.arrow(counted).to_pylist():
        bands = found.setdefault(row["csp"], {name: 0.0 for name, _, _ in BANDS})
        for name, first, last in BANDS:
            if _within(row["age"], first, last):
                bands[name] += row["people"]
    return found


def deprivation_indices(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Return the indices of deprivation that are loaded with the kind of LSOA each is made on, the newest first."""
    return remembered(snapshot, ("deprivation",), "indices", _indices)


def _indices(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    table = snapshot.table("deprivation")
    rows = snapshot.arrow(table.select("index", "area_kind").distinct()).to_pylist()
    found = {(row["index"], row["area_kind"]) for row in rows if row["area_kind"].startswith("lsoa")}
    return tuple(sorted(found, key=lambda pair: pair[0][-4:], reverse=True))


def deprivation(snapshot: Snapshot, index: str, measure: str) -> Values:
    """Return a measure of an index ("IMD_decile", "Income_score") by LSOA."""
    return remembered(snapshot, ("deprivation",), (index, measure), lambda state: _measure(state, index, measure))


def _measure(snapshot: Snapshot, index: str, measure: str) -> dict[str, float]:
    table = snapshot.table("deprivation")
    rows = table.filter((table.index == index) & (table.measure == measure) & table.value.notnull())
    return _latest(snapshot, snapshot.arrow(rows.select("code", "value", "release_id")).to_pylist())


def _latest(snapshot: Snapshot, rows: Sequence[Mapping[str, object]]) -> dict[str, float]:
    order = load_order(snapshot)
    ordered = sorted(rows, key=lambda row: order.get(str(row["release_id"]), 0))
    return {str(row["code"]): float(str(row["value"])) for row in ordered}


def rural_urban(snapshot: Snapshot) -> tuple[int, Mapping[str, str]]:
    """Return the year and the class in words of every LSOA in the newest rural-urban classification; 0 for none."""
    return remembered(snapshot, ("rural_urban",), "classes", _rural_urban)


def _rural_urban(snapshot: Snapshot) -> tuple[int, Mapping[str, str]]:
    table = snapshot.table("rural_urban")
    rows = snapshot.arrow(table.filter(table.area_kind.startswith("lsoa"))).to_pylist()
    newest = max((row["year"] for row in rows), default=0)
    return newest, {row["code"]: row["label"] for row in rows if row["year"] == newest}


def is_rural(label: str) -> bool:
    """Return whether a class of the rural-urban classification is a rural one."""
    return "rural" in label.casefold()


def bases(snapshot: Snapshot, base: str) -> Mapping[tuple[str, int], Values]:
    """Return all counts of a base other than residents ("households", "workday"): kind of area and year to code."""
    return remembered(snapshot, ("bases",), base, lambda state: _bases(state, base))


def _bases(snapshot: Snapshot, base: str) -> dict[tuple[str, int], dict[str, float]]:
    table = snapshot.table("bases")
    rows = snapshot.arrow(table.filter(table.base == base)).to_pylist()
    order = load_order(snapshot)
    found: dict[tuple[str, int], dict[str, float]] = {}
    for row in sorted(rows, key=lambda row: order.get(row["release_id"], 0)):
        found.setdefault((row["area_kind"], row["year"]), {})[row["code"]] = row["number"]
    return found


def searches(snapshot: Snapshot, force: str, *, first: str, last: str) -> Mapping[str, int]:
    """Return the searches of a force over months by the group that the person gave, "Not stated" where none is.

    A group is the part of the published words before the dash: "Asian/Asian British".
    """
    stops = snapshot.table("stops")
    rows = stops.filter((stops.force == force) & (stops.month >= first) & (stops.month <= last))
    counted = rows.group_by(group=rows.self_defined_ethnicity.fill_null("")).aggregate(n=rows.count())
    found: dict[str, int] = {}
    for row in snapshot.arrow(counted).to_pylist():
        group = row["group"].partition(" - ")[0].strip()
        name = group if group and "not stated" not in row["group"].casefold() else "Not stated"
        found[name] = found.get(name, 0) + row["n"]
    return found
