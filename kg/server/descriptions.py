"""What the store says of one IRI."""

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store


def statements(store: Store, thing: NamedNode) -> list[Quad]:
    """Those it is the subject of in any graph, and those of entities it is the object of."""
    own = set(store.quads_for_pattern(thing, None, None, None))
    pointing = set(store.quads_for_pattern(None, None, thing, DefaultGraph()))
    return sorted(own | pointing, key=lambda quad: tuple(map(str, quad)))
