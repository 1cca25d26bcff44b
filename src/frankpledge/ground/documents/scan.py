"""What hides in a file that is about to leave: sheets, rows, names, comments, formulas, who wrote it, what it loads.

The real breach of this trade is the hidden worksheet. Every file that goes out is made fresh by us, and is opened once
more here before it goes, as somebody who looks for more than is shown would open it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

import pikepdf
from lxml import etree

from frankpledge.ground.documents.listing import FORMULA
from frankpledge.refusal import Refusal

ANYBODY = "*"
_SAYS = "it says of itself"
_OFFICE = ("xlsx", "docx", "pptx")
_OPEN = ("ods", "odt")
_PERSONS = ("creator", "lastModifiedBy", "initial-creator", "manager", "company", "category", "description", "keywords")
_NOT_OURS = re.compile(
    r"(vbaProject|/embeddings/|/externalLinks/|/customXml/|connections\.xml|pivotCache|/activeX/|Basic/)"
)
_COMMENTS = re.compile(r"(^|/)(comments?\d*|threadedComments?|commentAuthors|persons?)(/|\d*\.xml$)", re.IGNORECASE)
# Names that a sheet needs to print its heads again, or to filter, say nothing besides.
_PLAIN_NAMES = re.compile(r"^_xlnm\.(Print_Titles|Print_Area|_FilterDatabase)$")
_EXIF = (b"Exif\x00\x00", b"eXIf", b"tEXt", b"iTXt", b"zTXt")
_CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SECURE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class NotClean(Refusal):
    """A file holds more than it shows, and does not leave."""


def check_clean(content: bytes, form: str, *, author: str = "") -> bytes:
    """Return a file as it is, refused where it holds more than it shows. `author` is the body that it may name.

    `ANYBODY` is for a file that was made, and looked through with its author, before: it may name one body, whichever.
    """
    found = findings(content, form, author=author)
    if found:
        raise NotClean(
            f"The file holds more than it shows: {'; '.join(found[:5])}.",
            cure="Tell the administrator: it is a fault of ours.",
        )
    return content


def findings(content: bytes, form: str, *, author: str = "") -> tuple[str, ...]:
    """Return all that a file of a form (csv, pdf, xlsx, docx, pptx, ods, odt) holds besides what it shows, in words.

    As who wrote it a file may name one body, the `author`, and no person.
    """
    if form == "csv":
        return tuple(_in_csv(content))
    if form == "pdf":
        return tuple(_in_pdf(content))
    if form not in (*_OFFICE, *_OPEN):
        return ()
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return ("it is not whole",)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = dict.fromkeys(_in_package(package, _of_office if form in _OFFICE else _of_open))
    if author == ANYBODY:
        author = next((one.partition(": ")[2] for one in found if one.startswith(f"{_SAYS} creator: ")), "")
    own = {f"{_SAYS} {name}: {author}" for name in _PERSONS if author}
    return tuple(one for one in found if one not in own)


def _in_pdf(content: bytes) -> Iterator[str]:
    """Yield what a PDF starts, carries or has noted upon it. What it says of itself is in its words as well."""
    with pikepdf.open(io.BytesIO(content)) as told:
        if told.attachments:
            yield f"{len(told.attachments)} files are attached to it"
        if "/OpenAction" in told.Root or "/AA" in told.Root or "/JavaScript" in told.Root.get("/Names", {}):
            yield "it starts something when it is opened"
        for page in told.pages:
            kinds = {str(one.get("/Subtype")) for one in page.get("/Annots", [])}
            if kinds - {"/Link"}:
                yield f"page {page.index + 1} has notes on it"


def _in_csv(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8-sig")
    for number, row in enumerate(csv.reader(io.StringIO(text, newline="")), 1):
        if any(cell.startswith(FORMULA) and not _is_number(cell) for cell in row):
            yield f"line {number} begins like a formula"


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-\d+(\.\d+)?", cell) is not None


def _in_package(package: zipfile.ZipFile, look: Callable[[str, etree._Element], Iterator[str]]) -> Iterator[str]:
    for name in package.namelist():
        if _NOT_OURS.search(name):
            yield f"{name} is in it"
        if _COMMENTS.search(name):
            yield f"comments are in it ({name})"
        part = package.read(name)
        if PurePosixPath(name).suffix in {".xml", ".rels"} and part.strip():
            yield from look(name, etree.fromstring(part, etree.XMLParser(**_SECURE)))
        elif PurePosixPath(name).suffix.lower() in {".jpg", ".jpeg", ".png"} and any(m in part[:4096] for m in _EXIF):
            yield f"the picture {name} tells more than it shows"


def _local(one: etree._Element) -> str:
    return etree.QName(one).localname if isinstance(one.tag, str) else ""


def _given(one: etree._Element, name: str) -> str:
    return next((value for key, value in one.attrib.items() if etree.QName(key).localname == name), "")


def _of_office(name: str, root: etree._Element) -> Iterator[str]:
    for one in root.iter():
        local = _local(one)
        if name.startswith("docProps/"):
            yield from _of_properties(name, local, one)
        elif name.endswith(".rels"):
            yield from _of_relation(name, one)
        elif name.startswith("xl/"):
            yield from _of_workbook(name, local, one)
        else:
            yield from _of_writing(name, local, one)


def _of_relation(name: str, one: etree._Element) -> Iterator[str]:
    if _given(one, "TargetMode") == "External" and not _given(one, "Type").endswith("/hyperlink"):
        yield f"{name} loads {_given(one, 'Target')}"


def _of_writing(name: str, local: str, one: etree._Element) -> Iterator[str]:
    if local in {"ins", "del", "moveFrom", "moveTo"} and _given(one, "author"):
        yield f"{name} has tracked changes"
    elif local == "vanish" and name == "word/document.xml" and _given(one, "val") not in {"0", "false"}:
        yield f"{name} has hidden text"
    elif local == "sld" and _given(one, "show") == "0":
        yield f"{name} is a hidden slide"


def _of_properties(name: str, local: str, one: etree._Element) -> Iterator[str]:
    text = (one.text or "").strip()
    if name == "docProps/custom.xml" and local == "property":
        yield f"it has the property {_given(one, 'name')}"
    if local in _PERSONS and text:
        yield f"{_SAYS} {local}: {text}"


def _of_workbook(name: str, local: str, one: etree._Element) -> Iterator[str]:
    if local == "sheet" and _given(one, "state") not in {"", "visible"}:
        yield f"the sheet {_given(one, 'name')} is hidden"
    elif local == "definedName" and not _PLAIN_NAMES.match(_given(one, "name")):
        yield f"it names {_given(one, 'name')}"
    elif local in {"row", "col"} and _given(one, "hidden") in {"1", "true"}:
        yield f"{name} has a hidden {'row' if local == 'row' else 'column'}"
    elif local == "f" and (one.text or _given(one, "t")):
        yield f"{name} has a formula"


def _of_open(name: str, root: etree._Element) -> Iterator[str]:
    for one in root.iter():
        local = _local(one)
        if name == "meta.xml":
            yield from _of_properties(name, local, one)
            if local == "user-defined":
                yield f"it has the property {_given(one, 'name')}"
        elif local in {"annotation", "tracked-changes"}:
            yield f"{name} has {'a comment' if local == 'annotation' else 'tracked changes'}"
        elif any(key.startswith(_CELL) and key.endswith("}formula") for key in one.attrib):
            yield f"{name} has a formula"
        elif _given(one, "visibility") in {"collapse", "filter"} or (
            local == "table-properties" and _given(one, "display") == "false"
        ):
            yield f"{name} has something hidden"
        elif local in {"named-range", "named-expression"}:
            yield f"it names {_given(one, 'name')}"
