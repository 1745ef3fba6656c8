"""`/store`: SPARQL 1.1 Graph Store HTTP Protocol.

Graphs are named by `?graph=IRI`, by `?default`, or by their own address below `/store/`.

Beside the standard, as Oxigraph's server has it: `/store` alone gives the whole store, and takes statements that name
their graphs."""

from collections.abc import Iterator

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.server.answers.task import Ask, RefusedError, Task
from kg.server.http.request import DATA, accept, authorize, content, content_type, fields
from kg.server.http.responses import response
from kg.server.sparql.graphs import Add, Drop, Put, Read
from kg.server.sparql.protocol import first_format, single


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
        return Drop(_one_graph(graph))
    header = request.headers.get("content-type", "")
    kind, charset = content_type(header)
    body = await content(request, DATA)
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, "graphs are sent in UTF-8")
    sent = tuple(_files(header, body)) if kind == "multipart/form-data" else ((kind, body),)
    if request.method == "PUT":
        return Put(_one_graph(graph), sent)
    return Add(graph, sent, _address(request))


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
