"""Writes kg/export/picture/data from its sources: python scripts/build_picture_data.py --source DIR

DIR holds the npm packages world-atlas 2.0.2 and @expo-google-fonts/noto-sans 0.4.2, each as `npm pack` gives it
(*.tgz). Needs fonttools and shapely; kg/export/picture/data/README.md says what comes out, and under which licences."""

import argparse
import io
import json
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

from fontTools import subset
from shapely.geometry import LineString, Polygon

DATA = Path(__file__).resolve().parent.parent / "kg" / "export" / "picture" / "data"
WEIGHTS = {"Regular": 400, "SemiBold": 600}
LETTERS = (
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x259, *range(0x218, 0x21C), *range(0x370, 0x530),
    *range(0x1E00, 0x1F00), *range(0x2010, 0x2028), 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x20B8, 0x20BD,
    0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0xFFFD,
)  # fmt: skip
TOLERANCE = 0.03
"""Degrees by which a simplified outline may miss the source's."""
SMALLEST = 0.02
"""Square degrees; islands below are left out."""
ANTARCTICA = "010"


def packed(folder: Path, package: str, member: str) -> bytes:
    (archive,) = folder.glob(f"*{package}*.tgz")
    with tarfile.open(archive) as files:
        found = files.extractfile(f"package/{member}")
        assert found is not None
        return found.read()


def font(source: bytes) -> bytes:
    """The letters that texts of the field are written in, without the tables for other scripts."""
    features = ["kern", "mark", "mkmk", "ccmp"]
    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True, name_IDs=["*"])
    loaded = subset.load_font(io.BytesIO(source), options)
    loaded.recalcTimestamp = False
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=LETTERS)
    chosen.subset(loaded)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def outlines(topology: dict[str, Any]) -> dict[str, Any]:
    (x_step, y_step), (x_zero, y_zero) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_step + x_zero, y * y_step + y_zero))
        line = LineString(points).simplify(TOLERANCE)
        arcs.append([(round(lon * 100), round(lat * 100)) for lon, lat in line.coords])

    def ring(numbers: list[int]) -> list[tuple[int, int]]:
        parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
        return [parts[0][0], *(point for part in parts for point in part[1:])]

    used: Counter[int] = Counter()
    rings: list[list[int]] = []
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") == ANTARCTICA:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            shape = ring(polygon[0])
            if len(shape) < 4 or Polygon(shape).area < SMALLEST * 10_000:
                continue
            rings += polygon
            for number in (number for numbers in polygon for number in numbers):
                used[number if number >= 0 else ~number] += 1
    kept = {number: place for place, number in enumerate(sorted(used))}
    return {
        "arcs": [deltas(arcs[number]) for number in kept],
        "rings": [[kept[n] if n >= 0 else ~kept[~n] for n in numbers] for numbers in rings],
        "borders": [kept[number] for number in kept if used[number] > 1],
    }


def deltas(points: list[tuple[int, int]]) -> list[int]:
    flat = [*points[0]]
    for (x, y), (before_x, before_y) in zip(points[1:], points, strict=False):
        flat += [x - before_x, y - before_y]
    return flat


def main() -> None:
    parser = argparse.ArgumentParser(description="Write kg/export/picture/data.")
    parser.add_argument("--source", type=Path, required=True, help="folder with the npm packages")
    source = parser.parse_args().source
    for name, weight in WEIGHTS.items():
        member = f"{weight}{name}/NotoSans_{weight}{name}.ttf"
        (DATA / f"NotoSans-{name}.ttf").write_bytes(font(packed(source, "noto-sans", member)))
    (DATA / "OFL.txt").write_bytes(packed(source, "noto-sans", "LICENSE_FONT"))
    world = outlines(json.loads(packed(source, "world-atlas", "countries-50m.json")))
    lines = ",\n".join(f'"{name}": {json.dumps(part, separators=(",", ":"))}' for name, part in world.items())
    (DATA / "outlines.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
