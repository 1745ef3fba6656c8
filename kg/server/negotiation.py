"""Which format an answer takes: `?format=`, or else the Accept header with its q-values (RFC 9110, 12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML = "text/html"


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    name: str
    """What `?format=` calls it."""
    media_types: tuple[str, ...]
    """The first is its own; the others are what clients ask for instead, and are then answered with."""
    writes: QueryResultsFormat | RdfFormat | None = None
    """None for a page."""
    aliases: tuple[str, ...] = ()
    """What clients say in `?format=` besides; SPARQLWrapper asks for graphs as «xml», «rdf+xml», «json-ld», «n3»."""

    def is_called(self, name: str) -> bool:
        return name == self.name or name in self.aliases or name in self.media_types


PAGE = Format("html", (HTML, "application/xhtml+xml"))
ROWS = (
    Format("json", ("application/sparql-results+json", "application/json"), QueryResultsFormat.JSON),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), QueryResultsFormat.XML),
    Format("csv", ("text/csv",), QueryResultsFormat.CSV),
    Format("tsv", ("text/tab-separated-values",), QueryResultsFormat.TSV),
    PAGE,
)
GRAPHS = (
    Format("turtle", ("text/turtle", "application/x-turtle"), RdfFormat.TURTLE, ("ttl", "n3")),
    Format("ntriples", ("application/n-triples", "text/plain"), RdfFormat.N_TRIPLES, ("nt",)),
    Format(
        "rdfxml",
        ("application/rdf+xml", "application/xml", "text/xml"),
        RdfFormat.RDF_XML,
        ("xml", "rdf+xml", "rdf"),
    ),
    Format("jsonld", ("application/ld+json", "application/json"), RdfFormat.JSON_LD, ("json-ld", "json")),
    Format("trig", ("application/trig",), RdfFormat.TRIG),
    Format("nquads", ("application/n-quads",), RdfFormat.N_QUADS),
    PAGE,
)


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
