"""The graphs of no document over HTTP: seen by queries, described at their addresses, told apart on pages."""

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.graph.companions import INFERRED, ONTOLOGY, REFERENCE, VOCABULARY, together, what_queries_see
from kg.model.config import BASE
from kg.model.namespaces import COOP, GEO, RDFS
from kg.queries.saved import SavedQuery
from kg.server.answers.task import Graph
from kg.server.sparql.query import Question
from tests.server.listening import answered, listening
from tests.server.test_pages import page, words

RESULTS = {"accept": "application/sparql-results+json"}


@pytest.fixture(scope="module")
def endpoint(seeds: Store, saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    with listening(seeds, saved, base=BASE) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def found(endpoint: httpx.Client, query: str, **more: str) -> set[str]:
    """The values of the only variable."""
    answer = endpoint.get("/sparql", params={"query": query, **more}, headers=RESULTS).json()
    (name,) = answer["head"]["vars"]
    return {row[name]["value"] for row in answer["results"]["bindings"]}


SISTERS = f"<{BASE}city/pavlodar> <{COOP}sisterCityOf> ?x"
ASKED = [
    # the first as lookups, which are answered beside the engine
    (f"SELECT ?x WHERE {{ {SISTERS} }}", {}, {f"{BASE}city/omsk"}),
    (f"SELECT ?x WHERE {{ <{BASE}vocab/x> <{COOP}sisterCityOf> ?x }}", {}, set[str]()),
    (f"SELECT (STR(?x) AS ?y) WHERE {{ {SISTERS} }}", {}, {f"{BASE}city/omsk"}),
    (f"SELECT ?x FROM <{BASE}graph/inferred> WHERE {{ {SISTERS} }}", {}, {f"{BASE}city/omsk"}),
    (f"SELECT ?x FROM <{BASE}graph/reference> WHERE {{ {SISTERS} }}", {}, set[str]()),
    (f"SELECT ?x WHERE {{ {SISTERS} }}", {"default-graph-uri": f"{BASE}graph/inferred"}, {f"{BASE}city/omsk"}),
    (f"SELECT ?x WHERE {{ {SISTERS} }}", {"default-graph-uri": f"{BASE}graph/ontology"}, set[str]()),
    (f"SELECT ?x WHERE {{ {SISTERS} }}", {"union-default-graph": "true"}, {f"{BASE}city/omsk"}),
]


@pytest.mark.parametrize(("query", "more", "answer"), ASKED)
def test_queries_see_them(endpoint: httpx.Client, query: str, more: dict[str, str], answer: set[str]) -> None:
    assert found(endpoint, query, **more) == answer


@pytest.mark.parametrize("name", [ONTOLOGY, VOCABULARY, REFERENCE, INFERRED])
def test_each_answers_at_its_address(endpoint: httpx.Client, seeds: Store, name: str) -> None:
    graph = f"{BASE}graph/{name}"
    held = {quad.triple for quad in seeds if getattr(quad.graph_name, "value", "") == graph}
    for media_type, form in (("text/turtle", RdfFormat.TURTLE), ("application/n-quads", RdfFormat.N_QUADS)):
        answer = endpoint.get(f"/graph/{name}", headers={"accept": media_type})
        assert held <= {quad.triple for quad in parse(answer.content, form)}
        stored = endpoint.get("/store", params={"graph": graph}, headers={"accept": "text/turtle"})
        assert {quad.triple for quad in parse(stored.content, RdfFormat.TURTLE)} == held
    for language in ("en", "ru", "kk"):
        label = endpoint.get(f"/graph/{name}.ttl").text
        assert f'"@{language}' in label
        assert page(endpoint, f"/graph/{name}", language)


def test_a_thing_answers_with_its_position(endpoint: httpx.Client) -> None:
    answer = endpoint.get("/city/omsk", headers={"accept": "application/trig"})
    told = {
        (quad.predicate.value, getattr(quad.graph_name, "value", "")) for quad in parse(answer.content, RdfFormat.TRIG)
    }
    assert (GEO + "asWKT", f"{BASE}graph/reference") in told
    assert (RDFS + "label", f"{BASE}graph/inferred") in told
    assert (COOP + "sisterCityOf", "") in told


SHOWN = [
    ("/city/omsk", "en", "Reference knowledge Known beforehand; no document states it. Sources"),
    ("/city/omsk", "en", "located in Russia located in Omsk Oblast population 1,172,070"),
    ("/city/omsk", "ru", "Справочные сведения Известно заранее; ни один документ этого не утверждает."),
    ("/city/omsk", "kk", "Анықтамалық мәліметтер"),
    ("/country/KZ", "en", "capital Astana"),
    ("/person/kasym-zhomart-tokaev", "en", "tenure президент, Kazakhstan: since March 20, 2019"),
    ("/city/abu-dabi", "en", "city Abu Dhabi"),
    ("/graph/reference", "en", "What is known beforehand of the things that documents name"),
    ("/graph/inferred", "en", "What follows by the ontology from what stands in the default graph"),
]


@pytest.mark.parametrize(("path", "language", "shown"), SHOWN)
def test_pages_tell_what_is_known_beforehand(endpoint: httpx.Client, path: str, language: str, shown: str) -> None:
    assert shown in words(page(endpoint, path, language))


CLASSES = [
    ("/graph/reference", "/ontology#CompanionGraph"),
    ("/graph/inferred", "/ontology#CompanionGraph"),
    ("/city/abu-dabi", "/list/City"),
    ("/city/omsk", "/list/City"),
]


@pytest.mark.parametrize(("path", "link"), CLASSES)
def test_the_class_of_a_thing_leads_to_a_list_if_there_is_one(endpoint: httpx.Client, path: str, link: str) -> None:
    assert f'<a href="{link}">' in page(endpoint, path).partition('<p class="kind">')[2].partition("</p>")[0]
    address, _, part = link.partition("#")
    answer = endpoint.get(address, headers={"accept": "text/html"})
    assert answer.status_code == 200
    assert not part or f'id="{part}"' in answer.text


def test_pages_show_nothing_that_only_follows(endpoint: httpx.Client) -> None:
    shown = words(page(endpoint, "/city/omsk"))
    assert not [name for name in ("partner of", "rdfs:label", "schema.org", "prov#Agent") if name in shown]
    # Павлодар is twinned with Омск, as one claim says, and as one fact.
    assert "sister city of 1 Omsk" in words(page(endpoint, "/city/pavlodar")).replace("of1", "of 1")


SEEN = {
    "labels": f"SELECT * {{ ?s <{RDFS}label> ?l OPTIONAL {{ ?s <{COOP}locatedIn> ?o }} }}",
    "nothing_on_the_way": f"SELECT * {{ ?s <{COOP}sisterCityOf>* ?o }}",
    "count": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "minus": f"SELECT ?s {{ ?s a <{COOP}City> MINUS {{ ?s <{COOP}locatedIn> ?o }} }}",
    "not_exists": f"SELECT ?s {{ ?s a <{COOP}City> FILTER NOT EXISTS {{ ?s <{COOP}sisterCityOf> ?o }} }}",
    "lookup": f"SELECT ?p ?o {{ <{BASE}city/omsk> ?p ?o }}",
    "ask": f"ASK {{ <{BASE}city/omsk> a <{COOP}Agent> }}",
    "construct": f"CONSTRUCT WHERE {{ ?s <{RDFS}subClassOf> ?o }}",
    "some": "SELECT * { ?s ?p ?o } LIMIT 20",
    "graph": "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    "from": f"SELECT * FROM <{BASE}graph/inferred> {{ ?s <{RDFS}label> ?o }}",
    "describe": f"DESCRIBE <{BASE}city/omsk>",
}


def test_together_they_are_what_queries_see(seeds: Store, saved: dict[str, SavedQuery]) -> None:
    """The same rows of every saved query and of others, some of which name graphs or bounds."""
    apart = Graph(seeds, saved, BASE)
    as_one = replace(apart, together=together(seeds, 50_000))
    assert as_one.together is not None
    asked = {**{name: query.text for name, query in saved.items()}, **SEEN}
    for name, query in asked.items():
        question = Question(query, accept="text/csv, application/n-triples;q=0.5, application/json;q=0.1")
        lines = [sorted(answered(question, graph).body.splitlines()) for graph in (apart, as_one)]
        assert lines[0] == lines[1], name
        assert answered(question, apart).status == answered(question, as_one).status
        json = replace(question, accept="application/sparql-results+json")
        assert (json.at_once(apart) is None) is (json.at_once(as_one) is None), name


def test_of_many_nothing_is_kept_in_memory(seeds: Store) -> None:
    number = sum(1 for graph in what_queries_see(seeds) for _ in seeds.quads_for_pattern(None, None, None, graph))
    assert together(seeds, number) is not None
    assert together(seeds, number - 1) is None
    alone = Store()
    alone.extend([Quad(quad.subject, quad.predicate, quad.object) for quad in seeds])
    held = together(alone, len(alone))
    assert held is not None
    assert len(held) == len(alone)
    assert together(alone, len(alone) - 1) is None
