"""The three models for Russian that the natasha package carries, each a function of words."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from slovnet.const import REL, TAG
from slovnet.exec.model import NER, Morph, Syntax

from kg.language.russian.encoder import Encoder, Rows, Vectors, Words
from kg.language.russian.model_files import network

WINDOW = 8192
"""Tokens the name tagger sees at once; it reads a whole text better than its sentences, but memory has an end."""

PASS = 4096
"""Tokens of the sentences parsed at once. The scores of their relations take 6 kB each."""


class WordForm(NamedTuple):
    pos: str
    features: str
    """As Universal Dependencies write them: «Case=Gen|Number=Sing»."""


class Arc(NamedTuple):
    head: int
    """Index in the sentence; -1 for the root."""
    relation: str


@cache
def _model(architecture: Any, task: str, labels: str) -> tuple[Any, Encoder, list[str]]:
    model, items = network(architecture, task, labels)
    return model, Encoder(model), items


def name_tags(words: Words) -> Iterator[str]:
    """«B-PER», «I-PER», «O» … for each word of a text."""
    model, encode, labels = _model(NER, "ner", TAG)
    for start in range(0, len(words), WINDOW):
        encoded = encode(Rows.of([words[start : start + WINDOW]]))
        scores = model.head.proj(encoded[1:])
        for tag in _best_path(scores, model.head.crf.transitions.array):
            yield labels[tag]


def _best_path(scores: Vectors, transitions: Vectors) -> list[int]:
    """Viterbi's. In double precision: the sum over a long text swallows the digits that decide."""
    to_from = transitions.T.astype(np.float64)
    sums = scores.astype(np.float64)
    for before, here in pairwise(sums):
        here += (to_from + before).max(axis=1)
    best_before = (to_from + sums[:-1, None]).argmax(axis=2).tolist()
    path = [int(sums[-1].argmax())]
    for before in reversed(best_before):
        path.append(before[path[-1]])
    return path[::-1]


def parses(sentences: Iterable[Words]) -> Iterator[tuple[list[WordForm], list[Arc]]]:
    """The forms and arcs of each sentence."""
    for together in _passes(sentences):
        rows = Rows.of(together)
        forms, arcs = _forms(rows), _arcs(rows)
        for start, sentence in zip(rows.starts, together, strict=True):
            words = slice(start + 1, start + 1 + len(sentence))
            yield forms[words], arcs[words]


def _passes(sentences: Iterable[Words]) -> Iterator[list[Words]]:
    """Whole sentences, as many as make up one pass; a longer one is a pass by itself."""
    together: list[Words] = []
    tokens = 0
    for sentence in sentences:
        tokens += len(sentence)
        if together and tokens > PASS:
            yield together
            together, tokens = [], len(sentence)
        together.append(sentence)
    if together:
        yield together


def _forms(rows: Rows) -> list[WordForm]:
    """One for each row; that of padding means nothing."""
    model, encode, labels = _model(Morph, "morph", TAG)
    return [_form(labels[best]) for best in model.head.proj(encode(rows)).argmax(axis=1).tolist()]


@cache
def _form(label: str) -> WordForm:
    pos, _, features = label.partition("|")
    return WordForm(pos, features)


def _arcs(rows: Rows) -> list[Arc]:
    """One for each row; that of padding means nothing. The padding before a sentence stands for its root."""
    model, encode, labels = _model(Syntax, "syntax", REL)
    encoded = encode(rows)

    encoded[rows.starts] = model.head.root.array
    dependents = model.head.head(encoded) @ model.head.kernel.array
    governors = model.head.tail(encoded)
    heads = np.arange(len(encoded))
    places: list[int] = []
    for start, end in pairwise([*rows.starts, len(encoded)]):
        best = (dependents[start + 1 : end] @ governors[start:end].T).argmax(axis=1)
        heads[start + 1 : end] = start + best
        places += [-1, *(best - 1).tolist()]

    encoded[rows.starts] = model.rel.root.array
    governors = model.rel.head(encoded)[heads] @ model.rel.kernel.array
    dependents = model.rel.tail(encoded)[:, :, None]
    scores = governors.reshape(len(encoded), len(labels), -1) @ dependents
    relations = scores[:, :, 0].argmax(axis=1).tolist()
    return [Arc(place, labels[relation]) for place, relation in zip(places, relations, strict=True)]
