"""`/queries/NAME`: the saved queries, their parameters as query string."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.errors import QueryError
from kg.queries import SavedQuery
from kg.server.questions import Question
from kg.server.responses import response
from kg.server.tasks import Ask


def routes(ask: Ask, queries: Mapping[str, SavedQuery], base: str) -> list[BaseRoute]:
    async def saved(request: Request) -> Response:
        query = queries.get(request.path_params["name"])
        if query is None:
            raise HTTPException(404, f"no such query; there are: {', '.join(queries)}")
        values = dict(request.query_params)
        format_ = values.pop("format", "")
        try:
            text = query.text_with(values, base=base)
        except QueryError as error:
            raise HTTPException(400, str(error)) from None
        return response(await ask(Question(text, accept=request.headers.get("accept", ""), format=format_)))

    return [Route("/queries/{name}", saved)]
