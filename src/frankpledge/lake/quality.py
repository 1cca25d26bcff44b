"""The data quality report: what each release holds, lacks and repeats, how it differs from others, and the gaps.

Counts that one file tells by itself were kept when it was loaded; what needs other files (places, neighbours in time,
the version before) is worked out here, against the state of the lake that is asked about.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.quality_facts import warnings_of
from frankpledge.lake.quality_gaps import Coverage, coverage
from frankpledge.lake.quality_recorded import RecordedComparison, names_told, reasons, recorded_comparison
from frankpledge.lake.readers.police_uk_names import force_slug
from frankpledge.lake.store import Lake, Snapshot
from frankpledge.refusal import Refusal
from frankpledge.statute.categories import crime_types

# A type this common in one month and absent in the next is a change of recording or a fault, not chance.
_COMMON = 20
# A month that loses this share of its rows on being published again is worth a look.
_SHRUNK = 0.9


class UnknownRelease(Refusal):
    """No release has this name."""


@dataclass(frozen=True)
class ReleaseQuality:
    """What is known of one release. Counts are of rows; None means that it does not apply or cannot be known yet."""

    release_id: str
    file: str
    reader: str
    month: str | None
    force: str | None
    current: bool
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    no_place: int | None
    no_point: int | None
    outside_area: int | None
    blank_street: int | None
    id_repeats: int | None
    exact_duplicates: int | None
    by_type: Mapping[str, int]
    by_vintage: Mapping[str, int]
    unfamiliar_columns: tuple[str, ...]
    absent_columns: tuple[str, ...]
    types_unknown: tuple[str, ...]
    types_new: tuple[str, ...]
    types_gone: tuple[str, ...]
    replaces: tuple[str, ...]
    rows_before: int | None
    warnings: tuple[str, ...]

    def share(self, count: int | None) -> float | None:
        """Return a count as a share of the rows kept."""
        return None if count is None or not self.rows_kept else count / self.rows_kept


@dataclass(frozen=True)
class QualityReport:
    """The quality of one release, or of all current ones with the months that are missing between them."""

    releases: tuple[ReleaseQuality, ...]
    coverage: tuple[Coverage, ...]
    recorded: tuple[RecordedComparison, ...] = ()
    told: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return the report as lines of text."""
        told = [line for release in self.releases for line in _release_lines(release)]
        compared = [one.sentence for one in self.recorded]
        covered = [one.sentence for one in self.coverage]
        return (*told, *covered, *compared, *(reasons() if compared else ()), *self.told)

    def as_json(self) -> dict[str, object]:
        """Return the report for `--json` and the API."""
        return {
            "releases": [json.loads(json.dumps(asdict(release))) for release in self.releases],
            "coverage": [json.loads(json.dumps(asdict(covered))) for covered in self.coverage],
            "recorded": [{**asdict(one), "percent": one.percent} for one in self.recorded],
            "lines": list(self.lines()),
        }


def quality(lake: Lake | Snapshot, release_id: str | None = None) -> QualityReport:
    """Return the report on one release (superseded ones too), or on all current ones. Refuses an unknown name."""
    snapshot = lake.snapshot() if isinstance(lake, Lake) else lake
    rows = snapshot.read("releases").sort_by("sequence").to_pylist()
    current = set(snapshot.releases()["release_id"].to_pylist())
    chosen = [row for row in rows if (row["release_id"] == release_id if release_id else row["release_id"] in current)]
    if not chosen:
        raise UnknownRelease(f"There is no release {release_id!r}.", cure="The list of releases gives their names.")
    context = _Context(snapshot)
    found = tuple(_judged(row, context, current=row["release_id"] in current) for row in chosen)
    if release_id:
        return QualityReport(found, ())
    return QualityReport(found, coverage(snapshot), recorded_comparison(snapshot), names_told(snapshot))


class _Context:
    """What a release is judged against: where its rows lie, and the types of the months around it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.outside = _rows_outside(snapshot)
        self._types = _types_by_month(snapshot)

    def type_changes(self, month: str | None, force: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the types that this month has and no earlier one of the force, and the common ones that it lost."""
        months = self._types.get(force or "", {})
        earlier = [other for other in sorted(months) if month and other < month]
        if not earlier or not month or month not in months:
            return (), ()
        ever = {kind for other in earlier for kind in months[other]}
        last = months[earlier[-1]]
        gone = tuple(sorted(kind for kind, n in last.items() if n >= _COMMON and kind not in months[month]))
        return tuple(sorted(set(months[month]) - ever)), gone


def _judged(row: Mapping[str, object], context: _Context, *, current: bool) -> ReleaseQuality:
    facts = json.loads(str(row["quality"] or "{}"))
    pair = (str(row["month"]), str(row["force"]))
    street = row["reader"] == "police_uk_street" and current and row["month"] and row["force"]
    new, gone = context.type_changes(*pair) if street else ((), ())
    found = ReleaseQuality(
        release_id=str(row["release_id"]),
        file=f"{row['file']} › {row['member']}" if row["member"] else str(row["file"]),
        reader=str(row["reader"]),
        month=None if row["month"] is None else str(row["month"]),
        force=None if row["force"] is None else str(row["force"]),
        current=current,
        rows_read=_whole(row["rows_read"]),
        rows_kept=_whole(row["rows_kept"]),
        rows_quarantined=_whole(row["rows_quarantined"]),
        no_place=facts.get("no_place"),
        no_point=facts.get("no_point"),
        outside_area=context.outside.get(pair) if street else facts.get("outside"),
        blank_street=facts.get("blank_street"),
        id_repeats=facts.get("id_repeats"),
        exact_duplicates=facts.get("exact_duplicates"),
        by_type=facts.get("by_type", {}),
        by_vintage=facts.get("by_vintage", {}),
        unfamiliar_columns=tuple(facts.get("unfamiliar_columns", ())),
        absent_columns=tuple(facts.get("absent_columns", ())),
        types_unknown=_unknown_types(facts) if row["reader"] == "police_uk_street" else (),
        types_new=new,
        types_gone=gone,
        replaces=_texts(row["replaces"]),
        rows_before=facts.get("rows_before") or None,
        warnings=(),
    )
    return _with_warnings(found, warnings_of(facts))


def _with_warnings(found: ReleaseQuality, more: Sequence[str]) -> ReleaseQuality:
    told: list[str] = list(more)
    if found.rows_quarantined:
        one = found.rows_quarantined == 1
        rows = "1 row could not be read and is" if one else f"{found.rows_quarantined:,} rows could not be read and are"
        told.append(f"{rows} set aside")
    if found.rows_before and found.rows_kept < _SHRUNK * found.rows_before:
        told.append(f"the version before had {found.rows_before:,} rows, this has {found.rows_kept:,}")
    for kinds, what in (
        (found.types_unknown, "is none that data.police.uk was known to use"),
        (found.types_new, "appears for the first time"),
        (found.types_gone, "is gone since the month before"),
    ):
        told.extend(f"the type {kind!r} {what}" for kind in kinds)
    if found.unfamiliar_columns:
        told.append(f"columns that are not read: {', '.join(found.unfamiliar_columns)}")
    if found.absent_columns:
        told.append(f"columns of today's files that are absent: {', '.join(found.absent_columns)}")
    return ReleaseQuality(**{**_fields(found), "warnings": tuple(told)})  # type: ignore[arg-type]


def _unknown_types(facts: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
    known = {kind.name for kind in crime_types()}
    return tuple(sorted(set(facts.get("by_type", {})) - known))


def _fields(found: ReleaseQuality) -> dict[str, object]:
    return {name: getattr(found, name) for name in ReleaseQuality.__dataclass_fields__}


def _whole(value: object) -> int:
    return int(str(value or 0))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _rows_outside(snapshot: Snapshot) -> dict[tuple[str, str], int]:
    """Return, by month and force, the rows whose LSOA lies in another force's area; only forces whose area is known."""
    codes = _force_codes(snapshot)
    if not codes or not snapshot.has("places") or not snapshot.has("street_cube"):
        return {}
    cube, places = snapshot.table("street_cube"), snapshot.table("places")
    joined = cube.inner_join(places.select("lsoa_code", "force_code"), "lsoa_code")
    counted = snapshot.arrow(joined.group_by("month", "force", "force_code").agg(n=joined.n.sum()))
    outside = {pair: 0 for pair in snapshot.partitions("street") if pair[1] in codes}
    for row in counted.to_pylist():
        own = codes.get(row["force"])
        if own and row["force_code"] and row["force_code"] not in own:
            outside[row["month"], row["force"]] += row["n"]
    return outside


def _force_codes(snapshot: Snapshot) -> dict[str, set[str]]:
    areas: pa.Table = snapshot.read("areas").select(["kind", "code", "name"])
    found: dict[str, set[str]] = {}
    for row in areas.filter(pc.equal(areas["kind"], "force")).to_pylist():
        if row["name"]:
            found.setdefault(force_slug(row["name"]), set()).add(row["code"])
    return found


def _types_by_month(snapshot: Snapshot) -> dict[str, dict[str, dict[str, int]]]:
    if not snapshot.has("street_cube"):
        return {}
    cube = snapshot.table("street_cube")
    counted = snapshot.arrow(cube.group_by("force", "month", "crime_type").agg(n=cube.n.sum()))
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in counted.to_pylist():
        found.setdefault(row["force"], {}).setdefault(row["month"], {})[row["crime_type"]] = row["n"]
    return found


def _release_lines(found: ReleaseQuality) -> Iterable[str]:
    of = " ".join(part for part in (found.month, found.force) if part)
    state = "" if found.current else ", superseded"
    kept = f"{found.rows_kept:,} of {found.rows_read:,} rows"
    yield f"{found.release_id} ({found.reader}{state}) {of or found.file}: {kept}"
    counts: Sequence[tuple[int | None, str]] = (
        (found.no_place, "without an LSOA"),
        (found.no_point, "without a point"),
        (found.outside_area, "outside the force's area"),
        (found.blank_street, "with a blank street"),
        (found.id_repeats, "repeating a Crime ID"),
        (found.exact_duplicates, "exact duplicates, kept and counted"),
    )
    told = [f"{count:,} {what} ({found.share(count) or 0:.1%})" for count, what in counts if count]
    if told:
        yield "  " + "; ".join(told)
    for warning in found.warnings:
        yield f"  look: {warning}"
