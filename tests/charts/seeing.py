"""What a test sees of a picture: its words with their places, its shapes, its ids."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from frankpledge.charts.lettering import text_width

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Written:
    """One line of words with the rectangle that its letters fill."""

    words: str
    size: float
    weight: int
    left: float
    top: float
    right: float
    bottom: float
    colour: str

    def overlaps(self, other: Written) -> bool:
        return (
            self.left + 0.5 < other.right
            and other.left + 0.5 < self.right
            and self.top + 0.5 < other.bottom
            and other.top + 0.5 < self.bottom
        )


def root_of(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def written(svg: str) -> list[Written]:
    """Return the words in reading order of the file, without the halos beneath them."""
    found = []
    for text in root_of(svg).iter(f"{SVG}text"):
        if text.get("aria-hidden"):
            continue
        size, weight = float(text.get("font-size")), int(text.get("font-weight"))
        wide = text_width(text.text, size, weight)
        left = float(text.get("x")) - {"start": 0.0, "middle": wide / 2, "end": wide}[text.get("text-anchor", "start")]
        foot = float(text.get("y"))
        place = (left, foot - 0.7 * size, left + wide, foot + 0.05 * size)
        found.append(Written(text.text, size, weight, *place, text.get("class").removeprefix("fp-f-")))
    return found


def said(svg: str) -> str:
    """Return all words of the picture in one string."""
    return " ".join(w.words for w in written(svg))


def shapes(svg: str, tag: str, **attributes: str) -> list[etree._Element]:
    """Return the elements of a kind whose attributes are as given (class_ for class, stroke_width for stroke-width)."""
    wanted = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}
    found = [e for e in root_of(svg).iter(f"{SVG}{tag}") if not _in_defs(e)]
    return [e for e in found if all(e.get(k) == v for k, v in wanted.items())]


def _in_defs(element: etree._Element) -> bool:
    return any(a.tag in {f"{SVG}defs", f"{SVG}pattern", f"{SVG}clipPath"} for a in element.iterancestors())


def points_of(path: etree._Element) -> list[tuple[float, float]]:
    """Return the points of a path of straight lines."""
    text = path.get("d").replace("M", " ").replace("L", " ").replace("Z", " ")
    return [tuple(map(float, pair.split(","))) for pair in text.split()]
