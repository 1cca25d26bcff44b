"""Outlines of official areas: GeoJSON in longitude and latitude, with the code and name of each area."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape

from frankpledge.lake.readers.area_columns import AreaColumn, area_columns, code_columns, name_column
from frankpledge.lake.readers.area_rows import area_table, membership_table, rows_to_table, signature
from frankpledge.lake.readers.text_tables import is_code
from frankpledge.lake.source import BadFile, Head, Quarantined, Reading, SourceFile

Feature = Mapping[str, object]
_WORLD = ("crs84", "epsg::4326", "epsg:4326", "wgs84")


class BoundaryReader:
    """Reads GeoJSON boundaries of any kind of area that `area_columns` understands."""

    name = "boundaries"
    label = "Boundaries of areas"

    def recognises(self, head: Head, source: SourceFile) -> bool:
        """Return whether the file is GeoJSON: whether its areas are known is said when it is read."""
        return head.kind == "geojson"

    def read(self, source: SourceFile, head: Head) -> Reading:
        """Return outlines, with the areas and the pairs of smaller and larger areas that the file also states."""
        features = _features(source)
        columns = tuple(column for column in area_columns(_properties(features)) if column.year is not None)
        codes = code_columns(columns)
        if not codes:
            raise BadFile(
                "no property of the outlines is the dated code of an area.",
                where=source.where,
                cure="Name it as the ONS does: LSOA21CD, WD24CD, LAD24CD, CSP24CD or PFA24CD.",
            )
        own = codes[0]
        sound, bad = _sound(features, own)
        if not sound:
            raise BadFile("none of its outlines can be used.", where=source.where)
        values = {column.header: [_text(feature, column.header) for feature, _ in sound] for column in columns}
        named = name_column(columns, own)
        names = values[named.header] if named else values[own.header]
        rows = [
            (own.kind, code, name, own.year, outline)
            for code, name, (_, outline) in zip(values[own.header], names, sound, strict=True)
        ]
        return Reading(
            tables={
                "boundaries": rows_to_table("boundaries", rows),
                "areas": area_table(columns, values),
                "memberships": membership_table(columns, values),
            },
            rows_read=len(features),
            quarantined=tuple(bad),
            key=f"boundaries {own.kind} {own.year} {signature(values[own.header])}",
            quality={"kind": own.kind, "year": own.year, "outlines": len(rows)},
        )


def _features(source: SourceFile) -> Sequence[Feature]:
    try:
        document = json.loads(source.path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadFile(f"the file is not whole JSON: {error}", where=source.where) from error
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        raise BadFile("the GeoJSON holds no list of outlines.", where=source.where)
    reference = json.dumps(document.get("crs") or "crs84").casefold()
    if not any(name in reference for name in _WORLD):
        raise BadFile(
            "the outlines are not in longitude and latitude.",
            where=source.where,
            cure="Download them again in CRS84 (WGS 84).",
        )
    return features


def _properties(features: Sequence[Feature]) -> tuple[str, ...]:
    first = features[0].get("properties")
    return tuple(first) if isinstance(first, dict) else ()


def _text(feature: Feature, name: str) -> str:
    properties = feature.get("properties")
    value = properties.get(name) if isinstance(properties, dict) else None
    return "" if value is None else str(value).strip()


def _sound(features: Sequence[Feature], own: AreaColumn) -> tuple[list[tuple[Feature, bytes]], list[Quarantined]]:
    """Return the features with a code and a sound outline as WKB, and the others. `line` counts features from 1."""
    sound: list[tuple[Feature, bytes]] = []
    bad: list[Quarantined] = []
    for number, feature in enumerate(features, start=1):
        code = _text(feature, own.header)
        try:
            outline = _outline(feature) if is_code(code) else None
            reason = "" if outline else f"{code!r} is not the code of an area"
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, GEOSException) as error:
            outline, reason = None, f"the outline cannot be read: {error}"
        if outline is None:
            bad.append(Quarantined(number, own.header, reason, code))
        else:
            sound.append((feature, outline))
    return sound, bad


def _outline(feature: Feature) -> bytes:
    outline = shape(feature["geometry"])
    if outline.geom_type not in ("Polygon", "MultiPolygon") or outline.is_empty:
        raise ValueError(f"it is a {outline.geom_type}, not a polygon")
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError("it lies outside longitude and latitude")
    return bytes(shapely.to_wkb(outline if outline.is_valid else shapely.make_valid(outline)))


BOUNDARIES = BoundaryReader()
