"""A Kazakh sentence read by clauses and frames, with the project's gazetteer."""

import dataclasses
from collections.abc import Iterator

from kg.language.kazakh.pipeline import read as analysed
from kg.model.facts import Fact, Found, Mention
from kg.names.kazakh_mentions import mentions
from kg.reading.clauses.kazakh_clauses import predications
from kg.reading.clauses.kazakh_items import items_of
from kg.reading.frames import framed_kazakh
from kg.reading.frames.kazakh.containment import at_home
from kg.reading.pattern import sentences
from tests.reading.kazakh.texts import GAZETTEER, document, of_rules


def said(text: str) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """Predicate, modality, and the arguments with their functions, in the order of the text."""
    doc = analysed(text)
    named = mentions(doc, document(text), GAZETTEER)
    for sentence in sentences(doc, named):
        items = items_of(sentence)
        for names, one in predications(sentence, items):
            arguments = sorted(one.arguments, key=lambda argument: argument.item.first)
            told = [(sentence.text(a.item.first, a.item.end), a.function) for a in arguments]
            yield names[0], one.modality, told


def framed(text: str) -> list[Found]:
    """What the frames find, each once."""
    doc = analysed(text)
    named = mentions(doc, document(text), GAZETTEER)
    found = of_rules(doc, document(text), named)
    read = list(sentences(doc, named))
    return list(dict.fromkeys([*framed_kazakh(read, named, found), *at_home(read, GAZETTEER)]))


def of(kind: type[Fact], text: str) -> list[tuple[str, list[str]]]:
    """The facts of a kind: modality, and the names of what fills their slots."""
    return [(one.modality, list(_names(one.fact))) for one in framed(text) if isinstance(one.fact, kind)]


def _names(fact: Fact) -> Iterator[str]:
    for field in dataclasses.fields(fact):  # type: ignore[arg-type]
        value = getattr(fact, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Mention):
                yield each.name
