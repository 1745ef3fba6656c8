"""Indicators of which sources give different values, and what some say and others deny."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.pages import figures
from kg.server.pages.asking import CLAIM, rows, value, with_prefixes
from kg.server.pages.facts import Saying, saying
from kg.server.pages.names import Named, Names
from kg.server.pages.rendering import page
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

TOGETHER = 20
_DENIED = with_prefixes(
    """
SELECT DISTINCT ?doc ?begin ?end ?subject ?predicate ?object ?modality ?speaker ?statedOn ?quote WHERE {
  GRAPH ?anyDoc {
    ?denial coop:modality v:denied ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  }
  ?subject ?predicate ?object .
  """
    + CLAIM.format()
    + """
}
ORDER BY ?subject ?predicate ?object ?statedOn ?doc ?begin
LIMIT 400"""
)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A statement that some make and others deny."""

    subject: Named
    property: Named
    object: Named
    sayings: Sequence[Saying]


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        names = Names(graph.store, graph.base, self.reader.language)
        query = figures.contradicting()
        found = [one for one in figures.indicators(graph.store, names, query, graph.base) if one.differ]
        page_of = self.reader.value("from")
        offset = int(page_of) if page_of.isascii() and page_of.isdigit() and len(page_of) < 9 else 0
        return page(
            "contradictions.html",
            self.reader,
            found=found[offset : offset + TOGETHER],
            total=len(found),
            after=offset + TOGETHER if len(found) > offset + TOGETHER else None,
            disputed=_disputed(graph, names) if not offset else [],
            names=names,
            queries={"figures": query, "denied": _DENIED},
        )


def _disputed(graph: Graph, names: Names) -> list[Disputed]:
    gathered: dict[tuple[str, str, str], list[Saying]] = {}
    terms = {}
    for row in rows(graph.store, _DENIED, graph.base):
        key = (value(row, "subject"), value(row, "predicate"), value(row, "object"))
        terms[key] = (names.of(row["subject"]), names.of(row["predicate"]), names.of(row["object"]))
        said = saying(row, names)
        if said not in gathered.setdefault(key, []):
            gathered[key].append(said)
    return [Disputed(*terms[key], said) for key, said in gathered.items() if len({one.modality for one in said}) > 1]
