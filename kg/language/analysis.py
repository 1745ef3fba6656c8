"""Documents read with the pipeline of their language."""

from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.documents.document import Document
from kg.language.russian.sentences import BREAKS


@cache
def _pipeline(language: str) -> Language:
    """Loaded on first use and kept for the life of the process."""
    if language == "ru":
        from kg.language.russian.pipeline import pipeline as russian

        return russian()
    if language == "kk":
        from kg.language.kazakh.pipeline import pipeline as kazakh

        loaded: Language = kazakh()
        return loaded
    plain = spacy.blank("xx")
    plain.add_pipe("sentencizer")
    plain.max_length = 10**9
    return plain


def analyse(document: Document) -> Doc:
    """Read a document with the pipeline of its language.

    The Doc's text is `document.reading`, so `token.idx` is an offset there. In a language without pipeline
    («en», «und») the Doc has tokens and sentences, nothing else. The result depends on this document alone."""
    nlp = _pipeline(document.language)
    doc = nlp.make_doc(document.reading)
    doc.user_data[BREAKS] = sorted(
        offset
        for turn in document.turns
        for offset in (turn.label.start, turn.card.start if turn.card else turn.start, turn.start, turn.end)
    )
    return nlp(doc)
