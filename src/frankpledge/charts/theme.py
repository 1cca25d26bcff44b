"""One look for page, PDF and Word: colours, type and sizes, from `tokens.toml` and nowhere else.

Every mark carries its colour twice: as an attribute, so that the picture stands alone in a document, and as a class
(`fp-f-area` fills, `fp-s-area` strokes), so that a page in high contrast can repaint it with `contrast_css`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from frankpledge.refusal import Refusal

TOKENS: Final[dict[str, Any]] = tomllib.loads(
    (files("frankpledge.charts") / "tokens.toml").read_text(encoding="utf-8"),
)
FAMILY: Final[str] = TOKENS["font"]["family"]
# Quoted: an unquoted family name may not hold a part that starts with a digit, and the labels then vanish in silence.
FONT: Final[str] = f"'{FAMILY}', {TOKENS['font']['fallback']}"
DOCUMENT_WIDTH: Final[int] = TOKENS["px"]["document_width"]
NARROWEST: Final[int] = 300


@dataclass(frozen=True)
class Sizes:
    """The letter sizes of one picture in pixels: labels, and the small words of axes and notes."""

    label: float
    small: float

    @property
    def line(self) -> float:
        """Return the distance from one line of words to the next."""
        return round(self.label * 1.3, 1)


def sizes(width: int) -> Sizes:
    """Return the letter sizes for a picture of this width.

    A document's picture (600 px, shown at 170 mm) uses 13 and 12 px. Any other width is for a page, where no word is
    under 15 px. Under 300 px a chart cannot be read: ValueError.
    """
    if width < NARROWEST:
        raise ValueError(f"a chart needs at least {NARROWEST} px, not {width}")
    px = TOKENS["px"]
    if width == DOCUMENT_WIDTH:
        return Sizes(px["document_label"], px["document_small"])
    return Sizes(px["page_label"], px["page_label"])


def is_narrow(width: int) -> bool:
    """Return whether words must go above and below the plot instead of beside it."""
    return width < 480


def colour(token: str) -> str:
    """Return the light value of a colour token. An unknown token is a KeyError: no picture has a colour of its own."""
    return str(TOKENS["colour"][token])


def contrast_css(scope: str = '[data-theme="contrast"]') -> str:
    """Return the style rules that repaint inline pictures in high contrast, for the page's own style sheet."""
    rules = []
    for token, value in TOKENS["contrast"].items():
        rules.append(f"{scope} .fp-f-{token}{{fill:{value}}}")
        rules.append(f"{scope} .fp-s-{token}{{stroke:{value}}}")
    return "\n".join(rules) + "\n"


def register_fonts(directory: Path) -> None:
    """Make the bundled letters known to the renderer of PNGs; refused when the directory does not hold them."""
    if not any(directory.glob("SourceSans3-*.ttf")):
        raise Refusal(
            f"The letters of {FAMILY} are not there, so a picture would lose its words.",
            where=directory.name,
            cure="Run: make assets",
        )
    import vl_convert  # noqa: PLC0415  (60 MB of renderer, needed for PNG alone)

    vl_convert.register_font_directory(str(directory))
