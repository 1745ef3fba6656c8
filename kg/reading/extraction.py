"""All that is read in one document, by the steps of its language.

An extraction depends on its document alone and on the gazetteer, so documents can be read in any order, anywhere."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

from kg.documents.document import Document
from kg.documents.origin import stored
from kg.documents.reading import blank, lines
from kg.language.analysis import analyse
from kg.model.facts import Extraction, Found, Mention
from kg.names.gazetteer import Gazetteer
from kg.names.organisations.proper_names import Proper
from kg.reading.home import is_of_its_own
from kg.reading.kazakh_steps import KAZAKH
from kg.reading.pattern import Rule
from kg.reading.periods.expressions import items
from kg.reading.rules.russian import RULES
from kg.reading.russian_steps import RUSSIAN


def extract(document: Document, gazetteer: Gazetteer, own: Sequence[Rule] = ()) -> Extraction:
    """Reads a document in its own language, and its passages in the other; one in a language without rules yields an
    empty extraction. Every span in it is one of the stored text.

    `own` are rules of a researcher's own, which read Russian after ours."""
    passages = set(document.passages)
    parts = [replace(document, reading=blank(document.reading, passages))]
    if passages:
        rest = blank(document.reading, [line for line in lines(document.reading) if line not in passages])
        parts.append(replace(document, reading=rest, language="kk" if document.language == "ru" else "ru"))
    with _kept():
        read = [_read(part, gazetteer, own) for part in parts]
    whole = Extraction(
        tuple(sorted({mention for part in read for mention in part.mentions})),
        tuple(sorted((said for part in read for said in part.utterances), key=lambda said: (said.start, said.end))),
        tuple(sorted((found for part in read for found in part.found), key=_order)),
        tuple(items(document.reading)),
    )
    return stored(whole, document)


@contextmanager
def _kept() -> Iterator[None]:
    """Without a search for garbage among what is made of a text: as long as it is read all of it is needed."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def _read(document: Document, gazetteer: Gazetteer, own: Sequence[Rule]) -> Extraction:
    if document.language == "ru":
        values = RUSSIAN.run(analyse(document), document, gazetteer, (*RULES, *own))
    elif document.language == "kk":
        values = KAZAKH.run(analyse(document), document, gazetteer)
    else:
        return Extraction()
    named = Proper(values["mentions"])
    return Extraction(
        tuple(map(named, values["mentions"])),
        tuple(replace(said, speaker=named(said.speaker)) for said in values["said"]),
        tuple({_with_proper_names(found, named) for found in values["facts"] if not is_of_its_own(found.fact)}),
    )


def _with_proper_names(found: Found, named: Proper) -> Found:
    """The fact with its mentions as the extraction has them."""
    changed = {
        field.name: now
        for field in fields(found.fact)  # type: ignore[arg-type]  # every Fact is a dataclass, the bare base is never met
        if (now := _proper(then := getattr(found.fact, field.name), named)) is not then
    }
    return replace(found, fact=replace(found.fact, **changed)) if changed else found  # type: ignore[type-var]


def _proper(value: Any, named: Proper) -> Any:
    if isinstance(value, Mention):
        return named(value)
    if isinstance(value, tuple) and any(_proper(one, named) is not one for one in value):
        return tuple(_proper(one, named) for one in value)
    return value


def _order(found: Found) -> tuple[int, int, str, str, str, float]:
    """One fact may be found twice by a rule, as planned and as done."""
    return found.start, found.end, found.rule, repr(found.fact), found.modality, found.confidence
