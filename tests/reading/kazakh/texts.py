"""A text read by the Kazakh rules with the project's gazetteer, and short ways to say what came out."""

import dataclasses
from collections.abc import Iterator

from kg.documents.document import Document
from kg.language.kazakh.pipeline import read as analysed
from kg.language.tokens import Doc
from kg.model.config import Settings
from kg.model.facts import Fact, Found, Mention, Phrase, SisterCities, Utterance
from kg.names.gazetteer import Gazetteer
from kg.names.kazakh_mentions import mentions
from kg.names.persons.kazakh_offices import Heads, nobody
from kg.reading.frames import framed_kazakh
from kg.reading.kazakh_steps import KAZAKH
from kg.reading.pattern import sentences
from kg.reading.rules.kazakh.quotations import utterances
from kg.reading.rules.kazakh.scene import Surroundings

GAZETTEER = Gazetteer.load(Settings().ontology / "gazetteer.ttl")


def document(text: str, date: str = "2022-12-22") -> Document:
    return Document("t", "t.txt", text, text, "kk", "article", "", date=date)


def mentioned(text: str, *kinds: str, heads: Heads = nobody) -> list[Mention]:
    found_ = mentions(analysed(text), document(text), GAZETTEER, heads)
    return [each for each in found_ if not kinds or each.kind in kinds]


def names(text: str, *kinds: str) -> list[str]:
    """The names of the things mentioned, in the order of the text, each once."""
    return list(dict.fromkeys(each.name for each in mentioned(text, *kinds)))


def of_rules(doc: Doc, read: Document, named: list[Mention]) -> list[Found]:
    """What the rules without frames state."""
    scene = Surroundings(doc, read, named)
    rules = [step for step in KAZAKH if step.reads == "scene" and step.adds in {"stated", "facts", "figures"}]
    return [each for step in rules for each in step.function(scene)]


def facts(text: str, date: str = "2022-12-22") -> list[Found]:
    doc = analysed(text)
    read = document(text, date)
    named = mentions(doc, read, GAZETTEER)
    found = of_rules(doc, read, named)
    framed = framed_kazakh(sentences(doc, named), named, found)
    found += [each for each in framed if isinstance(each.fact, SisterCities)]
    return sorted(dict.fromkeys(found), key=lambda each: (each.start, each.end, each.rule))


def quotations(text: str) -> list[Utterance]:
    doc = analysed(text)
    return utterances(Surroundings(doc, document(text), mentions(doc, document(text), GAZETTEER)))


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
