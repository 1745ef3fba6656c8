"""`/store`: SPARQL 1.1 Graph Store HTTP Protocol.

Graphs are named by `?graph=IRI`, by `?default`, or by their own address below `/store/`.

Beside the standard, as Oxigraph's server has it: `/store` alone gives the whole store, and takes statements that name
their graphs."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.server.authorization import authorize
from kg.server.content import DATA, content, content_type
from kg.server.graphs import Add, Drop, Put, Read
from kg.server.multipart import parts
from kg.server.protocol import address_fields, first_format, single
from kg.server.responses import response
from kg.server.tasks import Ask, Task


def routes(ask: Ask, token: str | None = None) -> list[BaseRoute]:
    """Read by everybody, written by whoever has the token, if there is one."""

    async def store(request: Request) -> Response:
        graph = _graph(request)
        if request.method in ("GET", "HEAD"):
            accept = ", ".join(request.headers.getlist("accept"))
            return response(await ask(Read(graph, accept, first_format(address_fields(request)))))
        if token is None:
            refusal = "this endpoint is read-only; it takes writes when it is started with --writable"
            raise HTTPException(405, refusal, {"allow": "GET, HEAD"})
        authorize(request, token)
        return response(await ask(await _writing(request, graph)))

    methods = ["GET", "PUT", "POST", "DELETE"]
    return [Route("/store", store, methods=methods), Route("/store/{name:path}", store, methods=methods)]


def _graph(request: Request) -> str | None:
    """Its IRI, empty for the default graph; None for the whole store."""
    fields = address_fields(request)
    named = [name for name in ("graph", "default") if name in fields]
    direct = request.path_params.get("name") is not None
    if len(named) + direct > 1 or single(fields, "default"):
        raise HTTPException(400, "one graph is named: by ?graph=IRI, by ?default, or by the address alone")
    if direct:
        return _address(request)
    if "default" in named:
        return ""
    if "graph" in named:
        iri = single(fields, "graph")
        if not iri:
            raise HTTPException(400, "?graph= takes an absolute IRI; the default graph is ?default")
        return iri
    return None


async def _writing(request: Request, graph: str | None) -> Task:
    if request.method == "DELETE":
        return Drop(_one_graph(graph))
    header = request.headers.get("content-type", "")
    kind, charset = content_type(header)
    body = await content(request, DATA)
    if charset not in ("", "utf-8", "utf8"):
        raise HTTPException(415, "graphs are sent in UTF-8")
    sent = parts(header, body) if kind == "multipart/form-data" else ((kind, body),)
    if request.method == "PUT":
        return Put(_one_graph(graph), sent)
    return Add(graph, sent, _address(request))


def _one_graph(graph: str | None) -> str:
    if graph is None:
        raise HTTPException(400, "which graph: ?graph=IRI or ?default")
    return graph


def _address(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))
