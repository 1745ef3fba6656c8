"""The pages that are about many things, the graph as a data set, the files of maps and downloads, and what browsers and
robots ask for besides."""

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from pyoxigraph import DefaultGraph, NamedNode
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.export.dataset import facts as told
from kg.export.dataset.crate import for_search_engines
from kg.export.dataset.description import DESCRIPTION_PREFIXES, PublishedAt, catalogue
from kg.export.formats import FILES
from kg.model.errors import KgError
from kg.model.namespaces import COOP, RDF
from kg.server.answers.formats import TURTLE, as_json, written
from kg.server.answers.reader import Reader
from kg.server.answers.task import NOT_KEPT, Answer, Answering, Graph, RefusedError, Task, task
from kg.server.http.request import address, fields, reader, values, wanted
from kg.server.http.responses import by_parameter, response, route
from kg.server.pages.map import map_page
from kg.server.pages.overviews import contradictions_page, start_page, timeline_page
from kg.server.pages.query import list_page, query_page, search_page
from kg.server.view.map_options import read
from kg.server.view.maps import FORMS, MOST, download, files, known, map_file
from kg.server.view.names import Names
from kg.server.view.rendering import STATIC, page

_DATASET, _VOID, _SITEMAP = "/dataset", "/.well-known/void", "/sitemap.xml"
_ROBOTS = f"""User-agent: *
Disallow: /sparql
Disallow: /store
Disallow: /queries/
Disallow: /query
Disallow: /search
Disallow: /maps/
Disallow: /downloads/
Disallow: /reconcile
Sitemap: {{address}}{_SITEMAP}
"""
"""Things and documents may be indexed; what is computed for each request, or is the whole graph, not."""
_TOGETHER = 50_000
"""Addresses that a sitemap may hold (sitemaps.org)."""


class Files(StaticFiles):
    """Their addresses change with their content, so browsers need not ask twice."""

    def file_response(self, *arguments: object, **named: object) -> Response:
        found = super().file_response(*arguments, **named)  # type: ignore[arg-type]
        found.headers["cache-control"] = "public, max-age=31536000, immutable"
        return found


def _probe(graph: Graph) -> Answer:
    """Whether the store answers."""
    next(iter(graph.store.quads_for_pattern(None, None, None, None)), None)
    return Answer(200, "", headers=NOT_KEPT)


def routes(engine: Answering, licence: str) -> list[BaseRoute]:
    ask = engine.ask

    def page(path: str, shown: Callable[[Graph, Reader], Answer]) -> Route:
        return route(path, ask, lambda request: task(shown, Reader.of(request)))

    async def health(request: Request) -> ASGIApp:
        ok = (await ask(task(_probe))).status == 200
        trouble = engine.trouble()
        told = {"ok": ok, **({"behind": trouble} if trouble else {})}
        return response(as_json(told, 200 if ok else 503, headers=NOT_KEPT, indent=None))

    async def robots(request: Request) -> ASGIApp:
        return PlainTextResponse(_ROBOTS.format(address=address(request)))

    return [
        route("/", ask, _start, licence, by_parameter("/")),
        route(_VOID, ask, _dataset, licence, by_parameter(_VOID)),
        route(_DATASET, ask, _about, licence, by_parameter(_DATASET)),
        route(_SITEMAP, ask, _sitemap),
        Route("/health", health),
        Route("/robots.txt", robots),
        page("/query", query_page),
        page("/contradictions", contradictions_page),
        page("/map", map_page),
        page("/timeline", timeline_page),
        page("/search", search_page),
        route("/list/{kind:str}", ask, lambda asked: task(list_page, asked.path_params["kind"], Reader.of(asked))),
        route("/downloads/{name}", ask, _download, licence),
        route("/maps/{file}", ask, _map),
        Mount("/static", Files(directory=STATIC)),
    ]


def _start(request: Request) -> Task:
    """For machines what the graph is."""
    reads = reader(request)
    return task(start_page, reads) if reads else _dataset(request)


def _dataset(request: Request) -> Task:
    return task(description, address(request), *wanted(request))


def _about(request: Request) -> Task:
    reads = reader(request)
    return task(dataset_page, address(request), reads) if reads else _dataset(request)


def _sitemap(request: Request) -> Task:
    part = values(request).get("part", "0")
    if not (part.isascii() and part.isdecimal() and len(part) < 6):
        raise RefusedError(400, f"part {part!r}: a whole number is allowed")
    return task(sitemap, address(request), int(part))


def _download(request: Request) -> Task:
    name = request.path_params["name"]
    if name not in FILES:
        raise RefusedError(404, f"no such download; there are: {', '.join(FILES)}")
    return task(download, name)


def _map(request: Request) -> Task:
    name, _, form = request.path_params["file"].rpartition(".")
    if form not in FORMS:
        raise RefusedError(404, f"a map has one of the ends .{', .'.join(FORMS)}")
    try:
        return task(map_file, name, form, read(fields(request)))
    except KgError as error:
        raise RefusedError(400, str(error)) from None


def description(graph: Graph, address: str, accept: str = "", format: str = "", most: int = MOST) -> Answer:
    """For programs: VoID, DCAT and PROV. `address` is the server's, without a slash at the end; a graph of at most so
    many statements is offered as files."""
    of_graph = known(graph)
    offered = files(graph, address, most)
    place = PublishedAt(f"{address}/", offered, f"{address}/sparql", f"{address}/openapi.json")
    triples = catalogue(graph.store, of_graph, place)
    # Whoever follows the link in a browser gets the Turtle.
    prefixes = {**DESCRIPTION_PREFIXES, "this": f"{of_graph.iri}#"}
    return written(triples, accept, format, prefixes=prefixes, otherwise=TURTLE)


def dataset_page(graph: Graph, address: str, reader: Reader) -> Answer:
    """For people: what to cite, and where to get it."""
    of_graph, language = known(graph), reader.language
    return page(
        "dataset.html",
        reader,
        known=of_graph,
        title=told.TITLES[language],
        about=told.ABOUT[language],
        rights=told.RIGHTS[language],
        licence=(graph.publication.licence, graph.publication.licence_name),
        software=f"{told.SOFTWARE} {told.software_version()}",
        downloads=files(graph),
        structured=for_search_engines(of_graph, files(graph, address), language),
    )


def sitemap(graph: Graph, address: str, part: int = 0, together: int = _TOGETHER) -> Answer:
    """The pages of entities and documents, for robots; where they are more than one list may hold, a list of lists, of
    which `part` counts from 1, with 0 for the whole."""
    addresses = sorted({address + path for path in _pages(graph)})
    parts = -(-len(addresses) // together)
    if part > max(parts, 1):
        raise RefusedError(404, f"no such part; there are: {parts}")
    if not part and parts > 1:
        lists = [f"{address}{_SITEMAP}?part={number}" for number in range(1, parts + 1)]
        return Answer(200, "application/xml", _listed("sitemapindex", "sitemap", lists))
    begin = max(part - 1, 0) * together
    listed = addresses[begin : begin + together]
    return Answer(200, "application/xml", _listed("urlset", "url", listed))


def _pages(graph: Graph) -> Iterator[str]:
    names = Names(graph, "en")
    kinds = graph.store.quads_for_pattern(None, NamedNode(RDF + "type"), None, DefaultGraph())
    documents = graph.store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(COOP + "Document"), None)
    for quad in (*kinds, *documents):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(graph.base):
            yield names.link(quad.subject.value)


def _listed(whole: str, entry: str, addresses: list[str]) -> bytes:
    lines = "".join(f"<{entry}><loc>{escape(one)}</loc></{entry}>\n" for one in addresses)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</{whole}>\n".encode()
