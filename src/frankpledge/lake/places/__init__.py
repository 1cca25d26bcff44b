"""Where every LSOA lies today: its district, partnership, force, county and ward, from published lookups alone."""

from frankpledge.lake.places.components import components
from frankpledge.lake.places.derive import GEOGRAPHY, derive_places, places_table
from frankpledge.lake.places.links import Links, PlacesConflict, links_from_tables, plain_name

__all__ = [
    "GEOGRAPHY",
    "Links",
    "PlacesConflict",
    "components",
    "derive_places",
    "links_from_tables",
    "places_table",
    "plain_name",
]
