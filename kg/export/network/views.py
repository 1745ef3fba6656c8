"""Views of the edges of a network: one mode of two, parallel ties as one, the neighbourhood of a node."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from kg.export.network.edges import RELATED, SHARES, Edge, Evidence, Network, ends


def projected(edges: Iterable[Edge], shared: Collection[str], names: Mapping[str, str]) -> list[Edge]:
    """The one-mode projection: whatever is tied to the same `shared` nodes is tied, weighed by how many they share.

    `names` are those of the shared nodes, for the evidence says through which of them a tie leads. Only ties that lead
    through them remain."""
    tied: dict[str, dict[str, list[Evidence]]] = {one: {} for one in sorted(shared)}
    for edge in edges:
        for hub, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if hub in tied and other not in tied:
                tied[hub].setdefault(other, []).extend(edge.evidence)
    weights: defaultdict[tuple[str, str], int] = defaultdict(int)
    evidence: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for hub, others in tied.items():
        for pair in combinations(sorted(others), 2):
            weights[pair] += 1
            evidence[pair] += [said._replace(via=names[hub]) for one in pair for said in others[one]]
    return [
        Edge(*pair, SHARES, True, float(weight), in_order(evidence[pair])) for pair, weight in sorted(weights.items())
    ]


def merged(edges: Iterable[Edge]) -> list[Edge]:
    """One edge for each pair. It has a direction when all the ties of the pair run that way."""
    parallel: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        first, last = sorted((edge.source, edge.target))
        parallel[first, last].append(edge)
    found = []
    for (first, last), ties in parallel.items():
        directions = {(tie.source, tie.target) for tie in ties}
        symmetric = len(directions) > 1 or any(tie.symmetric for tie in ties)
        ((source, target),) = {(first, last)} if symmetric else directions
        predicates = tuple(sorted({one for tie in ties for one in (tie.merged or (tie.predicate,))}))
        predicate = predicates[0] if len(predicates) == 1 else RELATED
        said = in_order(one for tie in ties for one in tie.evidence)
        weight = sum(tie.weight for tie in ties)
        found.append(Edge(source, target, predicate, symmetric, weight, said, predicates))
    return sorted(found, key=lambda edge: (edge.source, edge.target))


def strongest(network: Network, most: int) -> Network:
    """At most so many edges, those of the greatest weight, and their nodes."""
    if len(network.edges) <= most:
        return network
    ranked = sorted(network.edges, key=lambda edge: (-edge.weight, edge.source, edge.target, edge.predicate))[:most]
    edges = sorted(ranked, key=lambda edge: (edge.source, edge.target, edge.predicate))
    kept = set(ends(edges))
    return Network([node for node in network.nodes if node.id in kept], edges, network.ontology)


def neighbourhood(node: str, edges: Iterable[Edge], depth: int) -> set[str]:
    """The node and all that `depth` steps along edges, in either direction, lead to."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.source].add(edge.target)
        neighbours[edge.target].add(edge.source)
    reached, rim = {node}, {node}
    for _ in range(depth):
        rim = {other for one in rim for other in neighbours[one]} - reached
        reached |= rim
    return reached


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each once, by document and quote."""
    return tuple(sorted(set(evidence), key=lambda said: (*said[:4], str(said.period or ""))))
