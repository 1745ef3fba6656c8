"""A text read by the Kazakh rules with the project's gazetteer, and short ways to say what came out."""

import dataclasses
from collections.abc import Iterator
from functools import cache

from spacy.language import Language

from kg.documents.document import Document
from kg.language.kazakh.pipeline import pipeline
from kg.model.config import Settings
from kg.model.facts import Fact, Found, Mention, Phrase, SisterCities, Utterance
from kg.names.gazetteer import Gazetteer
from kg.names.kazakh_mentions import mentions
from kg.names.persons.kazakh_offices import Heads, nobody
from kg.reading.frames import framed_kazakh
from kg.reading.rules.kazakh import found, utterances

NAMES = Gazetteer.load(Settings().ontology / "gazetteer.ttl").kazakh


@cache
def _nlp() -> Language:
    return pipeline()


def document(text: str, date: str = "2022-12-22") -> Document:
    return Document("t", "t.txt", text, text, "kk", "article", "", date=date)


def mentioned(text: str, *kinds: str, heads: Heads = nobody) -> list[Mention]:
    found_ = mentions(_nlp()(text), document(text), NAMES, heads)
    return [each for each in found_ if not kinds or each.kind in kinds]


def names(text: str, *kinds: str) -> list[str]:
    """The names of the things mentioned, in the order of the text, each once."""
    return list(dict.fromkeys(each.name for each in mentioned(text, *kinds)))


def facts(text: str, date: str = "2022-12-22") -> list[Found]:
    doc = _nlp()(text)
    read = document(text, date)
    named = mentions(doc, read, NAMES)
    told = list(found(doc, read, named))
    twins = [one for one in framed_kazakh(doc, named, told) if isinstance(one.fact, SisterCities)]
    return list(dict.fromkeys([*told, *twins]))


def quotations(text: str) -> list[Utterance]:
    doc = _nlp()(text)
    return utterances(doc, document(text), mentions(doc, document(text), NAMES))


def of(kind: type[Fact], text: str, date: str = "2022-12-22") -> Iterator[dict[str, object]]:
    """The facts of a kind, as dictionaries of names and words without what is empty."""
    for each in facts(text, date):
        if isinstance(each.fact, kind):
            names_of = [field.name for field in dataclasses.fields(each.fact)]  # type: ignore[arg-type]
            fields = {name: plain(getattr(each.fact, name)) for name in names_of}
            yield {name: value for name, value in fields.items() if value not in ("", None, ())}


def plain(value: object) -> object:
    if isinstance(value, Mention):
        return value.name
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    return value
