"""Reading the evidence: for the command line, the explorer and the assessment."""

from frankpledge.domain.evidence.queries.explore import Explored, counted, explored
from frankpledge.domain.evidence.queries.loaded import (
    area_list,
    loaded,
    published_figures,
    quality_report,
    release_list,
)

__all__ = [
    "Explored",
    "area_list",
    "counted",
    "explored",
    "loaded",
    "published_figures",
    "quality_report",
    "release_list",
]
