"""Zip packages with the same bytes every time: the parts in the order given, one time stamp, no machine's traces."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date


def read(package: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}


def write(parts: Mapping[str, bytes], *, stamp: date, plain: tuple[str, ...] = ()) -> bytes:
    """Return the package of these parts, in their order; those named in `plain` are stored and not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(max(1980, stamp.year), stamp.month, stamp.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return target.getvalue()
