"""Validation by `shapes.ttl`: Oxigraph finds the nodes that break a shape, pySHACL says of these what is wrong.

pySHACL goes from node to node, a millisecond each, and runs a SPARQL constraint once for each. Here a constraint, in
SPARQL or of the Core, is one query over all its target nodes (SHACL, section 5.3: `$this` bound to the focus node, each
solution one result). Where a shape says what no query here asks, pySHACL looks at every node it is about."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Variable, parse, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import BNode, Node, URIRef

_TARGETS = {
    SH.targetClass: "?this rdf:type/rdfs:subClassOf* {}",
    SH.targetSubjectsOf: "?this {} ?any",
    SH.targetObjectsOf: "?any {} ?this",
    SH.targetNode: "VALUES ?this {{ {} }}",
}
_TYPE = NamedNode(str(RDF.type))
_PREFIXES = {"rdf": str(RDF), "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
_TOLD = frozenset({RDF.type, SH.path, SH.message, SH.property, SH.sparql, *_TARGETS})
"""What a shape says that constrains nothing by itself."""
_SETS: dict[Node, str] = {
    SH.minCount: "OPTIONAL {{ ?this {path} ?value }} }} GROUP BY ?this HAVING(COUNT(?value) < {wanted})",
    SH.maxCount: "?this {path} ?value }} GROUP BY ?this HAVING(COUNT(?value) > {wanted})",
    SH.hasValue: "FILTER NOT EXISTS {{ ?this {path} {wanted} }} }}",
    SH.equals: "{{ ?this {path} ?value MINUS {{ ?this {wanted} ?value }} }} UNION "
    "{{ ?this {wanted} ?value MINUS {{ ?this {path} ?value }} }} }}",
    SH.lessThan: "?this {path} ?value ; {wanted} ?other FILTER(!COALESCE(?value < ?other, false)) }}",
    SH.lessThanOrEquals: "?this {path} ?value ; {wanted} ?other FILTER(!COALESCE(?value <= ?other, false)) }}",
    SH.uniqueLang: "?this {path} ?value }} GROUP BY ?this (lang(?value)) HAVING(COUNT(?value) > 1)",
}
"""Ends of queries for what breaks what is said of all values together."""
_CONDITIONS: dict[Node, str] = {
    SH.datatype: "datatype(?value) = {}",
    SH["class"]: "EXISTS {{ ?value rdf:type/rdfs:subClassOf* {} }}",
    SH.pattern: "REGEX(STR(?value), {})",
    SH.minInclusive: "?value >= {}",
    SH.maxInclusive: "?value <= {}",
}
_PARSED = frozenset(XSD[name] for name in ("integer", "decimal", "double", "float", "boolean", "date", "dateTime"))
_KINDS: dict[Node, str] = {
    SH.IRI: "isIRI(?value)",
    SH.Literal: "isLiteral(?value)",
    SH.BlankNode: "isBlank(?value)",
    SH.IRIOrLiteral: "!isBlank(?value)",
    SH.BlankNodeOrIRI: "!isLiteral(?value)",
    SH.BlankNodeOrLiteral: "!isIRI(?value)",
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint as one query; in its message `{?name}` stands for a value of the row."""

    query: str
    message: str

    def results(self, store: Store) -> Iterator[str]:
        """Gives the message of each row that the query finds."""
        rows = store.query(self.query)
        if isinstance(rows, QuerySolutions):
            names = [variable.value for variable in rows.variables]
            for row in rows:
                said = self.message
                for name in names:
                    said = said.replace(f"{{?{name}}}", getattr(row[Variable(name)], "value", ""))
                yield f"{getattr(row[Variable('this')], 'value', '')} {said}"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes of the ontology, ready to validate with."""

    core: Graph
    questions: tuple[str, ...]
    """Queries for `?this` that breaks what SHACL Core says."""
    constraints: tuple[Constraint, ...]
    background: tuple[Quad, ...]
    """The ontology and its vocabulary, which the shapes read beside the data."""

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Reads `shapes.ttl`, and what it refers to, from the folder of the ontology."""
        core = Graph().parse(folder / "shapes.ttl")
        prefixes = _PREFIXES | {
            str(core.value(declared, SH.prefix)): str(core.value(declared, SH.namespace))
            for declared in core.objects(None, SH.declare)
        }
        head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes.items()))
        constraints, questions = [], []
        for shape in sorted(core.subjects(RDF.type, SH.NodeShape), key=str):
            targets = " UNION ".join(_targets(core, shape))
            if not targets:
                continue
            chosen = f"{{ SELECT DISTINCT ?this WHERE {{ {targets} }} }}"
            for constraint in sorted(core.objects(shape, SH.sparql), key=str):
                constraints.append(_constraint(core, constraint, chosen, head))
                core.remove((shape, SH.sparql, constraint))
            for part in (shape, *core.objects(shape, SH.property)):
                questions += [f"{head}SELECT DISTINCT ?this {{ {chosen} {rest}" for rest in _broken(core, part)]
        background = [
            quad
            for name in ("interregional.ttl", "vocabulary.ttl")
            for quad in parse(path=str(folder / name), rename_blank_nodes=True)
        ]
        return cls(core, tuple(sorted(questions)), tuple(constraints), tuple(background))

    def results(self, quads: Iterable[Quad]) -> list[str]:
        """Lists what does not hold of the data, its graphs taken together: a line each, sorted."""
        store = Store()
        store.bulk_extend(Quad(*quad.triple) for quad in (*quads, *self.background))
        found = {result for constraint in self.constraints for result in constraint.results(store)}
        broken = {row[0] for question in self.questions for row in store.query(question)}  # type: ignore[union-attr]
        if broken:
            _, report, _ = validate(_as_rdflib(self._around(broken, store)), shacl_graph=self.core)
            found.update(_results(report, {term.value for term in broken}))
        return sorted(found)

    def _around(self, nodes: Iterable[Any], store: Store) -> Iterator[Quad]:
        """All that a shape may ask of the nodes: what is said of them, the classes of values, what aims at them."""
        yield from self.background
        aims = [NamedNode(str(aim)) for aim in self.core.objects(None, SH.targetObjectsOf)]
        for node in nodes:
            # What evidence is called may be a literal, by a fault.
            for quad in () if isinstance(node, Literal) else store.quads_for_pattern(node, None, None):
                yield quad
                if isinstance(quad.object, NamedNode):
                    yield from store.quads_for_pattern(quad.object, _TYPE, None)
            for aim in aims:
                yield from store.quads_for_pattern(None, aim, node)


def _targets(shapes: Graph, shape: Node) -> Iterator[str]:
    for predicate, pattern in _TARGETS.items():
        for target in shapes.objects(shape, predicate):
            yield f"{{ {pattern.format(target.n3())} }}"


def _constraint(shapes: Graph, constraint: Node, chosen: str, head: str) -> Constraint:
    select = re.sub(
        r"WHERE\s*\{", lambda found: f"{found[0]} {chosen}", str(shapes.value(constraint, SH.select)), count=1
    )
    return Constraint(head + select, " ".join(str(shapes.value(constraint, SH.message)).split()))


def _broken(shapes: Graph, part: Node) -> Iterator[str]:
    """The ends of queries for what breaks a part of a shape, a property shape or the shape itself."""
    path = shapes.value(part, SH.path)
    values = f"?this {path.n3()} ?value" if path else "BIND(?this AS ?value)"
    conditions = []
    for component, wanted in shapes.predicate_objects(part):
        if component in _SETS and isinstance(path, URIRef):
            yield _SETS[component].format(path=path.n3(), wanted=wanted.n3())
        elif component not in _TOLD:
            conditions.append(_condition(shapes, component, wanted))
    if None in conditions or isinstance(path, BNode):
        yield "}"
    elif conditions:
        yield f"{values} FILTER(!COALESCE({' && '.join(sorted(filter(None, conditions)))}, false)) }}"


def _condition(shapes: Graph, component: Node, wanted: Node) -> str | None:
    """What should hold of each ?value; None where no query here asks it."""
    if component == SH.languageIn:
        return f"lang(?value) IN ({', '.join(one.n3() for one in Collection(shapes, wanted))})"
    if component == SH["or"]:
        each = [[*shapes.predicate_objects(one)] for one in Collection(shapes, wanted)]
        conditions = [_condition(shapes, *said[0]) if len(said) == 1 else None for said in each]
        return None if None in conditions else f"({' || '.join(filter(None, conditions))})"
    if component == SH.datatype and wanted in _PARSED:
        # A literal that is none of its datatype is an error, which breaks the condition.
        return f"datatype(?value) = {wanted.n3()} && {wanted.n3()}(?value) = ?value"
    if component == SH.nodeKind:
        return _KINDS.get(wanted)
    return _CONDITIONS[component].format(wanted.n3()) if component in _CONDITIONS else None


def _as_rdflib(quads: Iterable[Quad]) -> Graph:
    triples = {quad.triple for quad in quads}
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")


def _results(report: Graph, nodes: Set[str]) -> Iterator[str]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = " ".join(str(report.value(result, SH.resultMessage) or "").split())
        path = str(report.value(result, SH.resultPath) or "").rpartition("#")[2]
        focus = report.value(result, SH.focusNode)
        # What stands around a node may be one itself, and is not told in full.
        if str(focus) in nodes:
            yield f"{focus} {path}{': ' if path else ''}{message}"
