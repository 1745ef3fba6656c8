"""slovnet's models and navec's word vectors out of the package natasha."""

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
from navec import Navec
from navec.meta import Meta
from navec.tar import Tar
from navec.vocab import Vocab
from slovnet.const import SHAPE
from slovnet.exec.pack import Pack
from slovnet.shape import word_shape


def folder() -> Path:
    """Find natasha's data without importing it, which would load an analyser that does not run on Python 3.11."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("the package natasha, which holds the Russian models, is not installed")
    return Path(spec.submodule_search_locations[0]) / "data"


def network(architecture: Any, task: str, labels: str) -> tuple[Any, list[str]]:
    """Load the network of a task («ner», «morph», «syntax») and its labels."""
    with _pack(task) as pack:
        bare = pack.load_model(architecture)
        arrays = dict(pack.load_arrays(bare.weights))
        return bare.inject_arrays(arrays).inject_navec(_navec()), pack.load_vocab(labels).items


@lru_cache(maxsize=100_000)
def numbers(word: str) -> tuple[int, int]:
    """Give a word's place in the vocabulary, and that of its shape; they are the same in the three models."""
    words = _navec().vocab
    return words.get(word.lower(), words.unk_id), _shapes().encode(word_shape(word))


def has_vector(word: str) -> bool:
    """Tell whether the models know the word itself, and not its shape alone."""
    return word.lower() in _navec().vocab


def padding() -> tuple[int, int]:
    """Give the numbers of no word, whose vector is zero in the three models."""
    return _navec().vocab.pad_id, _shapes().pad_id


def vectors(words: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Give the vectors of words by their places in the vocabulary; they are the same in the three models."""
    table = _navec().pq
    found: npt.NDArray[np.float32] = table.codes[np.arange(len(table.codes)), table.indexes[words]]
    return found.reshape(len(words), -1)


def _pack(task: str) -> Any:
    return Pack(folder() / "model" / f"slovnet_{task}_news_v1.tar")


@cache
def _shapes() -> Any:
    with _pack("morph") as pack:
        return pack.load_vocab(SHAPE)


@cache
def _navec() -> Any:
    """The table of vectors mapped from its file, so that processes share it.

    navec's own loader copies it, and measures every vector for comparisons that nobody asks for."""
    path = folder() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"
    with Tar(path) as tar:
        meta, words = Meta.from_file(tar.load("meta.json")), Vocab.from_file(tar.load("vocab.bin"))
        member = tar.tar.getmember("pq.bin")
    table = np.memmap(path, np.uint8, "r", member.offset_data, member.size).view(np.ndarray)
    vectors, _, parts, centroids = table[:16].view(np.uint32).tolist()
    indexes, codes = np.split(table[16:], [vectors * parts])
    quantised = SimpleNamespace(
        indexes=indexes.reshape(vectors, parts), codes=codes.view(np.float32).reshape(parts, centroids, -1)
    )
    return Navec(meta, words, quantised)
