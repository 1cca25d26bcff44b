"""Which of a supplier's columns is which of ours: confirmed by a person once, and remembered by the set of headers.

Only columns that are mapped are ever stored. What a supplier adds (a name, a narrative) is left out and said to be.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from collections.abc import Mapping as Pairs
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from frankpledge.lake.source import BadFile
from frankpledge.refusal import Refusal

Kind = Literal["records", "long", "wide"]
DATES = ("iso", "day_first", "month_first")
COORDINATES = ("", "osgb", "wgs84")
YES = ("y", "yes", "true", "t", "1", "x")
NO = ("n", "no", "false", "f", "0")


class BadMapping(Refusal):
    """A mapping that cannot be used: it names no known field, or maps one column twice."""


class NotMapped(BadFile):
    """A column that is needed, and of which nobody has said yet where it is."""


@dataclass(frozen=True)
class Field:
    """One thing that we keep. `role` says how its cells are read; `words` are headers that usually mean it."""

    name: str
    label: str
    role: str
    needed: bool
    words: tuple[str, ...]


def _field(name: str, label: str, role: str, *words: str, needed: bool = False) -> Field:
    return Field(name, label, role, needed, words)


RECORD_FIELDS: tuple[Field, ...] = (
    _field("reference", "Reference", "text", "reference", "crime reference", "crime ref", "ref", "crime number",
           "crime no", "urn", "occurrence number", "investigation number", needed=True),
    _field("recorded", "Date recorded", "date", "recorded date", "date recorded", "recorded", "created date",
           "date created", "date reported", "reported date", needed=True),
    _field("earliest", "Earliest that it can have happened", "moment", "earliest occurred", "earliest", "occurred from",
           "committed from", "date from", "from date", "start date", "offence from", "earliest date", "committed start",
           "earliest date time", "incident date", "date of offence", "offence date"),
    _field("earliest_time", "Time of the earliest", "time", "earliest time", "time from", "from time", "start time",
           "committed from time", "offence time", "time of offence"),
    _field("latest", "Latest that it can have happened", "moment", "latest occurred", "latest", "occurred to",
           "committed to", "date to", "to date", "end date", "offence to", "latest date", "committed end",
           "latest date time"),
    _field("latest_time", "Time of the latest", "time", "latest time", "time to", "to time", "end time",
           "committed to time"),
    _field("offence_code", "Offence code", "text", "offence code", "ho code", "home office code", "hooc", "crime code",
           "ho offence code", "home office classification", "offence classification code", needed=True),
    _field("offence_group", "Offence group", "text", "offence group", "crime type", "crime group", "ho group",
           "home office group", "offence category"),
    _field("easting", "Easting", "number", "easting", "eastings", "east", "x", "grid east", "os easting", "xcoord",
           "location x", "geo x"),
    _field("northing", "Northing", "number", "northing", "northings", "north", "y", "grid north", "os northing",
           "ycoord", "location y", "geo y"),
    _field("longitude", "Longitude", "number", "longitude", "long", "lon", "lng"),
    _field("latitude", "Latitude", "number", "latitude", "lat"),
    _field("lsoa", "LSOA", "code", "lsoa", "lsoa code", "lsoa21", "lsoa21cd", "lsoa 2021", "lsoa11cd"),
    _field("domestic_abuse", "Domestic abuse", "flag", "domestic abuse", "da flag", "domestic abuse flag", "domestic",
           "domestic violence", "dv flag", "da", "is domestic", "domestic flag"),
    _field("alcohol", "Alcohol", "flag", "alcohol", "alcohol flag", "alcohol related", "alcohol involved"),
    _field("hate", "Hate", "flag", "hate", "hate crime", "hate flag", "hate crime flag", "hate related"),
    _field("knife", "Knife", "flag", "knife", "knife flag", "knife crime", "bladed article", "knife enabled",
           "bladed implement", "knife crime flag"),
    _field("rural", "Rural", "flag", "rural", "rural flag", "rural crime", "rural crime flag"),
    _field("business", "Business", "flag", "business", "business flag", "business crime", "business crime flag"),
    _field("victim", "Key of the victim (a keyed hash)", "key", "victim key", "victim hash", "repeat victim key",
           "victim id hash", "hashed victim", "repeat victim hash", "nominal hash", "victim token"),
)  # fmt: skip

_BOTH: tuple[Field, ...] = (
    _field("indicator", "Indicator", "text", "indicator", "measure", "indicator name", "name of indicator", "metric",
           "performance indicator", "kpi", "description", "data item", "incident type",
           "type of incident", needed=True),
    _field("theme", "Priority or theme", "text", "priority", "theme", "group", "category", "domain", "outcome"),
    _field("supplier", "Supplier", "text", "source", "supplier", "data source", "agency", "organisation", "provider",
           "supplied by"),
    _field("area", "Area", "text", "area", "area name", "district", "local authority", "place", "geography", "ward",
           "csp", "partnership", "la name"),
    _field("unit", "Unit", "text", "unit", "units", "value type", "format"),
    _field("polarity", "Which way is better", "text", "polarity", "direction", "good is", "better"),
    _field("target", "Target", "text", "target", "target value"),
)  # fmt: skip

LONG_FIELDS: tuple[Field, ...] = (
    *_BOTH,
    _field("period", "Period", "period", "period", "time period", "quarter", "month", "year", "date", "time",
           "reporting period", "financial year", needed=True),
    _field("value", "Value", "value", "value", "figure", "result", "actual", "outturn", "number", "count",
           "percentage", "rate", needed=True),
    _field("numerator", "Numerator", "count", "numerator", "num", "cases", "of which"),
    _field("denominator", "Denominator", "count", "denominator", "den", "denom", "base", "cohort", "out of", "total"),
)  # fmt: skip

FIELDS: Pairs[str, tuple[Field, ...]] = {"records": RECORD_FIELDS, "long": LONG_FIELDS, "wide": _BOTH}


@dataclass(frozen=True)
class Mapping:
    """How one supplier's file is read.

    `columns` are pairs of our field and their header, in the order of our fields, for a database may hand them back in
    an order of its own. `data_set` names what the file is an edition of, `supplier` who
    sends it; `unit` and `area` stand for every row where no column says them. Words for yes and no are in small
    letters. `blank` says what an empty flag means: `unknown` or `no`. `shares`: percentages are written as shares of
    one. `left_out` are headers that were seen and are not taken.
    """

    kind: Kind
    data_set: str
    supplier: str
    columns: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...] = ()
    dates: str = "day_first"
    coordinates: str = ""
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    blank: str = "unknown"
    unit: str = ""
    area: str = ""
    shares: bool = False

    def __post_init__(self) -> None:
        declared = {field.name: place for place, field in enumerate(FIELDS.get(self.kind, ()))}
        ordered = sorted(self.columns, key=lambda pair: declared.get(pair[0], len(declared)))
        object.__setattr__(self, "columns", tuple(ordered))

    def header(self, field: str) -> str | None:
        """Return their header for one of our fields, None where it is not mapped."""
        return dict(self.columns).get(field)

    def as_json(self) -> dict[str, Any]:
        """Return the mapping for a file or a row of the database; `from_json` makes it again."""
        told = asdict(self)
        return {**told, "columns": dict(self.columns), **{name: list(told[name]) for name in ("left_out", "yes", "no")}}

    @classmethod
    def from_json(cls, told: object) -> Mapping:
        """Return the mapping that `as_json` described. Refuses what names no known kind or field."""
        if not isinstance(told, dict):
            raise BadMapping("A mapping is a table of names and values.", cure="Begin with a suggested one.")
        unknown = told.keys() - {field.name for field in fields(cls)}
        if unknown or not isinstance(told.get("columns"), dict):
            named = ", ".join(sorted(map(str, unknown))) or "no columns"
            raise BadMapping(f"The mapping has {named}, which no reader knows.", cure="Begin with a suggested one.")
        plain: dict[str, Any] = {
            **told,
            "columns": tuple((str(ours), str(theirs)) for ours, theirs in told["columns"].items() if theirs),
            **{name: _texts(told[name]) for name in ("left_out", "yes", "no") if name in told},
        }
        for name in ("data_set", "supplier"):
            plain[name] = str(plain.get(name) or "").strip()
        made = cls(**plain) if "kind" in plain else None
        return checked(made)


def checked(mapping: Mapping | None) -> Mapping:
    """Return the mapping when it can be used; refuse it, saying what is wrong, when not."""
    if mapping is None or mapping.kind not in FIELDS:
        raise BadMapping("The mapping does not say of which kind the file is.", cure=f"One of {', '.join(FIELDS)}.")
    known = {field.name for field in FIELDS[mapping.kind]}
    ours, theirs = [pair[0] for pair in mapping.columns], [plain(pair[1]) for pair in mapping.columns]
    if strangers := sorted(set(ours) - known):
        raise BadMapping(f"There is no field {strangers[0]!r}.", cure=f"Fields are {', '.join(sorted(known))}.")
    if twice := sorted({header for header in theirs if theirs.count(header) > 1}):
        raise BadMapping(f"The column {twice[0]!r} is mapped twice.", cure="Map each column once.")
    for what, value, allowed in (
        ("dates", mapping.dates, DATES),
        ("coordinates", mapping.coordinates, COORDINATES),
        ("blank", mapping.blank, ("unknown", "no")),
    ):
        if value not in allowed:
            raise BadMapping(f"{value!r} is no choice for {what}.", cure=f"One of {', '.join(filter(None, allowed))}.")
    if both := sorted(set(mapping.yes) & set(mapping.no)):
        raise BadMapping(f"{both[0]!r} means both yes and no.", cure="Give each word one meaning.")
    if not mapping.data_set or not mapping.supplier:
        raise BadMapping(
            "The mapping does not say what the file is, or who sends it.", cure="Give data_set and supplier."
        )
    return mapping


def check_needed(mapping: Mapping, headers: Iterable[str], *, where: str) -> None:
    """Refuse a file in which a column that is needed is not mapped or not there, offering the columns that it has."""
    there = {plain(header): header for header in headers if header.strip()}
    taken = {plain(theirs) for _, theirs in mapping.columns}
    free = [header for key, header in there.items() if key not in taken]
    for field in FIELDS[mapping.kind]:
        theirs = mapping.header(field.name)
        if theirs is None and not field.needed:
            continue
        if theirs is None or plain(theirs) not in there:
            missing = f"its column {theirs!r} is not in the file" if theirs else "no column is mapped to it"
            offered = ", ".join(repr(header) for header in free[:12]) or "none is left"
            raise NotMapped(
                f"“{field.label}” cannot be read: {missing}.",
                where=where,
                cure=f"Say which column it is. Columns that are not taken yet: {offered}.",
            )


def plain(header: str) -> str:
    """Return a header as it is compared: small letters and numbers only, single spaces."""
    return re.sub(r"[\W_]+", " ", header).strip().casefold()


def headers_digest(headers: Iterable[str]) -> str:
    """Return a mark of a set of headers, in whatever order and capitals they stand."""
    kept = sorted({plain(header) for header in headers} - {""})
    return hashlib.sha256("\n".join(kept).encode()).hexdigest()


def slug(text: str) -> str:
    """Return a name as it stands in paths and keys: small ASCII letters, numbers and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:60] or "unnamed"


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()
