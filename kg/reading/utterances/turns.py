"""The turns of a transcript, of either language."""

from collections.abc import Iterator, Sequence

from kg.documents.document import Document
from kg.model.facts import Mention, Utterance


def turns(document: Document, people: Sequence[Mention]) -> Iterator[Utterance]:
    """The turns whose label is, or begins with, the name of a person."""
    begun: dict[int, Mention] = {}
    for mention in sorted(people, key=lambda m: m.end):
        begun[mention.start] = mention
    for turn in document.turns:
        if speaker := begun.get(turn.label.start):
            yield Utterance(turn.start, turn.end, speaker, "turn")
