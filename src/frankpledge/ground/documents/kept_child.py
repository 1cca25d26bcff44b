"""A file that is to be kept, looked at in the child process: what in it would run, fetch or hide, and what it shows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
from lxml import etree
from PIL import ExifTags, Image

from frankpledge.ground.documents.sent_pdf import kinds_in, opened
from frankpledge.refusal import Refusal

_MOST_DOTS = 60_000_000
_LARGEST_PART = 50_000_000
_RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BODIES = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
_OPEN_KINDS = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
_SAVE = "Save it anew, without that."
_RUNS_IN_PDF = (
    (("/JavaScript", "/JS", "/XFA"), "it holds scripts."),
    (("/Launch", "/ImportData", "/SubmitForm"), "it starts a program, or sends something away, when it is opened."),
    (("/EmbeddedFile",), "it carries files of its own."),
    (("/RichMedia", "/Movie", "/Sound"), "it holds films or sounds."),
)
_MACROS = re.compile(r"vba(?:project\.bin|data\.xml)$|(?:^|/)(?:basic|scripts)/|macrosheets/|/activex/", re.IGNORECASE)
_PROGRAM = re.compile(r"\.(?:bin|exe|dll|js|vbs|bat|cmd|ps1|scr|jar|lnk)$", re.IGNORECASE)
_SETTINGS = re.compile(r"(?:printersettings|customproperty)\d*\.bin$", re.IGNORECASE)
_STARTS = re.compile(
    rb"<w:instrText[^>]*>[^<]*\bDDE(?:AUTO)?\b|w:instr=\"[^\"]*\bDDE(?:AUTO)?\b|<(?:\w+:)?ddeLink\b|vnd\.sun\.star\.script:",
    re.IGNORECASE,
)
_TELLS = (
    ("xlsx", re.compile(rb"<(?:\w+:)?sheet\b[^>]*\bstate=\"(?:hidden|veryHidden)\""), "It has a hidden sheet."),
    ("ods", re.compile(rb"table:display=\"false\""), "It has a hidden sheet."),
    ("docx", re.compile(rb"<w:(?:ins|del|commentReference)\b"), "It has tracked changes or remarks."),
    ("odt", re.compile(rb"<text:tracked-changes\b|<office:annotation\b"), "It has tracked changes or remarks."),
)
_ELSEWHERE = "It draws figures from another workbook."
_WITHIN = "It carries a whole workbook or document within, as behind a chart."


class NotKept(Refusal):
    """A file that is not kept."""


def looked_at(kind: str, path: Path) -> dict[str, object]:
    """Return what a sender should know of a file. Refused where something in it would run, fetch or cannot be read."""
    if kind == "pdf":
        told = list(_pdf(path))
    elif kind in ("png", "jpg", "jpeg"):
        told = list(_picture(path))
    else:
        told = list(_package(kind, path))
    return {"told": list(dict.fromkeys(told))}


def _pdf(path: Path) -> Iterator[str]:
    with opened(path) as source:
        found = set(kinds_in(source))
        for marks, words in _RUNS_IN_PDF:
            if found & set(marks):
                raise NotKept(words, cure="Print it as PDF anew, and send that.")
        if "/Annot" in found and _noted(source):
            yield "It has notes on its pages."


def _noted(source: pikepdf.Pdf) -> bool:
    plain = {pikepdf.Name.Link, pikepdf.Name.Widget}
    return any(note.get("/Subtype") not in plain for page in source.pages for note in page.obj.get("/Annots", []))


def _picture(path: Path) -> Iterator[str]:
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _MOST_DOTS:
                raise NotKept("the picture has more dots than any screen shows.", cure="Make it smaller.")
            found.load()
            if found.getexif().get_ifd(ExifTags.IFD.GPSInfo):
                yield "The picture says where it was taken."
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotKept("the picture is damaged, and cannot be opened.", cure="Save it anew.") from None


# ---- what office programs write ------------------------------------------------------------------------------------


def _package(kind: str, path: Path) -> Iterator[str]:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            _check_kind(kind, package, names)
            _check_names(names)
            for name in names:
                if name.lower().endswith((".xml", ".rels", ".rdf")):
                    yield from _part(kind, name, _content(package, name))
            if any("/embeddings/" in name or name.startswith("Object ") for name in names):
                yield _WITHIN
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotKept("the file is cut short or damaged.", cure="Save it again, and send it whole.") from error


def _check_kind(kind: str, package: zipfile.ZipFile, names: list[str]) -> None:
    if kind in _BODIES:
        right = _BODIES[kind] in names and "[Content_Types].xml" in names
        if right and b"macroEnabled" in _content(package, "[Content_Types].xml"):
            raise NotKept("the file holds macros.", cure="Save it without them.")
    else:
        said = _content(package, "mimetype").decode("ascii", "replace") if "mimetype" in names else ""
        right = said == f"application/vnd.oasis.opendocument.{_OPEN_KINDS[kind]}" and "content.xml" in names
        if right and b"encryption-data" in _content(package, "META-INF/manifest.xml"):
            raise NotKept("the file is locked with a password.", cure="Save it without one.")
    if not right:
        raise NotKept(f"this archive is no {kind.upper()}, whatever its name says.", cure="Send it under its name.")


def _check_names(names: list[str]) -> None:
    for name in names:
        if _MACROS.search(name):
            raise NotKept("the file holds macros.", where=name, cure="Save it without them.")
        if _PROGRAM.search(name) and not _SETTINGS.search(name):
            raise NotKept("the file carries a program or an object of another program.", where=name, cure=_SAVE)


def _content(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, never more of it than a part may have."""
    with package.open(name) as part:
        content = part.read(_LARGEST_PART + 1)
    if len(content) > _LARGEST_PART:
        raise NotKept("a part of the file is larger than any document's.", where=name, cure="Send it in parts.")
    return content


def _part(kind: str, name: str, content: bytes) -> Iterator[str]:
    root = _xml(name, content)
    if _STARTS.search(content):
        raise NotKept("the file starts something when it is opened.", where=name, cure=_SAVE)
    if name.endswith(".rels"):
        yield from _reached(name, root)
    yield from (words for of, pattern, words in _TELLS if of == kind and pattern.search(content))


def _xml(name: str, content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise NotKept("a part of the file cannot be read.", where=name, cure="Save it anew.") from None
    if root.getroottree().docinfo.doctype:
        raise NotKept("the file declares its own XML entities, which no office program writes.", cure="Save it anew.")
    return root


def _reached(name: str, root: etree._Element) -> Iterator[str]:
    """Yield what a file draws from elsewhere; refused where it would be fetched unasked."""
    for one in root.iter(_RELATED):
        given: Mapping[str, str] = {str(key): str(value) for key, value in one.attrib.items()}
        if given.get("TargetMode") != "External":
            continue
        kind = given.get("Type", "").rpartition("/")[2]
        if kind in ("externalLinkPath", "externalLink"):
            yield _ELSEWHERE
        elif kind != "hyperlink":
            raise NotKept("the file fetches something from elsewhere when it is opened.", where=name, cure=_SAVE)
