"""Every rule reads the sentence that the table of rules shows for it, in the full extraction."""

import pytest

from kg.documents.document import Document
from kg.model.config import Settings
from kg.names.gazetteer import Gazetteer
from kg.reading.extraction import extract
from kg.reading.pattern import Rule
from kg.reading.rules.russian import RULES


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(Settings().ontology / "gazetteer.ttl")


@pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
def test_reads_its_own_example(rule: Rule, gazetteer: Gazetteer) -> None:
    text = rule.example
    document = Document("example", "example.txt", text, text, "ru", "plain", "", date="2025-04-17")
    assert rule.name in {one.rule for one in extract(document, gazetteer).found}


def test_names_are_distinct() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
