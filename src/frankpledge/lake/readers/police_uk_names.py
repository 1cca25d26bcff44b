"""The names of forces and files on data.police.uk: "West Mercia Police" is `west-mercia`, in rows as in file names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.source import BadFile, SourceFile
from frankpledge.statute.forces import find_force

_FILE = re.compile(
    r"(?P<month>\d{4}-\d\d)-(?P<force>[a-z0-9&-]+?)-(?P<kind>street|outcomes|stop-and-search)", re.IGNORECASE
)
_ENDINGS = re.compile(r"-(?:police-service|police|constabulary)$")


@dataclass(frozen=True)
class NamedAs:
    """What a file's name says in the archive's own pattern; empty where it says nothing."""

    month: str = ""
    force: str = ""


@cache
def force_slug(name: str) -> str:
    """Return the short ASCII name of a force by any of its names, as in the names of its files.

    A force that is not among the definitions (an invented one) has the slug that its name makes.
    """
    known = find_force(name)
    if known:
        return known.slug
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    return _ENDINGS.sub("", re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))


def named_as(source: SourceFile) -> NamedAs:
    """Return the month and force in the file's name, as the archive writes them."""
    match = _FILE.search(source.name.lower())
    return NamedAs(match["month"], force_slug(match["force"])) if match else NamedAs()


def check_named_force(source: SourceFile, forces: tuple[str, ...]) -> None:
    """Refuse a file whose name speaks of quite another force than its rows do: one of the two is wrong."""
    named = named_as(source).force
    if not named or not forces or named in forces:
        return
    # A name that no definition knows may be a shorter or longer way to say the same.
    if not find_force(named) and any(set(named.split("-")) & set(force.split("-")) for force in forces):
        return
    raise BadFile(
        f"its name says {named}, its rows say {', '.join(forces)}.",
        where=source.where,
        cure="Find out which it is, and rename the file.",
    )


def with_force(rows: pa.Table, column: str) -> pa.Table:
    """Return the rows with a column `force`, the slug of the force named in `column`."""
    encoded = pc.dictionary_encode(rows[column]).combine_chunks()
    encoded = encoded.chunk(0) if isinstance(encoded, pa.ChunkedArray) else encoded
    slugs = pa.array([force_slug(name) for name in encoded.dictionary.to_pylist()], pa.string())
    return rows.append_column("force", slugs.take(encoded.indices))


def month_and_force(rows: pa.Table) -> tuple[tuple[str, str], ...]:
    """Return the months and forces that rows speak of, in order."""
    pairs = rows.select(["month", "force"]).group_by(["month", "force"], use_threads=False).aggregate([])
    return tuple(sorted((row["month"], row["force"]) for row in pairs.to_pylist()))
