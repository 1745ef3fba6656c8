"""Public bodies of one territory under Russian and Kazakh names."""

import pytest

from kg.identity.bodies import STEM, Bodies
from kg.language.russian.declension import declined
from kg.model.config import Settings
from kg.model.spelling import fold
from kg.names.gazetteer import Gazetteer
from tests.identities import resolve
from tests.identity.test_entities import BASE, Named, one


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    return Bodies(Gazetteer.load(Settings().ontology / "gazetteer.ttl"))


CASES = [
    ("Правительство России", "правительство country/RU"),
    ("Правительство Российской Федерации", "правительство country/RU"),
    ("Ресей Федерациясының Үкіметі", "правительство country/RU"),
    ("Ресей Үкіметі", "правительство country/RU"),
    ("Правительство Челябинской области", "правительство region/RU-CHE"),
    ("Челябі облысының үкіметі", "правительство region/RU-CHE"),
    ("Акимат Костанайской области", "акимат region/KZ-39"),
    ("акимат Кустанайской области", "акимат region/KZ-39"),
    ("Қостанай облысының әкімдігі", "акимат region/KZ-39"),
    ("МИД России", "министерство иностранных дел country/RU"),
    ("Министерство иностранных дел Республики Казахстан", "министерство иностранных дел country/KZ"),
    ("Қазақстан Республикасының Сыртқы істер министрлігі", "министерство иностранных дел country/KZ"),
    ("Российское правительство", "правительство country/RU"),
    ("Британский МИД", "министерство иностранных дел country/GB"),
    ("Министерство культуры и спорта Казахстана", "министерство культуры и спорта country/KZ"),
    ("Қазақстан Республикасының Мәдениет және спорт министрлігі", "министерство культуры и спорта country/KZ"),
    ("ҚР Мәдениет және спорт министрлігі", "министерство культуры и спорта country/KZ"),
    # no table knows it, but its words and its country are the same
    ("Қазақстан Республикасы Ғарыш агенттігі", "ғарыш агенттігі country/KZ"),
    ("ҚР Ғарыш агенттігі", "ғарыш агенттігі country/KZ"),
    ("Министерство водного хозяйства РФ", "министерство водного хозяйства country/RU"),
    ("Министерство водного хозяйства Российской Федерации", "министерство водного хозяйства country/RU"),
    ("Министерство Казахстана", ""),
    ("Государственный Совет РФ", "государственный совет country/RU"),
    ("Вооружённые Силы Российской Федерации", "вооруженные силы country/RU"),
    # of these no other state has one
    ("ФСБ", "федеральная служба безопасности country/RU"),
    ("Госдума", "государственная дума country/RU"),
    ("Госдума Ливии", "государственная дума country/LY"),
    ("Верховный Суд", ""),
    # more or less than a body and its territory
    ("Новое правительство", ""),
    ("Российское общество", ""),
    ("Правительство", ""),
    ("Россия", ""),
    ("Акиматы областей Казахстана", ""),
    ("Акимат города Костаная", ""),
    ("Правительство Волгоградской", ""),
    ("Заместитель министра обороны России", ""),
    ("Посольство России в Казахстане", ""),
    ("Комитет Сената Казахстана", ""),
]


@pytest.mark.parametrize(("name", "expected"), CASES)
def test_body(bodies: Bodies, name: str, expected: str) -> None:
    assert bodies(name) == expected


def test_a_body_is_one_in_both_languages(bodies: Bodies) -> None:
    names: list[Named] = [
        ("Правительство Челябинской области", "Organisation", ""),
        ("Челябі облысының үкіметі", "Organisation", ""),
        ("Правительство Омской области", "Organisation", ""),
    ]
    found = resolve(dict(map(one, range(3), names)), {}, BASE, body=bodies).entities.values()
    assert [dict(entity.labels) for entity in found] == [
        {"ru": "Правительство Челябинской области", "kk": "Челябі облысының үкіметі"},
        {"ru": "Правительство Омской области"},
    ]
    (why,) = next(iter(found)).merged
    assert why.startswith("правительство region/RU-CHE: ")


def test_forms_of_a_territory_begin_as_its_name_does(bodies: Bodies) -> None:
    """Otherwise a form would be looked for among those of other names."""
    names = [name for entry in bodies.gazetteer.of_kind("Country", "Region") for name in entry.names("ru")]
    assert [name for name in names if {fold(form)[:STEM] for form in declined(name)} != {fold(name)[:STEM]}] == []
