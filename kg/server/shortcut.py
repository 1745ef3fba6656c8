"""The way past the router for the address that is asked most."""

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.responses import refused


def shortcut(whole: ASGIApp, route: Route, wrapped: Callable[[ASGIApp], ASGIApp]) -> ASGIApp:
    """Answers as `whole` does, in half the time where `route` is asked, unless by another site's page, for which CORS
    has rules. `wrapped` adds the middleware that the route needs nevertheless."""
    methods = route.methods or set()

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await route.endpoint(request)
        except HTTPException as refusal:
            response = await refused(request, refusal)
        await response(scope, receive, send)

    direct = varying(wrapped(endpoint))

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"] == route.path and scope["method"] in methods
        if asked and not any(name == b"origin" for name, _ in scope["headers"]):
            await direct(scope, receive, send)
        else:
            await whole(scope, receive, send)

    return application


def varying(app: ASGIApp) -> ASGIApp:
    """So that no cache gives an answer of this to another site's page."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(raw=message["headers"]).add_vary_header("Origin")
            await send(message)

        await app(scope, receive, sending)

    return application
