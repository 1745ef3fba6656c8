"""The words of a picture: labels, the titles that a pointer finds, the legend, the line of sources."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.export.formats.colours import strokes
from kg.export.network.edges import Edge, Node
from kg.export.picture import wording
from kg.export.picture.look import Look
from kg.export.picture.scene import Dot, Entry, Line, Scene
from kg.model.namespaces import COOP

_QUOTES = 5
_LONGEST_QUOTE = 400


def label(node: Node, language: wording.Language) -> str:
    return node.labels.get(language, "").strip() or node.label


def dot_title(node: Node, look: Look) -> str:
    """Its class and all its names."""
    names = dict.fromkeys(node.labels[language] for language in wording.LANGUAGES if node.labels.get(language))
    return "\n".join([look.name(COOP + node.kind) if node.kind else "", *names, node.id]).strip()


def line_title(edges: Sequence[Edge], names: Mapping[str, str], look: Look) -> str:
    """Who is tied to whom by what, with the quotes, speakers and documents."""
    told = [f"{names[edge.source]} – {names[edge.target]}: {look.name(edge.predicate)}" for edge in edges]
    quotes = list(dict.fromkeys(quote for edge in edges for quote in edge.told.quotes))
    told += [f"«{_short(quote)}»" for quote in quotes[:_QUOTES]]
    if more := len(quotes) - _QUOTES:
        told += [wording.MORE[look.language].format(count=more)] if more > 0 else []
    told.append(", ".join(sorted({speaker for edge in edges for speaker in edge.told.speakers})))
    told.append(", ".join(sorted({source for edge in edges for source in edge.told.sources})))
    return "\n".join(filter(None, told))


def scene(
    dots: Sequence[Dot],
    lines: Sequence[Line],
    edges: Iterable[Edge],
    look: Look,
    *,
    names: Mapping[str, str] | None = None,
    land: Sequence[Sequence[tuple[float, float]]] = (),
    borders: Sequence[Sequence[tuple[float, float]]] = (),
) -> Scene:
    """The dots and lines with all that stands around them; `names` are those of kinds that are no property."""
    classes = Counter(dot.kind for dot in dots)
    kinds = Counter(line.kind for line in lines)
    known = names or {}
    other = wording.OTHER[look.language]
    return Scene(
        title=look.title or wording.TITLE[look.language],
        source=_source(dots, lines, edges, look, ground=bool(land)),
        labelled=wording.LABELLED[look.language],
        dots=dots,
        lines=lines,
        classes={
            kind: Entry(look.name(COOP + kind) if kind else other, count)
            for kind, count in sorted(classes.items(), key=lambda item: (not item[0], -item[1], item[0]))
        },
        kinds={
            kind: Entry(known[kind], 0) if kind in known else Entry(look.name(kind), count)
            for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        },
        strokes=strokes(kinds),
        legend_note=wording.WIDTH[look.language] if any(line.weight > 1 for line in lines) else "",
        land=land,
        borders=borders,
    )


def _source(dots: Collection[Dot], lines: Collection[Line], edges: Iterable[Edge], look: Look, *, ground: bool) -> str:
    documents = {source for edge in edges for source in edge.told.sources}
    parts = [wording.NODES_AND_TIES[look.language].format(nodes=len(dots), ties=len(lines))]
    if documents:
        parts.append(wording.DOCUMENTS[look.language].format(count=len(documents)))
    if look.newest:
        parts.append(wording.NEWEST[look.language].format(date=look.newest))
    if ground:
        parts.append(wording.OUTLINES[look.language])
    return " · ".join(parts)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rstrip() + "…"
