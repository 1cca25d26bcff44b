"""The columns of the Home Office's open data tables, under every title that they have gone by.

Titles: as read in the published editions of 2012 to 2026 (`Number of Offences` and `Force Name` in the older ones,
`Offence Count` and `Police Force` by partnership today), and the short ones that analysts write (`FY`, `n`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from frankpledge.lake.readers.police_uk import Column
from frankpledge.lake.source import Head

YEAR = Column("year", ("Financial Year", "FY", "Year", "Fin Year"), needed=True)
QUARTER = Column("quarter", ("Financial Quarter", "Quarter", "Fin Quarter"), needed=True)
FORCE = Column(
    "force_name", ("Force Name", "Police Force", "Force", "Police Force Area", "Police Force Area name"), needed=True
)
CSP = Column("csp_name", ("CSP Name", "CSP", "Community Safety Partnership name"), needed=True)
CSP_CODE = Column("csp_code", ("CSP Code", "ONS Code", "Community Safety Partnership code"))
OFFENCE = (
    Column("offence", ("Offence Description", "Offence", "Offence Desc")),
    Column("offence_group", ("Offence Group", "Group")),
    Column("offence_subgroup", ("Offence Subgroup", "Subgroup", "Offence Sub-group", "Offence Sub Group")),
    Column("offence_code", ("Offence Code",), needed=True),
)
COUNT = Column("n", ("Offence Count", "Number of Offences", "Offences", "n"), needed=True)
# A table of parts: to read it as the whole would lose what it leaves out.
PARTS = ("Offence Subcode", "Subcode Description", "Rolling year total number of offences")
OUTCOME_COUNTS = (
    Column(
        "n_recorded",
        (
            "Force outcomes for offences recorded in quarter",
            "Force outcomes for offences recorded in the quarter",
            "Outcomes for offences recorded in quarter",
            "Outcomes for offences recorded in the quarter",
            "Number of outcomes for offences that were recorded in the quarter",
            "Outcomes for offences that were recorded in the quarter",
        ),
        needed=True,
    ),
    Column(
        "n_given",
        (
            "Force outcomes recorded in quarter",
            "Force outcomes recorded in the quarter",
            "Outcomes recorded in quarter",
            "Outcomes recorded in the quarter",
            "Number of outcomes for investigations that were closed in the quarter",
            "Outcomes for investigations that were closed in the quarter",
            "Outcomes for investigations closed in the quarter",
        ),
        needed=True,
    ),
)
OUTCOME_TYPE = Column("outcome_type", ("Outcome Type", "Outcome Type Code", "Outcome Code"), needed=True)
OUTCOME = (
    OUTCOME_TYPE,
    Column("outcome", ("Outcome Description", "Outcome Desc", "Outcome")),
    Column("outcome_group", ("Outcome Group", "Outcome Type Group")),
)


@dataclass(frozen=True)
class Layout:
    """One of the Home Office's tables: its columns, and which of them are counts, each with the column of its mark."""

    name: str
    label: str
    columns: tuple[Column, ...]
    counts: tuple[tuple[str, str], ...]
    told_by: tuple[Column, ...]
    not_with: tuple[Column, ...] = ()


def plain_title(name: str) -> str:
    """Return a header for comparing: lower case, without punctuation, line breaks or note marks."""
    return " ".join(re.sub(r"\[note[^\]]*\]|[^a-z0-9]+", " ", name.casefold()).split())


def titles_of(head: Head, columns: Iterable[Column]) -> dict[str, str]:
    """Return for each header of a file that a column goes by the column's own title."""
    found: dict[str, str] = {}
    for column in columns:
        names = [plain_title(title) for title in column.titles]
        spelt = [name for name in head.header if plain_title(name) in names]
        if spelt:
            found[min(spelt, key=lambda name: names.index(plain_title(name)))] = column.title
    return found


def has(named: set[str], column: Column) -> bool:
    """Return whether a column is among plain titles, by any name that it goes by."""
    return any(plain_title(title) in named for title in column.titles)


FORCE_TABLE = Layout(
    "recorded_crime",
    "Home Office recorded crime by police force",
    (YEAR, QUARTER, FORCE, *OFFENCE, COUNT),
    (("n", "mark"),),
    told_by=(),
    not_with=(CSP, OUTCOME_TYPE),
)
CSP_TABLE = Layout(
    "recorded_crime_csp",
    "Home Office recorded crime by community safety partnership",
    (YEAR, QUARTER, FORCE, CSP, CSP_CODE, *OFFENCE, COUNT),
    (("n", "mark"),),
    told_by=(CSP,),
    not_with=(OUTCOME_TYPE,),
)
OUTCOMES_TABLE = Layout(
    "recorded_outcomes",
    "Home Office crime outcomes by police force",
    (YEAR, QUARTER, FORCE, *OFFENCE, *OUTCOME, *OUTCOME_COUNTS),
    (("n_recorded", "mark_recorded"), ("n_given", "mark_given")),
    told_by=(OUTCOME_TYPE,),
    not_with=(CSP,),
)
