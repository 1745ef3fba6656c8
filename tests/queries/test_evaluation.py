"""Precision and recall of a small store against annotations written by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.build.run import build
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.queries.evaluation import Judgement, assignment, by_hand, by_kind, by_rule, evaluate
from kg.queries.gold import alike
from tests.reader import read_facts

TEXT = "Города-побратимы Омск и Павлодар. В 2021 году товарооборот Казахстана – 256 долларов. Приедет Владимир Путин."
Record = dict[str, object]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "small.txt").write_text(TEXT)
    (tmp_path / "manifest.toml").write_text('["small.txt"]\npublisher = "example.org"\n')
    settings = replace(Settings(), store=tmp_path / "store")
    build([tmp_path / "small.txt"], settings, extract=read_facts)
    return settings


def record(type: str, quote: str, *, required: bool = True, **args: object) -> Record:
    return {
        "doc": "small.txt",
        "type": type,
        "args": args,
        "quote": quote,
        "start": TEXT.index(quote),
        "required": required,
    }


def entity(quote: str, kind: str, label: str) -> Record:
    return record("entity", quote) | {"args": {"class": kind, "label": label, "aliases": [quote]}}


def judged(settings: Settings, *records: Record) -> Judgement:
    gold = settings.store.parent / "gold"
    gold.mkdir(exist_ok=True)
    (gold / "small.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records))
    return evaluate(gold, settings)


def test_scores_by_kind_and_by_rule(settings: Settings) -> None:
    judgement = judged(
        settings,
        entity("Омск", "City", "Омск"),
        entity("Казахстана", "Country", "Казахстан"),
        entity("долларов", "Organisation", "Доллар"),
        record("sister_city", "Омск и Павлодар", a="Павлодар", b="Омск"),
        record("sister_city", "Павлодар", a="Павлодар", b="Казахстан", required=False),
        record("figure", "256 долларов", value=257, unit="USD"),
    )
    kinds = judgement.kinds
    # Омск and Казахстан are found, Доллар is not; Павлодар and Путин are rows without a record
    assert (kinds["entity"].precision, kinds["entity"].recall) == (2 / 4, 2 / 3)
    assert (kinds["sister_city"].precision, kinds["sister_city"].recall, kinds["sister_city"].gold) == (1, 1, 2)
    # 257 is within half a per cent of 256
    assert (kinds["figure"].precision, kinds["figure"].recall) == (1, 1)
    assert by_rule(judgement)[1] == [["sister-cities (sister_city)", "1", "0"], ["turnover (figure)", "1", "0"]]
    assert by_kind(judgement)[1][-1][:4] == ["all", "6", "5", "6"]


@pytest.mark.parametrize(
    ("value", "unit", "quote", "right"),
    [(256, "USD", "256", 1), (260, "USD", "256", 0), (256, "RUB", "256", 0), (256, "USD", "Омск", 0)],
)
def test_a_figure_is_right_by_value_unit_and_place(
    settings: Settings, value: int, unit: str, quote: str, right: int
) -> None:
    assert judged(settings, record("figure", quote, value=value, unit=unit)).kinds["figure"].right == right


def test_a_wrong_row_is_laid_to_its_rule(settings: Settings) -> None:
    judgement = judged(settings, record("sister_city", "Омск", a="Омск", b="Тверь"))
    assert by_rule(judgement)[1][0] == ["sister-cities (sister_city)", "0", "1"]


@pytest.mark.parametrize(
    ("edges", "pairs"),
    [
        ([[0], [0]], 1),  # two rows for one record
        ([[0, 1], [0]], 2),  # the first row makes room for the second
        ([[0, 1], [0, 1], [0, 1]], 2),
        ([[], []], 0),
    ],
)
def test_assignment_is_the_largest_one_to_one(edges: list[list[int]], pairs: int) -> None:
    taken = assignment(edges)
    assert len(taken) == len(set(taken.values())) == pairs
    assert all(record in edges[row] for record, row in taken.items())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("форум межрегионального сотрудничества", "Форумы межрегионального сотрудничества", True),
        ("форум", "выставка", False),
        ("", "форум", False),
        ("форум двух стран", "форум трёх рек", False),
    ],
)
def test_phrases_are_alike_by_the_beginnings_of_their_words(one: str, other: str, expected: bool) -> None:
    assert alike(one, other, 0.5) is expected


def test_hands_are_told_apart(settings: Settings) -> None:
    gold = settings.store.parent / "gold"
    gold.mkdir()
    (gold / "hands.toml").write_text('"first" = ["sm*"]\n"second" = ["other*"]\n')
    judgement = judged(settings, record("sister_city", "Омск", a="Омск", b="Павлодар"), record("role", "Омск"))
    assert by_hand(judgement)[1] == [
        ["first", "1", "2", "6", "0.167", "0.500", "0.250", "0.500"],
        ["second", "0", "0", "0", "0.000", "0.000", "0.000", "0.000"],
    ]


@pytest.mark.parametrize(("content", "message"), [('"first" = "sm*"', "first: expected patterns"), ("sm*", "cannot")])
def test_hands_that_are_none(settings: Settings, content: str, message: str) -> None:
    gold = settings.store.parent / "gold"
    gold.mkdir()
    (gold / "hands.toml").write_text(content)
    with pytest.raises(KgError, match=message):
        judged(settings, record("sister_city", "Омск", a="Омск", b="Павлодар"))


@pytest.mark.parametrize("content", ["", "no json", "[1, 2]", '{"type": "figure"}'])
def test_annotations_that_are_none(settings: Settings, tmp_path: Path, content: str) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "small.jsonl").write_text(content)
    with pytest.raises(KgError, match=r"small.jsonl: no annotations as JSON lines"):
        evaluate(tmp_path / "bad", settings)
