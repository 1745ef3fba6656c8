"""What is in a store, what it was made with, and what a build would find changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import documents
from kg.build.looks import Seen
from kg.build.stamps import Stamps, around
from kg.build.versions import decision_files, made_with
from kg.graph import store
from kg.model.config import Settings
from kg.model.errors import KgError, StoreError
from kg.names.authority import Authority
from kg.reading.rules.folder import read_folder

_LISTED = 10
_VERSIONS = {
    "layout": "layout",
    "program": "program",
    "ontology": "ontology",
    "gazetteer": "gazetteer",
    "rules": "own rules",
    "authority": "own authority",
    "decisions": "decisions",
}


@dataclass(frozen=True, slots=True)
class Status:
    """What `kg status` tells of a store."""

    store: str
    generation: str
    counts: Mapping[str, int]
    """Documents, claims, and entities by class."""
    made_with: Mapping[str, str]
    """Digits of each version, and where it lies."""
    now: Mapping[str, str]
    roots: Mapping[str, int]
    """The paths that were built, and how many files of each are in the store."""
    stale: Mapping[str, tuple[str, ...]]
    """Files that changed, vanished, are new under the roots, or failed in the last build; versions that are others
    now."""


def status(settings: Settings) -> Status:
    """Compares the current generation with the files and versions of now. Raises StoreError without one."""
    folder = settings.store
    store.open_current(folder)
    entries, said = store.manifest(folder), store.about(folder)
    if "made_with" not in said:
        raise StoreError(f"{folder}: a store of an older layout; build it again: kg build --store {folder}")
    made, report = said["made_with"], said["report"]
    roots: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        roots[entry.root] += 1
    decided = Path(said["decided"]) if said["decided"] else None
    rule_folder = Path(made["rules folder"]) if made["rules folder"] else None
    try:
        rules = read_folder(rule_folder) if rule_folder else ()
    except KgError:
        rules = ()
    try:
        authority = Authority.read(Path(made["authority file"])) if made.get("authority file") else None
    except KgError:
        authority = None
    now = made_with(
        settings,
        rule_folder,
        rules,
        decision_files((), entries, decided if decided and decided.is_file() else None),
        authority,
    )
    listed = {entry.file: entry for entry in entries}
    places = [*map(Path, roots)]
    files = set().union(*map(_files_of, places))
    stamps = Stamps(folder, listed, store.version(folder), Seen()).of(files, around(places))
    found = {file: stamps[file] for file in sorted(files)}
    stale = {
        "changed": [file for file, stamp in found.items() if file in listed and listed[file].stamp != stamp],
        "vanished": [file for file in listed if file not in found],
        "new": [file for file in found if file not in listed],
        "failed": list(report["failures"]),
        "versions": [told for name, told in _VERSIONS.items() if made.get(name) != now[name]],
    }
    return Status(
        str(folder),
        store.current_name(folder),
        {"documents": report["documents"], "claims": report["claims"], **report["entities"]},
        made,
        now,
        dict(sorted(roots.items())),
        {name: tuple(sorted(files)) for name, files in stale.items()},
    )


def _files_of(root: Path) -> set[str]:
    try:
        return documents.names(root)
    except KgError:  # all that was there vanished
        return set()


def table(known: Status) -> tuple[list[str], list[list[str]]]:
    """Makes heads and rows for people."""
    counts = dict(known.counts)
    rows = [["store", known.store], ["generation", known.generation]]
    rows += [[name, str(counts.pop(name))] for name in ("documents", "claims")]
    rows.append(["entities", ", ".join(f"{kind} {count}" for kind, count in counts.items())])
    rows.append(["base of IRIs", known.made_with["base"]])
    rows += [["from", f"{root} ({_files(count)})"] for root, count in known.roots.items()]
    for name, told in _VERSIONS.items():
        place = known.made_with.get({"rules": "rules folder", "authority": "authority file"}.get(name, ""), "")
        rows.append([told, f"{known.made_with.get(name, '')} {place}".strip() or "none"])
    return ["", ""], [*rows, *_stale_rows(known)]


def _stale_rows(known: Status) -> Iterator[list[str]]:
    for name, what in known.stale.items():
        if name == "versions":
            yield from (["stale", f"{told}: another version now"] for told in what)
        else:
            yield from ([name, one] for one in what[:_LISTED])
            if len(what) > _LISTED:
                yield [name, f"and {len(what) - _LISTED} more"]
    if not any(known.stale.values()):
        yield ["stale", "nothing: a build would change nothing"]


def _files(count: int) -> str:
    return f"{count} files" if count > 1 else "1 file"
