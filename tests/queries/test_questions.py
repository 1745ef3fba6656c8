"""The questions that people ask of the graph, each a saved query: its rows on the small graph."""

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.queries.saved import SavedQuery
from tests.graph import BASE
from tests.queries.test_contract import ROWS
from tests.rows import rows

OMSK_PAVLODAR = (
    "agreement/omsk-pavlodar",
    "Соглашение о сотрудничестве",
    "2021",
    "signed",
    "Омская область, Павлодарская область",
    "1",
)
TIES: list[tuple[str, ...]] = [
    ("region/KZ-PAV", "Павлодарская область", "region/RU-OMS", "Омская область", "cooperatesWith", "2021", "1"),
    ("country/KZ", "Казахстан", "region/RU-OMS", "Омская область", "cooperatesWith", "2022-01-10", "1"),
    ("city/omsk", "Омск", "city/pavlodar", "Павлодар", "sisterCityOf", "2022-11-28", "1"),
]
MET = (
    "person/kasym-zhomart-tokaev",
    "Касым-Жомарт Токаев",
    "person/vladimir-putin",
    "Владимир Путин",
    "event/forum-18",
    "XVIII Форум межрегионального сотрудничества",
    "forum",
    "2022",
    "000_forum.txt",
    "event/forum-18",
)
ASKED: list[tuple[str, dict[str, str], list[tuple[str, ...]]]] = [
    (
        "regions-by-country",
        {},
        [
            ("country/KZ", "Казахстан", "region/KZ-PAV", "Павлодарская область", "KZ-55"),
            ("country/RU", "Россия", "region/RU-OMS", "Омская область", ""),
        ],
    ),
    (
        "regions-by-country",
        {"country": "Казахстан"},
        [("country/KZ", "Казахстан", "region/KZ-PAV", "Павлодарская область", "KZ-55")],
    ),
    (
        "agreements-by-year",
        {},
        [
            ("2021", "agreement", "region/KZ-PAV", "Павлодарская область", "region/RU-OMS", "Омская область", "1"),
            ("2024", "text", "country/KZ", "Казахстан", "organisation/depot", "Депо", "1"),
            (
                "2024",
                "event",
                "organisation/akimat",
                "Акимат Павлодарской области",
                "person/aleksandr-burkov",
                "Александр Бурков",
                "1",
            ),
        ],
    ),
    (
        "agreements-of-region",
        {"region": "Омская область"},
        [
            (
                "agreement/omsk-pavlodar",
                "Соглашение о сотрудничестве",
                "region/RU-OMS",
                "Омская область",
                "itself",
                "agreement",
                "signed",
                "2021",
                "002_omsk.txt",
            ),
            (
                "agreement/rails",
                "Договор о путях",
                "organisation/depot",
                "Депо",
                "lies there",
                "",
                "",
                "",
                "006_meeting.txt",
            ),
            (
                "agreement/trade",
                "Меморандум о торговле",
                "person/aleksandr-burkov",
                "Александр Бурков",
                "post",
                "",
                "",
                "",
                "006_meeting.txt",
            ),
        ],
    ),
    (
        "agreements-of-region",
        {"region": "Павлодар облысы"},
        [
            (
                "agreement/omsk-pavlodar",
                "Соглашение о сотрудничестве",
                "region/KZ-PAV",
                "Павлодарская область",
                "itself",
                "agreement",
                "signed",
                "2021",
                "002_omsk.txt",
            ),
            (
                "agreement/trade",
                "Меморандум о торговле",
                "organisation/akimat",
                "Акимат Павлодарской области",
                "name",
                "",
                "",
                "",
                "006_meeting.txt",
            ),
        ],
    ),
    (
        "plans-unconfirmed",
        {},
        [
            (
                "2019-11-07",
                "event/visit-2022",
                "визит в Казань",
                "kind",
                "visit",
                "Визит в Казань",
                "001_forum.txt",
                "Визит в Казань",
            ),
            (
                "2024-05-06",
                "agreement/rails",
                "Договор о путях",
                "party",
                "organisation/depot",
                "Депо подпишет Договор о путях",
                "006_meeting.txt",
                "Депо подпишет Договор о путях",
            ),
            (
                "2024-05-06",
                "agreement/rails",
                "Договор о путях",
                "party",
                "country/KZ",
                "Договор о путях с Казахстаном",
                "006_meeting.txt",
                "Договор о путях с Казахстаном",
            ),
        ],
    ),
    (
        "events-in-both-languages",
        {},
        [
            ("event/forum-18", "XVIII Форум межрегионального сотрудничества", "2", "ru", "2022-11-28", "000_forum.txt"),
            ("event/forum-18", "XVIII Форум межрегионального сотрудничества", "2", "kk", "2022-11-29", "007_forum.txt"),
        ],
    ),
    (
        "post-holders",
        {},
        [
            (
                "post/prezident-kazahstan",
                "Президент",
                "country/KZ",
                "Казахстан",
                "person/kasym-zhomart-tokaev",
                "Касым-Жомарт Токаев",
                "2022-11-28",
                "2022-11-28",
                "1",
                "",
                "",
            ),
            (
                "post/gubernator-omskaya-oblast",
                "губернатор",
                "region/RU-OMS",
                "Омская область",
                "person/viktor-nazarov",
                "Виктор Назаров",
                "2021-03-01",
                "2021-03-01",
                "1",
                "",
                "",
            ),
            (
                "post/gubernator-omskaya-oblast",
                "губернатор",
                "region/RU-OMS",
                "Омская область",
                "person/aleksandr-burkov",
                "Александр Бурков",
                "2024-05-06",
                "2024-05-06",
                "1",
                "",
                "",
            ),
        ],
    ),
    (
        "post-holders",
        {"of": "Омская область", "until": "2022"},
        [
            (
                "post/gubernator-omskaya-oblast",
                "губернатор",
                "region/RU-OMS",
                "Омская область",
                "person/viktor-nazarov",
                "Виктор Назаров",
                "2021-03-01",
                "2021-03-01",
                "1",
                "",
                "",
            )
        ],
    ),
    (
        "post-holders",
        {"of": "Омская область", "from": "2022-01"},
        [
            (
                "post/gubernator-omskaya-oblast",
                "губернатор",
                "region/RU-OMS",
                "Омская область",
                "person/aleksandr-burkov",
                "Александр Бурков",
                "2024-05-06",
                "2024-05-06",
                "1",
                "",
                "",
            )
        ],
    ),
    (
        "posts-that-changed-hands",
        {},
        [
            (
                "post/gubernator-omskaya-oblast",
                "губернатор",
                "region/RU-OMS",
                "Омская область",
                "2",
                "Александр Бурков, Виктор Назаров",
            )
        ],
    ),
    ("country-cooperation", {}, [("country/KZ", "Казахстан", "country/RU", "Россия", "3", "4")]),
    ("sister-city-places", {}, [("city/omsk", "Омск", "54.99", "73.37", "city/pavlodar", "Павлодар", "52.3", "76.95")]),
    ("corridor-stops", {}, [("corridor/north-south", "Север – Юг", "1", "Казахстан")]),
    (
        "coordinates",
        {},
        [
            ("city/omsk", "City", "Омск", "54.99", "73.37", "POINT(73.37 54.99)"),
            ("city/pavlodar", "City", "Павлодар", "52.3", "76.95", "POINT(76.95 52.3)"),
        ],
    ),
    (
        "event-kinds",
        {},
        [("forum", "2", "2022", "2022"), ("meeting", "1", "2024-05-06", "2024-05-06"), ("visit", "1", "", "")],
    ),
    (
        "project-figures",
        {},
        [
            (
                "project/bridge",
                "мост через Иртыш",
                "стоимость",
                "5000000",
                "RUB",
                "",
                "мост стоит 5 миллионов",
                "006_meeting.txt",
                "мост стоит 5 миллионов",
            )
        ],
    ),
    ("claims-by-rule", {}, [("event-named", "1", "1", "0.9", "0.9")]),
    (
        "measures-coverage",
        {},
        [
            ("USD", "2", "2", "2", "2"),
            ("RUB", "1", "1", "0", "1"),
            ("item", "1", "0", "0", "1"),
            ("percent", "1", "0", "0", "0"),
        ],
    ),
    (
        "regions-named-together",
        {},
        [("region/KZ-PAV", "Павлодарская область", "region/RU-OMS", "Омская область", "1", "1")],
    ),
    (
        "sister-cities",
        {"entity": "Omsk"},
        [("000_forum.txt", "city/omsk", "city/pavlodar", "Побратимы Омск и Павлодар")],
    ),
    ("sister-cities", {"entity": "Казань"}, []),
    (
        "participants",
        {"entity": "Токаев"},
        [
            ("000_forum.txt", "event/forum-18", "person/kasym-zhomart-tokaev"),
            ("001_forum.txt", "event/forum-16", "person/kasym-zhomart-tokaev"),
        ],
    ),
    ("memberships", {"entity": "Россия"}, [("004_projects.txt", "country/RU", "organisation/alliance")]),
    (
        "region-ties",
        {"entity": "Казахстан"},
        [("004_projects.txt", "region/RU-OMS", "country/KZ", "", "Омская область сотрудничает с Казахстаном")],
    ),
    (
        "agreement-parties",
        {"entity": "Павлодар облысының әкімдігі"},
        [("006_meeting.txt", "agreement/trade", "organisation/akimat")],
    ),
    ("corridor-places", {"entity": "Қазақстан"}, [("000_forum.txt", "corridor/north-south", "country/KZ")]),
    ("locations", {"entity": "Костанай"}, [("003_qostanai.txt", "city/kostanay", "region/KZ-KUS")]),
    ("who-met-whom", {"from": "2022", "until": "2022-11"}, [MET]),
    ("who-met-whom", {"from": "2023"}, []),
    (
        "events",
        {"from": "2024", "until": "2024-05"},
        [
            (
                "006_meeting.txt",
                "event/meeting",
                "meeting",
                "Встреча губернаторов",
                "",
                "",
                "2024-05-06",
                "",
                "",
                "Омская область и Павлодарская область договорились",
            )
        ],
    ),
    (
        "agreements",
        {"until": "2021"},
        [
            (
                "002_omsk.txt",
                "agreement/omsk-pavlodar",
                "Соглашение о сотрудничестве",
                "agreement",
                "signed",
                "2021",
                "Подписали Соглашение о сотрудничестве с Павлодарской областью",
            )
        ],
    ),
    (
        "figures",
        {"from": "2019", "until": "2021-06"},
        [row for row in ROWS["figures"] if row[4] == "2021"],
    ),
    (
        "roles",
        {"from": "2024"},
        [("006_meeting.txt", "person/aleksandr-burkov", "губернатор", "region/RU-OMS", "Бурков")],
    ),
    ("agreements-in-force", {}, [OMSK_PAVLODAR]),
    ("agreements-in-force", {"from": "2022", "until": "2022"}, [OMSK_PAVLODAR]),
    ("agreements-in-force", {"until": "2020"}, []),
    ("ties-since", {"until": "2021"}, TIES[:1]),
    ("ties-since", {"from": "2022-02"}, TIES[2:]),
    ("ties-since", {}, TIES),
    ("who-met-whom", {"from": "2022-09", "until": "2022-12"}, [MET]),
]


@pytest.mark.parametrize(("name", "values", "expected"), ASKED)
def test_rows(
    told: Store, saved: dict[str, SavedQuery], name: str, values: dict[str, str], expected: list[tuple[str, ...]]
) -> None:
    assert rows(told, saved[name].text_with(values, base=BASE, store=told)) == expected


def test_a_term_that_the_authority_knows_answers_for_days_no_text_tells(
    told: Store, saved: dict[str, SavedQuery]
) -> None:
    store = Store()
    store.extend(told)
    store.update(
        f"""BASE <{BASE}> PREFIX coop: <https://w3id.org/interregional/ontology#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        INSERT DATA {{ <person/kasym-zhomart-tokaev> coop:tenure [
          coop:postOf <country/KZ> ; skos:prefLabel "президент"@ru ;
          coop:validFrom "2019-03-20"^^xsd:date ; coop:validUntil "2023-05-01"^^xsd:date ] }}"""
    )

    def holders(day: str) -> list[tuple[str, str]]:
        values = {"of": "Казахстан", "from": day, "until": day}
        found = rows(store, saved["post-holders"].text_with(values, base=BASE, store=store))
        return [(row[4], " – ".join(row[9:])) for row in found]

    assert holders("2020-07-01") == [("person/kasym-zhomart-tokaev", "2019-03-20 – 2023-05-01")]
    assert holders("2018-07-01") == holders("2023-07-01") == []


def test_every_question_is_in_the_documents(saved: dict[str, SavedQuery]) -> None:
    lines = (Path(__file__).resolve().parents[2] / "docs" / "queries.md").read_text(encoding="utf-8").splitlines()
    for name, query in saved.items():
        parameters = ", ".join(f"`{one.name}`" for one in query.parameters)
        assert not query.question or f"| `{name}` | {query.question} | {parameters} |" in lines
    assert sum(bool(query.question) for query in saved.values()) > 15
