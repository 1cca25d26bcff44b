"""The empty return of a data set, for a supplier to fill in: what is handed out here is read back exactly."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

import xlsxwriter

from frankpledge.lake.own.returns import FIXED
from frankpledge.refusal import Refusal
from frankpledge.statute.data_sets import DataSet

HOW = "How to fill this in"
# A workbook without a clock: the same template is the same bytes.
_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
_KINDS = {
    "date": "a date, as 31/01/2025 or 2025-01-31",
    "time": "a time, as 23:05",
    "category": "a code or a category",
    "text": "words, at most 120 letters",
    "postcode": "the first part of a postcode",
    "number": "a number",
    "count": "a whole number",
    "choice": "one of the words given",
}
_FIXED_WORDS = (
    ("Data set", "the same in every row", "yes", "Which data set this is."),
    ("Supplier", "words", "no", "The authority that sends it; all of its rows for a quarter belong in one file."),
    (
        "Quarter",
        "a quarter, as 2025/26 Q1 (April to June 2025)",
        "yes",
        "The file is the whole of every quarter that it names. For a nil return fill in data set and quarter alone.",
    ),
)
Rows = list[list[str]]


class NoSuchForm(Refusal):
    """A template is asked for in a form that is not made."""


def template(wanted: DataSet, *, form: str) -> bytes:
    """Return the empty return of a data set as `xlsx`, `ods` or `csv` (the header alone)."""
    make = FORMS.get(form)
    if make is None:
        raise NoSuchForm(f"No template is made as {form!r}.", cure=f"Name the file .{', .'.join(FORMS)}.")
    return make(wanted)


def header(wanted: DataSet) -> list[str]:
    """Return the names of the columns of a data set's return."""
    return [*FIXED, *(column.name for column in wanted.columns)]


def instructions(wanted: DataSet) -> Rows:
    """Return the second sheet: what the data set is, and what belongs in each column."""
    columns = [
        [
            column.name,
            _KINDS[column.kind],
            "yes" if column.needed else "no",
            f"{column.words}: {', '.join(column.choices)}." if column.choices else f"{column.words}.",
        ]
        for column in wanted.columns
    ]
    law = "prescribed" if wanted.prescribed else "local"
    return [
        [f"{wanted.id}: {wanted.name}"],
        [f"{wanted.covers}."],
        [f"Supplied by: {wanted.supplier}. A {law} data set ({wanted.source})."],
        ["Send no names, no dates of birth, no house numbers and no whole postcodes."],
        [],
        ["Column", "What is read", "Needed", "What belongs in it"],
        *map(list, _FIXED_WORDS),
        *columns,
    ]


def _csv(wanted: DataSet) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(header(wanted))
    return text.getvalue().encode("utf-8-sig")


def _xlsx(wanted: DataSet) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{wanted.id}: {wanted.name}", "created": _MOMENT})
    bold, plain_text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(wanted.id)
    for at, name in enumerate(header(wanted)):
        sheet.write_string(0, at, name, bold)
        # As text, or an office program turns a date or a quarter into what nobody wrote.
        sheet.set_column(at, at, max(14, len(name) + 2), plain_text)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(wanted.columns, start=len(FIXED)):
        if column.choices and len(",".join(column.choices)) < 255:
            sheet.data_validation(1, at, 2_000, at, {"validate": "list", "source": list(column.choices)})
    how = book.add_worksheet(HOW)
    how.set_column(0, 0, 26)
    how.set_column(1, 3, 44)
    for line, cells in enumerate(instructions(wanted)):
        for at, cell in enumerate(cells):
            how.write_string(line, at, cell, bold if line in (0, 5) else None)
    book.close()
    return out.getvalue()


def _ods(wanted: DataSet) -> bytes:
    tables = _ods_table(wanted.id, [header(wanted)]) + _ods_table(HOW, instructions(wanted))
    content = _ODS_CONTENT.format(tables=tables)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        # The kind of document comes first and as it is, so that programs know the file by its first bytes.
        archive.writestr(_member("mimetype", zipfile.ZIP_STORED), _ODS_KIND)
        archive.writestr(_member("content.xml"), content)
        archive.writestr(_member("META-INF/manifest.xml"), _ODS_MANIFEST)
    return out.getvalue()


def _member(name: str, how: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    member.compress_type = how
    return member


def _ods_table(name: str, rows: Sequence[Sequence[str]]) -> str:
    def cell(text: str) -> str:
        said = f"<text:p>{escape(text)}</text:p>"
        return f'<table:table-cell office:value-type="string">{said}</table:table-cell>'

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows
    )
    return f'<table:table table:name="{escape(name)}">{lines}</table:table>'


_ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_ODS_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
FORMS: dict[str, Callable[[DataSet], bytes]] = {"xlsx": _xlsx, "ods": _ods, "csv": _csv}
