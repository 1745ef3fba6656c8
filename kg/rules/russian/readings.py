"""What several Russian rules read: posts, noun phrases, lists of mentions, the verbs of one meaning."""

from collections.abc import Mapping
from typing import Any

from kg.facts import Kind, Phrase
from kg.mentions.nominal import Line
from kg.mentions.posts import post_at
from kg.names import nominative
from kg.pattern import Pattern, Sentence, either, many, maybe, mention, reader, seq

PREPOSITIONS = frozenset({"по", "о", "об", "в", "между", "для", "на", "с"})


def _post(sentence: Sentence, at: int) -> tuple[int, Mapping[str, Any]] | None:
    post = post_at(sentence.tokens, sentence.mentions, at)
    return None if post is None else (post.end, {"title": post.title, "post_of": post.of})


POST = reader(_post, "title", "post_of")
"""A post with the territory or body it belongs to."""
ANY_POST = reader(_post)
"""A post that the rule passes over."""


def _noun_phrase(sentence: Sentence, at: int) -> tuple[int, Mapping[str, Any]] | None:
    line = Line(sentence.tokens, {i: ways[0][0] for i, ways in enumerate(sentence.mentions) if ways})
    for case in ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc"):
        head = line.group_end(at, (case,))
        if head > at:
            end = line.phrase_end(head - 1, PREPOSITIONS)
            start, stop = sentence.span(at, end)
            text = Phrase(start, stop, nominative(sentence.tokens[at:end]))
            return end, {"topic": text, "theme": text, "basis": text}
    return None


def noun_phrase(into: str) -> Pattern:
    """A noun phrase with its dependants, as `topic`, `theme` or `basis`."""
    return reader(_noun_phrase, into)


def listed(*kinds: Kind, into: str) -> Pattern:
    """One or several mentions: «России, Казахстана и Ирана», «из Омска, а также из Томска»."""
    between = either(seq(",", "а", "также"), seq(",", "и"), seq("а", "также"), ",", "и")
    link = seq(between, maybe(either("с", "со", "из", "на", "в", "для", "через", "между")))
    return many(mention(*kinds, into=into), sep=link)
