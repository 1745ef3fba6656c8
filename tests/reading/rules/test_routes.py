import pytest

from kg.model.facts import Route
from tests.reading.marked import told

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    ("[Коридор «Юг»:Corridor] проходит через [Иран:Country] и [Индию:Country].", [("Коридор «Юг»", "Иран, Индию")]),
    (
        "[Коридор «Юг»:Corridor], который связывает [Иран:Country] и [Индию:Country], открыт.",
        [("Коридор «Юг»", "Иран, Индию")],
    ),
    ("[Коридор «Юг»:Corridor] пройдёт по территории [Ирана:Country].", [("Коридор «Юг»", "Ирана")]),
    ("[Коридор «Юг»:Corridor] через [Баку:City] загружен.", [("Коридор «Юг»", "Баку")]),
    ("[Коридор «Юг»:Corridor] не проходит через [Иран:Country].", []),
    ("[Коридор «Юг»:Corridor] обсудили в [Иране:Country].", []),
    ("[Коридор «Юг»:Corridor] прорезает [Иран:Country] и ныряет возле [Баку:City].", [("Коридор «Юг»", "Иран, Баку")]),
    ("[Коридор «Юг»:Corridor] обходит [Иран:Country] и [Индию:Country].", []),
    (
        "[Коридор «Юг»:Corridor] растёт. От [Баку:City] через [Тару:City] до [Омска:City].",
        [("Коридор «Юг»", "Баку, Тару, Омска")],
    ),
    ("[Коридор «Юг»:Corridor] растёт. Из [Омска:City] в [Тару:City] едут гости.", []),
    ("Дорога связывает [Иран:Country] и [Индию:Country].", []),
    ("[Коридор «Юг»:Corridor] важен. Поезд проходит через [Иран:Country].", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_routes(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(text, Route) == set(expected)
