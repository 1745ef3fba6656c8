"""A wording with a name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model.facts import Found, Modality
from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A named wording. Its facts stand on the words of the sentence that it matched."""

    name: str
    pattern: Pattern
    example: str
    """A sentence it reads, for the table of rules in the documentation."""
    modality: Modality = "asserted"
    confidence: float = 0.9

    def find(self, sentence: Sentence) -> Iterator[Found]:
        """The facts of this wording in the sentence, left to right; a match begins where the last one ended."""
        needed = self.pattern.needs
        if needed is not None and not sentence.holds(needed):
            return
        end = 0
        for at in self._starts(sentence):
            if at < end:
                continue
            way = next((w for w in self.pattern.ways(sentence, State(at)) if w.facts), None)
            if way is None:
                continue
            start, stop = sentence.span(at, way.at)
            for fact in way.facts:
                yield Found(fact, self.name, start, stop, self.modality, self.confidence)
            end = way.at

    def _starts(self, sentence: Sentence) -> Iterable[int]:
        words, empty = self.pattern.first
        if words is None or empty:
            return range(len(sentence.tokens))
        return sorted(sentence.where(sentence.places.keys() & words))
