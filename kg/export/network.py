"""The relationship map in the store: entities tied by drawn properties, each tie with all that is said for it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolution, QuerySolutions, Store, Variable

from kg.errors import QueryError
from kg.export.periods import Period, Precision, period

COOP = "https://w3id.org/interregional/ontology#"
RELATED = COOP + "related"
"""The predicate of a query's rows that name none."""
_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_DATE = NamedNode(COOP + "date")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_CLAIMS = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?source ?target ?predicate ?evidence ?speaker ?document ?start ?claim ?modality WHERE {
  VALUES ?predicate { %s }
  GRAPH ?doc {
    ?doc dct:identifier ?document .
    ?claim rdf:predicate ?predicate ; rdf:subject ?source ; rdf:object ?target ; coop:modality ?modality ;
      coop:statedBy ?speaker ; coop:evidence ?span .
    ?span coop:text ?evidence ; coop:begin ?begin .
  }
  ?source ?predicate ?target .
  OPTIONAL { GRAPH ?doc { ?claim coop:statedOn ?start } }
  FILTER(?modality != <https://w3id.org/interregional/vocab/denied>)
}
ORDER BY ?predicate ?document ?begin ?claim ?source ?target ?start
"""


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    kind: str
    """The class, without its namespace; empty when the graph gives none."""
    labels: Mapping[str, str]
    latitude: float | None = None
    longitude: float | None = None

    @property
    def label(self) -> str:
        """In Russian, else Kazakh, else English, else the end of the IRI."""
        named = (self.labels.get(language, "").strip() for language in ("ru", "kk", "en"))
        return next((name for name in named if name), "") or self.id.rstrip("/#").rpartition("/")[2] or self.id


@dataclass(slots=True)
class Edge:
    source: str
    target: str
    predicate: str
    symmetric: bool
    weight: float = 0.0
    quotes: list[str] = field(default_factory=list)
    speakers: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    periods: set[Period] = field(default_factory=set)
    precisions: set[Precision] = field(default_factory=set)


def edges_of(store: Store, drawn: Mapping[str, bool]) -> list[Edge]:
    """One edge for each pair and property, weighed by its claims. What holds both ways is drawn once."""
    if not drawn:
        return []
    claims = _CLAIMS % " ".join(str(NamedNode(iri)) for iri in sorted(drawn))
    return _merged(store, _dated(store, _select(store, claims)), drawn)


def edges_of_query(store: Store, query: str, drawn: Mapping[str, bool]) -> list[Edge]:
    """Edges from the rows of a SELECT with ?source and ?target.

    Rows of one pair and ?predicate are one edge. ?weight (default 1) adds up; ?evidence, ?speaker, ?document, ?start
    and ?end are kept where the query has them. Raises QueryError on another kind of query."""
    return _merged(store, _select(store, query), drawn)


def nodes_of(store: Store, edges: Iterable[Edge]) -> list[Node]:
    return [_node(store, iri) for iri in sorted({end for edge in edges for end in (edge.source, edge.target)})]


def _select(store: Store, query: str) -> Iterator[Mapping[str, str]]:
    try:
        solutions = store.query(query)
    except SyntaxError as error:
        raise QueryError(f"the query does not parse: {' '.join(str(error).split())}") from None
    names = [variable.value for variable in solutions.variables] if isinstance(solutions, QuerySolutions) else []
    if not isinstance(solutions, QuerySolutions) or not {"source", "target"} <= set(names):
        raise QueryError("a network takes a SELECT query with the variables ?source and ?target")
    return (_row(solution, names) for solution in solutions)


def _dated(store: Store, rows: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """An event's ties are as old as the event, not as the words about it."""
    dates: dict[str, str] = {}
    for row in rows:
        source = row["source"]
        if source not in dates:
            own = store.quads_for_pattern(NamedNode(source), _DATE, None, DefaultGraph())
            dates[source] = min((quad.object.value for quad in own if isinstance(quad.object, Literal)), default="")
        yield {**row, "start": dates[source]} if dates[source] else row


def _row(solution: QuerySolution, names: Iterable[str]) -> Mapping[str, str]:
    bound = ((name, solution[Variable(name)]) for name in names)
    return {name: term.value for name, term in bound if isinstance(term, NamedNode | BlankNode | Literal)}


def _merged(store: Store, rows: Iterable[Mapping[str, str]], drawn: Mapping[str, bool]) -> list[Edge]:
    edges: dict[tuple[str, str, str], Edge] = {}
    counted: set[tuple[str, str]] = set()
    names: dict[str, str] = {}
    for row in rows:
        if "source" not in row or "target" not in row:
            continue
        predicate = row.get("predicate", RELATED)
        symmetric = drawn.get(predicate, False)
        ends = (_id(row["source"]), _id(row["target"]))
        source, target = sorted(ends) if symmetric else ends
        edge = edges.setdefault((source, target, predicate), Edge(source, target, predicate, symmetric))
        claim = row.get("claim", "")
        if not claim or (claim, predicate) not in counted:
            counted.add((claim, predicate))
            edge.weight += _weight(row.get("weight", "1"))
        if row.get("evidence") and row["evidence"] not in edge.quotes:
            edge.quotes.append(row["evidence"])
        if speaker := row.get("speaker"):
            if speaker not in names:
                names[speaker] = _node(store, speaker).label
            edge.speakers.add(names[speaker])
        if document := row.get("document"):
            edge.sources.add(document)
        if said := period(row.get("start", "") or row.get("end", ""), row.get("end", "")):
            edge.periods.add(said[0])
            edge.precisions.add(said[1])
    return [edges[key] for key in sorted(edges)]


def _id(value: str) -> str:
    return " ".join(value.split()) or "-"


def _weight(text: str) -> float:
    """A weight of nothing would make Gephi drop the edge, so one that is no positive number counts as 1."""
    try:
        weight = float(text)
    except ValueError:
        return 1.0
    return weight if 0 < weight < float("inf") else 1.0


def _node(store: Store, iri: str) -> Node:
    try:
        subject = NamedNode(iri)
    except ValueError:
        return Node(iri, "", {"ru": iri})
    labels: dict[str, str] = {}
    for quad in store.quads_for_pattern(subject, _LABEL, None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            language = quad.object.language or ""
            labels[language] = min(quad.object.value, labels.get(language, quad.object.value))
    kinds = [
        quad.object.value
        for quad in store.quads_for_pattern(subject, _TYPE, None, DefaultGraph())
        if isinstance(quad.object, NamedNode)
    ]
    kind = min((kind for kind in kinds if kind.startswith(COOP)), default="").removeprefix(COOP)
    return Node(iri, kind, labels, _number(store, subject, "latitude"), _number(store, subject, "longitude"))


def _number(store: Store, subject: NamedNode, name: str) -> float | None:
    for quad in store.quads_for_pattern(subject, NamedNode(COOP + name), None, DefaultGraph()):
        if isinstance(quad.object, Literal):
            try:
                return float(quad.object.value)
            except ValueError:
                return None
    return None
