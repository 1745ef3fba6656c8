"""Saved queries over HTTP: what parameters may be, and the documents that describe them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from urllib.parse import urljoin

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from pyoxigraph import Store
from rdflib import RDF, RDFS, Graph, Namespace

from kg.queries.saved import SavedQuery
from tests.cooperation import cooperation
from tests.graph import BASE
from tests.server.listening import listening

SH, SCHEMA = Namespace("http://www.w3.org/ns/shacl#"), Namespace("https://schema.org/")
TYPES = ("text", "iri", "integer", "decimal", "date", "ru")


def gives_back(kind: str) -> SavedQuery:
    """Answers with its parameter, so what came through can be compared with what was sent."""
    variable = "?_value" if kind == "text" else f"?_value_{kind}"
    text = f"#+ summary: Gives back\nSELECT ?given WHERE {{ VALUES ?one {{ 1 }} BIND({variable} AS ?given) }}"
    return SavedQuery.parse(kind, text)


@pytest.fixture(scope="module")
def mirror() -> Iterator[httpx.Client]:
    queries = {kind: gives_back(kind) for kind in TYPES}
    queries["yes"] = SavedQuery.parse("yes", "#+ summary: Yes\nASK WHERE { ?s ?p ?_value }")
    queries["graph"] = SavedQuery.parse(
        "graph", "#+ summary: A graph\nCONSTRUCT { ?s a ?_class_iri } WHERE { ?s a ?_class_iri }"
    )
    with listening(cooperation().store(), queries) as address, httpx.Client(base_url=address) as client:
        yield client


PASSED = [
    ("text", "two words", "two words"),
    ("text", "+", "+"),
    ("iri", "city/omsk", BASE + "city/omsk"),
    ("iri", "город/омск", BASE + "город/омск"),
    ("iri", "Омск", BASE + "city/omsk"),
    ("iri", "омбы", BASE + "city/omsk"),
    ("iri", "Омском", BASE + "city/omsk"),
    ("iri", "OMSK", BASE + "city/omsk"),
    ("iri", "Putin", BASE + "person/vladimir-putin"),
    ("iri", "v:exports", "https://w3id.org/interregional/vocab/exports"),
    ("iri", "http://other.example/x?y=1#z", "http://other.example/x?y=1#z"),
    ("integer", "-7", "-7"),
    ("decimal", "1.5", "1.5"),
    ("date", "2022-11-28", "2022-11-28"),
    ("ru", "Омск", "Омск"),
]


@pytest.mark.parametrize(("name", "value", "received"), PASSED)
def test_a_value_arrives(mirror: httpx.Client, name: str, value: str, received: str) -> None:
    rows = mirror.get(f"/queries/{name}", params={"value": value}).json()["results"]["bindings"]
    assert [row["given"]["value"] for row in rows] == [received]


NO_IRI = "IRI or name; expected one like https://…, city/omsk or Омск"
NO_INTEGER = "integer; expected a whole number like 5"
NO_DATE = "date; expected one like 2019, 2019-11 or 2019-11-07"
REFUSED = [
    ("text?value=a&value=b", "the parameter 'value' is given 2 times"),
    ("text?value=a&format=json&format=csv", "the parameter 'format' is given 2 times"),
    ("text?other=a", "query text has no parameter 'other'; it takes: value"),
    ("text", "query text needs the parameter 'value'; it takes: value"),
    ("text?value=", "query text needs the parameter 'value'; it takes: value"),
    ("text?value=%FF", "the parameters are not percent-encoded UTF-8"),
    ("integer?value=seven", f"parameter value: 'seven' is no {NO_INTEGER}"),
    ("integer?value=%D9%A7", f"parameter value: '٧' is no {NO_INTEGER}"),
    ("integer?value=7%0A", f"parameter value: '7\\n' is no {NO_INTEGER}"),
    ("decimal?value=1e3", "parameter value: '1e3' is no decimal; expected a number like 1.5"),
    ("date?value=2022-11-3", f"parameter value: '2022-11-3' is no {NO_DATE}"),
    ("date?value=2022-02-30", f"parameter value: '2022-02-30' is no {NO_DATE}"),
    ("iri?value=a%20b", "parameter value: nothing is called 'a b' here"),
    (
        "iri?value=%D0%9E%D0%BC%D0%B7%D0%BA",
        "parameter value: nothing is called 'Омзк' here; nearest: «Омск»",
    ),
    ("iri?value=http%3A%2F%2F%5B", f"parameter value: 'http://[' is no {NO_IRI}"),
    ("txet?value=a", "no saved query 'txet'; nearest: text"),
    ("text?value=a&format=docx", "no format 'docx'; this answer comes as: json, xml, csv, tsv, xlsx, html"),
]


@pytest.mark.parametrize(("asked", "message"), REFUSED)
def test_a_mistake_is_told_in_one_line(mirror: httpx.Client, asked: str, message: str) -> None:
    response = mirror.get(f"/queries/{asked}")
    assert (response.status_code, response.text) == (404 if "no saved query" in message else 400, message + "\n")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.fixture(scope="module")
def namesakes(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    graph = cooperation()
    graph.entity("organisation/omsk", "Organisation", "Омск")
    with listening(graph.store(), saved) as address, httpx.Client(base_url=address) as client:
        yield client


def test_a_name_of_several_is_answered_with_the_choices(namesakes: httpx.Client) -> None:
    asked = {"entity": "Омск", "format": "json"}
    told = namesakes.get("/queries/evidence", params=asked)
    assert told.status_code == 300
    choices = told.json()["choices"]
    assert [(one["iri"].removeprefix(BASE), one["label"], one["class"]) for one in choices] == [
        ("city/omsk", "Омск", "City"),
        ("organisation/omsk", "Омск", "Organisation"),
    ]
    for one in choices:
        assert namesakes.get("/queries/evidence", params={**asked, "entity": one["iri"]}).status_code == 200
    plain = namesakes.get("/queries/evidence", params={"entity": "Омск"}, headers={"accept": "text/csv"})
    assert (plain.status_code, plain.headers["content-type"]) == (300, "text/plain; charset=utf-8")
    assert "give one of: city/omsk (City «Омск»), organisation/omsk (Organisation «Омск»)" in plain.text


@pytest.mark.parametrize(("name", "status", "meant"), [("Омск", 300, 2), ("Омзк", 400, 1)])
def test_a_page_leads_to_what_may_have_been_meant(namesakes: httpx.Client, name: str, status: int, meant: int) -> None:
    shown = namesakes.get("/queries/evidence", params={"entity": name, "lang": "ru"}, headers={"accept": "text/html"})
    assert (shown.status_code, shown.headers["content-type"]) == (status, "text/html; charset=utf-8")
    (offered,) = re.findall(r'<ul class="plain">(.*?)</ul>', shown.text, re.DOTALL)
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', offered)]
    assert len(links) == meant
    for link in links:
        assert namesakes.get(link, headers={"accept": "text/html"}).status_code == 200


def test_the_list_marks_what_asks_elsewhere_and_says_what_allows_it(namesakes: httpx.Client) -> None:
    shown = namesakes.get("/queries", headers={"accept": "text/html"}).text
    assert "kg serve --allow-service query.wikidata.org" in shown
    refused = namesakes.get("/queries/wikidata-population")
    assert refused.status_code == 403
    assert "--allow-service" in refused.text


HOSTILE = [
    'a" } SELECT * { ?s ?p ?o } #',
    "a' } #",
    "} UNION { ?s ?p ?given }",
    "http://a.example/> } { ?s ?p ?given } #",
    "http://a.example/\\u003E",
    "http://a.example/\\U0000003E } ?s ?p ?given",
    "\\u0022 } #",
    "a\n} SELECT * { ?s ?p ?o }",
    "a\r\n#",
    "a\u2028} #",
    "\x00",
    "\\",
    '"""',
    "'''",
    '""" } #',
    "\ud7ff\uffff",
    "?given",
    "1 } #",
    "2022-11-28 } #",
    "(UNDEF)",
    "a SERVICE <http://127.0.0.1/> { ?s ?p ?o }",
    "<script>alert(1)</script>",
    "a" * 20_000,
]


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_a_value_stays_a_value(mirror: httpx.Client, name: str, value: str) -> None:
    check_value(mirror, name, value)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    name=st.sampled_from(TYPES),
    value=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    | st.text("\"'\\{}<>#?@^u0\n ", min_size=1, max_size=12),
)
def test_any_value_stays_a_value(mirror: httpx.Client, name: str, value: str) -> None:
    check_value(mirror, name, value)


def check_value(mirror: httpx.Client, name: str, value: str) -> None:
    response = mirror.get(f"/queries/{name}", params={"value": value, "format": "json"})
    if response.status_code == 200:
        answer = response.json()
        assert answer["head"]["vars"] == ["given"]
        (row,) = answer["results"]["bindings"]
        given_back = row["given"]["value"]
        if name in ("integer", "decimal"):
            assert Decimal(given_back) == Decimal(value)
        elif name == "date":
            assert given_back.startswith(value)
        elif name != "iri" or "/" in value or ":" in value:
            assert given_back == (urljoin(BASE, value) if name == "iri" else value)
    else:
        # What has the form of a call to another service is refused, be it a value or not.
        assert response.status_code == 400 or (response.status_code == 403 and "service" in value.lower())
        assert response.text.count("\n") == 1


FORMS = [
    ("yes?value=a", "text/csv", 200, "text/csv"),
    ("yes?value=a", "application/sparql-results+xml", 200, "application/sparql-results+xml"),
    ("graph?class=http://x.example/", "application/ld+json", 200, "application/ld+json"),
    ("graph?class=http://x.example/", "*/*", 200, "text/turtle"),
    ("graph?class=http://x.example/", "text/csv", 406, "text/plain"),
    ("text?value=a&format=tsv", "text/html", 200, "text/tab-separated-values"),
    ("text?value=a", "text/html", 200, "text/html"),
    ("text?value=a", "image/png", 406, "text/plain"),
]


@pytest.mark.parametrize(("asked", "accept", "status", "media_type"), FORMS)
def test_formats(mirror: httpx.Client, asked: str, accept: str, status: int, media_type: str) -> None:
    response = mirror.get(f"/queries/{asked}", headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, media_type)


def test_a_list_of_what_can_be_asked(endpoint: httpx.Client, saved: dict[str, SavedQuery]) -> None:
    listed = {entry["name"]: entry for entry in endpoint.get("/queries", params={"format": "json"}).json()}
    assert list(listed) == [name for name, query in saved.items() if not query.federated]
    assert listed["evidence"]["parameters"] == [{"name": "entity", "takes": "iri", "required": True, "default": None}]
    assert listed["sister-cities"]["columns"] == ["source", "a", "b", "start", "end"]
    assert endpoint.get(listed["sister-cities"]["address"], params={"format": "csv"}).status_code == 200
    page = endpoint.get("/queries", headers={"accept": "text/html"})
    assert 'action="/queries/evidence"' in page.text
    assert endpoint.get("/queries", headers={"accept": "text/csv"}).status_code == 406


def test_the_openapi_document_is_valid_and_whole(endpoint: httpx.Client, saved: dict[str, SavedQuery]) -> None:
    document = endpoint.get("/openapi.json").json()
    validate(document)
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": str(endpoint.base_url).rstrip("/")}]
    assert set(document["paths"]) == {f"/queries/{name}" for name, query in saved.items() if not query.federated}
    evidence = document["paths"]["/queries/evidence"]["get"]
    entity = evidence["parameters"][0]
    assert (entity["name"], entity["required"], entity["schema"]["format"]) == ("entity", True, "iri-reference")
    measure = document["paths"]["/queries/turnover-over-time"]["get"]["parameters"][0]
    assert (measure["required"], measure["schema"]["default"]) == (False, measure["example"])


@pytest.mark.parametrize("name", ["evidence", "sister-cities", "turnover-over-time"])
def test_what_the_openapi_document_promises_holds(endpoint: httpx.Client, name: str) -> None:
    operation = endpoint.get("/openapi.json").json()["paths"][f"/queries/{name}"]["get"]
    params = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
    for media_type in operation["responses"]["200"]["content"]:
        response = endpoint.get(f"/queries/{name}", params=params, headers={"accept": media_type})
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == media_type
    for form in operation["parameters"][-1]["schema"]["enum"]:
        assert endpoint.get(f"/queries/{name}", params={**params, "format": form}).status_code == 200


def test_every_type_has_its_schema(mirror: httpx.Client) -> None:
    document = mirror.get("/openapi.json").json()
    validate(document)
    schemas = {kind: document["paths"][f"/queries/{kind}"]["get"]["parameters"][0]["schema"] for kind in TYPES}
    assert schemas["integer"] == {"type": "integer"}
    assert schemas["decimal"] == {"type": "number"}
    assert schemas["date"] == {"type": "string", "format": "date"}
    for kind in TYPES:
        example = document["paths"][f"/queries/{kind}"]["get"]["parameters"][0]["example"]
        assert mirror.get(f"/queries/{kind}", params={"value": example}).status_code == 200


def test_the_examples_run_where_they_say(endpoint: httpx.Client, saved: dict[str, SavedQuery]) -> None:
    graph = Graph().parse(data=endpoint.get("/.well-known/sparql-examples").text, format="turtle")
    examples = sorted(graph.subjects(RDF.type, SH.SPARQLExecutable), key=str)
    assert len(examples) == sum(not query.federated for query in saved.values())
    for example in examples:
        assert (example, RDF.type, SH.SPARQLSelectExecutable) in graph
        assert graph.value(example, RDFS.label)
        assert graph.value(example, RDFS.comment)
        target, text = str(graph.value(example, SCHEMA.target)), str(graph.value(example, SH.select))
        assert endpoint.post(target, data={"query": text}).status_code == 200
        assert len(list(graph.objects(graph.value(example, SH.prefixes), SH.declare))) > 5


def test_the_examples_of_other_forms(mirror: httpx.Client) -> None:
    text = mirror.get("/.well-known/sparql-examples", headers={"accept": "text/html"}).text
    graph = Graph().parse(data=text, format="turtle")
    address = Namespace(str(mirror.base_url.join("/queries/")))
    assert "ASK" in str(graph.value(address["yes"], SH.ask))
    assert "CONSTRUCT" in str(graph.value(address["graph"], SH.construct))


def test_no_queries_at_all() -> None:
    with listening(Store(), {}) as address:
        assert httpx.get(f"{address}/queries", params={"format": "json"}).json() == []
        validate(httpx.get(f"{address}/openapi.json").json())
        assert httpx.get(f"{address}/.well-known/sparql-examples").status_code == 200
