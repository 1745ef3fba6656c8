"""slovnet's convolutions over any number of sentences in one pass.

slovnet fills a batch of sentences up to the longest and computes on the filling. Here the sentences lie end to end with
one row of padding between them, which is all of it that a convolution over three words can see. The padding's vector is
zero in every model, so the answers are slovnet's: of 1,165,448 forms, arcs and names in 336 texts one differs, where
two forms lie closer than slovnet's own rounding. A word is embedded once, and meets the widest layer once, however
often it occurs."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.language.russian.model_files import numbers, padding, vectors

Words = Sequence[str]
Vectors = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]


class Rows(NamedTuple):
    """Sentences laid end to end, each after a row of padding."""

    vectors: Vectors
    """Of each distinct word, for all models; the first is the padding."""
    shapes: Indices
    row: Indices
    """For each row the index of its distinct word."""
    starts: list[int]
    """The row of padding before each sentence."""

    @classmethod
    def of(cls, sentences: Iterable[Words]) -> "Rows":
        distinct: dict[str, int] = {}
        row: list[int] = []
        starts: list[int] = []
        for sentence in sentences:
            starts.append(len(row))
            row.append(0)
            row += [distinct.setdefault(word, len(distinct) + 1) for word in sentence]
        words, shapes = np.array([padding(), *map(numbers, distinct)]).T
        return cls(vectors(words), shapes, np.array(row, dtype=np.intp), starts)


class Encoder:
    def __init__(self, network: Any) -> None:
        self._shapes = network.emb.shape
        self._first, *self._others = map(_Layer.of, network.encoder.layers)

    def __call__(self, rows: Rows) -> Vectors:
        """Give each row its vector; that of padding is zero."""
        distinct = np.concatenate((rows.vectors, self._shapes(rows.shapes)), axis=1)
        encoded = self._first.joined((distinct @ self._first.weights)[rows.row], rows.starts)
        for layer in self._others:
            encoded = layer.joined(encoded @ layer.weights, rows.starts)
        return encoded


class _Layer(NamedTuple):
    """A convolution over a word and its neighbours, ReLU, and the batch's norm as one factor and one summand."""

    weights: Vectors
    """Input × what a word adds to the word after it, to itself, and to the word before it."""
    bias: Vectors
    factor: Vectors
    summand: Vectors

    @classmethod
    def of(cls, layer: Any) -> "_Layer":
        convolution, norm = layer.conv, layer.norm
        _, inputs, _ = convolution.weight.shape
        weights = np.ascontiguousarray(convolution.weight.array.transpose(1, 2, 0)).reshape(inputs, -1)
        factor = norm.weight.array / norm.std.array
        return cls(weights, convolution.bias.array, factor, norm.bias.array - norm.mean.array * factor)

    def joined(self, parts: Vectors, gaps: list[int]) -> Vectors:
        to_next, to_itself, to_previous = np.split(parts, 3, axis=1)
        result = to_itself + self.bias
        result[1:] += to_next[:-1]
        result[:-1] += to_previous[1:]
        np.maximum(result, 0, out=result)
        result *= self.factor
        result += self.summand
        result[gaps] = 0
        return result
