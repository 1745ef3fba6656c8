"""Codes that Kazakh rules give are concepts of the ontology's vocabulary."""

import re
from pathlib import Path

import pytest

from kg.reading.rules.kazakh.figures import CONCEPTS
from kg.reading.rules.kazakh.quantities import UNITS

VOCABULARY = (Path(__file__).parents[3] / "ontology" / "vocabulary.ttl").read_text(encoding="utf-8")


def known(scheme: str) -> set[str]:
    return set(re.findall(rf"^v:(\w+) a skos:Concept ; skos:inScheme v:{scheme} ", VOCABULARY, re.MULTILINE))


@pytest.mark.parametrize("unit", sorted({*UNITS.values(), "m2", "m3", "km2", "item"}))
def test_units(unit: str) -> None:
    assert unit in known("unit")


@pytest.mark.parametrize("concept", sorted(CONCEPTS))
def test_concepts(concept: str) -> None:
    assert concept in known("measure")
