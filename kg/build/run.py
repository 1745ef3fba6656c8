"""From paths to a store: the order of the steps, what fails on the way, and what came of it."""

import shutil
import sqlite3
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from kg import documents
from kg.build import looks, seals, versions
from kg.build.corpus import Corpus, OnProgress, entries_of, with_models
from kg.build.extractors import TIME_LIMIT, Extract, Extracting, Extractor, Read, cluster, here, processes, warmed
from kg.build.readings import DamagedReadingError, Readings
from kg.build.stamps import Stamps, around
from kg.documents import manifest
from kg.graph import store
from kg.graph.claims import standing
from kg.graph.listing import LAYOUT
from kg.graph.rdf import known_of
from kg.graph.store import Generation, ListedDocument
from kg.identity import decisions
from kg.identity.decisions import Decision
from kg.identity.index import Index
from kg.identity.resolution import Resolution
from kg.model.config import BASE, Settings
from kg.model.errors import KgError, StoreError
from kg.names.authority import Authority
from kg.reading.rules.folder import RuleFile, read_folder

_ALMOST_NOTHING = 2**20
"""Bytes: what is left of a disk that was too full to write to."""
READINGS, INDEX = "readings.sqlite", "index.sqlite"


@dataclass(frozen=True, slots=True)
class BuildReport:
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
    """One line for each document that is not in the store because it could not be read, and for each mistake in a
    manifest."""
    notes: tuple[str, ...]
    seconds: float


def build(
    paths: Sequence[Path],
    settings: Settings,
    *,
    read: Read = documents.read,
    extract: Extract | None = None,
    decided: Path | None = None,
    rules: Path | None = None,
    no_rules: bool = False,
    authority: Path | None = None,
    no_authority: bool = False,
    base: str = "",
    jobs: int = 0,
    time_limit: float = TIME_LIMIT,
    dask: str = "",
    on_progress: OnProgress | None = None,
) -> BuildReport:
    """Reads the documents under `paths` into the store, beside those of earlier builds of other paths.

    A path is a file, a folder or a glob pattern. Without any the store is built again, from the paths and with the
    decisions it was built from; the seeds are read where there is no store yet.

    `rules` is a folder of rule files of one's own, which read beside the package's. All documents of a store are read
    by the same rules: the store remembers the folder for later builds, until another is given, or `no_rules`. So it
    does with `authority`, a file of persons and bodies that are known beforehand (`kg.names.authority`).

    `base` begins every IRI that is minted. The store remembers it as well; one that had another is written anew.

    Which names are one thing is decided by the gazetteer and the rules, and over them by every `identity.toml` beside
    the documents, those of earlier builds among them, and by the file `decided`.

    With `jobs` documents are read in so many processes, with `dask` on the cluster of the scheduler at that address;
    one that takes longer than `time_limit` seconds, or kills its process, is set aside. Else this process reads them.

    A document that cannot be read is in the report's failures and no longer in the store. Raises KgError for a path
    that does not exist or holds no document, for a mistake in a rule file, and for decisions at odds with each other,
    StoreError when the store cannot be written.

    A store that is damaged is built anew from the documents that its listing names, and from their readings."""
    began = time.perf_counter()
    progress = on_progress or (lambda step, done, total: None)
    roots = list(dict.fromkeys(path.absolute() for path in paths))
    folder = settings.store
    named = [one and one.absolute() for one in (decided, rules, authority)]
    asked = (settings, tuple(roots), *named, no_rules, no_authority, base)
    seen = looks.Seen()
    if told := looks.unchanged(folder, asked, seen):
        return _again(told, began)
    files: dict[str, str] = {}
    for root in roots:
        files |= dict.fromkeys(documents.names(root, seen.files_in), str(root))
    with store.locked(folder), _storage(folder), ExitStack() as running:
        before, damage = store.mended(folder, anew=bool(paths))
        notes = [damage] if damage else []
        said = store.about(folder)
        settings = replace(settings, base=base or said.get("made_with", {}).get("base") or settings.base)
        if not paths:
            files = _remembered_files(settings, before, said, seen)
            roots = sorted(map(Path, {*files.values()}))
            decided = decided or _file(said.get("decided", ""))
        if not files and not before:
            raise KgError(f"{', '.join(map(str, paths))}: no documents here")
        rule_folder = None if no_rules else rules.absolute() if rules else _remembered_rules(said)
        rule_files = _sound(rule_folder) if rule_folder else ()
        known_by = None if no_authority else _authority(authority, said)
        given = set(map(str, roots))
        listed = {entry.file: entry for entry in before}
        others = [entry for entry in before if entry.root not in given]
        below = set().union(*(documents.covered([entry.file for entry in others], root) for root in roots))
        kept = [entry for entry in others if entry.file not in below]
        decision_files = versions.decision_files(roots, kept, decided)
        made_with = versions.made_with(settings, rule_folder, rule_files, decision_files, known_by)
        # On a cluster the package's own lie elsewhere.
        ontology = None if settings.ontology == Settings().ontology else settings.ontology
        read_with = extract or partial(with_models, ontology=ontology, rules=rule_files, authority=known_by)
        extracting: Extracting = partial(_extractor, read, read_with, jobs, time_limit, dask)
        if jobs and not dask and not files.keys() <= listed.keys():
            extracting = running.enter_context(warmed(extracting, jobs))
        every = {*roots, *map(Path, said.get("roots", ()))}
        where = around(roots if paths else every)
        watched = where | {versions.PACKAGE, settings.ontology}
        watched |= {documents.folder(root) / name for root in every for name in (manifest.NAME, decisions.NAME)}
        watched |= {one for one in (rule_folder, decided, known_by and Path(known_by.path)) if one}
        look = looks.FolderLook.at(asked, watched, seen)
        stamps = Stamps(folder, listed, store.version(folder), seen)
        found = stamps.of(files.keys(), where)
        same = said.get("made_with") == made_with and _unchanged(listed, kept, files, found, said)
        if same and store.is_as_published(folder):
            looks.remember(folder, look, said["report"])
            return _again(said["report"], began)
        spoilt, sealed = seals.break_seals(folder)
        notes += [f"{folder / name}: damaged; made again" for name in spoilt]
        older = said.get("made_with", {}).get("layout") != LAYOUT
        if before and older:
            notes.append(f"{folder}: a store of an older layout; built anew")
        if older or not (folder / READINGS).exists():
            # There are no readings: what other paths brought is read again from there.
            there = stamps.of({entry.file for entry in kept}, where)
            found |= {file: stamp for file, stamp in there.items() if stamp}
            files |= {entry.file: entry.root for entry in kept if there[entry.file]}
            kept = [entry for entry in kept if not there[entry.file]]
        version = versions.reader(made_with)
        readings = Readings(folder / READINGS, version)
        then = listed if versions.reader(said.get("made_with", {})) == version else {}
        corpus = Corpus(readings, extracting, progress)
        rulings = decisions.load(decision_files)
        report: BuildReport | None = None
        while report is None:
            entries = entries_of(corpus.gather(files, found, kept, then))
            outcome = _Outcome(
                made_with,
                str(decided.absolute()) if decided else "",
                known_by,
                tuple(sorted({*map(str, roots), *said.get("roots", ()), *(entry.root for entry in kept)})),
                read=corpus.extracted,
                dropped=len(listed.keys() - {entry.file for entry in entries}),
                failures=(*corpus.failures, *_mistakes_in_manifests(files)),
                notes=(
                    *notes,
                    *((f"rules of your own: {rule_folder}",) if rule_folder else ()),
                    *((f"authority of your own: {known_by.path}",) if known_by else ()),
                    *documents.passed_over(roots, files.keys(), seen.files_in),
                ),
            )
            # A reading that turns out to be damaged is forgotten, and made again.
            try:
                report = _write(settings, entries, listed, readings, rulings, outcome, progress, jobs, sealed)
            except DamagedReadingError as error:
                readings.forget(str(error))
        readings.keep_only({entry.reading for entry in entries})
        readings.close()
        stamps.keep(store.version(folder), where)
        seals.seal(folder, (READINGS, INDEX))
        if not report.failures:
            looks.remember(folder, look, asdict(report))
    return replace(report, seconds=time.perf_counter() - began)


def _again(told: Mapping[str, Any], began: float) -> BuildReport:
    """What an earlier build reported, of one that changes nothing."""
    then: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return replace(BuildReport(**then), read=0, dropped=0, seconds=time.perf_counter() - began)


def _extractor(
    read: Read, extract: Extract, jobs: int, time_limit: float, dask: str
) -> AbstractContextManager[Extractor]:
    if dask:
        return cluster(read, extract, dask, time_limit, versions.installed)
    return processes(read, extract, jobs, time_limit) if jobs else nullcontext(here(read, extract))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is known of a build once its documents are read."""

    made_with: Mapping[str, str]
    decided: str
    """The file of decisions that was named."""
    authority: Authority | None
    roots: tuple[str, ...]
    """The paths of this build and of those before it."""
    read: int
    dropped: int
    failures: tuple[str, ...]
    notes: tuple[str, ...]


def _unchanged(
    before: Mapping[str, ListedDocument],
    kept: Sequence[ListedDocument],
    files: Mapping[str, str],
    found: Mapping[str, str],
    said: Mapping[str, Any],
) -> bool:
    """Whether the files are those that the store was built from."""
    if said["report"]["failures"] or files.keys() != before.keys() - {entry.file for entry in kept}:
        return False
    return all(before[file].root == root and before[file].stamp == found[file] for file, root in files.items())


@contextmanager
def _storage(folder: Path) -> Iterator[None]:
    """A full disk and the like as an error of the store."""
    try:
        yield
    except (sqlite3.Error, OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split())
        # SQLite and RocksDB name the file, or no cause at all.
        full = "No space left on device: " if shutil.disk_usage(folder).free < _ALMOST_NOTHING else ""
        reason = full + reason.removeprefix(full.rstrip(": "))
        raise StoreError(f"{folder}: {reason}; nothing is lost: the store is as it was before") from None


def _write(
    settings: Settings,
    entries: Sequence[ListedDocument],
    before: Mapping[str, ListedDocument],
    readings: Readings,
    rulings: Sequence[Decision],
    outcome: _Outcome,
    progress: OnProgress,
    jobs: int,
    sealed: bool,
) -> BuildReport:
    """The generation of these documents, from the current one, which had those `before` by file, where the index is of
    that; whether that one is whole need not be read where it is `sealed`."""
    # What takes long to import is for builds that change something.
    from kg.build.writers import NamedReading, written
    from kg.graph.changes import GraphInTheMaking
    from kg.graph.companions import terms
    from kg.graph.inference import Inference
    from kg.graph.reference import Reference
    from kg.identity.background import background
    from kg.names.gazetteer import Gazetteer, known_quads

    folder = settings.store
    told = known_quads(settings.ontology / "gazetteer.ttl", outcome.authority)
    gazetteer = Gazetteer.of(told, settings.ontology)
    index = Index(folder / INDEX)
    try:
        reader = versions.reader(outcome.made_with) + settings.base
        following = store.next_name(folder)
        if (index["reader"], index["generation"]) == (reader, following) and store.is_whole(folder, following):
            # The last build was killed when all was done but to say so.
            store.point_to(folder, following)
            before = {id: ListedDocument(id, "", "", "", reading) for id, reading in index.documents()}
        indexed = (index["reader"], index["generation"]) == (reader, store.current_name(folder) or None)
        anew = not (indexed and (sealed or store.is_as_published(folder)))
        if anew:
            index.clear()
            before = {}
        generation = Generation(folder, anew=anew)
        index["reader"], index["generation"] = reader, generation.path.name
        if anew:
            generation.add(terms(settings.ontology, settings.base))
        inference = Inference.load(settings.ontology, settings.base)
        graph = GraphInTheMaking(index, generation, inference, settings.base)
        resolution = Resolution(index, background(gazetteer, settings.base))

        def named(ids: Collection[str]) -> list[NamedReading]:
            """In order, by the first of their files."""
            first = {entry.id: entry for entry in reversed(entries) if entry.id in ids}
            return [NamedReading(id, one.reading, Path(one.file).parent.name) for id, one in sorted(first.items())]

        now = {entry.file: entry for entry in entries}
        new, gone = _beyond(now, before), _beyond(before, now)
        for id, number in sorted(index.numbers(gone).items()):
            graph.remove(number, id, for_good=id not in new)
            index.remove(number)
        for one in named(new):
            document, extraction = one.read(readings)
            resolution.add(document, extraction, one.reading, standing(document, extraction))
        settled = resolution.settle(rulings)
        by_id = index.numbers(new) | index.ids(settled.documents)
        affected = named(by_id)
        tasks = ((one, resolution.references(by_id[one.id]), graph.notes(by_id[one.id])) for one in affected)
        many = written(tasks, len(affected), settings, readings, jobs)
        for done, (one, made) in enumerate(zip(affected, many, strict=True), start=1):
            graph.write(by_id[one.id], made)
            progress("state", done, len(affected))
        known = [*told]
        if gazetteer.world:
            known += gazetteer.world.quads({*index.known().values(), *(one.key for one in settled.before.values())})
        graph.settle(settled, known_of(known, BASE), Reference(known, BASE, settings.base))
        report = _report(index, outcome, settled.notes)
        about = {
            "made_with": outcome.made_with,
            "decided": outcome.decided,
            "roots": outcome.roots,
            "report": asdict(report),
        }
        generation.publish(entries, about, index.save)
    finally:
        index.close()
    return report


def _beyond(some: Mapping[str, ListedDocument], others: Mapping[str, ListedDocument]) -> set[str]:
    """The ids of documents, by file, that the others have not, or with another reading. Of a hundred thousand nearly
    all are the very same entries."""
    own = [entry for file, entry in some.items() if others.get(file) is not entry]
    ids = {entry.id for entry in own}
    held = {(entry.id, entry.reading) for entry in others.values() if entry.id in ids}
    return {entry.id for entry in own if (entry.id, entry.reading) not in held}


def _report(index: Index, outcome: _Outcome, notes: Sequence[str]) -> BuildReport:
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for kind, name, number in index.rows("SELECT kind, name, number FROM counted ORDER BY kind, name"):
        counts[kind][name] = number
    ((documents,),) = index.rows("SELECT COUNT(*) FROM document")
    told = index.rows("""SELECT n.value FROM written w JOIN document d ON d.number = w.document, JSON_EACH(w.notes) n
        WHERE w.notes != '[]' ORDER BY d.id, n.key""")
    entities = index.rows("SELECT kind, COUNT(DISTINCT iri) FROM thing WHERE shown GROUP BY kind ORDER BY kind")
    return BuildReport(
        documents=documents,
        read=outcome.read,
        dropped=outcome.dropped,
        entities=dict(entities),
        facts=counts["facts"],
        rules=counts["rules"],
        claims=counts["claims"].get("", 0),
        rejected=counts["rejected"],
        failures=outcome.failures,
        notes=(*notes, *outcome.notes, *(note for (note,) in told)),
        seconds=0,
    )


def _mistakes_in_manifests(files: Iterable[str]) -> Iterator[str]:
    for folder in sorted({file.rpartition("/")[0] for file in files}):
        yield from manifest.mistakes(Path(folder, manifest.NAME))


def _remembered_files(
    settings: Settings, before: Sequence[ListedDocument], said: Mapping[str, Any], seen: looks.Seen
) -> dict[str, str]:
    """The files under the paths that the store was built from, each with its path. A path that is gone has none, and
    what was read there stays."""
    roots = {*(entry.root for entry in before), *said.get("roots", ())}
    if not roots and (settings.store / "generations").is_dir():
        raise KgError(f"{settings.store}: built from no documents; name some: kg build PATH --store {settings.store}")
    files: dict[str, str] = {}
    for root in map(Path, sorted(roots) or [settings.seeds.absolute()]):
        with suppress(KgError):
            files |= dict.fromkeys(documents.names(root, seen.files_in), str(root))
    return files


def _file(name: str) -> Path | None:
    return Path(name) if name and Path(name).is_file() else None


def _remembered_rules(said: Mapping[str, Any]) -> Path | None:
    """The folder of rules of the last build, if it had one."""
    name = said.get("made_with", {}).get("rules folder", "")
    if name and not Path(name).is_dir():
        raise KgError(
            f"{name}: the rules of this store are gone; give the folder with --rules, or --no-rules to do without"
        )
    return Path(name) if name else None


def _authority(given: Path | None, said: Mapping[str, Any]) -> Authority | None:
    """The authority file that is given, else the one of the last build, if it had one."""
    name = said.get("made_with", {}).get("authority file", "")
    if given is None and name and not Path(name).is_file():
        raise KgError(
            f"{name}: the authority of this store is gone; give the file with --authority, or --no-authority to do "
            "without"
        )
    path = given or (Path(name) if name else None)
    return Authority.read(path) if path else None


def _sound(folder: Path) -> tuple[RuleFile, ...]:
    """The rule files of the folder. A mistake in one is told before any document is read."""
    from kg.reading.rules.loading import load

    files = read_folder(folder)
    load(files)
    return files
