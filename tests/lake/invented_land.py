"""A small invented land for tests: every trap of the real geography in fifteen LSOAs.

Ashby and Barrow were merged into Greater Ashby in 2020, which still lies in two partnerships. Coldwell stands as ever.
X01000002 was split, X01000004 and X01000005 merged, X01000007 and X01000008 redrawn into each other. The ward of
X01000006 mostly lies in the other council.
"""

from __future__ import annotations

from pathlib import Path

from frankpledge.lake.areas import Area
from tests.lake.files import STREET_HEADER, crime_id, street_name, write

CHANGES = """LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM
X01000001,Ashby 001A,X01000001,Greater Ashby 001A,U,X06000009,Greater Ashby
X01000002,Ashby 001B,X01000011,Greater Ashby 001D,S,X06000009,Greater Ashby
X01000002,Ashby 001B,X01000012,Greater Ashby 001E,S,X06000009,Greater Ashby
X01000003,Barrow 001A,X01000003,Greater Ashby 002A,U,X06000009,Greater Ashby
X01000004,Barrow 001B,X01000013,Greater Ashby 002F,M,X06000009,Greater Ashby
X01000005,Barrow 001C,X01000013,Greater Ashby 002F,M,X06000009,Greater Ashby
X01000006,Coldwell 001A,X01000006,Coldwell 001A,U,X07000003,"Coldwell, County of"
X01000007,Coldwell 001B,X01000014,Coldwell 001E,X,X07000003,"Coldwell, County of"
X01000007,Coldwell 001B,X01000015,Coldwell 001F,X,X07000003,"Coldwell, County of"
X01000008,Coldwell 001C,X01000015,Coldwell 001F,X,X07000003,"Coldwell, County of"
"""
OLDER = """lsoa11_name,lsoa11_code,ltla21_name,ltla21_code
Ashby 001A,X01000001,Greater Ashby,X06000009
Ashby 001B,X01000002,Greater Ashby,X06000009
Barrow 001A,X01000003,Greater Ashby,X06000009
Barrow 001B,X01000004,Greater Ashby,X06000009
Barrow 001C,X01000005,Greater Ashby,X06000009
Coldwell 001A,X01000006,"Coldwell, County of",X07000003
Coldwell 001B,X01000007,"Coldwell, County of",X07000003
Coldwell 001C,X01000008,"Coldwell, County of",X07000003
"""
WARDS = """lsoa21_name,lsoa21_code,ward24_name,ward24_code,ltla24_name,ltla24_code
Greater Ashby 001A,X01000001,Abbey,X05000001,Greater Ashby,X06000009
Greater Ashby 001D,X01000011,Abbey,X05000001,Greater Ashby,X06000009
Greater Ashby 001E,X01000012,Mill,X05000002,Greater Ashby,X06000009
Greater Ashby 002A,X01000003,Marsh,X05000005,Greater Ashby,X06000009
Greater Ashby 002F,X01000013,Marsh,X05000005,Greater Ashby,X06000009
Coldwell 001A,X01000006,Edge,X05000006,Greater Ashby,X06000009
Coldwell 001E,X01000014,Abbey,X05000003,"Coldwell, County of",X07000003
Coldwell 001F,X01000015,Dale,X05000004,"Coldwell, County of",X07000003
"""
CSP_2017 = """LAD17CD,LAD17NM,CSP17CD,CSP17NM,PFA17CD,PFA17NM,FID
X07000001,Ashby,X22000001,Ashby & District,X23000001,Fenshire,1
X07000002,Barrow,X22000002,Barrow,X23000001,Fenshire,2
X07000003,"Coldwell, County of",X22000003,"Coldwell, County of",X23000002,Mereshire,3
"""
CSP_2024 = """ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name
X06000009,Greater Ashby,X22000001,Ashby and District,X23000001,Fenshire
X06000009,Greater Ashby,X22000002,Barrow,X23000001,Fenshire
X07000003,"Coldwell, County of",X22000003,"Coldwell, County of",X23000002,Mereshire
"""
DISTRICTS = """ltla17_code,ltla17_name,ltla21_code,ltla21_name,ltla24_code,ltla24_name
X07000001,Ashby,X06000009,Greater Ashby,X06000009,Greater Ashby
X07000002,Barrow,X06000009,Greater Ashby,X06000009,Greater Ashby
X07000003,"Coldwell, County of",X07000003,"Coldwell, County of",X07000003,"Coldwell, County of"
"""
COUNTIES = """ltla21_code,ltla21_name,utla21_code,utla21_name
X06000009,Greater Ashby,X06000009,Greater Ashby
X07000003,"Coldwell, County of",X10000002,Mere County
"""
ICBS = """lsoa21_name,lsoa21_code,icb24_name,icb24_code,icb24_code_nhs
Greater Ashby 001A,X01000001,Fen Care Board,X54000001,QF1
Greater Ashby 001D,X01000011,Fen Care Board,X54000001,QF1
Greater Ashby 001E,X01000012,Fen Care Board,X54000001,QF1
"""
POPULATION_2020 = """lsoa11_name,lsoa11_code,total_population
Ashby 001A,X01000001,1000.0
Ashby 001B,X01000002,2000.0
Barrow 001A,X01000003,1500.0
Barrow 001B,X01000004,500.0
Barrow 001C,X01000005,700.0
Coldwell 001A,X01000006,1100.0
Coldwell 001B,X01000007,900.0
Coldwell 001C,X01000008,800.0
"""
LOOKUPS = {
    "changes.csv": CHANGES,
    "older.csv": OLDER,
    "wards.csv": WARDS,
    "csp17.csv": CSP_2017,
    "csp24.csv": CSP_2024,
    "districts.csv": DISTRICTS,
    "counties.csv": COUNTIES,
    "icbs.csv": ICBS,
}
ASHBY = Area("csp", "X22000001", "Ashby and District")
BARROW = Area("csp", "X22000002", "Barrow")
COLDWELL = Area("csp", "X22000003", "Coldwell, County of")
FENSHIRE = Area("force", "X23000001", "Fenshire")


def lookups(folder: Path, *leave_out: str) -> list[Path]:
    """Write the lookups and the population of 2020, and return their paths."""
    files = {**LOOKUPS, "population20_lsoa11.csv": POPULATION_2020}
    return [write(folder, name, text) for name, text in files.items() if name not in leave_out]


def street(folder: Path, month: str, force: str, rows: list[tuple[str, str, str]], *, slug: str) -> Path:
    """Write a street file of (LSOA code, LSOA name, type) and return its path; an empty code is a row without place."""
    lines = [STREET_HEADER]
    for number, (code, name, kind) in enumerate(rows):
        quiet = kind == "Anti-social behaviour"
        place = f"-2.5{number:05d},52.1{number:05d}" if code else ","
        outcome = "" if quiet else ("Local resolution" if number % 2 else "Under investigation")
        identity = "" if quiet else crime_id((month, force, number))
        location = f"On or near Mill Lane {number}" if code else "No Location"
        lines.append(f"{identity},{month},{force},{force},{place},{location},{code},{name},{kind},{outcome},")
    return write(folder, street_name(month, slug), "\n".join([*lines, ""]))


def square(west: float, south: float, size: float = 0.01) -> str:
    """Return the coordinates of a square polygon as GeoJSON."""
    east, north = west + size, south + size
    return f"[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]"


def boundaries(kind: str, codes: list[tuple[str, str, float]]) -> str:
    """Return GeoJSON of squares side by side: (code, name, western edge) under the ONS's names of properties."""
    features = ",".join(
        f'{{"type":"Feature","properties":{{"{kind}CD":"{code}","{kind}NM":"{name}"}},'
        f'"geometry":{{"type":"Polygon","coordinates":{square(west, 52.0)}}}}}'
        for code, name, west in codes
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'
