"""Bodies of a country that its adjective tells: «российское правительство», «британский МИД» (Russian)."""

from collections.abc import Iterator, Sequence

from kg.language.russian.nominative import nominative
from kg.model.offsets import Extents
from kg.names.name_words import RUSSIAN
from kg.names.noun_phrases import SentenceLine, case_of
from kg.names.places.place_text import ADJECTIVES
from kg.names.thing import NamedThing, mention_of, titled

HEADS = RUSSIAN.set("bodies.of_state")


def state_bodies(line: SentenceLine, known: Extents, found: Sequence[NamedThing]) -> Iterator[NamedThing]:
    """The bodies of that kind in a sentence that share no word with what is known or found there."""
    for adjective, head in zip(line.tokens, line.tokens[1:], strict=False):
        if (
            head.lemma_.lower() in HEADS
            and adjective.lemma_.lower().replace("ё", "е") in ADJECTIVES
            and case_of(head) in (case_of(adjective), "")
            and not known.meet(adjective.idx, head.idx + len(head))
            and not any(t.mention.start < head.idx + len(head) and adjective.idx < t.mention.end for t in found)
        ):
            words = (adjective, head)
            yield NamedThing(mention_of(words, "Organisation", titled(nominative(words))))
