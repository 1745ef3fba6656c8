"""A document's words: tokens, sentences, forms, trees and names, by the pipeline of its language."""

import os
from functools import cache

# A second BLAS thread gives these small matrices the same wall time for twice the work, and slows down four times when
# another process wants the core. The libraries read this once, when numpy is first imported.
for _library in ("OPENBLAS", "OMP", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

import spacy  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from kg.documents.model import Document  # noqa: E402
from kg.language.sentences import BREAKS  # noqa: E402

__all__ = ["analyse"]


@cache
def _pipeline(language: str) -> Language:
    """Loaded on first use and kept for the life of the process."""
    if language == "ru":
        from kg.language.russian import pipeline as russian

        return russian()
    if language == "kk":
        from kg.language.kazakh import pipeline as kazakh

        loaded: Language = kazakh()
        return loaded
    plain = spacy.blank("xx")
    plain.add_pipe("sentencizer")
    plain.max_length = 10**9
    return plain


def analyse(document: Document) -> Doc:
    """Read a document with the pipeline of its language.

    The Doc's text is `document.reading`, so `token.idx` is an offset in the file. In a language without pipeline
    («en», «und») the Doc has tokens and sentences, nothing else. The result depends on this document alone."""
    nlp = _pipeline(document.language)
    doc = nlp.make_doc(document.reading)
    doc.user_data[BREAKS] = sorted(
        offset
        for turn in document.turns
        for offset in (turn.label.start, turn.card.start if turn.card else turn.start, turn.start, turn.end)
    )
    return nlp(doc)
