"""A file that somebody sends of themselves: a picture, a PDF or plain words, without what it tells besides.

What is kept is written anew in the child process, in its bounds of memory and time: no place, day or device of a
photograph, no author, no script and nothing attached goes on. The file as it came is kept nowhere.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from frankpledge.ground.documents.kept import KINDS, MEGABYTE, BadFile, look_at, look_first, words_of
from frankpledge.ground.documents.sent import SentLimits, in_child
from frankpledge.ground.documents.sent_child import CLEANED
from frankpledge.refusal import Refusal

MOST_MEGABYTES = 10
NAMED = "JPG, PNG, PDF or TXT"
WHAT_IS_TAKEN = f"{NAMED}, up to {MOST_MEGABYTES} megabytes."
_BOUNDS = SentLimits(most_bytes=MOST_MEGABYTES * MEGABYTE)
_TAKEN = ("jpg", "jpeg", "png", "pdf", "txt")
_ENDINGS = {"jpeg": "jpg"}
# What people send besides, and what they do about it.
_CURES = {
    **dict.fromkeys(("heic", "heif"), "Take a picture of it on the screen, or save it as JPG, and send that."),
    **dict.fromkeys(("doc", "docx", "odt", "pages", "rtf"), "Save it as PDF, or photograph the page, and send that."),
    **dict.fromkeys(("mp4", "mov", "m4a", "mp3", "wav", "3gp"), "Keep it, and say that you have it: we ask for it."),
}


@dataclass(frozen=True)
class Cleaned:
    """A file as it is kept: its kind, how it is called to programs, its bytes, and what its sender should know."""

    kind: str
    media_type: str
    content: bytes
    told: tuple[str, ...] = ()


def cleaned(content: bytes, *, name: str, limits: SentLimits = _BOUNDS) -> Cleaned:
    """Return a file without what it tells besides. Refused, with the reason and the cure, where it is not taken."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if kind not in _TAKEN:
        said = f"a file ending in .{kind[:20]} is not taken." if kind else "its name does not say what it is."
        raise BadFile(said, where=name[:100], cure=_CURES.get(kind, f"Send {NAMED}."))
    if kind == "txt":
        look_at(content, name=name, limits=limits)
        return Cleaned(kind, "text/plain", words_of(content).encode("utf-8"))
    try:
        look_first(content, name=name, limits=limits)
        with tempfile.TemporaryDirectory(prefix="cleaned-") as folder:
            (Path(folder) / "sent").write_bytes(content)
            told = in_child(f"{CLEANED}{kind}", Path(folder), limits)["told"]
            made = (Path(folder) / "clean").read_bytes()
    except Refusal as refusal:
        raise BadFile(refusal.reason, where=name[:100], cure=refusal.cure or "Save it anew, and send that.") from None
    return Cleaned(_ENDINGS.get(kind, kind), KINDS[kind], made, tuple(told))
