"""Precision and recall of a store against annotations, through the saved queries: by kind of fact and by rule.

A row is right when it agrees with any gold record of its document, a record is found when any row agrees with it;
entities, figures, events, agreements and projects agree one to one, so that two nodes for one thing cost precision."""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from pathlib import Path

from kg.graph.store import open_current
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries.gold import AnsweredGraph, Gold, Record, Row, agrees
from kg.queries.saved import SavedQuery, load


@dataclass(slots=True)
class Score:
    gold: int = 0
    required: int = 0
    found: int = 0
    found_required: int = 0
    rows: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.rows if self.rows else 0.0

    @property
    def recall(self) -> float:
        """Of the required records, where there are any."""
        return self.found_required / self.required if self.required else self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Score") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


@dataclass(slots=True)
class Judgement:
    texts: int = 0
    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    right_by_rule: Counter[str] = field(default_factory=Counter)
    wrong_by_rule: Counter[str] = field(default_factory=Counter)
    hands: dict[str, "Judgement"] = field(default_factory=dict)
    """Of the texts of each hand, where the folder tells them."""

    @property
    def all(self) -> Score:
        total = Score()
        for score in self.kinds.values():
            total.add(score)
        return total

    @property
    def macro_f1(self) -> float:
        """Mean over the kinds that are annotated."""
        annotated = [score.f1 for score in self.kinds.values() if score.gold]
        return sum(annotated) / len(annotated) if annotated else 0.0

    def add(self, other: "Judgement") -> None:
        self.texts += other.texts
        for kind, score in other.kinds.items():
            self.kinds[kind].add(score)
        self.right_by_rule.update(other.right_by_rule)
        self.wrong_by_rule.update(other.wrong_by_rule)


HANDS = "hands.toml"
"""Beside the annotations: who annotated which, `"name" = ["600*", "61*"]`."""
_ONE_TO_ONE = frozenset({"entity", "event", "agreement", "figure", "project"})


def evaluate(gold: Path, settings: Settings) -> Judgement:
    """Compares the current store with the annotations in a folder. Raises KgError when there are none."""
    files = sorted(gold.glob("*.jsonl")) if gold.is_dir() else []
    if not files:
        raise KgError(f"{gold}: no folder with annotations (*.jsonl)")
    hands = _hands(gold / HANDS)
    graph = AnsweredGraph.read(open_current(settings.store), load(settings.queries))
    judgement = Judgement(hands={name: Judgement() for name in hands})
    for file in files:
        judged = _judged(Gold.read(file), graph)
        judgement.add(judged)
        for name, patterns in hands.items():
            if any(fnmatchcase(file.stem, pattern) for pattern in patterns):
                judgement.hands[name].add(judged)
    return judgement


def _hands(file: Path) -> Mapping[str, Sequence[str]]:
    try:
        hands = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise KgError(f"{file}: cannot be read: {error}") from None
    for name, patterns in hands.items():
        if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
            raise KgError(f'{file}: {name}: expected patterns of names, like ["600*", "61*"]')
    return hands


def _judged(annotated: Gold, graph: AnsweredGraph) -> Judgement:
    judgement = Judgement(texts=1)
    for query in graph.queries:
        rows = [row for row in graph.rows[query.name] if _stem(row["source"]) == _stem(annotated.source)]
        rows = list({tuple(row.get(name) for name in query.identity): row for row in reversed(rows)}.values())
        _judge(query, rows, annotated, graph, judgement)
    return judgement


def _stem(source: str) -> str:
    return Path(source).name.split(".")[0]


def _judge(query: SavedQuery, rows: Sequence[Row], gold: Gold, graph: AnsweredGraph, judgement: Judgement) -> None:
    kind = query.gold
    records = list(_records(kind, gold))
    edges = [[at for at, record in enumerate(records) if agrees(query, row, record, gold, graph)] for row in rows]
    if kind in _ONE_TO_ONE:
        pairs = assignment(edges)
        found, right = set(pairs), set(pairs.values())
    else:
        found, right = {at for edge in edges for at in edge}, {at for at, edge in enumerate(edges) if edge}
    score = judgement.kinds[kind]
    score.gold += len(records)
    score.required += sum(record["required"] for record in records)
    score.found += len(found)
    score.found_required += sum(records[at]["required"] for at in found)
    score.rows += len(rows)
    score.right += len(right)
    for at, row in enumerate(rows):
        tally = judgement.right_by_rule if at in right else judgement.wrong_by_rule
        if kind != "entity":
            tally.update(f"{rule} ({kind})" for rule in graph.rules_of(row))


def _records(kind: str, gold: Gold) -> Iterable[Record]:
    if kind != "agreement_party":
        return (record for record in gold.records if record["type"] == kind)
    return (
        {**record, "party": party}
        for record in gold.records
        if record["type"] == "agreement"
        for party in record["args"].get("parties", ())
    )


def assignment(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """The largest one-to-one choice among a row's records: record → row (augmenting paths)."""
    taken: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for record in edges[row]:
            if record not in tried:
                tried.add(record)
                if record not in taken or place(taken[record], tried):
                    taken[record] = row
                    return True
        return False

    for row in range(len(edges)):
        place(row, set())
    return taken


def by_kind(judgement: Judgement) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table: a line for each kind of fact, and one for all."""
    head = ["kind", "gold", "required", "rows", "precision", "recall", "F1"]
    return head, [
        [kind, *map(str, (score.gold, score.required, score.rows)), *_measured(score)]
        for kind, score in (*judgement.kinds.items(), ("all", judgement.all))
    ]


def by_hand(judgement: Judgement) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table: a line for the texts of each hand."""
    head = ["hand", "texts", "required", "rows", "precision", "recall", "F1", "macro F1"]
    return head, [
        [name, *map(str, (of.texts, of.all.required, of.all.rows)), *_measured(of.all), f"{of.macro_f1:.3f}"]
        for name, of in judgement.hands.items()
    ]


def _measured(score: Score) -> list[str]:
    return [f"{measure:.3f}" for measure in (score.precision, score.recall, score.f1)]


def by_rule(judgement: Judgement) -> tuple[list[str], list[list[str]]]:
    """Head and rows of a table: how many rows each rule got right and wrong."""
    rules = sorted({*judgement.right_by_rule, *judgement.wrong_by_rule})
    return ["rule", "right", "wrong"], [
        [rule, str(judgement.right_by_rule[rule]), str(judgement.wrong_by_rule[rule])] for rule in rules
    ]
