"""Tables matched to the graph, as OpenRefine asks for it."""

import json
from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import Literal, NamedNode

from kg.queries.saved import SavedQuery
from tests.graph import BASE, COOP, XSD, Graph, day, year
from tests.server.listening import listening


@pytest.fixture(scope="module")
def namesakes(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """Two cities of one name, of which the graph tells more or less."""
    graph = Graph()
    graph.entity("country/RU", "Country", "Россия", "Ресей", "Russia", isoCode=Literal("RU"))
    graph.entity("country/KZ", "Country", "Казахстан", "Қазақстан", "Kazakhstan", isoCode=Literal("KZ"))
    graph.entity("country/BY", "Country", "Белоруссия", isoCode=Literal("BY"))
    graph.entity("region/RU-OMS", "Region", "Омская область", isoCode=Literal("RU-OMS"))
    graph.entity("city/double-ru", "City", "Двойной", locatedIn="region/RU-OMS")
    graph.link("city/double-ru", "owl:sameAs", "wd:Q1")
    graph.entity("city/double-kz", "City", "Двойной", locatedIn="country/KZ")
    graph.link("city/double-kz", "owl:sameAs", "wd:Q2")
    month = Literal("2022-11", datatype=NamedNode(XSD + "gYearMonth"))
    for name, date in (("day", day("2022-11-28")), ("year", year("2022")), ("month", month)):
        graph.entity(f"event/{name}", "Event", name, date=date)
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address) as client:
        yield client


def asked(endpoint: httpx.Client, **query: object) -> list[tuple[str, float, bool]]:
    """Identifier, score and match of each candidate."""
    answer = endpoint.post("/reconcile", data={"queries": json.dumps({"q0": query})})
    assert answer.status_code == 200, answer.text
    return [(one["id"], one["score"], one["match"]) for one in answer.json()["q0"]["result"]]


def sure(endpoint: httpx.Client, **query: object) -> str:
    return next((found for found, _, match in asked(endpoint, **query) if match), "")


def test_the_manifest(endpoint: httpx.Client) -> None:
    told = endpoint.get("/reconcile").json()
    address = str(endpoint.base_url).rstrip("/")
    assert told["versions"] == ["0.1", "0.2"]
    assert (told["identifierSpace"], told["schemaSpace"]) == (BASE, COOP)
    assert {"id": "City", "name": "city"} in told["defaultTypes"]
    view = told["view"]["url"].replace("{{id}}", "city/omsk")
    assert endpoint.get(view, headers={"accept": "text/html"}).status_code == 200
    assert endpoint.get(told["preview"]["url"].replace("{{id}}", "city/omsk")).status_code == 200
    for suggest in told["suggest"].values():
        assert suggest["service_url"] == address
        assert endpoint.get(suggest["service_path"], params={"prefix": "o"}).status_code == 200
    extend = told["extend"]["propose_properties"]
    assert endpoint.get(extend["service_url"] + extend["service_path"], params={"type": "City"}).status_code == 200


NAMES = [
    ("Омск", "city/omsk"),
    ("омск", "city/omsk"),
    ("Омбы", "city/omsk"),
    ("Omsk", "city/omsk"),
    ("  OMSK ", "city/omsk"),
    ("Омском", "city/omsk"),
    ("г. Омск", ""),
    ("Омская область", "region/RU-OMS"),
    ("Омбы облысы", "region/RU-OMS"),
    ("Казахстан", "country/KZ"),
    ("Қазақстан", "country/KZ"),
    ("Kazakhstan", "country/KZ"),
    ("Ресей", "country/RU"),
    ("Россия", "country/RU"),
    ("Север - Юг", "corridor/north-south"),
    ("север—юг", "corridor/north-south"),
    ("Атлантида", ""),
    ("", ""),
    ("   ", ""),
    ('"', ""),
    ("область", ""),
]


@pytest.mark.parametrize(("name", "found"), NAMES)
def test_a_name_in_any_language_finds_its_thing(endpoint: httpx.Client, name: str, found: str) -> None:
    assert sure(endpoint, query=name) == found


def test_a_name_with_more_around_it_is_a_candidate_and_no_match(endpoint: httpx.Client) -> None:
    (first, score, match), *_ = asked(endpoint, query="г. Омск")
    assert (first, match) == ("city/omsk", False)
    assert 0 < score < 90


def test_scores_fall_and_lie_between_0_and_100(endpoint: httpx.Client) -> None:
    for name in ("Омск", "область", "Костанай", "форум"):
        scores = [score for _, score, _ in asked(endpoint, query=name, limit=50)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores), name
    assert asked(endpoint, query="Омск")[0][1] == 100


CLASSES = [
    ("City", "Павлодар", "city/pavlodar"),
    (["City"], "Павлодар", "city/pavlodar"),
    ([{"id": "City"}], "Павлодар", "city/pavlodar"),
    (COOP + "City", "Павлодар", "city/pavlodar"),
    ("Place", "Павлодар", "city/pavlodar"),
    ("Region", "Павлодар", ""),
    ("Person", "Павлодар", ""),
    ("Nonsense", "Павлодар", ""),
    ("x> }", "Павлодар", ""),
    (["Person", "City"], "Павлодар", "city/pavlodar"),
]


@pytest.mark.parametrize(("kind", "name", "found"), CLASSES)
def test_a_class_narrows_and_stands_for_those_below_it(
    endpoint: httpx.Client, kind: object, name: str, found: str
) -> None:
    assert sure(endpoint, query=name, type=kind) == found


def test_documents_are_found_by_their_titles(endpoint: httpx.Client) -> None:
    assert sure(endpoint, query="Қостанай қаласы Қостанай облысында", type="Document") == "doc/003_qostanai"


PROPERTIES = [
    # two cities have that name: nothing is sure until more is told
    ([], ""),
    ([{"pid": "country", "v": "Казахстан"}], "city/double-kz"),
    ([{"pid": "country", "v": "Қазақстан"}], "city/double-kz"),
    ([{"pid": "country", "v": {"id": "country/KZ"}}], "city/double-kz"),
    ([{"pid": "country", "v": BASE + "country/KZ"}], "city/double-kz"),
    ([{"pid": "country", "v": "Russia"}], "city/double-ru"),
    ([{"pid": "locatedIn", "v": "Омская область"}], "city/double-ru"),
    ([{"pid": COOP + "locatedIn", "v": ["Омская область"]}], "city/double-ru"),
    ([{"pid": "wikidata", "v": "Q1"}], "city/double-ru"),
    ([{"pid": "wikidata", "v": "Q9"}], ""),
    ([{"pid": "country", "v": "Белоруссия"}], ""),
    ([{"pid": "country", "v": ["Белоруссия", "Россия"]}], "city/double-ru"),
    ([{"pid": "country", "v": [{"id": "country/BY"}, {"id": "country/KZ"}]}], "city/double-kz"),
    ([{"pid": "nonsense", "v": "x"}], ""),
    ([{"pid": "country", "v": ""}], ""),
    ([{"pid": "country", "v": "Россия"}, {"pid": "wikidata", "v": "Q2"}], ""),
]


@pytest.mark.parametrize(("properties", "found"), PROPERTIES)
def test_properties_tell_namesakes_apart(namesakes: httpx.Client, properties: object, found: str) -> None:
    assert sure(namesakes, query="Двойной", properties=properties) == found


IDENTIFIED = [
    # by what is told alone, or where the name is another one
    ({"properties": [{"pid": "wikidata", "v": "Q1"}]}, "city/double-ru", True),
    ({"query": "", "properties": [{"pid": "wikidata", "v": "q2"}]}, "city/double-kz", True),
    ({"properties": [{"pid": "isoCode", "v": "RU-OMS"}]}, "region/RU-OMS", True),
    ({"properties": [{"pid": "isoCode", "v": "kz"}], "type": "Country"}, "country/KZ", True),
    ({"query": "Тройной", "properties": [{"pid": "wikidata", "v": "Q1"}]}, "city/double-ru", False),
]


@pytest.mark.parametrize(("query", "found", "match"), IDENTIFIED)
def test_an_identifier_finds_its_thing(
    namesakes: httpx.Client, query: dict[str, object], found: str, match: bool
) -> None:
    (first, _, sure), *_ = asked(namesakes, **query)
    assert (first, sure) == (found, match)


NOT_IDENTIFIED = [
    {"properties": [{"pid": "wikidata", "v": "Q99"}]},
    {"properties": [{"pid": "wikidata", "v": "x> }"}]},
    {"properties": [{"pid": "isoCode", "v": "RU"}], "type": "City"},
    {"properties": []},
]


@pytest.mark.parametrize("query", NOT_IDENTIFIED)
def test_an_identifier_of_nothing_finds_nothing(namesakes: httpx.Client, query: dict[str, object]) -> None:
    assert asked(namesakes, **query) == []


def test_a_property_that_does_not_hold_lowers_the_score(namesakes: httpx.Client) -> None:
    country = [{"pid": "country", "v": "Россия"}]
    found = {name: score for name, score, _ in asked(namesakes, query="Двойной", properties=country)}
    assert found == {"city/double-ru": 100, "city/double-kz": 70}
    unknown = [{"pid": "nonsense", "v": "x"}]
    assert {score for _, score, _ in asked(namesakes, query="Двойной", properties=unknown)} == {85}


def test_a_batch_by_get_and_by_post_is_the_same(endpoint: httpx.Client) -> None:
    batch = json.dumps({"a": {"query": "Омск", "limit": 1}, "b": {"query": "Казахстан", "type": "Country"}})
    got = endpoint.get("/reconcile", params={"queries": batch})
    posted = endpoint.post("/reconcile", data={"queries": batch})
    assert got.json() == posted.json()
    assert [len(got.json()[key]["result"]) for key in ("a", "b")] == [1, 1]
    assert got.headers["access-control-allow-origin"] == "*"


REFUSED = [
    ({"queries": "x"}, "this is no JSON"),
    ({"queries": "[" * 100_000}, "this is no JSON"),
    ({"queries": "[]"}, "expected a JSON object"),
    ({"queries": '{"q0": "Омск"}'}, "q0: expected an object"),
    ({"queries": '{"q0": {"query": 1}}'}, "q0: expected an object"),
    ({"queries": '{"q0": {"query": "x", "limit": 0}}'}, "a whole number from 1"),
    ({"queries": '{"q0": {"query": "x", "limit": "9"}}'}, "a whole number from 1"),
    ({"queries": '{"q0": {"query": "x", "limit": 1.5}}'}, "a whole number from 1"),
    ({"queries": '{"q0": {"query": "x", "limit": NaN}}'}, "a whole number from 1"),
    ({"queries": '{"q0": {"query": "x", "type": 1}}'}, "a type is the name"),
    ({"queries": '{"q0": {"query": "x", "properties": [1]}}'}, "a property is given like"),
    ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, "at most 100"),
    ({"extend": "x"}, "this is no JSON"),
    ({"extend": '{"ids": [1]}'}, "expected"),
    ({"extend": '{"ids": 1}'}, "expected"),
    ({"extend": '{"ids": [], "properties": [{"id": "nonsense"}]}'}, "no property 'nonsense'"),
]


@pytest.mark.parametrize(("form", "told"), REFUSED)
def test_what_is_wrong_is_told_in_a_line(endpoint: httpx.Client, form: dict[str, str], told: str) -> None:
    answer = endpoint.post("/reconcile", data=form)
    assert (answer.status_code, told in answer.text, answer.text.count("\n")) == (400, True, 1), answer.text


def test_other_content_is_refused(endpoint: httpx.Client) -> None:
    assert endpoint.post("/reconcile", json={"queries": {}}).status_code == 415
    assert endpoint.get("/reconcile/suggest/flyout").status_code == 404
    assert endpoint.get("/reconcile/preview", params={"id": "city/atlantis"}).status_code == 404
    assert endpoint.get("/reconcile/preview", params={"id": "a b>"}).status_code == 404


LANGUAGES = [("en", "Omsk", "city"), ("ru", "Омск", "город"), ("kk", "Омбы", "қала")]


@pytest.mark.parametrize(("language", "name", "kind"), LANGUAGES)
def test_answers_are_in_the_language_of_whoever_asks(
    endpoint: httpx.Client, language: str, name: str, kind: str
) -> None:
    headers = {"accept-language": language}
    queries = json.dumps({"q0": {"query": "Омск", "limit": 1}})
    (found,) = httpx.get(endpoint.base_url.join("/reconcile"), params={"queries": queries}, headers=headers).json()[
        "q0"
    ]["result"]
    assert (found["name"], found["type"]) == (name, [{"id": "City", "name": kind}])
    preview = httpx.get(endpoint.base_url.join("/reconcile/preview?id=city/omsk"), headers=headers)
    assert f">{name}</a></h1>" in preview.text
    assert kind in preview.text


def test_a_preview_may_stand_in_the_page_of_another(endpoint: httpx.Client) -> None:
    framed = endpoint.get("/reconcile/preview?id=city/omsk").headers["content-security-policy"]
    assert "frame-ancestors *" in framed
    assert (
        "frame-ancestors 'none'"
        in endpoint.get("/city/omsk", headers={"accept": "text/html"}).headers["content-security-policy"]
    )


SUGGESTED = [
    ("entity", "омс", "city/omsk", "Omsk"),
    ("entity", "омб", "city/omsk", "Omsk"),
    ("type", "ci", "City", "city"),
    ("type", "Reg", "Region", "region"),
    ("property", "loc", "locatedIn", "located in"),
    ("property", "wiki", "wikidata", "Wikidata"),
]


@pytest.mark.parametrize(("kind", "prefix", "found", "name"), SUGGESTED)
def test_suggestions(endpoint: httpx.Client, kind: str, prefix: str, found: str, name: str) -> None:
    told = endpoint.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix}).json()["result"]
    assert (found, name) in [(one["id"], one["name"]) for one in told]


CELLS = [
    ("event/day", {"date": "2022-11-28T00:00:00"}),
    ("event/year", {"int": 2022}),
    ("event/month", {"str": "2022-11"}),
]


@pytest.mark.parametrize(("thing", "cell"), CELLS)
def test_a_date_is_written_as_the_interface_has_it(
    namesakes: httpx.Client, thing: str, cell: dict[str, object]
) -> None:
    asked_for = json.dumps({"ids": [thing], "properties": [{"id": "date"}]})
    rows = namesakes.get("/reconcile", params={"extend": asked_for}).json()["rows"]
    assert rows == {thing: {"date": [cell]}}


def test_columns_are_added(endpoint: httpx.Client) -> None:
    columns = ["latitude", "wikidata", "label.kk", "sisterCityOf"]
    asked_for = {"ids": ["city/omsk", "city/atlantis"], "properties": [{"id": one} for one in columns]}
    told = endpoint.post("/reconcile", data={"extend": json.dumps(asked_for)}).json()
    assert [one["id"] for one in told["meta"]] == columns
    assert told["rows"]["city/omsk"] == {
        "latitude": [{"float": 54.99}],
        "wikidata": [{"str": "Q898"}],
        "label.kk": [{"str": "Омбы"}],
        "sisterCityOf": [{"id": "city/pavlodar", "name": "Павлодар"}],
    }
    assert set(map(len, told["rows"]["city/atlantis"].values())) == {0}
    offered = endpoint.get("/reconcile/properties", params={"type": "City"}).json()["properties"]
    assert set(columns) <= {one["id"] for one in offered}
