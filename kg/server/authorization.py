"""Who may write: whoever has the token of the server (RFC 6750)."""

import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request


def authorized(request: Request, token: str | None) -> bool:
    given = request.headers.getlist("authorization")
    if token is None or len(given) != 1:
        return False
    scheme, _, credentials = given[0].partition(" ")
    same = hmac.compare_digest(credentials.strip().encode("latin-1"), token.encode())
    return same and scheme.lower() == "bearer"


def authorize(request: Request, token: str | None) -> None:
    """Raises HTTPException with status 401 without the token."""
    if not authorized(request, token):
        wrong = ', error="invalid_token"' if "authorization" in request.headers else ""
        challenge = {"www-authenticate": f'Bearer realm="kg"{wrong}'}
        raise HTTPException(401, "writing needs the header «Authorization: Bearer TOKEN»", challenge)
