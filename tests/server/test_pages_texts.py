"""The texts of the interface, numbers and dates."""

import re
import string
import tomllib
from pathlib import Path

import pytest
from babel import Locale
from pyoxigraph import QuerySolutions, Store

import kg.server
from kg.export.words import words
from kg.queries import faults
from kg.queries.saved import SavedQuery
from kg.server.answers.reader import LANGUAGES
from kg.server.view.texts import texts
from tests.graph import BASE

SERVER = Path(kg.server.__file__).parent
TEXTS = tomllib.loads((SERVER / "view" / "texts.toml").read_text(encoding="utf-8"))


TEXTS_OF_OTHERS = {f"fault.{kind}": told for kind, told in faults.told().items()} | {
    f"{of}.{name}": {language: text if isinstance(text, str) else " ".join(text) for language, text in said.items()}
    for of in ("picture", "map", "dataset", "landing")
    for name, said in words(of).items()
}
"""Those that stand beside what says them."""


@pytest.mark.parametrize("key", [*TEXTS, *TEXTS_OF_OTHERS])
def test_a_text_is_there_in_every_language_with_the_same_values(key: str) -> None:
    told = {**TEXTS, **TEXTS_OF_OTHERS}[key]
    assert set(told) == set(LANGUAGES)
    wanted = set()
    for language, text in told.items():
        forms = text if isinstance(text, dict) else {"": text}
        if isinstance(text, dict):
            assert set(forms) == set(Locale.parse(language).plural_form.tags) | {"other"}
        for form in forms.values():
            assert form.strip()
            wanted.add(frozenset(name for _, name, _, _ in string.Formatter().parse(form) if name))
    assert len(wanted) == 1


def test_every_text_that_templates_name_is_there() -> None:
    sources = [*SERVER.rglob("*.html"), *(SERVER / "pages").glob("*.py")]
    named = {
        key
        for file in sources
        for key in re.findall(r"""\bt\(\s*["']([\w.]+)["'][,)]""", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 60
    assert named <= set(TEXTS)


def test_every_saved_query_has_a_name_in_every_language(saved: dict[str, SavedQuery]) -> None:
    asked = [query for query in saved.values() if not query.federated]
    assert {f"query.{query.name}" for query in asked} <= set(TEXTS)
    assert {f"tag.{query.tags[0]}" for query in asked if query.tags} <= set(TEXTS)
    assert all(TEXTS[f"query.{query.name}"]["en"] == query.summary for query in asked)


def test_every_saved_query_is_described_in_every_language(saved: dict[str, SavedQuery]) -> None:
    for language in LANGUAGES:
        told = {name: texts(language).describe(name, query.description) for name, query in saved.items()}
        assert all(told.values())
        own = [name for name, query in saved.items() if told[name] == query.description]
        assert own == ([*saved] if language == "en" else [])


LEFT_OUT = {"claim", "figure", "indicator"}
"""What only programs join on; names beside their things are left out as well."""


def test_every_column_of_a_saved_query_has_a_name_in_every_language(saved: dict[str, SavedQuery]) -> None:
    for query in (one for one in saved.values() if not one.federated):
        given = {parameter.name: "city/omsk" for parameter in query.parameters if parameter.required}
        answer = Store().query(query.text_with(given, base=BASE))
        assert isinstance(answer, QuerySolutions)
        shown = {one.value for one in answer.variables if not one.value.endswith("Label")} - LEFT_OUT
        for name in shown:
            assert f"column.{name}" in TEXTS, (query.name, name)


def test_every_parameter_has_a_name_in_every_language(saved: dict[str, SavedQuery]) -> None:
    named = {parameter.name for query in saved.values() for parameter in query.parameters}
    assert {f"parameter.{name}" for name in named} <= set(TEXTS)


NUMBERS = [
    ("en", "25600000000", "25.6B"),
    ("ru", "25600000000", "25,6\u00a0млрд"),
    ("kk", "25600000000", "25,6\u00a0млрд"),
    ("ru", "1234567890", "1\u00a0234\u00a0567\u00a0890"),
    ("ru", "9.2", "9,2"),
    ("en", "12345", "12,345"),
    ("en", "0.05", "0.05"),
    ("en", "-2500000", "-2.5M"),
    ("en", "many", "many"),
]


@pytest.mark.parametrize(("language", "value", "written"), NUMBERS)
def test_numbers(language: str, value: str, written: str) -> None:
    assert texts(language).number(value) == written


PERIODS = [
    ("en", "2021", "2021"),
    ("en", "2022-06", "June 2022"),
    ("en", "2022-11-28", "November 28, 2022"),
    ("en", "2022-01/2022-09", "January 2022 – September 2022"),
    ("en", "1994/", "since 1994"),
    ("en", "/1994", "until 1994"),
    ("en", "2022-13-45", "2022-13-45"),
    ("en", "<b>", "<b>"),
]


@pytest.mark.parametrize(("language", "value", "written"), PERIODS)
def test_periods(language: str, value: str, written: str) -> None:
    assert texts(language).period(value) == written


COUNTS = [("ru", 1, "1 документ"), ("ru", 3, "3 документа"), ("ru", 11, "11 документов"), ("kk", 5, "5 құжат")]


@pytest.mark.parametrize(("language", "number", "written"), COUNTS)
def test_plurals(language: str, number: int, written: str) -> None:
    assert texts(language)("lead.documents", n=number).replace("\u00a0", " ") == written
