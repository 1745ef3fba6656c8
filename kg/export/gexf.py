"""GEXF 1.3 in the shape that Gephi, networkx and graphology read whole.

Every edge is directed, with a column that says whether the relation holds both ways; lists are JSON; dates known to the
year or month are widened to whole days, with their precision in a column."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import BinaryIO

from lxml import etree
from pyoxigraph import Store

from kg.export.layout import Place, places
from kg.export.network import Edge, Node, edges_of, edges_of_query, nodes_of
from kg.export.periods import coarsest, union

_GEXF = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"
_NODE_COLUMNS = {
    "iri": ("IRI", "string"),
    "class": ("Class", "string"),
    "label_ru": ("Label (ru)", "string"),
    "label_kk": ("Label (kk)", "string"),
    "label_en": ("Label (en)", "string"),
    "latitude": ("Latitude", "double"),
    "longitude": ("Longitude", "double"),
    "community": ("Community", "integer"),
    "neighbours": ("Neighbours", "integer"),
}
_EDGE_COLUMNS = {
    "predicate": ("Predicate", "string"),
    "symmetric": ("Symmetric", "boolean"),
    "precision": ("Date precision", "string"),
    "quotes": ("Quotes", "liststring"),
    "speakers": ("Speakers", "liststring"),
    "sources": ("Sources", "liststring"),
}
_COLOURS = {
    "Person": (214, 39, 40),
    "Country": (31, 119, 180),
    "Region": (44, 160, 44),
    "City": (255, 127, 14),
    "Organisation": (148, 103, 189),
    "Corridor": (140, 86, 75),
    "Agreement": (227, 119, 194),
    "Event": (188, 189, 34),
    "Project": (23, 190, 207),
    "Feature": (65, 105, 130),
}
_GREY = (127, 127, 127)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORD_JOINER = "\u2060"


def write(store: Store, out: BinaryIO, query: str | None = None, *, drawn: Mapping[str, bool]) -> None:
    """The entities tied by drawn properties, or by the rows of a SELECT with ?source and ?target."""
    edges = edges_of(store, drawn) if query is None else edges_of_query(store, query, drawn)
    nodes = nodes_of(store, edges)
    position = {node.id: number for number, node in enumerate(nodes)}
    layout = places(len(nodes), [(position[e.source], position[e.target], e.weight) for e in edges])
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("gexf", {"version": "1.3"}, nsmap={None: _GEXF, "viz": _VIZ}):
            with xml.element("meta"):
                _leaf(xml, "creator", text="kg")
                _leaf(xml, "description", text="How regions cooperate")
            with xml.element("graph", _graph(edges)):
                _columns(xml, "node", _NODE_COLUMNS)
                _columns(xml, "edge", _EDGE_COLUMNS)
                with xml.element("nodes"):
                    for node, place in zip(nodes, layout, strict=True):
                        _node(xml, node, place)
                with xml.element("edges"):
                    kinds = _kinds({edge.predicate for edge in edges})
                    for number, edge in enumerate(edges, start=1):
                        _edge(xml, f"e{number}", edge, kinds[edge.predicate])
    out.write(b"\n")


def _graph(edges: Sequence[Edge]) -> dict[str, str]:
    dated = any(edge.periods for edge in edges)
    return {
        "defaultedgetype": "directed",
        "mode": "dynamic" if dated else "static",
        "timeformat": "date",
        "timerepresentation": "interval",
        "timezone": "UTC",
        "idtype": "string",
    }


def _node(xml: "etree._IncrementalFileWriter", node: Node, place: Place) -> None:
    red, green, blue = _COLOURS.get(node.kind, _GREY)
    values = {
        "iri": _kept_iri(node.id),
        "class": node.kind,
        "label_ru": _kept(node.labels.get("ru", "")),
        "label_kk": _kept(node.labels.get("kk", "")),
        "label_en": _kept(node.labels.get("en", "")),
        "latitude": "" if node.latitude is None else str(node.latitude),
        "longitude": "" if node.longitude is None else str(node.longitude),
        "community": str(place.community),
        "neighbours": str(place.degree),
    }
    xml.write("\n")
    with xml.element("node", {"id": _one_line(node.id), "label": _one_line(node.label) or _one_line(node.id)}):
        _leaf(xml, f"{{{_VIZ}}}size", {"value": f"{4 + 4 * sqrt(place.degree):.2f}"})
        _leaf(xml, f"{{{_VIZ}}}position", {"x": str(place.x), "y": str(place.y)})
        _leaf(xml, f"{{{_VIZ}}}color", {"r": str(red), "g": str(green), "b": str(blue), "a": "1"})
        _values(xml, values)


def _edge(xml: "etree._IncrementalFileWriter", number: str, edge: Edge, kind: str) -> None:
    values = {
        "predicate": _kept_iri(edge.predicate),
        "symmetric": "true" if edge.symmetric else "false",
        "precision": coarsest(edge.precisions) if edge.precisions else "",
        "quotes": _list(edge.quotes),
        "speakers": _list(sorted(edge.speakers)),
        "sources": _list(sorted(edge.sources)),
    }
    ends = {"source": _one_line(edge.source), "target": _one_line(edge.target)}
    xml.write("\n")
    with xml.element("edge", {"id": number, **ends, "kind": kind, "label": kind, "weight": f"{edge.weight:g}"}):
        if edge.periods:
            with xml.element("spells"):
                for spell in union(edge.periods):
                    _leaf(xml, "spell", {"start": spell.start.isoformat(), "end": spell.end.isoformat()})
        _values(xml, values)


def _kinds(predicates: Iterable[str]) -> dict[str, str]:
    """The end of each predicate; the whole of them all when two end alike, for Gephi merges edges of one kind."""
    whole = {predicate: _one_line(predicate) for predicate in predicates}
    ends = {predicate: re.split("[#/]", line.rstrip("#/"))[-1] or line for predicate, line in whole.items()}
    return ends if len(set(ends.values())) == len(ends) else whole


def _columns(xml: "etree._IncrementalFileWriter", kind: str, columns: Mapping[str, tuple[str, str]]) -> None:
    with xml.element("attributes", {"class": kind, "mode": "static"}):
        for name, (title, form) in columns.items():
            _leaf(xml, "attribute", {"id": name, "title": title, "type": form})


def _values(xml: "etree._IncrementalFileWriter", values: Mapping[str, str]) -> None:
    with xml.element("attvalues"):
        for name, value in values.items():
            if value:
                _leaf(xml, "attvalue", {"for": name, "value": value})


def _leaf(
    xml: "etree._IncrementalFileWriter", name: str, attributes: Mapping[str, str] | None = None, text: str = ""
) -> None:
    with xml.element(name, attributes or {}):
        if text:
            xml.write(text)


def _one_line(text: str) -> str:
    """Without the characters XML cannot hold, white space as XML readers give it back."""
    return " ".join(_NOT_XML.sub("", text).split())


def _kept(text: str) -> str:
    """Gephi reads «INF» in any value as infinity, and «null» as none: an invisible WORD JOINER keeps them words."""
    line = _one_line(text).replace("INF", f"IN{_WORD_JOINER}F")
    return line + _WORD_JOINER if line.lower() == "null" else line


def _kept_iri(iri: str) -> str:
    """As `_kept`, by percent-encoding, which names the same resource."""
    return _one_line(iri).replace("INF", "I%4EF")


def _list(items: Sequence[str]) -> str:
    return json.dumps([_kept(item) for item in items], ensure_ascii=False) if items else ""
