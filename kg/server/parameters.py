"""The query string of a request, and the format that it asks for."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.server.negotiation import Format, NotAcceptableError, UnknownFormatError, choose

_MOST = 100


def values(request: Request) -> dict[str, str]:
    """Each parameter with its one value. Raises HTTPException 400 when one is repeated or is not UTF-8."""
    found: dict[str, str] = {}
    for name, value in _pairs(request.scope["query_string"]):
        if name in found:
            raise HTTPException(400, f"the parameter {name!r} is given more than once")
        found[name] = value
    return found


def wanted(request: Request, formats: Sequence[Format]) -> Format:
    """By `?format=` or Accept. Raises HTTPException 400 or 406."""
    try:
        return choose(formats, request.headers.get("accept", ""), values(request).get("format", ""))[0]
    except UnknownFormatError as error:
        raise HTTPException(400, str(error)) from None
    except NotAcceptableError as error:
        raise HTTPException(406, str(error)) from None


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeDecodeError:
        raise HTTPException(400, "the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"at most {_MOST} parameters are taken") from None
