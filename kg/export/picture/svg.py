"""Elements of an SVG 1.1 page, and which letters stand on it."""

import unicodedata
from collections.abc import Iterable, Mapping

from lxml import etree

from kg.export.lines import xml_text
from kg.export.picture import fonts

PAPER, LAND, COAST, BORDER, SEA = "#ffffff", "#eeeae1", "#d5cfc2", "#c9c2b4", "#f4f8fa"
INK, QUIET = "#1f2328", "#5c6570"

_SVG = "http://www.w3.org/2000/svg"
_JOINERS = "\u200c\u200d"


class Page:
    """A sheet, whose size may be known last."""

    def __init__(self, title: str) -> None:
        self.root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
        leaf(self.root, "title", text=title)
        self._style = leaf(self.root, "style")
        leaf(self.root, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
        self._letters: dict[fonts.Weight, set[str]] = {}

    def resize(self, width: int, height: int) -> None:
        """In pixels."""
        size = {"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"}
        self.root.attrib.update(size)

    def text(
        self,
        parent: etree._Element,
        at: tuple[float, float],
        words: str,
        size: float,
        *,
        weight: fonts.Weight = 400,
        colour: str = INK,
        anchor: str = "start",
    ) -> None:
        line = shown(words)
        self._letters.setdefault(weight, set()).update(line)
        attributes = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}", "font-size": f"{size:.1f}", "fill": colour}
        if weight != 400:
            attributes["font-weight"] = str(weight)
        if anchor != "start":
            attributes["text-anchor"] = anchor
        leaf(parent, "text", attributes, line)

    def written(self) -> bytes:
        self._style.text = f"text{{font-family:'{fonts.FAMILY}',sans-serif}}{fonts.embedded(self._letters)}"
        return bytes(etree.tostring(self.root, xml_declaration=True, encoding="utf-8")) + b"\n"


def shown(text: str) -> str:
    """One line without what XML cannot hold and without marks that turn the direction of writing."""
    line = " ".join(xml_text(text).split())
    return "".join(letter for letter in line if unicodedata.category(letter) != "Cf" or letter in _JOINERS)


def leaf(
    parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_SVG}}}{name}", dict(attributes or {}))
    if text:
        element.text = xml_text(text)
    return element


def path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
