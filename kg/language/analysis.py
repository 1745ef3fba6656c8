"""Documents read with the pipeline of their language."""

from kg.documents.document import Document
from kg.language.tokens import Doc


def analyse(document: Document) -> Doc:
    """Read a document with the pipeline of its language, which is loaded with its first text.

    The Doc's text is `document.reading`, so `token.idx` is an offset there. In a language without pipeline
    («en», «und») the Doc has tokens and sentences, nothing else. The result depends on this document alone."""
    if document.language == "ru":
        from kg.language.russian.pipeline import read

        return read(document.reading, breaks(document))
    from kg.language.kazakh import pipeline as kazakh

    return (kazakh.read if document.language == "kk" else kazakh.divided)(document.reading)


def breaks(document: Document) -> list[int]:
    """Offsets at which what somebody says begins or ends."""
    return sorted(
        offset
        for turn in document.turns
        for offset in (turn.label.start, turn.card.start if turn.card else turn.start, turn.start, turn.end)
    )
