"""The bare models in spaCy's frame: what a Russian text costs before anything is said of it.

Tokens of razdel, forms, trees and names of slovnet as the package natasha ships it, lemmas of pymorphy3; a text at a
time runs through `nlp.pipe`, its sentences through slovnet in batches of like length, which is the fastest that slovnet
has. Nothing of this project is in it. Reads texts from stdin, as JSON, and prints tokens, seconds and memory."""

import json
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
import pymorphy3
import spacy
from navec import Navec
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import DummyTokenizer, get_words_and_spaces, minibatch

BATCH, WORDS = 32, 6000
"""Sentences that slovnet reads at once at most, and words with their padding."""


class Razdel(DummyTokenizer):
    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        words, spaces = get_words_and_spaces([token.text for token in tokenize(text)], text)
        return Doc(self.vocab, words=words, spaces=spaces)


def in_batches(rows: list[list[str]], infer: Callable[[list[list[str]]], Iterable[Any]]) -> list[Any]:
    """What the model says of each row of words; those of like length together, for it computes on the padding."""
    found: list[Any] = [[] for _ in rows]
    batch: list[int] = []
    for at in sorted(filter(rows.__getitem__, range(len(rows))), key=lambda at: len(rows[at])):
        if batch and (len(batch) == BATCH or (len(batch) + 1) * len(rows[at]) > WORDS):
            _fill(found, batch, infer([rows[one] for one in batch]))
            batch = []
        batch.append(at)
    if batch:
        _fill(found, batch, infer([rows[one] for one in batch]))
    return found


def _fill(found: list[Any], batch: list[int], told: Iterable[Any]) -> None:
    for at, said in zip(batch, told, strict=True):
        found[at] = said


class Component:
    """Reads many texts together."""

    def read(self, docs: list[Doc]) -> None:
        raise NotImplementedError

    def __call__(self, doc: Doc) -> Doc:
        self.read([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):
            self.read(docs)
            yield from docs


@Language.factory("bare_syntax")
class BareSyntax(Component):
    """Forms, heads and relations, and sentences by the trees."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._morph = Morph.load(model("slovnet_morph_news_v1"), BATCH).navec(vectors()).infer
        self._syntax = Syntax.load(model("slovnet_syntax_news_v1"), BATCH).navec(vectors()).infer

    def read(self, docs: list[Doc]) -> None:
        parts = [(doc, part) for doc in docs for part in self._sentences(doc)]
        words = [[doc[at].text for at in part] for doc, part in parts]
        trees = {doc: np.zeros((len(doc), 2), dtype=np.uint64) for doc in docs}
        told = zip(parts, in_batches(words, self._morph), in_batches(words, self._syntax), strict=True)
        for (doc, part), forms, tree in told:
            for at, form, arc in zip(part, forms.tokens, tree.tokens, strict=True):
                head = int(arc.head_id) - 1
                to = part[head] if 0 <= head < len(part) else part[0]
                trees[doc][at] = np.int64(to - at).astype(np.uint64), doc.vocab.strings.add(arc.rel)
                doc[at].pos_ = form.pos
                if form.feats:
                    doc[at].set_morph(form.feats)
        for doc, values in trees.items():
            for token in doc:
                if token.is_space:
                    values[token.i] = np.int64(-1 if token.i else 0).astype(np.uint64), doc.vocab.strings.add("dep")
            if len(doc):
                doc.from_array([HEAD, DEP], values)

    @staticmethod
    def _sentences(doc: Doc) -> Iterator[list[int]]:
        at, tokens = 0, [(token.i, token.idx) for token in doc if not token.is_space]
        for sentence in sentenize(doc.text):
            first = at
            while at < len(tokens) and tokens[at][1] < sentence.stop:
                at += 1
            if at > first:
                yield [place for place, _ in tokens[first:at]]


@Language.factory("bare_names")
class BareNames(Component):
    """Entities over the whole text, as slovnet reads it best."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._ner = NER.load(model("slovnet_ner_news_v1")).navec(vectors()).infer

    def read(self, docs: list[Doc]) -> None:
        words = [[token for token in doc if not token.is_space] for doc in docs]
        tags = in_batches([[token.text for token in row] for row in words], self._tags)
        for doc, row, told in zip(docs, words, tags, strict=True):
            names: list[list[Any]] = []
            for token, tag in zip(row, told, strict=True):
                position, _, label = tag.partition("-")
                if position == "I" and names and names[-1][2] == label and names[-1][1] == token.i:
                    names[-1][1] = token.i + 1
                elif label:
                    names.append([token.i, token.i + 1, label])
            doc.ents = [Span(doc, *name) for name in names]

    def _tags(self, texts: list[list[str]]) -> Iterator[list[str]]:
        read: Iterator[list[str]] = self._ner.decoder(self._ner.process(self._ner.encoder(texts)))
        return read


@Language.factory("bare_lemmas")
class BareLemmas:
    """The likeliest parse that has the tagger's part of speech."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._analyser = pymorphy3.MorphAnalyzer()
        self._lemma = lru_cache(maxsize=200_000)(self._worked_out)

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = token.text if token.is_space or token.is_punct else self._lemma(token.text, token.pos_)
        return doc

    def _worked_out(self, word: str, part: str) -> str:
        parses = self._analyser.parse(word)
        fitting = (one for one in parses if str(one.tag.POS)[:3] == part[:3])
        return str(next(fitting, parses[0]).normal_form)


def model(name: str) -> Path:
    return _data() / "model" / f"{name}.tar"


@lru_cache(maxsize=1)
def vectors() -> Navec:
    return Navec.load(_data() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")


def _data() -> Path:
    spec = find_spec("natasha")
    locations = spec and spec.submodule_search_locations
    if not locations:
        raise ModuleNotFoundError("the package natasha is not installed")
    return Path(locations[0]) / "data"


def pipeline() -> Language:
    nlp = spacy.blank("ru")
    nlp.tokenizer = Razdel(nlp)
    nlp.max_length = 10**9
    for name in ("bare_syntax", "bare_names", "bare_lemmas"):
        nlp.add_pipe(name)
    return nlp


def main() -> None:
    first, *texts = json.load(sys.stdin)
    nlp = pipeline()
    nlp(first)
    wall, processor = perf_counter(), process_time()
    tokens = sum(not token.is_space for doc in nlp.pipe(texts) for token in doc)
    seconds = [perf_counter() - wall, process_time() - processor]
    print(json.dumps([tokens, *seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))


if __name__ == "__main__":
    main()
