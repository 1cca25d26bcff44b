"""What the column headers of official geography files mean: which kind of area, of which year, code or name.

The same column is spelt `LSOA21CD` by the ONS, `lsoa21_code` by others, `LSOA code (2011)` in the deprivation files
and `PFA 2023 Code` in the police tables. All of these are understood, so that a reader asks for kinds of area and never
for spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_KINDS = {
    "lsoa": "lsoa",
    "lowersuperoutputarea": "lsoa",
    "lowerlayersuperoutputarea": "lsoa",
    "msoa": "msoa",
    "wd": "ward",
    "ward": "ward",
    "lad": "district",
    "ltla": "district",
    "la": "district",
    "localauthority": "district",
    "localauthoritydistrict": "district",
    "utla": "county",
    "cty": "county",
    "ctyua": "county",
    "county": "county",
    "csp": "csp",
    "communitysafetypartnership": "csp",
    "pfa": "force",
    "policeforcearea": "force",
    "rgn": "region",
    "region": "region",
    "sicbl": "sub_icb",
    "icb": "icb",
    "integratedcareboard": "icb",
    "ctry": "country",
    "country": "country",
}
_ROLES = {"cd": "code", "code": "code", "nm": "name", "name": "name", "nmw": "other_name"}
_SHAPE = re.compile(
    rf"(?P<kind>{'|'.join(sorted(_KINDS, key=len, reverse=True))})"
    r"(?P<before>(?:20)?\d\d)?(?P<role>code|cd|name|nmw|nm)(?P<after>20\d\d|\d\d)?(?:boundaries|boundary)?"
)
# From the smallest to the largest; the area that a row or an outline is about is the smallest named in it.
_ORDER = ("lsoa", "msoa", "ward", "district", "county", "csp", "sub_icb", "icb", "force", "region", "country")
VINTAGED = ("lsoa", "msoa")


@dataclass(frozen=True)
class AreaColumn:
    """One column of a geography file. `kind` carries the vintage where areas are redrawn by census (`lsoa11`)."""

    header: str
    kind: str
    year: int | None
    role: str

    @property
    def size(self) -> int:
        """Return the place of the kind in the order from small to large."""
        return _ORDER.index(family(self.kind))


def family(kind: str) -> str:
    """Return the kind without its census vintage: `lsoa` for `lsoa11`."""
    return kind[:4] if kind[:4] in VINTAGED else kind


def area_column(header: str) -> AreaColumn | None:
    """Return what one header means, or None when it does not name an area's code or name.

    Census areas (LSOA, MSOA) without a vintage are not understood, since the same code can be another area.
    """
    match = _SHAPE.fullmatch(re.sub(r"[^a-z0-9]", "", header.casefold()))
    if match is None:
        return None
    kind = _KINDS[match["kind"]]
    digits = match["before"] or match["after"]
    year = 2000 + int(digits[-2:]) if digits else None
    if kind in VINTAGED:
        if year not in (2001, 2011, 2021):
            return None
        kind = f"{kind}{year % 100:02d}"
    return AreaColumn(header, kind, year, _ROLES[match["role"]])


def area_columns(header: Iterable[str]) -> tuple[AreaColumn, ...]:
    """Return the columns of a header that name areas, smallest kind first, in the file's order within a kind."""
    found = [column for name in header if (column := area_column(name)) is not None]
    return tuple(sorted(found, key=lambda column: column.size))


def code_columns(columns: Iterable[AreaColumn]) -> tuple[AreaColumn, ...]:
    """Return the columns that hold codes."""
    return tuple(column for column in columns if column.role == "code")


def name_column(columns: Iterable[AreaColumn], code: AreaColumn, role: str = "name") -> AreaColumn | None:
    """Return the column that names the areas of a code column: the same kind and year."""
    wanted = (code.kind, code.year, role)
    return next((column for column in columns if (column.kind, column.year, column.role) == wanted), None)
