"""Where nodes stand: alike each time, ties short, parts apart; communities from the largest."""

import itertools
import math

import numpy as np
import pytest
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from kg.export.layout import forces
from kg.export.layout.placement import Place, communities, places

Edges = list[tuple[int, int, float]]


def clique(*nodes: int) -> Edges:
    return [(a, b, 1.0) for a, b in itertools.combinations(nodes, 2)]


def path(*nodes: int) -> Edges:
    return [(a, b, 1.0) for a, b in itertools.pairwise(nodes)]


def clusters(count: int, size: int) -> Edges:
    """Cliques on a ring, each tied to the next by one tie."""
    ties = [clique(*range(start * size, start * size + size)) for start in range(count)]
    ring = [(at * size, (at + 1) % count * size + 1, 1.0) for at in range(count)]
    return [*itertools.chain(*ties), *ring]


def length(layout: list[Place], one: int, other: int) -> float:
    return math.dist((layout[one].x, layout[one].y), (layout[other].x, layout[other].y))


NETWORKS: list[tuple[str, int, Edges]] = [
    ("nothing", 0, []),
    ("one node", 1, []),
    ("two apart", 2, []),
    ("a pair", 2, [(0, 1, 1.0)]),
    ("a loop", 1, [(0, 0, 2.0)]),
    ("a tie said twice", 2, [(0, 1, 1.0), (1, 0, 2.0)]),
    ("a star", 30, [(0, at, 1.0) for at in range(1, 30)]),
    ("a path", 12, path(*range(12))),
    ("a clique", 8, clique(*range(8))),
    ("parts", 12, [*clique(0, 1, 2), *path(3, 4, 5, 6), (7, 8, 1.0)]),
    ("more than are compared pair by pair", 1500, clusters(150, 10)),
]


@pytest.mark.parametrize(("count", "edges"), [row[1:] for row in NETWORKS], ids=[row[0] for row in NETWORKS])
def test_same_network_same_places(count: int, edges: Edges) -> None:
    layout = places(count, edges)
    assert layout == places(count, edges)
    assert len({(place.x, place.y) for place in layout}) == count
    assert all(math.isfinite(place.x) and math.isfinite(place.y) for place in layout)


DEGREES = [
    (3, [(0, 1, 1.0), (1, 2, 1.0)], [1, 2, 1]),
    (3, [(0, 1, 1.0), (1, 0, 1.0), (0, 0, 5.0)], [1, 1, 0]),
]


@pytest.mark.parametrize(("count", "edges", "degrees"), DEGREES)
def test_degree_is_the_number_of_others(count: int, edges: Edges, degrees: list[int]) -> None:
    assert [place.degree for place in places(count, edges)] == degrees


COMMUNITIES = [
    (0, [], []),
    (3, [], [0, 1, 2]),
    (7, [*clique(0, 1, 2), *clique(3, 4, 5, 6)], [1, 1, 1, 0, 0, 0, 0]),
    (6, [*clique(3, 4, 5), *clique(0, 1, 2)], [0, 0, 0, 1, 1, 1]),
    (8, [*clique(0, 1, 2, 3), *clique(4, 5, 6, 7), (3, 4, 0.1)], [0, 0, 0, 0, 1, 1, 1, 1]),
]


@pytest.mark.parametrize(("count", "edges", "communities"), COMMUNITIES)
def test_communities_are_numbered_from_the_largest(count: int, edges: Edges, communities: list[int]) -> None:
    assert [place.community for place in places(count, edges)] == communities


def test_a_path_is_stretched_out_and_lies_level() -> None:
    layout = places(12, path(*range(12)))
    across = [place.x for place in layout]
    assert across in (sorted(across), sorted(across, reverse=True))


def test_parts_do_not_lie_on_each_other() -> None:
    parts = [range(start, start + 5) for start in range(0, 60, 5)]
    layout = places(60, [edge for part in parts for edge in clique(*part)])
    boxes = [
        (min(layout[at].x for at in part), max(layout[at].x for at in part), min(layout[at].y for at in part),
         max(layout[at].y for at in part))
        for part in parts
    ]  # fmt: skip
    for (left, right, low, high), (left2, right2, low2, high2) in itertools.combinations(boxes, 2):
        assert right < left2 or right2 < left or high < low2 or high2 < low
    width = max(box[1] for box in boxes) - min(box[0] for box in boxes)
    height = max(box[3] for box in boxes) - min(box[2] for box in boxes)
    assert 0.5 < width / height < 3


@pytest.mark.parametrize(("count", "size"), [(6, 8), (150, 10)])
def test_who_is_tied_stands_nearer_than_who_is_not(count: int, size: int) -> None:
    layout = places(count * size, clusters(count, size))
    within = [length(layout, at * size + 2, at * size + 3) for at in range(count)]
    apart = [length(layout, at * size + 2, (at + count // 2) % count * size + 2) for at in range(count)]
    assert float(np.median(within)) * 3 < float(np.median(apart))


def test_the_mesh_pushes_as_pairs_do() -> None:
    """But for pairs nearer than a cell of the mesh."""
    points = np.random.default_rng(1).uniform(-100, 100, (400, 2))
    mass = np.random.default_rng(2).uniform(1, 20, 400)
    exact = forces._force_of_pairs(np.zeros((400, 400)), mass)(points)
    mesh = forces._push_on_mesh(points, mass)
    errors = np.hypot(*(mesh - exact).T) / np.hypot(*exact.T)
    assert np.median(errors) < 0.05


def test_communities_where_there_are_none_to_speak_of() -> None:
    """Methods that go on for as long as anything improves may go round for ever here, by rounding."""
    count, chance = 27_000, np.random.default_rng(0)
    ends = chance.integers(0, count, (2, 150_000))
    ties = csr_matrix((np.ones(ends.shape[1]), ends), shape=(count, count))
    found = communities(ties + ties.T)
    assert 2 < len(set(found.tolist())) < count / 100
