"""The documents of a store: those of the paths given now and those of earlier builds, each with what was read in it."""

import hashlib
import logging
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.documents.model import Document
from kg.errors import DocumentError, KgError
from kg.facts import Extraction
from kg.gazetteer import Gazetteer
from kg.readings import Readings, key
from kg.rules.folder import RuleFile, digest
from kg.store import Entry

if TYPE_CHECKING:
    from kg.pattern import Rule

_log = logging.getLogger(__name__)

Read = Callable[[Path], Document]
Extract = Callable[[Document], Extraction]
OnProgress = Callable[[str, int, int], None]
"""Called with the step («read», «state»), how many documents of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document with the file it is from, the PATH that file was found under, and the key of its reading."""

    document: Document
    file: str
    root: str
    reading: str


def read_all(
    files: Mapping[Path, Path], kept: Sequence[Entry], readings: Readings, read: Read
) -> tuple[list[Source], list[str]]:
    """The documents of the paths given now, and from the readings those of earlier builds."""
    sources, failures = [], []
    for file, root in sorted(files.items()):
        try:
            document = read(file)
        except DocumentError as error:
            failures.append(str(error))
            continue
        sources.append(Source(document, str(file), str(root), key(document)))
    for entry in kept:
        known = readings.document(entry.reading)
        if known is None:
            failures.append(f"{entry.file}: its reading is lost; build {entry.root} again")
        else:
            sources.append(Source(known, entry.file, entry.root, entry.reading))
    return sorted(sources, key=lambda source: source.file), failures


def extract_all(
    sources: Sequence[Source], readings: Readings, extract: Extract, jobs: int, progress: OnProgress
) -> tuple[list[tuple[Source, Extraction]], list[str], int]:
    """Each source with its extraction, the failures, and how many were extracted anew."""
    known = {source.reading: reading[1] for source in sources if (reading := readings.get(source.reading))}
    new = list({source.reading: source for source in sources if source.reading not in known}.values())
    failed: dict[str, str] = {}
    for done, (source, outcome) in enumerate(zip(new, _extractions(new, extract, jobs), strict=True), start=1):
        if isinstance(outcome, Extraction):
            readings.put(source.reading, source.document, outcome)
            known[source.reading] = outcome
        else:
            failed[source.reading] = f"{source.file}: not understood: {outcome}"
        progress("read", done, len(new))
    return (
        [(source, known[source.reading]) for source in sources if source.reading in known],
        list(failed.values()),
        len(new) - len(failed),
    )


def _extractions(sources: Sequence[Source], extract: Extract, jobs: int) -> Iterator[Extraction | str]:
    tasks = [partial(_attempt, extract, source.document) for source in sources]
    if jobs == 1 or len(tasks) < 2:
        yield from (task() for task in tasks)
        return
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_run, tasks)


def _run(task: Callable[[], Extraction | str]) -> Extraction | str:
    return task()


def _attempt(extract: Extract, document: Document) -> Extraction | str:
    try:
        return extract(document)
    except KgError as error:
        return str(error)
    except Exception as error:  # whatever one text provokes, the others are still read, and the report says so
        _log.debug("extraction of %s", document.name, exc_info=True)
        return f"{type(error).__name__}: {error}".splitlines()[0]


def with_models(document: Document, ontology: Path, rules: tuple[RuleFile, ...] = ()) -> Extraction:
    """What the rules and models read in the document, with the gazetteer in the folder `ontology`, and with the rules
    in these files beside the package's."""
    # Language models take a second and 300 MB: only a build that reads something new pays for them.
    from kg.extraction import extract
    from kg.rules.loading import mistake_of

    own = _rules(rules)
    try:
        return extract(document, _gazetteer(ontology), own)
    except Exception as error:
        raise mistake_of(error, [file.path for file in rules]) or error from None


@cache
def _gazetteer(ontology: Path) -> Gazetteer:
    """Read once in each process."""
    return Gazetteer.load(ontology / "gazetteer.ttl")


@cache
def _rules(files: tuple[RuleFile, ...]) -> "tuple[Rule, ...]":
    """Run once in each process, since patterns cannot be sent from one to another."""
    from kg.rules.loading import load

    return tuple(rule for module in load(files) for rule in module.rules)


def identified(
    known: Sequence[tuple[Source, Extraction]],
) -> tuple[dict[str, tuple[Document, Extraction]], list[Entry]]:
    """The corpus by document id. Files of one name and different text all add part of their hash to the id, so that
    none depends on which came first; one text under one name is one document, wherever it lies."""
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for source, _ in known:
        texts[source.document.id].add(source.reading)
    corpus: dict[str, tuple[Document, Extraction]] = {}
    entries = []
    for source, extraction in known:
        name = source.document.id
        unique = name if len(texts[name]) == 1 else f"{name}-{source.reading[:8]}"
        corpus[unique] = (replace(source.document, id=unique), extraction)
        entries.append(Entry(unique, source.file, source.root, source.document.sha256, source.reading))
    return dict(sorted(corpus.items())), sorted(entries)


def reader_version(settings: Settings, rules: Sequence[RuleFile] = ()) -> str:
    """Digits that change whenever code, models, word lists or rules do, so that no reading outlives what made it."""
    whole = hashlib.sha256()
    for folder in (Path(__file__).parent, settings.ontology):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                whole.update(str(file.relative_to(folder)).encode())
                whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:8] + (digest(rules) if rules else "")
