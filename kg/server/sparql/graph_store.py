"""`/store`: SPARQL 1.1 Graph Store HTTP Protocol, graphs read and written as a whole.

Graphs are named by `?graph=IRI`, by `?default`, or by their own address below `/store/`.

Beside the standard, as Oxigraph's server has it: `/store` alone gives the whole store, and takes statements that name
their graphs. Each writing is done as a whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, ClassVar, TypeAlias
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse, serialize
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.model.namespaces import PREFIXES
from kg.server.answers.formats import GRAPHS, choose
from kg.server.answers.task import DONE, TEXT, Answer, Ask, Graph, RefusedError, Task, writing
from kg.server.http.request import DATA, accept, authorize, content, content_type, fields
from kg.server.http.responses import response
from kg.server.sparql.protocol import first_format, single
from kg.server.sparql.query import failed

Sent: TypeAlias = Sequence[tuple[str, bytes]]
"""Media type and content, of one file or more."""
_OF_IRIS = "%/:?#[]@!$&'()*+,;=~"
"""Characters that stay as they are when an IRI becomes a URI (RFC 3987, 3.1)."""
_WITH_NAMES = ("nquads", "trig", "jsonld")
_OF_STORES = tuple(format_ for name in _WITH_NAMES for format_ in GRAPHS if format_.name == name)
_OF_GRAPHS = tuple(f for f in GRAPHS if isinstance(f.writes, RdfFormat) and f.name not in ("nquads", "trig"))


def routes(ask: Ask, token: str | None = None) -> list[BaseRoute]:
    """Read by everybody, written by whoever has the token, if there is one."""

    async def store(request: Request) -> ASGIApp:
        graph = _graph(request)
        if request.method in ("GET", "HEAD"):
            return response(await ask(Read(graph, accept(request), first_format(fields(request)))))
        if token is None:
            refusal = "this endpoint is read-only; it takes writes when it is started with --writable"
            raise RefusedError(405, refusal, {"allow": "GET, HEAD"})
        authorize(request, token)
        return response(await ask(await _writing(request, graph)))

    methods = ["GET", "PUT", "POST", "DELETE"]
    return [Route(path, store, methods=methods) for path in ("/store", "/store/{name:path}")]


def _graph(request: Request) -> str | None:
    """Its IRI, empty for the default graph; None for the whole store."""
    given = fields(request)
    named = [name for name in ("graph", "default") if name in given]
    direct = request.path_params.get("name") is not None
    if len(named) + direct > 1 or single(given, "default"):
        raise RefusedError(400, "one graph is named: by ?graph=IRI, by ?default, or by the address alone")
    if direct:
        return _address(request)
    if "default" in named:
        return ""
    if "graph" in named:
        iri = single(given, "graph")
        if not iri:
            raise RefusedError(400, "?graph= takes an absolute IRI; the default graph is ?default")
        return iri
    return None


async def _writing(request: Request, graph: str | None) -> Task:
    if request.method == "DELETE":
        return writing(_drop, _one_graph(graph))
    header = request.headers.get("content-type", "")
    kind, charset = content_type(header)
    body = await content(request, DATA)
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, "graphs are sent in UTF-8")
    sent = tuple(_files(header, body)) if kind == "multipart/form-data" else ((kind, body),)
    if request.method == "PUT":
        return writing(_put, _one_graph(graph), sent)
    return writing(_add, sent, _address(request)) if graph is None else writing(_write, graph, sent)


def _files(header: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    """Media type and content of each file sent as multipart/form-data (RFC 7578)."""
    boundary = parse_options_header(header)[1].get(b"boundary")
    if not boundary:
        raise RefusedError(400, "multipart/form-data needs a boundary")
    files: list[tuple[dict[bytes, bytes], bytearray]] = []
    name, value, ended = bytearray(), bytearray(), []

    def on_header_end() -> None:
        files[-1][0][bytes(name).lower()] = bytes(value)
        name.clear()
        value.clear()

    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": lambda: files.append(({}, bytearray())),
            "on_header_field": lambda data, start, end: name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: value.extend(data[start:end]),
            "on_header_end": on_header_end,
            "on_part_data": lambda data, start, end: files[-1][1].extend(data[start:end]),
            "on_end": lambda: ended.append(True),
        },
    )
    try:
        parser.write(body)
    except MultipartParseError as error:
        raise RefusedError(400, f"the content is no multipart/form-data: {error}") from None
    if not ended:
        raise RefusedError(400, "the content does not end with its boundary")
    for headers, data in files:
        kind = content_type(headers.get(b"content-type", b"").decode("latin-1"))[0]
        if not kind:
            raise RefusedError(400, "each part has its Content-Type")
        yield kind, bytes(data)


def _one_graph(graph: str | None) -> str:
    if graph is None:
        raise RefusedError(400, "which graph: ?graph=IRI or ?default")
    return graph


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


@dataclass(frozen=True, slots=True)
class Read:
    shape: ClassVar[str] = "a graph as it stands"

    name: str | None
    """The graph's IRI, empty for the default graph; None for the whole store."""
    accept: str = ""
    format: str = ""

    def answer(self, graph: Graph) -> Answer:
        named = None if self.name is None else _present(graph, self.name)
        chosen, media_type = choose(_OF_STORES if named is None else _OF_GRAPHS, self.accept, self.format)

        def write(out: BinaryIO) -> None:
            with failed():
                graph.store.dump(out, chosen.writes, from_graph=named, prefixes=PREFIXES)  # type: ignore[arg-type]

        return Answer(200, media_type, write=write)


def _add(graph: Graph, sent: Sent, address: str) -> Answer:
    """What is sent beside what there is: in the graphs it names, or in a new one below `address`."""
    if all(_format(kind) in (RdfFormat.N_QUADS, RdfFormat.TRIG) for kind, _ in sent):
        quads = _read(sent, graph.base, names_graphs=True)
        with failed():
            graph.store.extend(quads)
        return DONE
    number = 1
    while _exists(graph.store, _named(f"{address}/{number}")):
        number += 1
    return _write(graph, f"{address}/{number}", sent)


def _put(graph: Graph, name: str, sent: Sent) -> Answer:
    return _write(graph, name, sent, instead=True)


def _drop(graph: Graph, name: str) -> Answer:
    named = _present(graph, name)
    with failed():
        graph.store.update(f"DROP SILENT {_spelt(named)}")
    return DONE


def _write(graph: Graph, name: str, sent: Sent, *, instead: bool = False) -> Answer:
    """What is sent beside what the graph has, or instead of it."""
    named = _named(name)
    triples = _read(sent, name or graph.base, names_graphs=False)
    new = not _exists(graph.store, named)
    spelt = _spelt(named)
    drop = f"DROP SILENT {spelt};" if instead else ""
    create = f"CREATE SILENT {spelt};" if name else ""
    # One update makes one transaction, which several calls to the store are not; so the triples go as text.
    data = (serialize((quad.triple for quad in triples), format=RdfFormat.N_TRIPLES) or b"").decode()
    inside = f"{spelt} {{ {data} }}" if name else data
    with failed():
        graph.store.update(f"{drop} {create} INSERT DATA {{ {inside} }}")
    return Answer(201, TEXT, headers=(("location", quote(name, safe=_OF_IRIS)),)) if new else DONE


def _read(sent: Sent, base: str, *, names_graphs: bool) -> list[Quad]:
    quads: list[Quad] = []
    for kind, body in sent:
        format_ = _format(kind)
        if format_ is None:
            offered = ", ".join(f.media_types[0] for f in GRAPHS if isinstance(f.writes, RdfFormat))
            raise RefusedError(415, f"no statements are read from {kind or 'content without a type'}; from: {offered}")
        try:
            quads += parse(body, format_, base_iri=base, without_named_graphs=not names_graphs, rename_blank_nodes=True)
        except (SyntaxError, ValueError) as error:
            raise RefusedError(400, f"the content is no {format_.name}: {error}") from None
    return quads


def _format(kind: str) -> RdfFormat | None:
    return next((f.writes for f in GRAPHS if kind in f.media_types and isinstance(f.writes, RdfFormat)), None)


def _named(name: str) -> NamedNode | DefaultGraph:
    try:
        return NamedNode(name) if name else DefaultGraph()
    except ValueError:
        raise RefusedError(400, f"a graph is named by an absolute IRI, and {name!r} is none") from None


def _spelt(named: NamedNode | DefaultGraph) -> str:
    return f"GRAPH {named}" if isinstance(named, NamedNode) else "DEFAULT"


def _present(graph: Graph, name: str) -> NamedNode | DefaultGraph:
    """Refuses with 404 one that is not there."""
    named = _named(name)
    if not _exists(graph.store, named):
        raise RefusedError(404, f"no graph {name}")
    return named


def _exists(store: Store, named: NamedNode | DefaultGraph) -> bool:
    return isinstance(named, DefaultGraph) or store.contains_named_graph(named)
