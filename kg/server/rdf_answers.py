"""RDF as an answer, in the format a client asks for."""

from collections.abc import Mapping, Sequence

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.model.namespaces import PREFIXES
from kg.server.negotiation import GRAPHS, Format, NotAcceptableError, UnknownFormatError, choose
from kg.server.tasks import Answer, problem

MACHINES = tuple(format_ for format_ in GRAPHS if format_.writes is not None)
"""Every format but the page."""
TURTLE = MACHINES[0]
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)


def written(
    statements: Sequence[Quad | Triple],
    accept: str,
    name: str = "",
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    otherwise: Format | None = None,
) -> Answer:
    """Statements in the format of `?format=` or Accept; 400 or 406 without one, unless `otherwise` says which."""
    try:
        chosen, media_type = choose(MACHINES, accept, name)
    except UnknownFormatError as error:
        return problem(400, str(error))
    except NotAcceptableError as error:
        if otherwise is None:
            return problem(406, str(error))
        chosen, media_type = otherwise, otherwise.media_types[0]
    return Answer(200, media_type, serialised(statements, chosen, prefixes))


def serialised(statements: Sequence[Quad | Triple], form: Format, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """What stands in named graphs loses them in a format that has none."""
    assert isinstance(form.writes, RdfFormat)
    if form.writes in _WITH_GRAPHS:
        quads = [one if isinstance(one, Quad) else Quad(*one) for one in statements]
        return serialize(quads, format=form.writes, prefixes=dict(prefixes)) or b""
    triples = [one.triple if isinstance(one, Quad) else one for one in statements]
    return serialize(triples, format=form.writes, prefixes=dict(prefixes)) or b""
