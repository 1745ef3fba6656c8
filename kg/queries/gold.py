"""Annotations, what a store answers, and when the two agree.

Names agree by any of their known forms, described things by the beginnings of their words."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from kg.model.errors import KgError, QueryError
from kg.model.spelling import fold
from kg.queries.answers import ask
from kg.queries.saved import SavedQuery

Row = Mapping[str, str]
Record = Mapping[str, Any]

_DESCRIBED = frozenset({"Event", "Agreement", "Project", "Corridor"})

_EVIDENCE = """SELECT ?source ?claim ?subject ?object ?start ?end ?rule WHERE { GRAPH ?doc {
  ?doc dct:identifier ?source .
  ?claim rdf:subject ?subject ; rdf:object ?object ; coop:rule ?rule ; coop:evidence ?span .
  ?span coop:begin ?start ; coop:end ?end } }"""


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one document."""

    source: str
    records: tuple[Record, ...]

    @classmethod
    def read(cls, file: Path) -> "Gold":
        try:
            records = tuple(json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
            return cls(records[0]["doc"], records)
        except (OSError, ValueError, IndexError, KeyError, TypeError) as error:
            raise KgError(f"{file}: no annotations as JSON lines ({type(error).__name__}: {error})") from None

    def forms(self, label: str) -> frozenset[str]:
        """All forms of the annotated entity that goes by this label."""
        forms = {fold(label)}
        for record in self.records:
            if record["type"] == "entity":
                names = _names(record["args"])
                if fold(label) in {fold(record["args"]["label"]), fold(record["args"].get("label_ru") or "")}:
                    forms |= names
        return frozenset(forms)


@dataclass(frozen=True, slots=True)
class AnsweredGraph:
    """What the store answers: rows by query, the forms of every entity, the rules behind rows."""

    queries: Sequence[SavedQuery]
    """Those whose rows answer for a type of gold record."""
    rows: Mapping[str, Sequence[Row]]
    forms: Mapping[str, frozenset[str]]
    rules: Mapping[tuple[str, ...], frozenset[str]]

    @classmethod
    def read(cls, store: Store, saved: Mapping[str, SavedQuery]) -> "AnsweredGraph":
        """The rows of the queries that answer for gold records. Raises QueryError when those that name things are not
        saved."""
        if missing := sorted({"entities", "mentions"} - set(saved)):
            raise QueryError(f"no saved query {missing[0]!r}, which the evaluation asks")
        wanted = [query for query in saved.values() if query.gold]
        rows = {query.name: _rows(store, query.text) for query in (*wanted, saved["entities"])}
        forms: defaultdict[str, set[str]] = defaultdict(set)
        for row in (*rows["entities"], *rows["mentions"]):
            forms[row["entity"]] |= {fold(row[name]) for name in ("label", "alias", "surface") if name in row}
        rules: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for row in _rows(store, _EVIDENCE):
            rule = row["rule"].rpartition("/")[2]
            for about in ((row["claim"],), (row["subject"], row["object"]), (row["subject"], row["start"], row["end"])):
                rules[row["source"], *about].add(rule)
        frozen = {iri: frozenset(names) for iri, names in forms.items()}
        return cls(wanted, rows, frozen, {key: frozenset(names) for key, names in rules.items()})

    def same(self, iri: str, gold: Gold, label: str) -> bool:
        return bool(iri and label) and not self.forms.get(iri, frozenset()).isdisjoint(gold.forms(label))

    def close(self, iri: str, gold: Gold, label: str) -> bool:
        return self.same(iri, gold, label) or any(alike(form, label, 0.7) for form in self.forms.get(iri, ()))

    def rules_of(self, row: Row) -> frozenset[str]:
        """The rules that found what a row says: by its claim, else by its two things, else by its thing and place."""
        source, things = row["source"], [value for name, value in row.items() if "://" in value and name != "class"]
        place = (row.get("start", ""), row.get("end", ""))
        ways: tuple[list[tuple[str, ...]], ...] = (
            [(source, one) for one in things],
            [(source, one, other) for one in things for other in things],
            [(source, one, *place) for one in things],
        )
        found = (frozenset().union(*(self.rules.get(key, frozenset()) for key in keys)) for keys in ways)
        return next(filter(None, found), frozenset())


def _rows(store: Store, text: str) -> list[dict[str, str]]:
    answer = ask(store, text)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("the evaluation asks SELECT queries only")
    names = [variable.value for variable in answer.variables]
    return [{name: value.value for name in names if (value := row[name]) is not None} for row in answer]


def _names(args: Mapping[str, Any]) -> set[str]:
    return {fold(name) for name in (args["label"], args.get("label_ru"), *args.get("aliases", ())) if name}


def alike(one: str, other: str, least: float) -> bool:
    """Whether two phrases share that part of the word beginnings of the shorter; inflection is no difference."""
    first, second = (
        {word[:5] for word in re.findall(r"\w+", fold(text)) if len(word) > 2 or word.isdigit()}
        for text in (one, other)
    )
    return bool(first and second) and len(first & second) / min(len(first), len(second)) >= least


def overlap(row: Row, record: Record) -> bool:
    start, end = record["start"], record["start"] + len(record["quote"])
    return "start" in row and int(row["start"]) < end and start < int(row["end"])


def agrees(query: SavedQuery, row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    """Whether a row of the query says what the gold record says.

    Where nothing else is known of the type, its arguments are things, and the same as the variables of their names."""
    compare = _COMPARISONS.get(query.gold)
    if compare:
        return compare(row, record, gold, graph)
    args, ends = record["args"], query.identity
    straight = all(_same_end(row.get(end, ""), args.get(end), end, gold, graph) for end in ends)
    crossed = ends == ("a", "b") and all(
        graph.same(row.get(mine, ""), gold, args[theirs]) for mine, theirs in (("a", "b"), ("b", "a"))
    )
    return straight or crossed


def _same_end(iri: str, label: str | None, variable: str, gold: Gold, graph: AnsweredGraph) -> bool:
    compare = graph.close if variable in ("event", "corridor") else graph.same
    return compare(iri, gold, label or "")


def _entity(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    args = record["args"]
    if re.split("[/#]", row["class"])[-1] != args["class"]:
        return False
    forms = graph.forms[row["entity"]]
    described = args["class"] in _DESCRIBED and any(alike(form, args["label"], 0.7) for form in forms)
    return described or not forms.isdisjoint(_names(args))


def _role(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    args = record["args"]
    return graph.same(row["person"], gold, args["person"]) and alike(row["title"], args["title"], 0.5)


def _event(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    args, label = record["args"], row.get("label", "")
    if args.get("ordinal") and row.get("ordinal"):
        return str(args["ordinal"]) == row["ordinal"]
    name = args.get("name") or ""
    return alike(label, name, 0.6) or (overlap(row, record) and alike(label, name, 0.34))


def _agreement(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    return overlap(row, record) or alike(row.get("label", ""), record["args"].get("title") or "", 0.8)


def _party(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    """The record is one party of an annotated agreement; the agreement is told by where its kind is stated."""
    of = [
        one
        for one in graph.rows["agreements"]
        if one["agreement"] == row["agreement"] and one["source"] == row["source"]
    ]
    return graph.same(row["party"], gold, record["party"]) and any(_agreement(one, record, gold, graph) for one in of)


def _figure(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    said, annotated = float(row["value"]), float(record["args"]["value"])
    near = abs(said - annotated) <= 0.005 * max(abs(annotated), 1e-9)
    return near and row.get("unit", "") == record["args"]["unit"] and overlap(row, record)


def _project(row: Row, record: Record, gold: Gold, graph: AnsweredGraph) -> bool:
    return overlap(row, record) or alike(row.get("label", ""), record["args"]["name"], 0.7)


_COMPARISONS: Mapping[str, Callable[[Row, Record, Gold, AnsweredGraph], bool]] = {
    "entity": _entity,
    "role": _role,
    "event": _event,
    "agreement": _agreement,
    "agreement_party": _party,
    "figure": _figure,
    "project": _project,
}
