"""Opening a DOCX that somebody sent: its body and the targets of its links, and nothing that could do harm.

No macros, no document type, no entity, no reach outside; sizes are looked at before anything is unpacked.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from frankpledge.ground.documents.docx_written import W
from frankpledge.refusal import Refusal

_LARGEST, _UNPACKED, _MEMBERS = 20_000_000, 100_000_000, 2_000
_BODY, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


class NotADocx(Refusal):
    """A file that is not a Word document that may be read."""


def opened(content: bytes) -> tuple[etree._Element, Mapping[str, str]]:
    """Return the body of a DOCX, and the address of every link by its identifier."""
    if len(content) > _LARGEST:
        raise NotADocx(f"the file is over {_LARGEST // 1_000_000} MB.", cure="Take its large pictures out.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check(package)
            body = _xml(package, _BODY).find(f"{W}body")
            relations = _xml(package, _RELATIONS) if _RELATIONS in package.namelist() else ()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotADocx("this is not a Word document (DOCX).", cure="Save it as DOCX and bring it again.") from error
    if body is None:
        raise NotADocx("the document has no words.", where=_BODY)
    return body, {one.get("Id", ""): one.get("Target", "") for one in relations if one.get("TargetMode") == "External"}


def _check(package: zipfile.ZipFile) -> None:
    members = package.infolist()
    if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED:
        raise NotADocx("the file unpacks to more than a document would.", cure="Save it anew as DOCX.")
    if any(member.flag_bits & 1 for member in members):
        raise NotADocx("the file is encrypted.", cure="Save it without a password.")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise NotADocx("the file holds a part twice.", cure="Save it anew as DOCX.")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names) or b"macroEnabled" in _part(
        package, _TYPES
    ):
        raise NotADocx("the file holds macros.", cure="Save it as DOCX, which has none.")


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, never more of it than the package says that there is."""
    with package.open(name) as part:
        content = part.read(_UNPACKED + 1)
    if len(content) > package.getinfo(name).file_size:
        raise NotADocx("the file is larger than it says.", where=name, cure="Save it anew as DOCX.")
    return content


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_part(package, name), parser)
    except etree.XMLSyntaxError as error:
        raise NotADocx("a part of the file cannot be read.", where=name, cure="Save it anew as DOCX.") from error
    if root.getroottree().docinfo.doctype:
        raise NotADocx("the file declares a document type, which no Word document does.", where=name)
    return root
