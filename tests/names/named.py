"""What the finders of names see in a marked sentence, as rows of class, words and name."""

from kg.language.analysis import analyse
from kg.names.events.described import described
from kg.names.thing import NamedThing
from kg.names.things import things
from tests.reading.marked import marked

Row = tuple[str, str]
"""The words of the text and the name made of them, each class by its first letters: «Org:Минобороны»."""


def named(text: str) -> list[Row]:
    """Things by their names; the marks are the places and names known before."""
    document, mentions = marked(text)
    return [_row(thing) for thing in things(analyse(document), mentions)]


def told(text: str) -> list[Row]:
    """Things by their descriptions; the marks are all names known before."""
    document, mentions = marked(text)
    return [_row(thing) for thing in described(analyse(document), mentions)]


def _row(thing: NamedThing) -> Row:
    return f"{thing.mention.kind}: {thing.mention.text}", thing.mention.name
