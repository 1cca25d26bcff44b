"""A corpus of files that must be refused, by class: what is wrong, how to make one, and what the answer must say."""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator

import xlsxwriter

from tests.lake.bad_tables import Bad, Make, bad_tables
from tests.lake.files import (
    OUTCOMES_HEADER,
    STREET_HEADER,
    stops_text,
    street_name,
    street_row,
    street_text,
    zipped,
)


def _lines(*rows: str, header: str = STREET_HEADER) -> Make:
    return lambda: "\n".join([header, *rows, ""]).encode()


def _changed(row: int, column: int, value: str, *, rows: int = 10) -> Make:
    """Return a street file of which one value is changed, in a file where one bad row of ten is too many."""

    def make() -> bytes:
        lines = street_text(rows).split("\n")
        fields = lines[row].split(",")
        fields[column] = value
        lines[row] = ",".join(fields)
        return "\n".join(lines).encode()

    return make


def _header(old: str, new: str) -> Make:
    return lambda: street_text().replace(STREET_HEADER, STREET_HEADER.replace(old, new)).encode()


def _text(text: str) -> Make:
    return text.encode


def _zip_with(name: str, content: str = "", *, link: bool = False, locked: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = ((stat.S_IFLNK if link else stat.S_IFREG) | 0o644) << 16
        archive.writestr(member, content or street_text())
    data = bytearray(out.getvalue())
    if locked:
        data[6] |= 1
        data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _damaged_zip() -> bytes:
    data = bytearray(zipped({street_name(): street_text(400)}))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    return bytes(data)


def _bomb() -> bytes:
    return zipped({"2025-01-fenshire-street.csv": b"0" * 12_000_000})


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", street_text(5, month="2024-01"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # zipfile's own, about what is done here on purpose
            archive.writestr("a.csv", street_text(6, month="2024-01"))
    return out.getvalue()


def workbook(rows: list[list[object]], *, corner: tuple[int, int] | None = None, name: str = "Sheet1") -> bytes:
    """Return a workbook of one sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    if corner:
        sheet.write(*corner, "here")
    book.close()
    return out.getvalue()


def street_rows(rows: int) -> list[list[object]]:
    """Return a street file as rows of cells."""
    return [list(line.split(",")) for line in street_text(rows).split("\n") if line]


def _rewritten(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a workbook with the XML of its sheet changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename.endswith("sheet1.xml") else content)
    return out.getvalue()


def _without_dimension(data: bytes) -> bytes:
    """Return a workbook that does not say how far its sheet reaches."""
    return _rewritten(data, lambda content: re.sub(rb"<dimension[^>]*/>", b"", content))


def _with_entity(data: bytes) -> bytes:
    return _rewritten(data, lambda xml: xml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>', 1))


def _open_document(body: str) -> bytes:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


_REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000">'
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)
_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
_MIXED = (
    street_text(10).replace("Lane 0", "Café 0").encode()
    + street_row(11).replace("Lane", "Café").encode("cp1252")
    + b"\n"
)


def _truncated() -> bytes:
    return street_text(10).encode()[:-60]


def corpus() -> Iterator[Bad]:
    """Yield every bad file."""
    yield from _containers()
    yield from _texts()
    yield from _street()
    yield from _others()
    yield from _sheets()
    yield from bad_tables()


def _containers() -> Iterator[Bad]:
    yield Bad("empty", "empty.csv", lambda: b"", "empty")
    yield Bad("empty zip", "empty.zip", lambda: zipped({}), "empty")
    yield Bad("cut zip", "cut.zip", lambda: zipped({street_name(): street_text(400)})[:-30], "cut short or damaged")
    yield Bad("damaged zip member", "damaged.zip", _damaged_zip, "cut short or damaged")
    yield Bad("zip bomb", "bomb.zip", _bomb, "made to fill the disk")
    yield Bad("gzip bomb", "bomb.csv.gz", lambda: gzip.compress(b"0" * 12_000_000), "made to fill the disk")
    yield Bad("cut gzip", "cut.csv.gz", lambda: gzip.compress(street_text(50).encode())[:-20], "cut short or damaged")
    yield Bad("empty gzip", "empty.csv.gz", lambda: gzip.compress(b""), "empty")
    yield Bad("zip slip", "slip.zip", lambda: _zip_with("../../etc/street.csv"), "outside the archive")
    yield Bad("zip slip with backslash", "slip2.zip", lambda: _zip_with("..\\street.csv"), "outside the archive")
    yield Bad("absolute name", "absolute.zip", lambda: _zip_with("/etc/street.csv"), "outside the archive")
    yield Bad("drive letter", "drive.zip", lambda: _zip_with("C:/street.csv"), "outside the archive")
    yield Bad(
        "link in zip", "link.zip", lambda: _zip_with("street.csv", "/etc/passwd", link=True), "a link, not a file"
    )
    yield Bad("locked zip", "locked.zip", lambda: _zip_with("street.csv", locked=True), "encrypted")
    yield Bad(
        "zip in zip", "nested.zip", lambda: zipped({"in.zip": zipped({"a.csv": street_text()})}), "inside an archive"
    )
    yield Bad(
        "gzip in zip", "nested2.zip", lambda: zipped({"in.gz": gzip.compress(b"a,b\n1,2\n")}), "inside an archive"
    )
    yield Bad("name twice in zip", "twice.zip", _twice, "lists this name twice")
    yield Bad("empty member", "member.zip", lambda: zipped({"a.csv": ""}), "empty")
    yield Bad(
        "zip of nothing known", "odd.zip", lambda: zipped({"readme.txt": "Hello there,\nyou\n"}), "no reader knows"
    )
    yield Bad("tar", "data.tar", lambda: bytes(257) + b"ustar\x0000" + bytes(300), "tar archive")
    yield Bad("7z", "data.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), "packed in a way")
    yield Bad("rar", "data.rar", lambda: b"Rar!\x1a\x07" + bytes(50), "packed in a way")
    yield Bad("bzip2", "data.csv.bz2", lambda: b"BZh91AY" + bytes(50), "packed in a way")


def _texts() -> Iterator[Bad]:
    page = "<!DOCTYPE html>\n<html><body>Sign in</body></html>"
    yield Bad("web page as CSV", street_name(), _text(page), "a web page")
    yield Bad("old web page", "page.csv", _text("  <HTML><p>404</p></HTML>"), "a web page")
    yield Bad("XML", "data.csv", _text('<?xml version="1.0"?><rows/>'), "XML")
    yield Bad("PDF", "report.csv", lambda: b"%PDF-1.7\n" + bytes(90), "PDF")
    yield Bad("picture", "map.csv", lambda: _PICTURE, "a picture")
    yield Bad("photograph", "photo.csv", lambda: b"\xff\xd8\xff\xe0" + bytes(90), "a picture")
    yield Bad("program", "setup.csv", lambda: b"\x7fELF" + bytes(90), "a program")
    yield Bad("database", "data.csv", lambda: b"SQLite format 3\x00" + bytes(90), "a database")
    yield Bad("Parquet", "data.csv", lambda: b"PAR1" + bytes(90), "Parquet")
    yield Bad("rich text", "data.csv", lambda: rb"{\rtf1 hello}", "text document")
    yield Bad(
        "old Excel", "data.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password-protected Office"
    )
    yield Bad("Word document", "data.docx", lambda: zipped({"word/document.xml": "<w/>"}), "text document or slides")
    yield Bad("JSON", "data.json", _text('{"crimes": [1, 2]}'), "JSON")
    yield Bad("blank", "blank.csv", _text("\n\n   \n"), "blank")
    yield Bad("blank first line", "blank.csv", _text("\n" + street_text()), "first line is blank", 1)
    yield Bad("semicolons", "semi.csv", _text(street_text().replace(",", ";")), "parted by semicolons", 1)
    yield Bad("tabs", "tabs.csv", _text(street_text().replace(",", "\t")), "parted by tabs", 1)
    yield Bad("bars", "bars.csv", _text(street_text().replace(",", "|")), "parted by bars", 1)
    yield Bad("binary among text", "nul.csv", lambda: street_text().encode() + b"\x00\x00\n", "no text", 22)
    yield Bad("UTF-16 without mark", "wide.csv", lambda: street_text().encode("utf-16-le"), "no text", 1)
    yield Bad("UTF-32", "wide.csv", lambda: street_text().encode("utf-32"), "UTF-32")
    yield Bad("cut UTF-16", "wide.csv", lambda: street_text().encode("utf-16")[:-1], "neither as UTF-8 nor as UTF-16")
    yield Bad("mixed encodings", street_name(), lambda: _MIXED, "encoded in two ways", 12)
    yield Bad("no encoding", street_name(), lambda: street_text().encode() + b"\x81\x8d,x\n", "nor as Windows-1252", 22)


def _street() -> Iterator[Bad]:
    yield Bad("header alone", street_name(), _lines(), "a header and no rows", 1)
    yield Bad("no header", street_name(), _text("\n".join(street_text().split("\n")[1:])), "first line holds values", 1)
    yield Bad("column twice", street_name(), _header("Context", "Location"), "stands twice in the header", 1)
    yield Bad("column twice in other case", street_name(), _header("Context", "MONTH"), "stands twice in the header", 1)
    yield Bad("no Month", street_name(), _header("Month", "Period"), "no column 'Month'", 1)
    yield Bad("no Reported by", street_name(), _header("Reported by", "Force"), "no column 'Reported by'", 1)
    yield Bad("breaks off", street_name(), _truncated, "breaks off", 11)
    yield Bad("short rows", street_name(), _lines(*["a,b,c"] * 3), "3 fields where the header has 12", 2)
    yield Bad("long row", street_name(), _changed(4, 6, "a,b"), "13 fields where the header has 12", 5)
    yield Bad("no month in a row", street_name(), _changed(3, 1, ""), "Month is blank", 4)
    yield Bad("thirteenth month", street_name(), _changed(3, 1, "2025-13"), "'2025-13' is no month", 4)
    yield Bad("month in words", street_name(), _changed(3, 1, "Jan 2025"), "'Jan 2025' is no month", 4)
    yield Bad("year 1025", street_name(), _changed(3, 1, "1025-01"), "is no month", 4)
    yield Bad("no force in a row", street_name(), _changed(5, 2, ""), "Reported by is blank", 6)
    yield Bad("no type in a row", street_name(), _changed(5, 9, ""), "Crime type is blank", 6)
    yield Bad("longitude in words", street_name(), _changed(6, 4, "west"), "'west' is no number", 7)
    yield Bad("latitude beyond the pole", street_name(), _changed(6, 5, "152.1"), "outside -90 to 90", 7)
    yield Bad("latitude not a number", street_name(), _changed(6, 5, "NaN"), "outside -90 to 90", 7)
    yield Bad("latitude infinite", street_name(), _changed(6, 5, "inf"), "outside -90 to 90", 7)
    yield Bad("quotation mark never closed", street_name(), _changed(3, 6, '"On or near'), "quotation mark", 4)
    yield Bad(
        "future month",
        street_name("2026-02"),
        _text(street_text(month="2026-02")),
        "2026-02, which has not yet come",
        2,
    )
    yield Bad("far future", street_name("2999-01"), _text(street_text(month="2099-12")), "its name says 2999-01")
    yield Bad(
        "another month than its name", street_name("2024-11"), _text(street_text(month="2024-10")), "name says 2024-11"
    )
    yield Bad(
        "another force than its name",
        "2024-09-norfolk-street.csv",
        _text(street_text(month="2024-09")),
        "name says norfolk",
    )
    yield Bad(
        "a force of nearly the same name",
        "2024-08-north-yorkshire-street.csv",
        _text(street_text(month="2024-08", force="South Yorkshire Police")),
        "its name says north-yorkshire, its rows say south-yorkshire",
    )
    yield Bad(
        "spreadsheet dates", street_name(), _text(street_text().replace("2025-01", "01/01/2025")), "is no month", 2
    )


def _others() -> Iterator[Bad]:
    times = ("2025-01-03T02:02:00+00:00",)
    wrong = ("2025-01-03T02:02:00+00:00", "3 January 2025")
    yield Bad("stops of nobody", "stops.csv", _text(stops_text(times)), "does not say its force")
    yield Bad("stops of no month", "fenshire-stop-and-search.csv", _text(stops_text(times)), "does not say its force")
    in_words = _text(stops_text(wrong))
    yield Bad("stops dated in words", "2025-01-fenshire-stop-and-search.csv", in_words, "no date and time", 3)
    yield Bad(
        "stops of an impossible hour",
        "2025-01-hill-stop-and-search.csv",
        _text(stops_text(("2025-01-03T27:02:00+00:00",))),
        "dates cannot be read",
    )
    yield Bad(
        "stops of another month",
        "2024-06-fenshire-stop-and-search.csv",
        _text(stops_text(times)),
        "its name says 2024-06",
    )
    yield Bad(
        "future stops",
        "2027-01-fenshire-stop-and-search.csv",
        _text(stops_text(("2027-01-03T02:02:00+00:00",))),
        "2027-01, which has not yet come",
    )
    yield Bad(
        "outcomes without type",
        "o.csv",
        _lines("x,2025-01,A Police,A Police,,,,,,", header=OUTCOMES_HEADER),
        "blank",
        2,
    )
    yield Bad(
        "outcomes, no Month", "o.csv", _lines("x,Charged", header="Crime ID,Outcome type"), "no column 'Month'", 1
    )
    yield Bad("table of something else", "plan.csv", _lines("a,b", header="Action,Owner"), "no reader knows", 1)
    yield Bad("one long line", "long.csv", _text("x" * 200_000 + "\n"), "cannot be read as a table", 1)


def _sheets() -> Iterator[Bad]:
    yield Bad(
        "sheet of something else", "plan.xlsx", lambda: workbook([["Action", "Owner"], ["a", "b"]]), "no reader knows"
    )
    yield Bad(
        "sheet with a far corner", "far.xlsx", lambda: workbook([["a"]], corner=(1_048_575, 16_383)), "reaches to cell"
    )
    yield Bad(
        "sheet with a hidden corner",
        "far.xlsx",
        lambda: _without_dimension(workbook([["a"]], corner=(1_048_575, 16_383))),
        "reaches to cell",
    )
    yield Bad("sheet with entities", "entity.xlsx", lambda: _with_entity(workbook([["a"]])), "XML entities")
    yield Bad("empty sheet", "none.xlsx", lambda: workbook([]), "no reader knows any of its sheets")
    yield Bad("cut sheet", "cut.xlsx", lambda: workbook(street_rows(30))[:-40], "damaged")
    yield Bad("workbook without sheets", "husk.xlsx", lambda: zipped({"xl/workbook.xml": "<x/>"}), "cannot be read")
    yield Bad("sheet with a bad row", "bad.xlsx", lambda: workbook([*street_rows(5), ["x", "y"]]), "cannot be read")
    yield Bad("OpenDocument sheet repeated", "rep.ods", lambda: _open_document(_REPEATED), "repeats its cells")
    yield Bad("OpenDocument sheet broken", "broken.ods", lambda: _open_document("<table:table-row>"), "no whole XML")
    yield Bad("locked workbook", "locked.xlsx", lambda: _zip_with("xl/workbook.xml", "<x/>", locked=True), "password")
    yield Bad("sheet bomb", "bomb.xlsx", lambda: zipped({"xl/workbook.xml": b"<" * 30_000_000}), "unpacks to more")
    yield Bad("zip header alone", "stub.zip", lambda: b"PK\x03\x04" + struct.pack("<H", 20) + bytes(60), "damaged")
