import pytest

from kg.model.facts import Membership
from tests.reading.marked import told

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    ("[Египет:Country] вступил в [БРИКС:Organisation].", [("Египет", "БРИКС")]),
    (
        "[Египет:Country] и [Иран:Country] вошли в состав [БРИКС:Organisation].",
        [("Египет", "БРИКС"), ("Иран", "БРИКС")],
    ),
    ("[Бразилия:Country] председательствует в [БРИКС:Organisation].", [("Бразилия", "БРИКС")]),
    ("[Иран:Country] является членом [ШОС:Organisation].", [("Иран", "ШОС")]),
    ("[Иран:Country] – член [ШОС:Organisation].", [("Иран", "ШОС")]),
    ("Членство [Ирана:Country] в [ШОС:Organisation] важно.", [("Ирана", "ШОС")]),
    ("Государства – члены [ШОС:Organisation]: [Иран:Country] и [Индия:Country].", [("Иран", "ШОС"), ("Индия", "ШОС")]),
    ("[Иран:Country] не вступил в [ШОС:Organisation].", []),
    ("[Иран:Country] не является членом [ШОС:Organisation].", []),
    ("[Иран:Country] граничит с членом [ШОС:Organisation].", []),
    ("«Голос [Ирана:Country]» [ПАНОВ Лев:Person] – член [ШОС:Organisation].", []),
    ("[Иран:Country] вошёл в историю, а [ШОС:Organisation] растёт.", []),
    ("Членов [ШОС:Organisation] принимают в [Иране:Country].", []),
    ("Участие [Панова:Person] в [ШОС:Organisation] обсудили.", []),
    ("[Иран:Country] помог [ШОС:Organisation].", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_memberships(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(text, Membership) == set(expected)
