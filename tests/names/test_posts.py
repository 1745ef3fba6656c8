import pytest

from kg.language.analysis import analyse
from kg.names.persons.posts import post_at
from kg.reading.pattern import sentences
from tests.reading.marked import marked

Found = tuple[str, str | None]
"""The title and what it is a post of."""

POSTS: list[tuple[str, list[Found]]] = [
    ("Выступил президент [Сербии:Country].", [("президент", "Сербии")]),
    ("Выступили президенты [Сербии:Country] и [Ирака:Country].", []),
    (
        "Принял первого заместителя министра иностранных дел [Чили:Country].",
        [("первый заместитель министра иностранных дел", "Чили")],
    ),
    ("Принял гендиректора [АО «Луч»:Organisation].", [("генеральный директор", "АО «Луч»")]),
    ("Принял замминистра торговли [Перу:Country].", [("заместитель министра торговли", "Перу")]),
    ("Акимом города [Атырау:City] стал он.", [("аким города", "Атырау")]),
    ("Посол в [Узбекистане:Country] уехал.", [("посол в Узбекистане", None)]),
    ("Председатель [Правительства Твери:Organisation] ушёл.", [("председатель", "Правительства Твери")]),
    ("Главная площадь города.", []),
    ("Управляющий директор [банка «Юг»:Organisation].", [("управляющий директор", "банка «Юг»")]),
    ("Управляющий [банка «Юг»:Organisation].", [("управляющий", "банка «Юг»")]),
    ("Врио губернатора [Курской области:Region] приехал.", [("врио губернатора", "Курской области")]),
    ("Секретарь [Совета Безопасности:Organisation] [Сергей Шойгу:Person].", [("секретарь", "Совета Безопасности")]),
    ("Министр по вопросам транспорта [Перу:Country].", [("министр по вопросам транспорта", "Перу")]),
    ("Пришёл к заведующему отделом [банка «Юг»:Organisation].", [("заведующий отделом", "банка «Юг»")]),
    ("Министры встретились.", []),
    # what the tagger gives another case than the word can have, or than what it is joined to has
    (
        "Хотел бы предоставить слово Заместителю Премьер-министра – Министру торговли и интеграции [Серику:Person].",
        [("заместитель Премьер-министра", None), ("министр торговли и интеграции", None)],
    ),
    (
        "Слово предоставляется Министру торговли и интеграции [Республики Казахстан:Country] [Серику:Person].",
        [("министр торговли и интеграции", "Республики Казахстан")],
    ),
    ("Министерство закрыто.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), POSTS)
def test_posts(text: str, expected: list[Found]) -> None:
    document, mentions = marked(text)
    found: list[Found] = []
    for sentence in sentences(analyse(document), mentions):
        at = 0
        while at < len(sentence.tokens):
            post = post_at(sentence.tokens, sentence.mentions, at)
            if post is not None:
                title = post.title.text
                found.append((title[0].lower() + title[1:], post.of.text if post.of else None))
            at = post.end if post else at + 1
    assert found == expected
