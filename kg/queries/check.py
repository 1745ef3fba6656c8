"""What should hold of a store and does not, a line for each: shapes, quotes, claims behind triples, queries, labels."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.graph.companions import REFERENCE, companion, companions, document_graphs, terms, what_queries_see
from kg.graph.inference import Inference
from kg.graph.ontology import Ontology
from kg.graph.store import about, check_whole, open_current
from kg.model.config import Settings
from kg.model.errors import KgError, QueryError
from kg.model.labels import LANGUAGES
from kg.model.namespaces import COOP, RDF, SKOS
from kg.queries import saved as queries
from kg.queries.answers import ask

_SOME = 10_000
"""Quads that saved queries are tried on."""
_MANY = 300_000
"""Quads of documents that are validated together: memory stays as it is, however many there are."""


def findings(settings: Settings) -> Iterator[str]:
    """Gives all findings on the current store, as they are made. Raises StoreError without a store, and DamageError
    when it is not whole, all of it read."""
    check_whole(settings.store)
    store = open_current(settings.store)
    yield from count_findings(store, settings)
    yield from ontology_findings(Ontology.load(settings.ontology))
    yield from query_findings(store, settings)
    yield from quote_findings(store)
    yield from claim_findings(store)
    yield from shape_findings(store, settings)
    yield from companion_findings(store, settings)


def count_findings(store: Store, settings: Settings) -> Iterator[str]:
    """Documents and claims that are fewer or more than were built."""
    report = about(settings.store).get("report", {})
    for name, predicate in (("documents", COOP + "content"), ("claims", RDF + "predicate")):
        held = sum(1 for _ in store.quads_for_pattern(None, NamedNode(predicate), None))
        if held != report.get(name, held):
            yield f"store: it holds {held} {name}, and was built with {report[name]}"


def ontology_findings(ontology: Ontology) -> Iterator[str]:
    """Finds classes and properties without a label in each language, concepts without one in English and Russian."""
    named = [(one.name, one.labels) for one in ontology.classes.values()]
    named += [(one.name, one.labels) for one in ontology.properties.values()]
    for name, labels in named:
        for language in sorted(set(LANGUAGES) - set(labels)):
            yield f"ontology: coop:{name} has no label in {language}"
    for scheme, concepts in ontology.concepts.items():
        for name, labels in concepts.items():
            for language in sorted({"en", "ru"} - set(labels)):
                yield f"ontology: v:{name} of v:{scheme} has no label in {language}"


def query_findings(store: Store, settings: Settings) -> Iterator[str]:
    """Finds saved queries that do not parse or do not run; what asks another service is parsed and not run.

    They run over a part of the store: whether they run does not depend on how much there is, and some take long. One
    that must be given a parameter runs without: it finds more."""
    try:
        saved = queries.load(settings.queries)
    except QueryError as error:
        yield f"queries: {error}"
        return
    part = Store()
    part.bulk_extend(islice(store, _SOME))
    for name, one in saved.items():
        try:
            text = one.text if any(parameter.required for parameter in one.parameters) else one.text_with({})
            if one.federated:
                yield from _syntax_findings(name, text)
                continue
            answer = ask(part, text)
            if isinstance(answer, QuerySolutions):
                next(iter(answer), None)
        except (KgError, OSError, ValueError) as error:
            yield f"query {name}: {error}"


def _syntax_findings(name: str, text: str) -> Iterator[str]:
    # Oxigraph calls the service as soon as it has the query; rdflib can be had to read it alone.
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql import prepareQuery

    try:
        prepareQuery(text)
    except ParseBaseException as error:
        yield f"query {name}: the query does not parse: {error}"


def quote_findings(store: Store) -> Iterator[str]:
    """Finds spans whose words are not those of the document at that place."""
    for graph in document_graphs(store):
        content = _values(store, graph, "content").get(graph)
        begins, ends = _values(store, graph, "begin"), _values(store, graph, "end")
        for span, words in sorted(_values(store, graph, "text").items(), key=lambda item: str(item[0])):
            if content is None or content[int(begins[span]) : int(ends[span])] != words:
                yield f"quote: {span.value} does not hold «{words[:60]}»"


def _values(store: Store, graph: NamedNode, name: str) -> dict[NamedNode, str]:
    quads = store.quads_for_pattern(None, NamedNode(COOP + name), None, graph)
    return {
        quad.subject: quad.object.value
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def claim_findings(store: Store) -> Iterator[str]:
    """Finds plain triples of properties that are claimed anywhere, and that no claim states."""
    claimed = {quad.object for quad in store.quads_for_pattern(None, NamedNode(RDF + "predicate"), None)}
    plain = (quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph()))
    unstated = {triple for triple in plain if triple.predicate in claimed}
    stated = """SELECT ?subject ?property ?object WHERE { GRAPH ?doc {
        ?claim coop:modality ?modality ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object }
        FILTER(?modality IN (v:asserted, v:planned)) }"""
    for row in ask(store, stated, stated=True):  # type: ignore[union-attr]  # a SELECT gives rows
        if isinstance(row["property"], NamedNode) and not isinstance(row["subject"], Literal):
            unstated.discard(Triple(*row))
    for triple in sorted(unstated, key=str):
        yield f"claims: no claim states {triple.subject} {triple.predicate} {triple.object}"


def shape_findings(store: Store, settings: Settings) -> Iterator[str]:
    """Finds what breaks `shapes.ttl`: entities first, then documents, many at a time, beside the things they name.

    Plain triples that claims state are left to `claim_findings`: a document's graph holds only its own claims."""
    # pySHACL and rdflib take half a second to import: only a check pays for them.
    from kg.graph.shapes import Shapes

    shapes = Shapes.load(settings.ontology)
    claimed = {quad.object for quad in store.quads_for_pattern(None, NamedNode(RDF + "predicate"), None)}
    plain = store.quads_for_pattern(None, None, None, DefaultGraph())
    entities = [quad for quad in plain if quad.predicate not in claimed]
    descriptions: defaultdict[object, list[Quad]] = defaultdict(list)
    for quad in entities:
        if quad.predicate.value not in (SKOS + "altLabel", SKOS + "hiddenLabel"):
            descriptions[quad.subject].append(quad)
    seen = set(shapes.results(entities))
    yield from (f"shape: {result}" for result in sorted(seen))
    for quads in _together(store):
        quads += [known for term in {quad.object for quad in quads} for known in descriptions.get(term, ())]
        new = set(shapes.results(quads)) - seen
        yield from (f"shape: {result}" for result in sorted(new))
        seen |= new


def _together(store: Store) -> Iterator[list[Quad]]:
    """Gives the graphs of documents, some hundreds at a time."""
    quads: list[Quad] = []
    for graph in document_graphs(store):
        quads += store.quads_for_pattern(None, None, None, graph)
        if len(quads) >= _MANY:
            yield quads
            quads = []
    if quads:
        yield quads


def companion_findings(store: Store, settings: Settings) -> Iterator[str]:
    """Finds what stands among the companion graphs and should not, or the other way round: terms that the files do not
    have, what follows from nothing, what is stated and also known or inferred. Nothing where there are none."""
    found: dict[object, set[Quad]] = {
        graph: set(store.quads_for_pattern(None, None, None, graph)) for graph in what_queries_see(store)
    }
    if len(found) == 1:
        return
    inference = Inference.load(settings.ontology, settings.base)
    right: dict[object, set[Quad]] = {graph: set() for graph in companions(store)}
    for quad in terms(settings.ontology, settings.base):
        right.setdefault(quad.graph_name, set()).add(quad)
    right[inference.graph] = right.get(inference.graph, set()) | inference.of_store(store, settings.base)
    for graph, quads in sorted(right.items(), key=str):
        held = found.get(graph, set())
        # Reference knowledge is the gazetteer's, which no check reads; what it says of itself is here.
        more = held - quads if graph != companion(REFERENCE, settings.base) else set()
        yield from (f"{graph} should not hold {quad.triple}" for quad in sorted(more, key=str))
        yield from (f"{graph} lacks {quad.triple}" for quad in sorted(quads - held, key=str))
    twice = Counter(quad.triple for quads in found.values() for quad in quads)
    yield from (f"twice: {triple}" for triple, times in sorted(twice.items(), key=str) if times > 1)
