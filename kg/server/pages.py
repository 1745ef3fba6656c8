"""Pages for people, without scripts. Whatever comes from the store or from a request is escaped."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from jinja2 import Environment, PackageLoader, StrictUndefined
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from kg.queries import SavedQuery
from kg.server.descriptions import Description

SHOWN = 1000
"""Rows of a page; the other formats have them all."""
_COUNTS = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
SELECT ?class (COUNT(?thing) AS ?number) WHERE {
  ?thing a ?class FILTER(STRSTARTS(STR(?class), STR(coop:)))
} GROUP BY ?class ORDER BY DESC(?number) ?class"""
_DOCUMENTS = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
SELECT (COUNT(?doc) AS ?number) WHERE { GRAPH ?doc { ?doc a coop:Document } }"""
_CLAIMS = """
PREFIX coop: <https://w3id.org/interregional/ontology#>
SELECT (COUNT(?claim) AS ?number) WHERE { GRAPH ?doc { ?claim coop:modality ?modality } }"""

_templates = Environment(
    loader=PackageLoader("kg.server"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class Overview:
    documents: int
    claims: int
    classes: tuple[tuple[str, int], ...]


def overview(store: Store) -> Overview:
    classes = _numbers(store, _COUNTS)
    (documents,), (claims,) = (
        (number for _, number in _numbers(store, _DOCUMENTS)),
        (n for _, n in _numbers(store, _CLAIMS)),
    )
    return Overview(documents, claims, tuple((name.rpartition("#")[2], number) for name, number in classes))


def start(overview: Overview, saved: Mapping[str, SavedQuery]) -> bytes:
    return _page("start.html", overview=overview, saved=saved.values())


def description(described: Description, base: str) -> bytes:
    return _page("description.html", link=_linking(base), thing=described, shown=SHOWN)


def rows(query: str, results: QuerySolutions | QueryBoolean, base: str) -> bytes:
    if isinstance(results, QueryBoolean):
        return _table(query, [], [], "yes" if results else "no", base)
    names = [variable.value for variable in results.variables]
    return _table(query, names, (list(row) for row in results), "", base)


def graph(query: str, results: QueryTriples, base: str) -> bytes:
    return _table(query, ["subject", "predicate", "object"], (list(triple) for triple in results), "", base)


def _table(
    query: str,
    names: Sequence[str],
    found: Iterable[Sequence[NamedNode | BlankNode | Literal | Triple | None]],
    verdict: str,
    base: str,
) -> bytes:
    first = list(islice(found, SHOWN + 1))
    table = [[("", False) if cell is None else _cell(cell) for cell in row] for row in first[:SHOWN]]
    more = len(first) > SHOWN
    link = _linking(base)
    return _page("rows.html", query=query, names=names, table=table, verdict=verdict, more=more, shown=SHOWN, link=link)


def _cell(term: NamedNode | BlankNode | Literal | Triple) -> tuple[str, bool]:
    return (term.value if isinstance(term, NamedNode | Literal) else str(term)), isinstance(term, NamedNode)


def _linking(base: str) -> Callable[[str], str]:
    """Where an IRI leads: to this server for its own, nowhere for what is no web address (`javascript:`)."""

    def link(iri: str) -> str:
        if iri.startswith(base):
            return "/" + iri.removeprefix(base).lstrip("/")
        return iri if iri.startswith(("http://", "https://")) else ""

    return link


def _page(template: str, **values: object) -> bytes:
    return _templates.get_template(template).render(values).encode()


def _numbers(store: Store, query: str) -> list[tuple[str, int]]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    return [(getattr(row[0], "value", ""), int(getattr(row["number"], "value", "0"))) for row in solutions]
