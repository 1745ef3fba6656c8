import pytest

from kg.model.config import Settings
from kg.model.facts import Mention
from kg.names.gazetteer import Gazetteer
from kg.names.known import keyed, known, things_keyed
from kg.names.thing import NamedThing
from tests.reading.marked import marked


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(Settings().ontology / "gazetteer.ttl")


BY_NAME: list[tuple[str, list[tuple[str, str]]]] = [
    ("Саммит ШОС завершён.", [("ШОС", "Шанхайская организация сотрудничества")]),
    ("В Шанхайской организации сотрудничества растёт число членов.",
     [("Шанхайской организации сотрудничества", "Шанхайская организация сотрудничества")]),
    ("Организация сотрудничества налажена.", []),
    ("Состав идёт по Транссибу.", [("Транссибу", "Транссибирская магистраль")]),
    ("Состав идёт по магистрали.", []),
    ("Страны Содружества Независимых Государств.",
     [("Содружества Независимых Государств", "Содружество Независимых Государств")]),
    ("Содружество поэтов собралось.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BY_NAME)
def test_known_by_a_form_of_the_name(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    document, _ = marked(text)
    assert [(mention.text, mention.name) for mention in known(document, gazetteer)] == expected


KEYS = [
    (Mention(0, 3, "Organisation", "ООН", "Организация Объединённых Наций"), True),
    (Mention(0, 3, "Organisation", "ООО", "ООО «Луч»"), False),
    (Mention(0, 9, "City", "Транссиб", "Транссибирская магистраль"), False),
    (Mention(0, 8, "Corridor", "Транссиб", "Транссибирская магистраль"), True),
    (Mention(0, 8, "Corridor", "бағыты", "Шығыс-Батыс бағыты"), True),
    (Mention(0, 8, "Corridor", "бағыты", "Шығыс-Талас бағыты"), False),
    (Mention(0, 8, "Corridor", "дорога", "Железная дорога Ивдель – Обь"), False),
]


@pytest.mark.parametrize(("mention", "has_key"), KEYS)
def test_key_by_name(gazetteer: Gazetteer, mention: Mention, has_key: bool) -> None:
    assert bool(keyed([mention], gazetteer)[0].key) is has_key


SERIES = "Форум межрегионального сотрудничества России и Казахстана"
EDITIONS = [
    (f"XVI {SERIES}", 16, "-16"),
    (f"18-й {SERIES}", 18, "-18"),
    (SERIES, None, ""),
    ("XVI Форум любителей чтения", 16, ""),
]


@pytest.mark.parametrize(("name", "number", "ending"), EDITIONS)
def test_edition_of_a_known_series(gazetteer: Gazetteer, name: str, number: int | None, ending: str) -> None:
    event = NamedThing(Mention(0, 5, "Event", "форум", name), "forum", number)
    key = things_keyed([event], gazetteer)[0].mention.key
    assert key.endswith(ending)
    assert bool(key) is bool(ending)
