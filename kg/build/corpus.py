"""The documents of a store: those of the paths given now and those of earlier builds, each with what was read in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build.extractors import Extracting, Extractor, outcomes
from kg.build.readings import KnownDocument, Readings, key
from kg.documents.document import Document
from kg.graph.store import ListedDocument
from kg.model.config import Settings
from kg.model.errors import DocumentError
from kg.model.facts import Extraction
from kg.names.authority import Authority
from kg.reading.rules.folder import RuleFile

if TYPE_CHECKING:
    from kg.names.gazetteer import Gazetteer
    from kg.reading.pattern import Rule

OnProgress = Callable[[str, int, int], None]
"""Called with the step («read», «state»), how many documents of it are done, and how many there are."""


class Corpus:
    """The documents of a build as they are read: at no time are more in memory than the processes work on."""

    def __init__(
        self,
        readings: Readings,
        extracting: Extracting,
        progress: OnProgress,
    ) -> None:
        self._readings = readings
        self._extracting = extracting
        self._progress = progress
        self.failures: list[str] = []
        """A line for each document that could not be read."""
        self.extracted = 0

    def gather(
        self,
        files: Mapping[str, str],
        stamps: Mapping[str, str],
        kept: Sequence[ListedDocument],
        before: Mapping[str, ListedDocument],
    ) -> list[ListedDocument]:
        """Gives all documents of the files given now, with the PATH they were found under and their stamps, and those
        that earlier builds left. Each has its reading then: those that were not read before are read here. `before`
        are those whose readings this version made."""
        roots = {**files, **{entry.file: entry.root for entry in kept}}
        stamps = {**stamps, **{entry.file: entry.stamp for entry in kept}}
        made = self._readings.made
        sources = {
            file: entry for file, entry in before.items() if entry.stamp == stamps.get(file) and entry.reading in made
        }
        for file, entry in sources.items():
            sources[file] = _own(entry if entry.root == roots[file] else entry._replace(root=roots[file]))
        others = sorted(roots.keys() - sources.keys())
        read: dict[str, ListedDocument] = {}
        held = self._readings.sources({stamps[file] for file in others})
        for file in others:
            if known := held.get(stamps[file]):
                read[file] = ListedDocument(known.id, file, roots[file], known.sha256, known.key, stamps[file])
        missing = {file: (files[file], stamps[file]) for file in others if file in files and file not in read}
        gone = [entry for entry in kept if entry.file not in sources and entry.file not in read]
        total = len(missing) + len(gone)
        failed: dict[str, str] = {}
        self.failures = []
        if total:
            self._progress("read", 0, total)
            with self._extracting() as extractor:
                tasks = self._tasks(missing, gone, extractor)
                begun = (((source, text), extractor.extract(text) if text else _nothing) for source, text in tasks)
                for done, ((source, document), outcome) in enumerate(outcomes(begun, extractor.ahead), start=1):
                    if document and isinstance(outcome, Extraction):
                        self._readings.put(source.reading, document, outcome)
                        self.extracted += 1
                    elif outcome is not None:
                        failed[source.reading] = f"{source.file}: not understood: {outcome}"
                    read[source.file] = source
                    if source.reading in self._readings and source.stamp:
                        known = KnownDocument(source.reading, source.id, source.sha256)
                        self._readings.put_source(source.stamp, known)
                    self._progress("read", done, total)
        self._readings.save()
        self.failures += failed.values()
        return [*sources.values(), *(source for source in read.values() if source.reading in self._readings)]

    def _tasks(
        self, missing: Mapping[str, tuple[str, str]], lost: Sequence[ListedDocument], extractor: Extractor
    ) -> Iterator[tuple[ListedDocument, Document | None]]:
        """Each source with its document; None where another source of this build has the same one."""
        begun: set[str] = set()

        def new(source: ListedDocument) -> bool:
            found = source.reading not in self._readings and source.reading not in begun
            begun.add(source.reading)
            return found

        read = (((file, *at), extractor.read(Path(file))) for file, at in missing.items())
        for (file, root, stamp), document in outcomes(read, extractor.ahead):
            if not isinstance(document, Document):
                told = isinstance(document, DocumentError)
                self.failures.append(str(document) if told else f"{file}: not understood: {document}")
                continue
            source = ListedDocument(document.id, file, root, document.sha256, key(document), stamp)
            yield source, document if new(source) else None
        for entry in lost:
            held = self._readings.document(entry.reading)
            if held is None:
                self.failures.append(f"{entry.file}: its reading is lost; build {entry.root} again")
                continue
            source = entry._replace(id=held.id)
            yield source, held if new(source) else None


def _nothing() -> None:
    """The outcome of a document that is read already."""


def with_models(
    document: Document,
    ontology: Path | None = None,
    rules: tuple[RuleFile, ...] = (),
    authority: Authority | None = None,
) -> Extraction:
    """Reads a document with rules and models, with the gazetteer in the folder `ontology`, by default the package's,
    and with the rules in these files and the names of this authority beside the package's."""
    # Language models take a second and 300 MB: only a build that reads something new pays for them.
    from kg.reading.extraction import extract
    from kg.reading.rules.loading import mistake_of

    own = _rules(rules)
    try:
        return extract(document, _gazetteer(ontology or Settings().ontology, authority), own)
    except Exception as error:
        raise mistake_of(error, [file.path for file in rules]) or error from None


@cache
def _gazetteer(ontology: Path, authority: Authority | None) -> "Gazetteer":
    """Read once in each process."""
    from kg.names.gazetteer import Gazetteer

    return Gazetteer.load(ontology / "gazetteer.ttl", authority)


@cache
def _rules(files: tuple[RuleFile, ...]) -> "tuple[Rule, ...]":
    """Run once in each process, since patterns cannot be sent from one to another."""
    from kg.reading.rules.loading import load

    return tuple(rule for module in load(files) for rule in module.rules)


def entries_of(sources: Sequence[ListedDocument]) -> list[ListedDocument]:
    """Lists the sources under the ids of their documents. Files of one name and different text all add part of their
    hash to the id, so that none depends on which came first; one text under one name is one document, wherever it
    lies."""
    if len({one.id for one in sources}) == len(sources):
        return sorted(sources)
    texts = Counter(id for id, _ in {(one.id, one.reading) for one in sources})
    return sorted(one if texts[one.id] == 1 else one._replace(id=f"{one.id}{_part(one)}") for one in sources)


def _own(entry: ListedDocument) -> ListedDocument:
    """The source that was listed. No document has that part of its hash in its own id, of which the hash is made."""
    if entry.id[-8:] != entry.reading[:8]:
        return entry
    return entry._replace(id=entry.id.removesuffix(_part(entry)))


def _part(one: ListedDocument) -> str:
    return f"-{one.reading[:8]}"
