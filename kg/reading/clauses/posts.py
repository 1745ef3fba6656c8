"""The post that a sentence has at a token, as `Sentence.read` keeps it."""

from kg.names.persons.posts import Post, post_at
from kg.reading.pattern import Sentence


def post_of(sentence: Sentence, at: int) -> Post | None:
    """The post whose first token is `at`."""
    return post_at(sentence.tokens, sentence.mentions, at)
