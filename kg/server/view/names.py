"""What things are called in the reader's language, and where their IRIs lead; with the ontology and its vocabulary,
small graphs in memory, loaded once a process."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple

from kg.graph.companions import INFERRED, REFERENCE, companion
from kg.graph.ontology import Ontology
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.model.namespaces import COOP, DCT, PREFIXES, RDF, RDFS, SKOS
from kg.server.answers.task import Graph

TYPE = NamedNode(RDF + "type")
_LABEL = NamedNode(SKOS + "prefLabel")
_TITLE = NamedNode(DCT + "title")
_OWN_LABEL = NamedNode(RDFS + "label")
_MEASURE = NamedNode(COOP + "measure")
_OF_A_POST = NamedNode(COOP + "postOf")
_LANGUAGES = ("ru", "kk", "en", "")
Term = NamedNode | BlankNode | Literal | Triple


@cache
def turtle(name: str, base: str | None = None) -> Store:
    """A file of the ontology, relative IRIs resolved against `base`. Raises KgError when it is not readable."""
    file, store = Settings().ontology / f"{name}.ttl", Store()
    try:
        store.load(path=str(file), format=RdfFormat.TURTLE, base_iri=base)
    except (OSError, SyntaxError) as error:
        raise KgError(f"{file}: not readable as Turtle: {error}") from error
    return store


@cache
def ontology() -> Ontology:
    return Ontology.load(Settings().ontology)


@dataclass(frozen=True, slots=True)
class Named:
    """A term with the words people know it by."""

    value: str
    label: str
    language: str = ""
    """Of the label; empty when it is the page's own or nobody's."""
    link: str = ""
    """Empty for what leads nowhere: a value, `javascript:`."""
    kind: str = ""
    """Its class, without the namespace."""

    @property
    def outside(self) -> bool:
        return self.link.startswith("http")


class Names:
    def __init__(self, graph: Graph, language: str) -> None:
        self.graph, self.language = graph, language
        self._store, self._base = graph.store, graph.base
        self._order = (language, *_LANGUAGES)
        self._known: dict[str, Named] = {}

    def of(self, term: Term | None) -> Named:
        """A literal is its own name; nothing has an empty one."""
        if isinstance(term, NamedNode):
            return self.named(term.value)
        if isinstance(term, Literal):
            return Named(term.value, term.value, self._foreign(term.language or ""))
        return Named(str(term or ""), str(term or ""))

    def named(self, iri: str) -> Named:
        if iri not in self._known:
            self._known[iri] = self._named(iri)
        return self._known[iri]

    def declared(self, name: str) -> str:
        """The label of a class, property or concept of the ontology, by its local name."""
        return self.named(COOP + name).label

    def link(self, iri: str) -> str:
        """To this server for its own, nowhere for what is no web address."""
        if iri.startswith(self._base):
            path, mark, fragment = iri.removeprefix(self._base).partition("#")
            # An IRI may hold %-escapes of its own, which a server decodes once.
            return "/" + quote(path.lstrip("/"), safe="/:@!$&'()*+,;=-._~%") + mark + fragment
        return iri if iri.startswith(("http://", "https://")) else ""

    def labels(self, iri: str) -> dict[str, str]:
        """By language, those of the ontology among them; of several in one language the first."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return {}
        known = companion(REFERENCE, self._base)
        places = ((_LABEL, DefaultGraph()), (_TITLE, node), (_LABEL, known), (_OWN_LABEL, node))
        found: set[object] = set()
        for name, graph in places:
            found = found or {q.object for q in self._store.quads_for_pattern(node, name, None, graph)}
        labels: dict[str, str] = {}
        for label in found:
            if isinstance(label, Literal):
                language = label.language or ""
                labels[language] = min(label.value, labels.get(language, label.value))
        return labels or dict(_declared().get(iri, {}))

    def kind(self, iri: str) -> str:
        try:
            node = NamedNode(iri)
        except ValueError:
            return ""
        follows = {companion(INFERRED, self._base)} - {node}
        types = {
            q.object.value
            for q in self._store.quads_for_pattern(node, TYPE, None, None)
            if isinstance(q.object, NamedNode) and q.graph_name not in follows
        }
        return min((one for one in types if one.startswith(COOP)), default="").removeprefix(COOP)

    def _named(self, iri: str) -> Named:
        labels = self.labels(iri)
        language = next((one for one in self._order if labels.get(one)), None)
        if language is None:
            own = iri.removeprefix(self._base).removeprefix("doc/") if iri.startswith(self._base) else ""
            return Named(iri, unquote(own) if own else _end(iri), link=self.link(iri))
        kind = self.kind(iri)
        label = labels[language]
        if kind == "Indicator" and language != self.language and (measure := self._object(iri, _MEASURE)):
            return replace(self.named(measure), value=iri, link=self.link(iri), kind=kind)
        if kind == "Post":
            owners = self._store.quads_for_pattern(NamedNode(iri), _OF_A_POST, None, DefaultGraph())
            of = sorted(self.of(quad.object).label for quad in owners)
            label = f"{label} ({', '.join(of)})" if of else label
        return Named(iri, label, self._foreign(language), self.link(iri), kind)

    def _object(self, iri: str, property_: NamedNode) -> str:
        found = self._store.quads_for_pattern(NamedNode(iri), property_, None, DefaultGraph())
        return min((getattr(quad.object, "value", "") for quad in found), default="")

    def _foreign(self, language: str) -> str:
        return "" if language == self.language else language


@lru_cache
def terms(language: str) -> list[tuple[str, str]]:
    """Classes, properties and concepts as a query writes them, `coop:City`, each with its labels, the own one first."""
    spaces = {PREFIXES[name]: name for name in ("coop", "v")}
    found = []
    for iri, labels in _declared().items():
        space = next((space for space in spaces if iri.startswith(space)), None)
        if space is not None and iri != space:
            order = [language, *(one for one in _LANGUAGES if one != language)]
            named = dict.fromkeys(labels[one] for one in order if labels.get(one))
            found.append((f"{spaces[space]}:{iri.removeprefix(space)}", " · ".join(named)))
    return sorted(found)


def _end(iri: str) -> str:
    """What is readable of an IRI without a label: `owl:sameAs`, or its last part."""
    if iri.startswith(("http://", "https://")) and not any(iri.startswith(one) for one in PREFIXES.values()):
        return unquote(iri.partition("//")[2].rstrip("/"))
    prefix = next((name for name, namespace in PREFIXES.items() if iri.startswith(namespace)), "")
    end = unquote(iri.rstrip("/#").replace("#", "/").rpartition("/")[2])
    return f"{prefix}:{end}" if prefix and end else end or iri


@lru_cache(maxsize=1)
def _declared() -> Mapping[str, Mapping[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for store in (turtle("interregional"), turtle("vocabulary")):
        for quad in store:
            named = isinstance(quad.subject, NamedNode) and quad.predicate.value in (RDFS + "label", SKOS + "prefLabel")
            if named and isinstance(quad.object, Literal):
                labels.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return labels
