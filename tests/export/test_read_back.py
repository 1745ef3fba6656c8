"""Every format read back by a program that is not ours: the same nodes, edges and attributes."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import networkx
import pytest
from pyoxigraph import Store

from kg.export.formats.columns import EDGE_COLUMNS, NODE_COLUMNS, charted, edge_rows, node_rows
from kg.export.lines import one_line
from tests.export.charts import network, read, written
from tests.graph import Graph

READER = Path(__file__).parent / "graphology"
needs_node = pytest.mark.skipif(
    not (shutil.which("node") and (READER / "node_modules").is_dir()),
    reason="no node, or no node_modules in tests/export/graphology: npm ci --ignore-scripts",
)
Nodes = dict[str, dict[str, Any]]
Edges = dict[tuple[str, str, str], dict[str, Any]]
_JOINER = "\u2060"


def hostile() -> Store:
    """Words that trip readers, as labels and as quotes."""
    graph = Graph()
    labels = [
        "«a» \"b\" 'c'",
        "a\x00\x0bb",
        "INFO INF",
        "a | b, c; d",
        "[a] \\ & <d> ]]>",
        "👩‍👩‍👧",
        "=1+1",
        "я" * 10_000,
    ]
    for number, label in enumerate(labels):
        graph.entity(f"city/{number}", "City", label, label.upper())
        text = graph.document(str(number), f"{label}. Да.", f"20{number:02}-01-01", f"city/{number}")
        text.claim(f"city/{number}", "sisterCityOf", "city/0", f"{label}. Да")
    return graph.store()


@pytest.fixture(scope="module", params=["cooperation", "hostile"])
def drawn(request: pytest.FixtureRequest, store: Store) -> Store:
    return store if request.param == "cooperation" else hostile()


def expected(drawn: Store) -> tuple[Nodes, Edges]:
    """What a map tells: values that are not empty, text in one line."""
    chart = charted(network(drawn), layout=True)
    nodes = {
        node.id: _told(NODE_COLUMNS, values) | {"label": one_line(node.label)} for node, _, values in node_rows(chart)
    }
    edges = {
        (edge.source, edge.target, edge.predicate): _told(EDGE_COLUMNS, values) | {"weight": edge.weight}
        for edge, _, values in edge_rows(chart.network)
    }
    return nodes, edges


def _told(columns: Any, values: Any) -> dict[str, Any]:
    lined = [list(map(one_line, one)) if isinstance(one, tuple) else one for one in values]
    return {
        column.id: one_line(value) if isinstance(value, str) else value
        for column, value in zip(columns, lined, strict=True)
        if value not in (None, "", [])
    }


def _known(attributes: dict[str, Any], columns: Any, also: str, key: str = "id") -> dict[str, Any]:
    """The attributes by the ids of columns, lists unpacked, guards against Gephi's readings taken off."""
    found: dict[str, Any] = {also: attributes[also]}
    for column in columns:
        value = attributes.get(getattr(column, key))
        if value in (None, "", []):
            continue
        if column.type == "liststring" and isinstance(value, str):
            value = json.loads(value)
        found[column.id] = value
    plain: dict[str, Any] = json.loads(json.dumps(found, ensure_ascii=False).replace(_JOINER, ""))
    return plain


def test_gexf_in_networkx(drawn: Store) -> None:
    graph = read(written(drawn))
    nodes, edges = expected(drawn)
    assert {key: _known(told, NODE_COLUMNS, "label", "title") for key, told in graph.nodes(data=True)} == nodes
    found = {
        (s, t, told["Predicate"]): _known(told, EDGE_COLUMNS, "weight", "title")
        for s, t, told in graph.edges(data=True)
    }
    assert found == edges


@needs_node
@pytest.mark.parametrize("form", ["gexf", "graphology"])
def test_graphology(drawn: Store, form: str) -> None:
    command = ["node", str(READER / "read.cjs"), form]
    result = subprocess.run(command, input=written(drawn, form=form), capture_output=True, check=True, timeout=60)
    graph = json.loads(result.stdout)
    nodes, edges = expected(drawn)
    assert {one["key"]: _known(one["attributes"], NODE_COLUMNS, "label") for one in graph["nodes"]} == nodes
    told = {(one["source"], one["target"], one["attributes"]["predicate"]): one["attributes"] for one in graph["edges"]}
    if form == "gexf":
        assert {key: _known(one, EDGE_COLUMNS, "weight") for key, one in told.items()} == edges
        return
    assert {key: (one["weight"], one["symmetric"]) for key, one in told.items()} == {
        key: (one["weight"], one["symmetric"]) for key, one in edges.items()
    }
    for key, one in told.items():
        assert list(dict.fromkeys(said["quote"] for said in one["evidence"])) == edges[key]["quotes"]
        assert one.get("precision") == edges[key].get("precision")
        assert sorted({said["speaker"] for said in one["evidence"]}) == edges[key]["speakers"]
        assert all({"date", "start", "end", "document"} <= set(said) for said in one["evidence"])


def test_graphml_in_networkx(drawn: Store) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(drawn, form="graphml")), force_multigraph=True)
    nodes, edges = expected(drawn)
    assert {key: _known(told, NODE_COLUMNS, "label") for key, told in graph.nodes(data=True)} == nodes
    found = {(s, t, told["predicate"]): _known(told, EDGE_COLUMNS, "weight") for s, t, told in graph.edges(data=True)}
    assert found == edges


def test_csv(drawn: Store) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(drawn, form="csv")))
    assert archive.namelist() == ["nodes.csv", "edges.csv"]
    tables = {
        name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))) for name in archive.namelist()
    }
    nodes, edges = expected(drawn)
    assert {row["Id"]: row["Label"] for row in tables["nodes.csv"]} == {key: one["label"] for key, one in nodes.items()}
    found = {
        (row["Source"], row["Target"], row["Predicate"]): (float(row["Weight"]), json.loads(row["Quotes"]))
        for row in tables["edges.csv"]
    }
    assert found == {key: (one["weight"], one["quotes"]) for key, one in edges.items()}
    for rows in tables.values():
        titles = [title.lower() for title in rows[0]]
        assert len(set(titles)) == len(titles), "Gephi leaves out a column whose title it has seen"


def test_places_for_palladio_are_one_column(store: Store) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(store, form="csv")))
    rows = csv.DictReader(io.StringIO(archive.read("nodes.csv").decode(), newline=""))
    assert {row["Label"]: row["Coordinates"] for row in rows if row["Coordinates"]} == {
        "Омск": "54.99,73.37",
        "Павлодар": "52.3,76.95",
    }


def test_cx2(drawn: Store) -> None:
    aspects = json.loads(written(drawn, form="cx2"))
    assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert aspects[-1] == {"status": [{"success": True, "error": ""}]}
    named = {name: entries for aspect in aspects[1:-1] for name, entries in aspect.items()}
    for said in named["metaData"]:
        assert len(named[said["name"]]) == said["elementCount"]
    nodes, edges = expected(drawn)
    ids = {one["id"]: one["v"]["iri"] for one in named["nodes"]}
    assert {one["v"]["iri"]: _known(one["v"], NODE_COLUMNS, "name") for one in named["nodes"]} == {
        key: {"name" if name == "label" else name: value for name, value in one.items()} for key, one in nodes.items()
    }
    found = {
        (ids[one["s"]], ids[one["t"]], one["v"]["predicate"]): _known(one["v"], EDGE_COLUMNS, "weight")
        for one in named["edges"]
    }
    assert found == edges
    declared = named["attributeDeclarations"][0]
    assert all(set(one["v"]) <= set(declared[kind]) for kind in ("nodes", "edges") for one in named[kind])


@pytest.mark.parametrize("form", ["gexf", "graphml", "csv", "cx2", "graphology"])
def test_same_bytes_twice(store: Store, form: str) -> None:
    assert written(store, form=form) == written(store, form=form)
