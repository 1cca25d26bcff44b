"""The invented county by name: its districts, partnerships and towns, and the words its streets are made of.

Nothing here is a real place, force or person. Codes start with X where real ones start with E or W.
"""

from __future__ import annotations

from dataclasses import dataclass

COUNTY_CODE = "X10000001"
COUNTY_NAME = "Nevershire"
FORCE_CODE = "X23000001"
FORCE_NAME = "Nevershire"
FORCE_REPORTS_AS = "Nevershire Police"
FORCE_SLUG = "nevershire"

# Beyond the border: a few map points here receive the rows that lie outside the force.
BEYOND_NAME = "Evermore"
BEYOND_LSOA_FIRST = 9001


@dataclass(frozen=True)
class Town:
    """A settlement: kilometres east and north of the county's centre, its people, and its reach in kilometres."""

    name: str
    east: float
    north: float
    people: int
    reach: float


@dataclass(frozen=True)
class District:
    """A district as it stood in 2017, its partnership then and now, and the councils that serve it today."""

    code: str
    name: str
    partnership_code: str
    partnership: str
    partnership_2017_code: str
    partnership_2017: str
    council_code: str
    council: str
    upper_code: str
    upper: str
    lsoas: int
    wards: int
    crime: float
    towns: tuple[Town, ...]
    villages: int


DISTRICTS = (
    District(
        "X07000001",
        "Nevermouth",
        "X22000001",
        "Nevermouth",
        "X22000001",
        "Nevermouth",
        "X07000001",
        "Nevermouth",
        COUNTY_CODE,
        COUNTY_NAME,
        66,
        14,
        1.32,
        (
            Town("Nevermouth", 9.0, -3.5, 78_000, 2.3),
            Town("Port Perhaps", 14.2, -1.2, 14_000, 1.1),
            Town("Whimley", 4.6, -6.6, 8_000, 0.9),
        ),
        9,
    ),
    District(
        "X07000002",
        "Seldom Vale",
        "X22000002",
        "Vale and Wold",
        "X22000005",
        "Seldom Vale",
        "X07000002",
        "Seldom Vale",
        COUNTY_CODE,
        COUNTY_NAME,
        42,
        10,
        0.78,
        (
            Town("Market Seldom", -5.5, 2.0, 32_000, 1.7),
            Town("Otterwhistle", -10.5, -3.5, 11_000, 1.0),
            Town("Little Evenso", -1.5, -3.0, 7_000, 0.8),
        ),
        14,
    ),
    District(
        "X07000003",
        "Yonderwold",
        "X22000002",
        "Vale and Wold",
        "X22000006",
        "Yonderwold",
        "X07000003",
        "Yonderwold",
        COUNTY_CODE,
        COUNTY_NAME,
        26,
        7,
        0.62,
        (Town("Yonder", 0.5, 12.0, 14_000, 1.2), Town("Farthermost", 7.0, 14.5, 7_000, 0.8)),
        16,
    ),
    District(
        "X07000004",
        "Inklemarsh",
        "X22000003",
        "Inklemarsh",
        "X22000003",
        "Inklemarsh",
        "X06000001",
        "Inkle Marshes",
        "X06000001",
        "Inkle Marshes",
        30,
        8,
        0.88,
        (Town("Inkleton Staithe", -14.5, -10.0, 21_000, 1.4), Town("Mereford Nil", -6.5, -13.0, 9_000, 0.9)),
        9,
    ),
    District(
        "X07000005",
        "Quillbridge",
        "X22000004",
        "Quillbridge",
        "X22000004",
        "Quillbridge",
        "X06000001",
        "Inkle Marshes",
        "X06000001",
        "Inkle Marshes",
        38,
        9,
        1.02,
        (Town("Quillbridge", 2.0, -13.5, 42_000, 1.8), Town("Nethermore Bay", 9.5, -13.5, 9_000, 0.9)),
        6,
    ),
)

WARD_NAMES = (
    "Abbot's Whistle", "Almost Green", "Applewick", "Barely Park", "Bellfounders", "Bramblecote", "Candlemakers",
    "Castle Hythe", "Chandler's Reach", "Clockhouse", "Cobblegate", "Cuckoo Heath", "Dovetail", "Eastermere",
    "Fairly", "Ferryman", "Fiddler's Wold", "Foxglove Rise", "Gannet Point", "Goosefeather", "Gullspool",
    "Harbour Lights", "Hazelhythe", "Hitherside", "Holloway Moor", "Idlewell", "Juniper Fen", "Kettlewind",
    "Kingfisher", "Lanternside", "Larkmere", "Limekiln Cross", "Longshadow", "Lower Maybe", "Magpie Lane End",
    "Marram", "Mill and Mallow", "Moonraker", "Nightingale Fen", "Oxbow", "Parchment", "Pebblebank", "Plover Hills",
    "Quarterjack", "Reedcutters", "Ropewalk", "Saltpan", "Shearwater", "Sixpenny", "Slipway", "Sorrel Down",
    "St Elsewhere", "Tallowgate", "Thimble Hill", "Upper Maybe", "Weathercock", "Wherry", "Windlass", "Yarrow Bank",
)  # fmt: skip

# Two wards of one name in two districts, as real ones have: a finder of areas must ask which is meant.
SHARED_WARD_NAME = "Castle Hythe"

STREET_FIRST = (
    "Acorn", "Alder", "Almond", "Anchor", "Anvil", "Barley", "Beacon", "Bittern", "Bramble", "Brewhouse", "Candle",
    "Chapel", "Cherry", "Clover", "Cobbler", "Copper", "Cornflower", "Curlew", "Daisy", "Dray", "Elder", "Falcon",
    "Fern", "Fiddle", "Flint", "Foundry", "Gable", "Garnet", "Glebe", "Gorse", "Granary", "Hart", "Heron", "Holly",
    "Honeysuckle", "Hurdle", "Iris", "Ivy", "Jackdaw", "Kestrel", "Kiln", "Lantern", "Lapwing", "Larch", "Linnet",
    "Lock", "Loom", "Mallard", "Maple", "Marigold", "Meadow", "Mercer", "Millrace", "Mulberry", "Nutmeg", "Orchard",
    "Osier", "Otter", "Paddock", "Pear Tree", "Pilot", "Pippin", "Plough", "Poppy", "Quince", "Rowan", "Saddler",
    "Sandpiper", "Sedge", "Signal", "Skylark", "Spindle", "Starling", "Sycamore", "Tannery", "Teasel", "Thatcher",
    "Thistle", "Tinker", "Turnstone", "Vine", "Wagtail", "Weaver", "Wheatsheaf", "Willow", "Woodpecker", "Wren",
)  # fmt: skip

STREET_LAST = (
    "Street", "Road", "Road", "Close", "Close", "Avenue", "Drive", "Lane", "Lane", "Way", "Court", "Gardens",
    "Crescent", "Grove", "Place", "Terrace", "Mews", "Rise", "Walk", "Green",
)  # fmt: skip

# The published map points that are kinds of place, not streets, with their share among points in towns and outside.
KINDS_OF_PLACE: tuple[tuple[str, float, float], ...] = (
    ("Parking Area", 0.045, 0.02),
    ("Supermarket", 0.015, 0.002),
    ("Shopping Area", 0.015, 0.001),
    ("Petrol Station", 0.010, 0.006),
    ("Sports/Recreation Area", 0.018, 0.015),
    ("Park/Open Space", 0.018, 0.010),
    ("Nightclub", 0.004, 0.0),
    ("Hospital", 0.003, 0.0),
    ("Further/Higher Educational Building", 0.003, 0.0),
    ("Bus/Coach Station", 0.003, 0.0),
    ("Police Station", 0.001, 0.0),
    ("Theatre/Concert Hall", 0.001, 0.0),
)


def main_district() -> District:
    """Return the district of the partnership whose assessment the demonstration shows."""
    return DISTRICTS[0]
