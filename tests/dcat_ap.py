"""Whether a description keeps what DCAT-AP 3 makes mandatory."""

from pathlib import Path

from pyshacl import validate
from rdflib import Graph

_SHAPES = Path(__file__).with_name("dcat-ap-3.ttl")


def violations(described: Graph) -> str:
    """What pySHACL has to say of them; empty when there are none."""
    conforms, _, said = validate(described, shacl_graph=Graph().parse(_SHAPES))
    return "" if conforms else str(said)
