"""The graph as a data set: its page and its description, and what robots ask for, the list of all its pages."""

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from pyoxigraph import DefaultGraph, NamedNode

from kg.export.dataset import facts as told
from kg.export.dataset.crate import for_search_engines
from kg.export.dataset.description import DESCRIPTION_PREFIXES, File, PublishedAt, catalogue
from kg.export.dataset.facts import facts
from kg.export.formats import FILES
from kg.export.formats.dumps import DumpFormat
from kg.model.namespaces import COOP, RDF
from kg.server.answers.formats import TURTLE, written
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph, RefusedError
from kg.server.view.maps import MOST, small_enough
from kg.server.view.names import Names
from kg.server.view.rendering import page

PATH: Final = "/dataset"
VOID_PATH: Final = "/.well-known/void"
SITEMAP: Final = "/sitemap.xml"
_TOGETHER = 50_000
"""Addresses that a sitemap may hold (sitemaps.org)."""


def description(graph: Graph, address: str, accept: str = "", format: str = "", most: int = MOST) -> Answer:
    """For programs: VoID, DCAT and PROV. `address` is the server's, without a slash at the end; a graph of at most so
    many statements is offered as files."""
    known = facts(graph.store, graph.base, made_with=graph.made_with, publication=graph.publication)
    files = _files(address) if small_enough(graph.store, most) else []
    place = PublishedAt(f"{address}/", files, f"{address}/sparql", f"{address}/openapi.json")
    triples = catalogue(graph.store, known, place)
    # Whoever follows the link in a browser gets the Turtle.
    prefixes = {**DESCRIPTION_PREFIXES, "this": f"{known.iri}#"}
    return written(triples, accept, format, prefixes=prefixes, otherwise=TURTLE)


def dataset_page(graph: Graph, address: str, reader: Reader) -> Answer:
    """For people: what to cite, and where to get it."""
    known = facts(graph.store, graph.base, made_with=graph.made_with, publication=graph.publication)
    language, small = reader.language, small_enough(graph.store)
    return page(
        "dataset.html",
        reader,
        known=known,
        title=told.TITLES[language],
        about=told.ABOUT[language],
        rights=told.RIGHTS[language],
        licence=(known.publication.licence, known.publication.licence_name),
        software=f"{told.SOFTWARE} {told.software_version()}",
        downloads=list(FILES.items()) if small else [],
        for_search_engines=for_search_engines(known, _files(address) if small else []),
    )


def _files(address: str) -> list[File]:
    return [
        File(f"{address}/downloads/{name}", form.title, form.media_type, isinstance(form, DumpFormat))
        for name, form in FILES.items()
    ]


def sitemap(graph: Graph, address: str, part: int = 0, together: int = _TOGETHER) -> Answer:
    """The pages of entities and documents, for robots; where they are more than one list may hold, a list of lists, of
    which `part` counts from 1, with 0 for the whole."""
    addresses = sorted({address + path for path in _pages(graph)})
    parts = -(-len(addresses) // together)
    if part > max(parts, 1):
        raise RefusedError(404, f"no such part; there are: {parts}")
    if not part and parts > 1:
        lists = [f"{address}{SITEMAP}?part={number}" for number in range(1, parts + 1)]
        return Answer(200, "application/xml", _sitemap("sitemapindex", "sitemap", lists))
    begin = max(part - 1, 0) * together
    listed = addresses[begin : begin + together]
    return Answer(200, "application/xml", _sitemap("urlset", "url", listed))


def _pages(graph: Graph) -> Iterator[str]:
    names = Names(graph, "en")
    kinds = graph.store.quads_for_pattern(None, NamedNode(RDF + "type"), None, DefaultGraph())
    documents = graph.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(COOP + "Document"), None)
    for quad in (*kinds, *documents):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(graph.base):
            yield names.link(quad.subject.value)


def _sitemap(whole: str, entry: str, addresses: list[str]) -> bytes:
    lines = "".join(f"<{entry}><loc>{escape(one)}</loc></{entry}>\n" for one in addresses)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</{whole}>\n".encode()
