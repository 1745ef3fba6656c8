"""The queries behind the panels of a page, each asked as it is shown; and the search over names in all languages."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Template

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.model.namespaces import COOP, PREFIXES
from kg.server.answers.task import Graph
from kg.server.view.names import Term, ontology

_QUERIES = Path(__file__).with_name("queries")
_LONGEST = 200
SUGGESTED = 8
"""Things that a search suggests."""
_IS = "{ ?thing a ?class } UNION { GRAPH ?thing { ?thing a ?class } }"
_NOT_SOUGHT = "FILTER NOT EXISTS { VALUES ?class { coop:Indicator coop:Post } ?thing a ?class }"


def sparql(name: str, **values: object) -> str:
    """The text of `queries/NAME.rq` with the values in the place of `$name`, and the prefixes that it uses.

    `$drawn` and `$through` are what the ontology draws, as VALUES: properties, and those that lead through another
    thing. `$claim` is the pattern of `claim.rq`: of a claim everything that a page shows. Without the document's
    identifier in it Oxigraph joins the other way round, and the same question takes a thousand times as long; so it
    does with a thing written into patterns instead of VALUES."""
    edges = ontology().edges
    drawn = " ".join(f"coop:{edge.name}" for edge in edges if not edge.through)
    through = " ".join(f"(coop:{edge.name} coop:{edge.through})" for edge in edges if edge.through)
    return with_prefixes(filled(name, **values, claim=filled("claim"), drawn=drawn, through=through))


def filled(name: str, **values: object) -> str:
    """A part of a query, from the same folder."""
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template((_QUERIES / f"{name}.rq").read_text(encoding="utf-8").strip())


def with_prefixes(query: str) -> str:
    used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in query]
    return "\n".join([*used, query.strip(), ""])


def one(iri: str) -> str:
    """An IRI as SPARQL writes it. Raises ValueError when it is none."""
    return str(NamedNode(iri))


def rows(graph: Graph, query: str) -> Iterator[Mapping[str, Term]]:
    """The bound variables of each solution."""
    solutions = graph.store.query(query, base_iri=graph.base)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}


def value(row: Mapping[str, Term], name: str) -> str:
    """Empty when it is unbound."""
    return getattr(row.get(name), "value", "")


def classes(graph: Graph) -> dict[str, int]:
    """How many things there are of each class, the commonest first."""
    counted = rows(graph, sparql("classes"))
    return {value(row, "class").removeprefix(COOP): int(value(row, "number")) for row in counted}


def plain(words: str) -> str:
    """What is searched for: as names are compared, and not too long."""
    return " ".join(words.lower().split())[:_LONGEST]


def search_query(words: str, limit: int, kinds: Collection[str] = ()) -> str:
    """What has the words in a name, the closest names first; of all but indicators and posts, or of these classes."""
    classes = " ".join(one(COOP + kind) for kind in sorted(kinds))
    those = f"FILTER EXISTS {{ VALUES ?class {{ {classes} }} {_IS} }}" if kinds else _NOT_SOUGHT
    return sparql("search", words=Literal(words), within=Literal(" " + words), limit=limit, those=those)
