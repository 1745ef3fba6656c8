"""The page of a document: what it is, its text with mentions and the words of facts marked, and the facts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.model.namespaces import COOP, DCT
from kg.server.answers.reader import Reader
from kg.server.answers.task import Answer, Graph
from kg.server.view import schema_org
from kg.server.view.asking import rows, sparql, value
from kg.server.view.marked import MarkedSpan, MarkedTurn, blocks
from kg.server.view.names import Named, Names, Term
from kg.server.view.rendering import page
from kg.server.view.texts import texts

LONGEST = 400_000
"""Code points of a text that a page shows."""


@dataclass(frozen=True, slots=True)
class Statement:
    subject: Named
    property: Named
    object: Named
    modality: str
    basis: str
    bound: str
    unit: Named | None
    period: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that state facts."""

    number: int
    begin: int
    end: int
    quote: str
    speaker: Named
    statements: tuple[Statement, ...]

    @property
    def by_subject(self) -> list[tuple[Named, list[Statement]]]:
        gathered: dict[Named, list[Statement]] = {}
        for statement in self.statements:
            gathered.setdefault(statement.subject, []).append(statement)
        return list(gathered.items())

    @property
    def id(self) -> str:
        return f"char={self.begin},{self.end}"

    @property
    def denied(self) -> bool:
        return all(statement.modality == "denied" for statement in self.statements)


def document(graph: Graph, thing: NamedNode, own: list[Quad], reader: Reader) -> Answer:
    """`own` are the statements it is the subject of."""
    names = Names(graph, reader.language)
    said = {quad.predicate.value: quad.object for quad in own}
    text = getattr(said.get(COOP + "content"), "value", "")
    queries = {
        "facts": sparql("document-claims", doc=thing),
        "mentions": sparql("document-mentions", doc=thing),
    }
    passages = _passages(rows(graph, queries["facts"]), names)
    spans = [
        MarkedSpan(one.begin, one.end, one.id, "denied" if one.denied else "claim", number=one.number)
        for one in passages
    ]
    counted: Counter[str] = Counter()
    for row in rows(graph, queries["mentions"]):
        entity = names.of(row["entity"])
        counted[entity.value] += 1
        anchor = value(row, "span").rpartition("#")[2]
        spans.append(MarkedSpan(*_offsets(row), anchor, entity.kind, entity.link))
    turns, speakers = [], Counter[str]()
    for row in rows(graph, sparql("document-turns", doc=thing)):
        speaker = names.of(row["speaker"])
        speakers[speaker.value] += 1
        if value(row, "class") == COOP + "SpeechTurn":
            turns.append(MarkedTurn(*_offsets(row), speaker.label, speaker.link))
    t = texts(reader.language)
    return page(
        "document.html",
        reader,
        thing=names.of(thing),
        about={name: getattr(said.get(DCT + name), "value", "") for name in ("date", "language", "identifier")},
        source=names.of(said.get(DCT + "source")),
        publisher=names.of(said.get(DCT + "publisher")),
        speakers=[names.named(iri) for iri, _ in speakers.most_common()],
        mentioned=[(names.named(iri), number) for iri, number in counted.most_common(14)],
        blocks=blocks(text[:LONGEST], spans, turns, t),
        cut=len(text) > LONGEST,
        passages=passages,
        names=names,
        queries=queries,
        described_as=schema_org.shortened(text),
        structured=schema_org.thing(names.of(thing), own, names),
    )


def _offsets(row: Mapping[str, Term]) -> tuple[int, int]:
    return int(value(row, "begin")), int(value(row, "end"))


def _passages(found: Iterable[Mapping[str, Term]], names: Names) -> list[Passage]:
    gathered: dict[tuple[int, int], list[Mapping[str, Term]]] = {}
    for row in found:
        gathered.setdefault(_offsets(row), []).append(row)
    passages = []
    for number, ((begin, end), together) in enumerate(sorted(gathered.items()), 1):
        statements = dict.fromkeys(_statement(row, names) for row in together)
        first = together[0]
        passages.append(
            Passage(number, begin, end, value(first, "quote"), names.of(first["speaker"]), tuple(statements))
        )
    return passages


def _statement(row: Mapping[str, Term], names: Names) -> Statement:
    return Statement(
        subject=names.of(row["subject"]),
        property=names.of(row["predicate"]),
        object=names.of(row["object"]),
        modality=value(row, "modality").rpartition("/")[2],
        basis=value(row, "basis"),
        bound=value(row, "bound").rpartition("/")[2],
        unit=names.of(row["unit"]) if "unit" in row else None,
        period=value(row, "period"),
    )
