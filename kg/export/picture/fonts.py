"""The letters of a picture: how wide a text is, and the font as a picture carries it.

The font comes with the package, so a picture looks alike wherever it is made or opened; data/README.md has its source.
"""

import base64
import io
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

FAMILY = "Noto Sans"
Weight = Literal[400, 600]
_FILES: dict[Weight, str] = {400: "NotoSans-Regular.ttf", 600: "NotoSans-SemiBold.ttf"}
_ELLIPSIS = "…"


def paths() -> list[str]:
    return [str(_path(weight)) for weight in _FILES]


def width(text: str, size: float, weight: Weight = 400) -> float:
    advances, other = _advances(weight)
    return sum(0 if unicodedata.combining(letter) else advances.get(ord(letter), other) for letter in text) * size


def wrapped(text: str, size: float, widest: float, lines: int, weight: Weight = 400) -> list[str]:
    """The text in at most so many lines, broken between words where it can be; what does not fit ends in «…»."""
    broken: list[str] = []
    words = text.split()
    while words:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size, weight) <= widest:
            line += f" {words.pop(0)}"
        if len(broken) == lines - 1 and words:
            line += f" {words[0]}"
            words = []
        broken.append(_cut(line, size, widest, weight))
        if broken[-1] != line and len(broken) == lines:
            break
    return broken


def embedded(letters: Mapping[Weight, Collection[str]]) -> str:
    """CSS with the glyphs of these letters and no others."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{base64.b64encode(_subset(weight, letters[weight])).decode()})}}"
        for weight in sorted(letters)
    )


def _cut(line: str, size: float, widest: float, weight: Weight) -> str:
    if width(line, size, weight) <= widest:
        return line
    while line and width(line + _ELLIPSIS, size, weight) > widest:
        line = line[: min(len(line) - 1, 200)]
    return line.rstrip(" ,;:(«—-–") + _ELLIPSIS


def _subset(weight: Weight, letters: Collection[str]) -> bytes:
    # A server draws few pictures, and it takes ten megabytes.
    from fontTools import subset

    options = subset.Options(layout_features=["kern", "mark", "ccmp"], hinting=False, notdef_outline=True)
    with subset.load_font(str(_path(weight)), options) as font:
        font.recalcTimestamp = False
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=sorted(map(ord, letters)))
        chosen.subset(font)
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


@cache
def _advances(weight: Weight) -> tuple[dict[int, float], float]:
    """The width of each letter in ems, and of a letter that the font lacks."""
    from fontTools.ttLib import TTFont

    with TTFont(_path(weight), lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = {code: font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return widths, 1.0


def _path(weight: Weight) -> Path:
    return Path(str(files("kg.export.picture") / "data" / _FILES[weight]))
