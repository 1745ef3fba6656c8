"""Linked data: every IRI of the graph answers at its path, with what the graph says of it, as far as one answer may."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from urllib.parse import quote, unquote

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store
from starlette.requests import Request
from starlette.routing import BaseRoute

from kg.graph.bearers import Register
from kg.model.namespaces import COOP, RDF, RDFS
from kg.server.answers.formats import GRAPHS, WITH_GRAPHS, choose, serialised
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError, Task, task
from kg.server.http.request import address, wanted
from kg.server.http.responses import by_suffix, route, with_links
from kg.server.pages.entity import thing_page
from kg.server.pages.refusal import Meant, refusal, words_of
from kg.server.resources.vocabularies import compact
from kg.server.view.asking import SUGGESTED, rows, search_query, value
from kg.server.view.maps import small_enough
from kg.server.view.names import Names, turtle
from kg.server.view.texts import texts

MOST = 5000
"""Statements of each kind in one answer."""
_ENDS = {name for form in GRAPHS for name in (form.name, *form.aliases)}
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


_SUBJECT, _OBJECT = NamedNode(RDF + "subject"), NamedNode(RDF + "object")
_ABOUT, _INDICATOR, _EVIDENCE = (NamedNode(COOP + name) for name in ("about", "indicator", "evidence"))

_DOCUMENT = 10


def description(
    graph: Graph,
    paths: tuple[str, ...],
    address: str,
    accept: str = "",
    format: str = "",
    reader: Reader | None = None,
    most: int = MOST,
) -> Answer:
    """`paths` are below the base, in the ways an IRI may write what came; `address` is the server's, without a slash at
    the end."""
    try:
        path, form = _known(graph, paths, format)
    except RefusedError as refused:
        if not isinstance(choose(GRAPHS, accept, format)[0].writes, RdfFormat):
            return _nothing(graph, paths[0], str(refused), reader or Reader())
        raise
    chosen, media_type = choose(GRAPHS, accept, form)
    thing = NamedNode(graph.base + path)
    rule = list(turtle("rules", graph.base).quads_for_pattern(thing, None, None, None))
    if not isinstance(chosen.writes, RdfFormat):
        own = islice(graph.store.quads_for_pattern(thing, None, None, None), most)
        shown = thing_page(graph, thing, sorted([*rule, *own], key=str), reader or Reader())
        return with_links(shown, address, graph.publication.licence, by_suffix(path))
    found = statements(graph.store, thing, evidence=chosen.writes in WITH_GRAPHS, most=most)
    quads = [*rule, *found.quads, *([] if found.whole else _rest(thing, paths[0], address))]
    json = chosen.writes == RdfFormat.JSON_LD
    body = compact(quads, address) if json else serialised(quads, chosen)
    return with_links(Answer(200, media_type, body), address, graph.publication.licence, by_suffix(path))


def _known(graph: Graph, paths: tuple[str, ...], format: str) -> tuple[str, str]:
    """The path of a thing that the graph knows, and the format; `city/omsk.ttl` names both, where no thing is
    called so. Refuses with 404."""
    asked = [(path, format) for path in paths]
    asked += [(path, end) for path, _, end in (one.rpartition(".") for one in paths) if path and end in _ENDS]
    for path, form in asked:
        with suppress(ValueError):
            thing = NamedNode(graph.base + path)
            known = turtle("rules", graph.base).quads_for_pattern(thing, None, None, None)
            if statements(graph.store, thing, evidence=False, most=1).quads or any(known):
                return path, form
    raise RefusedError(404, f"nothing is known of {graph.base}{paths[0]}")


def _nothing(graph: Graph, path: str, message: str, reader: Reader) -> Answer:
    """Says so on a page, with the things that are called like the end of the address."""
    words = words_of(path)
    names = Names(graph, reader.language)
    found = [names.named(iri) for iri in _meant(graph, words)]
    meant = [Meant(one.link, f"{one.label} · {names.declared(one.kind or 'Document')}") for one in found]
    told = texts(reader.language)("refused.unknown", iri=graph.base + path)
    return refusal(reader, 404, message, told=told, meant=meant, words=words)


def _meant(graph: Graph, words: str) -> list[str]:
    """The IRIs of what the words, or else one of them, may stand for."""
    # To know the other spellings of a name takes the names of all.
    register = Register(graph.store) if small_enough(graph.store) else None
    for some in dict.fromkeys([words, *sorted(words.split(), key=len, reverse=True)[:3]] if words else []):
        found = [value(row, "thing") for row in rows(graph, search_query(some.lower(), SUGGESTED))]
        if found or (found := [one.iri for one in register.find(some)] if register else []):
            return found
    return [one.iri for one in register.like(words)] if register and words else []


def _rest(thing: NamedNode, path: str, address: str) -> list[Quad]:
    """Says that the answer is cut, and where the rest is."""
    here = NamedNode(f"{address}/{quote(path, safe='/:,=')}")
    note = f"There is more about {thing.value} than is given here."
    rest = NamedNode(f"{address}/queries/evidence?entity={quote(thing.value, safe='')}")
    return [
        Quad(here, NamedNode(RDFS + "comment"), Literal(note, language="en")),
        Quad(here, NamedNode(RDFS + "seeAlso"), rest),
    ]


def routes(ask: Ask) -> list[BaseRoute]:
    def thing(request: Request) -> Task:
        raw = request.scope.get("raw_path", b"").decode("latin-1").lstrip("/")
        # An IRI may hold Cyrillic as letters and a slash as %2F.
        paths = (request.path_params["path"], raw, _BEYOND_ASCII.sub(lambda found: unquote(found[0]), raw))
        distinct = tuple(dict.fromkeys(paths))
        return task(description, distinct, address(request), *wanted(request), Reader.of(request))

    return [route("/{path:path}", ask, thing)]


class Statements:
    """As many as are asked for."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._quads: set[Quad] = set()
        self.whole = True
        """False when there are more."""

    def add(self, quads: Iterable[Quad]) -> list[Quad]:
        found = list(islice(quads, self._most + 1))
        self.whole = self.whole and len(found) <= self._most
        self._quads.update(found[: self._most])
        return found[: self._most]

    @property
    def quads(self) -> list[Quad]:
        return sorted(self._quads, key=_order)


def statements(store: Store, thing: NamedNode, *, evidence: bool, most: int) -> Statements:
    """Of a document: its graph. Of anything else: what it is the subject of, in any graph, and the entities that point
    to it; of a claim also its words; with `evidence` the claims about it with their words, in their graphs.

    At most `most` statements of each of these kinds; of a document's graph so many times more that long transcripts
    are whole. No quads when the IRI is unknown."""
    if store.contains_named_graph(thing):
        taken = Statements(most * _DOCUMENT)
        taken.add(store.quads_for_pattern(None, None, None, thing))
        taken.add(store.quads_for_pattern(None, None, thing, DefaultGraph()))
        return taken
    taken = Statements(most)
    own = taken.add(store.quads_for_pattern(thing, None, None, None))
    for quad in own:
        taken.add(_words(store, quad))
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{thing.value}#"):
            # A part of it without a page of its own: its position, a term of office.
            taken.add(store.quads_for_pattern(quad.object, None, None, None))
    pointing = taken.add(store.quads_for_pattern(None, None, thing, DefaultGraph()))
    if not own and not pointing or "#" in thing.value:
        # A rule is known by its claims alone, a span by what is said in it.
        taken.add(store.quads_for_pattern(None, None, thing, None))
    elif evidence:
        taken.add(quad for claim in _claims(store, thing) for quad in _with_words(store, claim))
    return taken


def _order(quad: Quad) -> tuple[str, str, str, str]:
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), str(quad.predicate), str(quad.object)


def _claims(store: Store, thing: NamedNode) -> Iterator[Quad]:
    """One statement of each claim about it: it is the subject, or the object, or a figure is about it."""
    yield from store.quads_for_pattern(None, _SUBJECT, thing, None)
    yield from store.quads_for_pattern(None, _OBJECT, thing, None)
    for about in store.quads_for_pattern(None, _ABOUT, thing, DefaultGraph()):
        yield from store.quads_for_pattern(None, _INDICATOR, about.subject, None)


def _with_words(store: Store, claim: Quad) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(claim.subject, None, None, claim.graph_name):
        yield quad
        yield from _words(store, quad)


def _words(store: Store, quad: Quad) -> Iterator[Quad]:
    """Of the span that it names as evidence, if it does."""
    if quad.predicate == _EVIDENCE and isinstance(quad.object, NamedNode):
        yield from store.quads_for_pattern(quad.object, None, None, quad.graph_name)
