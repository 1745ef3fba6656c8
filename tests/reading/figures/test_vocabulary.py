"""Codes that leave this package are concepts of the ontology's vocabulary."""

import re
from pathlib import Path

import pytest

from kg.reading.figures.concepts import CONCEPTS
from kg.reading.figures.kinds import KINDS
from kg.reading.figures.unit_words import CURRENCIES, MEASURES, PHRASES

VOCABULARY = (Path(__file__).parents[3] / "ontology" / "vocabulary.ttl").read_text(encoding="utf-8")


def known(scheme: str) -> set[str]:
    return set(re.findall(rf"^v:(\w+) a skos:Concept ; skos:inScheme v:{scheme} ", VOCABULARY, re.MULTILINE))


@pytest.mark.parametrize(
    "unit", sorted({*MEASURES.values(), *PHRASES.values(), *CURRENCIES, "item", "percentage_point"})
)
def test_units(unit: str) -> None:
    assert unit in known("unit")


@pytest.mark.parametrize(
    "concept",
    sorted({concept.name for concept in CONCEPTS} | {kind.name for kinds in KINDS.values() for kind in kinds}),
)
def test_concepts(concept: str) -> None:
    assert concept in known("measure")
