"""One module per file format: recognise by content, read to Arrow, report."""

from __future__ import annotations

from frankpledge.lake.readers.bases import BASES
from frankpledge.lake.readers.boundaries import BOUNDARIES
from frankpledge.lake.readers.deprivation import DEPRIVATION, RURAL_URBAN
from frankpledge.lake.readers.home_office import RECORDED_CRIME, RECORDED_CSP, RECORDED_OUTCOMES
from frankpledge.lake.readers.home_office_areas import HOME_OFFICE_AREAS
from frankpledge.lake.readers.lookups import LOOKUPS
from frankpledge.lake.readers.ons_csp import ONS_CSP
from frankpledge.lake.readers.police_uk_outcomes import OUTCOMES
from frankpledge.lake.readers.police_uk_stops import STOPS
from frankpledge.lake.readers.police_uk_street import STREET
from frankpledge.lake.readers.population import POPULATION
from frankpledge.lake.source import Reader

# Asked in this order; the most particular first.
READERS: tuple[Reader, ...] = (
    STREET,
    OUTCOMES,
    STOPS,
    RECORDED_CSP,
    RECORDED_OUTCOMES,
    RECORDED_CRIME,
    ONS_CSP,
    HOME_OFFICE_AREAS,
    BOUNDARIES,
    BASES,
    POPULATION,
    DEPRIVATION,
    RURAL_URBAN,
    LOOKUPS,
)
