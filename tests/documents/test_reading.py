"""The way back from what is read to what is stored."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.documents.cleaning import cleaned
from kg.documents.document import Document, Span
from kg.documents.origin import stored
from kg.documents.reading import Reading
from kg.model.facts import Extraction, Mention, Utterance


def document(text: str, reading: Reading) -> Document:
    return Document("a", "a.txt", text, reading.text, "ru", "plain", "", origin=reading.origin())


TEXTS = st.text(alphabet="аОми\u0306\u0301\u00ad\u200b\u00a0 \r\n-‑1.,%", max_size=40)


@given(TEXTS)
def test_every_character_leads_back_to_its_own(text: str) -> None:
    """What was not edited is found where it stands, and reading on never goes back."""
    reading = cleaned(Reading.of(text))
    found = document(text, reading)
    last = 0
    for at, character in enumerate(reading.text):
        start, end = found.stored(at, at + 1)
        assert last <= start < end <= len(text)
        assert end - start > 1 or text[start] == character or cleaned(Reading.of(text[start])).text != text[start]
        assert found.read(start, end)[0] <= at
        last = start
    if reading.text:
        assert found.words(0, len(text)) == " ".join(reading.text.split())


def test_edits_stand_for_what_they_replace() -> None:
    text = "Павло\u00adдар и&nbsp;Омск"
    reading = Reading.of(text).sub(re.compile("\u00ad"), "").sub(re.compile("&nbsp;"), " ")
    found = document(text, reading)
    assert found.reading == "Павлодар и Омск"
    assert [text[slice(*found.stored(*span))] for span in ((0, 8), (9, 10), (10, 11), (11, 15))] == [
        "Павло\u00adдар", "и", "&nbsp;", "Омск",
    ]  # fmt: skip
    assert found.words(0, 9) == "Павлодар"
    assert reading.read(Span(10, 21)) == Span(9, 15)
    assert reading.read(Span(5, 6)) is None


def test_every_span_of_an_extraction_is_led_back() -> None:
    text = "-- Омск\u00a0\u00a0растёт"
    read = Reading.of(text).sub(re.compile("-- "), "").sub(re.compile("\u00a0+"), " ")
    omsk = Mention(0, 4, "City", "Омск", "Омск")
    whole = stored(Extraction((omsk,), (Utterance(0, 11, omsk, "turn"),)), document(text, read))
    (mention,), (said,) = whole.mentions, whole.utterances
    assert (mention.start, mention.end, said.start, said.end) == (3, 7, 3, 15)
    assert said.speaker == mention
