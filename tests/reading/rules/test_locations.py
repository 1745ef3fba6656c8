import pytest

from kg.model.facts import Location
from tests.reading.marked import told

CASES: list[tuple[str, list[tuple[str, ...]]]] = [
    (
        "[Парк «Заря»:Organisation] на территории [Тульской области:Region] открыт.",
        [("Парк «Заря»", "Тульской области")],
    ),
    ("В [Тульской области:Region] создан [парк «Заря»:Organisation].", [("парк «Заря»", "Тульской области")]),
    ("В [Казани:City] построят новый корпус [Омского колледжа:Organisation].", []),
    ("В [Казани:City] открыт филиал [Омского университета:Organisation].", []),
    ("В [Казани:City] создано предприятие [«Луч»:Organisation].", [("«Луч»", "Казани")]),
    ("В [Казани:City] создан технический [институт связи:Organisation].", [("институт связи", "Казани")]),
    ("Снег в [Арзамасе:City] [Нижегородской области:Region].", [("Арзамасе", "Нижегородской области")]),
    ("Работает [завод «Луч»:Organisation] в [Казани:City].", [("завод «Луч»", "Казани")]),
    ("Начался саммит [Союза «Волга»:Organisation] в [Казани:City].", []),
    ("[Вооружённые Силы:Organisation] в [Севастополе:City] отмечают праздник.", []),
    ("Помогли [Стражам исламской революции:Organisation] в [Сирии:Country].", []),
    ("[Группировка «Север»:Organisation] в [Казани:City] распущена.", []),
    ("[Завод «Луч»:Organisation] поставит станки в [Казань:City].", []),
    ("[Завод «Луч»:Organisation] в [Казань:City] не поедет.", []),
    ("[Дальний Восток:Feature], в [Иркутской области:Region] снег.", []),
    ("[Казань:City] и [Татарстан:Region] рады.", []),
    # sent there, or held there: who sends it does not lie there
    ("Открылось [посольство Кении:Organisation] в [Омске:City].", []),
    ("Работает [генконсульство Кении:Organisation] в [Омске:City].", []),
    ("Выступил представитель [ООН:Organisation] в [Кении:Country].", []),
    ("Прошёл год [ШОС:Organisation] в [Омске:City].", []),
    ("Прошли дни [СНГ:Organisation] в [Омске:City].", []),
    ("Открылся [институт ШОС:Organisation] в [Омске:City].", [("институт ШОС", "Омске")]),
    ("[Фонд «Защитники»:Organisation] в [Адыгее:Region] помогает детям.", []),
    ("Поезд из [Казани:City] прошёл [Татарстан:Region].", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_locations(text: str, expected: list[tuple[str, ...]]) -> None:
    assert told(text, Location) == set(expected)
