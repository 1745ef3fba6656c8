"""The three models for Russian that the natasha package carries, each a function of words."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from navec import Navec
from slovnet import NER, Morph, Syntax

Words = Sequence[str]
Result = TypeVar("Result")

BATCH = 32
WINDOW = 8192
"""Tokens the name tagger sees at once; it reads a whole text better than its sentences, but memory has an end."""


class Form(NamedTuple):
    pos: str
    features: dict[str, str]


class Arc(NamedTuple):
    head: int
    """Index in the sentence; -1 for the root."""
    relation: str


@cache
def _data() -> Path:
    """Found without importing natasha, which would load an analyser that does not run on Python 3.11."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package natasha, which holds the Russian models, is not installed")
    return Path(spec.submodule_search_locations[0]) / "data"


@cache
def _vectors() -> Any:
    """One table of word vectors for all three models."""
    return Navec.load(_data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")


def _load(model: Any, task: str) -> Any:
    return model.load(_data() / "model" / f"slovnet_{task}_news_v1.tar", batch_size=BATCH).navec(_vectors()).infer


@cache
def _names() -> Any:
    return _load(NER, "ner")


@cache
def _morphology() -> Any:
    return _load(Morph, "morph")


@cache
def _syntax() -> Any:
    return _load(Syntax, "syntax")


def name_tags(words: Words) -> Iterator[str]:
    """«B-PER», «I-PER», «O» … for each word of a text."""
    model = _names()
    for start in range(0, len(words), WINDOW):
        for batch in model.encoder([words[start : start + WINDOW]]):
            scores = model.model(batch.word_id, batch.shape_id, batch.pad_mask)
            for tags in model.decoder(model.model.head.crf.decode(scores, ~batch.pad_mask)):
                yield from tags


def forms(sentences: Sequence[Words]) -> list[list[Form]]:
    def tagged(batch: list[Words]) -> Iterator[list[Form]]:
        for markup in _morphology()(batch):
            yield [Form(token.pos, dict(token.feats or {})) for token in markup.tokens]

    return _by_length(sentences, tagged)


def arcs(sentences: Sequence[Words]) -> list[list[Arc]]:
    def parsed(batch: list[Words]) -> Iterator[list[Arc]]:
        for markup in _syntax()(batch):
            yield [Arc(int(token.head_id) - 1, token.rel) for token in markup.tokens]

    return _by_length(sentences, parsed)


def _by_length(
    sentences: Sequence[Words], model: Callable[[list[Words]], Iterator[list[Result]]]
) -> list[list[Result]]:
    """Sentences of like length share a batch, because the models compute on the padding too."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    results: list[list[Result]] = [[] for _ in sentences]
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        for i, result in zip(batch, model([sentences[i] for i in batch]), strict=True):
            results[i] = result
    return results
