"""Whose the numbers of a table are, by the sentence under it: «Источник: Минтранс», «Деректер палатадан алынды»."""

import re
from collections.abc import Iterator, Sequence

from kg.documents.document import Document
from kg.model.facts import Mention, Utterance
from kg.reading.cues import KAZAKH, RUSSIAN
from kg.reading.tables.layout import tables

_CREDITS = {
    language: re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
    for language, words in (("ru", RUSSIAN.words("speech.credits")), ("kk", KAZAKH.words("speech.credits")))
}
_UNDER = 400
"""Characters under a table in which it is credited."""
_SENTENCE = re.compile(r"[^\n]+?(?:\.(?=\s|$)|$)", re.MULTILINE)


def credited(document: Document, mentions: Sequence[Mention]) -> Iterator[Utterance]:
    """The tables of a document that the text under them says are of a body, each as words of that body."""
    text, said = document.reading, _CREDITS[document.language]
    bodies = sorted((one for one in mentions if one.kind == "Organisation"), key=lambda one: one.start)
    found = tables(document)
    for table, after in zip(found, [*found[1:], None], strict=False):
        stop = min(table.end + _UNDER, after.start if after else len(text))
        for sentence in _SENTENCE.finditer(text, table.end, stop):
            named = [one for one in bodies if sentence.start() <= one.start < sentence.end()]
            if named and said.match(sentence[0].lstrip("*• ")):
                yield Utterance(table.start, table.end, named[0], "reported")
                break
