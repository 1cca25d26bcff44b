"""Two things that files of data.police.uk need before their rows can be kept: the right month, and coordinates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from frankpledge.lake.readers.police_uk import Parsed
from frankpledge.lake.readers.police_uk_names import named_as
from frankpledge.lake.source import BadFile, Quarantined, SourceFile


def keep_named_month(source: SourceFile, parsed: Parsed) -> Parsed:
    """Return the rows of the month in the file's name, the others set aside; where most are others, refuse the file.

    A file replaces all that is held for its months, so one stray row of another month must not wipe that month out.
    """
    month = named_as(source).month
    if not month or parsed.rows.num_rows == 0:
        return parsed
    others = pc.not_equal(parsed.rows["month"], month)
    stray = int(pc.sum(others, min_count=0).as_py())
    if not stray:
        return parsed
    if stray * 2 > parsed.rows.num_rows:
        found = sorted(pc.unique(parsed.rows.filter(others)["month"]).to_pylist())
        raise BadFile(
            f"its name says {month}, but its rows are of {', '.join(found[:6])}.",
            where=source.where,
            cure="Find out which month it is, and rename the file.",
        )
    strays = parsed.rows.filter(others).select(["line", "month"]).to_pylist()
    reason = f"of another month than the file's, {month}"
    aside = tuple(Quarantined(row["line"], "Month", f"{row['month']} is {reason}", row["month"]) for row in strays)
    kept = parsed.rows.filter(pc.invert(others))
    return replace(parsed, rows=kept, quarantined=(*parsed.quarantined, *aside))


def with_coordinates(rows: pa.Table) -> pa.Table:
    """Return the rows with longitude and latitude, made from the grid references of files of 2010 and 2011."""
    given = rows.drop_columns(["easting", "northing"])
    easting, northing = rows["easting"], rows["northing"]
    if easting.null_count == len(easting) or northing.null_count == len(northing):
        return given
    # A quarter of a second that only the oldest files need.
    from pyproj import Transformer  # noqa: PLC0415

    transformer = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    longitude, latitude = transformer.transform(easting.to_numpy(), northing.to_numpy())
    for name, values in (("longitude", longitude), ("latitude", latitude)):
        made = pa.array(np.where(np.isfinite(values), values, np.nan), pa.float64(), from_pandas=True)
        given = given.set_column(
            given.schema.get_field_index(name), name, pc.coalesce(given[name], pa.chunked_array([made]))
        )
    return given
