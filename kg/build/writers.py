"""What writes the quads of documents from their readings: this process, or processes beside it for many documents."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from kg.build.extractors import end_with_the_build, outcomes
from kg.build.readings import DamagedReadingError, Readings
from kg.documents.document import Document
from kg.graph.inference import Inference
from kg.graph.ontology import Ontology
from kg.graph.written import Writer, Written
from kg.identity.entities import References
from kg.model.config import Settings
from kg.model.facts import Extraction

_FEW = 200
"""Documents that are written before another process has begun."""
_AHEAD = 8


@dataclass(frozen=True, slots=True)
class NamedReading:
    """A document of a store: its id there, the key of its reading and the folder it lies in."""

    id: str
    reading: str
    folder: str

    def read(self, readings: Readings) -> tuple[Document, Extraction]:
        """Gives what was read in it, under the id it has in this store; a file that shares its name with another one is
        called by its folder too. Raises DamagedReadingError."""
        found = readings.get(self.reading)
        if found is None:
            raise DamagedReadingError(self.reading)
        document, extraction = found
        name = document.name if self.id == document.id else f"{self.folder}/{document.name}"
        return replace(document, id=self.id, name=name), extraction


Task = tuple[NamedReading, References, tuple[tuple[str, str], ...]]
"""A document, what its names refer to, and notes on that."""


def written(tasks: Iterable[Task], count: int, settings: Settings, readings: Readings, jobs: int) -> Iterator[Written]:
    """Writes the documents in order, in so many processes where there are many of them."""
    if count < _FEW or not jobs:
        writer = _writer(settings)
        for named, references, notes in tasks:
            yield writer.write(*named.read(readings), references, notes)
        return
    spawning = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, spawning, end_with_the_build) as pool:
        begun = ((None, pool.submit(_write, settings, readings.path, readings.version, task).result) for task in tasks)
        yield from (made for _, made in outcomes(begun, _AHEAD * jobs))


def _write(settings: Settings, path: Path, version: str, task: Task) -> Written:
    named, references, notes = task
    return _writer(settings).write(*named.read(_readings(path, version)), references, notes)


@cache
def _writer(settings: Settings) -> Writer:
    """Made once in each process."""
    inference = Inference.load(settings.ontology, settings.base)
    return Writer(Ontology.load(settings.ontology), inference, settings.base)


_readings = cache(Readings)
