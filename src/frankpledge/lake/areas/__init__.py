"""Areas by name and code: what they are made of, who polices them, who lives there, and how they are drawn."""

from frankpledge.lake.areas.area import (
    KINDS,
    AmbiguousArea,
    Area,
    NoExtent,
    NoOutline,
    NoPopulation,
    UnknownArea,
    kind_in_words,
    nation,
)
from frankpledge.lake.areas.extent import (
    Extent,
    extent,
    force_of,
    forces,
    is_two_tier,
    lsoa_codes,
    members,
    neighbours,
    places_in,
    slug_of,
)
from frankpledge.lake.areas.find import BadArea, all_of, find_area, search
from frankpledge.lake.areas.outlines import Part, drawn, outline, parts
from frankpledge.lake.areas.residents import Population, estimate_years, population

__all__ = [
    "KINDS",
    "AmbiguousArea",
    "Area",
    "BadArea",
    "Extent",
    "NoExtent",
    "NoOutline",
    "NoPopulation",
    "Part",
    "Population",
    "UnknownArea",
    "all_of",
    "drawn",
    "estimate_years",
    "extent",
    "find_area",
    "force_of",
    "forces",
    "is_two_tier",
    "kind_in_words",
    "lsoa_codes",
    "members",
    "nation",
    "neighbours",
    "outline",
    "parts",
    "places_in",
    "population",
    "search",
    "slug_of",
]
