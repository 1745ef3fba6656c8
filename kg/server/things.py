"""Linked data: every IRI of the graph answers at its path."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.model.namespaces import RDFS
from kg.server import parameters
from kg.server.addresses import address
from kg.server.jsonld import compact
from kg.server.negotiation import GRAPHS, NotAcceptableError, UnknownFormatError, choose
from kg.server.pages.things import thing_page
from kg.server.rdf_answers import serialised
from kg.server.reader import Reader
from kg.server.responses import response
from kg.server.statements import Statements, statements
from kg.server.tasks import Answer, Ask, Graph, problem
from kg.server.terms import rules

MOST = 5000
"""Statements of each kind in one answer."""
_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


@dataclass(frozen=True, slots=True)
class Description:
    paths: tuple[str, ...]
    """Below the base, in the ways an IRI may write what came."""
    address: str
    """Of the server, without a slash at the end."""
    accept: str = ""
    format: str = ""
    reader: Reader = Reader()
    most: int = MOST

    def answer(self, graph: Graph) -> Answer:
        try:
            chosen, media_type = choose(GRAPHS, self.accept, self.format)
        except UnknownFormatError as error:
            return problem(400, str(error))
        except NotAcceptableError as error:
            return problem(406, str(error))
        evidence = chosen.writes in _WITH_GRAPHS
        for path in self.paths:
            try:
                thing = NamedNode(graph.base + path)
            except ValueError:
                continue
            found = statements(graph.store, thing, evidence=evidence, most=self.most)
            rule = list(rules(graph.base).quads_for_pattern(thing, None, None, None))
            if found.quads or rule:
                break
        else:
            return problem(404, f"nothing is known of {graph.base}{self.paths[0]}")
        if not isinstance(chosen.writes, RdfFormat):
            own = islice(graph.store.quads_for_pattern(thing, None, None, None), self.most)
            return thing_page(graph, thing, sorted([*rule, *own], key=str), self.reader)
        quads = [*rule, *found.quads, *self._rest(thing, found)]
        if chosen.writes == RdfFormat.JSON_LD:
            return Answer(200, media_type, compact(quads, self.address))
        return Answer(200, media_type, serialised(quads, chosen))

    def _rest(self, thing: NamedNode, found: Statements) -> list[Quad]:
        """Says that the answer is cut, and where the rest is."""
        if found.whole:
            return []
        here = NamedNode(f"{self.address}/{quote(self.paths[0], safe='/:,=')}")
        note = f"There is more about {thing.value} than is given here."
        rest = NamedNode(f"{self.address}/queries/evidence?entity={quote(thing.value, safe='')}")
        return [
            Quad(here, NamedNode(RDFS + "comment"), Literal(note, language="en")),
            Quad(here, NamedNode(RDFS + "seeAlso"), rest),
        ]


def routes(ask: Ask) -> list[BaseRoute]:
    async def thing(request: Request) -> Response:
        raw = request.scope.get("raw_path", b"").decode("latin-1").lstrip("/")
        # An IRI may hold Cyrillic as letters and a slash as %2F.
        paths = (request.path_params["path"], raw, _BEYOND_ASCII.sub(lambda found: unquote(found[0]), raw))
        accept, form = parameters.accept(request), parameters.values(request).get("format", "")
        reader = Reader.of(request)
        return response(await ask(Description(tuple(dict.fromkeys(paths)), address(request), accept, form, reader)))

    return [Route("/{path:path}", thing)]
