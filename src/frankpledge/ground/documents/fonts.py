"""The typefaces of documents: only those that the asset build put beside the stylesheet, never the machine's own."""

from __future__ import annotations

from pathlib import Path

from frankpledge.refusal import Refusal

_BUILT = Path(__file__).resolve().parents[1] / "ui" / "static" / "built" / "fonts"


class FontsMissing(Refusal):
    """The asset build has not run, so that a document would be set in whatever the machine has."""


def font_dir() -> Path:
    """Return the folder of the bundled fonts. Refused, with the cure, where the asset build has not put them there."""
    if not any(_BUILT.glob("*.ttf")):
        raise FontsMissing("the fonts of documents are not built", where=_BUILT.name, cure="Run make assets.")
    return _BUILT
