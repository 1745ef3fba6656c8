"""The models in one pass beside slovnet's own way of running them, batch by batch."""

import tracemalloc
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from navec import Navec
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax

from kg.documents import find, read
from kg.language.russian import slovnet_models
from kg.language.russian.model_files import folder
from kg.language.russian.slovnet_models import PASS, WINDOW, Arc, WordForm, name_tags, parses

pytestmark = pytest.mark.model

Words = Sequence[str]
SENTENCE = "Глава Омской области Виталий Хоценко встретился с послом Казахстана в г. Петропавловск .".split()


class Slovnet:
    def __init__(self) -> None:
        self.vectors = Navec.load(folder() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        self.names, self.forms, self.arcs = (
            self.load(NER, "ner"),
            self.load(Morph, "morph"),
            self.load(Syntax, "syntax"),
        )

    def load(self, model: Any, task: str) -> Any:
        return model.load(folder() / "model" / f"slovnet_{task}_news_v1.tar").navec(self.vectors).infer

    def name_tags(self, words: Words) -> list[str]:
        """`names(text)` would cut the text into words of its own."""
        (tags,) = self.names.decoder(self.names.process(self.names.encoder([words])))
        return list(tags)

    def parses(self, sentences: Sequence[Words]) -> Iterator[tuple[list[WordForm], list[Arc]]]:
        for tagged, parsed in zip(self.forms(sentences), self.arcs(sentences), strict=True):
            features = ["|".join(f"{name}={value}" for name, value in token.feats.items()) for token in tagged.tokens]
            yield (
                [WordForm(token.pos, written) for token, written in zip(tagged.tokens, features, strict=True)],
                [Arc(int(token.head_id) - 1, token.rel) for token in parsed.tokens],
            )


@pytest.fixture(scope="module")
def slovnet() -> Slovnet:
    return Slovnet()


def seeds() -> list[str]:
    return [document.reading for document in map(read, find([Path("seeds")])) if document.language == "ru"]


def words_of(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize("text", seeds(), ids=lambda text: text[:30].strip())
def test_the_seeds_have_slovnets_forms_trees_and_names(text: str, slovnet: Slovnet) -> None:
    sentences = [words_of(sentence.text) for sentence in sentenize(text)]
    assert list(parses(sentences)) == list(slovnet.parses(sentences))
    assert list(name_tags(words_of(text))) == slovnet.name_tags(words_of(text))


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([["Да"]], id="one word"),
        pytest.param([["Да"], SENTENCE, ["."], SENTENCE], id="short and long"),
        pytest.param([["Қасым-Жомарт", "ъъъ", "🙂", "x²", "\u200b", "ЁЁЁ-ёё", "3,5", "NATO", "№"]], id="unknown words"),
        pytest.param([["омск", "Омск", "ОМСК", "оМСК", "Омск-Павлодар"]], id="one word in several shapes"),
        pytest.param([SENTENCE[:size] for size in range(1, 14)] * 70, id="several passes"),
    ],
)
def test_sentences_of_any_length_have_slovnets_forms_and_trees(sentences: list[Words], slovnet: Slovnet) -> None:
    assert list(parses(sentences)) == list(slovnet.parses(sentences))


def test_a_sentence_of_two_thousand_words_has_slovnets_forms_and_tree(slovnet: Slovnet) -> None:
    """Of different words: among the heads of a repeated sentence the scores are equal, and rounding decides."""
    words = [word for text in seeds() for word in words_of(text)][:2000]
    assert list(parses([words])) == list(slovnet.parses([words]))


def test_a_text_longer_than_the_window_has_slovnets_names(slovnet: Slovnet) -> None:
    words = (SENTENCE * 700)[: WINDOW + 500]
    assert list(name_tags(words)) == slovnet.name_tags(words[:WINDOW]) + slovnet.name_tags(words[WINDOW:])


def test_nothing_to_read() -> None:
    assert list(name_tags([])) == []
    assert list(parses([])) == []
    assert list(parses([[]])) == [([], [])]
    assert list(parses([[], SENTENCE, []])) == [([], []), *parses([SENTENCE]), ([], [])]


@pytest.mark.parametrize("size", [1, 13, 20, 40])
def test_where_a_pass_ends_changes_no_answer(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [SENTENCE[start:] for start in range(13)]
    expected = list(parses(sentences))
    monkeypatch.setattr(slovnet_models, "PASS", size)
    assert list(parses(sentences)) == expected


def test_memory_does_not_grow_with_the_text() -> None:
    def peak(passes: int) -> int:
        tracemalloc.start()
        for _ in parses(SENTENCE for _ in range(passes * PASS // len(SENTENCE))):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    list(parses([SENTENCE]))
    assert peak(passes=6) <= 1.1 * peak(passes=2)
