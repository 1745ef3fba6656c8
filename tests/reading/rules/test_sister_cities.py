import pytest

from kg.model.facts import SisterCities
from kg.reading.rules.cases import found
from kg.reading.rules.russian.sister_cities import RULES

CASES = [
    (
        "Города-побратимы [Тверь:City] и [Пуатье:City], [Псков:City] и [Тарту:City] работают вместе.",
        [("Тверь", "Пуатье"), ("Псков", "Тарту")],
    ),
    ("О городах-побратимах [Ростове-на-Дону:City] и [Глазго:City] рассказал мэр.", [("Ростове-на-Дону", "Глазго")]),
    ("[Псков:City] и [Тарту:City] стали городами-побратимами.", [("Псков", "Тарту")]),
    ("[Псков:City] и [Тарту:City] – города-побратимы.", [("Псков", "Тарту")]),
    (
        "Подписано соглашение о побратимских связях между городами [Курган:City] и [Кокшетау:City].",
        [("Курган", "Кокшетау")],
    ),
    ("Приехали гости из городов [Тверь:City] и [Пуатье:City].", []),
    ("У города [Тверь:City] много городов-побратимов.", []),
    ("[Псков:City] и [Тарту:City] не стали городами-побратимами.", []),
    ("Города-побратимы России и Казахстана встретились в [Омске:City] и [Томске:City].", []),
    ("Братские народы [Омска:City] и [Павлодара:City] живут рядом.", []),
    ("Побратимство двух областей обсудили в [Омске:City].", []),
]


@pytest.mark.parametrize(("text", "pairs"), CASES)
def test_sister_cities(text: str, pairs: list[tuple[str, str]]) -> None:
    facts = [one.fact for one in found(RULES, text)]
    assert [(f.city.text, f.sister_city_of.text) for f in facts if isinstance(f, SisterCities)] == pairs
