import pytest

from kg.model.facts import Agreement
from tests.reading.marked import told

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    (
        "Подписан [меморандум:Agreement] между [Томской областью:Region] и [Кубой:Country].",
        [("меморандум", "Томской областью, Кубой"), ("меморандум", "signed")],
    ),
    (
        "[Томск:City] заключил [договор:Agreement] с [Пекином:City].",
        [("договор", "Томск, Пекином"), ("договор", "signed")],
    ),
    ("[Меморандум:Agreement] о туризме будет подписан.", [("Меморандум", "туризм"), ("Меморандум", "to_be_signed")]),
    ("[Договор:Agreement] подписан.", [("Договор", "signed")]),
    ("Предлагаю разработать [план:Agreement].", [("план", "proposed")]),
    ("[Договор:Agreement] действует давно.", [("Договор", "in_force")]),
    (
        "[Правительство:Organisation] реализует [программу:Agreement] с [Пекином:City].",
        [("программу", "Правительство, Пекином"), ("программу", "in_force")],
    ),
    ("[Договор:Agreement] не подписан.", []),
    ("[Договор:Agreement] предложили заключить.", [("Договор", "proposed")]),
    ("Договор между [Кубой:Country] и [Индией:Country] прочитали.", []),
    ("[Томск:City] и [Пекин:City] обсудили [договор:Agreement].", []),
    ("[Договор:Agreement] лежит на столе, подпишут не скоро.", []),
    ("Не подписан [договор:Agreement].", []),
    ("Документ подписан; [договор:Agreement] лежит на столе.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_agreements(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(text, Agreement) >= set(expected)
