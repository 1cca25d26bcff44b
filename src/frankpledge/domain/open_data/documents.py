"""A public table as files: CSV, Parquet, and the CSVW that describes it; and the catalogue as DCAT.

All are made from the register of releases alone, which holds no value of what is hidden: nothing else can be in them.
The same release gives the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from frankpledge.analysis.periods import Month
from frankpledge.domain.disclosure.models import ReleasedCell
from frankpledge.domain.disclosure.rules import State
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.open_data.presenters import kind_words, place_words, rate_of, shares_of
from frankpledge.ground.documents.listing import inert
from frankpledge.statute.disclosure import disclosure

LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
HEAD = ("place_code", "place", "type", "period_begins", "period_ends", "count")
_ARROW = {"string": pa.string(), "date": pa.date32(), "integer": pa.int64(), "decimal": pa.float64()}
_NEEDED = frozenset({"place", "type", "period_begins", "period_ends"})
_WORDS = {
    "place_code": ("string", "Code of the area; empty for the whole partnership, and for what has no known place"),
    "place": ("string", "Name of the area"),
    "type": ("string", "Type of what was counted, or all types of the table together"),
    "period_begins": ("date", "First day of the period"),
    "period_ends": ("date", "Last day of the period"),
    "count": ("integer", "Records counted"),
    "per_1000_residents": ("decimal", "The count for every 1,000 residents; empty where the count is not shown"),
    "residents": ("integer", "Residents, mid-year estimate of the Office for National Statistics; empty if not known"),
    "residents_year": ("integer", "Year of that estimate"),
    "share": ("decimal", "The number as a percentage of all; empty unless both are shown"),
}


def head_of(table: DataTable) -> tuple[str, ...]:
    """Return the columns of a table: rates and shares stand in those that were released with them."""
    told = table.release.told
    rates = ("per_1000_residents", "residents", "residents_year") if told.get("residents") else ()
    return (*HEAD, *rates, *(("share",) if told.get("shares") else ()))


def rows_of(table: DataTable, cells: Iterable[ReleasedCell]) -> list[tuple[Any, ...]]:
    """Return the rows of a table under its head, None where the count is hidden or missing.

    A rate or a share is worked out here, of numbers that are shown: it is nowhere else, and tells nothing more.
    """
    told, found = table.release.told, list(cells)
    names: Mapping[str, str] = told["names"]
    shares: Mapping[tuple[str, str, str], float | None] = shares_of(told, found)
    rows = []
    for cell in found:
        first, _, last = cell.period.partition("--")
        begins, ends = Month.parse(first).first_day, Month.parse(last or first).last_day
        code = "" if cell.place == "*" else cell.place
        count = None if cell.value is None else int(cell.value)
        row: tuple[Any, ...] = (code, place_words(cell.place, names), kind_words(cell.kind), begins, ends, count)
        if told.get("residents"):
            row += rate_of(told, cell)
        if told.get("shares"):
            row += (shares.get((cell.place, cell.kind, cell.period)),)
        rows.append(row)
    return rows


def mark_of(cell: ReleasedCell) -> str:
    """Return the mark that stands for a count, nothing where it is shown."""
    policy = disclosure()
    return {State.SUPPRESSED: policy.marker, State.MISSING: policy.missing_marker}.get(State(cell.state), "")


def as_csv(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return the table as CSV, hidden and missing counts as their marks, what is worked out of them empty."""
    found = list(cells)
    lines = [",".join(head_of(table))]
    at = HEAD.index("count")
    for cell, row in zip(found, rows_of(table, found), strict=True):
        told = [inert(one) if isinstance(one, str) else one for one in row]
        told[at] = mark_of(cell) or told[at]
        lines.append(",".join("" if one is None else _field(one) for one in told))
    return ("\r\n".join(lines) + "\r\n").encode()


def _field(cell: object) -> str:
    text = str(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in ',"\r\n') else text


def as_parquet(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return the table as Parquet: a hidden or missing count is null, and its mark stands beside it."""
    found, head = list(cells), head_of(table)
    rows = rows_of(table, found)
    columns = [pa.array([row[at] for row in rows], _ARROW[_WORDS[name][0]]) for at, name in enumerate(head)]
    columns.append(pa.array([mark_of(cell) for cell in found], pa.string()))
    target = io.BytesIO()
    pq.write_table(pa.table(columns, names=[*head, "mark"]), target, compression="zstd")
    return target.getvalue()


def as_csvw(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return what describes the CSV: its columns, the mark of hidden counts, licence, source and digest."""
    told, policy = table.release.told, disclosure()
    columns = [
        {"name": name, "titles": name, "datatype": kind, "dc:description": words, "required": name in _NEEDED}
        for name in head_of(table)
        for kind, words in (_WORDS[name],)
    ]
    columns[HEAD.index("count")] |= {"null": [policy.marker, policy.missing_marker]}
    described = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": "table.csv",
        "dc:title": table.proposal.title,
        "dc:description": told["words"],
        "dc:license": {"@id": LICENCE},
        "dc:publisher": table.workspace.name,
        "dc:source": f"{told['source']}, {told['supplier']}",
        "dc:issued": {"@value": table.published_at.date().isoformat(), "@type": "xsd:date"},
        "schema:temporal": f"{told['asked']['first']}/{told['asked']['last']}",
        "rdfs:comment": (
            f"{policy.marker} marks a count that is not shown: it is from 1 to {policy.hidden_up_to}, or would give "
            f"such a count away, and may then be any number, zero among them; {policy.missing_marker} one that is not "
            f"held. As known on {told['as_known_on']}."
        ),
        "notes": [{"sha256": sha256(as_csv(table, cells)).hexdigest()}],
        "dialect": {"header": True, "encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": columns,
            "primaryKey": ["place_code", "place", "type", "period_begins", "period_ends"],
        },
    }
    return _json(described)


FILES: Mapping[str, tuple[str, Callable[..., bytes], str, str]] = {
    "table.csv": ("CSV", as_csv, "text/csv; charset=utf-8", "for any spreadsheet"),
    "table.parquet": ("Parquet", as_parquet, "application/vnd.apache.parquet", "for programs; hidden counts are null"),
    "table.csv-metadata.json": ("CSVW", as_csvw, "application/csvm+json", "what each column means"),
}


def as_dcat(tables: Iterable[DataTable], *, title: str, address: Callable[[str], str]) -> bytes:
    """Return the catalogue as DCAT in JSON-LD. `address` makes the address of a table's identifier and file."""
    found = list(tables)
    return _json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@id": address(""),
            "@type": "dcat:Catalog",
            "dct:title": title,
            "dct:language": "en-GB",
            "dct:license": {"@id": LICENCE},
            "dcat:dataset": [_dataset(one, address) for one in found],
        }
    )


def _dataset(table: DataTable, address: Callable[[str], str]) -> dict[str, Any]:
    told, here = table.release.told, address(f"{table.pk}/")
    return {
        "@id": here,
        "@type": "dcat:Dataset",
        "dct:identifier": str(table.pk),
        "dct:title": table.proposal.title,
        "dct:description": f"{told['words']}. From {told['source']}, {told['supplier']}.",
        "dct:publisher": table.workspace.name,
        "dct:issued": {"@type": "xsd:date", "@value": table.published_at.date().isoformat()},
        "dct:temporal": {
            "dcat:startDate": Month.parse(told["asked"]["first"]).first_day.isoformat(),
            "dcat:endDate": Month.parse(told["asked"]["last"]).last_day.isoformat(),
        },
        "dct:license": {"@id": LICENCE},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": label,
                "dcat:downloadURL": {"@id": f"{here}{name}"},
                "dcat:mediaType": media.partition(";")[0],
            }
            for name, (label, _, media, _) in FILES.items()
        ],
    }


def _json(told: Mapping[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
