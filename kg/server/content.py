"""The content of requests: bounded, its coding undone."""

import zlib

from starlette.exceptions import HTTPException
from starlette.requests import Request

QUERY = 2 * 1024 * 1024
"""Bytes of a query at most."""
DATA = 64 * 1024 * 1024
"""Bytes of an update, or of a graph, at most."""
_GZIP = 16 + zlib.MAX_WBITS


async def content(request: Request, limit: int) -> bytes:
    """At most `limit` bytes, both as sent and decompressed. Raises HTTPException with status 400, 413 or 415."""
    codings = [coding.strip().lower() for coding in request.headers.get("content-encoding", "").split(",")]
    coded = [coding for coding in codings if coding not in ("", "identity")]
    if coded not in ([], ["gzip"], ["x-gzip"]):
        raise HTTPException(415, "content is sent plain or with Content-Encoding: gzip", {"accept-encoding": "gzip"})
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > limit:
            raise _too_large(limit)
    return _decompressed(bytes(received), limit) if coded else bytes(received)


def content_type(header: str) -> tuple[str, str]:
    """Media type and charset, in lower case."""
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((p.partition("=")[2].strip('" ') for p in parameters if p.startswith("charset=")), "")
    return kind, charset


def _decompressed(data: bytes, limit: int) -> bytes:
    """A gzip file may hold several members (RFC 1952, 2.2)."""
    plain = bytearray()
    while data:
        member = zlib.decompressobj(_GZIP)
        try:
            plain += member.decompress(data, limit + 1 - len(plain))
        except zlib.error:
            raise HTTPException(400, "the content is no gzip") from None
        if len(plain) > limit:
            raise _too_large(limit)
        if not member.eof:
            raise HTTPException(400, "the content is gzip cut short")
        data = member.unused_data
    return bytes(plain)


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"at most {limit} bytes are taken here")
