"""Degree and betweenness of graphs whose values are known by hand."""

import pytest
from pyoxigraph import Store

from kg.export.layout import measures
from kg.export.layout.measures import measures_of
from tests.export.charts import network

CASES = [
    ("ab bc", {"a": (1, 1, 0), "b": (2, 2, 1), "c": (1, 1, 0)}),
    ("ab ab ba", {"a": (1, 3, 0), "b": (1, 3, 0)}),
    ("aa ab", {"a": (1, 1, 0), "b": (1, 1, 0)}),
    ("ab bc cd da", dict.fromkeys("abcd", (2, 2, 0.5))),
    ("ab cd de", {"a": (1, 1, 0), "b": (1, 1, 0), "c": (1, 1, 0), "d": (2, 2, 1), "e": (1, 1, 0)}),
]


@pytest.mark.parametrize(("edges", "expected"), CASES)
def test_measures(edges: str, expected: dict[str, tuple[float, ...]]) -> None:
    rows = " ".join(f"('{one[0]}' '{one[1]}')" for one in edges.split())
    drawn = network(Store(), f"SELECT * {{ VALUES (?source ?target) {{ {rows} }} }}")
    found = {
        node.id: (own.neighbours, own.strength, own.betweenness)
        for node, own in zip(drawn.nodes, measures_of(drawn), strict=True)
    }
    assert found == expected


def test_betweenness_is_left_out_where_it_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "_STEPS", 5)
    drawn = network(Store(), "SELECT * { VALUES (?source ?target) { ('a' 'b') ('b' 'c') } }")
    assert [own.betweenness for own in measures_of(drawn)] == [None, None, None]
