"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

# A member that only this kind of workbook has; both are zip archives to look at.
SHEETS: dict[str, str] = {"xlsx": "xl/workbook.xml", "xlsb": "xl/workbook.bin", "ods": "content.xml"}
# And one that only these documents have.
DOCUMENTS: tuple[str, ...] = ("word/document.xml", "ppt/presentation.xml")

_FIRST_BYTES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"PAR1", "parquet"),
    (b"SQLite format 3\x00", "database"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ", "packed"),
    (b"\x28\xb5\x2f\xfd", "packed"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_TEXT_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<?xml", "xml"),
    (b"{\\rtf", "rtf"),
)

REFUSED: dict[str, tuple[str, str]] = {
    "pdf": ("it is a PDF, not data.", "Ask its publisher for the CSV."),
    "ole": (
        "it is an old or password-protected Office file.",
        "Open it, save it as .xlsx without a password (or as CSV), and load that.",
    ),
    "document": ("it is a text document or slides, not data.", "Load the CSV or the spreadsheet."),
    "image": ("it is a picture, not data.", "Load the file that the picture was made from."),
    "parquet": ("it is a Parquet file, which no reader here expects.", "Load the CSV that it was made from."),
    "database": ("it is a database, not a data file.", "Export the table as CSV and load that."),
    "tar": ("it is a tar archive.", "Unpack it and load the files, or pack them as zip."),
    "packed": ("it is packed in a way that is not read here.", "Unpack it and load the files, or pack them as zip."),
    "program": ("it is a program, not data.", "Load the data file."),
    "html": ("it is a web page, not data: the download perhaps needed a sign-in or failed.", "Download it again."),
    "xml": ("it is XML, which no reader here expects.", "Load the CSV."),
    "rtf": ("it is a text document, not data.", "Load the CSV."),
    "xlsb": ("it is a binary workbook.", "Open it, save it as .xlsx, and load that."),
}


def kind_of(head: bytes) -> str:
    """Return the kind of file that begins with these bytes; "text" where nothing says otherwise."""
    for mark, kind in _FIRST_BYTES:
        if head.startswith(mark):
            return kind
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, kind in _TEXT_MARKS:
        if plain.startswith(mark):
            return kind
    return "tar" if head[257:262] == b"ustar" else "text"
