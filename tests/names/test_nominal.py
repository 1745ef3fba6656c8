import pytest

from kg.language.analysis import analyse
from kg.names.noun_phrases import SentenceLine
from tests.reading.marked import marked


def line(text: str) -> SentenceLine:
    document, mentions = marked(text)
    return SentenceLine.of([token for token in analyse(document) if not token.is_space], mentions)


def words(line: SentenceLine, first: int, end: int) -> str:
    return "".join(token.text_with_ws for token in line.tokens[first:end]).strip()


PHRASES = [
    ("Открылся Форум малых городов в Якутске.", "Форум", "Форум малых городов"),
    ("Открылся Форум молодых учёных и преподавателей вузов.", "Форум", "Форум молодых учёных и преподавателей вузов"),
    ("Совет приняли министры и главы.", "Совет", "Совет"),
    ("Договор между [Перу:Country] и [Чили:Country] подписан.", "Договор", "Договор между Перу и Чили"),
    ("Протокол между Службой по надзору и Агентством по туризму подписан.", "Протокол",
     "Протокол между Службой по надзору и Агентством по туризму"),
    ("Строящийся терминал «Луга» готов.", "терминал", "Строящийся терминал «Луга»"),
    ("Показали строящийся терминал «Луга».", "терминал", "терминал «Луга»"),
    ("Показали нашу новую выставку народных костюмов.", "выставку", "выставку народных костюмов"),
    ("Создана постоянно действующая группа экспертов.", "группа", "постоянно действующая группа экспертов"),
    ("Директор АО «НПП «Радар ммс» выступил.", "АО", "АО «НПП «Радар ммс»"),
    ("Минобороны и других ведомств.", "Минобороны", "Минобороны"),
    ("Заседал наблюдательный совет.", "совет", "наблюдательный совет"),
    ("Договор с южными соседями подписан.", "Договор", "Договор с южными соседями"),
    ("К Договору с письменного согласия соседей примкнёт край.", "Договору", "Договору"),
    ("Юбилей со дня подписания Договора отметили.", "Юбилей", "Юбилей со дня подписания Договора"),
    ("Первое заседание Стороны проведут весной.", "заседание", "Первое заседание"),
    ("Институт имени Н.Э.Баумана открыт.", "Институт", "Институт имени Н.Э.Баумана"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "expected"), PHRASES)
def test_extent_of_a_phrase(text: str, head: str, expected: str) -> None:
    tokens = line(text)
    at = next(i for i, token in enumerate(tokens.tokens) if token.text == head)
    end = tokens.phrase_end(at, ("между", "по", "с", "со"))
    assert words(tokens, tokens.phrase_start(at), end) == expected


QUOTES = [
    ("«Север» и «Юг»", "«Север»"),
    ("«НК «Роснефть» растёт, как и «Газпром»", "«НК «Роснефть»"),
    ("«Центр «Курчатовский институт»» работает", "«Центр «Курчатовский институт»»"),
    ("«Север и Юг", ""),
    ('"Север" и "Юг"', '"Север"'),
    ("Север", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), QUOTES)
def test_quotation(text: str, expected: str) -> None:
    tokens = line(text)
    assert words(tokens, 0, tokens.quoted_end(0)) == expected
