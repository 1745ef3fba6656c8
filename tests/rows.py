"""Result rows as people read them: names instead of IRIs, the words instead of their offsets."""

import csv
import io

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from tests.graph import BASE, COOP, DCT, VOCAB


def rows(store: Store, text: str) -> list[tuple[str, ...]]:
    """IRIs lose their base, `start` and `end` become the words between them, claim IRIs (hashes) are left out."""
    solutions = store.query(text)
    assert isinstance(solutions, QuerySolutions)
    table = solutions.serialize(format=QueryResultsFormat.CSV)
    assert table is not None
    texts = _texts(store)
    return [_readable(row, texts) for row in csv.DictReader(io.StringIO(table.decode(), newline=""))]


def _readable(row: dict[str, str], texts: dict[str, str]) -> tuple[str, ...]:
    shown = {name: short(value) for name, value in row.items() if name not in ("figure", "claim")}
    if "end" in shown:
        start, end = int(shown.pop("start")), int(shown.pop("end"))
        shown["words"] = texts[row["source"]][start:end]
    return tuple(shown.values())


def short(value: str) -> str:
    for namespace in (BASE, COOP, VOCAB):
        value = value.removeprefix(namespace)
    return value


def _texts(store: Store) -> dict[str, str]:
    query = f"SELECT ?name ?text {{ GRAPH ?d {{ ?d <{DCT}identifier> ?name ; <{COOP}content> ?text }} }}"
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return {row["name"].value: row["text"].value for row in found}
