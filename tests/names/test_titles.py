import pytest

from kg.language.analysis import analyse
from kg.reading.pattern import sentences
from kg.reading.titles import titles
from tests.reading.marked import marked

HOLDERS = {
    ("президент", "Сербии"): ("Александр Вучич", "person/v"),
    ("премьер-министр", "Индии"): ("Нарендра Моди", ""),
}


def holder(post: str, country: str) -> tuple[str, str] | None:
    """By the country's words, as the marks carry no key."""
    return HOLDERS.get((post, country))


STANDING_FOR: list[tuple[str, list[tuple[str, str]]]] = [
    ("Приехал Президент [Перу:Country].", []),
    (
        "Президент [Перу:Country] [Дина Болуарте:Person] приехала. Президент [Перу:Country] выступила.",
        [("Президент Перу", "Дина Болуарте")],
    ),
    (
        "[Дина Болуарте:Person] – президент [Перу:Country]. Президент [Чили:Country] выступил.",
        [],
    ),
    ("Выступил губернатор [Омской области:Region].", []),
    ("Выступил глава МИД [Перу:Country].", []),
    ("Приехали президенты [Перу:Country] и [Чили:Country].", []),
    ("Выступил президент компании «Луч».", []),
]


@pytest.mark.parametrize(("text", "expected"), STANDING_FOR)
def test_persons_by_their_post(text: str, expected: list[tuple[str, str]]) -> None:
    document, mentions = marked(text)
    found = titles(list(sentences(analyse(document), mentions)), holder)
    assert [(mention.text, mention.name) for mention in found] == expected
