"""A wording with a name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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


class RuleIndex:
    """Rules by the words that they need."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._always = [at for at, rule in enumerate(rules) if rule.pattern.needs is None]
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for at, rule in enumerate(rules):
            for word in rule.pattern.needs or ():
                self._by_word[word].append(at)

    def fitting(self, sentence: Sentence) -> Iterator[Rule]:
        """Those that the sentence has a word for, in their order."""
        found = {at for word in sentence.places.keys() & self._by_word.keys() for at in self._by_word[word]}
        return (self._rules[at] for at in sorted(found.union(self._always)))
