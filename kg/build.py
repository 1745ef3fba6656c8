"""From paths to a store: the order of the steps, what fails on the way, and what came of it."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyoxigraph import parse

from kg import decisions, documents, store
from kg.bodies import Bodies
from kg.claims import state
from kg.config import BASE, Settings
from kg.corpus import Extract, OnProgress, Read, extract_all, identified, read_all, reader_version, with_models
from kg.documents.model import Document
from kg.entities import Identities, resolve
from kg.errors import KgError
from kg.facts import Extraction, Kind
from kg.gazetteer import Gazetteer
from kg.ontology import Ontology
from kg.rdf import Known, PlainGraph, document_quads, known_of
from kg.readings import Readings
from kg.rules.folder import RuleFile, read_folder
from kg.store import Generation, write_durably

RULES = "rules"
"""The file in the store's folder that names the folder of rules its documents are read with; empty for none."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    documents: int
    """In the store now."""
    read: int
    """Read by this build; the others had not changed."""
    dropped: int
    entities: Mapping[str, int]
    """By class."""
    facts: Mapping[str, int]
    """By kind of fact."""
    rules: Mapping[str, int]
    """Facts by the rule that found them."""
    claims: int
    rejected: Mapping[str, int]
    """Claims and mentions not written, by reason."""
    failures: tuple[str, ...]
    """One line for each document that is not in the store because it could not be read."""
    notes: tuple[str, ...]
    seconds: float


def build(
    paths: Sequence[Path],
    settings: Settings,
    *,
    read: Read | None = None,
    extract: Extract | None = None,
    decided: Path | None = None,
    rules: Path | None = None,
    no_rules: bool = False,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> Report:
    """Reads the documents under `paths` into the store, beside those of earlier builds of other paths.

    A path is a file, a folder or a glob pattern.

    `rules` is a folder of rule files of one's own, which read beside the package's. All documents of a store are read
    by the same rules: the store remembers the folder for later builds, until another is given, or `no_rules`.

    Which names are one thing is decided by the gazetteer and the rules, and over them by every `identity.toml` beside
    the documents, those of earlier builds among them, and by the file `decided`.

    A document that cannot be read is in the report's failures and no longer in the store. Raises KgError for a path
    that does not exist or holds no document, for a mistake in a rule file, and for decisions at odds with each other,
    StoreError when the store cannot be written."""
    began = time.perf_counter()
    progress = on_progress or (lambda step, done, total: None)
    roots = list(dict.fromkeys(path.absolute() for path in paths))
    files = {file: root for root in roots for file in documents.find([root])}
    ontology = Ontology.load(settings.ontology)
    gazetteer = Gazetteer.load(settings.ontology / "gazetteer.ttl")
    with store.locked(settings.store):
        before = store.manifest(settings.store)
        if not files and not before:
            raise KgError(f"{', '.join(map(str, paths))}: no documents here")
        folder = None if no_rules else rules.absolute() if rules else _remembered(settings.store)
        rule_files = _sound(folder) if folder else ()
        readings = Readings(settings.store / "readings", reader_version(settings, rule_files))
        kept = [entry for entry in before if not any(documents.covers(root, Path(entry.file)) for root in roots)]
        folders = {documents.folder(root) for root in (*roots, *(Path(entry.root) for entry in kept))}
        rulings = decisions.load(_decisions(folders, decided))
        documents_read, failures = read_all(files, kept, readings, read or documents.read)
        known, failed, extracted = extract_all(
            documents_read,
            readings,
            extract or partial(with_models, ontology=settings.ontology, rules=rule_files),
            jobs,
            progress,
        )
        failures += failed
        corpus, entries = identified(known)
        identities = resolve(
            corpus,
            _labels(gazetteer),
            settings.base,
            series=_series(gazetteer),
            known=_known(gazetteer),
            body=Bodies(gazetteer),
            decisions=rulings,
        )
        generation = Generation(settings.store)
        beforehand = known_of(parse(path=str(settings.ontology / "gazetteer.ttl"), base_iri=BASE), BASE)
        counts = _load(generation, corpus, identities, ontology, beforehand, settings.base, progress)
        write_durably(settings.store / RULES, str(folder or "").encode())
        generation.publish(entries)
        readings.keep_only({entry.reading for entry in entries})
    found = [found for _, extraction in corpus.values() for found in extraction.found]
    return Report(
        documents=len(corpus),
        read=extracted,
        dropped=len({entry.file for entry in before} - {entry.file for entry in entries}),
        entities=_sorted(counts.entities),
        facts=_sorted(Counter(type(one.fact).__name__ for one in found)),
        rules=_sorted(Counter(one.rule for one in found)),
        claims=counts.claims,
        rejected=_sorted(counts.rejected),
        failures=tuple(failures),
        notes=(
            *identities.notes,
            *((f"rules of your own: {folder}",) if folder else ()),
            *(f"{document.name}: {note}" for document, _ in corpus.values() for note in document.notes),
        ),
        seconds=time.perf_counter() - began,
    )


def _decisions(folders: set[Path], decided: Path | None) -> list[Path]:
    """The files of decisions: those in the folders of documents, and the one named."""
    beside = (folder / decisions.NAME for folder in folders)
    return [*filter(Path.is_file, beside), *([decided.absolute()] if decided else [])]


def _known(gazetteer: Gazetteer) -> dict[tuple[Kind, str], str]:
    """No organisation is called as a country is («субъектов Российской Федерации»), and the end of a route that has the
    name of a feature and of no settlement is the feature («трубопровод Тенгиз-Новороссийск»)."""
    settled = {name for name, entries in gazetteer.by_name.items() if {entry.kind for entry in entries} - {"Feature"}}
    known: dict[tuple[Kind, str], str] = {}
    for entry in gazetteer.of_kind("Country", "Feature"):
        kind: Kind = "Organisation" if entry.kind == "Country" else "City"
        for name in (name for tag in entry.labels for name in entry.names(tag)):
            if kind == "Organisation" or name not in settled:
                known[kind, name] = entry.id
    return known


def _remembered(store: Path) -> Path | None:
    """The folder of rules of the last build, if it had one."""
    try:
        name = (store / RULES).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    folder = Path(name) if name else None
    if folder and not folder.is_dir():
        raise KgError(
            f"{folder}: the rules of this store are gone; give the folder with --rules, or --no-rules to do without"
        )
    return folder


def _sound(folder: Path) -> tuple[RuleFile, ...]:
    """The rule files of the folder. A mistake in one is told before any document is read."""
    from kg.rules.loading import load

    files = read_folder(folder)
    load(files)
    return files


def _labels(gazetteer: Gazetteer) -> dict[str, Mapping[str, str]]:
    return {id: entry.labels for id, entry in gazetteer.entries.items()}


def _series(gazetteer: Gazetteer) -> list[list[str]]:
    every = gazetteer.of_kind("EventSeries")
    return [
        [entry.name("ru"), *(name for language in entry.labels for name in entry.names(language))] for entry in every
    ]


@dataclass(slots=True)
class _Counts:
    entities: Counter[str]
    rejected: Counter[str]
    claims: int = 0


def _load(
    generation: Generation,
    corpus: Mapping[str, tuple[Document, Extraction]],
    identities: Identities,
    ontology: Ontology,
    known: Known,
    base: str,
    progress: OnProgress,
) -> _Counts:
    plain, counts = PlainGraph(), _Counts(Counter(), Counter())
    for done, (document, extraction) in enumerate(corpus.values(), start=1):
        statements = state(document, extraction, identities, ontology, base)
        publisher = identities.publisher(document)
        generation.add(document_quads(document, statements, publisher, base))
        plain.add(statements, identities.entities.get(publisher))
        counts.claims += len(statements.claims)
        counts.rejected += statements.rejected
        progress("state", done, len(corpus))
    generation.add(plain.quads(known))
    counts.entities.update(entity.kind for entity in plain.entities)
    return counts


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))
