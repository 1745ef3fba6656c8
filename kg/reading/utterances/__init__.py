"""Who says what in a Russian text: turns of a transcript, direct quotations, reported speech.

What is told between two quotations of a paragraph, or before «Об этом сообщил Иванов», is read as well; words of
nobody in particular are the text's own."""

from collections.abc import Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Mention, Utterance
from kg.reading.utterances.quoted import answers, quotations
from kg.reading.utterances.reported import reported
from kg.reading.utterances.sources import Sources, paragraphs
from kg.reading.utterances.turns import turns


def utterances(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order; none overlaps another of its form."""
    people = [m for m in mentions if m.kind == "Person"]
    found: list[Utterance] = []
    sources = Sources(people, [m for m in mentions if m.kind == "Organisation"], found)
    recorded = [(turn.start, turn.end) for turn in document.turns]
    text = [
        paragraph
        for paragraph in paragraphs(doc, document.reading)
        if not any(start < paragraph[-1].idx and paragraph[0].idx < end for start, end in recorded)
    ]
    found += [*turns(document, people), *answers(text, sources)]
    before = None
    for paragraph in text:
        if not any(u.start < paragraph[-1].idx and paragraph[0].idx < u.end for u in found):
            direct = list(quotations(paragraph, before, sources))
            found += direct
            found += reported(paragraph, before, sources, direct)
        before = paragraph
    return sorted(found, key=lambda u: (u.start, u.end))
