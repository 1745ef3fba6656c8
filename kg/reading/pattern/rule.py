"""A wording with a name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.model.facts import Found, Modality
from kg.reading.pattern.base import Pattern, State
from kg.reading.pattern.sentence import Sentence


@dataclass(frozen=True)  # without slots: what is worked out once is kept with the rule
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
        if self._needed is not None and not sentence.holds(self._needed):
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

    @cached_property
    def _needed(self) -> frozenset[str] | None:
        return self.pattern.needs()

    @cached_property
    def _first(self) -> frozenset[str] | None:
        """What a token has one of where the wording begins; None: it can begin anywhere."""
        words, empty = self.pattern.first()
        return None if empty else words

    def _starts(self, sentence: Sentence) -> Iterable[int]:
        if self._first is None:
            return range(len(sentence.tokens))
        return sorted(sentence.where(sentence.places.keys() & self._first))
