"""What a store is made with: while all of it is the same, the same documents give the same graph."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from kg import documents
from kg.graph.listing import LAYOUT, ListedDocument
from kg.identity import decisions
from kg.model.config import Settings
from kg.names.authority import Authority
from kg.reading.rules.folder import RuleFile, digest

GAZETTEER = "gazetteer.ttl"
PACKAGE = Path(__file__).parents[1]


def made_with(
    settings: Settings,
    rule_folder: Path | None,
    rules: Sequence[RuleFile],
    decided: Collection[Path],
    authority: Authority | None = None,
) -> dict[str, str]:
    """Gives digits that change with code, ontology, gazetteer, rules and authority of one's own and decisions, each by
    its own."""
    ontology = [file for file in _files(settings.ontology) if file.name != GAZETTEER]
    return {
        "layout": LAYOUT,
        "base": settings.base,
        "program": _digest(_files(PACKAGE), PACKAGE),
        "ontology": _digest(ontology, settings.ontology),
        "gazetteer": _digest([settings.ontology / GAZETTEER], settings.ontology),
        "rules": digest(rules) if rules else "",
        "rules folder": str(rule_folder or ""),
        "authority": hashlib.sha256(authority.text.encode()).hexdigest()[:8] if authority else "",
        "authority file": authority.path if authority else "",
        "decisions": decisions.digest(decided),
    }


def reader(versions: Mapping[str, str]) -> str:
    """Gives what changes whenever a document would be read otherwise, so that no reading outlives what made it."""
    told = [versions.get(name, "") for name in ("program", "ontology", "gazetteer", "rules", "authority")]
    return hashlib.sha256(" ".join(told).encode()).hexdigest()[:8]


def installed() -> str:
    """Gives `reader` of the package that stands here, without rules of one's own."""
    return reader(made_with(Settings(), None, (), ()))


def decision_files(roots: Iterable[Path], entries: Iterable[ListedDocument], decided: Path | None) -> list[Path]:
    """Lists the files of decisions: those beside documents of these roots and of earlier builds, and the one named."""
    folders = {documents.folder(root) for root in {*roots, *map(Path, {entry.root for entry in entries})}}
    beside = (folder / decisions.NAME for folder in folders)
    return [*filter(Path.is_file, beside), *([decided.absolute()] if decided else [])]


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)


def _digest(files: Iterable[Path], home: Path) -> str:
    whole = hashlib.sha256()
    for file in files:
        whole.update(str(file.relative_to(home)).encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:8]
