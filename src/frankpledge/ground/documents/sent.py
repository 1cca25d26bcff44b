"""A paper that somebody sent, read in a child process that may use little memory and time: PDF, DOCX or ODT.

What comes back cannot run, fetch or hide anything: of a PDF its pages, redrawn for a screen and read for whoever cannot
see them; of a DOCX or ODT its words, tables and pictures as our own tree. Anything else gets a plain refusal.
"""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frankpledge.ground.documents.blocks import Section
from frankpledge.ground.documents.docx_package import NotADocx, opened
from frankpledge.ground.documents.tree import sections_from_json
from frankpledge.refusal import Refusal

CHILD = "frankpledge.ground.documents.sent_child"
_HOME = Path(__file__).resolve().parents[3]
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_END = 2048
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
_UNPACKED, _MEMBERS = 100_000_000, 2_000
_SAVE = "Save it as PDF, DOCX or ODT, and send that."


@dataclass(frozen=True)
class SentLimits:
    """Bounds on what is taken: bytes, pages, memory, seconds."""

    most_bytes: int = 25_000_000
    pages: int = 150
    memory: int = 512 * 1024 * 1024
    seconds: int = 30


class BadPaper(Refusal):
    """A file that is not taken as a paper, with the reason and the cure."""


@dataclass(frozen=True)
class SentPage:
    """A page of a PDF as it is shown: its words (none where it has no text), and a picture of it as WebP."""

    words: str
    picture: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Sent:
    """A paper as it may be shown. `kind`: pdf, docx or odt. `told`: what was taken out of it, in sentences."""

    kind: str
    content: bytes = b""
    pages: tuple[SentPage, ...] = ()
    sections: tuple[Section, ...] = ()
    told: tuple[str, ...] = ()


def read_sent(content: bytes, *, name: str, limits: SentLimits | None = None) -> Sent:
    """Return what a file holds. Refused, with the reason, the name and the cure, where it is not taken."""
    bounds = limits or SentLimits()
    try:
        kind = _kind(content, bounds)
        with tempfile.TemporaryDirectory(prefix="sent-") as folder:
            return _read(kind, content, Path(folder), bounds)
    except Refusal as refusal:
        raise BadPaper(refusal.reason, where=name[:100], cure=refusal.cure or _SAVE) from None


def _kind(content: bytes, bounds: SentLimits) -> str:
    if not content:
        raise BadPaper("the file is empty.", cure="Send the file with its content.")
    if len(content) > bounds.most_bytes:
        raise BadPaper(
            f"the file has {len(content) / 1e6:.1f} MB, and at most {bounds.most_bytes // 1_000_000} are taken.",
            cure="Make its pictures smaller, or send it in parts.",
        )
    if content.startswith(_PDF):
        return _pdf(content)
    if content.startswith(_ZIP):
        return _office(content)
    raise BadPaper("this is no PDF, DOCX or ODT, whatever its name says.", cure=_SAVE)


def _pdf(content: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise BadPaper("it is a PDF and an archive at once, which no office program writes.", cure="Print it as PDF.")
    if b"%%EOF" not in content[-_END:]:
        raise BadPaper("the PDF is cut short, or something was put behind its end.", cure="Send it again, whole.")
    return "pdf"


def _office(content: bytes) -> str:
    """Return whether an archive is a DOCX or an ODT, once it was looked at; refused where it is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            check_members(members)
            names = {one.filename for one in members}
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                opened(content)
                return "docx"
            if "content.xml" in names and package.read("mimetype").decode("ascii", "replace") == _OPEN_DOCUMENT:
                _check_open_document(package, names)
                return "odt"
    except NotADocx:
        raise
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise BadPaper(
            "the file is cut short, damaged or locked.", cure="Save it again, without a password."
        ) from error
    raise BadPaper("this archive is no DOCX and no ODT.", cure=_SAVE)


def check_members(members: list[zipfile.ZipInfo]) -> None:
    """Refuse an archive that unpacks without end, is locked, or holds a part twice, a pointer, or one that gets out."""
    if len(members) > _MEMBERS or sum(one.file_size for one in members) > _UNPACKED:
        raise BadPaper("the file unpacks to more than a document would.", cure="Make its pictures smaller.")
    if any(one.flag_bits & 1 for one in members):
        raise BadPaper("the file is locked with a password.", cure="Save it without one.")
    names = [one.filename for one in members]
    if len(set(names)) < len(names) or any(map(_gets_out, names)):
        raise BadPaper("the file holds a part twice, or one that reaches outside it.", cure="Save it anew.")
    if any(stat.S_ISLNK(one.external_attr >> 16) for one in members):
        raise BadPaper("the file holds a pointer to another file.", cure="Save it anew.")


def _gets_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or not parts[0] or parts[0].endswith(":")


def _check_open_document(package: zipfile.ZipFile, names: set[str]) -> None:
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise BadPaper("the file holds macros.", cure="Save it without them.")
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise BadPaper("the file is locked with a password.", cure="Save it without one.")
    body = package.read("content.xml")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadPaper("the file declares its own XML entities, which no office program writes.", cure="Save it anew.")


def _read(kind: str, content: bytes, folder: Path, bounds: SentLimits) -> Sent:
    (folder / "sent").write_bytes(content)
    told = in_child(kind, folder, bounds)
    if kind != "pdf":
        return Sent(kind, sections=sections_from_json(told["sections"]), told=tuple(told["told"]))
    pages = tuple(
        SentPage(one["words"], (folder / f"{at}.webp").read_bytes(), one["width"], one["height"])
        for at, one in enumerate(told["pages"])
    )
    return Sent(kind, (folder / "clean.pdf").read_bytes(), pages, told=tuple(told["told"]))


def in_child(kind: str, folder: Path, bounds: SentLimits) -> dict[str, Any]:
    """Return what the child process found in the file `sent` of a folder. Refused with the reason that it gives."""
    given = [kind, str(folder), str(bounds.memory), str(bounds.seconds), str(bounds.pages)]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    paths = os.pathsep.join([str(_HOME), os.environ.get("PYTHONPATH", "")])
    try:
        child = subprocess.run(  # noqa: S603 (our own interpreter and module, no shell)
            [sys.executable, "-m", CHILD, *given],
            capture_output=True,
            timeout=2 * bounds.seconds,
            stdin=subprocess.DEVNULL,
            env={**kept, "PYTHONPATH": paths},
        )
    except subprocess.TimeoutExpired as error:
        raise BadPaper(f"it could not be read within {2 * bounds.seconds} seconds.", cure=_SAVE) from error
    if child.returncode:
        said = child.stdout.decode("utf-8", "replace").strip().splitlines()
        reason, _, cure = (said[-1] if said else "").partition("|")
        raise BadPaper(reason or "it needs more memory or time than a paper may.", cure=cure or "Print it as PDF anew.")
    told: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    return told
