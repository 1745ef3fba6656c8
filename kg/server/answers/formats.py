"""Which format an answer takes: `?format=`, or else the Accept header with its q-values (RFC 9110, 12.5.1)."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TypeAlias

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.model.namespaces import PREFIXES
from kg.queries import answers
from kg.queries.answers import AnswerFormat
from kg.server.answers.task import Answer, Headers, RefusedError

Format: TypeAlias = AnswerFormat

HTML, JSON = "text/html", "application/json"
_LONGEST = 1000


PAGE = Format("html", "HTML", (HTML, "application/xhtml+xml"))
SHEET = Format(answers.XLSX, "Excel", ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",))
ROWS = (*answers.ROWS, SHEET, PAGE)
TRUTHS = (*answers.ROWS, PAGE)
"""Of an ASK, which pyoxigraph writes as «true» in the formats that have no place for it."""
GRAPHS = (*answers.GRAPHS, PAGE)


def choose(formats: Sequence[Format], accept: str, name: str = "") -> tuple[Format, str]:
    """The format and the media type to answer with; of equally welcome ones, the first in `formats`. `accept` is
    `essential`.

    Refuses with 400 when `?format=` names none at all, with 406 when the answer cannot take any that is asked for."""
    return _named(formats, name) if name else _welcome(formats, accept)


def may_be_page(accept: str, name: str = "") -> bool:
    """Whether an answer, of rows or of a graph, is to be read by people."""
    return PAGE.is_called(name) if name else _may_be_page(accept)


def takes_gzip(accept_encoding: str) -> bool:
    """RFC 9110, 12.5.3."""
    codings = ranges(accept_encoding)
    return codings.get("gzip", codings.get("*", 0.0)) > 0


def essential(accept: str) -> str:
    """The header, or of a long one what can matter here: what is kept of requests has a bound."""
    if len(accept) < _LONGEST:
        return accept
    types = {media_type for format_ in (*ROWS, *GRAPHS) for media_type in format_.media_types}
    known = {*types, *(f"{one.partition('/')[0]}/*" for one in types), "*/*"}
    found = [f"{wanted};q={quality}" for wanted, quality in sorted(ranges(accept).items()) if wanted in known]
    return ", ".join(found) or "none/none"


@lru_cache(maxsize=1000)
def _welcome(formats: Sequence[Format], accept: str) -> tuple[Format, str]:
    welcome = ranges(accept or "*/*")
    # What a client gets without asking for it by name is the format's own media type.
    offers = [(format_, media_type) for format_ in formats for media_type in format_.media_types]
    best = max(offers, key=lambda offer: _quality(offer[1], welcome))
    if not _quality(best[1], welcome):
        raise RefusedError(406, f"this answer comes as: {', '.join(format_.media_types[0] for format_ in formats)}")
    return best


@lru_cache(maxsize=1000)
def _may_be_page(accept: str) -> bool:
    for formats in (ROWS, GRAPHS):
        with suppress(RefusedError):
            if _welcome(formats, accept)[0] is PAGE:
                return True
    return False


def _named(formats: Sequence[Format], name: str) -> tuple[Format, str]:
    for format_ in formats:
        if format_.is_called(name):
            return format_, format_.media_types[0]
    names = ", ".join(format_.name for format_ in formats)
    if any(other.is_called(name) for other in (*ROWS, *GRAPHS)):
        raise RefusedError(406, f"this answer does not come as {name}; it comes as: {names}")
    raise RefusedError(400, f"no format {name!r}; this answer comes as: {names}")


def ranges(header: str) -> dict[str, float]:
    """What a header welcomes, in lower case, each with its q-value."""
    found: dict[str, float] = {}
    for part in header.split(","):
        welcome, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        if welcome:
            found[welcome] = max(_number(quality), found.get(welcome, 0.0))
    return found


def _number(text: str) -> float:
    """A q-value that is no number welcomes nothing."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _quality(media_type: str, welcome: Mapping[str, float]) -> float:
    """That of the most specific range which takes the media type."""
    of_its_kind = f"{media_type.partition('/')[0]}/*"
    return next((welcome[wanted] for wanted in (media_type, of_its_kind, "*/*") if wanted in welcome), 0.0)


MACHINES = tuple(format_ for format_ in GRAPHS if format_.writes is not None)
"""Every format of graphs but the page."""
OR_PAGE = (PAGE, *MACHINES)
"""Of what browsers get as a page of its own, and programs as a graph."""
TURTLE = MACHINES[0]
WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)


def written(
    statements: Sequence[Quad | Triple],
    accept: str,
    name: str = "",
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    otherwise: Format | None = None,
) -> Answer:
    """Statements in the format of `?format=` or Accept; in `otherwise`, if there is one, where Accept fits none.

    Raises RefusedError as `choose` does."""
    try:
        chosen, media_type = choose(MACHINES, accept, name)
    except RefusedError as refusal:
        if otherwise is None or refusal.answer.status != 406:
            raise
        chosen, media_type = otherwise, otherwise.media_types[0]
    return Answer(200, media_type, serialised(statements, chosen, prefixes))


def as_json(
    value: object, status: int = 200, media_type: str = JSON, *, headers: Headers = (), indent: int | None = 1
) -> Answer:
    return Answer(status, media_type, json.dumps(value, ensure_ascii=False, indent=indent).encode(), headers)


def serialised(statements: Sequence[Quad | Triple], form: Format, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """What stands in named graphs loses them in a format that has none."""
    assert isinstance(form.writes, RdfFormat)
    if form.writes in WITH_GRAPHS:
        quads = [one if isinstance(one, Quad) else Quad(*one) for one in statements]
        return serialize(quads, format=form.writes, prefixes=dict(prefixes)) or b""
    triples = [one.triple if isinstance(one, Quad) else one for one in statements]
    return serialize(triples, format=form.writes, prefixes=dict(prefixes)) or b""
