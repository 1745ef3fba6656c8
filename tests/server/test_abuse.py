"""What nobody should send: paths that lead elsewhere, scripts, malformed requests. Nothing is read, nothing breaks."""

import socket
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, NamedNode, Quad
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

from kg.queries.saved import SavedQuery
from tests.cooperation import cooperation
from tests.graph import RDF, SKOS, iri
from tests.server.listening import listening
from tests.server.test_saved import TYPES, gives_back

SCRIPT = '<script>alert("1")</script>'
HTML = {"accept": "text/html"}
BOUNDED = settings(
    max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
FILES = (b"root:", b"[project]", b"import ", b"@prefix coop", b"#+ summary")

PATHS = [
    b"/../../../../etc/passwd",
    b"/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    b"/..%2f..%2f..%2fetc/passwd",
    b"/..%252f..%252fetc/passwd",
    b"//etc/passwd",
    b"///etc/passwd",
    b"/\\..\\..\\etc\\passwd",
    b"/%5c..%5c..%5cetc%5cpasswd",
    b"/file:///etc/passwd",
    b"/static/../pages/texts.toml",
    b"/static/%2e%2e/application.py",
    b"/static/..%2fapplication.py",
    b"/static/..%5capplication.py",
    b"/static//etc/passwd",
    b"/static/%2fetc%2fpasswd",
    b"/static/%00",
    b"/static/pages.css%00.html",
    b"/static/" + b"a" * 5000,
    b"/downloads/../../etc/passwd",
    b"/downloads/..%2f..%2fetc%2fpasswd",
    b"/downloads/graph.nq%00",
    b"/queries/../../../etc/passwd",
    b"/queries/..%2f..%2fpyproject.toml",
    b"/queries/sister-cities.rq",
    b"/queries/%00",
    b"/vocab/..%2f..%2fetc%2fpasswd",
    b"/vocab/%00",
    b"/%00",
    b"/%FF%FE",
    b"/doc/%ED%A0%80",
    b"/doc/%C0%AE%C0%AE/",
    b"/doc/\xff\xfe",
    b"/doc/%",
    b"/doc/%zz",
    b"/city/%0d%0aX-Forged:%20yes",
    b"/" + b"a" * 30_000,
    b"/" + b"%2f" * 5_000,
    b"/" + b"../" * 5_000,
    b"*",
    b"http://elsewhere.example/",
    b"/?" + b"&".join(b"a%d=b" % number for number in range(1000)),
    b"/queries/sister-cities?" + b"a" * 30_000,
    b"/queries/sister-cities?%FF=%FF",
    b"/queries/sister-cities?format=%00",
    b"/city/omsk?format=" + b"../" * 10 + b"etc/passwd",
    b"/?lang=../../etc/passwd",
    b"/?lang=%00%FF",
    b"/ontology?lang=%22%3E%3Cscript%3E",
    b"/.well-known/void?format=%2e%2e",
    b"/.well-known/../etc/passwd",
    b"/openapi.json/../x",
    b"/metrics/%00",
    b"/store?graph=file:///etc/passwd",
    b"/store?graph=%00",
]


def raw(client: httpx.Client, target: bytes, *headers: bytes, method: bytes = b"GET") -> bytes:
    """The answer to a request line as it stands, which no client library would send."""
    request = b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"Host: localhost", b"Connection: close", *headers])
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=20) as connection:
        connection.sendall(request + b"\r\n\r\n")
        return b"".join(iter(lambda: connection.recv(65536), b""))


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(("method", "accept"), [(b"GET", b"*/*"), (b"GET", b"text/html"), (b"POST", b"*/*")])
@pytest.mark.parametrize("target", PATHS, ids=[str(path[:40]) for path in PATHS])
def test_no_path_leads_out(endpoint: httpx.Client, target: bytes, method: bytes, accept: bytes) -> None:
    answer = raw(endpoint, target, b"Accept: " + accept, method=method)
    # What a `..` leads to that is decoded on the way may be a page of this server, and nothing else.
    assert 200 <= status(answer) < 500, answer[:300]
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"x-forged" not in head.lower()
    if b"text/html" not in head:
        assert not any(sign in body for sign in FILES), body[:300]
    assert b"root:x" not in body
    assert b"<script>alert" not in body


HEADERS = [
    b"Accept: " + b"a" * 10_000,
    b"Accept: ;;;q=;q=x,,,",
    b"Accept: text/html;q=\xff",
    b"Accept: */*;q=1e999, text/turtle;q=nan",
    b"Accept-Language: ;;q=x,\xff,--,ru;q=",
    b"Accept-Encoding: gzip;q=x, *;q=",
    b"Cookie: lang=\xff\x00; lang=../../x; =; ;;",
    b"If-None-Match: " + b'"x",' * 2000,
    b"Range: bytes=0-99999999999999999999",
    b"Authorization: Bearer \xff",
    b"Origin: \xff",
    b"X-Forwarded-Proto: javascript",
    b"X-Forwarded-For: \xff, <script>",
    b"Content-Length: 0",
]


@pytest.mark.parametrize("header", HEADERS, ids=[str(header[:30]) for header in HEADERS])
@pytest.mark.parametrize("target", [b"/", b"/city/omsk", b"/queries/sister-cities", b"/ontology", b"/.well-known/void"])
def test_no_header_breaks_it(endpoint: httpx.Client, target: bytes, header: bytes) -> None:
    assert status(raw(endpoint, target, header)) < 500


@pytest.fixture(scope="module")
def poisoned() -> Iterator[httpx.Client]:
    """A graph and a saved query whose every text is a script."""
    store = cooperation().store()
    thing, doc, claim = iri("city/poisoned"), iri("doc/poisoned"), iri("claim/poisoned")
    span = NamedNode(doc.value + "#char=0,5")
    words = Literal(SCRIPT, language="ru")
    store.extend([Quad(thing, NamedNode(RDF + "type"), iri("coop:City")), Quad(thing, iri("coop:locatedIn"), thing)])
    for name in ("prefLabel", "altLabel", "editorialNote"):
        store.add(Quad(thing, NamedNode(SKOS + name), words))
    for address in ("javascript:alert(1)", "data:text/html,%3Cscript%3E"):
        store.add(Quad(thing, iri("owl:sameAs"), NamedNode(address)))
    facts: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (doc, iri("rdf:type"), iri("coop:Document")),
        *(
            (doc, iri(name), words)
            for name in ("dct:identifier", "dct:title", "dct:date", "dct:language", "coop:content")
        ),
        (doc, iri("dct:source"), NamedNode("javascript:alert(1)")),
        (claim, iri("rdf:type"), iri("coop:Claim")),
        (claim, iri("rdf:subject"), thing),
        (claim, iri("rdf:predicate"), iri("coop:locatedIn")),
        (claim, iri("rdf:object"), thing),
        (claim, iri("coop:statedBy"), thing),
        (claim, iri("coop:statedOn"), words),
        (claim, iri("coop:modality"), iri("v:asserted")),
        (claim, iri("coop:evidence"), span),
        (span, iri("coop:text"), words),
        (span, iri("coop:begin"), Literal(0)),
        (span, iri("coop:end"), Literal(5)),
    ]
    store.extend(Quad(*fact, doc) for fact in facts)
    text = (
        f"#+ summary: {SCRIPT}\n#+ description: {SCRIPT}\n#+ tags:\n#+   - {SCRIPT}\nSELECT ?_x WHERE {{ ?s ?p ?_x }}"
    )
    with (
        listening(store, {"poisoned": SavedQuery.parse("poisoned", text)}) as address,
        httpx.Client(base_url=address, headers=HTML) as client,
    ):
        yield client


PAGES = [
    "/",
    "/city/poisoned",
    "/doc/poisoned",
    "/claim/poisoned",
    "/doc/poisoned%23char=0,5",
    "/queries",
    "/queries/poisoned?x=%3Cscript%3Ealert",
    "/sparql?query=SELECT%20*%20%7B%3Ccity/poisoned%3E%20?p%20?o%7D",
    "/sparql?query=CONSTRUCT%20WHERE%20%7B%3Ccity/poisoned%3E%20?p%20?o%7D",
    "/sparql?query=ASK%7B%7D%23%3C/textarea%3E%3Cscript%3Ealert",
    "/ontology?lang=%3Cscript%3Ealert",
    "/vocab/unit?x=%22%3E%3Cscript%3Ealert",
    "/list/City",
    "/list/Document",
    "/query?query=%3C/textarea%3E%3Cscript%3Ealert",
    "/timeline",
    "/contradictions",
    "/search?q=%3Cscript%3Ealert",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_what_it_shows(poisoned: httpx.Client, path: str) -> None:
    response = poisoned.get(path)
    assert response.status_code < 500
    assert "<script>alert" not in response.text
    assert 'href="javascript' not in response.text
    assert 'href="data:' not in response.text
    if response.headers["content-type"].startswith("text/html"):
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("path", ["/queries/none<script>alert", "/city/<script>alert", "/downloads/<script>alert"])
@pytest.mark.parametrize("accept", ["*/*", "text/html", "text/turtle"])
def test_a_refusal_runs_nothing(poisoned: httpx.Client, path: str, accept: str) -> None:
    response = poisoned.get(path, headers={"accept": accept})
    assert response.status_code == 404
    kind = "text/html" if accept == "text/html" else "text/plain"
    assert response.headers["content-type"] == f"{kind}; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert kind == "text/plain" or "<script>alert" not in response.text


@pytest.fixture(scope="module")
def interface(saved: dict[str, SavedQuery]) -> Iterator[httpx.Client]:
    """Saved queries with and without parameters, and one for each type of parameter."""
    some = {name: saved[name] for name in ("evidence", "sister-cities", "turnover-over-time")}
    queries = {**some, **{kind: gives_back(kind) for kind in TYPES}}
    with listening(cooperation().store(), queries) as address, httpx.Client(base_url=address) as client:
        yield client


@pytest.mark.parametrize("mode", GenerationMode, ids=str)
def test_whatever_the_interface_takes_or_does_not(interface: httpx.Client, mode: GenerationMode) -> None:
    """Well-formed and malformed requests made from the OpenAPI document."""
    schema = schemathesis.openapi.from_dict(interface.get("/openapi.json").json())
    seen: set[int] = set()
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()

        @settings(
            max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(mode))
        def asked(case: schemathesis.Case[Any]) -> None:
            response = interface.request(case.method, case.formatted_path, params=case.query, headers=case.headers)
            case.validate_response(response, [not_a_server_error, status_code_conformance, content_type_conformance])
            seen.add(response.status_code)

        asked()
    assert seen >= ({200} if mode is GenerationMode.POSITIVE else {400})
