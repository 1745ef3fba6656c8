"""Linked data: every IRI of the graph answers, with its evidence, as far as one answer may hold."""

import httpx
import pytest
from pyoxigraph import Literal as OxigraphLiteral
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset
from rdflib.compare import to_isomorphic

from kg.queries.saved import SavedQuery
from kg.server.answers.task import Graph
from kg.server.resources.things import description
from tests.cooperation import cooperation
from tests.graph import BASE, COOP, DCT, RDF, SKOS, iri
from tests.server.listening import listening

DOC = BASE + "doc/000_forum"
FORMATS = [
    ("text/turtle", RdfFormat.TURTLE),
    ("application/n-triples", RdfFormat.N_TRIPLES),
    ("application/rdf+xml", RdfFormat.RDF_XML),
    ("application/trig", RdfFormat.TRIG),
    ("application/n-quads", RdfFormat.N_QUADS),
]


def quads(response: httpx.Response) -> set[Quad]:
    form = RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0])
    assert (response.status_code, form is not None) == (200, True), response.text
    return set(parse(response.content, form))


def predicates(found: set[Quad]) -> set[tuple[str, str]]:
    return {
        (quad.subject.value.removeprefix(BASE), quad.predicate.value.rpartition("#")[2])
        for quad in found
        if isinstance(quad.subject, NamedNode)
    }


@pytest.mark.parametrize(("media_type", "form"), FORMATS)
def test_formats(endpoint: httpx.Client, media_type: str, form: RdfFormat) -> None:
    response = endpoint.get("/city/omsk", headers={"accept": media_type})
    assert response.headers["content-type"].partition(";")[0] == media_type
    said = predicates(quads(response))
    assert {("city/omsk", "sisterCityOf"), ("event/forum-16", "locatedIn")} <= said
    if not form.supports_datasets:
        assert {subject for subject, _ in said} == {"city/omsk", "event/forum-16"}


CHOSEN = [
    ("/city/omsk", "*/*", 200, "text/turtle"),
    ("/city/omsk", "text/html,*/*;q=0.8", 200, "text/html"),
    ("/city/omsk?format=ntriples", "text/html", 200, "application/n-triples"),
    ("/city/omsk", "image/png", 406, "text/plain"),
    ("/city/omsk?format=docx", "*/*", 400, "text/plain"),
    ("/city/omsk?format=csv", "*/*", 406, "text/plain"),
    ("/city/omsk?format=turtle&format=trig", "*/*", 400, "text/plain"),
    ("/city/atlantis", "text/turtle", 404, "text/plain"),
    ("/city/atlantis", "text/html", 404, "text/html"),
]


@pytest.mark.parametrize(("path", "accept", "status", "media_type"), CHOSEN)
def test_negotiation(endpoint: httpx.Client, path: str, accept: str, status: int, media_type: str) -> None:
    response = endpoint.get(path, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (status, media_type)
    assert "Accept" in response.headers["vary"]
    assert status == 200 or media_type == "text/html" or response.text.count("\n") == 1


def test_the_evidence_stands_in_the_graph_of_its_document(endpoint: httpx.Client) -> None:
    found = quads(endpoint.get("/city/omsk", params={"format": "trig"}))
    claims = {quad.subject for quad in found if quad.predicate.value == RDF + "subject"}
    assert claims
    quotes = {quad.object.value: quad.graph_name for quad in found if quad.predicate.value == COOP + "text"}  # type: ignore[union-attr]
    assert quotes["Побратимы Омск и Павлодар"] == NamedNode(DOC)


def test_a_figure_belongs_to_what_it_is_about(endpoint: httpx.Client) -> None:
    said = predicates(quads(endpoint.get("/region/RU-OMS", params={"format": "trig"})))
    assert "bound" in {predicate for _, predicate in said}


def test_a_document_has_all_that_its_fragments_name(endpoint: httpx.Client, store: Store) -> None:
    graph = set(store.quads_for_pattern(None, None, None, NamedNode(DOC)))
    assert graph <= quads(endpoint.get("/doc/000_forum", params={"format": "nquads"}))
    triples = {quad.triple for quad in graph}
    assert triples <= {quad.triple for quad in quads(endpoint.get("/doc/000_forum", params={"format": "turtle"}))}


def test_every_iri_of_the_graph_answers(endpoint: httpx.Client, store: Store) -> None:
    terms = {term for quad in store for term in (quad.subject, quad.object, quad.graph_name)}
    own = sorted(term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(BASE))
    assert len(own) > 100
    assert {one.split("/")[3] for one in own} >= {"claim", "doc", "indicator", "person", "post"}
    for one in own:
        path = one.removeprefix(BASE).replace("#", "%23")
        response = endpoint.get(f"/{path}", params={"format": "ntriples"})
        assert (response.status_code, f"<{one}>" in response.text) == (200, True), one


def test_a_claim_brings_its_words(endpoint: httpx.Client, store: Store) -> None:
    claim = next(quad.subject for quad in store.quads_for_pattern(None, iri("coop:evidence"), None, None))
    assert isinstance(claim, NamedNode)
    said = predicates(quads(endpoint.get(claim.value.removeprefix(BASE), params={"format": "turtle"})))
    assert {"evidence", "text", "begin", "end"} <= {predicate for _, predicate in said}


@pytest.fixture(scope="module")
def written() -> Store:
    """IRIs that hold Cyrillic, a percent sign, and both; a rule that only claims name."""
    label = NamedNode(SKOS + "prefLabel")
    store = Store()
    for name in ("город/шу", "doc/а%2Fб", "doc/a%2Fb", "city/a(b)", "post/x,y;z", "city/i'm", "қала/№5"):
        store.add(Quad(NamedNode(BASE + name), label, OxigraphLiteral(name)))
    store.add(
        Quad(NamedNode(BASE + "claim/1"), iri("coop:rule"), NamedNode(BASE + "rule/twins"), NamedNode(BASE + "doc/1"))
    )
    return store


WRITTEN = [
    ("/город/шу", "город/шу"),
    ("/%D0%B3%D0%BE%D1%80%D0%BE%D0%B4/%D1%88%D1%83", "город/шу"),
    ("/%d0%b3%d0%be%d1%80%d0%be%d0%b4/шу", "город/шу"),
    ("/doc/%D0%B0%2F%D0%B1", "doc/а%2Fб"),
    ("/doc/а%2Fб", "doc/а%2Fб"),
    ("/doc/a%2Fb", "doc/a%2Fb"),
    ("/city/a(b)", "city/a(b)"),
    ("/city/a%28b%29", "city/a(b)"),
    ("/post/x,y;z", "post/x,y;z"),
    ("/city/i'm", "city/i'm"),
    ("/қала/№5", "қала/№5"),
    ("/rule/twins", "rule/twins"),
]


@pytest.mark.parametrize(("path", "name"), WRITTEN)
def test_ways_to_write_an_iri(written: Store, path: str, name: str) -> None:
    with listening(written, {}) as address:
        response = httpx.get(address + path, headers={"accept": "application/n-triples"})
        assert f"<{BASE}{name}>" in response.text


def test_the_json_says_the_same_and_reads_well(
    endpoint: httpx.Client, monkeypatch: pytest.MonkeyPatch, saved: dict[str, SavedQuery]
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for path in ("/city/omsk", "/country/KZ", "/doc/000_forum", "/indicator/turnover-2021"):
        compacted = endpoint.get(path, headers={"accept": "application/ld+json"})
        expanded = Dataset().parse(data=compacted.text, format="json-ld")
        same = Dataset().parse(data=endpoint.get(path, params={"format": "nquads"}).text, format="nquads")
        for graph in same.graphs():
            assert to_isomorphic(graph) == to_isomorphic(expanded.graph(graph.identifier)), graph.identifier
        assert len(expanded) == len(same)
    (omsk,) = [
        n for n in endpoint.get("/city/omsk", params={"format": "jsonld"}).json()["@graph"] if n.get("type") == "City"
    ]
    assert omsk["id"] == BASE + "city/omsk"
    assert omsk["prefLabel"] == {"en": "Omsk", "kk": "Омбы", "ru": "Омск"}
    assert omsk["sisterCityOf"] == BASE + "city/pavlodar"
    assert not any(key.startswith("http") for key in omsk)


def test_the_context_has_an_address(endpoint: httpx.Client) -> None:
    response = endpoint.get("/context.jsonld")
    assert response.headers["content-type"] == "application/ld+json"
    context = response.json()["@context"]
    assert context["sisterCityOf"] == {"@id": "coop:sisterCityOf", "@type": "@id"}
    assert context["latitude"] == {"@id": "coop:latitude", "@type": "xsd:decimal"}
    assert endpoint.get("/city/omsk", params={"format": "jsonld"}).json()["@context"] == str(response.url)


def large(claims: int) -> Store:
    """A country that many claims are about."""
    store, country = Store(), iri("country/KZ")
    store.add(Quad(country, iri("rdf:type"), iri("coop:Country")))
    for number in range(claims):
        doc, claim, span = iri(f"doc/{number}"), iri(f"claim/{number}"), iri(f"doc/{number}#char=0,1")
        store.add(Quad(iri(f"event/{number}"), iri("coop:participant"), country))
        store.extend(
            [
                Quad(doc, NamedNode(DCT + "identifier"), OxigraphLiteral(str(number)), doc),
                Quad(claim, iri("rdf:object"), country, doc),
                Quad(claim, iri("coop:evidence"), span, doc),
                Quad(span, iri("coop:text"), OxigraphLiteral("слова"), doc),
            ]
        )
    return store


@pytest.mark.parametrize("form", ["turtle", "trig", "jsonld", "rdfxml"])
def test_a_large_description_is_cut_and_says_so(form: str) -> None:
    graph = Graph(large(200), {}, BASE)
    cut = description(graph, ("country/KZ",), "http://a.example", format=form, most=20)
    assert cut.status == 200
    assert "than is given here" in cut.body.decode()
    assert "http://a.example/queries/evidence?entity=https%3A%2F%2Fdata.example%2Fcountry%2FKZ" in cut.body.decode()
    whole = description(graph, ("country/KZ",), "http://a.example", format=form, most=2000)
    assert "is given here" not in whole.body.decode()
    assert len(whole.body) > 4 * len(cut.body)
    assert cut == description(graph, ("country/KZ",), "http://a.example", format=form, most=20)


def test_a_document_is_whole_for_longer() -> None:
    graph = Graph(cooperation().store(), {}, BASE)
    quads = len(list(graph.store.quads_for_pattern(None, None, None, NamedNode(DOC))))
    answers = [
        description(graph, ("doc/000_forum",), "http://a.example", format="turtle", most=most).body.decode()
        for most in (quads // 10, quads // 10 + 1)
    ]
    assert ["than is given here" in answer for answer in answers] == [True, False]


def test_a_cut_answer_holds_no_more_than_it_says() -> None:
    cut = description(Graph(large(200), {}, BASE), ("country/KZ",), "http://a.example", format="nquads", most=20)
    assert len(list(parse(cut.body, RdfFormat.N_QUADS))) <= 4 * 20 + 2


def test_a_rule_tells_what_it_reads_and_where_it_is_written(endpoint: httpx.Client) -> None:
    said = endpoint.get("/rule/place-event", headers={"accept": "text/turtle"})
    assert said.status_code == 200
    assert '"В Казани состоялся XV экономический форум."@ru' in said.text
    assert '"kg/reading/rules/russian/events.py"' in said.text
    assert (
        "В Казани состоялся XV экономический форум."
        in endpoint.get("/rule/place-event", headers={"accept": "text/html"}).text
    )
    assert endpoint.get("/rule/none-of-ours").status_code == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/city/omsk.ttl", "text/turtle"),
        ("/city/omsk.jsonld", "application/ld+json"),
        ("/city/omsk.nt", "application/n-triples"),
    ],
)
def test_a_suffix_names_the_format(endpoint: httpx.Client, path: str, kind: str) -> None:
    response = endpoint.get(path, headers={"accept": "text/html"})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, kind)
    assert response.text == endpoint.get(path.rpartition(".")[0], headers={"accept": kind}).text


@pytest.mark.parametrize("path", ["/city/omsk.exe", "/city/atlantis.ttl", "/.ttl"])
def test_other_suffixes_are_nothing(endpoint: httpx.Client, path: str) -> None:
    assert endpoint.get(path).status_code == 404


def test_addresses_that_programs_guess(endpoint: httpx.Client) -> None:
    assert endpoint.get("/sparql/", params={"query": "ASK {}"}).status_code == 200
    robots = endpoint.get("/robots.txt")
    assert (robots.status_code, robots.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert "Disallow: /sparql" in robots.text
