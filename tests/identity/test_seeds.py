"""One identity over the five seeds: what must be one, what must stay apart, and that no order of documents matters."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.build.corpus import with_models
from kg.build.run import build
from kg.documents.document import Document
from kg.graph.store import dump, open_current
from kg.model.config import Settings
from kg.model.facts import Extraction
from kg.model.namespaces import PREFIXES
from kg.model.spelling import fold
from kg.queries.saved import SavedQuery

pytestmark = pytest.mark.model
SEEDS = sorted(Settings().seeds.glob("*.txt"))
Names = dict[str, tuple[str, set[str]]]
"""Class and folded names by the end of the IRI."""


@pytest.fixture(scope="module")
def extract() -> Callable[[Document], Extraction]:
    """Each document is read once, whatever store asks."""
    return cache(lambda document: with_models(document, Settings().ontology))


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, extract: Callable[[Document], Extraction]) -> Store:
    settings = replace(Settings(), store=tmp_path_factory.mktemp("seeds") / "store")
    build([settings.seeds], settings, extract=extract)
    return open_current(settings.store)


@pytest.fixture(scope="module")
def things(seeds: Store, saved: dict[str, SavedQuery]) -> Names:
    answer = seeds.query(saved["entities"].text_with({}), prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    names: Names = {}
    for row in answer:
        entity, kind, form = row["entity"], row["class"], row["label"] or row["alias"]
        assert isinstance(entity, NamedNode)
        assert isinstance(kind, NamedNode)
        assert isinstance(form, Literal)
        end = entity.value.removeprefix(Settings().base)
        names.setdefault(end, (kind.value.rpartition("#")[2], set()))[1].add(fold(form.value))
    return names


@pytest.fixture(scope="module")
def said(seeds: Store) -> dict[tuple[str, str], set[str]]:
    """The end of the IRI for each words of a text, by their document."""
    answer = seeds.query(
        """SELECT ?name ?text ?entity {
          GRAPH ?doc { ?mention coop:text ?text ; coop:refersTo ?entity . ?doc dct:identifier ?name } }""",
        prefixes=PREFIXES,
    )
    assert isinstance(answer, QuerySolutions)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in answer:
        document, words, entity = row["name"].value[:3], row["text"].value, row["entity"].value
        found[document, fold(words)].add(entity.removeprefix(Settings().base))
    return found


FORUM = "event/forum-mezhregionalnogo-sotrudnichestva-rossii-i-kazahstana-"

ONE = [
    ("person/vladimir-putin", "000 Владимир Владимирович; 001 Владимир Путин; 002 В.Путин; 003 В.Путин"),
    ("person/kasym-zhomart-tokaev", "000 К.-Ж.Токаев; 002 Касым-Жомарт Кемелевич; 004 Қасым-Жомарт Тоқаев"),
    ("person/nursultan-nazarbaev", "003 Н.Назарбаев; 003 Нурсултан Абишевич; 003 Президентом Казахстана"),
    ("person/emmanuel-makron", "002 Макроном; 002 Президент Франции"),
    ("country/RU", "000 России; 000 Российской Федерации; 003 Российской Федерации; 004 Ресейдің"),
    ("country/KZ", "000 Казахстана; 003 Республикой Казахстан; 004 Қазақстан Республикасының"),
    ("region/KZ-39", "003 Кустанайской областями; 004 Қостанай облысының"),
    ("region/KZ-55", "003 Павлодарской; 004 Павлодар облысының"),
    ("region/RU-CHE", "003 Челябинской; 004 Челябі облысының"),
    ("region/RU-NVS", "000 Новосибирской; 004 Новосібір облысының"),
    ("city/omsk", "000 Омск; 001 Омске"),
    ("city/chelyabinsk", "003 Челябинске"),
    ("organisation/evraziyskiy-ekonomicheskiy-soyuz", "000 Евразэс; 003 ЕАЭС; 004 Еуразиялық экономикалық одақ"),
    (
        "organisation/kaspiyskiy-truboprovodnyy-konsortsium",
        "001 каспийским трубопроводным консорциумом; 004 Каспий құбыр консорциумы",
    ),
    (
        "organisation/organizatsiya-dogovora-o-kollektivnoy-bezopasnosti",
        "000 ОДКБ; 002 Организации Договора о коллективной безопасности",
    ),
    (
        "organisation/organizatsiya-obedinennyh-natsiy",
        "000 Организацию Объединённых Наций; 002 Организации Объединённых Наций",
    ),
    ("organisation/sodruzhestvo-nezavisimyh-gosudarstv", "000 СНГ; 002 Содружества Независимых Государств"),
    ("organisation/organizatsiya-po-bezopasnosti-i-sotrudnichestvu-v-evrope", "002 ОБСЕ"),
    (
        FORUM + "16",
        "001 XVI Форум межрегионального сотрудничества России и Казахстана; "
        "004 Қазақстан мен Ресейдің XVI өңіраралық ынтымақтастық форумына",
    ),
    ("feature/tengiz", "001 Тенгиз; 004 Теңіз"),
    ("corridor/sever-yug", "000 «Север – Юг»; 000 маршрута «Север – Юг»; 004 Солтүстік – Оңтүстік"),
    (
        "event/vsemirnaya-universalnaya-vystavka-ekspo-2030",
        "002 выставки «ЭКСПО»; 002 Всемирной универсальной выставки «ЭКСПО-2030»",
    ),
]


@pytest.mark.parametrize(("iri", "words"), ONE, ids=[iri for iri, _ in ONE])
def test_one_thing(said: dict[tuple[str, str], set[str]], iri: str, words: str) -> None:
    for one in words.split("; "):
        document, _, form = one.partition(" ")
        meant = {iri for (name, text), iris in said.items() if name == document and text == fold(form) for iri in iris}
        assert meant == {iri}, one


APART = [
    (FORUM + "2", FORUM + "14"),
    (FORUM + "14", FORUM + "16"),
    (FORUM + "16", FORUM + "18"),
    (FORUM + "14", "event/003_f14b79e5080b2ac1/sleduyuschiy-mezhregionalnyy-forum"),
    (FORUM + "16", "event/004_c28f93cffee992e0/kelesi-oniraralyk-forum"),
    ("event/001_d866cb19a1feb2c4/plenarnoe-zasedanie", "event/003_f14b79e5080b2ac1/plenarnoe-zasedanie"),
    ("city/pavlodar", "region/KZ-55"),
    ("city/kostanay", "region/KZ-39"),
    ("city/omsk", "region/RU-OMS"),
    ("city/chelyabinsk", "region/RU-CHE"),
    ("city/novosibirsk", "region/RU-NVS"),
    ("city/aktau", "feature/port-aktau"),
    ("person/nursultan-nazarbaev", "person/kasym-zhomart-tokaev"),
    ("person/nursultan-nazarbaev", "organisation/nazarbaev-ziyatkerlik-mektebi"),
    ("organisation/bauman-atyndagy-universitet", "person/bauman"),
    ("organisation/evraziyskiy-ekonomicheskiy-soyuz", "organisation/evraziyskiy-zheleznodorozhnyy-alyans"),
    ("corridor/sever-yug", "corridor/vostochnyy-marshrut-mezhdunarodnogo-transportnogo-koridora-sever-yug"),
    ("country/KZ", "region/KZ-27"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_things(things: Names, one: str, other: str) -> None:
    assert {one, other} <= set(things)
    (kind, names), (other_kind, others) = things[one], things[other]
    assert kind != other_kind or not names & others


def test_expo_2017_is_not_expo_2030(things: Names) -> None:
    expos = {iri for iri, (kind, names) in things.items() if kind == "Event" and any("экспо" in name for name in names)}
    assert not any({"экспо-2017", "экспо-2030"} <= {n for w in things[i][1] for n in w.split()} for i in expos)


def test_presidents_are_those_of_their_years(seeds: Store) -> None:
    """«Президент Казахстана» of 2017 and of 2022."""
    answer = seeds.query(
        """SELECT DISTINCT ?date ?person { GRAPH ?doc {
          ?doc dct:date ?date . ?mention coop:text ?text ; coop:refersTo ?person
          FILTER(REGEX(STR(?text), "^Президент\\\\w* (Республики )?Казахстана?$")) } } ORDER BY ?date""",
        prefixes=PREFIXES,
    )
    assert isinstance(answer, QuerySolutions)
    found = {(row["date"].value[:4], row["person"].value.rpartition("/")[2]) for row in answer}
    assert ("2017", "nursultan-nazarbaev") in found
    assert {person for year, person in found if year > "2019"} <= {"kasym-zhomart-tokaev"}


def test_no_two_things_of_a_class_share_a_name(things: Names) -> None:
    shared = [
        (one, other, sorted(things[one][1] & things[other][1]))
        for one, other in combinations(sorted(things), 2)
        if things[one][0] == things[other][0] and things[one][1] & things[other][1]
    ]
    assert shared == []


def test_no_country_is_an_organisation_as_well(things: Names) -> None:
    countries = {name for kind, names in things.values() if kind == "Country" for name in names}
    others = {iri for iri, (kind, names) in things.items() if kind == "Organisation" and names & countries}
    assert others == set()


def test_every_region_is_in_wikidata(seeds: Store, things: Names, saved: dict[str, SavedQuery]) -> None:
    answer = seeds.query(saved["identities"].text_with({}), prefixes=PREFIXES)
    assert isinstance(answer, QuerySolutions)
    linked = {row["entity"].value.removeprefix(Settings().base) for row in answer}
    assert {iri for iri, (kind, _) in things.items() if kind == "Region"} - linked == set()


GROUPINGS: list[list[list[int]]] = [
    [[4, 3, 2, 1, 0]],
    [[0], [1], [2], [3], [4]],
    [[4], [2], [0], [3], [1]],
    [[3, 1], [4, 0, 2]],
    [[2, 0], [2, 3, 4], [1, 0]],
]
"""Builds one after the other, each of some of the seeds."""


@pytest.mark.parametrize("grouping", GROUPINGS, ids=str)
def test_the_order_of_documents_does_not_matter(
    seeds: Store, extract: Callable[[Document], Extraction], tmp_path: Path, grouping: Sequence[Sequence[int]]
) -> None:
    settings = replace(Settings(), store=tmp_path / "store")
    for group in grouping:
        build([SEEDS[at] for at in group], settings, extract=extract)
    assert dump(open_current(settings.store)) == dump(seeds)
