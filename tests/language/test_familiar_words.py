"""What the models are shown of a word: another one of its form where they have no vector for it."""

import pytest

from kg.language.russian.familiar_words import familiar
from kg.language.russian.model_files import has_vector
from kg.language.words import RUSSIAN

SHOWN = [
    ("область", "область"),
    ("акиматом", "комитетом"),
    ("Хокимият", "Комитет"),
    ("акимах", "министрах"),
    ("передаём", "передаем"),
    ("мультимодальными", "транспортными"),
    ("волонтёр-медик", "медик"),
    # nothing stands for it
    ("80-летиями", "80-летиями"),
    ("Ъъъ", "Ъъъ"),
    ("ГКНБ-ҰҚК", "ГКНБ-ҰҚК"),
]


@pytest.mark.parametrize(("word", "shown"), SHOWN)
def test_a_word_without_vector_is_shown_as_one_of_its_form(word: str, shown: str) -> None:
    assert familiar(word) == shown


ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")


@pytest.mark.parametrize("stem", sorted({s for s in RUSSIAN.table("unseen.stems").values() if s[-1] in "тр"}))
def test_what_stands_for_a_noun_is_known_in_all_cases(stem: str) -> None:
    assert [ending for ending in ENDINGS if not has_vector(stem + ending)] == []


@pytest.mark.parametrize("stem", sorted({s for s in RUSSIAN.table("unseen.stems").values() if s[-1] not in "тр"}))
def test_what_stands_for_an_adjective_is_known_in_all_cases(stem: str) -> None:
    endings = "ый ая ое ые ого ой ому ую ым ом ых ыми" if stem[-1] == "н" else "ий ая ое ие ого ой ому ую им ом их ими"
    assert [ending for ending in endings.split() if not has_vector(stem + ending)] == []
