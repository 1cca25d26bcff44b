"""Pictures from outside: an SVG is taken in only if it draws, and neither runs, fetches nor links.

The elements and the kinds of reference that may stand in a picture are listed; everything else is refused, so that no
chart can carry a script into the HTML edition or a file into the PDF.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from frankpledge.charts import theme
from frankpledge.charts.pictures import svg_to_png
from frankpledge.ground.documents.fonts import font_dir
from frankpledge.refusal import Refusal

_SPACE = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DRAWS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("clipPath", "mask", "pattern", "marker", "linearGradient", "radialGradient", "stop", "image"),
    }
)
# A picture of dots inside a drawing, which fetches nothing: only PNG, which holds no words to run.
_DOTS = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+")
_REFERENCE = re.compile(r"url\(\s*['\"]?(?P<target>[^)'\"]*)['\"]?\s*\)", re.IGNORECASE)
_PARSER = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


class UnsafePicture(Refusal):
    """An SVG that is broken, or that holds more than a drawing."""


@dataclass(frozen=True)
class Drawing:
    """A picture that was looked through, with its size in pixels."""

    root: etree._Element
    width: float
    height: float


@lru_cache(maxsize=256)
def drawing(svg: str) -> Drawing:
    """Return the picture, or refuse it: what may stand in it is listed, everything else is unsafe."""
    try:
        root = etree.fromstring(svg.encode(), etree.XMLParser(**_PARSER))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafePicture(f"the picture is not an SVG: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise UnsafePicture("the picture declares a document type")
    if root.tag != f"{{{_SPACE}}}svg":
        raise UnsafePicture("the picture's root is not svg")
    for element in root.iter():
        _check_element(element)
    return Drawing(root, *_size(root))


def inline(svg: str, *, name: str, description: str) -> str:
    """Return the picture for a page: ids made its own, sized by the page, one image with one description."""
    root = copy.deepcopy(drawing(svg).root)
    size = drawing(svg)
    for element in root.iter():
        for attribute in list(element.attrib):
            if attribute == "role" or attribute.startswith("aria-"):
                del element.attrib[attribute]
            else:
                element.set(attribute, _own(attribute, element.attrib[attribute], name))
    for told in [child for child in root if etree.QName(child).localname in ("title", "desc")]:
        root.remove(told)
    for attribute in ("width", "height", "style", "class"):
        root.attrib.pop(attribute, None)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {size.width:g} {size.height:g}")
    root.set("role", "img")
    root.set("aria-label", description)
    return str(etree.tostring(root, encoding="unicode"))


def decoration(svg: str) -> str:
    """Return a picture for a page that says nothing: hidden from whoever cannot see it."""
    root = copy.deepcopy(drawing(svg).root)
    for attribute in ("role", "aria-label", "aria-labelledby"):
        root.attrib.pop(attribute, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return str(etree.tostring(root, encoding="unicode"))


def cropped(svg: str, *, top: float, bottom: float) -> str:
    """Return the band of a picture between two parts of its height, from 0 at the top to 1."""
    size = drawing(svg)
    root = copy.deepcopy(size.root)
    high = size.height * (bottom - top)
    root.set("viewBox", f"0 {size.height * top:g} {size.width:g} {high:g}")
    root.set("width", f"{size.width:g}")
    root.set("height", f"{high:g}")
    return str(etree.tostring(root, encoding="unicode"))


@lru_cache(maxsize=64)
def png(svg: str, *, scale: float = 2) -> bytes:
    """Return the picture as PNG, set in the bundled fonts, at `scale` pixels for each of its own."""
    drawing(svg)
    _fonts_for_pictures()
    return svg_to_png(svg, scale=scale)


@lru_cache(maxsize=1)
def _fonts_for_pictures() -> None:
    theme.register_fonts(font_dir())


def _check_element(element: etree._Element) -> None:
    if not isinstance(element.tag, str) or etree.QName(element).namespace != _SPACE:
        raise UnsafePicture("the picture holds something that is not SVG")
    local = etree.QName(element).localname
    if local not in _DRAWS:
        raise UnsafePicture(f"a picture may not hold <{local}>")
    for attribute, value in element.attrib.items():
        name = etree.QName(attribute).localname.lower()
        if name.startswith("on"):
            raise UnsafePicture(f"a picture may not run anything ({name})")
        dots = local == "image" and _DOTS.fullmatch(value)
        if name == "href" and not value.startswith("#") and not dots:
            raise UnsafePicture("a picture may not point outside itself")
        if any(not match["target"].startswith("#") for match in _REFERENCE.finditer(value)):
            raise UnsafePicture("a picture may not fetch anything")


def _own(attribute: str, value: str, name: str) -> str:
    """Return the value with ids, and references to them, made the picture's own."""
    if attribute == "id":
        return f"{name}-{value}"
    if attribute in ("href", _XLINK):
        return f"#{name}-{value[1:]}" if value.startswith("#") else value
    return _REFERENCE.sub(lambda match: f"url(#{name}-{match['target'][1:]})", value)


def _size(root: etree._Element) -> tuple[float, float]:
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = [root.get("width", ""), root.get("height", "")]
    try:
        if len(box) == 4:
            width, height = float(box[2]), float(box[3])
        else:
            width, height = (float(side.removesuffix("px")) for side in sides)
    except ValueError:
        width = height = 0.0
    if not (0 < width < 100_000 and 0 < height < 100_000):
        raise UnsafePicture("the picture does not say how large it is")
    return width, height
