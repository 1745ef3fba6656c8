"""Validation by `shapes.ttl`: pySHACL for what SHACL Core says, Oxigraph for the constraints written in SPARQL.

pySHACL runs a SPARQL constraint once for each node, which was 99 % of its time on a document; here each is one query
over all its target nodes (SHACL, section 5.3: `$this` bound to the focus node, each solution one result)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, Triple, Variable, parse, serialize
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_TARGETS = {
    SH.targetClass: "?this rdf:type/rdfs:subClassOf* {}",
    SH.targetSubjectsOf: "?this {} ?any",
    SH.targetObjectsOf: "?any {} ?this",
}
_PREFIXES = {"rdf": str(RDF), "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}


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
        constraints = []
        for shape, constraint in sorted(core.subject_objects(SH.sparql), key=str):
            targets = list(_targets(core, shape))
            if targets:
                constraints.append(_constraint(core, constraint, targets, prefixes))
                core.remove((shape, SH.sparql, constraint))
        background = [
            quad
            for name in ("interregional.ttl", "vocabulary.ttl")
            for quad in parse(path=str(folder / name), rename_blank_nodes=True)
        ]
        return cls(core, tuple(constraints), tuple(background))

    def results(self, quads: Iterable[Quad]) -> list[str]:
        """Lists what does not hold of the data, its graphs taken together: a line each, sorted."""
        triples = [quad.triple for quad in (*quads, *self.background)]
        store = Store()
        store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
        found = {result for constraint in self.constraints for result in constraint.results(store)}
        _, report, _ = validate(_as_rdflib(triples), shacl_graph=self.core)
        return sorted({*found, *_results(report)})


def _targets(shapes: Graph, shape: Node) -> Iterator[str]:
    for predicate, pattern in _TARGETS.items():
        for target in shapes.objects(shape, predicate):
            yield "{ " + pattern.format(f"<{target}>") + " }"


def _constraint(shapes: Graph, constraint: Node, targets: Iterable[str], prefixes: dict[str, str]) -> Constraint:
    chosen = f"{{ SELECT DISTINCT ?this WHERE {{ {' UNION '.join(targets)} }} }}"
    select = re.sub(
        r"WHERE\s*\{", lambda found: f"{found[0]} {chosen}", str(shapes.value(constraint, SH.select)), count=1
    )
    head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in sorted(prefixes.items()))
    return Constraint(head + select, " ".join(str(shapes.value(constraint, SH.message)).split()))


def _as_rdflib(triples: Iterable[Triple]) -> Graph:
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES) or b"", format="nt")


def _results(report: Graph) -> Iterator[str]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = " ".join(str(report.value(result, SH.resultMessage) or "").split())
        path = str(report.value(result, SH.resultPath) or "").rpartition("#")[2]
        yield f"{report.value(result, SH.focusNode)} {path}{': ' if path else ''}{message}"
