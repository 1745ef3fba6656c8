"""A relation that only the ontology and one claim know of: the shapes hold it, pages, maps and every format show it."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.export.formats import DUMPS, MAPS, PICTURES
from kg.export.formats.columns import charted
from kg.export.network.edges import Network
from kg.export.network.selection import Selection, network_of
from kg.export.picture import picture
from kg.export.picture.scene import Look
from kg.graph.ontology import Ontology
from kg.graph.shapes import Shapes
from kg.model.config import Settings
from kg.server.answers.reader import Reader
from kg.server.answers.task import Graph as Answering
from kg.server.pages.entity import entity
from kg.server.view import maps, names
from kg.server.view.map_options import MapOptions
from tests.graph import BASE, COOP, Graph, iri

RELATION = """
coop:suppliesTo a owl:ObjectProperty ; rdfs:domain coop:Place ; rdfs:range coop:Place ;
  coop:drawnAs "directed edge" ; coop:needsClaim true ; coop:colour "#0a7b3c" ; coop:dash "1 2" ;
  rdfs:label "supplies to"@en , "поставляет в"@ru , "жеткізеді"@kk ; rdfs:comment "Goods go there."@en .
"""
SUPPLIES = NamedNode(COOP + "suppliesTo")
OMSK, PAVLODAR = iri("city/omsk"), iri("city/pavlodar")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An ontology with one relation more, in the place of the project's."""
    for file in ("interregional.ttl", "vocabulary.ttl", "shapes.ttl"):
        (tmp_path / file).write_text((Settings().ontology / file).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "interregional.ttl").open("a", encoding="utf-8") as turtle:
        turtle.write(RELATION)
    defaults = tuple(tmp_path if one == Settings().ontology else one for one in Settings.__init__.__defaults__ or ())
    caches = (names.ontology, names.turtle, names._declared)
    with monkeypatch.context() as patch:
        patch.setattr(Settings.__init__, "__defaults__", defaults)
        for cache in caches:
            cache.cache_clear()
        yield tmp_path
    for cache in caches:
        cache.cache_clear()


@pytest.fixture
def store() -> Store:
    graph = Graph()
    graph.entity("organisation/paper", "Organisation", "Газета")
    graph.entity("city/omsk", "City", "Омск", en="Omsk")
    graph.entity("city/pavlodar", "City", "Павлодар", en="Pavlodar")
    said = graph.document("001_coal", "Омск поставляет уголь в Павлодар.", "2022-11-28", "organisation/paper")
    said.claim("city/omsk", "suppliesTo", "city/pavlodar", "поставляет уголь")
    return graph.store()


@pytest.fixture
def network(folder: Path, store: Store) -> Network:
    return network_of(store, Ontology.load(folder), Selection())


def test_a_map_has_it(network: Network) -> None:
    (edge,) = network.edges
    assert (edge.source, edge.predicate, edge.target) == (OMSK.value, SUPPLIES.value, PAVLODAR.value)


@pytest.mark.parametrize("name", MAPS)
def test_every_format_of_maps_has_it(network: Network, name: str) -> None:
    out = io.BytesIO()
    MAPS[name].write(charted(network, layout=True), out)
    written = out.getvalue()
    if MAPS[name].suffix == "zip":
        with zipfile.ZipFile(out) as archive:
            written = b"".join(archive.read(file) for file in archive.namelist())
    for told in (SUPPLIES.value, "поставляет в", "жеткізеді", "поставляет уголь"):
        assert told in written.decode()


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_it(network: Network, name: str) -> None:
    made = picture(network, Look(language="en"))
    assert PICTURES[name].written(made)
    for told in ("supplies to", "#0a7b3c", 'stroke-dasharray="1 2"'):
        assert told in made.svg.decode()


@pytest.mark.parametrize("name", DUMPS)
def test_every_dump_has_it(folder: Path, store: Store, name: str) -> None:
    out = io.BytesIO()
    DUMPS[name].write(store, out, base=BASE)
    assert b"suppliesTo" in out.getvalue()


def test_the_shapes_ask_for_its_claim(folder: Path, store: Store) -> None:
    shapes = Shapes.load(folder)
    assert not any("suppliesTo" in result for result in shapes.results(store))
    store.add(Quad(PAVLODAR, SUPPLIES, OMSK, DefaultGraph()))
    (result,) = (result for result in shapes.results(store) if "suppliesTo" in result)
    assert result == f"{SUPPLIES.value} of {PAVLODAR.value}: {OMSK.value} is stated by no claim."


@pytest.mark.parametrize(("thing", "other"), [(OMSK, "Pavlodar"), (PAVLODAR, "Omsk")])
def test_the_pages_of_both_ends_show_it(folder: Path, store: Store, thing: NamedNode, other: str) -> None:
    graph = Answering(store, {}, BASE)
    own = list(store.quads_for_pattern(thing, None, None, DefaultGraph()))
    shown = entity(graph, thing, own, Reader()).body.decode()
    assert "supplies to" in shown
    assert f"{other}: supplies to, 1" in shown, "the small map of ties"


def test_the_server_s_map_draws_it(folder: Path, store: Store) -> None:
    drawn = json.loads(maps.map_file(Answering(store, {}, BASE), "all", "json", MapOptions()).body)
    (edge,) = drawn["edges"]
    assert (edge["attributes"]["label"], edge["attributes"]["color"]) == ("поставляет в", "#0a7b3c")
