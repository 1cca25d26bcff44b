"""The typefaces of documents: only those that the asset build put beside the stylesheet, never the machine's own."""

from __future__ import annotations

from pathlib import Path

from frankpledge.refusal import Refusal

_BUILT = Path(__file__).resolve().parents[1] / "ui" / "static" / "built" / "fonts"
_WEB = {400: "SourceSans3-Regular.woff2", 600: "SourceSans3-Semibold.woff2"}


class FontsMissing(Refusal):
    """The asset build has not run, so that a document would be set in whatever the machine has."""


def font_dir() -> Path:
    """Return the folder of the bundled fonts. Refused, with the cure, where the asset build has not put them there."""
    if not any(_BUILT.glob("*.ttf")):
        raise FontsMissing("the fonts of documents are not built", where=_BUILT.name, cure="Run make assets.")
    return _BUILT


def web_fonts() -> dict[int, bytes]:
    """Return the bundled typeface for a page that stands alone, by weight. Refused where it is not built."""
    font_dir()
    try:
        return {weight: (_BUILT / name).read_bytes() for weight, name in _WEB.items()}
    except FileNotFoundError as missing:
        raise FontsMissing(
            "the fonts of documents are not built", where=Path(str(missing.filename)).name, cure="Run make assets."
        ) from None
