"""The turns of a transcript, of either language."""

from collections.abc import Iterator, Sequence

from kg.documents.document import Document
from kg.model.facts import Mention, Utterance
from kg.model.offsets import Starts


def turns(document: Document, people: Sequence[Mention]) -> Iterator[Utterance]:
    """The turns whose label is, or holds, the name of a person."""
    named = Starts(people)
    for turn in document.turns:
        if speakers := named.within(turn.label.start, turn.label.end):
            yield Utterance(turn.start, turn.end, speakers[0], "turn")
