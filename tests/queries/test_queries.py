"""Reading saved queries and giving them their parameters."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from kg.model.errors import QueryError
from kg.queries.saved import SavedQuery, load

HEAD = "#+ summary: Anything\n"
XSD = "http://www.w3.org/2001/XMLSchema#"

PARAMETERS = [
    ("SELECT * WHERE { ?s ?p ?_place_iri }", [("place", "iri", True)]),
    (
        "SELECT * WHERE { ?s ?p ?_year_integer . ?s ?q ?__day_date }",
        [("day", "date", False), ("year", "integer", True)],
    ),
    ("SELECT * WHERE { ?s ?p $_name_ru }", [("name", "ru", True)]),
    ("SELECT * WHERE { ?s ?p ?_first_name }", [("first_name", "text", True)]),
    ("SELECT * WHERE { ?s ?p ?o_iri }", []),
    ("SELECT * WHERE { ?s <http://e/?_x> '?_y' } # ?_z", []),
]


@pytest.mark.parametrize(("text", "expected"), PARAMETERS)
def test_parameters(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = SavedQuery.parse("q", HEAD + text).parameters
    assert [(p.name, p.takes, p.required) for p in found] == expected


TERMS = [
    ("?_x_iri", "http://e/a", NamedNode("http://e/a")),
    ("?_x_iri", "city/omsk", NamedNode("http://base/city/omsk")),
    ("?_x_integer", "-7", Literal("-7", datatype=NamedNode(XSD + "integer"))),
    ("?_x_date", "2022-11-28", Literal("2022-11-28", datatype=NamedNode(XSD + "date"))),
    ("?_x_kk", "Омбы", Literal("Омбы", language="kk")),
    ("?_x", '"} DROP ALL #', Literal('"} DROP ALL #')),
]


@pytest.mark.parametrize(("variable", "value", "term"), TERMS)
def test_terms(variable: str, value: str, term: NamedNode | Literal) -> None:
    query = SavedQuery.parse("q", HEAD + f"SELECT * WHERE {{ BIND({variable} AS ?y) }}")
    assert query.bind({"x": value}, base="http://base/") == {Variable(variable[1:]): term}
    solutions = Store().query(query.text_with({"x": value}, base="http://base/"))
    assert isinstance(solutions, QuerySolutions)
    assert [row["y"] for row in solutions] == [term]


NO_IRI = "IRI or name; expected one like https://…, city/omsk or Омск"
NO_INTEGER = "integer; expected a whole number like 5"
WRONG = [
    ({}, "query q needs the parameter 'x'; it takes: x, y"),
    ({"x": ""}, "query q needs the parameter 'x'; it takes: x, y"),
    ({"z": "1"}, "query q has no parameter 'z'; it takes: x, y"),
    ({"x": "no iri"}, f"parameter x: 'no iri' is no {NO_IRI}"),
    ({"x": "http://e/> ?p ?o } #"}, f"parameter x: 'http://e/> ?p ?o }} #' is no {NO_IRI}"),
    ({"x": "http://e/", "y": "1; DROP"}, f"parameter y: '1; DROP' is no {NO_INTEGER}"),
    ({"x": "http://e/", "y": "٣"}, f"parameter y: '٣' is no {NO_INTEGER}"),
]


@pytest.mark.parametrize(("values", "message"), WRONG)
def test_wrong_values(values: dict[str, str], message: str) -> None:
    query = SavedQuery.parse("q", HEAD + "SELECT * WHERE { ?_x_iri ?p ?__y_integer }")
    with pytest.raises(QueryError) as caught:
        query.text_with(values)
    assert str(caught.value) == message


DAYS = [
    ("from", "2022", "2022-01-01"),
    ("from", "2022-11", "2022-11-01"),
    ("from", "2022-11-28", "2022-11-28"),
    ("until", "2022", "2022-12-31"),
    ("until", "2022-11", "2022-11-30"),
    ("until", "2024-02", "2024-02-29"),
    ("until", "2022-11-28", "2022-11-28"),
    ("from", "2022-02-30", ""),
    ("until", "2022-13", ""),
    ("from", "22", ""),
    ("from", "2022-1", ""),
    ("from", "20221128", ""),
    ("from", "2022-W01", ""),
    ("from", "вчера", ""),
]


@pytest.mark.parametrize(("name", "value", "day"), DAYS)
def test_a_month_or_a_year_is_its_first_day_or_its_last(name: str, value: str, day: str) -> None:
    query = SavedQuery.parse("q", HEAD + f"SELECT * WHERE {{ ?s ?p ?_{name}_date }}")
    if day:
        assert query.bind({name: value})[Variable(f"_{name}_date")].value == day
    else:
        with pytest.raises(QueryError, match="expected one like 2019, 2019-11 or 2019-11-07"):
            query.bind({name: value})


def test_an_optional_parameter_is_left_open() -> None:
    query = SavedQuery.parse("q", HEAD + "SELECT * WHERE { ?s ?p ?__y_integer }")
    assert query.text_with({}) == query.text


def test_a_default_holds_until_another_value_is_given() -> None:
    query = SavedQuery.parse("q", HEAD + "#+ defaults:\n#+   - n: 5\nSELECT * WHERE { BIND(?_n_integer AS ?y) }")
    assert '("5"^^' in query.text_with({})
    assert '("6"^^' in query.text_with({"n": "6"})


def test_comments_and_names_with_where_in_them_are_passed_over() -> None:
    query = SavedQuery.parse("q", HEAD + "# WHERE {\nSELECT ?where WHERE\n{ ?where ?p ?_x }")
    assert query.text_with({"x": "a"}).endswith('SELECT ?where WHERE\n{ VALUES (?_x) { ("a") } ?where ?p ?_x }')


FILES = [
    ("SELECT * WHERE { ?s ?p ?o }", "query q: the #+ lines give no summary"),
    ("#+ summary\nASK {}", "query q: «#+ summary» is not «key: value»"),
    (HEAD + "#+ defaults:\n#+   - x: 1\nASK {}", "query q: a default for 'x', which is no parameter of it"),
]


@pytest.mark.parametrize(("text", "message"), FILES)
def test_files_that_are_not_as_they_should_be(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError) as caught:
        load(tmp_path)
    assert str(caught.value) == message


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="no folder of saved queries"):
        load(tmp_path / "none")
