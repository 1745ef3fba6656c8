"""`identity.toml`: what people decided about which names are one thing.

    [[decision]]
    same = ["Тенгиз – Новороссийск", "corridor/teniz-novorossiysk-munay-kubyry"]
    comment = "the pipeline of the consortium"

    [[decision]]
    different = ["Иван Петров @ 2019.txt", "Иван Петров @ 2022.txt"]
    class = "Person"
    comment = "the minister and the singer"

A name is any form of it, or an IRI or its end as the graph has it without decisions; « @ » and a file name narrow it to
one document, `class` to one class. Of names that are one the first gives the identifier; of those kept apart the first
keeps it."""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal, cast

from kg.model.errors import KgError
from kg.model.facts import KINDS, Kind
from kg.model.spelling import fold

NAME = "identity.toml"
_KEYS = frozenset({"same", "different", "comment", "class"})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a file: names that are one thing, or names that are not, and why."""

    relation: Literal["same", "different"]
    names: tuple[str, ...]
    comment: str
    kind: Kind | None
    file: str
    at: int
    """Its number in the file, from 1."""
    line: int

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.file}, line {self.line}"

    @property
    def told(self) -> str:
        """What the graph says of it: no path, so that one corpus gives one graph wherever it lies."""
        return f"decided in {Path(self.file).name} ({self.comment})"


def digest(files: Iterable[Path]) -> str:
    """Sums up what the files hold and where they lie; empty without any. Raises KgError for one that is not to be
    read."""
    parts = [(str(file), _text(file)) for file in sorted(set(files))]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16] if parts else ""


def load(files: Iterable[Path]) -> tuple[Decision, ...]:
    """Reads the decisions of all files, in the order of their names. Raises KgError for what is no decision, and where
    two decisions say the opposite of each other."""
    decisions = [decision for file in sorted(set(files)) for decision in _in(file)]
    _refuse_contradictions(decisions)
    return tuple(decisions)


def _in(file: Path) -> list[Decision]:
    text = _text(file)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KgError(f"{file}: no TOML: {error}") from None
    if strangers := sorted(set(tables) - {"decision"}):
        raise KgError(f"{file}: {strangers[0]!r} is not known here; decisions are [[decision]] tables")
    entries = tables.get("decision", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise KgError(f"{file}: write [[decision]] for each decision")
    heads = [at for at, line in enumerate(text.splitlines(), start=1) if re.match(r"\s*\[\[\s*decision\s*\]\]", line)]
    lines = heads if len(heads) == len(entries) else [1] * len(entries)
    return [_decision(file, at, line, entry) for at, (line, entry) in enumerate(zip(lines, entries, strict=True), 1)]


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise KgError(f"{file}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise KgError(f"{file}: no TOML: {error}") from None


def _decision(file: Path, at: int, line: int, entry: Mapping[str, Any]) -> Decision:
    place = f"{file}, line {line}"
    if strangers := sorted(set(entry) - _KEYS):
        raise KgError(f"{place}: {strangers[0]!r} is not known here; a decision has {', '.join(sorted(_KEYS))}")
    relations = sorted({"same", "different"} & set(entry))
    if len(relations) != 1:
        raise KgError(f"{place}: a decision has either «same» or «different»")
    names, comment, kind = entry[relations[0]], entry.get("comment", ""), entry.get("class")
    sound = isinstance(names, list) and all(isinstance(name, str) and name.strip() for name in names)
    if not sound or len({fold(name) for name in names}) < 2:
        raise KgError(f"{place}: «{relations[0]}» takes a list of two or more different names")
    if not isinstance(comment, str) or not comment.strip():
        raise KgError(f"{place}: a decision needs a «comment» that says why")
    if kind is not None and kind not in KINDS:
        raise KgError(f"{place}: no class {kind!r}; there are: {', '.join(KINDS)}")
    relation = cast(Literal["same", "different"], relations[0])
    return Decision(relation, tuple(dict.fromkeys(names)), " ".join(comment.split()), kind, str(file), at, line)


def _refuse_contradictions(decisions: Sequence[Decision]) -> None:
    """A chain of «same» that leads from one name of a «different» to another."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for decision in decisions:
        if decision.relation == "same":
            first, *others = map(fold, decision.names)
            for other in others:
                leader[find(other)] = find(first)
    for decision in decisions:
        if decision.relation == "different":
            for one, other in combinations(decision.names, 2):
                if find(fold(one)) == find(fold(other)):
                    chain = next(
                        d for d in decisions if d.relation == "same" and find(fold(d.names[0])) == find(fold(one))
                    )
                    raise contradiction(decision, chain, one, other)


def contradiction(different: Decision, same: Decision, one: str, other: str) -> KgError:
    """Makes the error that names both decisions."""
    return KgError(f"{different.place}: «{one}» and «{other}» are said to be different, and the same in {same.place}")
