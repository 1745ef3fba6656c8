"""The colours of maps and pages, as colour-blind eyes see them.

What a dichromat sees is computed with the matrices of Machado, Oliveira and Fernandes 2009
(doi:10.1109/TVCG.2009.113) for severity 1.0, in linear RGB; how far apart two colours are, by CIEDE2000 (Sharma, Wu,
Dalal 2005, doi:10.1002/col.20070)."""

import re
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.export.formats.colours import OTHER, node_colours, strokes
from kg.server.view.rendering import STATIC
from tests.export.charts import ONTOLOGY

Colour = NDArray[np.float64]
APART = 15.0
SEEN: dict[str, list[list[float]]] = {
    "usual": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
_XYZ = np.array([[0.412456, 0.357576, 0.180438], [0.212673, 0.715152, 0.072175], [0.019334, 0.119192, 0.950304]])
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> Colour:
    part = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour) -> Colour:
    share = _XYZ @ np.clip(colour, 0, 1) / _WHITE
    x, y, z = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one: Colour, other: Colour) -> float:
    """CIEDE2000 of two colours in L*a*b*."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    t = 1 - 0.17 * np.cos(np.radians(hue - 30)) + 0.24 * np.cos(np.radians(2 * hue))
    t += 0.32 * np.cos(np.radians(3 * hue + 6)) - 0.2 * np.cos(np.radians(4 * hue - 63))
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / np.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * c)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2) / (1 + 0.015 * c * t)
    rotation = -2 * np.sqrt(c**7 / (c**7 + 25.0**7)) * np.sin(np.radians(60 * np.exp(-(((hue - 275) / 25) ** 2))))
    return float(np.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh))


def contrast(one: str, other: str) -> float:
    """That of WCAG 2."""
    darker, lighter = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


PUBLISHED = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Pairs 1, 17, 9, 25 and 34 of the article's table 1."""


@pytest.mark.parametrize(("one", "other", "expected"), PUBLISHED)
def test_differences_are_those_published(one: Colour, other: Colour, expected: float) -> None:
    assert difference(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)


def of_pages(dark: bool) -> dict[str, str]:
    css = (STATIC / "pages.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([A-Z]\w+): light-dark\((#\w{6}), (#\w{6})\)", css)
    return {name: pair[dark] for name, *pair in pairs}


MAPS = {**node_colours(ONTOLOGY), "Other": OTHER}
PALETTES = [("maps", MAPS, "#ffffff"), ("light", of_pages(False), "#ffffff"), ("dark", of_pages(True), "#1e2125")]


@pytest.mark.parametrize(("name", "colours", "paper"), PALETTES, ids=[name for name, *_ in PALETTES])
def test_any_two_classes_can_be_told_apart(name: str, colours: dict[str, str], paper: str) -> None:
    assert set(colours) == set(MAPS)
    for eyes, matrix in SEEN.items():
        seen = {kind: lab(np.array(matrix) @ linear(colour)) for kind, colour in colours.items()}
        close = [
            (eyes, *pair, round(apart, 1))
            for pair in combinations(seen, 2)
            if (apart := difference(seen[pair[0]], seen[pair[1]])) < APART
        ]
        assert close == []
    assert [(kind, colour) for kind, colour in colours.items() if contrast(colour, paper) < 3] == []


def test_pages_in_the_light_have_the_colours_of_maps() -> None:
    assert of_pages(False) == MAPS


def test_any_two_kinds_of_ties_can_be_told_apart() -> None:
    """By colour, or by their dashes as a second sign."""
    drawn = strokes(ONTOLOGY, [found.iri for found in ONTOLOGY.properties.values() if found.colour])
    assert len(drawn) > 10
    for matrix in SEEN.values():
        for (one, stroke), (other, beside) in combinations(drawn.items(), 2):
            seen = [lab(np.array(matrix) @ linear(colour)) for colour in (stroke.colour, beside.colour)]
            assert difference(*seen) >= APART or stroke.dash != beside.dash, (one, other)
