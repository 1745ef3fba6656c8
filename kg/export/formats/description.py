"""What a dump says of itself, in VoID (w3.org/TR/void) and PROV-O: of what texts, how new, how much.

Its time is that of the texts: the same texts give the same description, whenever and however often they were read."""

from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store, Triple

from kg.model.namespaces import COOP, DCT, OWL, RDF, SKOS, XSD

_VOID = "http://rdfs.org/ns/void#"
_PROV = "http://www.w3.org/ns/prov#"


def described(store: Store, about: NamedNode, *, whole: bool) -> list[Triple]:
    """Triples about the dataset `about`: the whole store, or its default graph alone."""
    documents = sorted(
        {quad.subject for quad in store.quads_for_pattern(None, NamedNode(DCT + "identifier"), None, None)}, key=str
    )
    digests = sorted(
        quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode(COOP + "sha256"), None, None)
        if isinstance(quad.object, Literal)
    )
    entities = {quad.subject for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None, DefaultGraph())}
    triples = len(store) if whole else sum(1 for _ in store.quads_for_pattern(None, None, None, DefaultGraph()))
    stated: list[tuple[str, NamedNode | Literal]] = [
        (RDF + "type", NamedNode(_VOID + "Dataset")),
        (RDF + "type", NamedNode(_PROV + "Entity")),
        (DCT + "title", Literal("Interregional cooperation", language="en")),
        (_VOID + "triples", Literal(triples)),
        (_VOID + "entities", Literal(len(entities))),
        (_VOID + "documents", Literal(len(documents))),
        *((_VOID + "vocabulary", NamedNode(space)) for space in (COOP, DCT, SKOS, _PROV)),
        *((_PROV + "wasDerivedFrom", one) for one in documents if isinstance(one, NamedNode)),
    ]
    if newest := newest_date(store):
        stated.append((DCT + "modified", Literal(newest, datatype=NamedNode(XSD + "date"))))
    if digests:
        stated.append((OWL + "versionInfo", Literal(sha256("".join(digests).encode()).hexdigest()[:16])))
    return [Triple(about, NamedNode(predicate), value) for predicate, value in sorted(stated, key=str)]


def newest_date(store: Store) -> str:
    """The date of the newest document; empty when none has a date."""
    dates = (
        quad.object.value
        for quad in store.quads_for_pattern(None, NamedNode(DCT + "date"), None, None)
        if quad.subject == quad.graph_name and isinstance(quad.object, Literal)
    )
    return max(dates, default="")
