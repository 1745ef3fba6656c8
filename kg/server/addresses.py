"""The address a client has of this server."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def address(request: Request) -> str:
    """Scheme, host and port, without a slash at the end. Raises HTTPException 400 when the Host header is none."""
    host = request.headers.get("host")
    if host is None:
        server = request.scope.get("server") or ("localhost", None)
        host = f"{server[0]}:{server[1]}" if server[1] else server[0]
    if not _HOST.fullmatch(host):
        raise HTTPException(400, "the Host header is no host name")
    return f"{request.scope['scheme']}://{host}{request.scope.get('root_path', '')}"
