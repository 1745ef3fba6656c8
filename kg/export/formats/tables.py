"""Tables of a map: nodes.csv and edges.csv as Gephi's «Import spreadsheet» and Palladio read them; measures.

Lists are JSON, as in GEXF; coordinates stand in two columns for Gephi and in one for Palladio."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kg.export.formats.columns import EDGE_COLUMNS, NODE_COLUMNS, Chart, Value, cell, edge_rows, node_rows
from kg.export.formats.format import MapFormat
from kg.export.formats.spells import node_spells
from kg.export.network.days import union

Row = Sequence[Value]
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip archive can say; the same map is the same bytes."""
_MEASURES = ("node", "label", "class", "neighbours", "strength", "betweenness", "community")


def write(chart: Chart, out: BinaryIO) -> None:
    """A zip archive of the two tables."""
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, rows in _tables(chart):
            member = ZipInfo(name, _EPOCH)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            with (
                archive.open(member, "w", force_zip64=True) as file,
                io.TextIOWrapper(file, "utf-8", newline="") as text,
            ):
                _write(rows, text)


def write_folder(chart: Chart, folder: Path) -> None:
    """The two tables as files of a folder, which is made when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in _tables(chart):
        with (folder / name).open("w", encoding="utf-8", newline="") as text:
            _write(rows, text)


_FOR = "Gephi's «Import spreadsheet», Palladio, Excel: nodes.csv and edges.csv in an archive or a folder"
FORMATS = (MapFormat("csv", "CSV", "application/zip", "zip", _FOR, write=write),)


def measures_table(chart: Chart) -> tuple[Sequence[str], list[Row]]:
    """Head and rows: each node with its measures, the most central first."""
    ranked = sorted(
        zip(node_rows(chart), chart.measures, strict=True),
        key=lambda one: (-(one[1].betweenness or 0), -one[1].neighbours, one[0][0].id),
    )
    return _MEASURES, [
        (node.id, node.label, node.kind, *astuple(own), place.community if place else None)
        for (node, place, _), own in ranked
    ]


def serialised(head: Sequence[str], rows: Iterable[Row], form: str) -> bytes:
    """As «csv», «tsv» or «json»."""
    if form == "json":
        objects = [dict(zip(head, row, strict=True)) for row in rows]
        return (json.dumps(objects, ensure_ascii=False, indent=1) + "\n").encode()
    text = io.StringIO(newline="")
    _write([head, *rows], text, "\t" if form == "tsv" else ",")
    return text.getvalue().encode()


def _tables(chart: Chart) -> Iterator[tuple[str, Iterator[Row]]]:
    yield "nodes.csv", _nodes(chart)
    yield "edges.csv", _edges(chart)


def _nodes(chart: Chart) -> Iterator[Row]:
    yield "Id", "Label", *(column.title for column in NODE_COLUMNS), "Coordinates", "Start", "End", "X", "Y"
    for (node, place, values), spells in zip(node_rows(chart), node_spells(chart.network), strict=True):
        at = None if node.latitude is None or node.longitude is None else f"{node.latitude:.12g},{node.longitude:.12g}"
        yield (
            node.id,
            node.label,
            *values,
            at,
            str(spells[0][0]) if spells else None,
            str(spells[-1][1]) if spells else None,
            place.x if place else None,
            place.y if place else None,
        )


def _edges(chart: Chart) -> Iterator[Row]:
    network = chart.network
    labels = {node.id: node.label for node in network.nodes}
    ends = "Source", "Target", "Type", "Id", "Kind", "Label", "Weight", "Source label", "Target label"
    yield *ends, *(column.title for column in EDGE_COLUMNS), "Start", "End"
    for number, (edge, named, values) in enumerate(edge_rows(network), start=1):
        spell = union(edge.periods)
        yield (
            *(edge.source, edge.target, "Directed", f"e{number}", *named),
            *(edge.weight, labels[edge.source], labels[edge.target]),
            *values,
            str(spell[0].start) if spell else None,
            str(spell[-1].end) if spell else None,
        )


def _write(rows: Iterable[Row], text: "io.TextIOBase", delimiter: str = ",") -> None:
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows(map(cell, row) for row in rows)
