"""`/queries`: the saved queries, each at its name with its parameters as query string."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.model.errors import QueryError
from kg.queries.saved import SavedQuery
from kg.server import parameters
from kg.server.addresses import address
from kg.server.direct import Read
from kg.server.forms import form_of
from kg.server.negotiation import PAGE, Format, may_be_page
from kg.server.openapi import openapi
from kg.server.pages.rendering import page
from kg.server.pages.start import by_tag
from kg.server.query_examples import query_examples
from kg.server.questions import Question
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.tasks import Answer, Ask, Graph

PATH = "/queries"
JSON = "application/json"
_REMEMBERED = 1000
_LISTS = (PAGE, Format("json", "JSON", (JSON,)))


@dataclass(frozen=True, slots=True)
class QueriesPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        return page("queries.html", self.reader, saved=by_tag(graph.queries))


def routes(ask: Ask, queries: Mapping[str, SavedQuery], base: str) -> list[BaseRoute]:
    own = {name: query for name, query in queries.items() if not query.federated}

    async def saved(request: Request) -> Response:
        text, name = _read(request.path_params["name"], request.scope["query_string"], queries, base)
        accept = parameters.accept(request)
        reader = Reader.of(request) if may_be_page(accept, name) else None
        return response(await ask(Question(text, accept=accept, format=name, reader=reader)))

    async def listing(request: Request) -> Response:
        if parameters.wanted(request, _LISTS) is PAGE:
            return response(await ask(QueriesPage(Reader.of(request))))
        listed = [_entry(query, address(request)) for query in own.values()]
        return response(Answer(200, JSON, json.dumps(listed, ensure_ascii=False, indent=1).encode()))

    async def description(request: Request) -> Response:
        document = openapi(own.values(), address(request))
        return response(Answer(200, JSON, json.dumps(document, ensure_ascii=False, indent=1).encode()))

    async def examples(request: Request) -> Response:
        return response(query_examples(own.values(), address(request), parameters.accept(request)))

    return [
        Route(PATH, listing),
        Route(f"{PATH}/{{name}}", saved),
        Route("/openapi.json", description),
        Route("/.well-known/sparql-examples", examples),
    ]


def plain(queries: Mapping[str, SavedQuery], base: str) -> Read:
    """Reads what is asked of a saved query once, and remembers it."""

    @lru_cache(maxsize=_REMEMBERED)
    def read(path: str, query_string: bytes) -> tuple[str, str] | None:
        try:
            return _read(path.removeprefix(f"{PATH}/"), query_string, queries, base)
        except HTTPException:  # as the whole way will say
            return None

    return read


def _read(name: str, query_string: bytes, queries: Mapping[str, SavedQuery], base: str) -> tuple[str, str]:
    """The text with its parameters, and the name of the format. Raises HTTPException with status 400 or 404."""
    query = queries.get(name)
    if query is None:
        raise HTTPException(404, f"no such query; there are: {', '.join(queries)}")
    values = parameters.values_in(query_string)
    format_ = values.pop("format", "")
    values.pop("lang", "")
    try:
        return query.text_with(values, base=base), format_
    except QueryError as error:
        raise HTTPException(400, str(error)) from None


def _entry(query: SavedQuery, at: str) -> dict[str, object]:
    form = form_of(query)
    return {
        "name": query.name,
        "address": f"{at}/queries/{query.name}",
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "form": form.name,
        "columns": list(form.columns),
        "formats": [format_.name for format_ in form.formats],
        "parameters": [
            {"name": p.name, "takes": p.takes, "required": p.required, "default": p.default or None}
            for p in query.parameters
        ],
    }
