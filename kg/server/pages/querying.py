"""The page to write queries on."""

import json
from dataclasses import dataclass

from kg.model.namespaces import PREFIXES
from kg.server.pages.asking import with_prefixes
from kg.server.pages.rendering import page
from kg.server.pages.start import by_tag
from kg.server.reader import Reader
from kg.server.tasks import Answer, Graph

_FIRST = with_prefixes("""
SELECT ?city ?label WHERE {
  ?city a coop:City ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 100""")


@dataclass(frozen=True, slots=True)
class QueryPage:
    reader: Reader

    def answer(self, graph: Graph) -> Answer:
        named = graph.queries.get(self.reader.value("saved"))
        given = self.reader.value("query")
        return page(
            "query.html",
            self.reader,
            inline_styles=True,
            query=given or (named.text if named else _FIRST),
            opened=(named.name if named and not given else ""),
            saved=by_tag(graph.queries),
            texts=json.dumps({name: query.text for name, query in graph.queries.items()}, ensure_ascii=False),
            prefixes=json.dumps(PREFIXES),
            base=graph.base,
        )
