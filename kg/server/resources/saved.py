"""`/queries`: the saved queries, each at its name with its parameters as query string."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.model.errors import QueryError
from kg.queries.saved import SavedQuery
from kg.server.answers.formats import PAGE, Format, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError
from kg.server.http.request import accept, address, values, wanted
from kg.server.http.responses import response
from kg.server.pages.lists import by_tag
from kg.server.resources.interface import openapi, query_examples
from kg.server.sparql.query import Question, form_of
from kg.server.view.rendering import page
from kg.server.view.table.chosen import narrowed, of_view

PATH = "/queries"
JSON = "application/json"
_LISTS = (PAGE, Format("json", "JSON", (JSON,)))


@dataclass(frozen=True, slots=True)
class QueriesPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        return page("queries.html", self.reader, saved=by_tag(graph.queries))


def routes(ask: Ask, queries: Mapping[str, SavedQuery], base: str) -> list[BaseRoute]:
    own = {name: query for name, query in queries.items() if not query.federated}

    async def saved(request: Request) -> ASGIApp:
        text, name = _read(request, queries, base)
        accepted = accept(request)
        reader = Reader.of(request) if may_be_page(accepted, name) else None
        return response(
            await ask(Question(text, accept=accepted, format=name, reader=reader, narrowed=narrowed(request)))
        )

    async def listing(request: Request) -> ASGIApp:
        if wanted(request, _LISTS) is PAGE:
            return response(await ask(QueriesPage(Reader.of(request))))
        listed = [_entry(query, address(request)) for query in own.values()]
        return response(Answer(200, JSON, json.dumps(listed, ensure_ascii=False, indent=1).encode()))

    async def description(request: Request) -> ASGIApp:
        document = openapi(own.values(), address(request))
        return response(Answer(200, JSON, json.dumps(document, ensure_ascii=False, indent=1).encode()))

    async def examples(request: Request) -> ASGIApp:
        return response(query_examples(own.values(), address(request), accept(request)))

    return [
        Route(PATH, listing),
        Route(f"{PATH}/{{name}}", saved),
        Route("/openapi.json", description),
        Route("/.well-known/sparql-examples", examples),
    ]


def _read(request: Request, queries: Mapping[str, SavedQuery], base: str) -> tuple[str, str]:
    """The text with its parameters, and the name of the format. Raises RefusedError with status 400 or 404."""
    query = queries.get(request.path_params["name"])
    if query is None:
        raise RefusedError(404, f"no such query; there are: {', '.join(queries)}")
    given = values(request)
    format_ = given.pop("format", "")
    given.pop("lang", "")
    given = {name: value for name, value in given.items() if not of_view(name)}
    try:
        return query.text_with(given, base=base), format_
    except QueryError as error:
        raise RefusedError(400, str(error)) from None


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
