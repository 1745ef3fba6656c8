"""The query string of a request, and the format that it asks for."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.server.negotiation import Format, NotAcceptableError, UnknownFormatError, choose
from kg.server.protocol import fields_in


def values(request: Request) -> dict[str, str]:
    """Each parameter with its one value. Raises HTTPException 400 when one is repeated or is not UTF-8."""
    return values_in(request.scope["query_string"])


def values_in(query_string: bytes) -> dict[str, str]:
    """As `values`."""
    fields = fields_in(query_string)
    for name, given in fields.items():
        if len(given) > 1:
            raise HTTPException(400, f"the parameter {name!r} is given {len(given)} times")
    return {name: given[0] for name, given in fields.items()}


def accept(request: Request) -> str:
    """Of several headers, all (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist("accept"))


def wanted(request: Request, formats: Sequence[Format]) -> Format:
    """By `?format=` or Accept. Raises HTTPException 400 or 406."""
    try:
        return choose(formats, accept(request), values(request).get("format", ""))[0]
    except UnknownFormatError as error:
        raise HTTPException(400, str(error)) from None
    except NotAcceptableError as error:
        raise HTTPException(406, str(error)) from None
