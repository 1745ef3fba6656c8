"""What the gazetteer knows, and that it finds names in all their forms and nothing else."""

from collections import Counter
from pathlib import Path

import pytest
from babel import Locale
from pyoxigraph import NamedNode, parse

from kg.graph.ontology import Ontology
from kg.language.russian.declension import declined
from kg.model.config import Settings
from kg.model.errors import KgError
from kg.model.facts import PLACES
from kg.model.namespaces import OWL
from kg.names.gazetteer import FORMS, Gazetteer
from kg.names.name_index import index_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(Settings().ontology / "gazetteer.ttl")


def test_forms_are_those_of_the_names(gazetteer: Gazetteer) -> None:
    kept = (Settings().ontology / FORMS).read_text(encoding="utf-8")
    assert kept == gazetteer.table_of_forms(), "run: python scripts/write_name_forms.py"


def test_every_entry_has_a_class_and_a_russian_name(gazetteer: Gazetteer) -> None:
    classes = Ontology.load(Settings().ontology).classes
    for entry in gazetteer.entries.values():
        assert entry.kind in classes, entry.id
        assert entry.labels.get("ru"), entry.id
        assert set(entry.labels) <= {"ru", "kk", "en"}, entry.id


def test_identifiers_and_coordinates_are_told_apart(gazetteer: Gazetteer) -> None:
    same = Counter(iri for entry in gazetteer.entries.values() for iri in entry.same_as)
    assert [iri for iri, count in same.items() if count > 1] == []


@pytest.mark.parametrize(
    ("id", "kind", "ru", "kk", "iso"),
    [
        ("country/KZ", "Country", "Казахстан", "Қазақстан", "KZ"),
        ("country/KG", "Country", "Киргизия", "Қырғызстан", "KG"),
        ("region/KZ-39", "Region", "Костанайская область", "Қостанай облысы", "KZ-39"),
        ("region/RU-OMS", "Region", "Омская область", "Омбы облысы", "RU-OMS"),
        ("city/astana", "City", "Астана", "Астана", "KZ-71"),
        ("city/moskva", "City", "Москва", "Мәскеу", "RU-MOW"),
        ("city/omsk", "City", "Омск", "Омбы", ""),
        ("region/CN-HK", "Region", "Гонконг", "Гонконг", "CN-HK"),
        ("region/CN-MO", "Region", "Макао", "Макао", "CN-MO"),
        ("feature/kaspiyskoe-more", "Feature", "Каспийское море", "Каспий теңізі", ""),
        ("corridor/sever-yug", "Corridor", "Север – Юг", "Солтүстік – Оңтүстік", ""),
        ("organisation/yunesko", "Organisation", "ЮНЕСКО", "ЮНЕСКО", ""),
    ],
)  # fmt: skip
def test_entry(gazetteer: Gazetteer, id: str, kind: str, ru: str, kk: str, iso: str) -> None:
    entry = gazetteer.entries[id]
    assert (entry.kind, entry.name("ru"), entry.name("kk"), entry.iso) == (kind, ru, kk, iso)


@pytest.mark.parametrize(
    "id", ["region/KZ-71", "region/RU-MOW", "region/RU-SPE", "city/zyuzino", "city/ivanovskoe", "country/HK"]
)
def test_no_entry(gazetteer: Gazetteer, id: str) -> None:
    assert id not in gazetteer.entries


def test_countries_are_those_of_cldr(gazetteer: Gazetteer) -> None:
    known = Locale.parse("ru").territories
    assert {entry.iso for entry in gazetteer.of_kind("Country")} - set(known) == {"SU"}


@pytest.mark.parametrize(
    ("of", "date", "title", "holder"),
    [
        ("country/KZ", "2017-11-09", "", "Нурсултан Назарбаев"),
        ("country/KZ", "2019-03-19", "", "Нурсултан Назарбаев"),
        ("country/KZ", "2019-03-20", "", "Касым-Жомарт Токаев"),
        ("country/KZ", "2022-11-28", "президент", "Касым-Жомарт Токаев"),
        ("country/RU", "2010-01-01", "президент", "Дмитрий Медведев"),
        ("country/RU", "2014-01-01", "премьер-министр", "Дмитрий Медведев"),
        ("country/UZ", "2022-09-14", "", "Шавкат Мирзиёев"),
        ("country/KZ", "1985-01-01", "", None),
        ("country/KZ", "2022-11-28", "король", None),
        ("country/XX", "2022-11-28", "", None),
    ],
)
def test_holder_of_an_office(gazetteer: Gazetteer, of: str, date: str, title: str, holder: str | None) -> None:
    found = gazetteer.holder(of, date, title)
    assert (found.name("ru") if found else None) == holder


def test_terms_of_one_office_do_not_overlap(gazetteer: Gazetteer) -> None:
    terms = sorted(
        (term.of, term.title, term.start, term.until) for person in gazetteer.of_kind("Person") for term in person.terms
    )
    for (of, title, _, until), (next_of, next_title, start, _) in zip(terms, terms[1:], strict=False):
        if (of, title) == (next_of, next_title):
            assert until, (of, start)
            assert until <= start, (of, start)


@pytest.mark.parametrize(("of", "capital"), [("country/KZ", "Астана"), ("country/RU", "Москва"), ("country/XX", None)])
def test_capital(gazetteer: Gazetteer, of: str, capital: str | None) -> None:
    found = gazetteer.capital(of)
    assert (found.name("ru") if found else None) == capital


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("из Казахстана в Россию", ["country/KZ", "country/RU"]),
        ("Республикой Казахстан и Российской Федерацией", ["country/KZ", "country/RU"]),
        ("в\u00a0Соединённых\u00a0Штатах Америки", ["country/US"]),
        ("в Ростове-на-Дону и Ростове‑на‑Дону", ["city/rostov-na-donu", "city/rostov-na-donu"]),
        ("в Королеве и в Королёве", ["city/korolev", "city/korolev"]),
        ("В СКО, ВКО и ЗКО", ["region/KZ-59", "region/KZ-63", "region/KZ-27"]),
        ("Республики Саха (Якутия)", ["region/RU-SA"]),
        ("Нур-Султана, Целинограда, Алма-Аты", ["city/astana", "city/astana", "city/almaty"]),
        ("до МОСКВЫ", ["city/moskva"]),
        ("москва", []),
        ("Сша", []),
        ("российско-казахстанской", []),
        ("казахстанский", []),
        ("Республика\nКазахстан", ["country/KZ"]),
        ("Омич, Омский", []),
    ],
)
def test_places_are_found(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert [key for hit in gazetteer.russian_places.find(text) for key in hit.keys] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("в рамках ЕАЭС и СНГ", ["evraziyskiy-ekonomicheskiy-soyuz", "sodruzhestvo-nezavisimyh-gosudarstv"]),
        ("Шанхайской организации сотрудничества", ["shanhayskaya-organizatsiya-sotrudnichestva"]),
        ("по коридору «Север — Юг»", ["sever-yug"]),
        ("каспийским трубопроводным консорциумом", ["kaspiyskiy-truboprovodnyy-konsortsium"]),
        ("на Север, Юг", []),
        ("по север – юг", []),
        ("еаэс", []),
    ],
)
def test_bodies_and_corridors_are_found(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert [key.split("/")[1] for hit in gazetteer.russian_others.find(text) for key in hit.keys] == found


@pytest.mark.parametrize(
    ("name", "form", "is_one"),
    [
        ("Костанай", "Костанае", True),
        ("Северная Осетия – Алания", "Северной Осетии – Алании", True),
        ("Ханты-Мансийский автономный округ – Югра", "Ханты-Мансийского автономного округа – Югра", True),
        ("Объединённые Арабские Эмираты", "Объединёнными Арабскими Эмиратами", True),
        ("Набережные Челны", "Набережных Челнах", True),
        ("Карловы Вары", "Карловых Варах", True),
        ("Карловы Вары", "Карловых Вар", True),
        ("Большая Черниговка", "Большой Черниговки", True),
        ("Большая Черниговка", "Большей Черниговки", False),
        ("Грозный", "Грозном", True),
        ("Елец", "Ельце", True),
        ("Республика Татарстан", "Республики Татарстана", False),
        ("Алматы", "Алматах", False),
        ("США", "СШАа", False),
        ("область Абай", "области Абая", False),
    ],
)
def test_declension(name: str, form: str, is_one: bool) -> None:
    assert (form in declined(name)) is is_one


def test_an_identifier_is_that_of_one_thing_and_each_data_set_has_it_once() -> None:
    """`owl:sameAs` says that two are one, so a slip would make one of three."""
    things: dict[str, set[str]] = {}
    items: Counter[tuple[str, str]] = Counter()
    same = NamedNode(OWL + "sameAs")
    for quad in parse(path=str(Settings().ontology / "gazetteer.ttl")):
        if quad.predicate == same:
            assert isinstance(quad.subject, NamedNode)
            assert isinstance(quad.object, NamedNode)
            things.setdefault(quad.object.value, set()).add(quad.subject.value)
            items[quad.subject.value, quad.object.value.rpartition("/entity/")[0] or "geonames"] += 1
    for line in (Settings().ontology / "world-places.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        key, *_, geonames, _, _, _, _ = line.split("\t")
        if geonames:
            things.setdefault(f"https://sws.geonames.org/{geonames}/", set()).add(
                f"https://w3id.org/interregional/{key}"
            )
    assert len(things) > 10_000
    assert [item for item, named in things.items() if len(named) > 1] == []
    assert [thing for thing, number in items.items() if number > 1] == []


@pytest.mark.parametrize(("code", "item"), [("DK", "Q35"), ("GL", "Q223"), ("NL", "Q55"), ("AW", "Q21203")])
def test_a_country_is_not_the_realm_that_others_belong_to(code: str, item: str) -> None:
    country, same = NamedNode(f"https://w3id.org/interregional/country/{code}"), NamedNode(OWL + "sameAs")
    known = parse(path=str(Settings().ontology / "gazetteer.ttl"), base_iri="https://w3id.org/interregional/")
    found = [quad.object for quad in known if (quad.subject, quad.predicate) == (country, same)]
    assert found == [NamedNode(f"http://www.wikidata.org/entity/{item}")]


def test_the_longest_name_wins() -> None:
    index = index_of([("Китай", "1"), ("Западный Китай", "2"), ("Западный", "3")])
    assert [hit.keys for hit in index.find("Западный Китай, Китай и Западный вокзал")] == [("2",), ("1",), ("3",)]


def test_places_have_kinds_of_mentions(gazetteer: Gazetteer) -> None:
    kinds = {
        gazetteer.entries[key].kind for hit in gazetteer.russian_places.find("Омск, Урал, СКО, КНР") for key in hit.keys
    }
    assert kinds == set(PLACES)


@pytest.mark.parametrize("content", [None, "<broken", "a b c"])
def test_an_unreadable_file_is_a_user_error(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "gazetteer.ttl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(KgError, match=r"gazetteer\.ttl"):
        Gazetteer.load(path)
