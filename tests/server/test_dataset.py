"""What the graph says of itself, and the files it is given as."""

import json
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest
import yaml
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, Graph, Literal, Namespace, URIRef

from kg.export.formats import FILES
from kg.model.config import BASE as HOME
from kg.queries.saved import SavedQuery
from kg.server.answers import task as tasks
from kg.server.resources.browsing import description, sitemap
from kg.server.view.maps import download
from tests.dcat_ap import SHAPES, violations
from tests.graph import BASE, COOP, iri
from tests.graph import Graph as Graphs
from tests.server.listening import answered, listening

DCAT = Namespace("http://www.w3.org/ns/dcat#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VOID_AT = "/.well-known/void"
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def described(endpoint: httpx.Client) -> Graph:
    return Graph().parse(data=endpoint.get(VOID_AT).text, format="turtle")


@pytest.fixture(scope="module")
def dataset(described: Graph) -> URIRef:
    (found,) = described.subjects(RDF.type, DCAT.Dataset)
    assert found == URIRef(BASE + "dataset")
    return URIRef(BASE + "dataset")


def count(endpoint: httpx.Client, pattern: str) -> int:
    query = f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ {pattern} }} UNION {{ GRAPH ?g {{ {pattern} }} }} }}"
    rows = endpoint.get("/sparql", params={"query": query, "format": "json"}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_the_numbers_are_those_of_the_graph(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    assert described.value(dataset, VOID.triples) == Literal(count(endpoint, "?s ?p ?o"))
    assert described.value(dataset, VOID.documents) == Literal(6)
    parts = list(described.objects(dataset, VOID.classPartition))
    classes = {str(described.value(part, VOID["class"])): described.value(part, VOID.entities) for part in parts}
    assert classes[COOP + "City"] == Literal(4)
    assert classes[COOP + "Claim"] == Literal(count(endpoint, f"?s a <{COOP}Claim>"))
    parts = list(described.objects(dataset, VOID.propertyPartition))
    properties = {str(described.value(part, VOID.property)): described.value(part, VOID.triples) for part in parts}
    assert properties[COOP + "sisterCityOf"] == Literal(count(endpoint, f"?s <{COOP}sisterCityOf> ?o"))
    total = sum(int(str(number)) for number in properties.values())
    assert described.value(dataset, VOID.triples) == Literal(total)


def test_what_else_it_says(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    address = str(endpoint.base_url).rstrip("/")
    assert (dataset, RDF.type, DCAT.Dataset) in described
    assert described.value(dataset, VOID.uriSpace) == Literal(BASE)
    assert described.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{address}/sparql")
    assert (dataset, VOID.vocabulary, URIRef(COOP)) in described
    assert {str(title.language) for title in described.objects(dataset, DCTERMS.title)} == {"ru", "kk", "en"}  # type: ignore[attr-defined]
    assert str(described.value(dataset, DCTERMS.modified)) == "2022-11-28"
    assert described.value(dataset, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    language = "http://publications.europa.eu/resource/authority/language/"
    assert {str(one) for one in described.objects(dataset, DCTERMS.language)} == {language + "KAZ", language + "RUS"}


def test_it_links_to_other_data(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    """As many links as there are of each property; what is no web address is no data set."""
    space = "http://www.wikidata.org/entity/"
    predicates = set()
    for links in described.subjects(RDF.type, VOID.Linkset):
        assert (dataset, VOID.subset, links) in described
        assert described.value(links, VOID.subjectsTarget) == dataset
        assert described.value(described.value(links, VOID.objectsTarget), VOID.uriSpace) == Literal(space)
        predicate = described.value(links, VOID.linkPredicate)
        linked = f"?s <{predicate}> ?o FILTER(STRSTARTS(STR(?o), '{space}'))"
        assert described.value(links, VOID.triples) == Literal(count(endpoint, linked))
        predicates.add(predicate)
    assert predicates == {OWL.sameAs, SKOS.closeMatch}


def test_links_are_those_of_things_and_each_set_has_one_number(saved: dict[str, SavedQuery]) -> None:
    """Not those of terms, which the ontology is aligned by; and a host may have several data sets."""
    graph = Graphs()
    graph.entity("city/omsk", "City", "Омск")
    graph.entity("city/tver", "City", "Тверь")
    graph.link("city/omsk", "owl:sameAs", "wd:Q898")
    graph.link("city/tver", "owl:sameAs", "wd:Q2292")
    store = graph.store()
    for subject, predicate, other in (
        ("city/omsk", OWL.sameAs, "http://www.wikidata.org/prop/direct/P1"),
        ("city/omsk", OWL.sameAs, "https://sws.geonames.org/1496153/"),
        ("city/omsk", OWL.sameAs, f"{BASE}city/omsk-2"),
        ("coop:City", SKOS.closeMatch, "http://www.wikidata.org/entity/Q515"),
    ):
        store.add(Quad(iri(subject), NamedNode(str(predicate)), NamedNode(other), DefaultGraph()))
    told = description(tasks.Graph(store, saved, BASE), "http://a.example", format="turtle")
    described = Graph().parse(data=told.body, format="turtle")
    found = {
        (str(described.value(links, VOID.linkPredicate)), str(described.value(there, VOID.uriSpace))): [
            int(str(number)) for number in described.objects(links, VOID.triples)
        ]
        for links in described.subjects(RDF.type, VOID.Linkset)
        for there in described.objects(links, VOID.objectsTarget)
    }
    same = str(OWL.sameAs)
    assert found == {
        (same, "http://www.wikidata.org/entity/"): [2],
        (same, "http://www.wikidata.org/"): [1],
        (same, "https://sws.geonames.org/"): [1],
    }


@pytest.fixture(scope="module")
def seeds_described(seeds: Store, saved: dict[str, SavedQuery]) -> Graph:
    told = description(tasks.Graph(seeds, saved, HOME), "http://a.example", format="turtle")
    return Graph().parse(data=told.body, format="turtle")


@pytest.mark.parametrize("shapes", SHAPES)
def test_a_graph_with_graphs_of_no_document_is_dcat_ap(seeds_described: Graph, shapes: Callable[[], Graph]) -> None:
    assert violations(seeds_described, shapes()) == ""


def test_the_graphs_of_no_document_are_parts_of_it(seeds: Store, seeds_described: Graph) -> None:
    described = seeds_described
    parts = {str(part): part for part in described.objects(URIRef(f"{HOME}dataset"), VOID.subset)}
    for name in ("ontology", "vocabulary", "reference", "inferred"):
        part = parts[f"{HOME}graph/{name}"]
        held = sum(1 for _ in seeds.quads_for_pattern(None, None, None, NamedNode(str(part))))
        assert described.value(part, VOID.triples) == Literal(held)
        assert {title.language for title in described.objects(part, DCTERMS.title)} == {"en", "ru", "kk"}  # type: ignore[attr-defined]
    assert (parts[f"{HOME}graph/reference"], PROV.wasDerivedFrom, URIRef("https://www.geonames.org/")) in described


def test_it_tells_what_it_was_made_of_and_by_what(described: Graph, dataset: URIRef) -> None:
    sources = {str(one) for one in described.objects(dataset, PROV.wasDerivedFrom)}
    assert BASE + "doc/000_forum" in sources
    assert len(sources) == 6
    build = described.value(dataset, PROV.wasGeneratedBy)
    software = described.value(build, PROV.wasAssociatedWith)
    assert described.value(software, OWL.versionInfo) == Literal(version("kg"))
    assert (build, PROV.used, URIRef(COOP.rstrip("#"))) in described


def test_what_a_store_was_made_with_is_told_without_paths(store: Store, saved: dict[str, SavedQuery]) -> None:
    made_with = {"program": "0a1b2c3d", "ontology": "4e5f6a7b", "rules": "", "rules folder": "/home/somebody/rules"}
    told = description(tasks.Graph(store, saved, BASE, made_with=made_with), "http://a.example", format="turtle")
    described = Graph().parse(data=told.body, format="turtle")
    used = {str(described.value(part, OWL.versionInfo)) for part in described.objects(None, PROV.used)}
    assert used == {"None", "0a1b2c3d", "4e5f6a7b"}
    assert b"somebody" not in told.body


def test_the_project_is_cited_as_its_files_say(described: Graph, dataset: URIRef) -> None:
    cited = yaml.safe_load((PROJECT / "CITATION.cff").read_text())
    publisher = described.value(dataset, DCTERMS.publisher)
    assert [str(described.value(publisher, FOAF.name))] == [author["name"] for author in cited["authors"]]
    software = described.value(described.value(dataset, PROV.wasGeneratedBy), PROV.wasAssociatedWith)
    assert str(described.value(software, DCTERMS.license)).endswith(f"/{cited['license']}")
    assert str(described.value(software, OWL.versionInfo)) == cited["version"]
    assert cited["authors"][0]["name"] in str(described.value(dataset, DCTERMS.bibliographicCitation))


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize("path", ["/", VOID_AT, "/dataset"])
def test_it_is_dcat_ap(endpoint: httpx.Client, path: str, shapes: Callable[[], Graph]) -> None:
    described = Graph().parse(data=endpoint.get(path, headers={"accept": "text/turtle"}).text, format="turtle")
    for kind in (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService):
        assert (None, RDF.type, kind) in described
    assert violations(described, shapes()) == ""


NEEDED = [
    (DCAT.Catalog, DCTERMS.publisher),
    (DCAT.Dataset, DCTERMS.description),
    (DCAT.Distribution, DCAT.accessURL),
    (DCAT.DataService, DCTERMS.title),
    (FOAF.Agent, FOAF.name),
    (DCTERMS.LicenseDocument, RDF.type),
    (RDFS.Resource, RDF.type),
]


@pytest.mark.parametrize("shapes", SHAPES)
@pytest.mark.parametrize(("kind", "property_"), NEEDED)
def test_the_shapes_miss_what_is_missing(
    described: Graph, kind: URIRef, property_: URIRef, shapes: Callable[[], Graph]
) -> None:
    without = Graph() + described
    for node in list(without.subjects(RDF.type, kind)):
        without.remove((node, property_, None))
    assert "Conforms: False" in violations(without, shapes())


def test_every_link_answers(endpoint: httpx.Client, described: Graph, dataset: URIRef) -> None:
    links = {*described.objects(dataset, VOID.dataDump), *described.objects(dataset, DCAT.landingPage)}
    links |= set(described.objects(None, DCAT.downloadURL)) | set(described.objects(None, DCAT.endpointDescription))
    assert len(links) == 2 + len(FILES)
    for link in links:
        assert endpoint.get(str(link)).status_code == 200


def test_the_same_bytes_each_time(endpoint: httpx.Client) -> None:
    assert endpoint.get(VOID_AT).content == endpoint.get(VOID_AT, headers={"accept": "text/turtle"}).content


ACCEPTED = [
    ("/", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ("/", "*/*", "text/html"),
    ("/", "text/turtle", "text/turtle"),
    ("/", "application/ld+json", "application/ld+json"),
    ("/", "application/n-triples", "application/n-triples"),
    ("/", "application/rdf+xml", "application/rdf+xml"),
    ("/?format=turtle", "text/html", "text/turtle"),
    (VOID_AT, "*/*", "text/turtle"),
    (VOID_AT, "text/html", "text/turtle"),
    (VOID_AT, "application/ld+json", "application/ld+json"),
    (VOID_AT + "?format=ntriples", "", "application/n-triples"),
]


@pytest.mark.parametrize(("path", "accept", "media_type"), ACCEPTED)
def test_negotiation(endpoint: httpx.Client, path: str, accept: str, media_type: str) -> None:
    response = endpoint.get(path, headers={"accept": accept})
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert "Accept" in response.headers["vary"]
    if media_type != "text/html":
        form = RdfFormat.from_media_type(media_type)
        assert form is not None
        assert any(quad.predicate.value.endswith("sparqlEndpoint") for quad in parse(response.content, form))


@pytest.mark.parametrize(("path", "status"), [("/?format=docx", 400), (f"{VOID_AT}?format=docx", 400)])
def test_a_format_that_is_none(endpoint: httpx.Client, path: str, status: int) -> None:
    assert endpoint.get(path).status_code == status


def test_an_empty_graph_describes_itself() -> None:
    with listening(Store(), {}) as address:
        described = Graph().parse(data=httpx.get(address + VOID_AT).text, format="turtle")
        (dataset,) = described.subjects(RDF.type, DCAT.Dataset)
        assert described.value(dataset, VOID.triples) == Literal(0)
        assert described.value(dataset, DCTERMS.modified) is None


def test_a_hostile_host_is_refused(endpoint: httpx.Client) -> None:
    for host in ("a b", 'x"><script>', "x>", "a/b", "", "a@b"):
        response = endpoint.get(VOID_AT, headers={"host": host})
        assert response.status_code == 400
    assert endpoint.get(VOID_AT, headers={"host": "graph.example:8080"}).text.count(
        "<http://graph.example:8080/sparql>"
    )


LINKED = ["/", VOID_AT, "/dataset", "/ontology", "/shapes", "/city/omsk", "/doc/000_forum", "/rule/place-event"]


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
@pytest.mark.parametrize("path", LINKED)
def test_the_head_links_to_other_forms_and_the_licence(endpoint: httpx.Client, path: str, accept: str) -> None:
    address = str(endpoint.base_url).rstrip("/")
    head = endpoint.head(path, headers={"accept": accept})
    links = re.findall(r'<([^>]*)>; rel="(\w+)"(?:; type="([^"]*)")?', head.headers["link"])
    assert (f"{address}{VOID_AT}", "describedby", "") in links
    assert ("https://creativecommons.org/licenses/by/4.0/", "license", "") in links
    alternates = {kind: at for at, rel, kind in links if rel == "alternate"}
    assert {"text/turtle", "application/ld+json", "application/n-triples"} <= set(alternates)
    for kind, at in alternates.items():
        answer = endpoint.get(at, headers={"accept": "text/html"})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, kind)


def test_links_of_an_iri_in_cyrillic_are_ascii(endpoint: httpx.Client) -> None:
    link = endpoint.get("/city/шу", headers={"accept": "text/turtle"}).headers["link"]
    (turtle,) = re.findall(r"<([^>]*\.ttl)>", link)
    assert turtle.endswith("/city/%D1%88%D1%83.ttl")
    assert "Шу" in endpoint.get(turtle).text


LANGUAGES = [("en", "How to cite it"), ("ru", "Как на него ссылаться"), ("kk", "Оған қалай сілтеу керек")]


@pytest.mark.parametrize(("language", "heading"), LANGUAGES)
def test_the_page_of_the_data_set(endpoint: httpx.Client, language: str, heading: str) -> None:
    page = httpx.get(endpoint.base_url.join("/dataset"), params={"lang": language}, headers={"accept": "text/html"})
    assert page.headers["content-type"].startswith("text/html")
    parts = (heading, f"{BASE}dataset", 'rel="license"', "CC BY 4.0", f"kg {version('kg')}", "/downloads/graph.nq")
    assert [part for part in parts if part not in page.text] == []


def test_the_page_tells_search_engines(endpoint: httpx.Client) -> None:
    page = endpoint.get("/dataset", headers={"accept": "text/html"}).text
    described = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert (described["@type"], described["@id"]) == ("Dataset", f"{BASE}dataset")
    files = [download["contentUrl"] for download in described["distribution"]]
    assert len(files) == len(FILES)
    assert endpoint.head(files[0]).status_code == 200


def test_a_download_tells_of_its_licence(endpoint: httpx.Client) -> None:
    link = endpoint.head("/downloads/entities.ttl").headers["link"]
    assert 'licenses/by/4.0/>; rel="license"' in link
    assert "alternate" not in link


def locations(answer: bytes) -> list[str]:
    return [at.text or "" for at in ElementTree.fromstring(answer).findall(".//{*}loc")]


def test_the_sitemap_has_every_thing_and_document(endpoint: httpx.Client, store: Store) -> None:
    answer = endpoint.get("/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    listed = locations(answer.content)
    assert f"{str(endpoint.base_url).rstrip('/')}/city/omsk" in listed
    assert f"{str(endpoint.base_url).rstrip('/')}/doc/000_forum" in listed
    assert listed == sorted(set(listed))
    assert {endpoint.get(at, headers={"accept": "text/html"}).status_code for at in listed} == {200}
    robots = endpoint.get("/robots.txt").text
    assert f"Sitemap: {str(endpoint.base_url).rstrip('/')}/sitemap.xml\n" in robots


def test_a_long_sitemap_is_in_parts(store: Store, saved: dict[str, SavedQuery]) -> None:
    graph = tasks.Graph(store, saved, BASE)
    whole = locations(sitemap(graph, "http://a.example").body)
    parts = locations(sitemap(graph, "http://a.example", together=10).body)
    assert parts[0] == "http://a.example/sitemap.xml?part=1"
    numbers = range(1, len(parts) + 1)
    told = [locations(sitemap(graph, "http://a.example", part, 10).body) for part in numbers]
    assert [at for part in told for at in part] == whole
    refused = answered(tasks.task(sitemap, "http://a.example", len(parts) + 1, 10), graph)
    assert (refused.status, refused.body) == (404, f"no such part; there are: {len(parts)}\n".encode())


@pytest.mark.parametrize("part", ["x", "-1", "1.5", "1000000"])
def test_a_part_that_is_none(endpoint: httpx.Client, part: str) -> None:
    assert endpoint.get("/sitemap.xml", params={"part": part}).status_code == 400


RDF_FILES = [
    ("graph.nq", RdfFormat.N_QUADS),
    ("graph.trig", RdfFormat.TRIG),
    ("graph.jsonld", RdfFormat.JSON_LD),
    ("entities.ttl", RdfFormat.TURTLE),
]


@pytest.mark.parametrize(("name", "form"), RDF_FILES)
def test_downloads(endpoint: httpx.Client, name: str, form: RdfFormat) -> None:
    response = endpoint.get(f"/downloads/{name}")
    assert response.headers["content-type"].partition(";")[0] == form.media_type
    assert response.headers["content-disposition"] == f'attachment; filename="{name}"'
    pattern = "?s ?p ?o"
    entities = f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    rows = endpoint.get("/sparql", params={"query": entities, "format": "json"}).json()["results"]["bindings"]
    expected = int(rows[0]["n"]["value"]) if form == RdfFormat.TURTLE else count(endpoint, pattern)
    # A dump tells of itself besides.
    own = [quad for quad in parse(response.content, form) if not quad.subject.value.startswith(f"{BASE}dataset")]
    assert len(own) == expected


@pytest.mark.parametrize("name", ["network.gexf", "network.graphml"])
def test_maps(endpoint: httpx.Client, name: str) -> None:
    graph = ElementTree.fromstring(endpoint.get(f"/downloads/{name}").content)
    assert graph.findall(".//{*}edge")


def test_a_download_that_is_none(endpoint: httpx.Client) -> None:
    response = endpoint.get("/downloads/graph.zip")
    assert (response.status_code, response.text.partition(";")[0]) == (404, "no such download")


def test_a_large_graph_is_no_download(store: Store, saved: dict[str, SavedQuery]) -> None:
    graph = tasks.Graph(store, saved, BASE)
    assert download(graph, "graph.nq", most=len(store)).status == 200
    refused = answered(tasks.task(download, "graph.nq", len(store) - 1), graph)
    assert (refused.status, b"use kg export" in refused.body) == (403, True)
    offered = description(graph, "http://a.example", format="jsonld", most=len(store) - 1)
    assert b"downloads" not in offered.body
    assert json.loads(offered.body)
