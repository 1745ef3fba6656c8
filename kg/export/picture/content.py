"""The words of a picture: labels, the titles that a pointer finds, the legend, the line of sources."""

from collections import Counter
from collections.abc import Collection, Sequence

from pyoxigraph import QuerySolutions, Store

from kg.export.formats.colours import OTHER, node_colours, strokes
from kg.export.network.edges import Edge, Network, NetworkNode, ending
from kg.export.picture.scene import LANGUAGES, Dot, LegendEntry, Line, Look, Outlines, Scene
from kg.export.words import words
from kg.model.namespaces import COOP

_QUOTES = 5
_LONGEST_QUOTE = 400
_DATES = """
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?name (MAX(STR(?day)) AS ?date) WHERE { GRAPH ?doc { ?doc dct:identifier ?name ; dct:date ?day } } GROUP BY ?name
"""


class Content:
    """What a network is called in the language of a look."""

    def __init__(self, network: Network, look: Look) -> None:
        self.look = look
        self.network = network
        self.label = {node.id: node.labels.get(look.language, "").strip() or node.label for node in network.nodes}
        """By the node's id."""
        self._words = {name: said[look.language] for name, said in words("picture").items()}
        self._colours = node_colours(network.ontology)

    def dot(self, node: NetworkNode, x: float, y: float, degree: int) -> Dot:
        """Its title is its class and all its names."""
        names = dict.fromkeys(node.labels[language] for language in LANGUAGES if node.labels.get(language))
        title = "\n".join([self._name(COOP + node.kind) if node.kind else "", *names, node.id]).strip()
        return Dot(node.id, node.kind, self._colours.get(node.kind, OTHER), self.label[node.id], title, x, y, degree)

    def title(self, edges: Sequence[Edge]) -> str:
        """Who is tied to whom by what, with the quotes, speakers and documents."""
        named = self.label
        told = [f"{named[edge.source]} – {named[edge.target]}: {self._name(edge.predicate)}" for edge in edges]
        quotes = list(dict.fromkeys(quote for edge in edges for quote in edge.told.quotes))
        told += [f"«{_short(quote)}»" for quote in quotes[:_QUOTES]]
        if len(quotes) > _QUOTES:
            told.append(self._words["more"].format(count=len(quotes) - _QUOTES))
        through = sorted({via for edge in edges for via in edge.told.via})
        told += [self._words["through"].format(names=", ".join(through))] if through else []
        told.append(", ".join(sorted({speaker for edge in edges for speaker in edge.told.speakers})))
        told.append(", ".join(sorted({source for edge in edges for source in edge.told.sources})))
        return "\n".join(filter(None, told))

    def scene(self, dots: Sequence[Dot], lines: Sequence[Line], ground: Outlines | None = None) -> Scene:
        """The dots and lines with all that stands around them. A line whose kind is a node is that node's own."""
        classes = Counter((dot.kind, dot.colour) for dot in dots)
        kinds = Counter(line.kind for line in lines)
        computed = [self.network.projection(line.kind) for line in lines]
        title = self.look.title or self._words["title"]
        notes = [self._words["projected"]] if any(computed) and not all(computed) else []
        notes += [self._words["width"]] if any(line.weight > 1 for line in lines) else []
        return Scene(
            title=f"{title} – {self._words['projection']}" if computed and all(computed) else title,
            source=self._source(dots, lines, on_land=ground is not None),
            labelled=self._words["labelled"],
            dots=dots,
            lines=lines,
            classes=[
                LegendEntry(self._name(COOP + kind) if kind else self._words["other"], count, colour)
                for (kind, colour), count in sorted(
                    classes.items(), key=lambda item: (not item[0][0], -item[1], item[0])
                )
            ],
            kinds={
                kind: LegendEntry(self.label[kind], 0) if kind in self.label else LegendEntry(self._name(kind), count)
                for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
            },
            strokes=strokes(self.network.ontology, kinds),
            beyond=self._words["beyond"],
            notes=notes,
            ground=ground,
        )

    def _name(self, iri: str) -> str:
        """In the picture's language, else in any, else the end of the IRI."""
        labels = self.network.ontology.labels(iri)
        return labels.get(self.look.language) or next(iter(labels.values()), "") or ending(iri)

    def _source(self, dots: Collection[Dot], lines: Collection[Line], *, on_land: bool) -> str:
        documents = {source for edge in self.network.edges for source in edge.told.sources}
        parts = [self._words["nodes-and-ties"].format(nodes=len(dots), ties=len(lines))]
        if documents:
            parts.append(self._words["documents"].format(count=len(documents)))
        if self.look.newest:
            parts.append(self._words["newest"].format(date=self.look.newest))
        if on_land:
            parts.append(self._words["outlines"])
        return " · ".join(parts)


def newest(store: Store, network: Network) -> str:
    """The date of the newest document of the edges, as it stands in the graph; empty without any."""
    documents = {document for edge in network.edges for document in edge.told.sources}
    found = store.query(_DATES)
    assert isinstance(found, QuerySolutions)
    return max((row["date"].value for row in found if row["name"].value in documents), default="")


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rstrip() + "…"
