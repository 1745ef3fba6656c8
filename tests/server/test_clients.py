"""The endpoint asked by clients that people use."""

import gzip
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from pyld import jsonld
from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.graph import BASE, COOP
from tests.server.conftest import TOKEN

CLIENTS = Path(__file__).resolve().parents[1] / "clients"
CORRIDOR = BASE + "corridor/north-south"
SELECT = f"SELECT ?c WHERE {{ ?c a <{COOP}Corridor> }}"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?c a <{COOP}Corridor> }}"


def address(client: httpx.Client, path: str = "/sparql") -> str:
    return str(client.base_url).rstrip("/") + path


@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize(
    ("form", "found"),
    [
        (JSON, lambda answer: answer["results"]["bindings"][0]["c"]["value"]),
        (XML, lambda answer: answer.getElementsByTagName("uri")[0].firstChild.data),
        (CSV, lambda answer: answer.decode().split()[1]),
    ],
)
def test_sparqlwrapper(endpoint: httpx.Client, method: str, form: str, found: Callable[[object], str]) -> None:
    wrapper = SPARQLWrapper(address(endpoint))
    wrapper.setQuery(SELECT)
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    assert found(wrapper.queryAndConvert()) == CORRIDOR


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [TURTLE, N3, JSONLD, RDFXML, XML])
def test_sparqlwrapper_reads_graphs(endpoint: httpx.Client, form: str) -> None:
    wrapper = SPARQLWrapper(address(endpoint))
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(form)
    answer = wrapper.queryAndConvert()
    assert isinstance(answer, Graph | bytes | str)
    graph = answer if isinstance(answer, Graph) else Graph().parse(data=answer)
    assert {str(subject) for subject in graph.subjects()} == {CORRIDOR}


def test_sparqlwrapper_tells_of_a_fault(endpoint: httpx.Client) -> None:
    wrapper = SPARQLWrapper(address(endpoint))
    wrapper.setQuery("SELECT ?c WHERE { ?c a }")
    with pytest.raises(QueryBadFormed, match="error at 1:"):
        wrapper.query()


def test_sparqlwrapper_updates(scratch: httpx.Client) -> None:
    wrapper = SPARQLWrapper(address(scratch))
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { <a:s> <a:p> 1 }")
    wrapper.query()
    assert "a:s" in scratch.get("/store?default").text


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(endpoint: httpx.Client, method: str) -> None:
    graph = Graph(SPARQLStore(address(endpoint), method=method))
    assert [str(row[0]) for row in graph.query(SELECT)] == [CORRIDOR]  # type: ignore[index]
    assert list(graph.subjects(None, URIRef(COOP + "Corridor"))) == [URIRef(CORRIDOR)]
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    labels = {
        str(label) for label in graph.objects(URIRef(CORRIDOR), URIRef("http://www.w3.org/2004/02/skos/core#prefLabel"))
    }
    assert "Север – Юг" in labels


@pytest.mark.parametrize(
    "path", ["/city/omsk", "/city/omsk.ttl", "/doc/000_forum", "/dataset", "/ontology", "/vocab/USD"]
)
def test_rdflib_follows_an_iri(endpoint: httpx.Client, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """By its own Accept header, as whoever looks an IRI up does it."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    graph = Graph().parse(address(endpoint, path))
    thing = path.removesuffix(".ttl")
    known = Graph().parse(data=endpoint.get(thing, params={"format": "ntriples"}).text, format="nt")
    assert len(graph) == len(known) > 3


@pytest.mark.parametrize("path", ["/city/omsk", "/country/KZ", "/doc/000_forum", "/indicator/turnover-2021"])
def test_pyld_reads_the_same_as_is_in_nquads(endpoint: httpx.Client, path: str) -> None:
    """With the context that the answer names, fetched as pyld's own loaders do it."""

    def loader(url: str, options: object) -> dict[str, object]:
        fetched = endpoint.get(url, headers={"accept": "application/ld+json"})
        kind = fetched.headers["content-type"]
        return {"contentType": kind, "contextUrl": None, "documentUrl": url, "document": fetched.json()}

    answer = endpoint.get(path, headers={"accept": "application/ld+json"}).json()
    read = jsonld.to_rdf(answer, {"format": "application/n-quads", "documentLoader": loader})
    given = endpoint.get(path, headers={"accept": "application/n-quads"}).text
    assert quads(read) == quads(given)


def quads(text: str) -> set[Quad]:
    """A double may be written in many ways; here all are written in one."""
    return {
        Quad(quad.subject, quad.predicate, Literal(float(quad.object.value)), quad.graph_name)
        if isinstance(quad.object, Literal) and quad.object.datatype.value.endswith("#double")
        else quad
        for quad in parse(text, RdfFormat.N_QUADS)
    }


def test_rdflib_updates(scratch: httpx.Client) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    store = SPARQLUpdateStore(address(scratch), address(scratch), headers=headers, autocommit=True)
    graph = Graph(store, identifier=URIRef("http://e/g"))
    graph.add((URIRef("http://e/s"), URIRef("http://e/p"), RdfLiteral("слово", lang="ru")))
    assert "слово" in scratch.get("/store?graph=http://e/g").text
    assert len(graph) == 1
    graph.remove((None, None, None))
    assert len(graph) == 0


@pytest.fixture
def node() -> Callable[..., object]:
    """Runs a program of tests/clients and reads the JSON that it writes."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    if not (CLIENTS / "node_modules").is_dir():
        pytest.skip("npm ci has not been run in tests/clients")

    def run(program: str, *arguments: str) -> object:
        command = ["node", str(CLIENTS / program), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_comunica(endpoint: httpx.Client, node: Callable[..., object]) -> None:
    thing = address(endpoint, CORRIDOR.removeprefix(BASE[:-1]))
    assert node("comunica.mjs", address(endpoint), SELECT, thing) == [[{"c": CORRIDOR}]] * 3


@pytest.mark.parametrize(
    ("path", "form"),
    [("/corridor/north-south", "ntriples"), ("/corridor/north-south.trig", "nquads"), ("/dataset", "ntriples")],
)
def test_ldfetch_follows_an_iri(
    endpoint: httpx.Client, node: Callable[..., list[list[str]]], path: str, form: str
) -> None:
    """By its own Accept header, which likes Turtle as much as TriG."""
    read = node("ldfetch.mjs", address(endpoint, path))
    known = list(parse(endpoint.get(path.removesuffix(".trig"), params={"format": form}).content, RdfFormat.N_QUADS))
    assert len(known) > 3
    assert Counter(map(tuple, read)) == Counter(
        tuple(map(_value, (quad.subject, quad.predicate, quad.object, quad.graph_name))) for quad in known
    )


def _value(term: object) -> str:
    return "_:" if isinstance(term, BlankNode) else str(getattr(term, "value", ""))


CURL = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")


def curl(*arguments: str) -> bytes:
    return subprocess.run(["curl", "-sS", *arguments], capture_output=True, timeout=60, check=True).stdout


@CURL
@pytest.mark.parametrize(
    "arguments",
    [
        ["--get"],
        [],
        ["--compressed"],
        ["--http1.0"],
        ["--header", "Expect: 100-continue"],
    ],
)
def test_curl(endpoint: httpx.Client, arguments: list[str]) -> None:
    answer = curl(*arguments, "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}", address(endpoint))
    assert answer.decode().split() == ["c", CORRIDOR]


@CURL
def test_curl_asks_from_a_file(endpoint: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "corridors.rq").write_text(SELECT)
    kind, file = "Content-Type: application/sparql-query", f"@{tmp_path / 'corridors.rq'}"
    for method in ("POST", "QUERY"):
        answer = curl("-X", method, "-H", kind, "-H", "Accept: text/csv", "--data-binary", file, address(endpoint))
        assert answer.decode().split() == ["c", CORRIDOR]


@CURL
def test_curl_puts_a_file(scratch: httpx.Client, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl.gz").write_bytes(gzip.compress(b"<a:s> <a:p> 1 ."))
    headers = [f"Authorization: Bearer {TOKEN}", "Content-Type: text/turtle", "Content-Encoding: gzip"]
    sent = [part for header in headers for part in ("-H", header)]
    curl("--fail", *sent, "-T", str(tmp_path / "graph.ttl.gz"), address(scratch, "/store?graph=a:g"))
    assert curl("-H", "Accept: application/n-triples", address(scratch, "/store?graph=a:g")).startswith(b"<a:s> <a:p>")
