"""No query makes the server ask another that it was not told to, however it is written."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model.namespaces import OWL, SKOS
from kg.queries.outgoing import calls_out, harmless
from kg.queries.saved import SavedQuery
from tests.server.conftest import TOKEN
from tests.server.listening import listening

HOSTS = ("Allowed", "allowed:8080")
LONG_NAME = "a" * 100
CALLS = [
    ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", True),
    ("SELECT * { service silent ?e { ?s ?p ?o } }", True),
    ("PREFIX ex: <http://e/> SELECT * { Service Silent ex:there { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE # a comment <\n <http://e/> { ?s ?p ?o } }", True),
    ("SELECT * { ?s ?p 1SERVICE<http://e/>{} }", True),
    ("SELECT * { ?s ?p trueSERVICE<http://e/>{} }", True),
    ("SELECT * { ?s ?p true.SERVICE$e{} }", True),
    ("PREFIX service: <http://e/> SELECT * { SERVICE service:x {} }", True),
    ("PREFIX SERVICX: <http://e/> SELECT * { ?s ?p 1 . SERVICE:x {} }", True),
    ("PREFIX : <http://e/> SELECT * { ?s ?p 1 . SERVICE:x {} }", True),
    (f"PREFIX {LONG_NAME}: <http://e/> SELECT * {{ SERVICE {LONG_NAME}:x {{}} }}", True),
    ("PREFIX é: <http://e/> SELECT * { SERVICE é:x {} }", True),
    (r"SELECT * { \u0053ERVICE <http://e/> { ?s ?p ?o } }", True),
    (r"SELECT * { ?s ?p 'a\u005C' . SERVICE <http://e/> { } # ' " + "\n}", True),
    ('SELECT * { FILTER(?a <#x> """ \n 1) SERVICE <http://e/> { } # """ \n }', True),
    (r"PREFIX a: <http://e/> SELECT * { ?s a:x·\# ?o . SERVICE <http://e/> { } }", True),
    ("SELECT * { SERVICE <http://allowed/sparql> { ?s ?p ?o } }", False),
    ("SELECT * { SERVICE SILENT<https://ALLOWED?default> { ?s ?p ?o } }", False),
    ("SELECT * { SERVICE <http://allowed:8080/> { ?s ?p ?o } }", False),
    ("SELECT * { SERVICE <https://allowed:443/> { ?s ?p ?o } }", False),
    ("SELECT * { SERVICE <http://allowed/> { SERVICE <http://allowed:8080> { ?s ?p ?o } } }", False),
    ("ASK { SERVICE <http://allowed/> { ?s ?p ?o } }", False),
    ("SELECT * { SERVICE <http://allowed:81/> { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <http://allowed.evil/> { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <http://allowed@evil/> { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <http://evil#@allowed/> { ?s ?p ?o } }", True),
    (r"SELECT * { SERVICE <http://allowed\u002Eevil/> { ?s ?p ?o } }", True),
    (r"SELECT * { SERVICE <http://allowed\u0040evil/> { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <ftp://allowed/> { ?s ?p ?o } }", True),
    ("BASE <http://evil/> SELECT * { SERVICE <allowed> { ?s ?p ?o } }", True),
    ("BASE <http://allowed/> SELECT * { SERVICE <//evil> { ?s ?p ?o } }", True),
    ("PREFIX a: <http://allowed/> SELECT * { SERVICE a:x { ?s ?p ?o } }", True),
    ("SELECT * { VALUES ?e { <http://allowed/> } SERVICE ?e { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <http://allowed/> { ?s ?p ?o } SERVICE <http://evil/> { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE <http://allowed/> { ?s ?p 'SERVICE <http://evil/> { }' } }", False),
    ("SELECT ?service { ?service ?p ?o }", False),
    ("SELECT ?my_service { ?my_service <http://e/service> ?o }", False),
    ("PREFIX ex: <http://e/service#> SELECT * { ?s ex:service <http://e/> }", False),
    ("PREFIX service: <http://e/> SELECT * { ?s service:service service:x }", False),
    ("SELECT * { ?s ?p 'a service <of> the ministry' }", False),
    ("SELECT * { ?s ?p 'service: <http://e/>' } # service <http://e/>", False),
    ("# asks no service\nSELECT * { ?s ?p ?o }", False),
    ("SELECT ?download { ?download ?p 'load <http://e/>' }", False),
]


@pytest.mark.parametrize(("query", "expected"), CALLS)
def test_queries(query: str, expected: bool) -> None:
    assert calls_out(query, Store().query, HOSTS) is expected


UPDATES = [
    ("LOAD <http://e/>", True),
    ("load silent <http://e/> into graph <http://g/>", True),
    ("PREFIX e: <http://e/> INSERT DATA {};LOAD e:x", True),
    ("INSERT DATA { <a:a> <a:b> 1 } ; LOAD#<http://allowed/>\n<http://e/>", True),
    ("BASE <http://e/> LOAD <allowed>", True),
    ("LOAD <file:///etc/passwd>", True),
    ("INSERT { <a:a> <a:b> ?s } WHERE { SERVICE <http://e/> { ?s ?p ?o } }", True),
    ("LOAD <http://allowed/a.ttl> ; INSERT { <a:a> <a:b> ?s } WHERE { SERVICE <http://allowed> { ?s ?p ?o } }", False),
    ("INSERT DATA { <a:workload> <a:b> 'load <http://e/>, service <http://e/>' }", False),
]


@pytest.mark.parametrize(("update", "expected"), UPDATES)
def test_updates(update: str, expected: bool) -> None:
    assert calls_out(update, Store().update, HOSTS) is expected


SILENT = [
    ("SELECT * { SERVICE SILENT <http://e/> { ?s ?p ?o } }", "SELECT * { SERVICE SILENT <x:> { ?s ?p ?o } }"),
    ("SELECT * { service silent ?e { ?s ?p ?o } }", "SELECT * { service silent <x:> { ?s ?p ?o } }"),
    (
        "PREFIX a: <http://e/> SELECT * { SERVICE SILENT a:x {} SERVICE SILENT <http://allowed/> {} }",
        "PREFIX a: <http://e/> SELECT * { SERVICE SILENT <x:> {} SERVICE SILENT <http://allowed/> {} }",
    ),
    (
        "SELECT * { ?s ?p 'SERVICE SILENT <http://e/>' . SERVICE SILENT <http://e/> {} } # SERVICE SILENT <http://e/>",
        "SELECT * { ?s ?p 'SERVICE SILENT <http://e/>' . SERVICE SILENT <x:> {} } # SERVICE SILENT <http://e/>",
    ),
    ("SELECT * { SERVICE <http://allowed/> { ?s ?p ?o } }", "SELECT * { SERVICE <http://allowed/> { ?s ?p ?o } }"),
    ("SELECT * { SERVICE SILENT <http://e/> {} SERVICE <http://e/> {} }", None),
    (r"SELECT * { SERVICE SIL\u0045NT <http://e/> {} }", None),
    ("SELECT * { SERVICE # silent\n <http://e/> {} }", None),
]
"""What may not be asked is asked nowhere, and leaves the rest as it is."""


@pytest.mark.parametrize(("query", "expected"), SILENT)
def test_silent_calls(query: str, expected: str | None) -> None:
    assert harmless(query, Store().query, HOSTS) == expected


LONG = [
    "a." * 1_000_000,
    "service " * 250_000,
    "service" + " " * 2_000_000,
    "service silent" * 150_000,
    "service<http://allowed" * 100_000,
    "?service#" * 200_000,
]


@pytest.mark.parametrize("query", LONG, ids=range(len(LONG)))
def test_a_long_query_is_read_in_a_moment(query: str) -> None:
    before = time.process_time()
    calls_out(query, Store().query, HOSTS)
    assert time.process_time() - before < 10


class _Another(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/elsewhere"):
            self.send_response(302)
            self.send_header("location", "/found")
            self.end_headers()
            return
        turtle = self.command == "GET"
        body = b"<a:a> <a:b> 1 ." if turtle else b'{"head":{"vars":["x"]},"results":{"bindings":[{}]}}'
        self.send_response(200)
        self.send_header("content-type", "text/turtle" if turtle else "application/sparql-results+json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def another() -> Iterator[str]:
    """Another server, «name:port», that writes down what it is asked."""
    with HTTPServer(("127.0.0.1", 0), _Another) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


ASKED = [
    ("query", "SELECT * {{ SERVICE <http://{host}/a> {{ ?s ?p ?o }} }}", 200, ["/a"]),
    ("query", "SELECT * {{ SERVICE <http://{host}/elsewhere> {{ ?s ?p ?o }} }}", 502, ["/elsewhere"]),
    ("query", "BASE <http://{host}/> SELECT * {{ SERVICE <a> {{ ?s ?p ?o }} }}", 403, []),
    ("update", "LOAD <http://{host}/b.ttl> INTO GRAPH <a:g>", 204, ["/b.ttl"]),
    ("update", "LOAD <http://{host}/elsewhere>", 502, ["/elsewhere"]),
    ("update", "INSERT {{ <a:a> <a:b> 1 }} WHERE {{ SERVICE <http://{host}/c> {{ ?s ?p ?o }} }}", 204, ["/c"]),
]


@pytest.mark.parametrize(("operation", "text", "status", "asked"), ASKED)
def test_only_a_named_host_is_asked(
    saved: dict[str, SavedQuery], another: str, operation: str, text: str, status: int, asked: list[str]
) -> None:
    authorization = {"authorization": f"Bearer {TOKEN}"}
    for hosts, expected in (((another,), (status, asked)), ((), (403, []))):
        _Another.asked.clear()
        with listening(Store(), saved, token=TOKEN, hosts=hosts) as address:
            form = {operation: text.format(host=another)}
            response = httpx.post(f"{address}/sparql", data=form, headers=authorization)
        assert (response.status_code, _Another.asked) == expected
        assert response.headers.get("cache-control", "no-store") == "no-store"


def test_a_federated_query_joins_two_graphs_where_the_host_is_allowed(
    store: Store, saved: dict[str, SavedQuery]
) -> None:
    """One knows the city by its name, the other by its item of Wikidata how many live there."""
    item = "http://www.wikidata.org/entity/Q898"
    other = Store()
    other.add(Quad(NamedNode(item), NamedNode("http://www.wikidata.org/prop/direct/P1082"), Literal(1_110_836)))
    told = Store()
    told.extend(store)
    omsk = next(told.quads_for_pattern(None, NamedNode(SKOS + "prefLabel"), Literal("Омск", language="ru"))).subject
    told.add(Quad(omsk, NamedNode(OWL + "sameAs"), NamedNode(item)))
    with listening(other, saved) as there:
        query = f"""
            PREFIX owl: <{OWL}> PREFIX skos: <{SKOS}> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
            SELECT ?label ?population {{
              ?city skos:prefLabel ?label ; owl:sameAs ?item FILTER(LANG(?label) = "kk")
              SERVICE <{there}/sparql> {{ ?item wdt:P1082 ?population }}
            }}"""
        for hosts, status in (((there.removeprefix("http://"),), 200), ((), 403)):
            with listening(told, saved, hosts=hosts) as here:
                answer = httpx.post(f"{here}/sparql", data={"query": query}, headers={"accept": "text/csv"})
            assert answer.status_code == status
            if hosts:
                assert answer.text.split() == ["label,population", "Омбы,1110836"]


def test_contexts_and_entities_are_not_fetched(scratch: httpx.Client, another: str) -> None:
    _Another.asked.clear()
    context = f'{{"@context": "http://{another}/context", "name": "x"}}'
    entity = f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "http://{another}/x">]><rdf:RDF/>'
    for body, kind in ((context, "application/ld+json"), (entity, "application/rdf+xml")):
        response = scratch.put("/store?default", content=body, headers={"content-type": kind})
        assert response.status_code == 400
    assert _Another.asked == []


def test_a_silent_call_leaves_the_rest(endpoint: httpx.Client, another: str) -> None:
    _Another.asked.clear()
    query = f"SELECT ?x ?s {{ VALUES ?x {{ 1 }} SERVICE SILENT <http://{another}/a> {{ ?s ?p ?o }} }}"
    response = endpoint.get("/sparql", params={"query": query, "format": "csv"})
    assert (response.status_code, response.text.split()) == (200, ["x,s", "1,"])
    assert _Another.asked == []
