"""Layout and communities of networks with communities inside: python benchmarks/layout.py [--large]

Times are processor seconds; the ratio is that of the time for a tie to the smallest network's. `--large` adds 100,000
nodes, for which the budget is 30 s and 1.5 GiB."""

import resource
import sys
import time

import numpy as np

from kg.export.layout.placement import places

SIZES = [(1_000, 3_000), (10_000, 54_000), (100_000, 551_000)]


def network(count: int, ties: int) -> tuple[list[tuple[int, int, float]], "np.ndarray[tuple[int], np.dtype[np.int64]]"]:
    """Communities of very unlike sizes, a few nodes with many ties, five ties of six within a community."""
    random = np.random.default_rng(0)
    sizes: list[int] = []
    while sum(sizes) < count:
        sizes.append(int(min(count / 20, 20 * (random.pareto(1.2) + 1))))
    community = np.repeat(np.arange(len(sizes)), sizes)[:count]
    weight = np.minimum(random.pareto(1.5, count) + 1, 300)
    likely = weight / weight.sum()
    source = random.choice(count, ties, p=likely)
    target = random.choice(count, ties, p=likely)
    within = random.random(ties) < 5 / 6
    reach = np.concatenate(([0], weight.cumsum()))
    first = np.searchsorted(community, np.arange(len(sizes)))
    last = np.append(first[1:], count)
    low, high = reach[first[community[source]]], reach[last[community[source]]]
    inside = np.searchsorted(reach, low + (high - low) * random.random(ties), side="right") - 1
    target[within] = np.minimum(inside, count - 1)[within]
    return list(zip(source.tolist(), target.tolist(), [1.0] * ties, strict=True)), community


def main() -> None:
    print("nodes    ties     seconds  ratio  MiB   communities  agreeing")
    smallest = 0.0
    for count, ties in SIZES if "--large" in sys.argv else SIZES[:2]:
        edges, planted = network(count, ties)
        start = time.process_time()
        layout = places(count, edges)
        seconds = time.process_time() - start
        smallest = smallest or seconds / ties
        found = np.array([place.community for place in layout])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:<8} {ties:<8} {seconds:<8.1f} {seconds / ties / smallest:<6.2f} {memory:<5.0f} "
            f"{found.max() + 1:<12} {agreeing(planted, found):.2f}"
        )


def agreeing(
    planted: "np.ndarray[tuple[int], np.dtype[np.int64]]", found: "np.ndarray[tuple[int], np.dtype[np.int64]]"
) -> float:
    """The share of nodes that stand in the planted community which most of their found one come from."""
    pairs, counts = np.unique(np.stack((found, planted)), axis=1, return_counts=True)
    most: dict[int, int] = {}
    for community, number in zip(pairs[0].tolist(), counts.tolist(), strict=True):
        most[community] = max(most.get(community, 0), number)
    return sum(most.values()) / len(found)


if __name__ == "__main__":
    main()
