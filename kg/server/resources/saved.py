"""`/queries`: the saved queries, each at its name with its parameters as query string."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from kg.graph.bearers import NobodyError, SeveralError
from kg.model.errors import QueryError
from kg.queries.saved import SavedQuery, called
from kg.server.answers.formats import JSON, PAGE, Format, as_json, may_be_page
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Ask, Graph, RefusedError, problem, task
from kg.server.http.request import accept, address, reader, values
from kg.server.http.responses import response
from kg.server.pages.query import by_tag
from kg.server.pages.refusal import Meant, refusal
from kg.server.resources.interface import openapi, query_examples
from kg.server.sparql.query import Question, form_of
from kg.server.view.names import Names
from kg.server.view.rendering import page
from kg.server.view.table.chosen import narrowed, of_view
from kg.server.view.texts import texts

PATH = "/queries"
_LISTS = (PAGE, Format("json", "JSON", (JSON,)))


def queries_page(graph: Graph, reader: Reader) -> Answer:
    federated = [query for query in graph.queries.values() if query.federated]
    elsewhere = [(query, sorted(set(query.services) - graph.hosts)) for query in federated]
    return page("queries.html", reader, saved=by_tag(graph.queries), elsewhere=elsewhere)


def named_answer(graph: Graph, name: str, given: tuple[tuple[str, str], ...], question: Question) -> Answer:
    """The question with the text of a saved query, some of whose values are names, which only the graph can tell. With
    status 300 and the choices where a name is that of several things, 400 where it is nobody's."""
    try:
        text = graph.queries[name].text_with(dict(given), base=graph.base, store=graph.store)
    except (SeveralError, NobodyError) as error:
        return _choices(graph, name, question, error)
    except QueryError as error:
        raise RefusedError(400, str(error)) from None
    return replace(question, query=text).answer(graph)


def _choices(graph: Graph, name: str, question: Question, error: SeveralError | NobodyError) -> Answer:
    status, reader = 300 if isinstance(error, SeveralError) else 400, question.reader
    if reader is not None:
        names = Names(graph, reader.language)
        meant = []
        for one in error.choices:
            # The same question with the thing in the place of the name.
            given = {key: one.iri if said == error.name else said for key, said in reader.given}
            label = f"{names.named(one.iri).label} · {names.declared(one.kind)}"
            meant.append(Meant(f"{PATH}/{name}?{urlencode(given)}", label))
        told = texts(reader.language)(f"refused.{'several' if status == 300 else 'nobody'}", name=error.name)
        return refusal(reader, status, str(error), told=told, meant=meant)
    if status == 300 and ("json" in question.accept or question.format == "json"):
        choices = [{"iri": one.iri, "label": one.label, "class": one.kind} for one in error.choices]
        return as_json({"error": str(error), "choices": choices}, status)
    return problem(status, str(error))


def routes(ask: Ask, queries: Mapping[str, SavedQuery], base: str) -> list[BaseRoute]:
    own = {name: query for name, query in queries.items() if not query.federated}

    async def saved(request: Request) -> ASGIApp:
        query = _found(request, queries)
        given = {name: value for name, value in values(request).items() if not of_view(name)}
        name, accepted = given.pop("format", ""), accept(request)
        given.pop("lang", "")
        reads = Reader.of(request) if may_be_page(accepted, name) else None
        question = Question("", accept=accepted, format=name, reader=reads, narrowed=narrowed(request))
        if query.names(given):
            return response(await ask(task(named_answer, query.name, tuple(given.items()), question)))
        try:
            text = query.text_with(given, base=base)
        except QueryError as error:
            raise RefusedError(400, str(error)) from None
        return response(await ask(replace(question, query=text)))

    async def listing(request: Request) -> ASGIApp:
        if reads := reader(request, _LISTS):
            return response(await ask(task(queries_page, reads)))
        return response(as_json([_entry(query, address(request)) for query in own.values()]))

    async def description(request: Request) -> ASGIApp:
        return response(as_json(openapi(own.values(), address(request))))

    async def examples(request: Request) -> ASGIApp:
        return response(query_examples(own.values(), address(request), accept(request)))

    return [
        Route(PATH, listing),
        Route(f"{PATH}/{{name}}", saved),
        Route("/openapi.json", description),
        Route("/.well-known/sparql-examples", examples),
    ]


def _found(request: Request, queries: Mapping[str, SavedQuery]) -> SavedQuery:
    """Raises RefusedError with status 404."""
    try:
        return called(request.path_params["name"], queries)
    except QueryError as error:
        raise RefusedError(404, str(error)) from None


def _entry(query: SavedQuery, at: str) -> dict[str, object]:
    form = form_of(query)
    return {
        "name": query.name,
        "address": f"{at}/queries/{query.name}",
        "summary": query.summary,
        "description": query.description,
        **({"question": query.question} if query.question else {}),
        "tags": list(query.tags),
        "form": form.name,
        "columns": list(form.columns),
        "formats": [format_.name for format_ in form.formats],
        "parameters": [
            {"name": p.name, "takes": p.takes, "required": p.required, "default": p.default or None}
            for p in query.parameters
        ],
    }
