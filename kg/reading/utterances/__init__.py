"""Who says what in a Russian text: turns of a transcript, direct quotations, reported speech.

What is told between two quotations of a paragraph, or before «Об этом сообщил Иванов», is read as well; words of
nobody in particular are the text's own."""

from collections.abc import Sequence

from kg.documents.document import Document
from kg.language.tokens import Doc
from kg.model.facts import Mention, Utterance
from kg.model.offsets import extents
from kg.reading.utterances.credits import credited
from kg.reading.utterances.monologues import monologues
from kg.reading.utterances.quoted import answers, quotations
from kg.reading.utterances.reported import reported
from kg.reading.utterances.sources import Sources, paragraphs
from kg.reading.utterances.turns import turns


def utterances(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Utterance]:
    """Finds all utterances with a known speaker, in order; none overlaps another of its form."""
    people = [m for m in mentions if m.kind == "Person"]
    sources = Sources(doc, people, [m for m in mentions if m.kind == "Organisation"])
    recorded = extents(document.turns)
    text = [
        paragraph
        for paragraph in paragraphs(doc, document.reading)
        if not recorded.meet(paragraph[0].idx, paragraph[-1].idx)
    ]
    found = [*turns(document, people), *answers(text, sources)]
    sources.hear(found)
    asked = extents(found)
    spoken = [one for one in monologues(text, sources) if not asked.meet(one.start, one.end)]
    found += spoken
    sources.hear(spoken)
    heard = extents(found)
    before = None
    for paragraph in text:
        if not heard.meet(paragraph[0].idx, paragraph[-1].idx):
            direct = list(quotations(paragraph, before, sources))
            sources.hear(direct)
            found += direct
            for told in reported(paragraph, before, sources, direct):
                sources.hear([told])  # before the next one is read: «он» may mean who speaks here
                found.append(told)
        before = paragraph
    heard = extents(found)
    found += [one for one in credited(document, mentions) if not heard.meet(one.start, one.end)]
    return sorted(found, key=lambda u: (u.start, u.end))
