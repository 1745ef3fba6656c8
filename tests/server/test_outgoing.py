"""No query makes the server ask another, however it is written."""

import time

import pytest

from kg.server.outgoing import calls_out

CALLS = [
    ("SELECT * { SERVICE <http://e/> { ?s ?p ?o } }", True),
    ("SELECT * { service silent ?e { ?s ?p ?o } }", True),
    ("SELECT * { Service Silent ex:there { ?s ?p ?o } }", True),
    ("SELECT * { SERVICE # a comment <\n <http://e/> { ?s ?p ?o } }", True),
    ("SELECT * { ?s ?p 1SERVICE<http://e/>{} }", True),
    ("SELECT * { ?s ?p true.SERVICE$e{} }", True),
    ("PREFIX service: <http://e/> SELECT * { service:x {} }", True),
    (r"SELECT * { \u0053ERVICE <http://e/> { ?s ?p ?o } }", True),
    (r"SELECT * { ?s ?p 'a\u005C' . SERVICE <http://e/> { } # ' ", True),
    ('SELECT * { FILTER(?a <#x> """ \n 1) SERVICE <http://e/> { } # """ \n }', True),
    (r"SELECT * { ?s a:x·\# ?o . SERVICE <http://e/> { } }", True),
    ("SELECT ?service { ?service ?p ?o }", False),
    ("SELECT ?my_service { ?my_service <http://e/service> ?o }", False),
    ("SELECT * { ?s ex:service <http://e/> }", False),
    ("SELECT * { ?s ?p 'a service of the ministry' }", False),
    ("SELECT * { ?s ?p 'service' } # service", False),
    ("# asks no service\nSELECT * { ?s ?p ?o }", False),
]


@pytest.mark.parametrize(("query", "expected"), CALLS)
def test_calls_out(query: str, expected: bool) -> None:
    assert calls_out(query) is expected


LONG = [
    "a." * 1_000_000,
    "service " * 250_000,
    "service" + " " * 2_000_000,
    "?service#" * 200_000,
    ":service " * 200_000,
]


@pytest.mark.parametrize("query", LONG, ids=range(len(LONG)))
def test_a_long_query_is_read_in_a_moment(query: str) -> None:
    before = time.process_time()
    calls_out(query)
    assert time.process_time() - before < 10
