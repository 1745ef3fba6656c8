"""Which format an answer takes: `?format=`, or else the Accept header with its q-values (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from kg.queries import answers
from kg.queries.answers import AnswerFormat

Format: TypeAlias = AnswerFormat

HTML = "text/html"


PAGE = Format("html", "HTML", (HTML, "application/xhtml+xml"))
ROWS = (*answers.ROWS, PAGE)
GRAPHS = (*answers.GRAPHS, PAGE)


class UnknownFormatError(ValueError):
    """`?format=` names no format at all."""


class NotAcceptableError(ValueError):
    """The answer cannot take any format the client asks for."""


@lru_cache(maxsize=4096)
def choose(formats: Sequence[Format], accept: str, name: str = "") -> tuple[Format, str]:
    """The format and the media type to answer with; of equally welcome ones, the first in `formats`."""
    if name:
        return _named(formats, name)
    ranges = _ranges(accept or "*/*")
    best: tuple[float, Format, str] | None = None
    for format_ in formats:
        for media_type in format_.media_types:
            quality = _quality(media_type, ranges)
            # What a client gets without asking for it by name is the format's own media type.
            if quality > 0 and (best is None or quality > best[0]):
                best = (quality, format_, media_type)
    if best is None:
        offered = ", ".join(format_.media_types[0] for format_ in formats)
        raise NotAcceptableError(f"this answer comes as: {offered}")
    return best[1], best[2]


@lru_cache(maxsize=4096)
def may_be_page(accept: str, name: str = "") -> bool:
    """Whether an answer, of rows or of a graph, is to be read by people."""
    for formats in (ROWS, GRAPHS):
        try:
            if choose(formats, accept, name)[0] is PAGE:
                return True
        except (UnknownFormatError, NotAcceptableError):
            continue
    return False


@lru_cache(maxsize=1024)
def takes_gzip(accept_encoding: str) -> bool:
    """RFC 9110, 12.5.3."""
    codings = dict(_ranges(accept_encoding))
    return codings.get("gzip", codings.get("*", 0.0)) > 0


def _named(formats: Sequence[Format], name: str) -> tuple[Format, str]:
    for format_ in formats:
        if format_.is_called(name):
            return format_, format_.media_types[0]
    names = ", ".join(format_.name for format_ in formats)
    if any(other.is_called(name) for other in (*ROWS, *GRAPHS)):
        raise NotAcceptableError(f"this answer does not come as {name}; it comes as: {names}")
    raise UnknownFormatError(f"no format {name!r}; this answer comes as: {names}")


def _ranges(accept: str) -> list[tuple[str, float]]:
    ranges = []
    for part in accept.split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p[:2].lower() == "q="), "1")
        if media_range:
            ranges.append((media_range.lower(), _number(quality)))
    return ranges


def _number(text: str) -> float:
    """A q-value that is no number welcomes nothing."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """That of the most specific range which takes the media type."""
    main = media_type.partition("/")[0]
    for wanted in (media_type, f"{main}/*", "*/*"):
        named = [quality for media_range, quality in ranges if media_range == wanted]
        if named:
            return max(named)
    return 0.0
