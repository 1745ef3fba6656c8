"""Annotations point at the words that they quote, and every text has some."""

import json
import tomllib
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from kg.queries.evaluation import HANDS

TEXTS = sorted((Path(__file__).parent / "annotated" / "docs").iterdir())
GOLD = Path(__file__).parent / "annotated" / "gold"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_quotes_stand_where_they_are_said_to(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    records = [json.loads(line) for line in (GOLD / f"{path.stem}.jsonl").read_text("utf-8").splitlines()]
    assert records
    wrong = [one["quote"] for one in records if not text.startswith(one["quote"], one["start"])]
    assert wrong == []


def test_every_annotation_has_its_text() -> None:
    assert sorted(path.stem for path in GOLD.glob("*.jsonl")) == [path.stem for path in TEXTS]


def test_every_text_is_of_one_hand() -> None:
    hands = tomllib.loads((GOLD / HANDS).read_text("utf-8")).values()
    for path in TEXTS:
        assert sum(any(fnmatchcase(path.stem, pattern) for pattern in hand) for hand in hands) == 1, path.stem
