"""Tokens, spans and what a Doc keeps."""

from typing import Literal

import pytest

from kg.language.tokens import Doc, once

WORDS = ["«", "Ёлка", "»", "–", "1/2", "\n", "+5%"]
SPACES = [False, False, True, True, False, False, False]


@pytest.fixture
def doc() -> Doc:
    made = Doc(WORDS, SPACES)
    made.divide([True, False, False, False, False, False, True])
    return made


def test_the_text_and_the_letters(doc: Doc) -> None:
    assert doc.text == "«Ёлка» – 1/2\n+5%"
    assert "".join(token.text_with_ws for token in doc) == doc.text
    assert [doc.text[token.idx : token.idx + len(token)] for token in doc] == WORDS
    assert [token.text for token in doc if token.is_punct] == ["«", "»", "–"]
    assert [token.text for token in doc if token.like_num] == ["1/2"]
    assert (doc[1].lower_, doc[1].plain, doc[1].is_title, doc[5].is_space) == ("ёлка", "елка", True, True)


@pytest.mark.parametrize(
    ("start", "end", "mode", "text"),
    [
        (1, 5, "strict", "Ёлка"),
        (2, 5, "strict", None),
        (0, 4, "contract", "«"),
        (2, 4, "contract", None),
        (2, 4, "expand", "Ёлка"),
        (6, 8, "expand", "–"),
        (0, 12, "strict", "«Ёлка» – 1/2"),
        (0, 99, "strict", None),
    ],
)
def test_spans_by_offsets(
    doc: Doc, start: int, end: int, mode: Literal["strict", "contract", "expand"], text: str | None
) -> None:
    span = doc.char_span(start, end, mode)
    assert (span and span.text) == text


def test_spans(doc: Doc) -> None:
    first, second = doc.sents
    assert (first.text, second.text) == ("«Ёлка» – 1/2\n", "+5%")
    assert (first.end_char, second.start_char, second.end_char) == (13, 13, 16)
    assert doc[6].sent is second
    assert [token.is_sent_start for token in doc] == [True, False, False, False, False, False, True]
    assert (first[1:3].text, first[-1].text, len(first[4:2])) == ("Ёлка»", "\n", 0)
    assert doc[2:4] == first[2:4] != doc[2:5]
    assert (doc[0].nbor().text, doc[1].nbor(-1).text) == ("Ёлка", "«")
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[6].nbor()


def test_a_tree(doc: Doc) -> None:
    for child, head in ((1, 3), (0, 1), (4, 3)):
        doc[child].head = doc[head]
        doc[head].children = [*doc[head].children, doc[child]]
    assert [token.text for token in doc[3].subtree] == ["«", "Ёлка", "–", "1/2"]
    assert [token.text for token in doc[2].subtree] == ["»"]


def test_what_is_worked_out_once(doc: Doc) -> None:
    asked: list[Doc] = []

    @once
    def length(of: Doc) -> int:
        asked.append(of)
        return len(of)

    assert (length(doc), length(doc), length(Doc(["Омск"], [False]))) == (7, 7, 1)
    assert len(asked) == 2
