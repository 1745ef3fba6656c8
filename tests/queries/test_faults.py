"""What is said of a query that does not parse: where, at which word, and what mends it."""

import pytest
from pyoxigraph import Store

from kg.model.errors import QueryError
from kg.queries.answers import ask
from kg.queries.faults import FUNCTIONS, fault

FAULTS = [
    ("SELECT ?x {\n  ?x cop:date ?y }", "2:6, «cop:date»: prefix cop: is unknown; did you mean coop:?"),
    (
        "SELECT ?x { ?x foaf:name ?y }",
        "1:16, «foaf:name»: prefix foaf: is unknown; declare it: PREFIX foaf: <http://xmlns.com/foaf/0.1/>",
    ),
    ("PREFIX omsk: <urn:o>\nASK { ?x omks:y ?z }", "2:10, «omks:y»: prefix omks: is unknown; did you mean omsk:?"),
    ("SELCT ?x { ?x ?p ?o }", "1:1, «SELCT»: no word of SPARQL; did you mean SELECT?"),
    ("SELECT ?x { ?x ?p ?o }\nORDR BY ?x", "2:1, «ORDR»: no word of SPARQL; did you mean ORDER?"),
    ("SELECT (COUTN(?x) AS ?n) { ?x ?p ?o }", "1:9, «COUTN»: no such function; did you mean COUNT?"),
    ("ASK { ?x ?p ?o FILTER(STRSTART(?o, 'a')) }", "1:23, «STRSTART»: no such function; did you mean STRSTARTS?"),
    ("SELECT ?x {\n  ?x ?p ?o\n", "1:11, «{»: this is not closed; } is missing"),
    ("SELECT ?x { ?x ?p ?o }}", "1:23, «}»: this closes nothing"),
    ("ASK { ?x ?p ?o FILTER(?o > 5 }", "1:30, «}»: this closes nothing; ) is to come first"),
    ("ASK { ?x ?p 'Омск }", "1:13, «'Омск }»: this string is not closed"),
    ("SELECT ?x WHERE ?x ?p ?o }", '1:17, «?x»: expected "{"'),
    ("SELECT ?x, ?y { ?x ?p ?y }", "1:10, «,»: variables of SELECT stand without commas"),
    ("ASK { ?x a <http://a b> }", '1:12, «<http://a b>»: an IRI has no blanks and none of " < > |'),
    ("ASK { ?x a <omsk> }", "1:18, «<omsk>»: this is no absolute IRI"),
    ("SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }", "a variable of SELECT is neither in GROUP BY nor in an aggregate"),
    ("SELECT * { ?x ?p ?y } GROUP BY ?x", "SELECT * does not go with GROUP BY; name the variables"),
    ("INSERT DATA { <urn:a> <urn:b> 1 }", "1:1, «INSERT»: this is an update, and SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("  ", "1:1: there is no query"),
    ("ASK { ?x ?p ?o FILTER(?o > ) }", "the query ends here, and something before is missing or stands twice"),
]


@pytest.mark.parametrize(("text", "told"), FAULTS)
def test_it_says_where_and_what_mends_it(text: str, told: str) -> None:
    with pytest.raises(QueryError) as raised:
        ask(Store(), text)
    assert told in str(raised.value)
    assert str(raised.value).startswith("the query does not parse: error at ")


SUSPECTS = [
    "ASK { ?x ?p 'SELCT foo:bar ( {' }",
    "# SELCT foo:bar ' ( {\nASK { ?x ?p ?o }",
    "ASK { ?x <http://foo/bar:SELCT'(> ?o }",
    "ASK { ?x ?selct 'a'@tlh }",
    "ASK { ?x rdfs:label 1.5e3 , true }",
]


@pytest.mark.parametrize("text", SUSPECTS)
def test_what_stands_in_strings_comments_and_names_is_no_fault(text: str) -> None:
    """Each parses, and with one brace too many that brace is what is wrong."""
    ask(Store(), text)
    with pytest.raises(QueryError, match="«}»: this closes nothing"):
        ask(Store(), f"{text} }}")


def test_a_server_knows_no_prefixes() -> None:
    told = fault("ASK { ?x coop:date ?y }", "error at 1:15: expected Prefix not found")
    assert (told.line, told.column, told.word) == (1, 10, "coop:date")
    assert str(told).endswith("declare it: PREFIX coop: <https://w3id.org/interregional/ontology#>")


@pytest.mark.parametrize("name", sorted(FUNCTIONS - {"exists"}))
def test_every_function_is_one_of_the_engine(name: str) -> None:
    """Its name is read as a function's: what is wrong, if anything, are its arguments."""
    for arguments in ("", "?x", "?x, ?x", "?x, ?x, ?x"):
        try:
            Store().query(f"SELECT ({name}({arguments}) AS ?y) {{ ?x ?p ?o }} GROUP BY ?x ?p ?o")
        except SyntaxError:
            continue
        return
    pytest.fail(f"{name} is no function")
