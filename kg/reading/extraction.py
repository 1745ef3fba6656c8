"""All that is read in one document, by the steps of its language.

An extraction depends on its document alone and on the gazetteer, so documents can be read in any order, anywhere."""

from collections.abc import Sequence

from kg.documents.document import Document
from kg.language.analysis import analyse
from kg.model.facts import Extraction, Found
from kg.names.gazetteer import Gazetteer
from kg.reading.kazakh_steps import KAZAKH
from kg.reading.pattern import Rule
from kg.reading.rules.russian import RULES
from kg.reading.russian_steps import RUSSIAN


def extract(document: Document, gazetteer: Gazetteer, own: Sequence[Rule] = ()) -> Extraction:
    """Reads a document in its own language; one in a language without steps yields an empty extraction.

    `own` are rules of a researcher's own, which read Russian after ours."""
    if document.language == "ru":
        values = RUSSIAN.run(analyse(document), document, gazetteer, (*RULES, *own))
    elif document.language == "kk":
        values = KAZAKH.run(analyse(document), document, gazetteer)
    else:
        return Extraction()
    facts = sorted(set(values["facts"]), key=_order)
    return Extraction(tuple(values["mentions"]), tuple(values["said"]), tuple(facts))


def _order(found: Found) -> tuple[int, int, str, str]:
    return found.start, found.end, found.rule, repr(found.fact)
