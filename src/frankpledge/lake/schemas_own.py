"""The tables of evidence that is a partnership's own, and of what was taken back. Never names, never free text."""

from __future__ import annotations

import pyarrow as pa

_text, _int, _float, _flag = pa.string(), pa.int32(), pa.float64(), pa.bool_()

OWN_TABLES: dict[str, pa.Schema] = {
    # A force's own records of a partnership's ground, one row each. `supplier` is the slug of who sent them and as
    # what; recorded "2025-01-31"; earliest and latest are local time without a zone, `timed` whether both have an
    # hour. lsoa_code is that of the point (in the newest outlines), "" without one; `outside`: the point lies outside
    # the force. A flag that was not supplied is null. `victim` is the supplier's keyed hash. No name and no free text
    # is ever kept.
    "records": pa.schema(
        [
            ("month", _text),
            ("supplier", _text),
            ("reference", _text),
            ("recorded", _text),
            ("earliest", pa.timestamp("us")),
            ("latest", pa.timestamp("us")),
            ("timed", _flag),
            ("offence_code", _text),
            ("offence_group", _text),
            ("easting", _float),
            ("northing", _float),
            ("lsoa_code", _text),
            ("outside", _flag),
            ("domestic_abuse", _flag),
            ("alcohol", _flag),
            ("hate", _flag),
            ("knife", _flag),
            ("rural", _flag),
            ("business", _flag),
            ("victim", _text),
            ("release_id", _text),
            ("line", _int),
        ]
    ),
    # Values that partners supply ready counted. period "2023-04--2023-06", or "undated" where the supplier gives a
    # reason for no value instead of a period. state: value | missing | suppressed; `mark` is what stood in the cell
    # instead of a number, or beside it. Percentages are of a hundred.
    "partner_values": pa.schema(
        [
            ("period", _text),
            ("data_set", _text),
            ("title", _text),
            ("supplier", _text),
            ("theme", _text),
            ("indicator", _text),
            ("area", _text),
            ("first", _text),
            ("last", _text),
            ("value", _float),
            ("state", _text),
            ("mark", _text),
            ("numerator", _float),
            ("denominator", _float),
            ("unit", _text),
            ("polarity", _text),
            ("target", _text),
            ("sheet", _text),
            ("line", _int),
            ("column", _text),
            ("release_id", _text),
        ]
    ),
    # Depersonalised rows of prescribed and local data sets, in the product's own templates. `fields` is a JSON object
    # of the data set's further columns. A period without rows was returned as nil.
    "partner_rows": pa.schema(
        [
            ("period", _text),
            ("data_set", _text),
            ("supplier", _text),
            ("day", _text),
            ("time", _text),
            ("category", _text),
            ("place", _text),
            ("easting", _float),
            ("northing", _float),
            ("lsoa_code", _text),
            ("outcode", _text),
            ("fields", _text),
            ("sheet", _text),
            ("line", _int),
            ("release_id", _text),
        ]
    ),
    # Releases that were taken back: no longer among `releases`, their rows in no table of a later state.
    "withdrawals": pa.schema(
        [
            ("release_id", _text),
            ("reader", _text),
            ("file", _text),
            ("member", _text),
            ("sha256", _text),
            ("rows_kept", pa.int64()),
            ("loaded_at", pa.timestamp("us", tz="UTC")),
            ("loaded_by", _text),
            ("withdrawn_at", pa.timestamp("us", tz="UTC")),
            ("withdrawn_by", _text),
            ("reason", _text),
        ]
    ),
}

OWN_PARTITIONS: dict[str, tuple[str, str]] = {
    "records": ("month", "supplier"),
    "partner_values": ("period", "data_set"),
    "partner_rows": ("period", "data_set"),
}

OWN_SORTED_BY: dict[str, tuple[str, ...]] = {
    "records": ("lsoa_code", "offence_code", "recorded", "line"),
    "partner_values": ("indicator", "area", "sheet", "line"),
    "partner_rows": ("day", "sheet", "line"),
}
