"""Ready maps as files, with the options of `kg export` in the address, and the page that shows them."""

import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from zipfile import ZipFile

import httpx
import networkx
import pytest
from lxml import etree
from pyoxigraph import Store

from kg.queries.saved import SavedQuery
from kg.server.answers.task import Graph as Answering
from kg.server.answers.task import task
from kg.server.view.map_options import MapOptions
from kg.server.view.maps import map_file
from tests.cooperation import cooperation
from tests.export.charts import network
from tests.graph import BASE, Graph
from tests.rows import short
from tests.server.listening import listening
from tests.server.test_pages import page, words


def drawn(endpoint: httpx.Client, path: str, **options: Any) -> dict[str, Any]:
    response = endpoint.get(path, params=options)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def ties(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(short(edge["source"]), short(edge["target"])) for edge in found["edges"]]


@pytest.fixture(scope="module")
def store() -> Store:
    return cooperation().store()


OPTIONS: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    (
        {"from": "2019", "until": "2019-12"},
        [("event/forum-16", "city/omsk"), ("event/forum-16", "person/kasym-zhomart-tokaev")],
    ),
    ({"class": "City"}, [("city/omsk", "city/pavlodar")]),
    (
        {"class": ["Country", "Organisation"], "speaker": "kremlin.ru"},
        [
            ("country/KZ", "organisation/eaeu"),
            ("organisation/alliance", "country/KZ"),
            ("organisation/alliance", "country/RU"),
        ],
    ),
    ({"document": "003_qostanai"}, [("city/kostanay", "region/KZ-KUS")]),
    ({"project": "Agreement"}, [("region/KZ-PAV", "region/RU-OMS")]),
    ({"around": "city/kostanay"}, [("city/kostanay", "region/KZ-KUS")]),
    ({"around": "city/omsk", "depth": 1, "class": "City"}, [("city/omsk", "city/pavlodar")]),
]


@pytest.mark.parametrize(("options", "expected"), OPTIONS)
def test_options_choose_as_on_the_command_line(
    endpoint: httpx.Client, options: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert ties(drawn(endpoint, "/maps/all.json", **options)) == expected


def test_all_that_the_ontology_draws(endpoint: httpx.Client, store: Store) -> None:
    whole = network(store)
    assert ties(drawn(endpoint, "/maps/all.json")) == [(short(edge.source), short(edge.target)) for edge in whole.edges]


@pytest.fixture(scope="module")
def partly_dated(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    graph = Graph()
    for number in range(4):
        graph.entity(f"city/{number}", "City", f"Город {number}")
    for number, date in enumerate(("2001-01-01", "2002-02-02", ""), start=1):
        said = graph.document(f"00{number}_text", "Города – побратимы.", date, "organisation/paper")
        said.claim("city/0", "sisterCityOf", f"city/{number}", "побратимы")
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize(
    ("options", "cities"),
    [
        ({}, "123"),
        ({"undated": "keep"}, "123"),
        ({"undated": "drop"}, "12"),
        ({"from": "2002"}, "2"),
        ({"until": "2001-06"}, "1"),
        ({"from": "2002", "undated": "drop"}, "2"),
        ({"from": "2002", "undated": "keep"}, "23"),
    ],
)
def test_ties_without_a_date_stay_or_go(partly_dated: httpx.Client, options: dict[str, str], cities: str) -> None:
    found = ties(drawn(partly_dated, "/maps/all.json", **options))
    assert found == [("city/0", f"city/{city}") for city in cities]


FORMS = ["json", "gexf", "graphml", "cx2", "zip", "svg", "png"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_it_is(endpoint: httpx.Client, form: str) -> None:
    response = endpoint.get(f"/maps/sister-city-network.{form}")
    assert response.status_code == 200, response.text
    assert f'filename="sister-city-network.{form}"' in response.headers["content-disposition"]
    match form:
        case "json" | "cx2":
            response.json()
        case "zip":
            assert ZipFile(io.BytesIO(response.content)).namelist() == ["nodes.csv", "edges.csv"]
        case "png":
            assert response.content.startswith(b"\x89PNG")
        case "svg":
            assert "Павлодар" in "".join(etree.fromstring(response.content).itertext())
        case "gexf":
            assert len(networkx.read_gexf(io.BytesIO(response.content), version="1.3")) == 2


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "options", ["class=Project", "class=Project&geographic=yes", "class=Event&class=Person&geographic=yes"]
)
def test_a_map_may_have_nothing_on_it(endpoint: httpx.Client, form: str, options: str) -> None:
    assert endpoint.get(f"/maps/all.{form}?{options}").status_code == 200
    assert endpoint.get(f"/map?{options}").status_code == 200


def test_every_ready_map_has_its_page_and_its_files(endpoint: httpx.Client, saved: dict[str, SavedQuery]) -> None:
    ready = [name for name, query in saved.items() if "map" in query.tags]
    assert len(ready) > 5
    for name in ready:
        found = drawn(endpoint, f"/maps/{name}.json")
        shown = page(endpoint, f"/map?query={name}")
        assert f"Nodes: {len(found['nodes'])}, ties: {len(found['edges'])}." in shown
        read = networkx.read_gexf(io.BytesIO(endpoint.get(f"/maps/{name}.gexf").content), version="1.3")
        assert set(read.nodes) == {node["key"] for node in found["nodes"]}


def test_evidence_leads_to_its_words(endpoint: httpx.Client) -> None:
    (edge,) = drawn(endpoint, "/maps/sister-city-network.json")["edges"]
    (said,) = edge["attributes"]["evidence"]
    assert said["words"] == "/doc/000_forum#char=29,54"
    assert (said["page"], said["speakerPage"]) == ("/doc/000_forum", "/person/vladimir-putin")
    for link in (said["words"], said["speakerPage"]):
        assert endpoint.get(link).status_code == 200


def test_names_are_the_readers_on_pictures(endpoint: httpx.Client) -> None:
    for language, name in (("ru", "Омск"), ("kk", "Омбы"), ("en", "Omsk")):
        picture = endpoint.get("/maps/sister-city-network.svg", params={"labels": language, "geographic": "yes"})
        assert name in "".join(etree.fromstring(picture.content).itertext())


def test_a_picture_has_the_size_that_is_asked_for(endpoint: httpx.Client) -> None:
    picture = etree.fromstring(endpoint.get("/maps/all.svg?size=900x600").content)
    assert (picture.get("width"), picture.get("height")) == ("900", "600")


def test_a_large_map_has_its_strongest_ties_and_says_so(endpoint: httpx.Client) -> None:
    whole = drawn(endpoint, "/maps/all.json")["edges"]
    cut = drawn(endpoint, "/maps/all.json", edges=3)
    assert cut["attributes"]["edgesLeftOut"] == len(whole) - 3
    weights = sorted((edge["attributes"]["weight"] for edge in whole), reverse=True)
    assert sorted((edge["attributes"]["weight"] for edge in cut["edges"]), reverse=True) == weights[:3]
    assert {node["key"] for node in cut["nodes"]} == {
        edge[end] for edge in cut["edges"] for end in ("source", "target")
    }
    assert endpoint.get("/maps/all.gexf?edges=3").headers["edges-left-out"] == str(len(whole) - 3)
    assert f"weaker ties left out: {len(whole) - 3}" in page(endpoint, "/map?edges=3")


REFUSED = [
    ("class=Nope", "no class 'Nope' here"),
    ("from=May", "from 'May': expected a date like 2019"),
    ("from=2019&from=2020", "from is given 2 times"),
    ("until=2019-13", "until '2019-13'"),
    ("depth=2", "say which with around"),
    ("around=city/omsk&depth=11", "depth '11': expected a whole number from 1 to 10"),
    ("around=city/atlantis", "no entity 'city/atlantis' here"),
    ("min-weight=-1", "min-weight '-1': expected a number"),
    ("edges=1000000", "edges '1000000': expected a whole number from 1 to 20000"),
    ("merge=perhaps", "merge 'perhaps': expected no or yes"),
    ("undated=some", "undated 'some': expected keep or drop"),
    ("labels=de", "labels 'de': expected ru or kk or en"),
    ("size=100x9000", "size '100x9000': expected a size like 1600x1130"),
    ("colour=red", "a map has no option 'colour'; there are: document,"),
    ("speaker=" + "a" * 2000, "speaker is longer than 1000 characters"),
    ("&".join(["class=City"] * 200), "class is given 200 times"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_one_line_says_what_is_wrong(endpoint: httpx.Client, asked: str, message: str) -> None:
    response = endpoint.get(f"/maps/all.json?{asked}")
    assert (response.status_code, response.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert message in response.text
    assert response.text.count("\n") == 1
    shown = endpoint.get(f"/map?{asked}", headers={"accept": "text/html"})
    assert shown.status_code == 400
    assert message in words(shown.text)


@pytest.mark.parametrize(
    ("path", "message"),
    [("all.doc", "a map has one of the ends ."), ("all", ".json"), ("none.json", "agreement-network")],
)
def test_what_there_is_no_map_of(endpoint: httpx.Client, path: str, message: str) -> None:
    response = endpoint.get(f"/maps/{path}")
    assert response.status_code == 404
    assert message in response.text


def test_equal_maps_are_one_task(store: Store, saved: dict[str, SavedQuery]) -> None:
    one, other = (task(map_file, "all", "json", MapOptions()) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    answering = Answering(store, saved, BASE)
    assert one.answer(answering) == other.answer(answering)


def test_the_page_without_scripts(endpoint: httpx.Client) -> None:
    html = page(endpoint, "/map?query=sister-city-network&class=City&from=2020", "kk")
    found = [unescape(link) for link in re.findall(r'(?:href|src)="([^"]*)"', html)]
    assert "/maps/sister-city-network.svg?class=City&from=2020&labels=kk" in found
    assert "/maps/sister-city-network.svg?class=City&from=2020&labels=kk&size=1000x640" in found
    assert "/maps/sister-city-network.gexf?class=City&from=2020" in found
    assert "/city/omsk" in found
    for link in found:
        if link.startswith("/maps/"):
            assert endpoint.get(link).status_code == 200, link
    assert "Бауырлас қалалар" in words(html)


def test_things_and_the_start_lead_to_the_map(endpoint: httpx.Client) -> None:
    assert 'href="/map"' in page(endpoint, "/")
    (link,) = re.findall(r'href="(/map\?around=[^"]*)"', page(endpoint, "/city/omsk"))
    assert "Омск" in words(page(endpoint, unescape(link), "ru"))


def test_texts_of_the_page_reach_its_script(endpoint: httpx.Client) -> None:
    for language in ("en", "ru", "kk"):
        (texts,) = re.findall(r"data-texts='([^']*)'", page(endpoint, "/map", language))
        assert set(json.loads(unescape(texts))) >= {"count", "left", "page"}
