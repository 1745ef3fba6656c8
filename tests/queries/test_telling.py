"""Of an answer people are shown what tells them something."""

from collections.abc import Sequence

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.model.namespaces import DCT
from kg.queries.telling import Telling, Term, document_of, telling, text_of

BASE = "https://example.org/"
OMSK, TVER = (NamedNode(f"{BASE}city/{name}") for name in ("omsk", "tver"))
CLAIM, OTHER = (NamedNode(f"{BASE}claim/{name}") for name in ("a", "b"))
INDICATOR = NamedNode(f"{BASE}indicator/a")
DOCUMENT = NamedNode(f"{BASE}doc/news")
LABELS = {OMSK: ["Омск", "Omsk"], TVER: ["Тверь"]}


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    for name, value in (("identifier", "news.txt"), ("title", "Новости"), ("title", "Жаңалықтар")):
        made.add(Quad(DOCUMENT, NamedNode(DCT + name), Literal(value), DOCUMENT))
    return made


def told(store: Store, variables: str, *rows: Sequence[Term | str | int | None]) -> Telling:
    terms = [[Literal(cell) if isinstance(cell, str | int) else cell for cell in row] for row in rows]
    return telling(variables.split(), terms, store, lambda thing: LABELS.get(thing, []))


CASES: list[tuple[str, list[list[Term | str | int | None]], str]] = [
    ("a b", [["x", None], ["y", None]], "a"),
    ("a b", [["x", "x"], ["y", "y"]], "a"),
    ("a b", [["x", "x"], ["y", "z"]], "a b"),
    ("city cityLabel", [[OMSK, "Омск"], [TVER, "Тверь"]], "city"),
    ("city label", [[OMSK, "Omsk"], [TVER, "Тверь"]], "city"),
    ("who city cityLabel", [["x", OMSK, "Омск"], ["y", OMSK, "Омск"]], "who city"),
    ("c placelabel", [[OMSK, "Омск"]], "c"),
    # Two labels of one thing are what was asked for.
    ("city label", [[OMSK, "Омск"], [OMSK, "Omsk"]], "city label"),
    ("city label", [[OMSK, "Омск"], [TVER, "Калинин"]], "city label"),
    ("city alias", [[OMSK, "Омь"]], "city alias"),
    ("city cityLabel", [[OMSK, None], [TVER, "Тверь"]], "city"),
    ("label", [["Омск"]], "label"),
    ("claim who", [[CLAIM, "x"]], "who"),
    ("c who", [[CLAIM, "x"], [OTHER, "y"]], "who"),
    ("claim", [[CLAIM]], "claim"),
    ("indicator figure value", [[INDICATOR, CLAIM, 5]], "value"),
    ("indicator value", [[INDICATOR, 5]], "indicator value"),
    ("period periodStart periodEnd", [["2021", "2021-01-01", "2021-12-31"]], "period"),
    ("periodStart periodEnd", [["2021-01-01", "2021-12-31"]], "periodStart periodEnd"),
    ("source who start end", [["news.txt", "x", 1, 5]], "who"),
    ("doc who start end", [[DOCUMENT, "x", 1, 5]], "who"),
    ("document who start", [["news.txt", "x", 1]], "who start"),
    ("source who start end", [["news.txt", "x", "2019", "2021-01"]], "who start end"),
    # Places that no document says.
    ("who start end", [["x", 1, 5]], "who start end"),
    ("source target", [[OMSK, TVER]], "source target"),
    ("source who", [["lost.txt", "x"]], "source who"),
]


@pytest.mark.parametrize(("variables", "rows", "columns"), CASES)
def test_left_out_is_what_tells_people_nothing(
    store: Store, variables: str, rows: list[list[Term | str | int | None]], columns: str
) -> None:
    assert " ".join(told(store, variables, *rows).columns) == columns


def test_documents_claims_and_offsets_are_known_by_their_values(store: Store) -> None:
    row = (DOCUMENT, "news.txt", CLAIM, 1, 5)
    assert told(store, "doc source figure start end", row) == Telling([], ["doc", "source"], ["figure"], True)


@pytest.mark.parametrize(
    ("term", "document"),
    [(Literal("news.txt"), DOCUMENT), (DOCUMENT, DOCUMENT), (Literal("lost.txt"), None), (OMSK, None), (None, None)],
)
def test_a_document_is_found_by_file_name_and_by_iri(
    store: Store, term: Term | None, document: NamedNode | None
) -> None:
    assert document_of(store, term) == document


def test_of_several_titles_the_first_is_told(store: Store) -> None:
    assert text_of(store, DOCUMENT, DCT + "title") == "Жаңалықтар"
    assert text_of(store, DOCUMENT, DCT + "date") == ""
