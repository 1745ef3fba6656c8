"""What is known of named things before any text, as triples: where a place lies and how many live there, the terms of
persons in office; of things that no text names as much as says what they are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.companions import REFERENCE, companion
from kg.model.namespaces import COOP, GEO, OWL, RDF, SCHEMA, SKOS, WGS84, XSD

_TYPE = NamedNode(RDF + "type")
_WITHIN = NamedNode(COOP + "locatedIn")
_LATITUDE, _LONGITUDE = NamedNode(COOP + "latitude"), NamedNode(COOP + "longitude")
_FACTS = {COOP + name for name in ("locatedIn", "population", "capital")}
_TENURE = NamedNode(COOP + "tenure")
_SAYS_WHAT_IT_IS = {RDF + "type", SKOS + "prefLabel", COOP + "isoCode", OWL + "sameAs"}
_WKT = NamedNode(GEO + "wktLiteral")
_Object = NamedNode | Literal
_Said = Sequence[tuple[NamedNode, _Object]]


class Reference:
    """Reference knowledge by key of the gazetteer, in graphs of a base."""

    def __init__(self, gazetteer: Iterable[Quad], gazetteer_base: str, base: str) -> None:
        """Takes the quads of a gazetteer whose IRIs begin with `gazetteer_base`."""
        self.graph = companion(REFERENCE, base)
        self._base = base
        self._said: defaultdict[str, list[tuple[NamedNode, _Object]]] = defaultdict(list)
        for quad in gazetteer:
            value = quad.object
            if isinstance(value, NamedNode) and value.value.startswith(gazetteer_base):
                value = NamedNode(base + value.value.removeprefix(gazetteer_base))
            key = quad.subject.value.removeprefix(gazetteer_base)  # type: ignore[union-attr]
            self._said[key].append((quad.predicate, value))  # type: ignore[arg-type]

    def facts(self, key: str) -> set[Quad]:
        """Tells what is known of a thing that a document names."""
        thing = NamedNode(self._base + key)
        return {Quad(*triple, self.graph) for triple in self._facts(thing, self._said.get(key, ()))}

    def others(self, keys: Collection[str]) -> set[str]:
        """Lists the keys of what these things lie in, have as their capital, or govern."""
        wanted = {COOP + name for name in ("locatedIn", "capital", "postOf")}
        return {
            quad.object.value.removeprefix(self._base)
            for key in keys
            for quad in self.facts(key)
            if quad.predicate.value in wanted and isinstance(quad.object, NamedNode)
        }

    def brief(self, key: str) -> set[Quad]:
        """Tells what a thing is that no document names, and its country."""
        thing = NamedNode(self._base + key)
        return {
            Quad(thing, name, value, self.graph)
            for name, value in self._said.get(key, ())
            if name.value in _SAYS_WHAT_IT_IS or (name == _WITHIN and value.value.startswith(f"{self._base}country/"))
        }

    def _facts(self, thing: NamedNode, said: _Said) -> Iterator[tuple[NamedNode, NamedNode, _Object]]:
        point: dict[NamedNode, str] = {}
        terms = []
        for name, value in said:
            if name.value in _FACTS:
                yield thing, name, value
            if name == _WITHIN:
                yield thing, NamedNode(SCHEMA + "containedInPlace"), value
            if name in (_LATITUDE, _LONGITUDE):
                point[name] = value.value
            if name == _TENURE:
                terms.append(sorted(self._said[value.value], key=str))
        if len(point) == 2:
            yield from _position(thing, point[_LATITUDE], point[_LONGITUDE])
        for number, term in enumerate(sorted(terms, key=str), start=1):
            node = NamedNode(f"{thing.value}#tenure-{number}")
            yield thing, _TENURE, node
            yield from ((node, name, value) for name, value in term)


def _position(thing: NamedNode, latitude: str, longitude: str) -> Iterator[tuple[NamedNode, NamedNode, _Object]]:
    """By the Basic Geo vocabulary and by GeoSPARQL, whose points have their longitude first."""
    for name, value in (("lat", latitude), ("long", longitude)):
        yield thing, NamedNode(WGS84 + name), Literal(value, datatype=NamedNode(XSD + "decimal"))
    geometry = NamedNode(f"{thing.value}#geometry")
    yield thing, NamedNode(GEO + "hasGeometry"), geometry
    yield geometry, NamedNode(GEO + "asWKT"), Literal(f"POINT({longitude} {latitude})", datatype=_WKT)
