"""Small tables in the layouts of the Home Office and the ONS, made for tests: invented counts, real headings."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

CSP_HEADER = (
    "Financial Year", "Financial Quarter", "Police Force", "CSP Name", "Offence Description", "Offence Group",
    "Offence Subgroup", "Offence Code", "Offence Count",
)  # fmt: skip
FORCE_HEADER = (
    "Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup",
    "Offence Code", "Number of Offences",
)  # fmt: skip
OUTCOMES_HEADER = (
    "Financial Year", "Financial Quarter", "Force Name", "Offence Description", "Offence Group", "Offence Subgroup",
    "Offence Code", "Outcome Description", "Outcome Group", "Outcome Type",
    "Force outcomes for offences recorded in quarter", "Force outcomes recorded in quarter",
)  # fmt: skip
ONS_PLACES = (
    "Police Force Area code", "Police Force Area name", "Community Safety Partnership code",
    "Community Safety Partnership name", "Local Authority code", "Local Authority name",
)  # fmt: skip
ONS_GROUPS = (
    "Total recorded crime\r\n (excluding fraud)", "Violence against the person", "Sexual offences", "Robbery",
    "Theft offences", "Residential burglary (per 1,000 household)",
)  # fmt: skip

VIOLENCE = ("Assault with injury", "Violence against the person", "Violence with injury", "8N")
SHOPLIFTING = ("Shoplifting", "Theft offences", "Shoplifting", "46")
FRAUD = ("Fraud by false representation", "Fraud offences", "Fraud", "53D")
OLD_BURGLARY = ("Burglary in a dwelling(outcome only)", "Theft offences", "Domestic burglary", "28A")
ARTICLES = (
    "Possession of articles for use in fraud (outcomes only)",
    "Miscellaneous crimes against society",
    "Miscellaneous crimes against society",
    "53J",
)

Rows = Sequence[Sequence[object]]


def csp_row(csp: str, offence: tuple[str, str, str, str], n: object, when: str = "2024/25 4") -> tuple[object, ...]:
    """Return one row of the table by partnership."""
    year, quarter = when.split()
    return (year, int(quarter), "Fenshire", csp, *offence, n)


def force_row(offence: tuple[str, str, str, str], n: object, when: str = "2024/25 4") -> tuple[object, ...]:
    """Return one row of the table by force."""
    year, quarter = when.split()
    return (year, int(quarter), "Fenshire", *offence, n)


def book(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    made.close()
    return out.getvalue()


def text(rows: Rows) -> str:
    """Return rows as CSV without anything that needs quotes."""
    return "\n".join([",".join(f'"{cell}"' for cell in row) for row in rows]) + "\n"


def ons_sheet(title: str, unit: str, rows: Rows, *, groups: Sequence[str] = ONS_GROUPS) -> list[Sequence[object]]:
    """Return a table as the ONS sets it: title and words above, a footnote below."""
    words = "This worksheet contains one table. Some cells refer to notes"
    return [[title], [words], [], [unit], [*ONS_PLACES, *groups], *rows, [], ["Source: invented"]]


def ons_row(code: str, name: str, *cells: object) -> tuple[object, ...]:
    """Return a row of an ONS table for a partnership of Fenshire."""
    return ("X23000001", "Fenshire", code, name, "[z]", "Combined Local Authority", *cells)
