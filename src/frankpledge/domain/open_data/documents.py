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
from frankpledge.domain.open_data.models import DataTable
from frankpledge.domain.open_data.presenters import kind_words, place_words
from frankpledge.ground.documents.listing import inert
from frankpledge.statute.disclosure import disclosure

LICENCE = "http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
HEAD = ("place_code", "place", "type", "period_begins", "period_ends", "count")
_WORDS = {
    "place_code": ("string", "Code of the area; empty for the whole partnership, and for what has no known place"),
    "place": ("string", "Name of the area"),
    "type": ("string", "Type of what was counted, or all types of the table together"),
    "period_begins": ("date", "First day of the period"),
    "period_ends": ("date", "Last day of the period"),
    "count": ("integer", "Records counted"),
}


def rows_of(table: DataTable, cells: Iterable[ReleasedCell]) -> list[tuple[Any, ...]]:
    """Return the rows of a table under `HEAD`, None where the count is hidden."""
    names: Mapping[str, str] = table.release.told["names"]
    rows = []
    for cell in cells:
        first, _, last = cell.period.partition("--")
        begins, ends = Month.parse(first).first_day, Month.parse(last or first).last_day
        code = "" if cell.place == "*" else cell.place
        count = None if cell.value is None else int(cell.value)
        rows.append((code, place_words(cell.place, names), kind_words(cell.kind), begins, ends, count))
    return rows


def as_csv(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return the table as CSV, hidden counts as their one mark."""
    lines = [",".join(HEAD)]
    for row in rows_of(table, cells):
        told = [inert(cell) if isinstance(cell, str) else cell for cell in row]
        lines.append(",".join(_field(disclosure().marker if cell is None else cell) for cell in told))
    return ("\r\n".join(lines) + "\r\n").encode()


def _field(cell: object) -> str:
    text = str(cell)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if any(mark in text for mark in ',"\r\n') else text


def as_parquet(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return the table as Parquet: a hidden count is null, and its mark stands beside it."""
    rows = rows_of(table, cells)
    kinds = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.date32(), pa.int64())
    columns = [pa.array([row[at] for row in rows], kind) for at, kind in enumerate(kinds)]
    columns.append(pa.array([disclosure().marker if row[-1] is None else "" for row in rows], pa.string()))
    target = io.BytesIO()
    pq.write_table(pa.table(columns, names=[*HEAD, "mark"]), target, compression="zstd")
    return target.getvalue()


def as_csvw(table: DataTable, cells: Iterable[ReleasedCell]) -> bytes:
    """Return what describes the CSV: its columns, the mark of hidden counts, licence, source and digest."""
    told, policy = table.release.told, disclosure()
    columns = [
        {"name": name, "titles": name, "datatype": kind, "dc:description": words, "required": name != "place_code"}
        for name, (kind, words) in _WORDS.items()
    ]
    columns[-1] |= {"null": [policy.marker], "required": False}
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
            f"such a count away, and may then be any number, zero among them. As known on {told['as_known_on']}."
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
