"""Writing files so that the same content always has the same bytes: CSV, gzipped CSV, zip archives and GeoJSON."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import shapely
from numpy.typing import NDArray

# The oldest moment a zip can hold; a real one would be a clock's.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV with Unix line ends, quoted only where a value needs it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def table_bytes(table: pa.Table) -> bytes:
    """Return a table of text columns as CSV without quotes; a ValueError when a value would need them."""
    body = io.BytesIO()
    options = arrow_csv.WriteOptions(include_header=False, quoting_style="none")
    try:
        arrow_csv.write_csv(table, body, options)
    except pa.ArrowInvalid as error:
        raise ValueError(f"A value needs quotes: {error}") from error
    return (",".join(table.column_names) + "\n").encode("utf-8") + body.getvalue()


def write_gzip(path: Path, content: bytes) -> Path:
    """Write a gzip file that carries neither a name nor a time, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
    return path


def write_zip(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a zip of named members in the order given, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _ZIP_MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return path


def write_geojson(
    path: Path, *, name: str, properties: Sequence[Mapping[str, Any]], shapes: NDArray[np.object_]
) -> Path:
    """Write outlines (longitude, latitude) with their properties in the layout of boundary files; return the path."""
    features = [
        {"type": "Feature", "properties": dict(row), "geometry": _geometry(shape)}
        for row, shape in zip(properties, shapes, strict=True)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    crs = '{ "type": "name", "properties": { "name": "urn:ogc:def:crs:OGC:1.3:CRS84" } }'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'{{\n"type": "FeatureCollection",\n"name": "{name}",\n"crs": {crs},\n"features": [\n{lines}\n]\n}}\n',
        encoding="utf-8",
    )
    return path


def as_degrees(values: NDArray[np.float64]) -> pa.Array:
    """Return degrees with six decimals as text; what is not a number becomes nothing."""
    scaled = np.rint(np.nan_to_num(values) * 1_000_000).astype(np.int64)
    sign = np.where(scaled < 0, "-", "")
    whole, part = np.divmod(np.abs(scaled), 1_000_000)
    digits = np.char.zfill(part.astype("U6"), 6)
    text = np.char.add(np.char.add(np.char.add(sign, whole.astype("U3")), "."), digits)
    return pc.if_else(pa.array(np.isnan(values)), pa.scalar(None, pa.string()), pa.array(text.tolist(), pa.string()))


def _geometry(shape: shapely.Geometry) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return loaded
