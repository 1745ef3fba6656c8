"""Files sent as multipart/form-data (RFC 7578)."""

import re

from starlette.exceptions import HTTPException

_BOUNDARY = re.compile(r"""boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))""", re.IGNORECASE)
_TYPE = re.compile(rb"^content-type[ \t]*:[ \t]*([^\s;]+)", re.IGNORECASE | re.MULTILINE)


def parts(header: str, body: bytes) -> tuple[tuple[str, bytes], ...]:
    """Media type and content of each. Raises HTTPException with status 400."""
    boundary = _BOUNDARY.search(header)
    if boundary is None:
        raise HTTPException(400, "multipart/form-data needs a boundary")
    between = b"\r\n--" + (boundary[1] or boundary[2]).encode("latin-1")
    _, *pieces = (b"\r\n" + body).split(between)
    if not pieces or not pieces[-1].startswith(b"--"):
        raise HTTPException(400, "the content does not end with its boundary")
    return tuple(_part(piece) for piece in pieces[:-1])


def _part(piece: bytes) -> tuple[str, bytes]:
    headers, blank, content = piece.partition(b"\r\n\r\n")
    kind = _TYPE.search(headers)
    if not blank or kind is None:
        raise HTTPException(400, "each part begins with its Content-Type and an empty line")
    return kind[1].decode("latin-1").lower(), content
