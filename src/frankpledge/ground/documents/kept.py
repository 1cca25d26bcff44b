"""A file that is kept as it came: looked at, so that nothing in it runs, fetches or unpacks without end.

It is kept byte for byte and given out again to be saved, never shown. Whatever opens it is not ours, hence what is
refused: programs in it (macros, scripts, fields that start something), locks, a file that is two kinds at once, parts
that get out or are fetched. What an honest sender may have overlooked (a hidden sheet, remarks, the place of a
photograph) is told, not refused.
"""

from __future__ import annotations

import email
import email.policy
import io
import re
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from frankpledge.ground.documents.sent import SentLimits, check_members, in_child
from frankpledge.ground.documents.sent_child import LOOKED_AT
from frankpledge.refusal import Refusal

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 10
_BOUNDS = SentLimits(most_bytes=MOST_MEGABYTES * MEGABYTE)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# The ending of each kind, and what a program is told that it is.
KINDS: Mapping[str, str] = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": f"{_OPEN}.text",
    "ods": f"{_OPEN}.spreadsheet",
    "odp": f"{_OPEN}.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "eml": "message/rfc822",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
NAMED = "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, CSV, TXT, EML, PNG or JPG"
WHAT_IS_KEPT = f"{NAMED}, up to {MOST_MEGABYTES} megabytes, without macros, scripts or a password."
_PACKAGES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
_WORDS = frozenset({"csv", "txt", "eml"})
_BEGINS = {"pdf": b"%PDF-", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "jpeg": b"\xff\xd8\xff"}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG_ENDS = b"IEND\xaeB`\x82"
_END, _START = 2048, 1024
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|svg|script|\?php|body|iframe)", re.IGNORECASE)
_SCRIPT = re.compile(rb"<(?:script|\?php|iframe|html)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
# A cell that asks another program (=cmd|'…'!A1) or an address (=WEBSERVICE(…)).
_STARTS_SOMETHING = re.compile(
    r"(?:^|[,;\t\"])\s*[=+\-@](?:[\w.()+*]{1,60}\|\s*'|[^,;\t\n]{0,60}\b(?:WEBSERVICE|IMPORTXML|IMPORTDATA)\()",
    re.MULTILINE | re.IGNORECASE,
)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class BadFile(Refusal):
    """A file that is not kept, with the reason and the cure."""


@dataclass(frozen=True)
class Kept:
    """What a file is: its kind by its ending, how it is called to programs, and what its sender should know of it."""

    kind: str
    media_type: str
    told: tuple[str, ...] = ()


def look_at(content: bytes, *, name: str, limits: SentLimits = _BOUNDS) -> Kept:
    """Return what a file is. Refused, with the reason, the file's name and the cure, where it is not kept."""
    try:
        kind = _kind(content, name, limits)
        told = _look(kind, content, limits)
    except Refusal as refusal:
        raise BadFile(refusal.reason, where=name[:100], cure=refusal.cure or _save(name)) from None
    return Kept(kind, KINDS[kind], told)


def look_first(content: bytes, *, name: str, limits: SentLimits = _BOUNDS) -> str:
    """Return the kind of a file by its name and first bytes; refused where they disagree, or it is too large."""
    return _kind(content, name, limits)


def _save(name: str) -> str:
    return f"Send {NAMED}." if _ending(name) not in KINDS else "Save it anew, and send that."


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _kind(content: bytes, name: str, bounds: SentLimits) -> str:
    """Return the kind that a name says, once the first bytes agree with it."""
    kind = _ending(name)
    if kind not in KINDS:
        said = f"a file ending in .{kind[:20]} is not kept." if kind else "its name has no ending that says what it is."
        raise BadFile(said, cure=f"Send {NAMED}.")
    if not content:
        raise BadFile("the file is empty.", cure="Send the file with its content.")
    if len(content) > bounds.most_bytes:
        most = bounds.most_bytes / MEGABYTE
        raise BadFile(
            f"the file has {len(content) / MEGABYTE:.1f} megabytes, and at most {most:g} are kept.",
            cure="Make its pictures smaller, or send it in parts.",
        )
    if content.startswith(_OLD_OFFICE):
        raise BadFile(
            "it is locked with a password, or of an old kind of Office (DOC, XLS, PPT).",
            cure="Save it as DOCX, XLSX or PPTX, without a password.",
        )
    begins = b"PK\x03\x04" if kind in _PACKAGES else _BEGINS.get(kind, b"")
    if not content.startswith(begins):
        raise BadFile(f"this is no {kind.upper()}, whatever its name says.", cure="Send it under its right name.")
    _check_one_kind(kind, content)
    return kind


def _check_one_kind(kind: str, content: bytes) -> None:
    """Refuse a file that is whole, and something else besides."""
    if kind in _PACKAGES:
        return
    if zipfile.is_zipfile(io.BytesIO(content)) or (kind != "pdf" and b"%PDF-" in content[:_START]):
        raise BadFile(
            f"it is a {kind.upper()} and something else at once, which no honest program writes.", cure="Save it anew."
        )
    if kind == "pdf" and b"%%EOF" not in content[-_END:]:
        raise BadFile("the PDF is cut short, or something was put behind its end.", cure="Send it again, whole.")
    if kind == "png" and not content.endswith(_PNG_ENDS):
        raise BadFile("the picture is cut short, or something was put behind its end.", cure="Save it anew.")
    if kind in ("png", "jpg", "jpeg") and _SCRIPT.search(content):
        raise BadFile("the picture holds a script.", cure="Save it anew, as a picture alone.")


def _look(kind: str, content: bytes, bounds: SentLimits) -> tuple[str, ...]:
    if kind in _WORDS:
        _check_words(kind, content)
        return ()
    if kind in _PACKAGES:
        _check_package(content)
    with tempfile.TemporaryDirectory(prefix="kept-") as folder:
        (Path(folder) / "sent").write_bytes(content)
        return tuple(in_child(f"{LOOKED_AT}{kind}", Path(folder), bounds)["told"])


def _check_package(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_members(package.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise BadFile("the file is cut short or damaged.", cure="Save it again, and send it whole.") from None


def _check_words(kind: str, content: bytes) -> None:
    """Refuse a file of words that is none, or that a program would run."""
    words = words_of(content)
    if not words.strip():
        raise BadFile("the file is empty but for blanks.", cure="Send the file with its content.")
    if _CONTROL.search(words):
        raise BadFile("it is no text: it holds signs that no text has.", cure="Send it under its right name.")
    if _MARKUP.match(words):
        raise BadFile("it is a web page or a drawing, which may run scripts.", cure="Print it as PDF, and send that.")
    if kind == "csv" and _STARTS_SOMETHING.search(words):
        raise BadFile(
            "a cell of it would start a program when a spreadsheet opens it.", cure="Take the formula out of that cell."
        )
    if kind == "eml":
        _check_mail(content)


def words_of(content: bytes) -> str:
    """Return a text in UTF-8, in UTF-16 that says so, or in the letters of Windows."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise BadFile("its letters cannot be read.", cure="Save it as text in UTF-8.") from None
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        raise BadFile("its letters cannot be read.", cure="Save it as text in UTF-8.") from None


def _check_mail(content: bytes) -> None:
    message = email.message_from_bytes(content, policy=email.policy.default)
    if not message.get("From") or not (message.get("Date") or message.get("Subject")):
        raise BadFile("this is no e-mail: it does not say from whom.", cure="Save the message from your mail program.")
    if any(part.get_filename() for part in message.walk()):
        raise BadFile("the e-mail carries files of its own.", cure="Send these themselves, and the message without.")
